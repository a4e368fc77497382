"""Resolving: whom any span of a text stands for."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dateline import who
from dateline.who import tables
from dateline.who.resolving import trim
from dateline.who.tables import Office
from tests.who.helpers import cases, draft_of, place, with_cue, with_entities


@pytest.mark.parametrize("case", cases("who_resolve.json"))
def test_whom_a_span_stands_for(case: dict[str, Any]) -> None:
    draft = with_entities(draft_of(case["text"], case.get("published")), case.get("entities", []))
    actor = who.resolve(draft, place(case["text"], case["of"], case.get("nth", 1)))
    asked = [key for key in ("name", "country", "via") if key in case]
    assert {key: getattr(actor, key) for key in asked} == {key: case[key] for key in asked}
    assert list(actor.sectors) == case.get("sectors", list(actor.sectors))
    assert actor.text == case.get("span_text", actor.text)


@pytest.mark.parametrize("case", cases("who_resolve.json", failing=False))
def test_the_actor_stands_on_the_very_words(case: dict[str, Any]) -> None:
    span = place(case["text"], case["of"], case.get("nth", 1))
    actor = who.resolve(draft_of(case["text"]), span)
    assert case["text"][slice(*actor.span)] == actor.text
    assert span[0] <= actor.span[0] <= actor.span[1] <= span[1]
    assert actor.id is None or actor.id.startswith("Q")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (" Iran, ", "Iran"),
        ("“Iran”", "Iran"),
        ("Iran's", "Iran"),
        ("Iran’s", "Iran"),
        ("the U.S.", "the U.S."),
        ("the army.", "the army"),
        ("Brightwater Inc.", "Brightwater Inc."),
        ("Front (RVF)", "Front (RVF)"),
        ("(RVF)", "RVF"),
        ("'s", "s"),
        ("…", ""),
        ("", ""),
    ],
)
def test_what_is_trimmed(text: str, kept: str) -> None:
    draft = draft_of(text)
    start, end = trim(draft, (0, len(text)))
    assert text[start:end] == kept


def test_a_span_beyond_the_text_is_cut() -> None:
    assert trim(draft_of("Iran"), (-3, 99)) == (0, 4)


def test_an_empty_span_stands_for_nothing() -> None:
    actor = who.resolve(draft_of("Iran struck."), (4, 4))
    assert (actor.span, actor.text, actor.name, actor.country) == ((4, 4), "", "", None)


def test_a_span_may_cut_through_a_word() -> None:
    assert who.resolve(draft_of("Iran struck."), (1, 3)).name == "ra"


def test_every_span_of_a_text_can_be_asked() -> None:
    text = "“We (RVF) know,” Zorbek's U.S.-led group told him."
    draft = draft_of(text)
    for start in range(len(text)):
        for end in range(start, len(text) + 1):
            actor = who.resolve(draft, (start, end))
            assert text[slice(*actor.span)] == actor.text


def test_asking_changes_nothing() -> None:
    draft = draft_of("Robert Ames came. He left.")
    span = place(draft.text, "He")
    assert who.resolve(draft, span) == who.resolve(draft, span)
    assert draft.actors == ()


def test_another_document_in_between_changes_nothing() -> None:
    one, other = draft_of("Robert Ames came. He left."), draft_of("Peter Cole came. He left.")
    span = place(one.text, "He")
    names = [who.resolve(draft, place(draft.text, "He")).name for draft in (one, other, one)]
    assert names == ["Robert Ames", "Peter Cole", "Robert Ames"]
    assert who.resolve(one, span).name == "Robert Ames"


def test_what_the_encoder_adds_is_seen() -> None:
    draft = draft_of("Then Brightwater left. They never paid.")
    span = place(draft.text, "They")
    labelled = with_entities(draft, [("Brightwater", "organisation")])
    assert who.resolve(labelled, span).name == "Brightwater"


def test_a_cue_tells_who_speaks() -> None:
    text = "Robert Ames watched Peter Cole. “I never saw the money.”"
    draft = with_cue(draft_of(text), "watched", "Peter Cole", "I never saw the money")
    assert who.resolve(draft, place(text, "I")).name == "Peter Cole"


def test_the_source_of_a_cue_may_be_a_pronoun() -> None:
    text = "Peter Cole came. He wrote “I never saw the money” in June."
    draft = with_cue(draft_of(text), "wrote", "He", "I never saw the money")
    assert who.resolve(draft, place(text, "I")).name == "Peter Cole"


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two invented presidents of Kenya, one after the other, in place of the table of offices."""
    first = Office("KEN", "president", "Amos Zorbek", (), None, dt.date(2015, 6, 30), ("GOV",), "made up")
    second = Office("KEN", "president", "Ruth Tallin", (), dt.date(2015, 7, 1), None, ("GOV",), "made up")

    def office_holders(country: str, office: str, on: dt.date | None = None) -> tuple[Office, ...]:
        kept = [one for one in (first, second) if (country, office) == ("KEN", "president") and one.held(on)]
        return tuple(kept)

    monkeypatch.setattr(tables, "office_holders", office_holders)


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("day", "name"), [("2014-01-01", "Amos Zorbek"), ("2015-06-30", "Amos Zorbek"), ("2020-01-01", "Ruth Tallin")]
)
def test_an_office_is_whoever_held_it_on_the_day(day: str, name: str) -> None:
    draft = draft_of("The Kenyan president spoke.")
    actor = who.resolve(draft, place(draft.text, "The Kenyan president"), dt.date.fromisoformat(day))
    assert (actor.name, actor.country, actor.sectors, actor.via) == (name, "KEN", ("GOV",), "office")


@pytest.mark.usefixtures("held")
def test_the_day_of_publication_counts_if_no_other_is_given() -> None:
    draft = draft_of("The Kenyan president spoke.", "2014-01-01")
    assert who.resolve(draft, place(draft.text, "The Kenyan president")).name == "Amos Zorbek"


@pytest.mark.usefixtures("held")
def test_without_a_day_an_office_is_nobody_by_name() -> None:
    draft = draft_of("The Kenyan president spoke.")
    actor = who.resolve(draft, place(draft.text, "The Kenyan president"))
    assert (actor.name, actor.country) == ("Kenyan president", "KEN")


@pytest.mark.usefixtures("held")
def test_an_office_without_a_state_is_of_the_state_the_report_is_about() -> None:
    draft = draft_of("Kenya paid. Kenya also signed. Then the president spoke.", "2014-01-01")
    assert who.resolve(draft, place(draft.text, "the president")).name == "Amos Zorbek"


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("phrase", ["A Kenyan president", "Kenyan presidents", "Kenyan vice president"])
def test_not_any_president_is_the_president(phrase: str) -> None:
    draft = draft_of(f"{phrase} spoke.", "2014-01-01")
    assert who.resolve(draft, place(draft.text, phrase)).via != "office"


@pytest.mark.usefixtures("held")
def test_whom_the_text_names_goes_before_the_table() -> None:
    draft = draft_of("Kenyan President Ole Vang came. Then the Kenyan president spoke.", "2014-01-01")
    assert who.resolve(draft, place(draft.text, "the Kenyan president")).name == "Ole Vang"
