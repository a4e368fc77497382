"""The time of an event: the expression that its role names, else the nearest one in its clause or sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.language.draft import Draft, Span
    from dateline.records import Time

_CLAUSE_END = re.compile(r"[;:]|,? (?:but|while|after|before|when|although|because)\b|,(?= (?:and|who|which)\b)")
"""Where one clause gives way to another: a rough cut, without a parser."""

_REPORTING = re.compile(
    r"\b(?:said|says|told|tells|announced|reported|reports|added|confirmed|stated|claimed|tweeted|wrote)"
    r"(?:\s+(?:reporters|(?:[A-Z]\S*\s?){1,3}))?"
    r"(?:\s*\b(?:via|by|in|over|at)\s+(?:an?\s|the\s)?(?:e-?mail|phone|telephone|interview|statement|briefing|speech))?"
    r"\s+(?:on\s+|late\s+|early\s+)*$",
)
"""A reporting verb whose own date follows at once ("said on Monday")."""

_BEFORE = 60
"""Characters before an expression among which its reporting verb is sought."""

_POINTS = frozenset({"DATE", "TIME"})


def resolve(draft: Draft, span: Span) -> Time | None:
    """The time that a role span means: the expression that overlaps it most, with the role's span; else ``None``.

    A DATE or TIME is preferred to a duration.  Where the expression is longer than the role it keeps its own span,
    for a piece of "last week of May" would misquote it.
    """
    start, end = span
    inside = [t for t in draft.times if t.span[0] < end and start < t.span[1]]
    if not inside:
        return None
    best = max(inside, key=lambda t: (t.type in _POINTS, min(end, t.span[1]) - max(start, t.span[0])))
    if start <= best.span[0] and best.span[1] <= end:
        words = draft.slice(span)
        open_end = words.lower().startswith("since ") and best.start is not None
        changed = {"span": span, "text": words} | ({"end": None} if open_end else {})
        return best.model_copy(update=changed)
    return best


def told_by(draft: Draft, span: Span) -> str | None:
    """The reporting verb whose own date an expression is ("said on Monday"), and what stands between; else ``None``."""
    start = _reported_from(draft, span)
    return None if start is None else draft.text[start : span[0]].strip()


def _reported_from(draft: Draft, span: Span) -> int | None:
    """Where the reporting verb begins whose own date an expression is."""
    first = max(0, span[0] - _BEFORE)
    verb = _REPORTING.search(draft.text[first : span[0]])
    return first + verb.start() if verb else None


def near(draft: Draft, sentence_index: int, trigger_span: Span) -> Time | None:
    """The event's own time where the model named none: from its clause, then from its sentence; ``None`` if unsure.

    Expressions that belong to a reporting verb ("said on Monday"), references to the present or past, durations and
    repetitions are no event's time, nor is one beyond a quotation mark when the trigger is within.
    """
    if not 0 <= sentence_index < len(draft.sentences):
        return None
    start, end = draft.sentences[sentence_index].span
    usable = [
        t for t in draft.times if start <= t.span[0] and t.span[1] <= end and _may_be_time(draft, t, trigger_span)
    ]
    if not usable:
        return None
    clause = _clause(draft, (start, end), trigger_span)
    within = [t for t in usable if clause[0] <= t.span[0] and t.span[1] <= clause[1]]
    return min(within or usable, key=lambda t: _distance(t.span, trigger_span))


def _may_be_time(draft: Draft, time: Time, trigger: Span) -> bool:
    """Whether an expression can date the event of a trigger in the same sentence."""
    if time.type not in _POINTS or time.value.endswith("_REF"):
        return False
    verb = _reported_from(draft, time.span)
    if verb is not None and not trigger[0] <= verb < trigger[1]:
        return False
    return _quotation_of(draft, time.span) == _quotation_of(draft, trigger)


def _quotation_of(draft: Draft, span: Span) -> Span | None:
    """The quotation that holds a span."""
    return next((q.span for q in draft.quotations if q.span[0] <= span[0] and span[1] <= q.span[1]), None)


def _clause(draft: Draft, sentence: Span, trigger: Span) -> Span:
    """The clause of a trigger: between the nearest clause ends on either side."""
    cuts = [sentence[0] + m.start() for m in _CLAUSE_END.finditer(draft.slice(sentence))]
    first = max((c for c in cuts if c <= trigger[0]), default=sentence[0])
    last = min((c for c in cuts if c >= trigger[1]), default=sentence[1])
    return first, last


def _distance(a: Span, b: Span) -> int:
    """Characters between two spans (0 when they touch)."""
    return max(a[0] - b[1], b[0] - a[1], 0)
