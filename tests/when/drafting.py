"""Drafts made by hand for the tests of times."""

from __future__ import annotations

import datetime as dt

from dateline.language.draft import Draft, Quotation, Span
from dateline.records import Document, Published, Sentence

PUBLISHED = dt.date(2017, 9, 13)
"""A Wednesday."""


def draft(*sentences: str, published: dt.date | None = PUBLISHED, repeats: tuple[Span, ...] = ()) -> Draft:
    """A draft of one paragraph whose sentences are given; text between “ and ” is a quotation."""
    text = " ".join(sentences)
    spans, start = [], 0
    for sentence in sentences:
        spans.append((start, start + len(sentence)))
        start += len(sentence) + 1
    return Draft(
        document=Document(
            id="d", sha256="0" * 64, text=text, repeats=repeats, published=Published(start=published, end=published)
        ),
        paragraphs=((0, len(text)),),
        sentences=tuple(Sentence(span=span, text=text[slice(*span)]) for span in spans),
        quotations=tuple(quotations(text)),
    )


def quotations(text: str) -> list[Quotation]:
    """The stretches between curly marks."""
    found, start = [], text.find("“")
    while start >= 0:
        end = text.index("”", start)
        found.append(Quotation((start, end + 1), (start + 1, end)))
        start = text.find("“", end)
    return found


def at(made: Draft, words: str) -> Span:
    """Where the words first stand in the draft's text."""
    start = made.text.index(words)
    return start, start + len(words)
