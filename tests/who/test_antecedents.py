"""Whom pronouns, definite phrases, shortened names and whole phrases take up."""

from __future__ import annotations

import pytest

from dateline import who
from tests.who.helpers import draft_of, place

MEN = "Robert Ames and Peter Cole came."


def taken(text: str, part: str, nth: int = 1) -> tuple[str | None, str | None]:
    actor = who.resolve(draft_of(text), place(text, part, nth))
    return actor.name, actor.via


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Robert Ames came. Susan Bell left. She paid him.", "him", "Robert Ames"),
        ("Robert Ames saw Peter Cole. He waved.", "He", "Robert Ames"),
        ("Soldiers came. Rebels attacked them.", "them", "Soldiers"),
        ("Soldiers came. Rebels attacked themselves.", "themselves", "Rebels"),
        ("Rain came. The four tired old Kenyan army generals attacked them.", "them", "them"),
        (f"{MEN} The four tired old Kenyan army generals attacked them.", "them", "Robert Ames and Peter Cole"),
        ("The Kelp Front came. The Sea Army attacked it.", "it", "Kelp Front"),
        ("Robert Ames wept; it attacked him.", "him", "Robert Ames"),
        ("Robert Ames attacked him.", "him", "him"),
        ("The Kelp Front attacked it.", "it", "it"),
        ("You left.", "You", "You"),
        ("We left.", "We", "We"),
        ("Rain fell. She left.", "She", "She"),
    ],
)
def test_a_pronoun_is_whoever_the_clause_leaves(text: str, pronoun: str, name: str) -> None:
    found, via = taken(text, pronoun)
    assert (found, via) == (name, "text" if name == pronoun else "pronoun")


@pytest.mark.parametrize(
    ("text", "phrase", "name", "country"),
    [
        ("Robert Ames met Susan Bell. Her brother left.", "Her brother", "Susan Bell’s brother", None),
        ("Robert Ames met Susan Bell. Her brothers' car left.", "Her brothers' car", "Susan Bell’s brothers' car", None),  # noqa: E501
        ("James Ames came. His army fled.", "His army", "James Ames’ army", None),
        ("Kenya wept. Its army fled.", "Its army", "Kenya’s army", "KEN"),
        ("Kenya wept. Its weather changed.", "Its weather", "Kenya’s weather", None),
        ("Its army fled.", "Its army", "Its army", None),
    ],
)  # fmt: skip
def test_a_possessive_names_the_owner(text: str, phrase: str, name: str, country: str | None) -> None:
    actor = who.resolve(draft_of(text), place(text, phrase))
    assert (actor.name, actor.country) == (name, country)


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("Kenya and Togo met. Both countries signed.", "Both countries", "Kenya and Togo"),
        ("Kenya, Togo and Ghana met. The three countries signed.", "The three countries", "Kenya, Togo and Ghana"),
        (f"{MEN} The two men left.", "The two men", "Robert Ames and Peter Cole"),
        (f"{MEN} The old men left.", "The old men", "old men"),
        (f"{MEN} Two men left.", "Two men", "Two men"),
        ("Kenya and Togo met. The two men left.", "The two men", "two men"),
        ("Ole Vang, a fisherman, drowned. The fisherman was 40.", "The fisherman", "Ole Vang"),
        ("Ole Vang, a fisherman, drowned. A fisherman was 40.", "A fisherman", "fisherman"),
        ("Ole Vang drowned. The fisherman was 40.", "The fisherman", "fisherman"),
        ("Police arrested Susan Vang. The woman wept.", "The woman", "Susan Vang"),
        ("Police arrested Susan Vang. The man wept.", "The man", "man"),
        ("Then Norway met France. The kingdom wept.", "The kingdom", "Norway"),
        ("Then Norway met France. The republic wept.", "The republic", "France"),
        ("Then France met. The kingdom wept.", "The kingdom", "kingdom"),
        ("Norway wept. " + "It rained. " * 10 + "The country slept.", "The country", "country"),
        ("The Kelp Front and the Dover Ministry met. The group left.", "The group", "Kelp Front"),
        ("The Sea Airline met. The airline left.", "The airline", "Sea Airline"),
        ("The Sea Bank met. The airline left.", "The airline", "airline"),
    ],
)
def test_a_definite_phrase_takes_up_what_fits_it(text: str, phrase: str, name: str) -> None:
    assert taken(text, phrase)[0] == name


