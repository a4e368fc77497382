"""A document without a date: what its own words say about the time of its publication.

Only constraints that hold for any report are used, each with its reason; whatever they leave open stays open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.when import calendar
from dateline.when.lexicon import context, lexicon

if TYPE_CHECKING:
    import datetime as dt

    from dateline.language.draft import Draft
    from dateline.records import Time

YEARS = range(1900, 2101)
"""Years within which a date in a report is taken for a date of news."""

_DAY_WITHOUT_YEAR = re.compile(r"XXXX-(\d\d)-(\d\d)")
_WORD = re.compile(r"[a-z']+")


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing that the text says about its publication, and why: not before `earliest`; a day of the news in `years`.

    `years` are those in which a weekday and a day of a month that the text names together fall on each other; the
    publication lies in one of them, or close to its turn.
    """

    why: str
    earliest: dt.date | None = None
    years: frozenset[int] | None = None


def constraints(draft: Draft) -> tuple[Constraint, ...]:
    """What the text says about its publication day, in the order of the text.

    A past event with a full date cannot follow its report, so the report is no earlier.  A date is past only where
    nothing in its sentence looks ahead.
    """
    found = []
    for time in draft.times:
        if time.type != "DATE" or draft.in_repeat(time.span):
            continue
        if time.start is not None and time.start.year in YEARS and _looks_back(draft, time):
            found.append(Constraint(f"{time.text!r} is told as past", earliest=time.start))
        years = _years(time)
        if years:
            found.append(Constraint(f"{time.text!r} names a weekday and a day of the month", years=years))
    return tuple(found)


def _years(time: Time) -> frozenset[int]:
    """The years in which an expression's day without a year falls on the weekday that stands beside it."""
    match = _DAY_WITHOUT_YEAR.fullmatch(time.value)
    named = lexicon().tables["WEEKDAY"]
    weekday = next((named[word] for word in _WORD.findall(time.text.lower()) if word in named), None)
    if match is None or weekday is None:
        return frozenset()
    days = (calendar.make_date(year, int(match[1]), int(match[2])) for year in YEARS)
    return frozenset(day.year for day in days if day and day.isoweekday() == weekday)


def _looks_back(draft: Draft, time: Time) -> bool:
    """Whether the sentence of a date speaks only of what has been."""
    if not draft.sentences:
        return False
    start, end = draft.sentences[draft.sentence_at(time.span[0])].span
    around = draft.text[start : time.span[0]] + " " + draft.text[time.span[1] : end]
    words = set(_WORD.findall(around.lower()))
    return not words & context("looks_ahead") and bool(words & context("looks_back"))


def publication(draft: Draft) -> tuple[dt.date | None, dt.date | None]:
    """First and last day on which an undated document can have been published; ``None`` for an end that stays open.

    The last day is always open: nothing in a text says by when it was printed.
    """
    earliest = [c.earliest for c in constraints(draft) if c.earliest]
    return (max(earliest) if earliest else None), None
