"""The words that tie two mentions, read from ``relations.toml`` and made into patterns."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from dateline.records import RelationKind

if TYPE_CHECKING:
    from collections.abc import Mapping

_ITEM = re.compile(r"\[[^\]]*\]|\([^)]*\)|\S+")
# Up to six words of an apposition; a denial or another act between two mentions unties them.
_SOME = r"(?:(?!not |never |no |\S+ing )[^\s,;.:()“”\"‘]+ ){0,6}?"
_SIGNS = {
    "*": _SOME,
    "[*]": _SOME,
    "~": r"(?:\( \S+ \) )?",
    "^": r"(?:(?:the )?\S+ [’']s )?",
    "bracket": r"\( \S+ \) ",
    "open": r"\( ",
}


@dataclass(frozen=True, slots=True)
class Connector:
    """One way to tie two mentions: `pattern` matches the words between them, each followed by a space."""

    relation: RelationKind
    pattern: re.Pattern[str]
    left: frozenset[str]
    right: frozenset[str]
    reverse: bool


@dataclass(frozen=True, slots=True)
class Ties:
    """All that ``relations.toml`` says; between two tied mentions there is always one of the `keys`."""

    connectors: tuple[Connector, ...]
    keys: frozenset[str]
    compounds: Mapping[str, RelationKind]
    designate: frozenset[str]
    passive: frozenset[str]
    designations: frozenset[str]
    no_office: frozenset[str]
    past: frozenset[str]
    coming: frozenset[str]


def compile_words(words: str) -> re.Pattern[str]:
    """Make a pattern of a row's words.

    >>> bool(compile_words("[,] (part|wing) of [the]").fullmatch(", wing of the "))
    True
    """
    return re.compile("".join(map(_item, _ITEM.findall(words))))


def _item(item: str) -> str:
    if item in _SIGNS:
        return _SIGNS[item]
    if item[0] in "[(":
        choices = "|".join(re.escape(choice) + " " for choice in item[1:-1].split("|"))
        return f"(?:{choices})" + "?" * (item[0] == "[")
    return re.escape(item) + " "


def _keys(words: str) -> list[str]:
    """First words of what must stand in a row: without one of them between two mentions no row can match."""
    needed = next(item for item in _ITEM.findall(words) if item[0] not in "[~*^,")
    if needed in {"open", "bracket"}:
        return ["("]
    return [choice.split()[0] for choice in needed.strip("()").split("|")]


def _connector(row: Mapping[str, Any]) -> Connector:
    return Connector(
        RelationKind(row["relation"]),
        compile_words(row["words"]),
        frozenset(row["left"]),
        frozenset(row["right"]),
        bool(row.get("reverse", False)),
    )


@cache
def ties() -> Ties:
    """The table, read once."""
    table = tomllib.loads(files("dateline.who").joinpath("relations.toml").read_text(encoding="utf-8"))
    return Ties(
        connectors=tuple(map(_connector, table["connector"])),
        keys=frozenset(key for row in table["connector"] for key in _keys(row["words"])),
        compounds={word: RelationKind(name) for name, words in table["compound"].items() for word in words},
        designate=frozenset(table["designation"]["verbs"]),
        passive=frozenset(table["designation"]["passive"]),
        designations=frozenset(table["designation"]["heads"]),
        no_office=frozenset(table["office"]["not"]),
        past=frozenset(table["office"]["past"]),
        coming=frozenset(table["office"]["coming"]),
    )
