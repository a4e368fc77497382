"""Text that a document says a second time.

Copying and paging leave articles whose body stands there twice, or whose lead comes back as a summary.  The text is cut
at every line end and full stop; runs of pieces that stood there before, word for word, are repeats.  Quote marks,
white space, punctuation and capitals don't count.  One pass with hashing: time grows with the length of the text only.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.records import Span

MIN_WORDS = 8
"""Shortest repeat, in words: anything shorter may be a heading, a refrain or a "he said"."""

TITLES = ("Mr", "Ms", "Mrs", "Dr", "Gen", "Col", "Lt", "Sgt", "Gov", "Sen", "Rep", "Adm", "St", "Jan", "Sept", "Dec")
NO_TITLE = "".join(rf"(?<!\b{title}\.)" for title in TITLES)
END = rf"[.!?…](?<=[\w\"”’)%]{{2}}.){NO_TITLE}[.!?…]*[\"'”’»)\]]*(?=\s|[\"'“‘«A-Z])|[\r\n]+"
PIECE_END = re.compile(END)
"""A line end, or a full stop and such after a word of two letters or more that is no title."""
WORD = re.compile(r"[^\W_]+")
LEAD_IN = re.compile(r"[A-Z][A-Z .,'’-]{2,40}(?:,\s[^()\n]{1,30})?(?:\([^)\n]{1,40}\)\s*)?\s*(?:[-–—]+|_)\s*")
"""A dateline before the first sentence; the repeat may lack it."""


class _Piece(NamedTuple):
    start: int
    end: int
    words: str
    length: int


def find(text: str) -> tuple[Span, ...]:
    """Find the stretches of a text that repeat an earlier stretch.

    Args:
        text: the document's text as given.

    Returns:
        Ordered spans that don't touch each other; the first saying is never among them.
    """
    seen: set[str] = set()
    seen_pairs: set[tuple[str, str]] = set()
    run: list[_Piece] = []
    spans: list[Span] = []
    before = ""
    for piece in _pieces(text):
        linked = (before, piece.words) in seen_pairs
        if run and not linked:
            _keep(run, spans, text)
            run = []
        if piece.words in seen:
            run.append(piece)
        seen.add(piece.words)
        seen_pairs.add((before, piece.words))
        before = piece.words
    _keep(run, spans, text)
    return tuple(spans)


def _pieces(text: str) -> Iterator[_Piece]:
    """The text's pieces that hold words, each with its words in plain form."""
    start = 0
    for end in (*(match.end() for match in PIECE_END.finditer(text)), len(text)):
        piece = text[start:end]
        lead_in = LEAD_IN.match(piece)
        words = WORD.findall(unicodedata.normalize("NFC", piece[lead_in.end() if lead_in else 0 :]).casefold())
        if words:
            first = end - len(piece.lstrip())
            yield _Piece(first, start + len(piece.rstrip()), " ".join(words), len(words))
        start = end


def _keep(run: list[_Piece], spans: list[Span], text: str) -> None:
    """Add a run to the spans if it is long enough, joined to the last one if only white space lies between."""
    if sum(piece.length for piece in run) < MIN_WORDS:
        return
    start, end = run[0].start, run[-1].end
    if spans and not text[spans[-1][1] : start].strip():
        spans[-1] = (spans[-1][0], end)
    else:
        spans.append((start, end))
