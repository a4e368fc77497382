from __future__ import annotations

import datetime as dt

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


def test_one_thing_in_common_is_enough() -> None:
    other = {"place": None, "place_id": None, "recipients": (), "words": (), "countries": (), "country": None}
    assert shared(**other)
    assert shared(**{**other, "actors": (), "recipients": ("the Ostland Army",)})
    assert not shared(**{**other, "actors": ()})


def test_a_word_of_the_sentence_and_the_act_are_in_common() -> None:
    bare = {"place_id": None, "place": None, "recipients": (), "actors": (), "countries": (), "country": None}
    assert shared(**bare, trigger="bombing", words="bombing of the barracks at Velmar")


def test_conflict_and_cooperation_share_none() -> None:
    assert not shared(quad=1)


def test_they_are_bounded_whatever_the_report_holds() -> None:
    many = [f"Name Number{n}" for n in range(90)]
    vast = report(actors=many, recipients=many, countries=["AAA"] * 50, start="0001-01-01", end="9999-12-31")
    assert 0 < len(keys(vast)) <= MOST
    assert len(set(keys(vast))) == len(keys(vast))


def test_a_report_without_any_date_stands_under_an_unknown_week() -> None:
    assert all(key.endswith(f"|{UNKNOWN}") for key in keys(report(start=None, end=None, dated=False, published=None)))
