"""The table of words that credit somebody: loads ``cues.toml`` once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Cues:
    """The table: `frames` from a frame's name to its word forms, `grammar` from a word class to its words.

    `phrases` are cues of several words with the source behind them, `bare` those without a source; all in lower case,
    split into words, by the first of them.  `forms` are all word forms, `openers` the first words of phrases,
    `telling` both.
    """

    frames: Mapping[str, frozenset[str]]
    nouns: frozenset[str]
    grammar: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    bare: Mapping[str, tuple[tuple[str, ...], ...]]
    forms: frozenset[str]
    openers: frozenset[str]
    telling: frozenset[str]


def load(name: str) -> dict[str, Any]:
    """One of this room's TOML tables, as it stands in the file.

    Args:
        name: the file's name in this package, e.g. ``cues.toml``.
    """
    text = resources.files("dateline.according_to").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def by_first_word(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases split into words, under the first of them, the longest first."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        first, *_ = split = tuple(phrase.split())
        found[first] = (*found.get(first, ()), split)
    return found


@cache
def cues() -> Cues:
    """The table of ``cues.toml``, read once."""
    table = load("cues.toml")
    frames = {name: frozenset(words.split()) for name, words in table["frames"].items()}
    phrases = by_first_word(table["phrases"]["sourced"])
    bare = by_first_word(table["phrases"]["unsourced"])
    forms = frozenset().union(*frames.values())
    openers = frozenset(phrases.keys() | bare.keys())
    return Cues(
        frames=frames,
        nouns=frozenset(table["nouns"]["that"].split()),
        grammar={name: frozenset(words.split()) for name, words in table["grammar"].items()},
        phrases=phrases,
        bare=bare,
        forms=forms,
        openers=openers,
        telling=forms | openers,
    )
