"""Readers of expressions seen from today or from the story, seen from Thursday, 28 February 2013."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.when.expressions import read

TODAY = dt.date(2013, 2, 28)

Found = list[tuple[str, str]]


def found(text: str, published: dt.date | None = TODAY) -> Found:
    """Words and values, in order."""
    return [(t.text, t.value) for t in read(text, published)]


DAY_WORDS: list[tuple[str, Found]] = [
    ("It fell today.", [("today", "2013-02-28")]),
    ("It fell yesterday.", [("yesterday", "2013-02-27")]),
    ("It will fall tomorrow.", [("tomorrow", "2013-03-01")]),
    ("It falls tonight.", [("tonight", "2013-02-28TNI")]),
    ("It fell overnight.", [("overnight", "2013-02-28TNI")]),
    ("It fell late yesterday.", [("late yesterday", "2013-02-27")]),
    ("It fell early today.", [("early today", "2013-02-28")]),
    ("It fell yesterday morning.", [("yesterday morning", "2013-02-27TMO")]),
    ("It will fall late tomorrow afternoon.", [("late tomorrow afternoon", "2013-03-01TAF")]),
    ("It fell the day before yesterday.", [("the day before yesterday", "2013-02-26")]),
    ("It will fall the day after tomorrow.", [("the day after tomorrow", "2013-03-02")]),
]
"""Today and its neighbours."""


@pytest.mark.parametrize(("text", "expected"), DAY_WORDS, ids=[text for text, _ in DAY_WORDS])
def test_day_words(text: str, expected: Found) -> None:
    assert found(text) == expected


PARTS: list[tuple[str, Found]] = [
    ("It fell this morning.", [("this morning", "2013-02-28TMO")]),
    ("It fell late this afternoon.", [("late this afternoon", "2013-02-28TAF")]),
    ("It fell last night.", [("last night", "2013-02-27TNI")]),
    ("It fell early this evening.", [("early this evening", "2013-02-28TEV")]),
    ("It fell in the evening.", [("evening", "2013-02-28TEV")]),
    ("On January 5 it fell in the early morning.", [("January 5", "2013-01-05"), ("early morning", "2013-01-05TMO")]),
    (
        "On January 5 it fell; the next morning it rose.",
        [("January 5", "2013-01-05"), ("the next morning", "2013-01-06TMO")],
    ),
    ("On January 5 it fell; that night it rose.", [("January 5", "2013-01-05"), ("that night", "2013-01-05TNI")]),
    ("It fell at dawn.", [("dawn", "2013-02-28TMO")]),
    ("It fell before sunrise.", [("sunrise", "2013-02-28TMO")]),
    ("It fell at night.", []),
    ("It fell on the night of January 5.", [("January 5", "2013-01-05")]),
]
"""Parts of days."""


@pytest.mark.parametrize(("text", "expected"), PARTS, ids=[text for text, _ in PARTS])
def test_parts(text: str, expected: Found) -> None:
    assert found(text) == expected


UNITS: list[tuple[str, Found]] = [
    ("It fell this week.", [("this week", "2013-W09")]),
    ("It fell last week.", [("last week", "2013-W08")]),
    ("It will fall next week.", [("next week", "2013-W10")]),
    ("It fell last month.", [("last month", "2013-01")]),
    ("It will fall next month.", [("next month", "2013-03")]),
    ("It fell last year.", [("last year", "2012")]),
    ("It fell earlier this week.", [("earlier this week", "2013-W09")]),
    ("It fell earlier this year.", [("earlier this year", "2013")]),
    ("It will fall later this year.", [("later this year", "2013")]),
    ("It fell late last month.", [("late last month", "2013-01")]),
    ("It will fall early next year.", [("early next year", "2014")]),
    ("It fell last decade.", [("last decade", "200")]),
    ("It fell in the last decade.", [("the last decade", "P1E")]),
    ("It fell this century.", [("this century", "20")]),
    ("It fell over the past week.", [("the past week", "P1W")]),
    ("It fell in the past hour.", [("the past hour", "PT1H")]),
    ("It fell this current second.", [("current", "PRESENT_REF")]),
    ("It will fall by the end of this week.", [("the end of this week", "2013-W09")]),
    ("It will fall by the end of the month.", [("the end of the month", "2013-02")]),
    ("It fell at the start of the year.", [("the start of the year", "2013")]),
    ("It fell last weekend.", [("last weekend", "2013-W08-WE")]),
    ("It will fall this weekend.", [("this weekend", "2013-W09-WE")]),
    ("It will fall at the weekend.", [("the weekend", "2013-W09-WE")]),
    ("It fell during the fiscal year.", [("the fiscal year", "2013")]),
    ("It fell for the year ended March 31.", [("the year", "P1Y"), ("March 31", "2012-03-31")]),
    ("It will fall before year-end.", [("year-end", "2013")]),
    ("It will fall by the year’s end.", [("the year’s end", "2013")]),
    ("It fell later in the day.", []),
    ("It fell earlier in the year.", [("earlier in the year", "2013")]),
]
"""Units by their place."""


@pytest.mark.parametrize(("text", "expected"), UNITS, ids=[text for text, _ in UNITS])
def test_units(text: str, expected: Found) -> None:
    assert found(text) == expected


AGO: list[tuple[str, Found]] = [
    ("It fell a day ago.", [("a day ago", "2013-02-27")]),
    ("It fell two days ago.", [("two days ago", "2013-02-26")]),
    ("It fell a week ago.", [("a week ago", "2013-W08")]),
    ("It fell six weeks ago.", [("six weeks ago", "2013-W03")]),
    ("It fell a month ago.", [("a month ago", "2013-01")]),
    ("It fell a year ago.", [("a year ago", "2012")]),
    ("It fell some ten years ago.", [("some ten years ago", "2003")]),
    ("It fell two decades ago.", [("two decades ago", "199")]),
    ("It fell two centuries ago.", [("two centuries ago", "18")]),
    ("It fell an hour ago.", [("an hour ago", "PT1H")]),
    ("It fell a few minutes ago.", [("a few minutes ago", "PAST_REF")]),
    ("It fell months ago.", [("months ago", "PAST_REF")]),
    ("It fell several years ago.", [("several years ago", "PAST_REF")]),
    ("It fell a couple of days ago.", [("a couple of days ago", "2013-02-26")]),
    ("It fell a year and a half ago.", [("a year and a half ago", "2011")]),
    ("It fell a hundred days ago.", [("a hundred days ago", "2012-11-20")]),
    ("It fell two to three weeks ago.", [("two to three weeks ago", "2013-W07")]),
    ("It fell long ago.", []),
]
"""So long ago."""


@pytest.mark.parametrize(("text", "expected"), AGO, ids=[text for text, _ in AGO])
def test_ago(text: str, expected: Found) -> None:
    assert found(text) == expected


LATER: list[tuple[str, Found]] = [
    ("It rose on January 5. It fell two days later.", [("January 5", "2013-01-05"), ("two days later", "2013-01-07")]),
    (
        "It rose on January 5. It had fallen two days earlier.",
        [("January 5", "2013-01-05"), ("two days earlier", "2013-01-03")],
    ),
    ("It rose on January 5. It fell a week later.", [("January 5", "2013-01-05"), ("a week later", "2013-W02")]),
    ("It rose on January 5. It fell a month later.", [("January 5", "2013-01-05"), ("a month later", "2013-02")]),
    ("It rose on January 5. It fell a few days later.", [("January 5", "2013-01-05"), ("a few days later", "PXD")]),
    ("It rose on January 5. It fell two hours later.", [("January 5", "2013-01-05"), ("two hours later", "PT2H")]),
    ("It rose in January. It fell two days later.", [("January", "2013-01"), ("two days later", "P2D")]),
    ("It fell two days after the raid.", [("two days after", "P2D")]),
    ("It had fallen two days before the raid.", [("two days before", "P2D")]),
    ("It fell two days later.", [("two days later", "P2D")]),
]
"""From the date last spoken of."""


@pytest.mark.parametrize(("text", "expected"), LATER, ids=[text for text, _ in LATER])
def test_later(text: str, expected: Found) -> None:
    assert found(text) == expected


REFERENCES: list[tuple[str, Found]] = [
    ("It falls now.", [("now", "PRESENT_REF")]),
    ("It currently falls.", [("currently", "PRESENT_REF")]),
    ("It fell recently.", [("recently", "PAST_REF")]),
    ("It falls right now.", [("right now", "PRESENT_REF")]),
    ("It fell more recently.", [("more recently", "PAST_REF")]),
    ("It will soon fall.", [("soon", "FUTURE_REF")]),
    ("It fell soon after.", []),
    ("It fell as soon as they came.", []),
    ("It will fall as soon as possible.", [("soon", "FUTURE_REF")]),
    ("It fell in the past.", [("the past", "PAST_REF")]),
    ("It will fall in the future.", [("the future", "FUTURE_REF")]),
    ("It will fall in the foreseeable future.", [("the foreseeable future", "FUTURE_REF")]),
    ("It falls in the short term.", [("the short term", "FUTURE_REF")]),
    ("The future of it is dark.", []),
    ("It will fall one day.", [("one day", "FUTURE_REF")]),
    ("It fell on one day.", [("one day", "P1D")]),
    ("It falls these days.", [("these days", "PRESENT_REF")]),
    ("At this time it falls.", [("this time", "PRESENT_REF")]),
    ("It will fall this time.", []),
    ("The current plan fell.", [("current", "PRESENT_REF")]),
    ("The recent plan fell.", []),
]
"""Past, present and future as such."""


@pytest.mark.parametrize(("text", "expected"), REFERENCES, ids=[text for text, _ in REFERENCES])
def test_references(text: str, expected: Found) -> None:
    assert found(text) == expected
