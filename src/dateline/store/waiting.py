"""What waits for a person's judgement: contested incidents first, then what the coder is least certain of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.store import asking, selection, verdicts

if TYPE_CHECKING:
    from dateline.store.engine import Engine, Row
    from dateline.store.selection import Clause, Selection

ENOUGH = 1_000
"""Counting what waits stops here."""
_CONTESTED = "CASE WHEN i.status = 'contested' THEN 0 ELSE 1 END"
_ORDER = f"{_CONTESTED}, e.confidence, e.ev"
_STANDING = (
    "SELECT 1 FROM judgements j WHERE j.event = e.id AND j.field IS NULL "
    "AND j.verdict IN ('accept', 'reject', 'flag') AND NOT EXISTS (SELECT 1 FROM judgements w "
    "WHERE w.event = j.event AND w.verdict = 'withdraw' AND w.value = '\"' || j.id || '\"')"
)
"""The judgements on an event `e` as a whole that nobody has taken back."""


def _waiting(engine: Engine, wanted: Selection, by: str, *, second: bool) -> Clause:
    """The clause of what waits for somebody; `second`: what others judged and this person has not."""
    where, bound = selection.events(engine, wanted)
    if second:
        own = f"NOT EXISTS ({_STANDING} AND j.made_by = :by) AND EXISTS ({_STANDING} AND j.made_by <> :by)"
        return f"{where} AND {own}", {**bound, "by": by}
    return f"{where} AND NOT EXISTS ({_STANDING})", bound


def following(
    engine: Engine, wanted: Selection, by: str, *, after: str | None = None, second: bool = False
) -> Row | None:
    """The next event that waits for somebody's judgement; ``None`` if none is left.

    Args:
        engine: the store's.
        wanted: among which events.
        by: who judges.
        after: the id of an event; those before it in the queue, and itself, are passed over.
        second: whether to read again what others have judged and `by` has not, so that the two can be compared.
    """
    where, bound = _waiting(engine, wanted, by, second=second)
    if after and (left := _place(engine, after)):
        where += f" AND ({_ORDER}) > (:rank, :confidence, :ev)"
        bound = {**bound, **left}
    sql = asking.query("events").format(where=where, order=_ORDER)
    return next(iter(engine.rows(sql, {**bound, "limit": 1, "offset": 0})), None)


def _place(engine: Engine, event: str) -> dict[str, Any]:
    """Where an event stands in the queue."""
    sql = (
        f"SELECT {_CONTESTED} AS rank, e.confidence, e.ev FROM events e LEFT JOIN incidents i ON i.inc = e.incident "
        "WHERE e.id = :id"
    )
    return dict(next(iter(engine.rows(sql, {"id": event})), {}))


def count(engine: Engine, wanted: Selection, by: str, *, second: bool = False) -> int:
    """How many events wait; `ENOUGH` + 1 stands for more."""
    where, bound = _waiting(engine, wanted, by, second=second)
    sql = f"SELECT count(*) AS n FROM (SELECT 1 AS one FROM events e WHERE {where} LIMIT :most) AS some"
    return int(engine.rows(sql, {**bound, "most": ENOUGH + 1})[0]["n"])


def last(engine: Engine, by: str) -> Row | None:
    """Somebody's last judgement that isn't taken back; ``None`` if there is none."""
    sql = "SELECT * FROM judgements WHERE made_by = :by ORDER BY jud DESC LIMIT 200"
    told = engine.rows(sql, {"by": by})[::-1]
    return next(iter(verdicts.standing(told)[::-1]), None)


def of_person(engine: Engine, by: str, most: int = 10) -> list[Row]:
    """Somebody's last judgements that stand, the newest first, each with the words of its event."""
    sql = (
        "SELECT j.*, e.evidence, e.who, e.whom, e.type AS event_type FROM judgements j JOIN events e ON e.id = j.event "
        "WHERE j.made_by = :by ORDER BY j.jud DESC LIMIT :most"
    )
    return verdicts.standing(engine.rows(sql, {"by": by, "most": 4 * most})[::-1])[::-1][:most]
