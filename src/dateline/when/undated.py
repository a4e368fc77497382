"""A document without a date: what its own words say about the time of its publication.

Only constraints that hold for any report are used, each with its reason; whatever they leave open stays open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from dateline.language.draft import Draft
    from dateline.records import Time

YEARS = (1900, 2100)
"""Years within which a date in a report is taken for a date of news."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing that the text says about its publication: not before `earliest`, on a `weekday` (1 Monday); why."""

    why: str
    earliest: dt.date | None = None
    weekday: int | None = None


def constraints(draft: Draft) -> tuple[Constraint, ...]:
    """What the text says about its publication day.

    A past event with a full date cannot follow its report, so the report is no earlier.  A date is past only where
    nothing in its sentence looks ahead.
    """
    found = []
    for time in draft.times:
        if time.type != "DATE" or time.end is None or not YEARS[0] <= time.end.year <= YEARS[1]:
            continue
        if _looks_back(draft, time):
            found.append(Constraint(f"{time.text!r} is told as past", earliest=time.start))
    return tuple(found)


def _looks_back(draft: Draft, time: Time) -> bool:
    """Whether the sentence of a date speaks only of what has been."""
    if not draft.sentences:
        return False
    words = set(draft.sentences[draft.sentence_at(time.span[0])].text.lower().replace(",", " ").split())
    ahead = {
        "will",
        "would",
        "shall",
        "may",
        "could",
        "until",
        "by",
        "expected",
        "plans",
        "due",
        "scheduled",
        "if",
        "to",
    }
    return not words & ahead and bool(words & {"was", "were", "had", "said", "has", "have", "did"})


def publication(draft: Draft) -> tuple[dt.date | None, dt.date | None]:
    """First and last day on which an undated document can have been published; ``None`` for an end that stays open.

    The last day is always open: nothing in a text says by when it was printed.
    """
    earliest = [c.earliest for c in constraints(draft) if c.earliest]
    return (max(earliest) if earliest else None), None
