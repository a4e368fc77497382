"""Places told from a town: so far from it, in a part of it, at a spot in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline import where
from dateline.where.aside import WITHIN, beyond
from dateline.where.rank import kilometres

from .drafts import at, draft

if TYPE_CHECKING:
    from dateline.records import Place

KIRKUK = (35.468, 44.392)


def meant(text: str, phrase: str) -> Place:
    """The place that a phrase of a text means."""
    found = where.resolve(where.find(draft(text)), at(text, phrase))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("phrase", "far", "north", "east", "radius"),
    [
        ("30 km south of Kirkuk", 30, -1, 0, 11.5),
        ("12 kilometres north-east of Kirkuk", 12, 1, 1, 4.6),
        ("20 miles (32 km) west of Kirkuk", 32.2, 0, -1, 12.3),
        ("ten kilometers to the east of Kirkuk", 10, 0, 1, 3.8),
        ("15 km southwest of the city of Kirkuk", 15, -1, -1, 5.7),
        ("40km north of Kirkuk", 40, 1, 0, 15.3),
    ],
)
def test_a_direction_and_a_distance_move_the_point(
    phrase: str, far: float, north: int, east: int, radius: float | None
) -> None:
    found = meant(f"Gunmen stopped a bus {phrase} on Sunday.", phrase)
    assert found.name == "Kirkuk"
    assert found.radius == radius
    assert found.lat is not None
    assert found.lon is not None
    assert kilometres(KIRKUK, (found.lat, found.lon)) == pytest.approx(far, abs=2)
    assert (found.lat - KIRKUK[0]) * north >= 0
    assert (found.lon - KIRKUK[1]) * east >= 0


def test_the_distance_may_stand_before_the_phrase() -> None:
    """The role of an event may hold the name alone."""
    found = meant("Gunmen stopped a bus 30 km south of Kirkuk on Sunday.", "Kirkuk")
    assert (found.precision, found.radius, found.text) == ("point", 11.5, "Kirkuk")


def test_a_distance_without_a_direction_is_all_round() -> None:
    found = meant("Gunmen stopped a bus some 30 km from Kirkuk on Sunday.", "30 km from Kirkuk")
    assert (found.precision, found.radius) == ("point", 30.0)
    assert (found.lat, found.lon) == pytest.approx(KIRKUK, abs=0.05)


@pytest.mark.parametrize(
    ("phrase", "precision", "radius"),
    [
        ("a market in Kirkuk", "point", WITHIN),
        ("eastern Kirkuk", "point", WITHIN),
        ("a school in the old city of Kirkuk", "point", WITHIN),
        ("the town of Kirkuk", "city", None),
        ("Kirkuk", "city", None),
        ("a road to Kirkuk", "city", None),
        ("northern Iraq", "country", None),
    ],
)
def test_a_spot_or_a_part_is_known_more_finely_than_its_town(phrase: str, precision: str, radius: float | None) -> None:
    found = meant(f"Gunmen stormed {phrase} on Sunday.", phrase)
    assert (found.precision, found.radius) == (precision, radius)


def test_the_date_line_can_be_crossed() -> None:
    assert beyond((-16.8, 179.9), 50, 90)[1] < -179


def test_a_certain_name_is_not_taken_for_granted() -> None:
    (place,) = where.find(draft("Nine died in Baghdad.")).places
    assert place.confidence is not None
    assert 0.8 < place.confidence < 0.97
