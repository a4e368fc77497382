"""Counts of events by month, one facet at a time, kept as events come and go: what a page shows of a whole store."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.store.engine import Engine, Row

FACETS = ("type", "factuality", "quad", "country", "publisher", "from_country", "to_country")
"""Columns of an event that are counted."""
UNKNOWN = ""
"""How a facet's or month's missing value is written, so that it can be part of a key."""

_ADD = """
INSERT INTO tallies (facet, value, month, events) VALUES (:facet, :value, :month, :events)
ON CONFLICT (facet, value, month) DO UPDATE SET events = tallies.events + excluded.events
"""


def count(engine: Engine, events: Iterable[Row], sign: int) -> None:
    """Add events to the counts (`sign` 1) or take them away (-1)."""
    found: Counter[tuple[str, str, str]] = Counter()
    for event in events:
        month = (event["start_day"] or UNKNOWN)[:7]
        for facet in FACETS:
            value = event[facet]
            found[facet, UNKNOWN if value is None else str(value), month] += sign
    rows = [{"facet": f, "value": v, "month": m, "events": n} for (f, v, m), n in sorted(found.items())]
    if rows:
        engine.many(_ADD, rows)
