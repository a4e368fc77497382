"""The words of a report as two copies of it share them: white space, marks, capitals and line breaks set aside."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from dateline.language import paragraphs
from dateline.reading.repeats import END, LEAD_IN, WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECE_END = re.compile(rf"{END}|[。！？।۔؟]+")
"""A full stop and such, of other scripts too.  Abbreviations may be cut wrongly: every copy is cut alike."""
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Signs that sites put inside words to say where they may break."""
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts that put no space between words (Thai to Han): each counts as a word."""


class Piece(NamedTuple):
    """A sentence or a line: its words in plain form with a space between them, how many they are, and its names."""

    plain: str
    length: int
    names: tuple[str, ...]


def pieces(text: str) -> tuple[Piece, ...]:
    """The sentences of a text, each once.

    Args:
        text: the document's text as given.

    Returns:
        Pieces that have words, in order; a dateline before a paragraph's first sentence is left out.
    """
    found: dict[str, Piece] = {}
    for start, end in paragraphs.find(text):
        for words in _sentences(_clean(text[start:end])):
            piece = _piece(words)
            found.setdefault(piece.plain, piece)
    return tuple(found.values())


def _clean(block: str) -> str:
    """A paragraph on one line, in the one form of its letters."""
    line = " ".join(block.split())
    return line if line.isascii() else INVISIBLE.sub("", UNSPACED.sub(r" \g<0> ", unicodedata.normalize("NFKC", line)))


def _sentences(block: str) -> Iterator[list[str]]:
    """The words of each sentence of a paragraph that has any."""
    lead_in = LEAD_IN.match(block)
    at = lead_in.end() if lead_in else 0
    for stop in (*(match.end() for match in PIECE_END.finditer(block, at)), len(block)):
        if words := WORD.findall(block, at, stop):
            yield words
        at = stop


def _piece(words: list[str]) -> Piece:
    """Words in small letters; names are those with a capital or a digit in front, the first word aside."""
    plain = " ".join(words).casefold()
    low = plain.split(" ")
    names = [mine for word, mine in zip(words[1:], low[1:], strict=False) if word != mine or mine < ":"]
    return Piece(plain, len(words), tuple(names))
