"""The sectors that words tell: titles before a name, the name of a body, a party's adjective, what befell somebody."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Sectors: TypeAlias = tuple[str, ...]
_LONGEST = 4  # words of the longest phrase in the tables


@dataclass(frozen=True)
class Told:
    """The tables of ``sectors.toml``, each by its words; `bodies` give the number of their row too."""

    titles: Mapping[str, Sectors]
    bodies: Mapping[str, tuple[int, Sectors]]
    parties: frozenset[str]
    partisans: frozenset[str]
    relational: frozenset[str]
    joints: frozenset[str]
    befallen_after: tuple[str, ...]
    befallen_before: tuple[str, ...]
    convicted: tuple[str, ...]


@cache
def told() -> Told:
    """The tables, read once."""
    table: dict[str, Any] = tomllib.loads(files("dateline.who").joinpath("sectors.toml").read_text("utf-8"))
    rows = [(row["words"], (number, tuple(row["sectors"]))) for number, row in enumerate(table["bodies"])]
    befallen = table["befallen"]
    return Told(
        titles={word: (code,) for code, words in table["titles"].items() for word in words},
        bodies={word: row for words, row in rows for word in words},
        parties=frozenset(table["party"]["words"]),
        partisans=frozenset(table["party"]["heads"]),
        relational=frozenset(table["relational"]["heads"]),
        joints=frozenset(table["relational"]["joints"]),
        befallen_after=tuple(befallen["after"]),
        befallen_before=tuple(befallen["before"]),
        convicted=tuple(befallen["convicted"]),
    )


def of_titles(words: Sequence[str]) -> Sectors:
    """The sectors of titles before a name, in lower case and order; the last that tells any is nearest to the name."""
    return next((told().titles[word] for word in reversed(words) if word in told().titles), ())


@lru_cache(maxsize=1 << 12)
def of_body(words: tuple[str, ...]) -> Sectors:
    """The sectors of a body by the words of its name, in lower case; ``()`` when no word tells any.

    A longer phrase goes before a shorter one ("National Guard" before "guard"), then the weightier row.
    """
    table = told().bodies
    found: list[tuple[int, int, Sectors]] = []
    for length in range(1, _LONGEST + 1):
        forms = (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
        found.extend((-length, *table[form]) for form in forms if form in table)
    return min(found)[2] if found else ()


def of_party(words: Sequence[str]) -> Sectors:
    """``PTY`` where a party's adjective stands in a phrase before one of its people ("Republican leaders")."""
    at = next((i for i, word in enumerate(words) if word in told().parties), None)
    return ("PTY",) if at is not None and any(word in told().partisans for word in words[at + 1 :]) else ()


def of_fate(before: str, after: str) -> Sectors:
    """``CVL`` for whom the words around a name say that something befell them as it does private people.

    Args:
        before: the words before the name, lower case, white space single.
        after: the words after it.

    Returns:
        ``CRM`` when they were convicted, ``CVL`` when they were arrested, hurt or the like, else nothing.
    """
    tables = told()
    if after.startswith(tables.convicted):
        return ("CRM",)
    return ("CVL",) if after.startswith(tables.befallen_after) or before.endswith(tables.befallen_before) else ()
