from __future__ import annotations

import dataclasses

import pytest

from dateline.where.toponyms import Toponym, bare, known_part, spans, toponyms

from .drafts import at, draft, entity, place_role


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Gaza Strip", "Gaza Strip"),
        ("Sudan's", "Sudan"),
        ("Sudan’s", "Sudan"),
        ("“Aleppo”", "Aleppo"),
        ("Ky.", "Ky."),
        ("U.S.", "U.S."),
        ("Theodosia", "Theodosia"),
        ("'", "'"),
    ],
)
def test_the_bare_name(text: str, name: str) -> None:
    assert bare(text, (0, len(text))) == name


@pytest.mark.parametrize(
    ("phrase", "part"),
    [
        ("eastern Baghdad", "Baghdad"),
        ("South Sudan", "South Sudan"),
        ("northern Gaza Strip", "Gaza Strip"),
        ("Homs province", "Homs"),
        ("the besieged city of Mariupol", "Mariupol"),
        ("Qwzrblx", ""),
        ("a village", ""),
        ("", ""),
        ("Mass.", "Mass"),
    ],
)
def test_the_part_of_a_phrase_that_the_gazetteer_knows(phrase: str, part: str) -> None:
    assert known_part(phrase) == part


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("in Anbar province now", "Anbar", "ADM1"),
        ("in the city of Basra now", "Basra", "PPL"),
        ("in Laurel County now", "Laurel County", ""),
        ("the province of Kerman", "Kerman", "ADM1"),
        ("Basra was calm", "Basra", ""),
    ],
)
def test_the_noun_beside_a_name(text: str, words: str, expected: str) -> None:
    (found,) = toponyms(draft(text, entities=(entity(text, words, "place"),)))
    assert found.noun == expected


def test_a_container_and_what_it_holds() -> None:
    text = "Fire in Salem, Ore., again"
    found = toponyms(draft(text, entities=(entity(text, "Salem", "place"),)))
    assert found == [
        Toponym(at(text, "Salem"), "Salem", container="Ore."),
        Toponym(at(text, "Ore."), "Ore.", holds="Salem"),
    ]


def test_without_entities_capitals_and_gazetteer_decide() -> None:
    text = "Shells hit Kandahar and Herat."
    assert spans(draft(text)) == [at(text, "Kandahar"), at(text, "Herat")]


def test_with_entities_doubtful_names_wait_for_the_encoder() -> None:
    text = "Shells hit Kandahar. Chester wept."
    assert spans(draft(text, entities=(entity(text, "Kandahar", "place"),))) == [at(text, "Kandahar")]


def test_nothing_inside_another_entity_is_a_place() -> None:
    text = "The Bank of England met Pakistan Airways."
    marked = (entity(text, "Bank of England", "organisation"), entity(text, "Pakistan Airways", "organisation"))
    assert spans(draft(text, entities=marked)) == []


def test_a_place_role_adds_the_name_inside_it() -> None:
    text = "Nine died at a mill in Dikwa. Omar wept."
    plain = draft(text, entities=(entity(text, "Omar", "person"),))
    role = dataclasses.replace(plain, triggers=(place_role(text, "a mill in Dikwa"),))
    assert spans(role) == [at(text, "Dikwa")]


def test_spans_are_sorted_and_single() -> None:
    text = "Herat, Kabul and Herat"
    marked = (entity(text, "Kabul", "place"), entity(text, "Herat", "place"), entity(text, "Kabul", "place"))
    found = spans(draft(text, entities=marked))
    assert found == sorted(set(found))
