"""Everything in a store as plain rows, in an order that its history doesn't change."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dateline.store import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.store.engine import Engine, Row

_DOC = "(SELECT x.id FROM documents x WHERE x.doc = {})"
_ACTOR = "(SELECT x.id FROM actors x WHERE x.actor = {})"
TABLES = {
    "documents": (
        ("SELECT d.*, " + _DOC.format("d.original") + " AS original_id FROM documents d ORDER BY d.id"),
        ("doc", "original", "coding", "sketch", "text"),
    ),
    "codings": (
        (
            "SELECT d.id AS document, c.version, c.record FROM codings c JOIN documents d ON d.doc = c.doc "
            "ORDER BY d.id, c.version"
        ),
        (),
    ),
    "actors": ("SELECT * FROM actors ORDER BY id", ("actor",)),
    "events": (
        (
            "SELECT e.*, " + _DOC.format("e.doc") + " AS document, " + _DOC.format("e.original") + " AS original_id, "
            "(SELECT i.id FROM incidents i WHERE i.inc = e.incident) AS incident_id FROM events e ORDER BY e.id"
        ),
        ("ev", "doc", "original", "incident", "search"),
    ),
    "mentions": (
        (
            "SELECT e.id AS event, m.*, " + _ACTOR.format("m.actor") + " AS actor_id "
            "FROM mentions m JOIN events e ON e.ev = m.ev ORDER BY e.id, m.role, m.position"
        ),
        ("ev", "actor"),
    ),
    "attributions": (
        (
            "SELECT d.id AS document, a.*, " + _ACTOR.format("a.source") + " AS source_id "
            "FROM attributions a JOIN documents d ON d.doc = a.doc ORDER BY d.id, a.id, a.att"
        ),
        ("att", "doc", "source"),
    ),
    "relations": (
        (
            "SELECT d.id AS document, r.*, " + _ACTOR.format("r.subject") + " AS subject_id, "
            "" + _ACTOR.format("r.object") + " AS object_id "
            "FROM relations r JOIN documents d ON d.doc = r.doc ORDER BY d.id, r.rel"
        ),
        ("rel", "doc", "subject", "object"),
    ),
    "commitments": (
        (
            "SELECT d.id AS document, c.*, (SELECT t.id FROM commitments t WHERE t.com = c.thread) AS thread_id "
            "FROM commitments c JOIN documents d ON d.doc = c.doc ORDER BY c.id"
        ),
        ("com", "doc", "thread", "pledge"),
    ),
    "parties": (
        (
            "SELECT c.id AS commitment, p.role, p.position, p.text, " + _ACTOR.format("p.actor") + " AS actor_id "
            "FROM parties p JOIN commitments c ON c.com = p.com ORDER BY c.id, p.role, p.position"
        ),
        (),
    ),
    "incidents": ("SELECT * FROM incidents ORDER BY id", ("inc",)),
    "history": ("SELECT * FROM history ORDER BY subject, entry", ("entry",)),
    "judgements": ("SELECT * FROM judgements ORDER BY jud", ("jud",)),
    "tallies": ("SELECT * FROM tallies WHERE events > 0 ORDER BY facet, value, month", ()),
    "calendar": ("SELECT * FROM calendar WHERE events > 0 ORDER BY start_day, quad, factuality", ()),
    "points": ("SELECT * FROM points WHERE events > 0 ORDER BY cell, lat, lon, quad, factuality", ()),
    "outcomes": ("SELECT * FROM outcomes WHERE incidents > 0 ORDER BY facet, value", ()),
    "involved": (
        "SELECT " + _ACTOR.format("n.actor") + " AS actor_id, n.events FROM involved n WHERE n.events > 0 ORDER BY 1",
        (),
    ),
}
"""Each table's query, and the columns that are the store's own affair."""


def everything(engine: Engine) -> Iterator[dict[str, Any]]:
    """The rows of every table, each with its table's name; documents with their words where the store keeps them.

    All are of one moment.  The store can't write until the last one has been taken, or the iterator is closed.
    """
    with engine.snapshot():
        for table, (sql, own) in TABLES.items():
            for row in engine.each(sql):
                yield {"table": table, **_shown(row, own)}


def _shown(row: Row, own: tuple[str, ...]) -> dict[str, Any]:
    kept = {name: value for name, value in row.items() if name not in own}
    if "text" in own and row.get("text") is not None:
        kept["text"] = rows.unpacked(bytes(row["text"]))
    if "record" in kept:
        kept["record"] = json.loads(rows.unpacked(bytes(kept["record"])))
    if "summary" in kept:
        kept["summary"] = json.loads(rows.unsqueezed(kept["summary"]))
    return kept


def parquet(engine: Engine, folder: str) -> Iterator[tuple[str, int]]:
    """Write a Parquet file for each table that has rows into a folder, which is made; yields each file and its rows.

    All are of one moment.  Of a table without rows, a file that an older export left there goes.
    """
    from pathlib import Path  # noqa: PLC0415

    from dateline import exchange  # noqa: PLC0415 - pyarrow behind it is heavy

    home = Path(folder)
    home.mkdir(parents=True, exist_ok=True)
    with engine.snapshot():
        for table, (sql, own) in TABLES.items():
            if table == "codings":
                continue  # whole records: they are exported as JSON
            path = home / f"{table}.parquet"
            found = [_flat(row, own) for row in engine.rows(sql)]
            if not found:
                path.unlink(missing_ok=True)
                continue
            with path.open("wb") as out:
                exchange.write(found, out, "parquet")
            yield str(path), len(found)


def _flat(row: Row, own: tuple[str, ...]) -> dict[str, Any]:
    kept = {name: value for name, value in row.items() if name not in own}
    return {**kept, "summary": rows.unsqueezed(kept["summary"])} if "summary" in kept else kept
