"""Nouns for whoever acts: what kind of actor each names, how many, of which sex, in which sectors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from dateline.who import tables
from dateline.who.lexicon import lexicon

Kind: TypeAlias = Literal["person", "people", "group", "state", "government", "place", "nationality", "name"]
"""What a mention names; ``name`` says that it is a name of we don't know what, ``place`` that it is no actor."""


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun says of whoever it names: `form` is singular, `sectors` PLOVER's."""

    form: str
    kind: Kind
    plural: bool
    gender: str | None
    sectors: tuple[str, ...]


@lru_cache(maxsize=1 << 14)
def noun(low: str) -> Noun | None:
    """The noun that a lower-case word is, if it can act; else ``None``."""
    words = lexicon()
    single = words.singular(low)
    plural = single != low or low in words.plurals
    agent = tables.agents().get(low)
    sectors = agent.sectors if agent else ()
    office = single in words.offices
    if single in words.people or low in words.people or office:
        form = low if low in words.people else single
        kind: Kind = "people" if plural else "person"
        return Noun(form, kind, plural, words.people.get(form), sectors)
    if low in words.plurals:
        return Noun(single, "people", True, None, sectors)  # noqa: FBT003 - a field, not a switch
    for name in ("state", "government"):
        if single in words.groups[name]:
            return Noun(single, "state" if name == "state" else "government", plural, None, sectors)
    if single in words.groups["armed"] | words.groups["body"] | words.groups["parts"]:
        return Noun(single, "group", plural, None, sectors)
    if agent is None:
        return None
    kind = "group" if agent.sort in {"group", "institution"} and not plural else "people" if plural else "person"
    return Noun(single, kind, plural, None, sectors)
