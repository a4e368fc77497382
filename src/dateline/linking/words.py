"""Words as linking compares them: lower case, without endings, those that say nothing left out.

`stem` cuts English endings so that a verb, its noun and its plural mostly meet ("arrested", "arrests"); it is rougher
than a dictionary and needs none.  `acts` says which acts a trigger may name ("gunned down": kill, shoot), from the
table in ``words.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST = 40
"""Characters of a word that are looked at: what is longer is no word."""
_WORD = re.compile(r"[^\W_]+")
_VOWELS = frozenset("aeiouy")
_LEAST = 3
"""Letters that must be left of a word whose ending is cut."""


@dataclass(frozen=True, slots=True)
class Table:
    """``words.toml``: stopped words, endings, stems that report, irregular forms, the acts that stems may name."""

    stop: frozenset[str]
    endings: tuple[str, ...]
    says: frozenset[str]
    irregular: Mapping[str, str]
    acts: Mapping[tuple[str, ...], frozenset[str]]


@cache
def table() -> Table:
    """The table, read once."""
    raw = tomllib.loads(files("dateline.linking").joinpath("words.toml").read_text("utf-8"))
    endings = tuple(raw["endings"].split())
    irregular = {form: _cut(base, endings) for base, forms in raw["irregular"].items() for form in forms.split()}
    acts: dict[tuple[str, ...], set[str]] = {}
    for act, triggers in raw["acts"].items():
        for trigger in triggers.split():
            key = tuple(irregular.get(word) or _cut(word, endings) for word in trigger.split("_"))
            acts.setdefault(key, set()).add(act)
    says = frozenset(irregular.get(word) or _cut(word, endings) for word in raw["says"].split())
    known = {key: frozenset(found) for key, found in acts.items()}
    return Table(frozenset(raw["stop"].split()), endings, says, irregular, known)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A lower-case word without its ending; irregular forms as their verb's."""
    return table().irregular.get(word) or _cut(word, table().endings)


def _cut(word: str, endings: tuple[str, ...]) -> str:
    """A word without its ending (the first that leaves three letters with a vowel) and one of two twin letters."""
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            left = word[: -len(ending)]
            if _VOWELS & set(left) and not (ending == "s" and left.endswith("s")):
                return _bare(left)
    return _single(word)


def _single(word: str) -> str:
    """A word with a twin last letter made single: "kill" and "killed" are to meet."""
    return word[:-1] if len(word) > _LEAST and word[-1] == word[-2] and word[-1] not in _VOWELS else word


def _bare(left: str) -> str:
    """The rest of a cut word with a twin last letter made single, and no last e, i or y."""
    left = _single(left)
    while len(left) > _LEAST and left[-1] in "eyi":
        left = left[:-1]
    return left


def split(text: str) -> list[str]:
    """The words of a text in lower case, in order."""
    return [word for word in _WORD.findall(text.lower().replace("’", "'")) if len(word) <= LONGEST]


def content(text: str) -> tuple[str, ...]:
    """The stems of the words of a text that say something, each once, in order."""
    stop = table().stop
    return tuple(dict.fromkeys(stem(word) for word in split(text) if word not in stop and len(word) > 1))


def telling(text: str, most: int) -> tuple[str, ...]:
    """The stems that say most of what a text is about: the most frequent, the earlier of two first."""
    stop = table().stop
    counts = Counter(stem(word) for word in split(text) if word not in stop and len(word) > 1 and not word.isdigit())
    return tuple(name for name, _ in counts.most_common(most))


def names(text: str, most: int) -> tuple[str, ...]:
    """The stems of the words that a text only writes with a capital: the most frequent, the earlier of two first."""
    found = [word for word in _WORD.findall(text) if 1 < len(word) <= LONGEST]
    small = {word for word in found if word[0].islower()}
    stop = table().stop
    low = (word.lower() for word in found if word[0].isupper())
    counts = Counter(stem(word) for word in low if word not in small and word not in stop)
    return tuple(name for name, _ in counts.most_common(most))


@lru_cache(maxsize=16384)
def stems(trigger: str) -> tuple[str, ...]:
    """The stems of a trigger's words; stopped words only where it has no others."""
    return content(trigger) or tuple(dict.fromkeys(map(stem, split(trigger))))


@lru_cache(maxsize=16384)
def acts(trigger: str) -> frozenset[str]:
    """The acts that a trigger may name; its stems where the table knows none of them."""
    words = [stem(word) for word in split(trigger)]
    known = table().acts
    keys: list[tuple[str, ...]] = [(word,) for word in words]
    keys += [(one, other) for at, one in enumerate(words) for other in words[at + 1 : at + 4]]
    found = frozenset(act for key in keys for act in known.get(key, ()))
    return found or frozenset(stems(trigger))


def cosine(one: Iterable[str], other: Iterable[str]) -> float:
    """How alike two sets of words are: 0 nothing shared, 1 the same."""
    a, b = set(one), set(other)
    return len(a & b) / (len(a) * len(b)) ** 0.5 if a and b else 0.0