@pytest.mark.parametrize(
    ("text", "part", "nth", "name", "via"),
    [
        ("Then Robert Peter Ames came. Peter Ames left.", "Peter Ames", 2, "Robert Peter Ames", "partial"),
        ("Then Robert Ames Jr. came. Ames left.", "Ames", 2, "Robert Ames Jr.", "partial"),
        ("Then the Coastal Fishing Bank (CFB) fell. The CFB paid.", "The CFB", 1, "Coastal Fishing Bank", "acronym"),
        ("The Zorbek Fishing Union fell. The Fishing Union paid.", "The Fishing Union", 1, "Zorbek Fishing Union", "partial"),  # noqa: E501
        ("The Zorbek Fishing Union fell. Zorbek Fishing paid.", "Zorbek Fishing", 2, "Zorbek Fishing Union", "partial"),
        ("The Zorbek Fishing Union fell. The Sea Union paid.", "The Sea Union", 1, "Sea Union", "text"),
    ],
)  # fmt: skip
def test_a_part_of_a_name_is_the_name(text: str, part: str, nth: int, name: str, via: str) -> None:
    assert taken(text, part, nth) == (name, via)


@pytest.mark.parametrize(
    ("text", "country", "known"),
    [
        ("Then the Senate met.", "USA", True),
        ("On Monday's Senate floor they met.", "USA", True),
        ("Then Kenya's Senate met.", "KEN", False),
        ("Then Zorbek's Senate met.", None, False),
        ("Zorbek's Senate met.", None, False),
    ],
)
def test_a_stranger_s_senate_is_nobody_the_tables_know(text: str, country: str | None, *, known: bool) -> None:
    actor = who.resolve(draft_of(text), place(text, "Senate"))
    assert (actor.country, actor.via in {"table", "alias"}) == (country, known)


@pytest.mark.parametrize(
    ("text", "span", "name", "country"),
    [
        ("Then Norway's coastal police left.", "Norway's coastal police", "Norway's coastal police", "NOR"),
        ("Then police in Norway left.", "police in Norway", "police in Norway", "NOR"),
        ("Then police from the Netherlands left.", "police from the Netherlands", "police from the Netherlands", "NLD"),
        ("Kenyan Defence Ministry officials met.", "Kenyan Defence Ministry", "Kenyan Defence Ministry", "KEN"),
        ("Then the regime in Kenya fell.", "the regime in Kenya", "Kenyan regime", "KEN"),
        ("Then Kenya’s regime fell.", "Kenya’s regime", "Kenyan regime", "KEN"),
        ("Then the US administration fell.", "the US administration", "United States administration", "USA"),
        ("Then both Kenya and Togo left.", "both Kenya and Togo", "Kenya and Togo", None),
        ("Then Kenya\n  and   Togo left.", "Kenya\n  and   Togo", "Kenya and Togo", None),
        ("Then the Blue\n Harbour   Union left.", "the Blue\n Harbour   Union", "Blue Harbour Union", None),
        ("Robert Ames, who paid Kenya, left.", "Robert Ames, who paid Kenya", "Robert Ames", None),
        ("It was sent by Robert Ames.", "by Robert Ames", "Robert Ames", None),
    ],
)
def test_a_whole_phrase_keeps_its_words_and_its_state(text: str, span: str, name: str, country: str | None) -> None:
    actor = who.resolve(draft_of(text), place(text, span))
    assert (actor.name, actor.country) == (name, country)
