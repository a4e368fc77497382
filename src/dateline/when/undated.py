"""A document without a date: what its own words say about the time of its publication.

Only constraints that hold for any report are used, each with its reason; whatever they leave open stays open.  Where
they leave a bounded stretch of days, every day that none of them forbids is a candidate.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dateline.records import Published
from dateline.when import calendar
from dateline.when.event import told_by
from dateline.when.expressions import read
from dateline.when.lexicon import context, lexicon
from dateline.who import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dateline.language.draft import Draft, Span
    from dateline.records import Actor, Time

YEARS = range(1900, 2101)
"""Years within which a date in a report is taken for a date of news."""

CANDIDATES = 31
"""Most candidate days that are told one by one; of more, only the first and the last are."""

_NEAR = dt.timedelta(days=300)
"""How far back a day without a year may lie: one that lies further is told with its year, or as "last June"."""
_TWO_YEARS = dt.timedelta(days=731)
"""How far back any relative date may reach ("last year")."""

_MONTH_AND_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")
_WEEKDAY = re.compile(r"XXXX-WXX-(\d)")
_RELATIVE = re.compile(r"XXXX\b")
_WORD = re.compile(r"[a-z']+")
_DESIGNATES = re.compile(r"\b(?:designat|blacklist|list)(?:ed|es|ing|ion|ions)\b")
_FORMER = re.compile(r"\b(?:former|formerly|ex|then|late)\b", re.IGNORECASE)
_SAYS = re.compile(r",? (?:also |has |had )?(?:said|says|told|added|announced|warned|stated|confirmed)\b")
_TITLE = 60
"""Characters before a speaker's name among which the office must be named."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing that the text says about its publication, and why.

    Not before `earliest`, not after `latest`, on a day that `allows` lets pass.
    """

    why: str
    earliest: dt.date | None = None
    latest: dt.date | None = None
    allows: Callable[[dt.date], bool] | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether the document may have been published on a day as far as this goes."""
        within = (self.earliest is None or self.earliest <= day) and (self.latest is None or day <= self.latest)
        return within and (self.allows is None or self.allows(day))


def constraints(draft: Draft) -> tuple[Constraint, ...]:
    """What the text says about its publication day: by its dates in their order, its news, its facts, its speakers."""
    times = [t for t in draft.times if t.type == "DATE"]
    found = [c for t in times for c in _dated(draft, t)]
    return (*found, *_day_of_news(draft, times), *_facts(draft, times), *_speakers(draft))


def infer(draft: Draft) -> Published:
    """When an undated document was published, as far as its own words tell; basis ``inferred`` if they do.

    Where the words contradict one another nothing is known.
    """
    found = constraints(draft)
    earliest = max((c.earliest for c in found if c.earliest), default=None)
    latest = min((c.latest for c in found if c.latest), default=None)
    if earliest is None and latest is None:
        return Published()
    because = tuple(c.why for c in found)
    if earliest is None or latest is None:
        return Published(start=earliest, end=latest, basis="inferred", because=because)
    days = [d for d in _days(earliest, latest) if all(c.holds(d) for c in found)]
    if not days:
        return Published()
    candidates = tuple(days) if len(days) <= CANDIDATES else ()
    return Published(start=days[0], end=days[-1], basis="inferred", candidates=candidates, because=because)


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    return (first + dt.timedelta(days=n) for n in range((last - first).days + 1))


# -- by its dates ------------------------------------------------------------------------------------------------------


def _dated(draft: Draft, time: Time) -> Iterator[Constraint]:
    """A past day cannot follow its report; a day without a year is one of the months before; a weekday picks years.

    A date is past only where nothing in its sentence looks ahead.
    """
    past = _looks_back(draft, time.span)
    if past and time.start is not None and time.start.year in YEARS:
        yield Constraint(f"{time.text!r} is told as past", earliest=time.start)
    match = _MONTH_AND_DAY.fullmatch(time.value)
    if match is None:
        return
    month, day = int(match[1]), int(match[2])
    if past:
        yield Constraint(f"{time.text!r} is told as past", allows=lambda d: _since(month, day, d) <= _NEAR)
    if years := _years(time.text, month, day):
        why = f"{time.text!r} names a weekday and a day of the month"
        yield Constraint(why, allows=lambda d: not years.isdisjoint((d.year - 1, d.year, d.year + 1)))


def _since(month: int, day: int, published: dt.date) -> dt.timedelta:
    """How long before a day of publication the last such day of a year was; for one that never is, for ever."""
    days = (calendar.make_date(year, month, day) for year in range(published.year, published.year - 8, -1))
    return next((published - d for d in days if d and d <= published), dt.timedelta.max)


