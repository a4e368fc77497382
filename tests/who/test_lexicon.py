from __future__ import annotations

import re

import pytest

from dateline.who.lexicon import lexicon


@pytest.mark.parametrize(
    ("noun", "singular"),
    [
        ("soldiers", "soldier"),
        ("men", "man"),
        ("gunmen", "gunman"),
        ("spokeswomen", "spokeswoman"),
        ("people", "person"),
        ("parties", "party"),
        ("press", "press"),
        ("army", "army"),
    ],
)
def test_singulars(noun: str, singular: str) -> None:
    assert lexicon().singular(noun) == singular


@pytest.mark.parametrize(
    ("word", "verb"),
    [("has", True), ("said", True), ("attacked", True), ("red", False), ("army", False), ("bed", False)],
)
def test_what_looks_like_a_verb(word: str, *, verb: bool) -> None:
    assert lexicon().is_verb(word) is verb


def test_a_title_or_a_noun_tells_the_sex_or_nothing() -> None:
    words = lexicon()
    assert [words.titles[title] for title in ("mr", "mrs", "president")] == ["male", "female", None]
    assert [words.people[noun] for noun in ("spokesman", "nun", "driver")] == ["male", "female", None]


def test_every_pronoun_has_one_kind() -> None:
    kinds = {"he": "male", "her": "female", "their": "plural", "its": "thing", "we": "speaker", "you": "hearer"}
    assert {word: lexicon().pronouns[word] for word in kinds} == kinds


def test_possessive_and_object_pronouns_are_pronouns() -> None:
    words = lexicon()
    assert words.possessives | words.objects <= set(words.pronouns)


def test_no_given_name_is_of_both_sexes() -> None:
    words = lexicon()
    assert set(words.given.values()) == {"male", "female"}
    assert not set(words.given) & words.function - {"mark", "will"}


def test_the_lists_are_in_lower_case() -> None:
    words = lexicon()
    lists = (
        words.function,
        words.calendar,
        words.offices,
        words.plurals,
        words.organisations,
        words.given,
        words.people,
    )
    assert not [word for one in lists for word in one if word != word.lower() or re.search(r"\s", word)]


def test_bodies_of_a_state_are_organisations_or_say_so_themselves() -> None:
    assert {"ministry", "army", "police", "guard"} <= lexicon().state_bodies & lexicon().organisations


def test_places_are_told_by_words_that_no_organisation_ends_with() -> None:
    assert not lexicon().place_heads & lexicon().organisations


def test_determiners_are_definite_or_indefinite() -> None:
    words = lexicon()
    assert not words.definite & words.indefinite
    assert words.determiners == words.definite | words.indefinite
