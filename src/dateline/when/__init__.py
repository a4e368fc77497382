"""When: every temporal expression of a document, what it means on the calendar, and the time of each event."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.reading.dates import published
from dateline.records import Precision
from dateline.when.event import near, resolve
from dateline.when.expressions import read
from dateline.when.undated import infer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from dateline.language.draft import Draft
    from dateline.records import Time

__all__ = ["find", "infer", "near", "published", "resolve"]


def find(draft: Draft) -> Draft:
    """The draft with `times`: every temporal expression outside repeats, resolved against the publication day.

    A document without a date of publication is given what its own words tell of it (`infer`).  Expressions are
    resolved against `document.published` where that is one single day, else against each candidate; where they are
    many or not known, only expressions that name a full date get days, the others TIMEX3's X places.
    """
    given = draft.document.published
    if given.start or given.end:
        return _timed(draft, [given.start] if given.start and given.start == given.end else [])
    seen = _timed(draft, [])
    known = infer(seen)
    if not known.basis:
        return seen
    dated = replace(draft, document=draft.document.model_copy(update={"published": known}))
    return _timed(dated, known.candidates)


def _timed(draft: Draft, days: Sequence[dt.date]) -> Draft:
    """The draft with its times as they are seen from some days of publication; from none, with X places."""
    views: Sequence[dt.date | None] = days or [None]
    first, *others = [[t for t in read(draft.text, d) if not draft.in_repeat(t.span)] for d in views]
    for other in others:
        seen = {t.span: t for t in other}
        first = [_joined(t, seen[t.span]) if t.span in seen else t for t in first]
    return replace(draft, times=tuple(first))


def _joined(one: Time, other: Time) -> Time:
    """An expression that means one thing or another: the whole stretch of both, and a value as far as they agree."""
    starts, ends = (one.start, other.start), (one.end, other.end)
    known = {
        "value": _shared(one.value, other.value),
        "start": min(d for d in starts if d) if all(starts) else None,
        "end": max(d for d in ends if d) if all(ends) else None,
    }
    vague = {"precision": Precision.VAGUE} if known["value"] != one.value and any(starts + ends) else {}
    return one.model_copy(update=known | vague)


def _shared(one: str, other: str) -> str:
    """The value of which two are cases: parts that differ have X in place of digits (``2024-06-XX``)."""
    parts = zip(one.split("-"), other.split("-"), strict=False)
    told = one.split("-") if one == other else [a if a == b else re.sub(r"\d", "X", a) for a, b in parts]
    return "-".join(told)
