"""Attributions that the encoder sees: its cues, with the sources and contents it links to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.according_to.found import Found
from dateline.according_to.words import trimmed

if TYPE_CHECKING:
    from dateline.language.draft import Draft


def find(draft: Draft) -> list[Found]:
    """One attribution for every cue with a content, outside repeated text."""
    found: list[Found] = []
    for cue in draft.cues:
        spans = (trimmed(draft.text, span) for span in sorted(cue.contents))
        contents = tuple(span for span in spans if span[1] > span[0])
        if contents and not draft.in_repeat(cue.span):
            source = cue.sources[0] if cue.sources else None
            found.append(Found("encoder", source, cue.span, contents, score=cue.score))
    return found
