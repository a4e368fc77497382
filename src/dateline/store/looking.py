"""What pages show of a store beside its tables: one thing with all that hangs on it, changes, a stamp."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline import exchange
from dateline.store import asking, clock, selection
from dateline.store.statements import among

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.store.engine import Engine, Row
    from dateline.store.selection import Clause, Selection

TABLES = {
    "events": "events e",
    "incidents": "incidents i",
    "commitments": "commitments c",
    "actors": "actors a",
    "documents": "documents d",
}
SHOWN = 12
"""Rows of a short list."""
CROWD = 200
"""Other reports that stand beside a document at most."""


def day(engine: Engine) -> str:
    """The day that stands for today: the newest day of publication in the store, if it is before this day."""
    sql = "SELECT max(start_day) AS day FROM documents WHERE start_day <= :today"
    return str(engine.rows(sql, {"today": clock.today()})[0]["day"] or clock.today())


def stamp(engine: Engine) -> str:
    """What changes whenever the store does."""
    parts = ("runs", "run"), ("documents", "doc"), ("codings", "coding"), ("judgements", "jud"), ("history", "entry")
    columns = ", ".join(f"(SELECT max({key}) FROM {table}) AS {table}" for table, key in parts)
    row = engine.rows(f"SELECT {columns}, (SELECT max(ended) FROM runs) AS ended")[0]
    return "-".join(str(value) for value in row.values())


def sizes(engine: Engine) -> Row:
    """How many documents, events, incidents, commitments and actors there are, and what coded them last and when."""
    counted = ", ".join(f"(SELECT count(*) FROM {name}) AS {name}" for name in TABLES)
    last = "FROM runs ORDER BY run DESC LIMIT 1"
    return engine.rows(f"SELECT {counted}, (SELECT version {last}) AS version, (SELECT started {last}) AS added")[0]


def cited(engine: Engine, kind: str, wanted: Selection, where: str | Path) -> exchange.Cited:
    """What a citation of a selection says of the store, by its file's name: not its folder, nor a database's user."""
    size = sizes(engine)
    name = "a PostgreSQL database" if "://" in str(where) else str(where).replace("\\", "/").rpartition("/")[2]
    parts = {"documents": size["documents"], "version": size["version"], "day": day(engine), "moment": clock.now()}
    return exchange.Cited(kind=kind, store=name, asked=wanted.given(), **parts)


def clause(engine: Engine, kind: str, wanted: Selection, today: str) -> Clause:
    """The clause over the table of a kind (a key of `TABLES`) that a selection stands for."""
    if kind == "commitments":
        where, bound = selection.commitments(engine, wanted, today)
        return where, {"today": today, **bound}
    if kind == "documents":
        return selection.documents(wanted)
    made = {"events": selection.events, "incidents": selection.incidents, "actors": selection.actors}
    return made[kind](engine, wanted)


def count(engine: Engine, kind: str, wanted: Selection, today: str) -> int:
    """How many rows a selection has; one more than `asking.ENOUGH` stands for more."""
    where, bound = clause(engine, kind, wanted, today)
    inside = f"SELECT 1 AS one FROM {TABLES[kind]} WHERE {where} LIMIT :most"
    if kind == "events" and wanted.given().keys() == {"text"}:
        inside = f"{engine.hits} LIMIT :most"  # the words alone, so that looking stops when there are enough
    sql = f"SELECT count(*) AS n FROM ({inside}) AS found"
    return int(engine.rows(sql, {**bound, "most": asking.ENOUGH + 1})[0]["n"])


def peers(engine: Engine, document: str) -> list[Row]:
    """The events of other documents that tell the same incidents as a document's events do."""
    own = (
        "SELECT o.incident FROM events o JOIN documents x ON x.doc = o.doc WHERE x.id = :id AND o.incident IS NOT NULL"
    )
    bound = {"id": document, "limit": CROWD, "offset": 0}
    where = f"e.incident IN ({own}) AND d.id <> :id"
    return engine.rows(asking.query("events").format(where=where, order="e.start_day, e.ev"), bound)


def of_document(engine: Engine, document: str) -> list[Row]:
    """The events of a document as they stand in the store, judgements applied; of a copy, its twin's."""
    own = (
        "(SELECT t.doc FROM documents d0 JOIN documents t ON t.sha256 = d0.sha256 AND t.coding IS NOT NULL "
        "WHERE d0.id = :id ORDER BY t.doc = d0.doc DESC, t.doc LIMIT 1)"
    )
    sql = asking.query("events").format(where=f"e.doc = {own}", order="e.start_char, e.trigger_start, e.ev")
    return engine.rows(sql, {"id": document, "limit": selection.MOST, "offset": 0})


