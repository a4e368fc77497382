"""Calendar arithmetic on TIMEX3 values: shifting them, naming weeks and feasts, and the days that they cover."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TypeAlias

from dateline.records import Precision

DAY = dt.timedelta(days=1)

Days: TypeAlias = tuple[dt.date | None, dt.date | None, Precision | None]
"""First day, last day (inclusive), and how fine the period is known."""

UNKNOWN: Days = (None, None, None)

_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of a meteorological season of the northern hemisphere."""

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d)(?P<time>T.+)?)?"
    r"|W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?$"
)


def month_days(year: int, month: int) -> int:
    """Number of days of a month."""
    return calendar.monthrange(year, month)[1]


def make_date(year: int, month: int, day: int) -> dt.date | None:
    """The date, or ``None`` where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def week(day: dt.date) -> str:
    """The ISO week of a day, as TIMEX3 writes it (``1998-W08``)."""
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month, `months` later (negative: earlier)."""
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def add_to_day(day: dt.date, unit: str, count: int) -> dt.date | None:
    """The day `count` units later (``D W F M Q Y E C``), clipped to the month's end; ``None`` beyond the calendar."""
    steps = {"D": 1, "N": 1, "W": 7, "F": 14, "WE": 7}
    try:
        if unit in steps:
            return day + count * steps[unit] * DAY
        months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit] * count
        year, month = add_months(day.year, day.month, months)
        return dt.date(year, month, min(day.day, month_days(year, month)))
    except (ValueError, OverflowError):
        return None


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm that Meeus gives)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    length = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * length) // 451
    month, day = divmod(h + length - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def thanksgiving(year: int) -> dt.date:
    """The fourth Thursday of November, as the United States keep it."""
    first = dt.date(year, 11, 1)
    return first + ((3 - first.weekday()) % 7 + 21) * DAY


def election_day(year: int) -> dt.date:
    """The Tuesday after the first Monday of November, on which the United States vote."""
    first = dt.date(year, 11, 1)
    return first + ((7 - first.weekday()) % 7 + 1) * DAY


def hijri(month: int, day: int, year: int) -> dt.date:
    """The first day of a common year that is this day of an Islamic month, by the arithmetic calendar.

    The sighted moon may set it a day earlier or later, from country to country.
    """
    about = (year - 622) * 33 // 32
    for lunar in range(about - 1, about + 3):
        number = (11 * lunar + 3) // 30 + 354 * lunar + 30 * month - (month - 1) // 2 + day + _HIJRA
        found = dt.date.fromordinal(number)
        if found.year >= year:
            return found
    message = f"no such day in {year}"
    raise ValueError(message)


_HIJRA = 1948440 - 385 - 1721425
"""From the count of the Islamic calendar's formula to that of `datetime`."""


def feast(name: str, year: int) -> dt.date:
    """The day of a feast.

    Its name is ``MM-DD``, ``EASTER`` (with an offset, ``EASTER-2``), ``THANKSGIVING``, ``ELECTION`` or ``HIJRI-MM-DD``.
    """
    if name.startswith("HIJRI"):
        return hijri(int(name[6:8]), int(name[9:]), year)
    if name == "ELECTION":
        return election_day(year)
    if name.startswith("EASTER"):
        return easter(year) + int(name[6:] or 0) * DAY
    if name == "THANKSGIVING":
        return thanksgiving(year)
    return dt.date(year, int(name[:2]), int(name[3:]))


def days(value: str, mod: str = "") -> Days:
    """The days that a TIMEX3 value covers; `mod` START, MID or END narrows them to a part.

    Values with X places, references (PAST_REF) and durations cover no known days.
    """
    whole = _fine(value) or _coarse(value)
    if whole is None or whole[0] is None or whole[1] is None:
        return whole or UNKNOWN
    return _part(whole[0], whole[1], whole[2], mod) if mod else whole


def _fine(value: str) -> Days | None:
    """Days of a value with a four-digit year."""
    match = _VALUE.match(value)
    if match is None or match["year"] == "0000":
        return None
    year = int(match["year"])
    if match["day"]:
        day = make_date(year, int(match["month"]), int(match["day"]))
        return (day, day, Precision.TIME if match["time"] else Precision.DAY) if day else None
    if match["week"]:
        return _week_days(year, int(match["week"]), weekend=bool(match["weekend"]))
    for name, length, precision in (
        ("month", 1, Precision.MONTH),
        ("quarter", 3, Precision.QUARTER),
        ("half", 6, Precision.HALF),
    ):
        if match[name]:
            return _months(year, (int(match[name]) - 1) * length + 1, length, precision)
    if match["season"]:
        return _months(year, _SEASON_MONTHS[match["season"]], 3, Precision.SEASON)
    return dt.date(year, 1, 1), dt.date(year, 12, 31), Precision.YEAR


def _week_days(year: int, number: int, *, weekend: bool) -> Days | None:
    try:
        monday = dt.date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return (
        (monday + 5 * DAY, monday + 6 * DAY, Precision.DAY) if weekend else (monday, monday + 6 * DAY, Precision.WEEK)
    )


def _months(year: int, month: int, length: int, precision: Precision) -> Days | None:
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        return None
    end_year, end_month = add_months(year, month, length - 1)
    if end_year > dt.MAXYEAR:
        return None
    return dt.date(year, month, 1), dt.date(end_year, end_month, month_days(end_year, end_month)), precision


def _coarse(value: str) -> Days | None:
    """Days of a decade (``199``) or a century (``19``)."""
    if not (value.isascii() and value.isdigit()) or len(value) not in {2, 3} or int(value) == 0:
        return None
    first = int(value.ljust(4, "0"))
    length, precision = (10, Precision.DECADE) if len(value) == 3 else (100, Precision.CENTURY)  # noqa: PLR2004
    return dt.date(first, 1, 1), dt.date(first + length - 1, 12, 31), precision


def _part(start: dt.date, end: dt.date, precision: Precision | None, mod: str) -> Days:
    """The first, middle or last third of a period; a day stays whole."""
    length = (end - start).days + 1
    if length < 3:  # noqa: PLR2004 - nothing to divide
        return start, end, precision
    third = length // 3
    if mod == "START":
        return start, start + (third - 1) * DAY, precision
    if mod == "MID":
        return start + third * DAY, end - third * DAY, precision
    if mod == "END":
        return end - (third - 1) * DAY, end, precision
    return start, end, precision
