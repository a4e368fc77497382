"""From a document to its sentences, its quotations and what the encoder finds in them.

`split` needs no model; `read` runs the encoder over many drafts at once, each sentence once.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from dateline.language import links, paragraphs, quotes, sentences
from dateline.language.draft import Draft
from dateline.language.windows import windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.language.encoder import Encoder
    from dateline.language.heads import Findings
    from dateline.language.windows import Window
    from dateline.records import Document

__all__ = ["cut", "read", "split"]


def split(document: Document) -> Draft:
    """A draft with a document's paragraphs, sentences and quotations; sentences of a repeat are left out."""
    blocks = paragraphs.find(document.text)
    draft = Draft(document, paragraphs=blocks, quotations=quotes.find(document.text, blocks))
    told = sentences.split(document.text, blocks)
    return replace(draft, sentences=tuple(s for s in told if not draft.in_repeat(s.span)))


def cut(draft: Draft) -> list[Window]:
    """The windows of a split draft: what the encoder reads at once."""
    return windows(draft.text, draft.sentences, [q.span for q in draft.quotations])


def read(drafts: Sequence[Draft], encoder: Encoder) -> Iterator[Draft]:
    """The drafts, one after the other, with what the encoder finds in them: triggers, cues, entities, links."""
    pages = [cut(draft) for draft in drafts]
    found = encoder.read(list(chain.from_iterable(pages)))
    for draft, mine in zip(drafts, pages, strict=True):
        findings = list(islice(found, len(mine)))
        seen = [f.seen for f in findings if f.seen]
        yield replace(with_findings(draft, findings), links=tuple(links.find(seen, encoder.weights)))


def with_findings(draft: Draft, findings: Sequence[Findings]) -> Draft:
    """A draft with the findings of its windows, in order."""
    return replace(
        draft,
        triggers=tuple(t for f in findings for t in f.triggers),
        cues=tuple(c for f in findings for c in f.cues),
        entities=tuple(e for f in findings for e in f.entities),
    )
