"""What an undated report says about its own publication."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from dateline import when
from dateline.when import undated

from .drafting import draft


def earliest(*sentences: str) -> dt.date | None:
    return when.publication(when.find(draft(*sentences, published=None)))[0]


@pytest.mark.parametrize(
    ("why", "text", "day"),
    [
        ("a past day", "The treaty was signed on 5 March 2014.", dt.date(2014, 3, 5)),
        ("a past month begins the span", "The treaty was signed in March 2014.", dt.date(2014, 3, 1)),
        ("a past year", "He has lived there since 2011.", dt.date(2011, 1, 1)),
        ("a day to come", "The treaty will be signed on 5 March 2014.", None),
        ("a day planned", "The treaty was expected on 5 March 2014.", None),
        ("a deadline", "He said that it had been sealed until 5 March 2014.", None),
        ("a condition", "If it was signed on 5 March 2014, it holds.", None),
        ("no verb at all", "A treaty of 5 March 2014.", None),
        ("no year", "The treaty was signed on 5 March.", None),
        ("today", "The treaty was signed today.", None),
        ("a year that is no news", "The abbey was founded in 1066.", None),
    ],
)
def test_a_past_date_is_a_lower_bound(why: str, text: str, day: dt.date | None) -> None:
    assert earliest(text) == day, why


def test_the_latest_of_several_past_dates_counts() -> None:
    assert earliest("It was built in 1990.", "It was burned on 2 May 2016.", "It was sold in 2003.") == dt.date(
        2016, 5, 2
    )


def test_nothing_says_by_when_a_report_was_printed() -> None:
    made = when.find(draft("It was burned on 2 May 2016.", "It will open in June 2017.", published=None))
    assert when.publication(made)[1] is None


def test_an_empty_report_leaves_everything_open() -> None:
    assert when.publication(when.find(draft("", published=None))) == (None, None)


def test_without_sentences_nothing_is_told_as_past() -> None:
    made = when.find(draft("It was burned on 2 May 2016.", published=None))
    assert when.publication(dataclasses.replace(made, sentences=())) == (None, None)


def test_a_weekday_with_its_day_tells_the_years() -> None:
    made = when.find(draft("They met on Thursday, June 20.", published=None))
    (found,) = undated.constraints(made)
    assert found.years is not None
    assert {2013, 2019, 2024} <= found.years
    assert 2023 not in found.years
    assert all(dt.date(year, 6, 20).isoweekday() == 4 for year in found.years)


def test_a_leap_day_tells_few_years() -> None:
    made = when.find(draft("They met on Monday, February 29.", published=None))
    (found,) = undated.constraints(made)
    assert set(found.years or ()) == {1904, 1932, 1960, 1988, 2016, 2044, 2072}


def test_a_weekday_alone_tells_no_year() -> None:
    assert undated.constraints(when.find(draft("They met on Thursday.", published=None))) == ()


def test_every_constraint_says_why() -> None:
    made = when.find(draft("It was burned on 2 May 2016.", "They met on Thursday, June 20.", published=None))
    assert [c.why for c in undated.constraints(made)] == [
        "'2 May 2016' is told as past",
        "'Thursday, June 20' names a weekday and a day of the month",
    ]
