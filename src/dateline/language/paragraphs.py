"""Where the paragraphs of a text lie.

A blank line always ends a paragraph.  So does a single newline, except where the text is wrapped by hand (wire copy,
mail, page dumps with a newline every 60 to 120 characters): there a newline ends a paragraph only when the next word
would still have fitted on the line.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.language.draft import Span

LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
LINE_BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»“)\]]*$")
LIST_ITEM = re.compile(r"(?:[-*•·–—]|\(?\d{1,3}[.)])\s")
SMALL_NAME = re.compile(r"(?:al|el|as|ash|an|ad|ar|at|az)-\w|[a-z][A-Z]")

WRAPPED_SHARE = 0.2
"""Share of a text's newlines that must fall before a small letter for the text to count as wrapped by hand."""
WRAPPED_WIDTH = (40, 160)
"""Longest line, in characters, of a text that counts as wrapped by hand."""
HEADING_SHARE = 0.6
"""A line shorter than this share of the width, without a full stop, is a heading and not a wrapped line."""


class _Line(NamedTuple):
    start: int
    end: int
    breaks_before: int
    words: str


def find(text: str) -> tuple[Span, ...]:
    """Find the paragraphs of a text.

    Args:
        text: any text, newlines of any kind.

    Returns:
        Spans in order, without the white space around them; empty for a text of white space alone.
    """
    lines = list(_lines(text))
    width = _wrap_width(lines)
    spans: list[Span] = []
    for i, line in enumerate(lines):
        if i and line.breaks_before < 2 and _continues(lines[i - 1], line, width):  # noqa: PLR2004
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append((line.start, line.end))
    return tuple(spans)


def _lines(text: str) -> Iterator[_Line]:
    """Lines that hold words, with the number of line breaks between each and the one before."""
    last_end = 0
    for match in LINE.finditer(text):
        words = match[0].strip()
        if not words:
            continue
        start = match.start() + match[0].index(words)
        breaks = len(LINE_BREAK.findall(text, last_end, start))
        last_end = start + len(words)
        yield _Line(start, last_end, breaks, words)


def _wrap_width(lines: list[_Line]) -> int | None:
    """The width at which a text was wrapped by hand, or ``None`` when its newlines end paragraphs."""
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if b.breaks_before == 1]
    if not pairs:
        return None
    capitals = all(line.words == line.words.upper() for line in lines)  # teleprinter copy has no small letters to go by
    lower = sum((capitals or _starts_low(b)) and not SENTENCE_END.search(a.words) for a, b in pairs)
    lengths = sorted(len(a.words) for a, _ in pairs)
    width = lengths[int(len(lengths) * 0.95)]
    wrapped = lower >= 2 and lower >= WRAPPED_SHARE * len(pairs)  # noqa: PLR2004
    return width if wrapped and WRAPPED_WIDTH[0] <= width <= WRAPPED_WIDTH[1] else None


def _starts_low(line: _Line) -> bool:
    """Whether a line begins with a small letter; names that begin so (al-Masri, eBay) don't count."""
    return line.words[0].islower() and not SMALL_NAME.match(line.words)


def _continues(before: _Line, line: _Line, width: int | None) -> bool:
    """Whether `line` goes on with the paragraph of the line `before` it."""
    ended = SENTENCE_END.search(before.words) is not None
    if LIST_ITEM.match(line.words):
        return False
    if _starts_low(line) and not ended:
        return True
    if width is None:
        return False
    next_word = line.words.split(maxsplit=1)[0]
    fitted = len(before.words) + 1 + len(next_word) <= width
    if ended:
        return not fitted
    return len(before.words) >= HEADING_SHARE * width