def one_document(engine: Engine, document: str) -> Row | None:
    """A document's row as tables show it, with the id of the newest version of it; ``None`` if there is none."""
    sql = asking.query("documents").format(where="d.id = :id")
    found = engine.rows(sql, {"id": document, "limit": 1, "offset": 0})
    if not found:
        return None
    key = "(SELECT key FROM documents WHERE id = :id)"
    newest = f"SELECT id FROM documents WHERE key = {key} ORDER BY version DESC LIMIT 1"
    return {**found[0], "newest": engine.rows(newest, {"id": document})[0]["id"]}


def one_event(engine: Engine, event: str) -> Row | None:
    """An event's row as tables show it; ``None`` if there is none."""
    sql = asking.query("events").format(where="e.id = :id", order="e.ev")
    return next(iter(engine.rows(sql, {"id": event, "limit": 1, "offset": 0})), None)


def events_by_id(engine: Engine, ids: list[str]) -> list[Row]:
    """The rows of events by their ids, oldest first."""
    listed, bound = among("event", ids)
    sql = asking.query("events").format(where=f"e.id IN ({listed})", order="e.start_day, e.ev")
    return engine.rows(sql, {**bound, "limit": selection.MOST, "offset": 0})


def thread(engine: Engine, commitment: str, today: str) -> list[Row]:
    """All commitments of the thread that one belongs to, oldest first."""
    where = "c.thread = (SELECT thread FROM commitments WHERE id = :id)"
    sql = asking.query("commitments").format(where=where, order="coalesce(c.due_end, c.made_day) NULLS FIRST, c.com")
    return engine.rows(sql, {"id": commitment, "today": today, "limit": CROWD, "offset": 0})


def due(engine: Engine, since: str, until: str, today: str) -> list[Row]:
    """The commitments that stand open and fall due between two days, both inclusive, the first due first."""
    where = "c.status = 'open' AND c.due_end >= :since AND c.due_end <= :until"
    sql = asking.query("commitments").format(where=where, order="coalesce(c.due_end, c.made_day), c.com")
    return engine.rows(sql, {"since": since, "until": until, "today": today, "limit": SHOWN, "offset": 0})


def weekly(engine: Engine, since: str, until: str) -> list[Row]:
    """Incidents between two days by country, type and day: what is told to have happened, once a country.

    Those of the country ``""`` are all of them, placed in a country or not.
    """
    those = (
        "i.start_day >= :since AND i.start_day <= :until AND i.status <> 'withdrawn' "
        "AND i.factuality IN ('asserted', 'claimed', 'alleged')"
    )
    sql = (
        "SELECT e.country, i.type, i.quad, i.start_day AS day, count(DISTINCT i.inc) AS n FROM incidents i "
        f"JOIN events e ON e.incident = i.inc WHERE {those} AND e.country IS NOT NULL GROUP BY 1, 2, 3, 4 "
        "UNION ALL SELECT '' AS country, i.type, i.quad, i.start_day AS day, count(*) AS n FROM incidents i "
        f"WHERE {those} GROUP BY 2, 3, 4"
    )
    return engine.rows(sql, {"since": since, "until": until})


def first_day(engine: Engine) -> str | None:
    """The oldest day on which a document in the store was published."""
    found = engine.rows("SELECT min(start_day) AS day FROM documents WHERE start_day IS NOT NULL")[0]["day"]
    return None if found is None else str(found)


def sayings(engine: Engine, actor: str) -> list[Row]:
    """What an actor is the source of, the newest first: kind, cue, content, and the document that tells it."""
    sql = (
        "SELECT t.kind, t.cue, t.content, d.id AS document, d.title, d.publisher, d.start_day AS published "
        "FROM attributions t JOIN documents d ON d.doc = t.doc JOIN actors a ON a.actor = t.source "
        f"WHERE a.id = :id ORDER BY d.start_day DESC NULLS LAST, t.att LIMIT {SHOWN}"
    )
    return engine.rows(sql, {"id": actor})


def one_actor(engine: Engine, actor: str) -> Row | None:
    """An actor's row as tables show it; ``None`` if there is none."""
    sql = asking.query("actors").format(where="a.id = :id")
    return next(iter(engine.rows(sql, {"id": actor, "limit": 1, "offset": 0})), None)


def histories(engine: Engine, subjects: list[str]) -> list[Row]:
    """Every change of some incidents or commitments, oldest first, each with its subject."""
    listed, bound = among("subject", subjects)
    sql = f"SELECT subject, change, other, because, changed FROM history WHERE subject IN ({listed}) ORDER BY entry"
    return engine.rows(sql, bound)
