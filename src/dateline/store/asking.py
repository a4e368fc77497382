"""Questions to a store: every answer is a list of rows, and every row can be traced to its words."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from dateline.errors import SelectionError
from dateline.store import clock, rows, selection
from dateline.store.engine import full_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.store.engine import Engine, Row
    from dateline.store.selection import Clause, Selection

ENOUGH = 10_000
"""Counting stops here: beyond it a page says "more than"."""
OFTEN = 10_000
"""Words in more events than these are looked for among the events in order, instead of the other way round."""
LATEST = 5_000
"""Events, by day, among which such words alone are looked for first: mostly they fill a page."""
UNITS = {
    "country": ("e.country", "e.country IS NOT NULL"),
    "adm1": ("e.country, e.adm1", "e.adm1 IS NOT NULL"),
    "dyad": ("e.from_country, e.to_country", "e.from_country IS NOT NULL AND e.to_country IS NOT NULL"),
}
"""What a panel can have a row for, with what its rows must know."""
DAY = dt.timedelta(days=1)
PERIODS = {"day": "e.start_day", "week": "{week}", "month": "substr(e.start_day, 1, 7)"}
"""The periods of a panel; a week is called by its Monday."""


@cache
def query(name: str) -> str:
    """One of the queries in ``queries/``."""
    return (files("dateline.store") / "queries" / f"{name}.sql").read_text("utf-8")


def events(engine: Engine, wanted: Selection) -> list[Row]:
    """The events of a selection, each with its document, its incident and the words that say it.

    First the page's keys are found, each way by its own index, and only then their rows are joined.
    """
    if not _often(engine, wanted.text):
        return _events(engine, wanted)
    if wanted.sort == "newest" and set(wanted.given()) == {"text"} and (late := _late(engine)):
        since, first = late
        page = _events(engine, replace(wanted, since=since), first)
        if len(page) == wanted.limit:
            return page
    return _events(engine, wanted, 0)


def _events(engine: Engine, wanted: Selection, first: int | None = None) -> list[Row]:
    keys, bound = _keys(engine, wanted, first)
    where = f"e.ev IN (SELECT ev FROM ({keys}) AS page)"
    order = selection.order(wanted, "e", "ev", {"reports"})
    return engine.rows(query("events").format(where=where, order=order), {**bound, "limit": wanted.limit, "offset": 0})


def _keys(engine: Engine, wanted: Selection, first: int | None) -> Clause:
    """The query for the keys of a page of events, and its values."""
    ways, bound = selection.ways(engine, wanted, first=first)
    paging = {"rows": wanted.limit, "skip": wanted.offset}
    if len(ways) == 1:
        inside = "SELECT {0.columns} FROM {0.source} WHERE {0.where} ORDER BY {0.order} LIMIT :rows OFFSET :skip"
        return f"SELECT ev FROM ({inside.format(*ways)}) AS way", {**bound, **paging}
    order = selection.order(wanted, "e", "ev", {"reports"})
    inside = "SELECT {0.columns} FROM {0.source} WHERE {0.where} ORDER BY {0.order} LIMIT :enough"
    part = f"SELECT ev FROM ({inside}) AS {{0.name}}"
    keys = " UNION ".join(part.format(way) for way in ways)
    paged = f"SELECT e.ev FROM events e WHERE e.ev IN ({keys}) ORDER BY {order} LIMIT :rows OFFSET :skip"
    return paged, {**bound, **paging, "enough": wanted.offset + wanted.limit}


def newest(engine: Engine, wanted: Selection, most: int) -> Clause:
    """The query for the keys of the newest events of a selection, at most so many, and its values."""
    first = 0 if _often(engine, wanted.text) else None
    keys, bound = _keys(engine, replace(wanted, sort="newest", limit=most, offset=0), first)
    return f"SELECT ev FROM ({keys}) AS newest", bound


def _late(engine: Engine) -> tuple[dt.date, int] | None:
    """The day after which at most `LATEST` events began, and the least of their keys; nothing in a small store."""
    newest = (
        "SELECT ev, start_day FROM events WHERE start_day IS NOT NULL ORDER BY start_day DESC, ev DESC LIMIT :latest"
    )
    sql = f"SELECT count(*) AS n, min(ev) AS first, min(start_day) AS day FROM ({newest}) AS late"
    (row,) = engine.rows(sql, {"latest": LATEST})
    return (dt.date.fromisoformat(row["day"]) + DAY, row["first"]) if row["n"] == LATEST else None


def _often(engine: Engine, words: str | None) -> bool:
    """Whether words stand in more than `OFTEN` events."""
    if not words:
        return False
    sql = f"SELECT count(*) AS n FROM ({engine.hits} LIMIT {OFTEN + 1}) AS found"
    return bool(engine.rows(sql, {"text": full_text(words)})[0]["n"] > OFTEN)


def incidents(engine: Engine, wanted: Selection) -> list[Row]:
    """The incidents of a selection."""
    where, bound = selection.incidents(engine, wanted)
    order = selection.order(wanted, "i", "inc", {"uncertain"})
    return _page(engine, "incidents", wanted, bound, where=where, order=order)


def commitments(engine: Engine, wanted: Selection, day: str | None = None) -> list[Row]:
    """The commitments of a selection, those due last first; open ones whose day is past are `lapsed`.

    Args:
        engine: the store's.
        wanted: which.
        day: the day that counts as today, if not this one.
    """
    day = day or clock.today()
    where, bound = selection.commitments(engine, wanted, day)
    directions = ("NULLS FIRST", "") if wanted.sort == "oldest" else ("DESC NULLS LAST", "DESC")
    order = "coalesce(c.due_end, c.made_day) {}, c.com {}".format(*directions)
    return _page(engine, "commitments", wanted, {"today": day, **bound}, where=where, order=order)


def actors(engine: Engine, wanted: Selection) -> list[Row]:
    """The actors whom the selection's `party` names, everybody without one, with how often each acts."""
    where, bound = selection.actors(engine, wanted)
    return _page(engine, "actors", wanted, bound, where=where)


