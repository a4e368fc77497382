"""Whether a bare weekday or month lies behind or ahead: what the verbs around it say.

A rule of thumb without a parser: the nearest cue in the clause decides, those before the expression first.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.when.grammar import Hit

REACH = 30
"""How many tokens to look at on either side."""

_SHORTEST_REGULAR_PAST = 4


@functools.cache
def _cues() -> dict[str, int]:
    """Words that point back (-1), ahead (1) or nowhere although they end in -ed (0)."""
    raw = tomllib.loads(resources.files(__package__).joinpath("tense.toml").read_text("utf-8"))
    return {
        word: int(way)
        for way, words in (("-1", raw["past"]), ("1", raw["future"]), ("0", raw["neither"]))
        for word in words
    }


def _cue(word: str) -> int:
    known = _cues().get(word)
    if known is not None:
        return known
    return -1 if word.endswith("ed") and len(word) > _SHORTEST_REGULAR_PAST else 0


def _ends_sentence(words: list[str], index: int) -> bool:
    return words[index] in {".", ";", "?", "!"} or words[index].startswith("\n")


def direction(hit: Hit) -> int:
    """-1 where the clause speaks of the past, 1 of the future, 0 where it doesn't say."""
    words = hit.tokens.words
    for index in range(hit.first - 1, max(-1, hit.first - REACH), -1):
        if _ends_sentence(words, index):
            break
        found = _cue(words[index])
        if found:
            return found
    for index in range(hit.last, min(len(words), hit.last + REACH)):
        if _ends_sentence(words, index):
            break
        found = _cue(words[index])
        if found:
            return found
    return 0
