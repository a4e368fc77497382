"""The words of time and the tokens of a text.

`tables.toml` lists words by category.  A word may belong to several categories ("second" is a unit and an ordinal);
every combination of categories gets one private character, its *sign*.  A text then is a list of tokens and a string
of as many signs, and the grammar is a set of patterns over that string.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TypeAlias

Meaning: TypeAlias = str | int

OTHER = "."
"""The sign of every token that no category knows."""

PROPER = frozenset({"MONTH", "WEEKDAY", "DAYABBR", "WEEKDAYS", "FEAST", "ELECTION"})
"""Categories whose words count only when they are capitalised."""

_SHAPES: dict[str, tuple[str, ...]] = {
    "small": ("DAYNUM", "NUMBER"),
    "two": ("TWO", "NUMBER"),
    "year": ("YEAR", "NUMBER"),
    "number": ("NUMBER",),
    "ordinal": ("ORDINAL",),
    "clock": ("CLOCK",),
    "full": ("FULL",),
    "fraction": ("FRACTION",),
    "decade": ("DECADE",),
    "hyphen": ("HYPHEN",),
    "comma": ("COMMA",),
    "possessive": ("POSSESSIVE",),
}
"""Categories of tokens known by their shape, not by a table."""

_TOKEN = re.compile(
    r"""
    [^\W\d_]++(?![.'’])                                                      # most words, told at once
  | [0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?(?![0-9-])  # 2016-12-10, 2016-12-10 18:38
  | [0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{4}(?![0-9])                         # 10/12/2016
  | (?:1[0-9]|20)[0-9]0s\b | ['’`][0-9]0s\b | \b[0-9]0s\b                 # 1990s, '80s
  | [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?                                      # 14:30
  | [0-9]+(?:st|nd|rd|th)\b
  | [0-9]+/[0-9]+
  | [0-9]+(?:,[0-9]{3})+(?:\.[0-9]+)? | [0-9]+\.[0-9]+ | [0-9]+
  | (?:Jan|JAN|Feb|FEB|Mar|MAR|Apr|APR|Jun|JUN|Jul|JUL|Aug|AUG|Sept?|SEPT?|Oct|OCT|Nov|NOV|Dec|DEC
      |Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\.
  | [AaPp]\.\s?[Mm]\b\.?
  | [Oo]['’]clock\b
  | [^\W\d_]+
  | ['’]s\b
  | \n\s*\n
  | \S
    """,
    re.VERBOSE,
)
_DECADE = re.compile(r"^\D?[0-9]*0s$")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut into tokens: their spans, their lower-case words, and the string of their signs (equal lengths)."""

    text: str
    spans: list[tuple[int, int]]
    words: list[str]
    signs: str


@dataclass(frozen=True)
class Lexicon:
    """Word tables by category, and the signs: of words, of shapes, and of each category (as a regex class body)."""

    tables: dict[str, dict[str, Meaning]]
    word_signs: dict[str, str]
    proper_only: frozenset[str]
    shape_signs: dict[str, str]
    category_signs: dict[str, str]


@functools.cache
def lexicon() -> Lexicon:
    """The compiled word tables (read once)."""
    raw = resources.files(__package__).joinpath("tables.toml").read_bytes()
    tables: dict[str, dict[str, Meaning]] = tomllib.loads(raw.decode("utf-8"))
    categories: dict[str, tuple[str, ...]] = {}
    for category, words in tables.items():
        for word in words:
            categories[word] = (*categories.get(word, ()), category)
    combinations = dict.fromkeys([*categories.values(), *_SHAPES.values()])
    sign_of = {combination: chr(0x4E00 + n) for n, combination in enumerate(combinations)}
    by_category: dict[str, str] = {}
    for combination, sign in sign_of.items():
        for category in combination:
            by_category[category] = by_category.get(category, "") + sign
    return Lexicon(
        tables=tables,
        word_signs={word: sign_of[combination] for word, combination in categories.items()},
        proper_only=frozenset(w for w, cs in categories.items() if PROPER.issuperset(cs)),
        shape_signs={shape: sign_of[combination] for shape, combination in _SHAPES.items()},
        category_signs=by_category,
    )


_NUMERALS = (
    ("small", re.compile(r"0?[1-9]$|[12][0-9]$|3[01]$")),
    ("two", re.compile(r"[0-9][0-9]?$")),
    ("year", re.compile(r"1[0-9]{3}$|20[0-9][0-9]$|2100$")),
    ("number", re.compile(r"[0-9,]+(?:\.[0-9]+)?$")),
    ("clock", re.compile(r"[0-9]{1,2}:[0-9:]+$")),
    ("ordinal", re.compile(r"[0-9]+(?:st|nd|rd|th)$")),
    ("decade", re.compile(r"[0-9]+s$")),
    ("fraction", re.compile(r"[0-9]+/[0-9]+$")),
    ("full", re.compile(r"")),
)
"""Shapes of tokens that start with a digit; the first that fits."""


def _numeral(word: str) -> str:
    """The shape of a token that starts with a digit."""
    return next(shape for shape, pattern in _NUMERALS if pattern.match(word))


_MARKS = {"-": "hyphen", "–": "hyphen", "—": "hyphen", ",": "comma", "'s": "possessive", "’s": "possessive"}


@functools.lru_cache(maxsize=20_000)
def _entry(word: str) -> tuple[str, str]:
    """The lower-case form and the sign of one token, given as it stands in the text."""
    return word.lower(), _sign(word, lexicon())


def _sign(word: str, known: Lexicon) -> str:
    """The sign of one token, given as it stands in the text."""
    lower = word.lower()
    sign = known.word_signs.get(lower) or (
        known.word_signs.get(lower[:-1]) if lower[-1] == "." and len(lower) > 1 else None
    )
    if sign is not None:
        return OTHER if lower in known.proper_only and not word[0].isupper() else sign
    if word[0] in "0123456789" or _DECADE.match(word):
        return known.shape_signs["decade" if word[0] not in "0123456789" else _numeral(lower)]
    mark = _MARKS.get(lower)
    return known.shape_signs[mark] if mark else OTHER


def tokenise(text: str) -> Tokens:
    """Cut `text` into tokens; a blank line is a token of its own, so that no expression runs across it."""
    spans: list[tuple[int, int]] = []
    words: list[str] = []
    signs: list[str] = []
    for match in _TOKEN.finditer(text):
        word, sign = _entry(match.group())
        spans.append(match.span())
        words.append(word)
        signs.append(sign)
    return Tokens(text, spans, words, "".join(signs))


@functools.cache
def context(name: str) -> frozenset[str]:
    """The words of a list in `context.toml`."""
    raw = tomllib.loads(resources.files(__package__).joinpath("context.toml").read_text("utf-8"))
    return frozenset(raw[name])


def meaning(category: str, word: str) -> Meaning:
    """What `word` (lower case) means in `category`; raises KeyError for a word that isn't in it."""
    table = lexicon().tables[category]
    return table[word] if word in table else table[word.rstrip(".")]
