"""Times as news says them, with the days that they stand for, seen from Thursday, 28 February 2013."""

from __future__ import annotations

import datetime as dt
from typing import TypeAlias

import pytest

from dateline.when.expressions import read

TODAY = dt.date(2013, 2, 28)

Row: TypeAlias = tuple[str, str, str | None, str | None]
"""The words, the value, and the first and last day."""

NEWS: list[tuple[str, list[Row]]] = [
    (
        "Shelling began shortly after midnight on Tuesday and lasted until dawn.",
        [
            ("midnight on Tuesday", "2013-02-26T24:00", "2013-02-26", "2013-02-26"),
            ("dawn", "2013-02-26TMO", None, "2013-02-26"),
        ],
    ),
    (
        "The ceasefire took effect at 06:00 GMT on Wednesday.",
        [("06:00 GMT on Wednesday", "2013-02-27T06:00", "2013-02-27", "2013-02-27")],
    ),
    (
        "Talks resume Monday at 10 a.m. in Velmar.",
        [("Monday at 10 a.m.", "2013-03-04T10:00", "2013-03-04", "2013-03-04")],
    ),
    ("The minister resigned two weeks ago.", [("two weeks ago", "2013-W07", "2013-02-11", "2013-02-17")]),
    ("A fortnight ago the bridge was destroyed.", [("A fortnight ago", "2013-W07", "2013-02-11", "2013-02-17")]),
    ("The deal was signed in the spring of 1998.", [("the spring of 1998", "1998-SP", "1998-03-01", "1998-05-31")]),
    (
        "The curfew runs from 8 p.m. to 5 a.m.",
        [
            ("8 p.m.", "2013-02-28T20:00", "2013-02-28", "2013-02-28"),
            ("5 a.m.", "2013-02-28T05:00", "2013-02-28", "2013-02-28"),
        ],
    ),
    (
        "Elections are due in the third quarter of next year.",
        [("the third quarter of next year", "2014-Q3", "2014-07-01", "2014-09-30")],
    ),
    (
        "He was jailed for three and a half years in 2009.",
        [("three and a half years", "P3Y6M", None, None), ("2009", "2009", "2009-01-01", "2009-12-31")],
    ),
    (
        "By the end of this month the army will leave.",
        [("the end of this month", "2013-02", "2013-02-20", "2013-02-28")],
    ),
    ("The group was founded in the late 1970s.", [("the late 1970s", "197", "1976-09-01", "1979-12-31")]),
    ("In the second half of 2016 exports fell.", [("the second half of 2016", "2016-H2", "2016-07-01", "2016-12-31")]),
    ("The convoy left on Friday evening.", [("Friday evening", "2013-02-22TEV", "2013-02-22", "2013-02-22")]),
    ("The convoy will leave on Friday evening.", [("Friday evening", "2013-03-01TEV", "2013-03-01", "2013-03-01")]),
    ("Police arrested six people overnight.", [("overnight", "2013-02-28TNI", "2013-02-28", "2013-02-28")]),
    ("The strike entered its third day on Thursday.", [("Thursday", "2013-02-28", "2013-02-28", "2013-02-28")]),
    ("The parliament votes later on Tuesday.", [("Tuesday", "2013-03-05", "2013-03-05", "2013-03-05")]),
    ("Last night rockets hit the port.", [("Last night", "2013-02-27TNI", "2013-02-27", "2013-02-27")]),
    ("Earlier this year the bank closed.", [("Earlier this year", "2013", "2013-01-01", "2013-02-28")]),
    ("Late last year the rebels retook the town.", [("Late last year", "2012", "2012-09-01", "2012-12-31")]),
    ("The law expires on 31 December.", [("31 December", "2012-12-31", "2012-12-31", "2012-12-31")]),
    ("For the past six months no aid arrived.", [("the past six months", "P6M", "2012-08-28", "2013-02-28")]),
    ("Over the next 48 hours, rain is expected.", [("the next 48 hours", "PT48H", None, None)]),
    ("Within 72 hours they must leave.", [("72 hours", "PT72H", None, None)]),
    ("Every Friday protesters gather at the square.", [("Every Friday", "XXXX-WXX-5", None, None)]),
    ("The paper appears twice a week.", [("a week", "P1W", None, None)]),
    ("The daily curfew was lifted.", [("daily", "P1D", None, None)]),
    ("The attack came a day before the talks.", [("a day before", "P1D", None, None)]),
    ("The previous week, 12 had died.", [("The previous week", "2013-W08", "2013-02-18", "2013-02-24")]),
    ("On New Year's Day a bomb exploded.", [("New Year's Day", "2013-01-01", "2013-01-01", "2013-01-01")]),
    ("During Ramadan the truce held.", [("Ramadan", "2012-07-20", "2012-07-20", "2012-08-18")]),
    ("In the 19th century the border was drawn.", [("the 19th century", "18", "1800-01-01", "1899-12-31")]),
    ("In the 1990s it was a port.", [("the 1990s", "199", "1990-01-01", "1999-12-31")]),
    ("In the mid-1980s he studied abroad.", [("the mid-1980s", "198", "1983-05-02", "1986-09-01")]),
    (
        "Between 2003 and 2007 he led the army.",
        [("2003", "2003", "2003-01-01", "2003-12-31"), ("2007", "2007", "2007-01-01", "2007-12-31")],
    ),
    (
        "From January to March 2011 they camped there.",
        [("January", "2011-01", "2011-01-01", "2011-01-31"), ("March 2011", "2011-03", "2011-03-01", "2011-03-31")],
    ),
    ("Since 2014, more than 13,000 have died.", [("2014", "2014", "2014-01-01", None)]),
    ("Until last Sunday, nobody knew.", [("last Sunday", "2013-02-24", None, "2013-02-24")]),
    ("Nearly two years after the coup, elections were held.", [("Nearly two years after", "P2Y", None, None)]),
    ("More than a month after the flood, roads are closed.", [("More than a month after", "P1M", None, None)]),
    ("About 20 minutes later, a second bomb went off.", [("About 20 minutes later", "PT20M", None, None)]),
    ("The summit is scheduled for 14-16 June.", [("14-16 June", "2013-06-14", "2013-06-14", "2013-06-16")]),
    ("The trial starts on Monday, 3 March.", [("Monday, 3 March", "2014-03-03", "2014-03-03", "2014-03-03")]),
    ("The trial started on Monday, Feb. 25.", [("Monday, Feb. 25", "2013-02-25", "2013-02-25", "2013-02-25")]),
    ("In February, exports rose.", [("February", "2013-02", "2013-02-01", "2013-02-28")]),
    ("In April, exports will rise.", [("April", "2013-04", "2013-04-01", "2013-04-30")]),
    ("In November, exports fell.", [("November", "2012-11", "2012-11-01", "2012-11-30")]),
    ("He visited in March last year.", [("March last year", "2012-03", "2012-03-01", "2012-03-31")]),
    ("He will visit this summer.", [("this summer", "2013-SU", "2013-06-01", "2013-08-31")]),
    ("He visited last summer.", [("last summer", "2012-SU", "2012-06-01", "2012-08-31")]),
    ("At noon, sirens sounded.", [("noon", "2013-02-28T12:00", "2013-02-28", "2013-02-28")]),
    ("At 3:15pm local time a mine exploded.", [("3:15pm", "2013-02-28T15:15", "2013-02-28", "2013-02-28")]),
    ("On Saturday morning, the guards fled.", [("Saturday morning", "2013-02-23TMO", "2013-02-23", "2013-02-23")]),
    ("Sunday's vote was postponed.", [("Sunday", "2013-02-24", "2013-02-24", "2013-02-24")]),
    (
        "Monday's and Tuesday's sessions were cancelled.",
        [("Monday", "2013-02-25", "2013-02-25", "2013-02-25"), ("Tuesday", "2013-02-26", "2013-02-26", "2013-02-26")],
    ),
    (
        "On Monday and Tuesday, sessions were held.",
        [("Monday", "2013-02-25", "2013-02-25", "2013-02-25"), ("Tuesday", "2013-02-26", "2013-02-26", "2013-02-26")],
    ),
    (
        "A three-day visit ends on Saturday.",
        [("A three-day", "P3D", None, None), ("Saturday", "2013-03-02", "2013-03-02", "2013-03-02")],
    ),
    ("A 24-hour strike paralysed the capital.", [("A 24-hour", "PT24H", None, None)]),
    ("In recent weeks, attacks have increased.", [("recent weeks", "PXW", None, "2013-02-28")]),
    ("In the coming days, more troops will arrive.", [("the coming days", "PXD", "2013-02-28", None)]),
    ("In the past few years, he has written little.", [("the past few years", "PXY", None, "2013-02-28")]),
    ("Now the town is quiet.", [("Now", "PRESENT_REF", "2013-02-28", "2013-02-28")]),
    ("Currently, four camps are open.", [("Currently", "PRESENT_REF", "2013-02-28", "2013-02-28")]),
    ("The future is uncertain.", [("The future", "FUTURE_REF", "2013-02-28", None)]),
    ("For decades, the two have been at war.", [("decades", "PXE", None, None)]),
    ("For several days, the road was shut.", [("several days", "PXD", None, None)]),
    ("In less than a week, they advanced 40 km.", [("less than a week", "P1W", None, None)]),
    ("At least ten years in prison await him.", [("At least ten years", "P10Y", None, None)]),
    ("The fiscal year 2012 deficit grew.", [("The fiscal year 2012", "2012", "2012-01-01", "2012-12-31")]),
    (
        "In the first nine months of 2012, trade grew.",
        [("the first nine months", "P9M", None, None), ("2012", "2012", "2012-01-01", "2012-12-31")],
    ),
    ("The 2012-13 season was cut short.", [("2012-13", "2012", "2012-01-01", "2013-12-31")]),
    ("The 2008 war left scars.", [("2008", "2008", "2008-01-01", "2008-12-31")]),
    (
        "The 11 September 2001 attacks changed that.",
        [("The 11 September 2001", "2001-09-11", "2001-09-11", "2001-09-11")],
    ),
    ("The Feb 14 protest was banned.", [("Feb 14", "2013-02-14", "2013-02-14", "2013-02-14")]),
    ("The anniversary falls on Easter Sunday.", [("Easter Sunday", "2013-03-31", "2013-03-31", "2013-03-31")]),
    ("On Christmas Eve 2011, shots were heard.", [("Christmas Eve 2011", "2011-12-24", "2011-12-24", "2011-12-24")]),
    ("In the early hours of Sunday, gunmen struck.", [("Sunday", "2013-02-24", "2013-02-24", "2013-02-24")]),
    ("In the afternoon, the rain stopped.", [("afternoon", "2013-02-28TAF", "2013-02-28", "2013-02-28")]),
    ("This afternoon the minister flies home.", [("This afternoon", "2013-02-28TAF", "2013-02-28", "2013-02-28")]),
    ("Tonight, there will be speeches.", [("Tonight", "2013-02-28TNI", "2013-02-28", "2013-02-28")]),
    ("Tomorrow the court decides.", [("Tomorrow", "2013-03-01", "2013-03-01", "2013-03-01")]),
    ("The day after tomorrow he leaves.", [("The day after tomorrow", "2013-03-02", "2013-03-02", "2013-03-02")]),
    ("The day before yesterday he came.", [("The day before yesterday", "2013-02-26", "2013-02-26", "2013-02-26")]),
    ("Next Thursday the council votes.", [("Next Thursday", "2013-03-07", "2013-03-07", "2013-03-07")]),
    ("In ten days' time, he leaves.", [("ten days", "P10D", None, None)]),
    ("Two years' imprisonment was ordered.", [("Two years", "P2Y", None, None)]),
    ("By Friday, most had fled.", [("Friday", "2013-02-22", "2013-02-22", "2013-02-22")]),
    ("Before Friday, most will flee.", [("Friday", "2013-03-01", "2013-03-01", "2013-03-01")]),
    ("After Sunday's vote, he left.", [("Sunday", "2013-02-24", "2013-02-24", "2013-02-24")]),
    ("As of 28 February 2013, 40 were missing.", [("28 February 2013", "2013-02-28", "2013-02-28", "2013-02-28")]),
    ("As of Monday, 40 were missing.", [("Monday", "2013-02-25", "2013-02-25", "2013-02-25")]),
    ("All day Monday, shells fell.", [("Monday", "2013-02-25", "2013-02-25", "2013-02-25")]),
    ("In the year to January, prices rose.", [("January", "2013-01", "2013-01-01", "2013-01-31")]),
    (
        "In the 12 months to end-January, prices rose.",
        [("the 12 months", "P12M", None, None), ("January", "2013-01", "2013-01-01", "2013-01-31")],
    ),
    ("At year-end, there were 30 camps.", [("year-end", "2013", "2013-09-02", "2013-12-31")]),
    ("It was the coldest winter in 40 years.", [("40 years", "P40Y", None, None)]),
    ("It was the first attack since May.", [("May", "2012-05", "2012-05-01", None)]),
    ("It was the worst month since June 2010.", [("June 2010", "2010-06", "2010-06-01", None)]),
    ("It was the third time in a week.", [("a week", "P1W", None, None)]),
    ("The weekend's clashes left four dead.", [("The weekend", "2013-W08-WE", "2013-02-23", "2013-02-24")]),
    ("Over the weekend, four died.", [("the weekend", "2013-W08-WE", "2013-02-23", "2013-02-24")]),
    ("Last weekend's march was banned.", [("Last weekend", "2013-W08-WE", "2013-02-23", "2013-02-24")]),
]


