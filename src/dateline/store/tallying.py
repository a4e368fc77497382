"""Counts that are kept as events and incidents come and go: what pages show of a whole store, however large it is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dateline.store.engine import Engine, Row

    Key = tuple[Any, ...]

FACETS = ("type", "factuality", "quad", "country", "publisher", "from_country", "to_country")
"""Columns of an event that are counted by month, one at a time."""
STANDINGS = ("status", "type", "factuality", "quad")
"""Columns of an incident that are counted, one at a time."""
UNKNOWN = ""
"""How a missing facet, month or day is written, so that it can be part of a key."""
COUNTED: Mapping[str, tuple[str, ...]] = {
    "tallies": ("facet", "value", "month"),
    "calendar": ("start_day", "quad", "factuality"),
    "points": ("cell", "lat", "lon", "quad", "factuality"),
    "involved": ("actor",),
    "outcomes": ("facet", "value"),
}
"""The tables of counts, each with what it counts by."""
PARTIES = "('actor', 'recipient')"
"""The roles of those who are involved in an event."""


def count(engine: Engine, events: Iterable[Row], sign: int) -> None:
    """Add events to the counts by month, day and point (`sign` 1), or take them away (-1)."""
    found: dict[str, Counter[Key]] = {"tallies": Counter(), "calendar": Counter(), "points": Counter()}
    for event in events:
        day = event["start_day"] or UNKNOWN
        stands = event["quad"], event["factuality"]
        for facet in FACETS:
            value = event[facet]
            found["tallies"][facet, UNKNOWN if value is None else str(value), day[:7]] += sign
        found["calendar"][day, *stands] += sign
        if event["cell"] is not None:
            found["points"][event["cell"], event["lat"], event["lon"], *stands] += sign
    for table, counted in found.items():
        _add(engine, table, counted)


def involve(engine: Engine, where: str, bound: Row, sign: int) -> None:
    """Add to the counts of those whom the mentions `m` under a condition name (`sign` 1), or take away (-1)."""
    sql = (
        f"SELECT m.actor, count(DISTINCT m.ev) AS n FROM mentions m WHERE {where} "
        f"AND m.actor IS NOT NULL AND m.role IN {PARTIES} GROUP BY m.actor"
    )
    _add(engine, "involved", {(row["actor"],): sign * row["n"] for row in engine.rows(sql, bound)})


def settle(engine: Engine, now: Iterable[Row], before: Iterable[Row] = ()) -> None:
    """Count incidents as they are now, no longer as they were before; withdrawn ones count for nothing."""
    found: Counter[Key] = Counter()
    for incidents, sign in ((now, 1), (before, -1)):
        for incident in incidents:
            if incident["status"] != "withdrawn":
                found.update({(facet, str(incident[facet])): sign for facet in STANDINGS})
                found["month", (incident["start_day"] or UNKNOWN)[:7]] += sign
    _add(engine, "outcomes", found, "incidents")


def _add(engine: Engine, table: str, counted: Mapping[Key, int], what: str = "events") -> None:
    columns = COUNTED[table]
    values = ", ".join(f":{column}" for column in columns)
    sql = (
        f"INSERT INTO {table} ({', '.join(columns)}, {what}) VALUES ({values}, :{what}) "
        f"ON CONFLICT ({', '.join(columns)}) DO UPDATE SET {what} = {table}.{what} + excluded.{what}"
    )
    rows = [{**dict(zip(columns, key, strict=True)), what: n} for key, n in sorted(counted.items()) if n]
    if rows:
        engine.many(sql, rows)
