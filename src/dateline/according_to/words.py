"""The words of a stretch of text, with their offsets: as much grammar as this room needs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dateline.language.draft import Span

TITLES = (
    "Mr|Mrs|Ms|Dr|Rep|Sen|Gov|Gen|Lt|Col|Capt|Cpt|Cmdr|Sgt|Rev|Hon|St|Jr|Sr|Prof|Const|Adm|Maj|Brig|Inc|Corp|Co|vs|No"
)
WORD = re.compile(rf"(?:{TITLES})\.|\w+(?:[-’'.&]\w+|,\d{{3}}\b)*|[^\w\s]")
"""A title with its full stop, a word with what joins its parts (a number with its commas), or one mark."""
MARKS = frozenset("\"“”„«»‘’'`")
"""Characters that may open or close a quotation."""


class Word(NamedTuple):
    """One word or punctuation mark: offsets in the document's text (end exclusive), the letters, and them lowered."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number rather than a mark."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()


@lru_cache(maxsize=1024)
def words(text: str, span: Span) -> tuple[Word, ...]:
    """The words and marks of ``text[span[0]:span[1]]``, in order; kept, since every stage reads a sentence again."""
    # tuple.__new__ makes the same words as Word(...) in half the time, and this is the room's hottest line
    make = tuple.__new__
    return tuple([make(Word, (*m.span(), (word := m[0]), word.lower())) for m in WORD.finditer(text, *span)])


def trimmed(text: str, span: Span, edges: str = " \t\r\n\u00a0,;:—–") -> Span:
    """A span without the blanks and commas at its edges (it may end up empty)."""
    start, end = span
    while start < end and text[start] in edges:
        start += 1
    while end > start and text[end - 1] in edges:
        end -= 1
    return start, end