def documents(engine: Engine, wanted: Selection) -> list[Row]:
    """The documents of a selection by `source`, `since`, `until`, `document` and words of the title, newest first."""
    where, bound = selection.documents(wanted)
    return _page(engine, "documents", wanted, bound, where=where)


def _page(engine: Engine, name: str, wanted: Selection, bound: Mapping[str, Any], **parts: str) -> list[Row]:
    values = {**bound, "limit": wanted.limit, "offset": wanted.offset}
    return engine.rows(query(name).format(**parts), values)


def count(engine: Engine, kind: str, wanted: Selection) -> int:
    """How many events or incidents a selection has; `ENOUGH` + 1 stands for more."""
    where, bound = (selection.events if kind == "events" else selection.incidents)(engine, wanted)
    table = {"events": "events e", "incidents": "incidents i"}[kind]
    sql = f"SELECT count(*) AS n FROM (SELECT 1 FROM {table} WHERE {where} LIMIT :most) AS found"
    return int(engine.rows(sql, {**bound, "most": ENOUGH + 1})[0]["n"])


def panel(engine: Engine, wanted: Selection, by: str = "country", per: str = "month") -> list[Row]:
    """Counts of events, of incidents and of independent sources, by unit and period.

    Args:
        engine: the store's.
        wanted: which events are counted.
        by: ``country`` or ``adm1`` of the event's place, or ``dyad`` (the countries of who acts and who is acted on).
        per: ``day``, ``week`` (called by its Monday) or ``month``.

    Raises:
        SelectionError: there is no such unit or period.
    """
    if by not in UNITS or per not in PERIODS:
        message = f"no panel by {by} per {per}: by is one of {', '.join(UNITS)}, per one of {', '.join(PERIODS)}"
        raise SelectionError(message)
    where, bound = selection.events(engine, wanted)
    unit, named = UNITS[by]
    period = PERIODS[per].format(week=engine.week)
    return engine.rows(query("panel").format(unit=unit, named=named, period=period, where=where), bound)


def one(engine: Engine, table: str, key: str) -> Row | None:
    """The whole row of the thing with an id; ``None`` if there is none.  An incident's `summary` is a line of JSON."""
    for row in engine.rows(f"SELECT * FROM {table} WHERE id = :id", {"id": key}):
        return {**row, "summary": rows.unsqueezed(row["summary"])} if "summary" in row else row
    return None


def mentions(engine: Engine, event: str) -> list[Row]:
    """The mentions of an event with the actors that they stand for, in order of role and position."""
    sql = (
        "SELECT m.role, m.position, m.start_char, m.end_char, m.text, m.via, a.id AS actor, a.name, a.country, "
        "a.sectors "
        "FROM mentions m JOIN events e ON e.ev = m.ev LEFT JOIN actors a ON a.actor = m.actor "
        "WHERE e.id = :id ORDER BY m.role, m.position"
    )
    return engine.rows(sql, {"id": event})


def record(engine: Engine, document: str) -> dict[str, Any] | None:
    """The record of a document as it was printed, by the coding that stands; of a copy, its twin's."""
    sql = (
        "SELECT c.record FROM documents d JOIN documents t ON t.sha256 = d.sha256 AND t.coding IS NOT NULL "
        "JOIN codings c ON c.coding = t.coding WHERE d.id = :id ORDER BY t.doc = d.doc DESC, t.doc LIMIT 1"
    )
    found = engine.rows(sql, {"id": document})
    return dict(json.loads(rows.unpacked(found[0]["record"]))) if found else None


def text(engine: Engine, document: str) -> str | None:
    """The words of a document; ``None`` where the store keeps none."""
    found = engine.rows("SELECT text FROM documents WHERE id = :id", {"id": document})
    return rows.unpacked(bytes(found[0]["text"])) if found and found[0]["text"] is not None else None


def copies(engine: Engine, document: str) -> list[Row]:
    """The documents that say the same as one does, it left out, oldest first."""
    where = "d.original = (SELECT original FROM documents WHERE id = :id) AND d.id <> :id"
    return engine.rows(query("documents").format(where=where), {"id": document, "limit": 200, "offset": 0})


def relations(engine: Engine, actor: str) -> list[Row]:
    """What ties an actor to others, by evidence."""
    sql = (
        "SELECT s.name AS subject, s.id AS subject_id, r.relation, o.name AS object, o.id AS object_id, r.start_day, "
        "r.end_day, r.factuality, r.evidence, d.id AS document, d.title FROM relations r "
        "JOIN actors s ON s.actor = r.subject JOIN actors o ON o.actor = r.object JOIN documents d ON d.doc = r.doc "
        "WHERE s.id = :id OR o.id = :id ORDER BY r.relation, r.rel LIMIT 200"
    )
    return engine.rows(sql, {"id": actor})


def history(engine: Engine, subject: str) -> list[Row]:
    """Every change of an incident or a commitment, oldest first."""
    sql = "SELECT change, other, because, changed FROM history WHERE subject = :id ORDER BY entry"
    return engine.rows(sql, {"id": subject})


def judgements(engine: Engine, event: str | None = None) -> list[Row]:
    """The judgements on an event, or all of them, oldest first."""
    where = "WHERE event = :id" if event else ""
    sql = f"SELECT id, event, field, verdict, value, made_by, made_at, why FROM judgements {where} ORDER BY jud"
    return engine.rows(sql, {"id": event} if event else None)
