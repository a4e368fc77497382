"""Words for peoples among a report's places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline import where

from .drafts import draft, entity

if TYPE_CHECKING:
    from dateline.language.draft import EntityLabel


def told(text: str, *marked: tuple[str, EntityLabel]) -> list[tuple[str, str | None]]:
    """The words for peoples in a text with the states that they tell."""
    entities = tuple(entity(text, words, label) for words, label in marked)
    return [(p.text, p.country) for p in where.find(draft(text, entities=entities)).places if p.demonym]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Georgian and Russian envoys met.", [("Georgian", "GEO"), ("Russian", "RUS")]),
        ("The Sri Lankan navy sailed.", [("Sri Lankan", "LKA")]),
        ("Iraqis voted.", [("Iraqis", "IRQ")]),
        ("They speak of polish and china.", []),
        ("Russia voted.", []),
    ],
)
def test_peoples_tell_their_states(text: str, found: list[tuple[str, str]]) -> None:
    assert told(text) == found


def test_a_people_within_another_name_is_none() -> None:
    assert told("American Airlines grew.", ("American Airlines", "organisation")) == []
    assert told("American pilots grew.", ("American", "nationality")) == [("American", "USA")]


def test_a_state_that_is_no_more_has_no_place() -> None:
    text = "Soviet troops left."
    (place,) = where.find(draft(text)).places
    assert (place.demonym, place.name, place.country) == (True, None, None)


def test_an_event_is_never_at_a_people() -> None:
    text = "Gunmen raided an Iraqi base."
    place = where.resolve(where.find(draft(text)), (14, 27))
    assert place is None or place.name is None
