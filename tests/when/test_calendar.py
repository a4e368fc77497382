"""Calendar arithmetic: what values cover, and how they shift."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.records import Precision
from dateline.when import calendar

D = dt.date

COVERED = [
    ("2017", "", D(2017, 1, 1), D(2017, 12, 31), Precision.YEAR),
    ("2017-02", "", D(2017, 2, 1), D(2017, 2, 28), Precision.MONTH),
    ("2016-02", "", D(2016, 2, 1), D(2016, 2, 29), Precision.MONTH),
    ("2017-09-13", "", D(2017, 9, 13), D(2017, 9, 13), Precision.DAY),
    ("2017-09-13T02:41", "", D(2017, 9, 13), D(2017, 9, 13), Precision.TIME),
    ("2017-09-13TNI", "", D(2017, 9, 13), D(2017, 9, 13), Precision.TIME),
    ("2017-W37", "", D(2017, 9, 11), D(2017, 9, 17), Precision.WEEK),
    ("2017-W37-WE", "", D(2017, 9, 16), D(2017, 9, 17), Precision.DAY),
    ("2020-W53", "", D(2020, 12, 28), D(2021, 1, 3), Precision.WEEK),
    ("2017-Q1", "", D(2017, 1, 1), D(2017, 3, 31), Precision.QUARTER),
    ("2017-Q4", "", D(2017, 10, 1), D(2017, 12, 31), Precision.QUARTER),
    ("2017-H1", "", D(2017, 1, 1), D(2017, 6, 30), Precision.HALF),
    ("2017-H2", "", D(2017, 7, 1), D(2017, 12, 31), Precision.HALF),
    ("2017-SP", "", D(2017, 3, 1), D(2017, 5, 31), Precision.SEASON),
    ("2017-WI", "", D(2017, 12, 1), D(2018, 2, 28), Precision.SEASON),
    ("199", "", D(1990, 1, 1), D(1999, 12, 31), Precision.DECADE),
    ("19", "", D(1900, 1, 1), D(1999, 12, 31), Precision.CENTURY),
    ("2017-10", "START", D(2017, 10, 1), D(2017, 10, 10), Precision.MONTH),
    ("2017-10", "MID", D(2017, 10, 11), D(2017, 10, 21), Precision.MONTH),
    ("2017-10", "END", D(2017, 10, 22), D(2017, 10, 31), Precision.MONTH),
    ("2017", "START", D(2017, 1, 1), D(2017, 5, 1), Precision.YEAR),
    ("2017-09-13", "START", D(2017, 9, 13), D(2017, 9, 13), Precision.DAY),
    ("2017-10", "ANY", D(2017, 10, 1), D(2017, 10, 31), Precision.MONTH),
]

UNKNOWN = [
    "",
    "XXXX",
    "XXXX-06-18",
    "XXXX-WXX-4",
    "PAST_REF",
    "PRESENT_REF",
    "P3D",
    "PXW",
    "2017-13",
    "2017-02-30",
    "2017-W60",
    "2017-Q5",
    "2017-H3",
    "0000",
    "00",
    "000",
    "2017-XX",
    "20170913",
    "Ⅴ",
    "²³",
]


@pytest.mark.parametrize(("value", "mod", "start", "end", "precision"), COVERED)
def test_days_of_a_value(value: str, mod: str, start: dt.date, end: dt.date, precision: Precision) -> None:
    assert calendar.days(value, mod) == (start, end, precision)


@pytest.mark.parametrize("value", UNKNOWN)
def test_values_without_known_days(value: str) -> None:
    assert calendar.days(value) == calendar.UNKNOWN


def test_parts_of_a_period_lie_side_by_side() -> None:
    for month in range(1, 13):
        parts = [calendar.days(f"2016-{month:02d}", mod) for mod in ("START", "MID", "END")]
        bounds = [day for part in parts for day in part[:2]]
        assert bounds == sorted(bounds)  # type: ignore[type-var]
        assert parts[0][1] + calendar.DAY == parts[1][0]  # type: ignore[operator]
        assert parts[1][1] + calendar.DAY == parts[2][0]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("unit", "count", "expected"),
    [
        ("D", 1, D(2016, 3, 1)),
        ("D", -60, D(2015, 12, 31)),
        ("W", 2, D(2016, 3, 14)),
        ("F", 1, D(2016, 3, 14)),
        ("M", 12, D(2017, 2, 28)),
        ("M", -1, D(2016, 1, 29)),
        ("Q", 1, D(2016, 5, 29)),
        ("Y", 1, D(2017, 2, 28)),
        ("Y", 4, D(2020, 2, 29)),
        ("E", -1, D(2006, 2, 28)),
        ("C", 1, D(2116, 2, 29)),
        ("Y", -3000, None),
        ("D", 10**9, None),
        ("C", 10**6, None),
    ],
)
def test_adding_to_a_day(unit: str, count: int, expected: dt.date | None) -> None:
    assert calendar.add_to_day(D(2016, 2, 29), unit, count) == expected


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (D(2017, 9, 13), "2017-W37"),
        (D(2017, 1, 1), "2016-W52"),
        (D(2018, 12, 31), "2019-W01"),
        (D(2021, 1, 3), "2020-W53"),
    ],
)
def test_weeks_are_numbered_as_iso_does(day: dt.date, week: str) -> None:
    assert calendar.week(day) == week


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (1961, D(1961, 4, 2)),
        (2000, D(2000, 4, 23)),
        (2008, D(2008, 3, 23)),
        (2011, D(2011, 4, 24)),
        (2024, D(2024, 3, 31)),
    ],
)
def test_easter(year: int, easter: dt.date) -> None:
    assert calendar.easter(year) == easter
    assert calendar.feast("EASTER-2", year) == easter - 2 * calendar.DAY


def test_easter_is_a_sunday_of_spring() -> None:
    for year in range(1900, 2100):
        day = calendar.easter(year)
        assert day.isoweekday() == 7
        assert D(year, 3, 22) <= day <= D(year, 4, 25)


def test_thanksgiving_is_the_fourth_thursday_of_november() -> None:
    for year in range(1950, 2050):
        day = calendar.thanksgiving(year)
        assert (day.month, day.isoweekday()) == (11, 4)
        assert 22 <= day.day <= 28


def test_fixed_feasts() -> None:
    assert calendar.feast("12-25", 2016) == D(2016, 12, 25)


@pytest.mark.parametrize(
    ("parts", "expected"), [((2016, 2, 29), D(2016, 2, 29)), ((2017, 2, 29), None), ((0, 1, 1), None)]
)
def test_impossible_dates_are_none(parts: tuple[int, int, int], expected: dt.date | None) -> None:
    assert calendar.make_date(*parts) == expected


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [((2016, 1), -1, (2015, 12)), ((2016, 12), 1, (2017, 1)), ((2016, 5), 24, (2018, 5)), ((2016, 5), 0, (2016, 5))],
)
def test_adding_months(start: tuple[int, int], months: int, expected: tuple[int, int]) -> None:
    assert calendar.add_months(*start, months) == expected


@pytest.mark.parametrize(("year", "day"), [(1998, 3), (2016, 8), (2021, 2), (2024, 5)])
def test_election_day_follows_the_first_monday_of_november(year: int, day: int) -> None:
    assert calendar.election_day(year) == dt.date(year, 11, day)


@pytest.mark.parametrize(
    ("month", "day", "year", "expected"),
    [
        (9, 1, 2024, dt.date(2024, 3, 11)),
        (10, 1, 2024, dt.date(2024, 4, 10)),
        (12, 10, 2023, dt.date(2023, 6, 29)),
        (9, 1, 2030, dt.date(2030, 1, 6)),
    ],
)
def test_days_of_the_islamic_year(month: int, day: int, year: int, expected: dt.date) -> None:
    """The first of a common year that holds two; feasts move with it."""
    assert calendar.hijri(month, day, year) == expected
    assert calendar.feast(f"HIJRI-{month:02d}-{day:02d}", year) == expected


def test_every_common_year_has_every_islamic_feast() -> None:
    for year in range(1900, 2101):
        assert calendar.hijri(9, 1, year).year == year or calendar.hijri(9, 1, year) == dt.date(year + 1, 1, 1)
