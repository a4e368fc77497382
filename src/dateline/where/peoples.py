"""Words for a people and its adjective ("Georgian", "Sri Lankans"): they tell a state, and no place of anything."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from dateline.where import gazetteer
from dateline.who.tables import countries, demonyms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.language.draft import Draft, Span
    from dateline.where.gazetteer import Candidate

_WORD = re.compile(r"\b[A-Z][^\W\d_]+\b")
_NEXT = re.compile(r" [A-Z][^\W\d_]+\b")


def find(draft: Draft, taken: list[Span]) -> Iterator[tuple[Span, str]]:
    """The words of a document outside its repeats that name a people, with the alpha-3 code of its state.

    None of them touches a span that is `taken`, or stands in what the encoder takes for a name of something else
    ("American Airlines").
    """
    named = [e.span for e in draft.entities if e.label not in {"nationality", "place"}]
    held = bytearray(len(draft.text))
    for start, end in (*taken, *named, *draft.document.repeats):
        held[start:end] = b"x" * (end - start)
    return ((span, code) for span, code in _known(draft.text) if not any(held[slice(*span)]))


def _known(text: str) -> Iterator[tuple[Span, str]]:
    """Every word, or pair of words, that the table of peoples knows."""
    table, free = demonyms(), 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        more = _NEXT.match(text, end)
        for last in ([more.end()] if more else []) + [end]:
            code = table.get(text[start:last].lower())
            if code and start >= free:
                yield (start, last), code
                free = last


@cache
def state(code: str) -> Candidate | None:
    """The state with an alpha-3 code in the gazetteer; ``None`` for one that is no more."""
    country = countries().get(code)
    found = gazetteer.look_up(country.name) if country else ()
    return next((c for c in found if c.feature == "PCLI" and c.country == code), None)
