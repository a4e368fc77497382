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
_OPENING = 3
"""An expression within so many tokens of its sentence's start may take its tense from beyond a comma."""


_BEFORE_NOUNS = frozenset({"the", "a", "an", "its", "his", "her", "their", "this", "that", "still", "newly"})
_ALWAYS = frozenset({"will", "would", "was", "were", "had", "has", "have", "said"})
"""Cues that stay cues after "that" and the like ("that would meet")."""


@functools.cache
def _cues() -> tuple[dict[str, int], frozenset[str]]:
    """Words that point back (-1), ahead (1) or nowhere although they end in -ed (0); words whose "to" looks ahead."""
    raw = tomllib.loads(resources.files(__package__).joinpath("tense.toml").read_text("utf-8"))
    ways = {"past": -1, "future": 1, "neither": 0}
    return {word: way for name, way in ways.items() for word in raw[name]}, frozenset(raw["intent"])


def _cue(words: list[str], index: int) -> int:
    """What one word says, in its place: a participle after "be" or "is" says nothing, "had been due" is past."""
    word = words[index]
    before = words[index - 1] if index else ""
    way, intent = _cues()
    if word in {"to", "for"}:
        if "had" in words[max(0, index - 4) : index]:
            return 0
        return 1 if before in intent or (word == "to" and words[index + 1 : index + 2] == ["be"]) else 0
    if before == "be" or (before in _BEFORE_NOUNS and way.get(word) != 0 and word not in _ALWAYS):
        return 0
    found = way.get(word)
    if found is None:
        found = -1 if word.endswith("ed") and len(word) > _SHORTEST_REGULAR_PAST else 0
    if found < 0 and before in {"is", "are"}:
        return 0
    if found > 0 and "had" in words[max(0, index - 4) : index]:
        return -1
    return found


_PRESENT = frozenset({"is", "are", "am"})
"""Verbs that end the search: the clause has a tense, and it tells neither way."""


def _ends_sentence(word: str) -> bool:
    return word in {".", ";", "?", "!"} or word[0] == "\n"


def _ahead_by_form(hit: Hit) -> bool:
    """Whether the words before say so: "as early as Tuesday", "no later than May"."""
    before = (hit.before(2), hit.before())
    return before in {("soon", "as"), ("early", "as"), ("late", "as"), ("later", "than")}


def _puts_off(words: list[str], index: int) -> bool:
    """Whether the verb before "until" gives time ("postponed until", "gave them until") and does not tell a stay."""
    for before in range(index - 1, max(-1, index - REACH), -1):
        if _ends_sentence(words[before]):
            return False
        if _cue(words, before):
            return words[before] not in {"was", "were", "had", "been", "did"}
    return False


def direction(hit: Hit) -> int:
    """-1 where the clause speaks of the past, 1 of the future, 0 where it doesn't say."""
    words = hit.tokens.words
    if _ahead_by_form(hit) or (hit.first and _cue(words, hit.first - 1) > 0):
        return 1
    if hit.before() in {"until", "till"} and _puts_off(words, hit.first - 1):
        return 1
    owner = hit.after() in {"'s", "’s"}
    first = _cue(words, hit.last) if hit.last < len(words) else 0
    if first and not owner:
        return first
    opening = True
    if not owner:
        for index in range(hit.first - 1, max(-1, hit.first - REACH), -1):
            if _ends_sentence(words[index]):
                break
            opening = hit.first - index < _OPENING
            found = _cue(words, index)
            if found or words[index] in _PRESENT:
                return found
    return _cue_after(hit, stop_at_comma=owner or not opening) or (-1 if owner else 0)


def _cue_after(hit: Hit, *, stop_at_comma: bool) -> int:
    """The first cue after the expression in its sentence."""
    words = hit.tokens.words
    for index in range(hit.last, min(len(words), hit.last + REACH)):
        if _ends_sentence(words[index]) or (stop_at_comma and words[index] == ","):
            break
        found = _cue(words, index)
        if found:
            return found
    return 0
