from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dateline.linking.blocking import MOST, UNKNOWN, keys

from .making import DAY, report


def shared(**changed: object) -> set[str]:
    return set(keys(report())) & set(keys(report("b", **changed)))


@pytest.mark.parametrize("days", [0, 1, 2, 3, 4])
def test_days_apart_share_a_week_up_to_four(days: int) -> None:
    for shift in range(7):  # wherever in the week they fall
        first = DAY + dt.timedelta(shift)
        later = first + dt.timedelta(days)
        one, other = report(start=first, end=first), report("b", start=later, end=later)
        assert set(keys(one)) & set(keys(other))


def test_weeks_apart_share_none() -> None:
    assert not shared(start="2031-06-06", end="2031-06-06")


def test_an_undated_report_of_the_days_after_shares_a_key() -> None:
    for days in range(6):
        assert shared(dated=False, start=DAY + dt.timedelta(days), end=DAY + dt.timedelta(days))


BARE: dict[str, Any] = {
    "place_id": None,
    "recipients": (),
    "actors": (),
    "countries": (),
    "country": None,
    "words": (),
    "about": (),
    "named": (),
}


@pytest.mark.parametrize(
    "changed",
    [
        {"place_id": "77"},
        {"actors": ("the Kestrel Front",)},
        {"actors": ("Ostland Army",)},
        {"country": "OST"},
        {"countries": ("OST",), "trigger": "blast"},
        {"about": ("barrack",)},
        {"words": ("barrack",), "trigger": "bombing"},
        {"named": ("kestrel",), "trigger": "blast"},
        {"named": ("velmar",), "place": "the Velmar hills", "trigger": "yodelled"},
    ],
)
def test_one_thing_in_common_is_enough(changed: dict[str, object]) -> None:
    assert shared(**{**BARE, **changed})
    assert not shared(**BARE)


def test_other_acts_elsewhere_share_none() -> None:
    assert not shared(**{**BARE, "country": "OST", "about": ("barrack",), "trigger": "met"})


def test_whatever_the_type_is_taken_for() -> None:
    assert shared(quad=1)


def test_a_party_is_found_by_the_word_that_most_call_it_by() -> None:
    one, other = report(**{**BARE, "actors": ("President Ana Reyl",)}), report("b", **{**BARE, "actors": ("Reyl",)})
    assert set(keys(one)) & set(keys(other))
    assert keys(report(**{**BARE, "actors": ("...",), "trigger": "of"})) == ()


def test_they_are_bounded_whatever_the_report_holds() -> None:
    many = [f"Name Number{n}" for n in range(90)]
    vast = report(actors=many, recipients=many, countries=["AAA"] * 50, start="0001-01-01", end="9999-12-31")
    assert 0 < len(keys(vast)) <= MOST
    assert len(set(keys(vast))) == len(keys(vast))


def test_a_report_without_any_date_stands_under_an_unknown_week() -> None:
    assert all(key.endswith(f"|{UNKNOWN}") for key in keys(report(start=None, end=None, dated=False, published=None)))
