"""Readers of durations, windows, fiscal periods and repetitions, seen from Thursday, 28 February 2013."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.when.expressions import read

TODAY = dt.date(2013, 2, 28)

Found = list[tuple[str, str]]


def found(text: str, published: dt.date | None = TODAY) -> Found:
    """Words and values, in order."""
    return [(t.text, t.value) for t in read(text, published)]


DURATIONS: list[tuple[str, Found]] = [
    ("It took one day.", [("one day", "P1D")]),
    ("It took twenty-two days.", [("twenty-two days", "P22D")]),
    ("It took 2,500 years.", [("2,500 years", "P2500Y")]),
    ("It took 1.5 hours.", [("1.5 hours", "PT1H30M")]),
    ("It took 3 1/2 hours.", [("3 1/2 hours", "PT3H30M")]),
    ("It took ten minutes.", [("ten minutes", "PT10M")]),
    ("It took 45 seconds.", [("45 seconds", "PT45S")]),
    ("It took a fortnight.", [("a fortnight", "P2W")]),
    ("It took two fortnights.", [("two fortnights", "P4W")]),
    ("It took a week.", [("a week", "P1W")]),
    ("It took half a year.", [("half a year", "P6M")]),
    ("It took a half-hour.", [("half-hour", "PT30M")]),
    ("It took an hour and a half.", [("an hour and a half", "PT1H30M")]),
    ("It took two and a half years.", [("two and a half years", "P2Y6M")]),
    ("It took three quarters.", [("three quarters", "P9M")]),
    ("It took three nights.", [("three nights", "P3D")]),
    ("It took two weekends.", [("two weekends", "P2W")]),
    ("It took a full year.", [("a full year", "P1Y")]),
    ("It took five consecutive days.", [("five consecutive days", "P5D")]),
    ("It took two more weeks.", [("two more weeks", "P2W")]),
    ("It took about six weeks.", [("about six weeks", "P6W")]),
    ("It took less than a year.", [("less than a year", "P1Y")]),
    ("It took up to 10 days.", [("up to 10 days", "P10D")]),
    ("It took a ten-year plan.", [("a ten-year", "P10Y")]),
    ("It took a day-long march.", [("a day-long", "P1D")]),
    ("It took three-quarters of it.", []),
    ("It took the 10-year-old boy.", []),
    ("He is 10 years old.", []),
]
"""Counted durations."""


@pytest.mark.parametrize(("text", "expected"), DURATIONS, ids=[text for text, _ in DURATIONS])
def test_durations(text: str, expected: Found) -> None:
    assert found(text) == expected


VAGUE: list[tuple[str, Found]] = [
    ("It took days.", []),
    ("It went on for days.", [("days", "PXD")]),
    ("It took several weeks.", [("several weeks", "PXW")]),
    ("It took a few years.", [("a few years", "PXY")]),
    ("It took many months.", [("many months", "PXM")]),
    ("It took a couple of hours.", [("a couple of hours", "PT2H")]),
    ("It took a number of days.", [("a number of days", "PXD")]),
    ("It took dozens of years.", [("dozens of years", "PXY")]),
    ("It went on for some time.", [("some time", "PXM")]),
    ("It took some time.", []),
    ("It happened some day.", []),
    ("It took months of talks.", [("months", "PXM")]),
    ("In the days before the vote, it rose.", [("the days", "PXD")]),
    ("In the early hours of it, it rose.", []),
    ("It is a decades-long war.", [("a decades-long", "PXE")]),
]
"""Durations without a number."""


@pytest.mark.parametrize(("text", "expected"), VAGUE, ids=[text for text, _ in VAGUE])
def test_vague(text: str, expected: Found) -> None:
    assert found(text) == expected


WINDOWS: list[tuple[str, Found]] = [
    ("It rose in the past two weeks.", [("the past two weeks", "P2W")]),
    ("It rose in the last six months.", [("the last six months", "P6M")]),
    ("It rose over the last 24 hours.", [("the last 24 hours", "PT24H")]),
    ("It will rise in the next three years.", [("the next three years", "P3Y")]),
    ("It will rise in the coming year.", [("the coming year", "2014")]),
    ("It will rise over the next few days.", [("the next few days", "PXD")]),
    ("It will rise in the coming months.", [("the coming months", "PXM")]),
    ("It will rise in coming months.", [("coming months", "FUTURE_REF")]),
    ("It rose in recent weeks.", [("recent weeks", "PXW")]),
    ("It rose in recent weeks and months.", [("recent weeks and months", "PAST_REF")]),
    ("It rose in past years.", [("past years", "PAST_REF")]),
    ("It rose over the last couple of years.", [("the last couple of years", "P2Y")]),
    ("It rose in the first nine months.", [("the first nine months", "P9M")]),
    ("It rose in the first two days.", [("the first two days", "P2D")]),
    ("It rose in the nine months.", [("the nine months", "P9M")]),
    ("It will rise in the days ahead.", [("the days ahead", "PXD")]),
    ("They must leave within two weeks.", [("two weeks", "P2W")]),
    ("They must leave within a year.", [("a year", "P1Y")]),
    ("They left within a year.", [("a year", "P1Y")]),
]
"""Stretches up to today or from today."""


@pytest.mark.parametrize(("text", "expected"), WINDOWS, ids=[text for text, _ in WINDOWS])
def test_windows(text: str, expected: Found) -> None:
    assert found(text) == expected


QUARTERS: list[tuple[str, Found]] = [
    ("It rose in the first quarter.", [("the first quarter", "2013-Q1")]),
    ("It rose in the fourth quarter.", [("the fourth quarter", "2012-Q4")]),
    ("It will rise in the fourth quarter.", [("the fourth quarter", "2013-Q4")]),
    ("It rose in its fiscal second quarter.", [("its fiscal second quarter", "2012-Q2")]),
    ("Third-quarter profit rose.", [("Third-quarter", "2012-Q3")]),
    ("It rose in the third quarter of 2011.", [("the third quarter of 2011", "2011-Q3")]),
    ("It rose in the 2011 third quarter.", [("the 2011 third quarter", "2011-Q3")]),
    ("It rose in last year’s third quarter.", [("last year’s third quarter", "2012-Q3")]),
    ("It will rise in the second quarter next year.", [("the second quarter next year", "2014-Q2")]),
    ("It rose last quarter.", [("last quarter", "2012-Q4")]),
    ("It will rise next quarter.", [("next quarter", "2013-Q2")]),
    ("It rises this quarter.", [("this quarter", "2013-Q1")]),
    ("It rose in the fifth quarter.", []),
    ("It rose in the first half of 2012.", [("the first half of 2012", "2012-H1")]),
    ("It will rise in the second half of the year.", [("the second half of the year", "2013-H2")]),
    ("It rose in the second half of last year.", [("the second half of last year", "2012-H2")]),
    ("It rose in the first half of the 1990s.", [("the first half of the 1990s", "199")]),
    ("It was the first half of the match.", []),
]
"""Quarters and halves."""


@pytest.mark.parametrize(("text", "expected"), QUARTERS, ids=[text for text, _ in QUARTERS])
def test_quarters(text: str, expected: Found) -> None:
    assert found(text) == expected


SETS: list[tuple[str, Found]] = [
    ("It comes daily.", [("daily", "P1D")]),
    ("It is a weekly paper.", [("weekly", "P1W")]),
    ("It comes hourly.", [("hourly", "PT1H")]),
    ("It comes every day.", [("every day", "P1D")]),
    ("It comes each week.", [("each week", "P1W")]),
    ("It comes every two years.", [("every two years", "P2Y")]),
    ("It comes every morning.", [("every morning", "XXXX-XX-XXTMO")]),
    ("It comes every weekend.", [("every weekend", "XXXX-WXX-WE")]),
    ("It comes every Monday morning.", [("every Monday morning", "XXXX-WXX-1TMO")]),
    ("It comes every June.", [("every June", "XXXX-06")]),
    ("It comes each winter.", [("each winter", "XXXX-WI")]),
    ("It comes on Mondays.", [("Mondays", "XXXX-WXX-1")]),
    ("It comes on Monday nights.", [("Monday nights", "XXXX-WXX-1TNI")]),
    ("It comes once a month.", [("a month", "P1M")]),
    ("It makes 30 a day.", [("a day", "P1D")]),
    ("It makes one per second.", []),
    ("It comes in mornings.", []),
]
"""What comes back."""


@pytest.mark.parametrize(("text", "expected"), SETS, ids=[text for text, _ in SETS])
def test_sets(text: str, expected: Found) -> None:
    assert found(text) == expected
