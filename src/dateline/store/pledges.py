"""Commitments across the documents of a store: filed, threaded, and changed by what later documents report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.linking import following
from dateline.linking.reports import reports
from dateline.store import rows
from dateline.store.naming import actor_id, document_id, number
from dateline.store.statements import among, insert, next_key, sharing

if TYPE_CHECKING:
    from dateline.linking.following import Change, Pledge
    from dateline.linking.reports import Report
    from dateline.records import Record
    from dateline.store.engine import Engine, Row
    from dateline.store.keeping import Writing

NEAREST = 60
"""Earlier commitments that a document is held against, those that share the most keys first."""
CROWD = 400
"""Of a key that more commitments share, only the latest so many are looked at."""
GOES_ON = frozenset({"repeated", "postponed"})
"""What leaves a commitment standing, in a later one's words."""


def bind(writing: Writing, doc: int, record: Record, actors: dict[str, int]) -> None:
    """Write a record's commitments, and let the record change those of earlier documents."""
    made = _write(writing, doc, record, actors)
    name = document_id(record.document)
    told = [replace(report, document=name) for report in reports(record, name)]
    later: list[Pledge | Report] = [*told, *made.values()]
    wanted = {number(key) for one in later for key in following.keys(one)}
    for row in _earlier(writing.engine, wanted, doc):
        change = following.follow(following.unpack(row["pledge"]), told, made.values())
        if change is not None:
            _change(writing, row, change)
    for com, pledge in made.items():
        filed = [{"key": key, "com": com} for key in sorted({number(k) for k in following.keys(pledge)})]
        insert(writing.engine, "pledge_keys", filed)


def _write(writing: Writing, doc: int, record: Record, actors: dict[str, int]) -> dict[int, Pledge]:
    """Write the commitments of a record; returns them as following sees them, by key."""
    name = document_id(record.document)
    first = next_key(writing.engine, "commitments", "com")
    found: dict[int, Pledge] = {}
    for made, pledge in zip(record.commitments, following.pledges(record, name), strict=True):
        com, row = first + len(found), rows.commitment(made, record)
        if writing.engine.rows("SELECT 1 FROM commitments WHERE id = :id", {"id": row["id"]}):
            continue  # said by the same words a second time
        found[com] = replace(pledge, id=row["id"], document=name)
        own = {"com": com, "doc": doc, "status": "open", "thread": com, "changed": writing.moment}
        insert(writing.engine, "commitments", [{**own, **row, "pledge": following.pack(found[com])}])
        parties = [
            {"com": com, "role": role, "position": nth, "text": mention.text, "actor": actors[actor_id(mention)]}
            for role, mentions in (("by", made.by), ("to", made.to))
            for nth, mention in enumerate(mentions)
        ]
        insert(writing.engine, "parties", parties)
    return found


def _earlier(engine: Engine, keys: set[int], doc: int) -> list[Row]:
    """The commitments of other documents that share keys and still stand."""
    listed, bound = among("com", sharing(engine, "com", sorted(keys), CROWD, NEAREST))
    sql = f"SELECT * FROM commitments WHERE com IN ({listed}) AND doc <> :doc AND status = 'open' ORDER BY com"
    return engine.rows(sql, {**bound, "doc": doc})


def _change(writing: Writing, row: Row, change: Change) -> None:
    """Write what became of a commitment; one that is said again goes on in the thread of the first."""
    engine = writing.engine
    values = {"status": change.became, "moment": writing.moment}
    if change.became in GOES_ON:
        one = "UPDATE commitments SET status = :status, changed = :moment WHERE com = :com"
        engine.run(one, {**values, "com": row["com"]})
        later = "UPDATE commitments SET thread = :thread, changed = :moment WHERE id = :id"
        engine.run(later, {"thread": row["thread"], "moment": writing.moment, "id": change.shown_by})
    else:
        whole = "UPDATE commitments SET status = :status, changed = :moment WHERE thread = :thread AND status = 'open'"
        engine.run(whole, {**values, "thread": row["thread"]})
    entry = next_key(engine, "history", "entry")
    told = {"subject": row["id"], "change": change.became, "other": change.shown_by}
    because = "; ".join(change.because)
    insert(engine, "history", [{"entry": entry, **told, "because": because, "changed": writing.moment}])
