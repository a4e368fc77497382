"""Finding every actor mention: what is one, what is none, and where each stands."""

from __future__ import annotations

from typing import Any

import pytest

from dateline import who
from tests.who.helpers import cases, draft_of, place, with_cue, with_entities, with_roles


def texts(case: dict[str, Any]) -> list[str]:
    draft = with_entities(draft_of(case["text"]), case.get("entities", []))
    return [actor.text for actor in who.find(draft).actors]


@pytest.mark.parametrize("case", cases("who_find.json"))
def test_the_mentions_of_a_text(case: dict[str, Any]) -> None:
    found = texts(case)
    if case.get("at_least"):
        assert set(case["found"]) <= set(found)
    else:
        assert found == case["found"]


@pytest.mark.parametrize("case", cases("who_find.json"))
def test_mentions_stand_in_order_each_span_once(case: dict[str, Any]) -> None:
    draft = with_entities(draft_of(case["text"]), case.get("entities", []))
    actors = who.find(draft).actors
    spans = [actor.span for actor in actors]
    assert spans == sorted(set(spans))
    assert [draft.slice(actor.span) for actor in actors] == [actor.text for actor in actors]


def test_a_role_of_a_trigger_is_a_mention() -> None:
    draft = with_roles(draft_of("Gunmen fled. They condemned Iran."), "condemned", [("actor", "They")])
    assert [(a.text, a.name, a.via) for a in who.find(draft).actors] == [
        ("Gunmen", "Gunmen", "agent"),
        ("They", "Gunmen", "pronoun"),
        ("Iran", "Iran", "table"),
    ]


def test_a_place_or_a_time_of_a_trigger_is_none() -> None:
    draft = with_roles(draft_of("It rained at Dover on Monday."), "rained", [("place", "Dover"), ("time", "Monday")])
    assert who.find(draft).actors == ()


def test_the_source_of_a_cue_is_a_mention() -> None:
    draft = with_cue(draft_of("It rained, the neighbours said."), "said", "the neighbours", "It rained")
    assert [actor.text for actor in who.find(draft).actors] == ["the neighbours"]


def test_a_role_replaces_the_mention_on_the_same_words() -> None:
    draft = with_roles(draft_of("Iran struck."), "struck", [("actor", "Iran")])
    assert [actor.text for actor in who.find(draft).actors] == ["Iran"]


def test_a_role_of_marks_only_is_none() -> None:
    draft = with_roles(draft_of("Iran – struck."), "struck", [("actor", "–")])
    assert [actor.text for actor in who.find(draft).actors] == ["Iran"]


def test_nothing_is_found_in_a_repeat() -> None:
    text = "Iran struck.\n\nIran struck."
    second = place(text, "Iran", 2)
    draft = draft_of(text, repeats=((second[0], len(text)),))
    assert [actor.span for actor in who.find(draft).actors] == [place(text, "Iran")]


def test_a_role_in_a_repeat_is_none() -> None:
    text = "Somebody struck.\n\nNobody knew."
    second = place(text, "Nobody")
    draft = with_roles(draft_of(text, repeats=((second[0], len(text)),)), "struck", [("actor", "Nobody")])
    assert who.find(draft).actors == ()


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "(", "'s", "’s", "The", "a", "“", "U.S", "and"])
def test_texts_of_nearly_nothing_hold_nobody_unexpected(text: str) -> None:
    assert {actor.name for actor in who.find(draft_of(text)).actors} <= {"United States"}
    assert who.relate(draft_of(text)).relations == ()


def test_the_same_text_gives_the_same_mentions_again() -> None:
    text = "Gunmen attacked Robert Ames in Kenya. They fled. The Kenyan government said that he lived."
    first = who.find(draft_of(text)).actors
    who.find(draft_of("Another text about Iran."))
    assert who.find(draft_of(text)).actors == first


def test_other_fields_of_a_draft_stay() -> None:
    draft = with_cue(draft_of("It rained, Iran said."), "said", "Iran", "It rained")
    after = who.relate(who.find(draft))
    assert (after.document, after.sentences, after.cues) == (draft.document, draft.sentences, draft.cues)