def _years(text: str, month: int, day: int) -> frozenset[int]:
    """The years in which a day falls on the weekday that its text names beside it; none where it names none."""
    named = lexicon().tables["WEEKDAY"]
    weekday = next((named[word] for word in _WORD.findall(text.lower()) if word in named), None)
    days = (calendar.make_date(year, month, day) for year in YEARS)
    return frozenset(d.year for d in days if d and d.isoweekday() == weekday)


def _looks_back(draft: Draft, span: Span) -> bool:
    """Whether the sentence of a date speaks only of what has been."""
    if not draft.sentences:
        return False
    start, end = draft.sentences[draft.sentence_at(span[0])].span
    around = draft.text[start : span[0]] + " " + draft.text[span[1] : end]
    words = set(_WORD.findall(around.lower()))
    quoted = any(q.span[0] < span[0] and span[1] < q.span[1] for q in draft.quotations)
    said = told_by(draft, span) is not None  # "will meet, he said on June 18": the day of saying is past all the same
    return said or (not quoted and not words & context("looks_ahead") and bool(words & context("looks_back")))


# -- by its news -------------------------------------------------------------------------------------------------------


def _day_of_news(draft: Draft, times: list[Time]) -> Iterator[Constraint]:
    """A report that says of one bare weekday, and no other, that somebody spoke then is a report of that day."""
    told = {int(match[1]): t for t in times if (match := _WEEKDAY.fullmatch(t.value)) and told_by(draft, t.span)}
    if len(told) == 1:
        ((weekday, time),) = told.items()
        why = f"{told_by(draft, time.span)} {time.text!r}: the day of the news"
        yield Constraint(why, allows=lambda d: d.isoweekday() == weekday)


# -- by dated facts and offices ----------------------------------------------------------------------------------------


def _facts(draft: Draft, times: list[Time]) -> Iterator[Constraint]:
    """A designation in the tables that the text dates as seen from its publication ("earlier this month")."""
    for time in times:
        if not _RELATIVE.match(time.value) or not draft.sentences:
            continue
        sentence = draft.sentences[draft.sentence_at(time.span[0])]
        low = sentence.text.lower()
        if not _DESIGNATES.search(low) or context("looks_ahead").intersection(_WORD.findall(low)):
            continue
        inside = [a for a in draft.actors if sentence.span[0] <= a.span[0] and a.span[1] <= sentence.span[1]]
        for name in dict.fromkeys(a.name for a in inside if a.name):
            days = [f.date for f in tables.facts_of(tables.normalise(name)) if f.what == "designated"]
            if days:
                yield _fact(name, days, time, sentence.text)


def _fact(name: str, days: list[dt.date], time: Time, sentence: str) -> Constraint:
    told = " or ".join(d.isoformat() for d in days)

    @cache
    def allows(published: dt.date) -> bool:
        meant = next((t for t in read(sentence, published) if t.text == time.text), None)
        return any(
            meant is not None and (meant.start or d) <= d <= min(meant.end or published, published) for d in days
        )

    why = f"{time.text!r} is said of the designation of {name}, which was on {told}"
    return Constraint(why, min(days), max(days) + _TWO_YEARS, allows)


def _speakers(draft: Draft) -> Iterator[Constraint]:
    """Whoever speaks in an office that the text names holds it."""
    seen = set()
    for actor in draft.actors:
        if actor.name in seen or not actor.name or not _SAYS.match(draft.text, actor.span[1]):
            continue
        seen.add(actor.name)
        if terms := _terms(draft, actor, actor.name):
            starts, ends = zip(*terms, strict=True)
            why = f"{actor.name} speaks in an office held from {min(starts)}" + (
                f" to {max(ends)}" if all(ends) else ""
            )
            yield Constraint(why, min(starts), max(ends) if all(ends) else None)


def _terms(draft: Draft, actor: Actor, name: str) -> list[tuple[dt.date, dt.date | None]]:
    """The terms of the offices that the words before a speaker's name may mean, where all have a beginning."""
    before = draft.text[max(0, actor.span[0] - _TITLE) : actor.span[1]].rpartition("\n")[2].removesuffix(actor.text)
    words = set(_WORD.findall((before + actor.text).lower()))
    if _FORMER.search(before):
        return []
    held = [
        o for o in tables.offices_of(tables.normalise(name)) if words & set(_WORD.findall((o.office or "").lower()))
    ]
    return [(o.start, o.end) for o in held if o.start] if all(o.start for o in held) else []
