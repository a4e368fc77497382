from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dateline.linking import alike

from .making import DAY, report


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Kestrel Front", "Kestrel Front", 1.0),
        ("Kestrel Front", "the Kestrel Front", 1.0),
        ("KESTREL FRONT", "Kestrel Fronts", 1.0),
        ("President Ana Reyl", "Reyl", 1.0),
        ("Ana Reyl", "Ana Tomov", 0.5),
        ("Ana Maria Reyl", "Ana Petra Tomov", 0.0),
        ("Ostland's army", "Ostland Army", 1.0),
        ("Kestrel Front", "Free League", 0.0),
        ("the", "the", 1.0),
        ("", "", 0.0),
        ("…", "Reyl", 0.0),
    ],
)
def test_names(one: str, other: str, likeness: float) -> None:
    assert alike.named_alike([one], [other]) == likeness
    assert alike.named_alike([other], [one]) == likeness


def test_of_many_names_the_likest_two_count() -> None:
    assert alike.named_alike(["Free League", "Reyl"], ["Tomov", "Ana Reyl"]) == 1.0


@pytest.mark.parametrize(
    ("names", "full"),
    [
        (["Mira Holt"], True),
        (["Mira Holt", "Jan Orlo"], True),
        (["Mira Holt", "guards"], False),
        (["Holt"], False),
        (["the Ostland Army"], True),
        (["Kurdish rebels"], False),
        (["recruits"], False),
        ([""], False),
        ([], False),
    ],
)
def test_full_names(names: list[str], full: bool) -> None:  # noqa: FBT001 - a case's expectation
    assert alike.full_names(names) is full


def period(start: int | None, end: int | None, *, dated: bool = True) -> dict[str, Any]:
    days = [None if n is None else DAY + dt.timedelta(n) for n in (start, end)]
    return {"start": days[0], "end": days[1], "dated": dated}


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (period(0, 0), period(0, 0), 0),
        (period(0, 0), period(1, 1), 1),
        (period(0, 5), period(3, 9), 0),
        (period(0, 30), period(4, 4), 0),
        (period(0, 2), period(7, 9), 5),
        (period(None, 2), period(7, 9), 5),
        (period(7, None), period(0, 2), 5),
        (period(None, None), period(0, 0), None),
    ],
)
def test_days_apart(one: dict[str, Any], other: dict[str, Any], apart: int | None) -> None:
    a, b = report(**one), report("b", **other)
    assert alike.days_apart(a, b) == alike.days_apart(b, a) == apart


@pytest.mark.parametrize(
    ("days", "dated", "names"),
    [
        (1, True, {"day"}),
        (2, True, {"day_near"}),
        (3, True, {"day_near"}),
        (4, True, set()),
        (3, False, {"near"}),
        (9, False, set()),
        (15, False, {"far"}),
    ],
)
def test_what_the_calendar_says(days: int, dated: bool, names: set[str]) -> None:  # noqa: FBT001 - a case
    found = alike.features(report(), report("b", **period(days, days, dated=dated)))
    assert {"day", "day_near", "near", "far"} & set(found) == names


@pytest.mark.parametrize(
    ("changed", "low", "high"),
    [({}, 0, 0), ({"lat": 42.5}, 111, 112), ({"lon": -6.25}, 82, 84), ({"lat": -41.5, "lon": 172.75}, 20_000, 20_020)],
)
def test_kilometres(changed: dict[str, float], low: float, high: float) -> None:
    away = alike.kilometres(report(), report("b", **changed))
    assert away is not None
    assert low <= away <= high


@pytest.mark.parametrize("changed", [{"fine": False}, {"lat": None}, {"lon": None}])
def test_without_two_points_nothing_is_known_of_their_distance(changed: dict[str, Any]) -> None:
    assert alike.kilometres(report(), report("b", **changed)) is None
    assert alike.kilometres(report("b", **changed), report()) is None


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({}, {"place"}),
        ({"place": None}, set()),
        ({"fine": False}, {"place"}),
        ({"place_id": None, "lat": None}, {"country"}),
        ({"place_id": None, "lat": None, "country": None}, {"place"}),
        ({"place": "Tamsk", "place_id": None, "lat": None, "country": None}, set()),
        ({"place_id": "8", "lat": 41.6}, {"place"}),
        ({"place_id": "8", "lat": 41.9}, {"place_against"}),
        ({"place_id": "8", "fine": False, "country": "WES"}, {"country_against"}),
    ],
)
def test_places(changed: dict[str, Any], names: set[str]) -> None:
    found = alike.features(report(), report("b", **changed))
    assert {"place", "place_against", "country", "country_against"} & set(found) == names


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ({"killed": 12}, {"killed": 12}, "toll"),
        ({"killed": 12}, {"killed": 25}, "toll_near"),
        ({"killed": 12}, {"killed": 26}, "toll_against"),
        ({"killed": None, "injured": 4}, {"killed": 12, "injured": 4}, "toll"),
        ({"killed": None, "injured": 4}, {"killed": None, "injured": 40}, "toll_against"),
        ({"killed": 0}, {"killed": 0}, None),
        ({"killed": 12}, {"killed": None}, None),
    ],
)
def test_tolls(one: dict[str, Any], other: dict[str, Any], name: str | None) -> None:
    found = alike.features(report(**one), report("b", **other))
    assert {"toll", "toll_near", "toll_against"} & set(found) == ({name} if name else set())


def test_every_feature_lies_between_none_and_one() -> None:
    for other in (report("b"), report("b", actors=(), words=(), about=(), trigger="met", quad=1, type="CONSULT")):
        assert all(0 < value <= 1 for value in alike.features(report(), other).values())
