"""Publication dates in the forms that newspapers, feeds and archives give."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.reading.dates import MAX_LENGTH, published

DAYS = [
    ("ISO date", "2016-12-08", "2016-12-08"),
    ("ISO with minutes", "1999-03-12T18:41", "1999-03-12"),
    ("ISO with seconds", "1998-02-13T14:26:00", "1998-02-13"),
    ("ISO with zone", "2016-12-08T23:30:00+09:00", "2016-12-08"),
    ("ISO in UTC", "2016-12-08T23:30:00Z", "2016-12-08"),
    ("a database's timestamp", "2009-03-20 12:24:52.002364-05", "2009-03-20"),
    ("ISO with a short zone name", "2016-12-10 18:38 ET", "2016-12-10"),
    ("ISO without leading zeros", "2016-3-7", "2016-03-07"),
    ("compact ISO", "20161208", "2016-12-08"),
    ("compact ISO with time", "20161208T235900Z", "2016-12-08"),
    ("ISO week date", "2016-W10-2", "2016-03-08"),
    ("year first with slashes", "2016/12/08", "2016-12-08"),
    ("year first with full stops", "2016.12.08", "2016-12-08"),
    ("time before date", "8:56 AM, Dec 08, 2016 CT", "2016-12-08"),
    ("time and zone before date", "3:58 PM ET, Wed December 14, 2016", "2016-12-14"),
    ("time after date", "Dec 17, 2016 3:40 PM ET", "2016-12-17"),
    ("time joined to its half", "9 Oct 2012, 7:43am EDT", "2012-10-09"),
    ("hour of two figures joined", "APRIL 26, 2016 - 12:25AM EDT", "2016-04-26"),
    ("a bar between date and time", "Wed Nov 23, 2016 | 3:02pm EST", "2016-11-23"),
    ("seconds and zone before the half", "December 18, 2016 8:31:19 EST PM", "2016-12-18"),
    ("ordinal day", "December 9th 2016", "2016-12-09"),
    ("day first", "24 November 2016", "2016-11-24"),
    ("day first with zone", "7 December 2016 GMT", "2016-12-07"),
    ("year, month, day", "2016 Oct 10", "2016-10-10"),
    ("abbreviation with full stop, upper case", "DEC. 14, 2016, 2:54 AM EST", "2016-12-14"),
    ("Sept.", "Sept. 5, 2016", "2016-09-05"),
    ("a feed's form", "Tue, 08 Dec 2015 08:56:00 GMT", "2015-12-08"),
    ("a feed's form with numeric zone", "Tue, 08 Dec 2015 08:56:00 +0100", "2015-12-08"),
    ("words around", "Published on Sunday 3 January 2016 at 10.30 GMT", "2016-01-03"),
    ("time with a full stop before", "10.30 GMT, 3 January 2016", "2016-01-03"),
    ("figures in one possible order", "23/04/2016", "2016-04-23"),
    ("figures in the other order", "04/23/2016 18:00", "2016-04-23"),
    ("figures with full stops", "23.04.2016", "2016-04-23"),
    ("day and month alike", "05/05/2016", "2016-05-05"),
    ("seconds since 1970", "1481209000", "2016-12-08"),
    ("milliseconds since 1970", "1481209000123", "2016-12-08"),
    ("leap day", "29 February 2016", "2016-02-29"),
    ("white space around", "  2016-12-08\n", "2016-12-08"),
    ("two mentions of one year", "May 5, 2016 (updated May 5, 2016)", "2016-05-05"),
]

PERIODS = [
    ("a month", "2016-02", "2016-02-01", "2016-02-29"),
    ("a month in words", "March 2017", "2017-03-01", "2017-03-31"),
    ("a year", "2016", "2016-01-01", "2016-12-31"),
    ("a week", "2016-W10", "2016-03-07", "2016-03-13"),
]

NOTHING = [
    ("empty", ""),
    ("white space", "   "),
    ("no date at all", "yesterday"),
    ("a time alone", "8:56 AM CT"),
    ("a month without year", "December 9"),
    ("figures in two possible orders", "03/04/2016"),
    ("an impossible day", "2016-02-30"),
    ("an impossible day in words", "31 February 2016"),
    ("an impossible month", "2016-13-01"),
    ("an impossible week", "2016-W60"),
    ("two years", "May 2016 - May 2017"),
    ("two months", "3 May or 4 June 2016"),
    ("year nought", "0000-01-01"),
    ("a number", "123456"),
    ("a long field", "May 5, 2016 " + "x" * MAX_LENGTH),
    ("not latin", "二〇一六年十二月八日"),
]


@pytest.mark.parametrize(("raw", "day"), [c[1:] for c in DAYS], ids=[c[0] for c in DAYS])
def test_a_full_date_is_one_day(raw: str, day: str) -> None:
    assert published(raw) == (dt.date.fromisoformat(day), dt.date.fromisoformat(day))


@pytest.mark.parametrize(("raw", "first", "last"), [c[1:] for c in PERIODS], ids=[c[0] for c in PERIODS])
def test_an_imprecise_date_is_all_its_days(raw: str, first: str, last: str) -> None:
    assert published(raw) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize("raw", [c[1] for c in NOTHING], ids=[c[0] for c in NOTHING])
def test_what_is_no_date_gives_none(raw: str) -> None:
    assert published(raw) is None


def test_every_day_of_a_leap_year_comes_back_in_every_unambiguous_form() -> None:
    forms = ("%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%B %d, %Y", "%b. %d, %Y 9:05 PM ET", "%a, %d %b %Y %H:%M:%S GMT")
    for number in range(366):
        day = dt.date(2016, 1, 1) + dt.timedelta(days=number)
        for form in forms:
            assert published(day.strftime(form)) == (day, day), form


def test_the_room_of_times_hands_the_reader_on() -> None:
    from dateline import when  # noqa: PLC0415 - only this test needs the room

    assert when.published is published
