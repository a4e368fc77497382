"""What the reader of a story keeps in mind about time: when it was published, and which date was last spoken of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from dateline.when import calendar
from dateline.when.tense import direction

if TYPE_CHECKING:
    import datetime as dt

    from dateline.when.calendar import Days
    from dateline.when.grammar import Hit

Kind: TypeAlias = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: TIMEX3 type and value, a part of it (START, MID, END), its days where they are known.

    Without `days` they follow from `value` and `mod`.
    """

    kind: Kind
    value: str
    mod: str = ""
    days: Days | None = None


def _value(day: dt.date | None) -> str:
    return day.isoformat() if day else "XXXX-XX-XX"


@dataclass(slots=True)
class Story:
    """The state of reading: `published` (or ``None``), `anchor` (the day last spoken of), `period` (of reports)."""

    published: dt.date | None
    anchor: dt.date | None = None
    anchor_value: str = ""
    period: str = ""
    period_at: int = -1
    long_at: int = -1

    def today(self) -> str:
        """The day of publication as a value."""
        return _value(self.published)

    def shifted(self, day: dt.date | None, unit: str, count: int) -> str:
        """The value `count` units from `day`, as fine as the unit; X places where `day` is unknown."""
        if day is None:
            return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(
                unit, "XXXX"
            )
        moved = calendar.add_to_day(day, unit, count)
        if moved is None:
            return "XXXX"
        return at_unit(moved, unit)

    def note(self, reading: Reading, hit: Hit) -> None:
        """Remember a date for the expressions that follow."""
        if reading.value in _LONG_REPORTS:
            self.long_at = hit.first
        if reading.kind not in {"DATE", "TIME"} or not reading.value[:2].isdigit():
            return
        if reading.value == self.period:
            self.period_at = hit.first
        if hit.build in {"ago", "that_quarter"} and len(reading.value) != FULL_DATE:
            return
        start = calendar.days(reading.value)[0]
        if start is not None:
            self.anchor_value = reading.value
            self.anchor = start
        if hit.build == "quarter" and not (hit.has("ago") or hit.has("year")) and self._is_reported(reading, hit):
            self.period, self.period_at = reading.value, hit.first

    def counts(self, letter: str) -> bool:
        """Whether the date last spoken of is fine enough to count units of `letter` from it."""
        fine = self.anchor_value.partition("T")[0]
        if letter in {"D", "N", "W", "F", "WE"}:
            return len(fine) == FULL_DATE
        return len(fine) >= MONTH_DATE if letter in {"M", "Q"} else bool(fine)

    def quarter_near(self, hit: Hit) -> str:
        """The fiscal quarter that the text around speaks of, or the empty string."""
        return self.period if hit.first - self.period_at < QUARTER_REACH else ""

    def compares_quarters(self, hit: Hit) -> bool:
        """Whether "a year earlier" means a quarter: no longer report was named since."""
        return bool(self.quarter_near(hit)) and self.long_at < self.period_at

    def _is_reported(self, reading: Reading, hit: Hit) -> bool:
        """Whether a quarter is over, so that results of it can be compared with the year before."""
        end = calendar.days(reading.value)[1]
        return hit.after() == "ended" or (end is not None and self.published is not None and end <= self.published)

    def year_of(self, hit: Hit, month: int, day: int = 0) -> int | None:
        """The year of a month, or of a day in it, that names none: by tense, else the nearest."""
        today = self.published
        if today is None:
            return None
        way = direction(hit)
        if hit.before() == "since":
            return today.year - ((month, day) > (today.month, today.day))
        if not day:
            return _year_of_month(today, month, way)
        choices = [d for y in (-1, 0, 1) if (d := calendar.make_date(today.year + y, month, day))]
        if not choices:
            return today.year
        ended = [d for d in choices if d <= today] if hit.before() == "ended" else []  # "the year ended March 31"
        return (ended[-1] if ended else pick(choices, today, way)).year


_LONG_REPORTS = {"P6M", "P9M"}
"""Durations that a fiscal report compares with the same months a year before."""

FAR = 10
"""Months beyond which a bare month is not meant, whatever the tense ("last March" would say so)."""

AHEAD = 4
"""Months ahead within which a month in a clause without tense is the coming one."""

FULL_DATE = 10
"""Characters of a value as fine as a day (``YYYY-MM-DD``)."""

MONTH_DATE = 7
"""Characters of a value as fine as a month (``YYYY-MM``)."""

QUARTER_REACH = 140
"""Tokens after a fiscal quarter within which "the quarter" means it, "a year earlier" the one a year before."""

LONG_AGO = 330
"""Days back beyond which a bare day of a month is not meant, though the clause is told as past."""

FAR_AHEAD = 280
"""Days ahead beyond which a bare day of a month is not meant, though the clause looks ahead."""


def pick(choices: list[dt.date], today: dt.date, way: int) -> dt.date:
    """The one of several days in order that is meant: by tense (`way`), else the nearest, rather past than coming."""
    behind = [d for d in choices if d <= today]
    ahead = [d for d in choices if d >= today]
    if way < 0 and behind and (today - behind[-1]).days < LONG_AGO:
        return behind[-1]
    if way > 0 and ahead and (ahead[0] - today).days < FAR_AHEAD:
        return ahead[0]
    return min(choices, key=lambda d: (today - d).days if d <= today else LIKELIER_PAST * (d - today).days)


LIKELIER_PAST = 1.5
"""How much farther off a past day may be than a coming one and still be meant where no verb tells."""


def _year_of_month(today: dt.date, month: int, way: int) -> int:
    ahead, behind = (month - today.month) % 12, (today.month - month) % 12
    if (way > 0 and ahead > FAR) or (way < 0 and behind > FAR):
        way = -way
    if way > 0 or (way == 0 and 0 < ahead <= AHEAD):
        return today.year + (month < today.month)
    return today.year - (month > today.month)


def at_unit(day: dt.date, unit: str) -> str:
    """A day as a value as fine as `unit` (``D W WE M Q H Y E C``)."""
    year = f"{day.year:04d}"
    if unit in {"D", "N"}:
        return day.isoformat()
    if unit in {"W", "F"}:
        return calendar.week(day)
    if unit == "WE":
        return calendar.week(day) + "-WE"
    if unit == "M":
        return day.isoformat()[:7]
    if unit == "Q":
        return f"{year}-Q{(day.month + 2) // 3}"
    return {"E": year[:3], "C": year[:2], "L": year[:1]}.get(unit, year)
