"""Every temporal expression of a text, in order, with what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.records import Precision, Time
from dateline.when import calendar, rules_clock, rules_date, rules_relative, rules_span
from dateline.when.grammar import candidates, hits_at
from dateline.when.lexicon import tokenise
from dateline.when.readers import READERS
from dateline.when.story import Story

if TYPE_CHECKING:
    import datetime as dt

    from dateline.when.grammar import Hit
    from dateline.when.story import Reading

RULES = (rules_clock, rules_date, rules_relative, rules_span)
"""The modules whose readers the grammar names (importing them registers the readers)."""

YEARS_OF_NEWS = range(1600, 2200)
"""Years in which a report can have been published; another year is a mistake of the input and counts as unknown."""

_REFERENCES = {"PRESENT_REF": (True, True), "PAST_REF": (False, True), "FUTURE_REF": (True, False)}
"""Whether a reference starts, and ends, with the day of publication."""

_OPEN_END = {"since"}
_OPEN_START = {"until", "till"}


def read(text: str, published: dt.date | None) -> list[Time]:
    """The times of `text`, seen from the day it was published (``None``: unknown), left to right, none overlapping."""
    tokens = tokenise(text)
    story = Story(published if published and published.year in YEARS_OF_NEWS else None)
    found: list[Time] = []
    next_free = 0
    for position in candidates(tokens):
        if position < next_free:
            continue
        for hit in hits_at(tokens, position):
            if _is_title(hit):
                continue
            reading = READERS[hit.build](hit, story)
            if reading is not None:
                story.note(reading, hit)
                found.append(_time(hit, reading, story))
                next_free = hit.last
                break
    return found


def _is_title(hit: Hit) -> bool:
    """Whether the unit is capitalised inside a sentence, as in the name of a programme or a paper."""
    for name in ("unit", "part", "week"):
        if hit.has(name) and hit.parts[name][0] > hit.first:
            start, end = hit.tokens.spans[hit.parts[name][0]]
            word = hit.tokens.text[start:end]
            if word[0].isupper() and not word.isupper():
                return True
    return False


def _time(hit: Hit, reading: Reading, story: Story) -> Time:
    """The record of a reading, with the days it covers."""
    start, end = hit.span
    first, last, precision = reading.days or calendar.days(reading.value, reading.mod)
    if reading.value in _REFERENCES and story.published and not reading.days:
        after, until = _REFERENCES[reading.value]
        first, last = (story.published if after else None), (story.published if until else None)
    before = hit.before()
    if before in _OPEN_END and first:
        last = None
    elif before in _OPEN_START and last and reading.kind != "DURATION":
        first = None
    if precision is None and (first or last):
        precision = Precision.VAGUE
    return Time(
        span=(start, end),
        text=hit.tokens.text[start:end],
        type=reading.kind,
        value=reading.value,
        start=first,
        end=last,
        precision=precision,
    )
