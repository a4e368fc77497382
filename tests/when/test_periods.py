"""The days that expressions cover, and what is left of them without a publication date."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.when.expressions import read

TODAY = dt.date(2013, 2, 28)
"""A Thursday."""

Expected = list[tuple[str, str | None, str | None, str | None]]


def found(text: str, published: dt.date | None) -> Expected:
    """Value, first day, last day and precision of every expression."""
    return [
        (t.value, t.start.isoformat() if t.start else None, t.end.isoformat() if t.end else None, t.precision)
        for t in read(text, published)
    ]


PERIODS: list[tuple[str, Expected]] = [
    ("They met on June 18.", [("2012-06-18", "2012-06-18", "2012-06-18", "day")]),
    ("They met on Thursday night.", [("2013-02-28TNI", "2013-02-28", "2013-02-28", "time")]),
    ("They met at 5 p.m. Thursday.", [("2013-02-28T17:00", "2013-02-28", "2013-02-28", "time")]),
    ("They met on June 3-5.", [("2012-06-03", "2012-06-03", "2012-06-05", "day")]),
    ("They met in June.", [("2012-06", "2012-06-01", "2012-06-30", "month")]),
    ("They met in early June.", [("2012-06", "2012-06-01", "2012-06-10", "month")]),
    ("They met in mid-June.", [("2012-06", "2012-06-11", "2012-06-20", "month")]),
    ("They met in late June.", [("2012-06", "2012-06-21", "2012-06-30", "month")]),
    ("They met at the end of June.", [("2012-06", "2012-06-21", "2012-06-30", "month")]),
    ("They met in 2011.", [("2011", "2011-01-01", "2011-12-31", "year")]),
    ("They met in early 2011.", [("2011", "2011-01-01", "2011-05-01", "year")]),
    ("They met in late 2011.", [("2011", "2011-09-02", "2011-12-31", "year")]),
    ("They met in 2009-2011.", [("2009", "2009-01-01", "2011-12-31", "year")]),
    ("They met in the 1990s.", [("199", "1990-01-01", "1999-12-31", "decade")]),
    ("They met in the late 1990s.", [("199", "1996-09-01", "1999-12-31", "decade")]),
    ("They met in the 19th century.", [("18", "1800-01-01", "1899-12-31", "century")]),
    ("They met last summer.", [("2012-SU", "2012-06-01", "2012-08-31", "season")]),
    ("They met last winter.", [("2011-WI", "2011-12-01", "2012-02-29", "season")]),
    ("They met over the weekend.", [("2013-W08-WE", "2013-02-23", "2013-02-24", "day")]),
    ("They met last week.", [("2013-W08", "2013-02-18", "2013-02-24", "week")]),
    ("They met early last week.", [("2013-W08", "2013-02-18", "2013-02-19", "week")]),
    ("They met late last week.", [("2013-W08", "2013-02-23", "2013-02-24", "week")]),
    ("They met earlier this week.", [("2013-W09", "2013-02-25", "2013-02-28", "week")]),
    ("They will meet later this week.", [("2013-W09", "2013-02-28", "2013-03-03", "week")]),
    ("They met last month.", [("2013-01", "2013-01-01", "2013-01-31", "month")]),
    ("They met earlier this year.", [("2013", "2013-01-01", "2013-02-28", "year")]),
    ("They will meet later this year.", [("2013", "2013-02-28", "2013-12-31", "year")]),
    ("They will meet by the end of the year.", [("2013", "2013-09-02", "2013-12-31", "year")]),
    ("They met two days ago.", [("2013-02-26", "2013-02-26", "2013-02-26", "day")]),
    ("They met two weeks ago.", [("2013-W07", "2013-02-11", "2013-02-17", "week")]),
    ("They met two months ago.", [("2012-12", "2012-12-01", "2012-12-31", "month")]),
    ("They met two years ago.", [("2011", "2011-01-01", "2011-12-31", "year")]),
    ("They met in the second quarter of 2012.", [("2012-Q2", "2012-04-01", "2012-06-30", "quarter")]),
    ("They met in the second half of 2012.", [("2012-H2", "2012-07-01", "2012-12-31", "half")]),
    ("They met over the past two weeks.", [("P2W", "2013-02-14", "2013-02-28", "week")]),
    ("They met over the past six months.", [("P6M", "2012-08-28", "2013-02-28", "month")]),
    ("They met over the last two years.", [("P2Y", "2011-02-28", "2013-02-28", "year")]),
    ("They will meet over the next ten days.", [("P10D", "2013-02-28", "2013-03-10", "day")]),
    ("They will meet over the next two decades.", [("P20Y", "2013-02-28", "2033-02-28", "decade")]),
    ("They met in the last few days.", [("PXD", None, "2013-02-28", "vague")]),
    ("They will meet in the next few days.", [("PXD", "2013-02-28", None, "vague")]),
    ("They will meet in the coming weeks.", [("PXW", "2013-02-28", None, "vague")]),
    ("They met in recent weeks.", [("PXW", None, "2013-02-28", "vague")]),
    ("They must meet within 30 days.", [("P30D", "2013-02-28", "2013-03-30", "day")]),
    ("They met within 30 days.", [("P30D", None, None, None)]),
    ("They met for 30 days.", [("P30D", None, None, None)]),
    ("They have met since 2009.", [("2009", "2009-01-01", None, "year")]),
    ("They have met since June 18.", [("2012-06-18", "2012-06-18", None, "day")]),
    ("They will meet until March 18.", [("2013-03-18", None, "2013-03-18", "day")]),
    ("They were there until June 18.", [("2012-06-18", None, "2012-06-18", "day")]),
    ("They meet every day.", [("P1D", None, None, None)]),
    ("They meet now.", [("PRESENT_REF", "2013-02-28", "2013-02-28", "vague")]),
    ("They met recently.", [("PAST_REF", None, "2013-02-28", "vague")]),
    ("They will meet soon.", [("FUTURE_REF", "2013-02-28", None, "vague")]),
    ("They met at dawn.", [("2013-02-28TMO", "2013-02-28", "2013-02-28", "time")]),
    ("They met last night.", [("2013-02-27TNI", "2013-02-27", "2013-02-27", "time")]),
    ("They met on Christmas Eve.", [("2012-12-24", "2012-12-24", "2012-12-24", "day")]),
]
"""Seen from the publication."""


@pytest.mark.parametrize(("text", "expected"), PERIODS, ids=[text for text, _ in PERIODS])
def test_periods(text: str, expected: Expected) -> None:
    assert found(text, TODAY) == expected


UNDATED: list[tuple[str, Expected]] = [
    ("They met on Thursday.", [("XXXX-WXX-4", None, None, None)]),
    ("They met on Thursday night.", [("XXXX-WXX-4TNI", None, None, None)]),
    ("They met last Thursday.", [("XXXX-WXX-4", None, None, None)]),
    ("They met on Monday last week.", [("XXXX-WXX-1", None, None, None)]),
    ("They met on June 18.", [("XXXX-06-18", None, None, None)]),
    ("They met on Thursday, June 20.", [("XXXX-06-20", None, None, None)]),
    ("They met on June 18, 2014.", [("2014-06-18", "2014-06-18", "2014-06-18", "day")]),
    ("They met from 3 to 5 June.", [("XXXX-06-03", None, None, None)]),
    ("They met from 3 to 5 June 2014.", [("2014-06-03", "2014-06-03", "2014-06-05", "day")]),
    ("They met in June.", [("XXXX-06", None, None, None)]),
    ("They met in early June.", [("XXXX-06", None, None, None)]),
    ("They met last June.", [("XXXX-06", None, None, None)]),
    ("They met in June this year.", [("XXXX-06", None, None, None)]),
    ("They met in June 2014.", [("2014-06", "2014-06-01", "2014-06-30", "month")]),
    ("They met in 2014.", [("2014", "2014-01-01", "2014-12-31", "year")]),
    ("They met in the 1990s.", [("199", "1990-01-01", "1999-12-31", "decade")]),
    ("They met this summer.", [("XXXX-SU", None, None, None)]),
    ("They met in the summer of 2014.", [("2014-SU", "2014-06-01", "2014-08-31", "season")]),
    ("They met today.", [("XXXX-XX-XX", None, None, None)]),
    ("They met yesterday evening.", [("XXXX-XX-XXTEV", None, None, None)]),
    ("They meet tonight.", [("XXXX-XX-XXTNI", None, None, None)]),
    ("They met last night.", [("XXXX-XX-XXTNI", None, None, None)]),
    ("They met this week.", [("XXXX-WXX", None, None, None)]),
    ("They met last month.", [("XXXX-XX", None, None, None)]),
    ("They met earlier this month.", [("XXXX-XX", None, None, None)]),
    ("They met over the weekend.", [("XXXX-WXX-WE", None, None, None)]),
    ("They met last year.", [("XXXX", None, None, None)]),
    ("They meet by year-end.", [("XXXX", None, None, None)]),
    ("They met in the third quarter.", [("XXXX-Q3", None, None, None)]),
    ("They met in the third quarter of 2014.", [("2014-Q3", "2014-07-01", "2014-09-30", "quarter")]),
    ("They met in the first half of the year.", [("XXXX-H1", None, None, None)]),
    ("They met two days ago.", [("XXXX-XX-XX", None, None, None)]),
    ("They met six weeks ago.", [("XXXX-WXX", None, None, None)]),
    ("They met five years ago.", [("XXXX", None, None, None)]),
    ("They met several years ago.", [("PAST_REF", None, None, None)]),
    ("They met an hour ago.", [("PT1H", None, None, None)]),
    ("They met for three days.", [("P3D", None, None, None)]),
    ("They met for two hours.", [("PT2H", None, None, None)]),
    ("They met over the past three months.", [("P3M", None, None, None)]),
    ("They will meet in the coming weeks.", [("PXW", None, None, None)]),
    ("They met in recent years.", [("PXY", None, None, None)]),
    ("They meet every Friday.", [("XXXX-WXX-5", None, None, None)]),
    ("They meet now.", [("PRESENT_REF", None, None, None)]),
    ("They met recently.", [("PAST_REF", None, None, None)]),
    ("They will meet soon.", [("FUTURE_REF", None, None, None)]),
    ("They met at Christmas.", [("XXXX-12-25", None, None, None)]),
    ("They met at Easter.", []),
    ("They met at Easter 2014.", [("2014-04-20", "2014-04-20", "2014-04-20", "day")]),
    ("They met on New Year's Eve.", []),
    ("They met at 5 p.m.", [("XXXX-XX-XXT17:00", None, None, None)]),
    ("They met at 5 p.m. Thursday.", [("XXXX-WXX-4T17:00", None, None, None)]),
    ("They met at 5 p.m. on June 18, 2014.", [("2014-06-18T17:00", "2014-06-18", "2014-06-18", "time")]),
    (
        "They met on June 18, 2014. Two days later they parted.",
        [("2014-06-18", "2014-06-18", "2014-06-18", "day"), ("2014-06-20", "2014-06-20", "2014-06-20", "day")],
    ),
    (
        "They met in June 2014. The following month they parted.",
        [("2014-06", "2014-06-01", "2014-06-30", "month"), ("2014-07", "2014-07-01", "2014-07-31", "month")],
    ),
    (
        "They met in 2014. That year they parted.",
        [("2014", "2014-01-01", "2014-12-31", "year"), ("2014", "2014-01-01", "2014-12-31", "year")],
    ),
    ("They met on June 18. Two days later they parted.", [("XXXX-06-18", None, None, None), ("P2D", None, None, None)]),
    ("They met in the first week of June.", [("XXXX-06", None, None, None)]),
    ("They met in the first week of June 2014.", [("2014-W22", "2014-06-01", "2014-06-07", "week")]),
]
"""Without a publication date: X places, and no days but those that the text itself gives."""


@pytest.mark.parametrize(("text", "expected"), UNDATED, ids=[text for text, _ in UNDATED])
def test_without_a_publication_date(text: str, expected: Expected) -> None:
    assert found(text, None) == expected
