"""The small word lists that say what a phrase names, read from ``nouns.toml`` and ``given.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_IRREGULAR = {"men": "man", "women": "woman", "people": "person", "children": "child", "wives": "wife", "spies": "spy"}


@dataclass(frozen=True)
class Lexicon:
    """Word lists by what they tell; all lower case except `abbreviations`."""

    pronouns: Mapping[str, str]
    possessives: frozenset[str]
    objects: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    function: frozenset[str]
    calendar: frozenset[str]
    place_heads: frozenset[str]
    place_before: frozenset[str]
    titles: Mapping[str, str | None]
    qualifiers: frozenset[str]
    royal: frozenset[str]
    abbreviations: frozenset[str]
    offices: frozenset[str]
    people: Mapping[str, str | None]
    plurals: frozenset[str]
    of_states: frozenset[str]
    groups: Mapping[str, frozenset[str]]
    organisations: frozenset[str]
    state_bodies: frozenset[str]
    joining: frozenset[str]
    within: frozenset[str]
    adjectives: frozenset[str]
    things: frozenset[str]
    particles: frozenset[str]
    auxiliary: frozenset[str]
    saying: frozenset[str]
    verbs: frozenset[str]
    given: Mapping[str, str]

    @property
    def determiners(self) -> frozenset[str]:
        """Words that can open a noun phrase."""
        return self.definite | self.indefinite

    def is_verb(self, word: str) -> bool:
        """Whether a lower-case word that follows a noun phrase looks like its verb."""
        return word in self.verbs or (len(word) > 4 and word.endswith("ed"))  # noqa: PLR2004 - shorter ones are not verbs

    def singular(self, noun: str) -> str:
        """The singular of a lower-case noun, by the regular endings and a few irregular words."""
        if noun in _IRREGULAR:
            return _IRREGULAR[noun]
        if noun.endswith("men"):
            return noun[:-3] + "man"
        if noun.endswith("ies"):
            return noun[:-3] + "y"
        if noun.endswith("s") and not noun.endswith("ss"):
            return noun[:-1]
        return noun


def _sexes(table: Mapping[str, Any]) -> dict[str, str | None]:
    words: dict[str, str | None] = dict.fromkeys(table["any"])
    return words | dict.fromkeys(table["female"], "female") | dict.fromkeys(table["male"], "male")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("dateline.who").joinpath(name).read_text(encoding="utf-8"))


@cache
def lexicon() -> Lexicon:
    """The word lists, read once."""
    table = _read("nouns.toml")
    given = _read("given.toml")
    pronouns = table["pronouns"]
    kinds = ("male", "female", "plural", "thing", "speaker", "hearer")
    verbs = table["verbs"]
    return Lexicon(
        pronouns={word: kind for kind in kinds for word in pronouns[kind]},
        possessives=frozenset(pronouns["possessive"]),
        objects=frozenset(pronouns["objects"]),
        definite=frozenset(table["determiners"]["definite"]),
        indefinite=frozenset(table["determiners"]["indefinite"]),
        function=frozenset(table["function"]["words"]),
        calendar=frozenset(table["calendar"]["words"]),
        place_heads=frozenset(table["places"]["heads"]),
        place_before=frozenset(table["places"]["before"]),
        titles=_sexes(table["titles"]),
        qualifiers=frozenset(table["titles"]["qualifiers"]),
        royal=frozenset(table["titles"]["royal"]),
        abbreviations=frozenset(table["titles"]["abbreviations"]),
        offices=frozenset(table["offices"]["heads"]),
        people=_sexes(table["people"]),
        plurals=frozenset(table["people"]["plural"]),
        of_states=frozenset(table["people"]["states"]),
        groups={kind: frozenset(words) for kind, words in table["groups"].items()},
        organisations=frozenset(table["organisations"]["heads"]),
        state_bodies=frozenset(table["organisations"]["state_bodies"]),
        joining=frozenset(table["organisations"]["joining"]),
        within=frozenset(table["organisations"]["within"]),
        adjectives=frozenset(table["adjectives"]["words"]),
        things=frozenset(table["things"]["words"]),
        particles=frozenset(table["names"]["particles"]),
        auxiliary=frozenset(verbs["auxiliary"]),
        saying=frozenset(verbs["saying"]),
        verbs=frozenset(verbs["auxiliary"]) | frozenset(verbs["saying"]) | frozenset(verbs["present"]),
        given={name: sex for sex in ("female", "male") for name in given[sex].split()},
    )
