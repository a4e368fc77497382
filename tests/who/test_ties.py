"""Ties that whole sentences state: designations, offices, compounds; each once, each on its words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline import who
from dateline.language.draft import Quotation
from dateline.records import RelationKind
from tests.who.helpers import draft_of, place

Tie = tuple[str | None, str, str | None]


def ties(text: str, repeats: tuple[tuple[int, int], ...] = ()) -> list[Tie]:
    relations = who.relate(draft_of(text, repeats=repeats)).relations
    return [(r.subject.name, r.relation.value, r.object.name) for r in relations]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Norway blacklisted the Kelp Front as a terrorist organisation.", "terrorist organisation"),
        ("The Kelp Front has been blacklisted as a terrorist group.", "terrorist group"),
        ("Norway has listed the Kelp Front as a criminal entity; Togo has not.", "criminal entity"),
        ("Norway branded the Kelp Front as “an enemy of the sea” in May.", "an enemy of the sea"),
        ("Norway lists the Kelp Front as the terrorist movement.", "terrorist movement"),
    ],
)
def test_the_label_of_whoever_is_designated(text: str, label: str) -> None:
    assert ties(text) == [("Kelp Front", "designated as", label)]


@pytest.mark.parametrize(
    "text",
    [
        "Norway blacklisted the Kelp Front.",
        "Norway designated the Kelp Front as",
        "Norway designated the Kelp Front as a",
        "Norway designated the Kelp Front as a good neighbour.",
        "Norway designated the Kelp Front. It fled as a terrorist group.",
        "Norway designated the Kelp Front; its rival fled as a terrorist group.",
        "Norway designated on Monday in the rain the Kelp Front as a terrorist group.",
        "Designated",
    ],
)
def test_a_verb_without_somebody_and_a_label_designates_nobody(text: str) -> None:
    assert ties(text) == []


def test_a_label_is_never_what_it_labels() -> None:
    assert ties("Designated as a terrorist group, the Kelp Front fled.") == []


def test_a_passive_at_the_end_of_a_text_says_nothing_of_its_beginning() -> None:
    assert ties("Blacklisted the Kelp Front as a terrorist group was") == [
        ("Kelp Front", "designated as", "terrorist group")
    ]


def test_of_two_quotations_at_one_word_the_first_is_the_label() -> None:
    draft = draft_of("Norway designated the Kelp Front as “a threat” today.")
    (quotation,) = draft.quotations
    inner = quotation.inner
    twice = replace(draft, quotations=(quotation, Quotation(quotation.span, (inner[0], inner[1] - 2))))
    assert [r.object.name for r in who.relate(twice).relations] == ["a threat"]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("On Monday Kenyan President Ole Vang spoke.", "Kenyan President"),
        ("On Monday the mayor, Ole Vang, spoke.", "mayor"),
        ("Ole Vang, the president of Kenya, spoke.", "president of Kenya"),
        ("Ole Vang, the president of the Netherlands, spoke.", "president of the Netherlands"),
        ("Ole Vang, president of the Coastal Bank, spoke.", "president of the Coastal Bank"),
        ("Kenya's president, Ole Vang, spoke.", "Kenya's president"),
        ("The Kenyan president, Ole Vang, spoke.", "Kenyan president"),
    ],
)
def test_the_office_of_a_person(text: str, office: str) -> None:
    assert ties(text) == [("Ole Vang", "holds office", office)]


@pytest.mark.parametrize(
    "text",
    [
        "Ole Vang, a Kenyan minister, spoke.",
        "Ole Vang, his foreign minister, spoke.",
        "A president, Ole Vang, spoke.",
        "The former president, Ole Vang, spoke.",
        "On Monday former Kenyan President Ole Vang spoke.",
        "Ole Vang, the president's brother, spoke.",
        "Presidents saw Ole Vang leave.",
    ],
)
def test_what_gives_a_person_no_office(text: str) -> None:
    assert ties(text) == []


def test_two_people_each_hold_their_own_office() -> None:
    assert ties("Defence Minister Ole Vang and Foreign Minister Ida Holm met.") == [
        ("Ole Vang", "holds office", "Defence Minister"),
        ("Ida Holm", "holds office", "Foreign Minister"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kenyan-funded rebels left.", [("Kenyan-funded rebels", "supported by", "Kenya")]),
        ("A US-led mission left.", [("United States", "leads", "US-led mission")]),
        ("An us-led mission left.", []),
        ("A Qwz-led mission left.", []),
        ("A Kenyan-speaking mission left.", []),
        ("Kenya-aligned rebels in Togo left.", [("Kenya-aligned rebels in Togo", "affiliated with", "Kenya")]),
    ],
)
def test_what_a_compound_ties(text: str, found: list[Tie]) -> None:
    assert ties(text) == found


def test_the_words_of_a_compound_s_state_are_the_state_s_alone() -> None:
    text = "A US-led mission left."
    (relation,) = who.relate(draft_of(text)).relations
    assert (relation.subject.span, relation.subject.text, relation.subject.country) == (place(text, "US"), "US", "USA")


def test_one_tie_told_twice_keeps_the_first_evidence() -> None:
    text = "Ole Vang is a member of the Kelp Front. Ole Vang is a member of the Kelp Front."
    (relation,) = who.relate(draft_of(text)).relations
    assert relation.evidence == (0, place(text, "Kelp Front")[1])


def test_another_name_told_back_is_no_second_tie() -> None:
    text = "Kelp Front, also known as Sea Front, and Sea Front, also known as Kelp Front, met."
    assert ties(text) == [("Kelp Front", "also known as", "Sea Front")]


def test_a_tie_in_a_repeat_is_none() -> None:
    text = "Rain fell.\n\nOle Vang is a member of the Kelp Front."
    assert ties(text, repeats=((12, len(text)),)) == []
    assert ties(text) == [("Ole Vang", "member of", "Kelp Front")]


@pytest.mark.parametrize(
    ("between", "year"), [("in 1987", 1987), ("since 2009", 2009), ("in 1799", None), ("in 2150", None)]
)
def test_the_year_of_a_tie(between: str, year: int | None) -> None:
    relations = who.relate(draft_of(f"The Lions Brigade was formed {between} as a wing of the Kelp Front.")).relations
    found = [r.period.start.year if r.period and r.period.start else None for r in relations]
    assert found == [year]
    assert [r.relation for r in relations] == [RelationKind.PART_OF]
