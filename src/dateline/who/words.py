"""Words of a text with their places: the small reading that names, phrases and relations share."""

from __future__ import annotations

import bisect
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from dateline.who.lexicon import lexicon

if TYPE_CHECKING:
    from dateline.language.draft import Span

_APOSTROPHES = "'’"
_CLITICS = "s|m|re|ll|ve|d"
_LETTER = r"(?:[^\W_][\u0300-\u036f\u00ad\u200b-\u200d\u2060]*)"  # with its marks, when a text keeps them apart
_HYPHENS = str.maketrans("‐‑", "--")
_DESCRIBES = re.compile(r"-(?:[a-z]+ed|led|born|run|era|style|wide|made|built|bound|speaking|wing|year|old|based)$")


@cache
def _token() -> re.Pattern[str]:
    """Initials (``U.S.``), abbreviated titles, possessive ``'s``, words with inner marks, then any other sign."""
    titles = "|".join(sorted(lexicon().abbreviations, key=len, reverse=True))
    return re.compile(
        rf"(?=[A-Z])(?:(?:[A-Z]\.){{2,}}(?:-[a-z]+)?|\b(?:{titles})\.|\b[A-Z]\.(?=\s*[A-Z][^\W\d_]))"
        rf"|{_LETTER}+(?:(?:[-‐‑&]|[{_APOSTROPHES}](?!(?:{_CLITICS})\b)|(?<=\d)[.,](?=\d)){_LETTER}+)*"
        rf"|[{_APOSTROPHES}](?:{_CLITICS})\b|\S"
    )


@dataclass(frozen=True)
class Words:
    """The words of one text: `starts` and `ends` are character offsets, `forms` the slices, `lower` them folded."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    forms: tuple[str, ...]

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The forms in lower case, full stops of abbreviated titles dropped."""
        return tuple(_lower(form).rstrip(".") or form for form in self.forms)

    @cached_property
    def capital(self) -> tuple[bool, ...]:
        """Whether each form begins like a name: a capital, or a particle joined to one (``al-Awlaqi``)."""
        return tuple((form[0].isupper() or not form.isalnum()) and _is_capital(form) for form in self.forms)

    @cached_property
    def likely(self) -> tuple[int, ...]:
        """Indices of the words that can begin a name: those with a capital or a figure."""
        pairs = enumerate(zip(self.forms, self.capital, strict=True))
        return tuple(index for index, (form, capital) in pairs if capital or form[0].isdigit())

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.forms)

    def first_from(self, offset: int) -> int:
        """Index of the first word that starts at or after `offset` (the number of words when none does)."""
        return bisect.bisect_left(self.starts, offset)

    def inside(self, span: Span) -> range:
        """Indices of the words that lie wholly within a span."""
        first = self.first_from(span[0])
        return range(first, max(first, bisect.bisect_right(self.ends, span[1])))

    def span(self, first: int, after: int) -> Span:
        """Characters from the word `first` to the word before `after`."""
        return self.starts[first], self.ends[after - 1]

    def text(self, text: str, first: int, after: int) -> str:
        """The words from `first` to before `after` as `text` has them, white space made single."""
        return " ".join(text[self.starts[first] : self.ends[after - 1]].split())

    def is_word(self, index: int) -> bool:
        """Whether there is a word (not a mark) at `index`."""
        return 0 <= index < len(self.forms) and self.forms[index][0].isalnum()


def hyphened(form: str) -> str:
    """A form with plain hyphens in place of those that break no line, character for character."""
    return form.translate(_HYPHENS)


def _lower(form: str) -> str:
    """A form in lower case, its letters one with their marks, its hyphens plain."""
    return form.lower() if form.isascii() else unicodedata.normalize("NFC", hyphened(form).lower())


def _is_capital(form: str) -> bool:
    plain = hyphened(form)
    if form[0].isupper():
        return "-" not in plain or not _DESCRIBES.search(plain)  # "US-led" describes; it names nobody
    if form[0] in "dl" and form[1:2] in _APOSTROPHES:
        return form[2:3].isupper()  # "Côte d'Ivoire"
    head, dash, tail = plain.partition("-")
    return bool(dash) and head in {"al", "el", "ash", "as", "an", "ar", "at", "ul", "ad", "az"} and tail[:1].isupper()


def read_words(text: str) -> Words:
    """Split a text into words, keeping offsets.

    >>> read_words("Iran's U.S. envoy").forms
    ('Iran', "'s", 'U.S.', 'envoy')
    """
    matches = list(_token().finditer(text))
    return Words(
        tuple([m.start() for m in matches]), tuple([m.end() for m in matches]), tuple([m.group() for m in matches])
    )
