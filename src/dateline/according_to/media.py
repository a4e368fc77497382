"""By which medium a source spoke: an email, a statement, a briefing, X.  The words are in ``media.toml``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from dateline.according_to.table import load
from dateline.according_to.words import words

if TYPE_CHECKING:
    from dateline.language.draft import Draft, Span

BEFORE, BEHIND = 4, 14
"""Words before and behind a cue among which a medium is looked for."""


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    """Words of a phrase to the medium it names."""
    return {tuple(phrase.split()): name for name, phrases in load("media.toml")["media"].items() for phrase in phrases}


def medium(draft: Draft, cue: Span, sentence: Span) -> str | None:
    """The medium named beside a cue in its sentence, or ``None``.

    Args:
        draft: the document; words between quote marks are not looked at.
        cue: span of the cue.
        sentence: span of the sentence around it.
    """
    marked = [q.span for q in draft.quotations if q.span[0] < sentence[1] and sentence[0] < q.span[1]]
    line = [w for w in words(draft.text, sentence) if not any(start <= w.start < end for start, end in marked)]
    at = next((i for i, word in enumerate(line) if word.end > cue[0]), 0)
    low = [word.low for word in line[max(0, at - BEFORE) : at + BEHIND]]
    for size in (3, 2, 1):
        for index in range(len(low) - size + 1):
            found = _phrases().get(tuple(low[index : index + size]))
            if found:
                return found
    return None
