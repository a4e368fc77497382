"""Readers of calendar dates, seen from Thursday, 28 February 2013."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.when.expressions import read

TODAY = dt.date(2013, 2, 28)

Found = list[tuple[str, str]]


def found(text: str, published: dt.date | None = TODAY) -> Found:
    """Words and values, in order."""
    return [(t.text, t.value) for t in read(text, published)]


DAYS: list[tuple[str, Found]] = [
    ("They met on 5 May 2012.", [("5 May 2012", "2012-05-05")]),
    ("They met on 5th May 2012.", [("5th May 2012", "2012-05-05")]),
    ("They met on the 5th of May, 2012.", [("the 5th of May, 2012", "2012-05-05")]),
    ("They met on May the 5th.", [("May the 5th", "2012-05-05")]),
    ("They met on Sunday, 5 May.", [("Sunday, 5 May", "2013-05-05")]),
    ("They met on Sun., 5 May 2013.", [("Sun., 5 May 2013", "2013-05-05")]),
    ("They met on Sept. 5, 2012.", [("Sept. 5, 2012", "2012-09-05")]),
    ("They met on September 5th, 2012.", [("September 5th, 2012", "2012-09-05")]),
    ("They met on SEPT 5, 2012.", [("SEPT 5, 2012", "2012-09-05")]),
    ("They met on 29 February 2012.", [("29 February 2012", "2012-02-29")]),
    ("They met on March 1.", [("March 1", "2013-03-01")]),
    ("They will meet on March 1.", [("March 1", "2013-03-01")]),
    ("They will meet on January 3.", [("January 3", "2013-01-03")]),
    ("They met on December 24.", [("December 24", "2012-12-24")]),
    ("They met on Dec. 24 last year.", [("Dec. 24 last year", "2012-12-24")]),
    ("They will meet on June 3 next year.", [("June 3 next year", "2014-06-03")]),
    ("They met last Jan. 5.", [("last Jan. 5", "2013-01-05")]),
    ("They will meet next Monday, March 4.", [("next Monday, March 4", "2013-03-04")]),
    ("It is dated 5 FEB 13.", [("5 FEB 13", "2013-02-05")]),
    ("It is dated 05.02.2013.", []),
    ("It is dated 28/02/2013.", [("28/02/2013", "2013-02-28")]),
    ("It is dated 2013-02-05.", [("2013-02-05", "2013-02-05")]),
]
"""A day of a month, however it is written."""


@pytest.mark.parametrize(("text", "expected"), DAYS, ids=[text for text, _ in DAYS])
def test_days(text: str, expected: Found) -> None:
    assert found(text) == expected


RANGES: list[tuple[str, Found]] = [
    ("They met on May 5-7, 2012.", [("May 5-7, 2012", "2012-05-05")]),
    ("They met from 5 to 7 May 2012.", [("5 to 7 May 2012", "2012-05-05")]),
    ("They met on May 5 and 7.", [("May 5 and 7", "2012-05-05")]),
    ("They met on May 7-5.", [("May 7", "2012-05-07")]),
    ("They met on February 27-30.", [("February 27", "2013-02-27")]),
    ("They met in 2011-12.", [("2011-12", "2011")]),
    ("They met in 2011-2012.", [("2011-2012", "2011")]),
    ("They met in 2012-2011.", []),
    ("They called 2012-555.", []),
]
"""Days of one month, years in a row."""


@pytest.mark.parametrize(("text", "expected"), RANGES, ids=[text for text, _ in RANGES])
def test_ranges(text: str, expected: Found) -> None:
    assert found(text) == expected


MONTHS: list[tuple[str, Found]] = [
    ("They met in January.", [("January", "2013-01")]),
    ("They met in February.", [("February", "2013-02")]),
    ("They met in December.", [("December", "2012-12")]),
    ("They will meet in March.", [("March", "2013-03")]),
    ("They will meet in January.", [("January", "2013-01")]),
    ("They met last January.", [("last January", "2013-01")]),
    ("They met last February.", [("last February", "2012-02")]),
    ("They will meet next February.", [("next February", "2014-02")]),
    ("They met this January.", [("this January", "2013-01")]),
    ("They met in April last year.", [("April last year", "2012-04")]),
    ("They will meet in April next year.", [("April next year", "2014-04")]),
    ("They met in early January.", [("early January", "2013-01")]),
    ("They met in late-January.", [("late-January", "2013-01")]),
    ("They met at the start of January.", [("the start of January", "2013-01")]),
    ("They met in the middle of January 2012.", [("the middle of January 2012", "2012-01")]),
    ("They met in Jan. and in Feb 2012.", [("Jan.", "2012-01"), ("Feb 2012", "2012-02")]),
    ("It was a May evening.", [("May", "2012-05")]),
    ("April showers fell.", [("April", "2012-04")]),
    ("She told June Lee and Jan Maas.", []),
    ("The March on Rome came.", [("March", "2013-03")]),
]
"""Months."""


@pytest.mark.parametrize(("text", "expected"), MONTHS, ids=[text for text, _ in MONTHS])
def test_months(text: str, expected: Found) -> None:
    assert found(text) == expected


YEARS: list[tuple[str, Found]] = [
    ("It fell in 1812.", [("1812", "1812")]),
    ("It fell in 1989.", [("1989", "1989")]),
    ("It fell around 1989.", [("1989", "1989")]),
    ("It fell by late 1989.", [("late 1989", "1989")]),
    ("It fell in mid-1989.", [("mid-1989", "1989")]),
    ("It fell at the end of 1989.", [("the end of 1989", "1989")]),
    ("It fell in the year 1066.", [("the year 1066", "1066")]),
    ("Room 1989 is shut.", []),
    ("It costs 2000 dollars.", []),
    ("Since 1999, the 1989 wall is gone.", [("1999", "1999"), ("1989", "1989")]),
    ("In 2000 shares fell.", [("2000", "2000")]),
    ("No. 1989 is shut.", []),
    ("The Orion 1989 is shut.", []),
    ("It fell in the 1980s.", [("the 1980s", "198")]),
    ("It fell in the mid-1980s.", [("the mid-1980s", "198")]),
    ("It fell in the late '80s.", [("the late '80s", "198")]),
    ("It fell in the eighties.", [("the eighties", "198")]),
    ("It fell in the 19th century.", [("the 19th century", "18")]),
    ("It fell in the early 21st century.", [("the early 21st century", "20")]),
    ("It fell in the 99th century.", []),
    ("It fell in twenty twelve.", [("twenty twelve", "2012")]),
]
"""Years, decades, centuries."""


@pytest.mark.parametrize(("text", "expected"), YEARS, ids=[text for text, _ in YEARS])
def test_years(text: str, expected: Found) -> None:
    assert found(text) == expected


SEASONS: list[tuple[str, Found]] = [
    ("They met this winter.", [("this winter", "2012-WI")]),
    ("They met last summer.", [("last summer", "2012-SU")]),
    ("They met last winter.", [("last winter", "2011-WI")]),
    ("They met this past autumn.", [("this past autumn", "2012-FA")]),
    ("They will meet next spring.", [("next spring", "2013-SP")]),
    ("They will meet this spring.", [("this spring", "2013-SP")]),
    ("They met in the fall of 2012.", [("the fall of 2012", "2012-FA")]),
    ("They met in early spring 2012.", [("early spring 2012", "2012-SP")]),
    ("They met in autumn.", [("autumn", "2012-FA")]),
    ("They met in the summer.", [("the summer", "2012-SU")]),
    ("They met last autumn.", [("last autumn", "2012-FA")]),
    ("Prices fall in spring.", [("spring", "2013-SP")]),
    ("They spring up and fall down.", []),
]
"""Seasons."""


@pytest.mark.parametrize(("text", "expected"), SEASONS, ids=[text for text, _ in SEASONS])
def test_seasons(text: str, expected: Found) -> None:
    assert found(text) == expected


WEEKDAYS: list[tuple[str, Found]] = [
    ("They met Thursday.", [("Thursday", "2013-02-28")]),
    ("They met Friday.", [("Friday", "2013-02-22")]),
    ("They will meet Thursday.", [("Thursday", "2013-02-28")]),
    ("They will meet Friday.", [("Friday", "2013-03-01")]),
    ("They met on Wednesday night.", [("Wednesday night", "2013-02-27TNI")]),
    ("They met late on Wednesday.", [("Wednesday", "2013-02-27")]),
    ("They met late Wednesday.", [("late Wednesday", "2013-02-27")]),
    ("They met last Thursday.", [("last Thursday", "2013-02-21")]),
    ("They will meet next Thursday.", [("next Thursday", "2013-03-07")]),
    ("They will meet this Friday.", [("this Friday", "2013-03-01")]),
    ("They met this Monday.", [("this Monday", "2013-02-25")]),
    ("They met on Monday last week.", [("Monday last week", "2013-02-18")]),
    ("They will meet on Monday next week.", [("Monday next week", "2013-03-04")]),
    ("They will meet this coming Sunday.", [("this coming Sunday", "2013-03-03")]),
    ("They met this past Sunday.", [("this past Sunday", "2013-02-24")]),
    ("They met on Tues. and Wed. in Oslo.", [("Tues.", "2013-02-26"), ("Wed.", "2013-02-27")]),
    ("Friday’s talks failed.", [("Friday", "2013-02-22")]),
    ("The Sunday Mirror closed.", []),
]
"""Weekdays."""


@pytest.mark.parametrize(("text", "expected"), WEEKDAYS, ids=[text for text, _ in WEEKDAYS])
def test_weekdays(text: str, expected: Found) -> None:
    assert found(text) == expected


FEASTS: list[tuple[str, Found]] = [
    ("They met at Christmas.", [("Christmas", "2012-12-25")]),
    ("They met on Christmas Day 2011.", [("Christmas Day 2011", "2011-12-25")]),
    ("They will meet on New Year's Eve.", [("New Year's Eve", "2013-12-31")]),
    ("They met on Easter Monday 2012.", [("Easter Monday 2012", "2012-04-09")]),
    ("They will meet on Easter Sunday.", [("Easter Sunday", "2013-03-31")]),
    ("It has been shut since March.", [("March", "2012-03")]),
    ("It has been shut since early March.", [("early March", "2012-03")]),
    ("It has been shut since 12 March.", [("12 March", "2012-03-12")]),
    ("It has been shut since 12 February.", [("12 February", "2013-02-12")]),
    ("It has been shut since February.", [("February", "2013-02")]),
    ("They met last Easter.", [("last Easter", "2012-04-08")]),
    ("They will meet next Easter.", [("next Easter", "2013-03-31")]),
    ("They will meet on Good Friday.", [("Good Friday", "2013-03-29")]),
    ("They met on Thanksgiving Day.", [("Thanksgiving Day", "2012-11-22")]),
    ("They met last Thanksgiving.", [("last Thanksgiving", "2012-11-22")]),
    ("They met during Ramadan.", [("Ramadan", "2012-07-20")]),
    ("They met before Eid al-Adha.", [("Eid al-Adha", "2012-10-26")]),
    ("They met on Election Day.", [("Election Day", "2012-11-06")]),
    ("They met on election day.", []),
    ("An election is due.", []),
    ("They met on Halloween.", [("Halloween", "2012-10-31")]),
]
"""Feasts."""


@pytest.mark.parametrize(("text", "expected"), FEASTS, ids=[text for text, _ in FEASTS])
def test_feasts(text: str, expected: Found) -> None:
    assert found(text) == expected


WEEKS: list[tuple[str, Found]] = [
    ("They met in the first week of January.", [("the first week of January", "2013-W01")]),
    ("They met in the last week of January 2012.", [("the last week of January 2012", "2012-W04")]),
    ("They will meet the week of March 4.", [("the week of March 4", "2013-W10")]),
    ("They met on the first day of February.", [("the first day of February", "2013-02-01")]),
    ("They met in the fifth week of January.", [("the fifth week of January", "2013-W05")]),
    ("They met in the sixth week of January.", [("January", "2013-01")]),
]
"""Weeks and days of months."""


@pytest.mark.parametrize(("text", "expected"), WEEKS, ids=[text for text, _ in WEEKS])
def test_weeks(text: str, expected: Found) -> None:
    assert found(text) == expected