@pytest.mark.parametrize(("text", "expected"), NEWS, ids=[text for text, _ in NEWS])
def test_news(text: str, expected: list[Row]) -> None:
    found = [(t.text, t.value, t.start and str(t.start), t.end and str(t.end)) for t in read(text, TODAY)]
    assert found == expected


FEASTS = ("Ramadan", "Easter")
"""Words that are no time where no year is known, since their days move."""
STANDING = [(text, rows) for text, rows in NEWS if not any(feast in text for feast in FEASTS)]


@pytest.mark.parametrize(("text", "expected"), STANDING, ids=[text for text, _ in STANDING])
def test_without_a_date_the_same_words_are_found(text: str, expected: list[Row]) -> None:
    assert [t.text for t in read(text, None)] == [words for words, _, _, _ in expected]


@pytest.mark.parametrize("weeks", [1, 5, 52, 1000])
def test_what_is_counted_from_today_moves_with_it(weeks: int) -> None:
    later = TODAY + dt.timedelta(weeks=weeks)
    for text in ("It fell on Monday.", "It will fall on Monday.", "It fell three days ago.", "It falls tomorrow."):
        (now,), (then,) = read(text, TODAY), read(text, later)
        assert now.start is not None
        assert then.start == now.start + dt.timedelta(weeks=weeks)


@pytest.mark.parametrize("text", [text for text, _ in NEWS])
def test_a_period_never_ends_before_it_begins(text: str) -> None:
    for day in (TODAY, dt.date(2024, 2, 29), dt.date(1999, 12, 31), dt.date(2030, 1, 1)):
        for time in read(text, day):
            assert time.start is None or time.end is None or time.start <= time.end, (day, time)
