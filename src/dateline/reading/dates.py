"""The publication date as inputs give it: ISO forms, feeds' forms, and what newspapers print over a report.

A date that could be read in two ways is not read at all; hour and time zone are dropped (a record's dates are days).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

MAX_LENGTH = 200
"""Characters beyond which a field is no date."""

_MONTHS = {
    **{name.lower(): n for n, name in enumerate(calendar.month_name) if name},
    **{name.lower(): n for n, name in enumerate(calendar.month_abbr) if name},
    "sept": 9,
}

_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
_ISO_WEEK = re.compile(r"\s*(\d{4})-?W(\d{2})(?:-?([1-7]))?\b")
_YEAR_FIRST = re.compile(r"\s*(\d{4})([/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?\s*\Z")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")
_EPOCH = re.compile(r"\s*(\d{10})(\d{3})?(?:\.\d+)?\s*\Z")
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<![\d:.])(1[5-9]\d\d|20\d\d)(?![\d:])")
_DAY = re.compile(r"(?<![\d:+.-])([0-3]?\d)(?:st|nd|rd|th)?\b(?!\s*[:.]\s?\d|\s*[ap]\.?m\b|\d)", re.IGNORECASE)

Days = tuple[dt.date, dt.date]


def published(raw: str) -> Days | None:
    """First and last day that `raw` may mean (the same day twice for a full date); ``None`` if it says no date.

    A month or a year alone gives all its days.  Figures whose day and month could be exchanged give ``None``.
    """
    if not raw or len(raw) > MAX_LENGTH:
        return None
    for read in (_iso, _week, _compact, _epoch, _in_figures, _in_words):
        found = read(raw)
        if found is not None:
            return found
    return None


def _day(year: int, month: int, day: int) -> Days | None:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    return date, date


def _month(year: int, month: int) -> Days | None:
    try:
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
    except ValueError:  # IllegalMonthError is one
        return None


def _iso(raw: str) -> Days | None:
    match = _ISO.match(raw)
    if match is None:
        return None
    year, month = int(match[1]), int(match[2])
    return _day(year, month, int(match[3])) if match[3] else _month(year, month)


def _week(raw: str) -> Days | None:
    match = _ISO_WEEK.match(raw)
    if match is None:
        return None
    try:
        first = dt.date.fromisocalendar(int(match[1]), int(match[2]), int(match[3] or 1))
        return first, first if match[3] else first + dt.timedelta(days=6)
    except (ValueError, OverflowError):
        return None


def _compact(raw: str) -> Days | None:
    match = _COMPACT.match(raw)
    return _day(int(match[1]), int(match[2]), int(match[3])) if match else None


def _epoch(raw: str) -> Days | None:
    """Seconds or milliseconds since 1970, as some feeds give them."""
    match = _EPOCH.match(raw)
    if match is None:
        return None
    date = dt.datetime.fromtimestamp(int(match[1]), tz=dt.UTC).date()
    return date, date


def _in_figures(raw: str) -> Days | None:
    match = _YEAR_FIRST.match(raw)
    if match:
        return _day(int(match[1]), int(match[3]), int(match[4]))
    match = _YEAR_LAST.search(raw)
    if match is None:
        return None
    one, two, year = int(match[1]), int(match[3]), int(match[4])
    readings = {d for d in (_day(year, one, two), _day(year, two, one)) if d}
    return readings.pop() if len(readings) == 1 else None


def _in_words(raw: str) -> Days | None:
    """A form with the month's name, in any order: "Dec 17, 2016 3:40 PM ET", "9 Oct 2012, 7:43am EDT"."""
    years = _YEAR.findall(raw)
    if len(set(years)) != 1:
        return None
    year = int(years[0])
    months = [_MONTHS[w.lower()] for w in _WORD.findall(raw) if w.lower() in _MONTHS]
    if not months:
        return (dt.date(year, 1, 1), dt.date(year, 12, 31)) if raw.strip() == years[0] else None
    if len(set(months)) != 1:
        return None
    day = _DAY.search(raw)
    return _day(year, months[0], int(day[1])) if day else _month(year, months[0])
