"""The words that stand at place names, read once from ``words.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists, lower case: see the comments in ``words.toml``; `nouns` maps a kind's noun to its feature."""

    parts: frozenset[str]
    spots: frozenset[str]
    before: frozenset[str]
    never: frozenset[str]
    bodies: frozenset[str]
    titles: frozenset[str]
    surnames: frozenset[str]
    nouns: Mapping[str, str]


@cache
def words() -> Words:
    """The word lists."""
    table = tomllib.loads(files("dateline.where").joinpath("words.toml").read_text(encoding="utf-8"))
    lists = {name: frozenset(text.split()) for name, text in table.items() if name != "nouns"}
    nouns = {noun: feature for feature, text in table["nouns"].items() for noun in text.split()}
    return Words(nouns=nouns, **lists)
