"""Pronouns and definite phrases in hostile and long texts; couples; who speaks."""

from __future__ import annotations

import time

import pytest

from dateline import who
from dateline.who.cast import Cast
from dateline.who.reference import References
from tests.who.helpers import draft_of, place, with_cue


def couples(text: str) -> list[str]:
    return [couple.name for couple in Cast(draft_of(text)).couples]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kenya and Ghana met.", ["Kenya and Ghana"]),
        ("Kenya, Ghana and Togo met.", ["Kenya, Ghana and Togo"]),
        ("Kenya, Ghana, and Togo met.", ["Kenya, Ghana and Togo"]),
        ("Kenya and the Netherlands met.", ["Kenya and Netherlands"]),
        ("Kenya or Ghana met.", []),
        ("Kenya met Ghana.", []),
        ("Kenya and Robert Ames met.", []),
        ("Robert Ames and Susan Bell met.", ["Robert Ames and Susan Bell"]),
        ("It fell in Kenya and Ghana.", []),
    ],
)
def test_couples(text: str, found: list[str]) -> None:
    assert couples(text) == found


def speakers(text: str) -> list[str | None]:
    """The speaker of each quotation."""
    draft = draft_of(text)
    references = References(Cast(draft))
    found = [references.speakers.of(quotation.inner[0]) for quotation in draft.quotations]
    return [candidate.name if candidate else None for candidate in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“It fell on all of us,” Robert Ames said.", ["Robert Ames"]),
        ("“It fell on all of us,” said Robert Ames.", ["Robert Ames"]),
        ("Robert Ames said: “It fell on all of us.”", ["Robert Ames"]),
        ("“It fell on all of us,” said the mayor of the town.", ["mayor"]),
        ("“It fell on all of us,” the town's mayor, Robert Ames, told Peter Cole.", ["Robert Ames"]),
        ("Robert Ames came. “It fell on all of us,” he said.", ["Robert Ames"]),
        ("“It fell on all of us,” Robert Ames said. “It fell again later on.”", ["Robert Ames", "Robert Ames"]),
        ("“It fell on all of us,” Robert Ames said. “No it did not,” said Susan Bell.", ["Robert Ames", "Susan Bell"]),
        ("Robert Ames called it “a fine thing” on Monday.", ["Robert Ames"]),
        ("“It fell on all of us.”", [None]),
    ],
)
def test_who_speaks(text: str, found: list[str | None]) -> None:
    assert speakers(text) == found


def test_the_encoders_cue_goes_before_the_words_around() -> None:
    text = "Susan Bell watched. “It fell on all of us,” Robert Ames said."
    draft = with_cue(draft_of(text), "watched", "Susan Bell", "It fell on all of us")
    assert who.resolve(draft, place(text, "us,")).name == "Susan Bell"


def test_a_cue_without_a_source_leaves_it_to_the_words() -> None:
    text = "“It fell on all of us,” Robert Ames said."
    draft = with_cue(draft_of(text), "said", "“", "It fell on all of us")
    assert who.resolve(draft, place(text, "us,")).name == "Robert Ames"


def test_no_pronoun_joins_two_states() -> None:
    """A state is itself, however near another one stands."""
    text = "Kenya met Ghana. It paid. Then Togo met Mali. It signed."
    draft = draft_of(text)
    countries = [who.resolve(draft, place(text, "It", nth)).country for nth in (1, 2)]
    assert countries == ["KEN", "TGO"]


def test_pronouns_reach_back_a_few_sentences_only() -> None:
    text = "Robert Ames came. " + "It rained. " * 12 + "He left."
    assert who.resolve(draft_of(text), place(text, "He")).via == "text"


@pytest.mark.parametrize(
    "text",
    [
        "he said he told him " * 3000,
        "Aaa " * 15000,
        "“I am here,” he said. " * 2000,
        "“I am here and there now.” " * 2000,
        "Aa Bb (AB) " * 3000,
        "the group " * 5000,
        "Kenya, " * 6000,
        "Kenya and " * 5000,
        "(" * 20000,
        "'s " * 10000,
        "X’s " * 8000,
        "“" * 5000,
    ],
    ids=lambda text: text[:12],
)
def test_long_texts_of_one_thing_cost_no_more_than_their_length(text: str) -> None:
    began = time.process_time()
    draft = who.relate(who.find(draft_of(text)))
    assert time.process_time() - began < 20
    assert all(draft.slice(actor.span) == actor.text for actor in draft.actors)
