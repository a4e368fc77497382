"""Events of a store gathered into incidents, one document at a time, within the writer's transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dateline.linking import blocking, fields, parts
from dateline.linking import incidents as gathering
from dateline.linking.copies import Sketch, sentences
from dateline.linking.reports import Report, pack, reports, unpack
from dateline.store import rows, tallying
from dateline.store.naming import digest, folded, number
from dateline.store.statements import among, by, insert, next_key, sharing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.records import Record
    from dateline.store.engine import Engine, Row
    from dateline.store.keeping import Writing

NEAREST = 60
"""Events that a new one is compared with at most: those that share the most keys."""
CROWD = 400
"""Of a key that more events share, only the latest so many are looked at, so that cost doesn't grow with the store."""
KNOWN = 4096
"""Reports that are kept read."""
SETTLED = 60
"""Reports of an incident that are gathered anew at once, when one of its events leaves."""

_STANDS = "(e.verdict IS NULL OR e.verdict <> 'reject')"
_REPORTS = f"""
SELECT e.ev, e.id, l.report, e.incident FROM events e JOIN links l ON l.ev = e.ev
WHERE {{where}} AND {_STANDS} ORDER BY e.ev
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What the store knows already of a document that another one copies, or that is an older version of it.

    `events` leads from type, trigger and sentence to the incident; `sentences` are hashes of all its sentences;
    `source` is the id of the first of its copies.
    """

    events: Mapping[tuple[str, str, str], int | None]
    sentences: frozenset[int]
    source: str | None


def said_before(engine: Engine, docs: Sequence[int]) -> Said:
    """What documents (by key) say: nothing, for none."""
    listed, bound = among("doc", docs)
    events = engine.rows(
        f"SELECT type, trigger_text, evidence, incident FROM events WHERE doc IN ({listed}) ORDER BY ev",
        bound,
    )
    stored = engine.rows(
        f"SELECT o.id, d.sketch FROM documents d JOIN documents o ON o.doc = d.original WHERE d.doc IN ({listed})",
        bound,
    )
    read = frozenset(s for row in stored for s in Sketch.unpack(bytes(row["sketch"])).sentences)
    return Said({_same_words(row): row["incident"] for row in events}, read, stored[0]["id"] if stored else None)


def _same_words(row: Row) -> tuple[str, str, str]:
    return row["type"], folded(row["trigger_text"]), folded(row["evidence"])


def of_documents(engine: Engine, docs: Sequence[int]) -> set[int]:
    """The incidents that events of documents are part of."""
    listed, bound = among("doc", docs)
    sql = f"SELECT DISTINCT incident FROM events WHERE doc IN ({listed}) AND incident IS NOT NULL"
    return {row["incident"] for row in engine.rows(sql, bound)}


def link(writing: Writing, doc: int, record: Record, said: Said) -> set[int]:
    """Let each event of a document join an incident or found one; returns the incidents.

    An event in a sentence that a copy repeats joins its twin's incident.  Where the twin's document has no such event,
    the sentence has been read before, and nothing new is founded on it; nor is it on a copy's new headline.
    """
    engine = writing.engine
    own = engine.rows(
        "SELECT ev, id, type, trigger_text, evidence FROM events WHERE doc = :doc ORDER BY ev", {"doc": doc}
    )
    source = _source(engine, doc)
    seen = {report.id: replace(report, document=source[1]) for report in reports(record, source[0])}
    touched: set[int] = set()
    new: dict[str, Row] = {}
    for row in own:
        twin = said.events.get(_same_words(row))
        if twin is not None:
            _join(writing, row, twin, "the same sentence in a copy or an older version")
            _file(engine, row, replace(seen[row["id"]], source=said.source or source[0]))
            touched.add(twin)
        elif not _told_before(row, record, said):
            new[row["id"]] = row
    for act in parts.together([seen[name] for name in new]):
        touched.add(_gather(writing, [new[report.id] for report in act], act))
        for report in act:
            _file(engine, new[report.id], report)
    return touched


def _file(engine: Engine, row: Row, report: Report) -> None:
    """Keep a report, and file it under its keys."""
    insert(engine, "links", [{"ev": row["ev"], "report": rows.squeezed(pack(report))}])
    insert(engine, "link_keys", [{"key": key, "ev": row["ev"]} for key in sorted(_numbers(report))])


def _told_before(row: Row, record: Record, said: Said) -> bool:
    """Whether an event stands in a sentence that was read before, or in the new headline of a copy."""
    if _read_before(row["evidence"], said.sentences):
        return True
    return bool(said.source) and row["evidence"] == record.document.title


def _source(engine: Engine, doc: int) -> tuple[str, str]:
    """The ids of the first of a document's copies and of the document itself."""
    sql = (
        "SELECT o.id AS source, d.id AS own FROM documents d JOIN documents o ON o.doc = d.original WHERE d.doc = :doc"
    )
    row = engine.rows(sql, {"doc": doc})[0]
    return row["source"], row["own"]


def _read_before(evidence: str, read: frozenset[int]) -> bool:
    hashes = sentences(evidence) if read else ()
    return bool(hashes) and all(h in read for h in hashes)


def _numbers(report: Report) -> set[int]:
    return {number(key) for key in blocking.keys(report)}


def _gather(writing: Writing, own: Sequence[Row], act: Sequence[Report]) -> int:
    """The incident that the reports of one act in one document join, or the one that they found."""
    near = candidates(writing.engine, *act)
    chosen, because = gathering.join(act, {str(inc): members for inc, members in near.items()})
    first, *rest = own
    if chosen is None:
        inc = _found(writing, first, act[0], "; ".join(because))
    else:
        inc = int(chosen)
        _join(writing, first, inc, "; ".join(because))
    for row in rest:
        _join(writing, row, inc, f"its document tells one act in {first['id']} and here")
    return inc


def candidates(engine: Engine, *act: Report) -> dict[int, list[Report]]:
    """The reports that share the most keys with those of one act, by incident."""
    numbers = sorted({key for report in act for key in _numbers(report)})
    listed, bound = among("ev", sharing(engine, "ev", numbers, CROWD, NEAREST))
    found = engine.rows(_REPORTS.format(where=f"e.incident IS NOT NULL AND e.ev IN ({listed})"), bound)
    return {inc: [_report(bytes(row["report"])) for row in group] for inc, group in by(found, "incident").items()}


def _found(writing: Writing, row: Row, report: Report, because: str) -> int:
    """Found an incident on an event."""
    inc = next_key(writing.engine, "incidents", "inc")
    name = _free_name(writing.engine, row["id"])
    own = {"inc": inc, "id": name, "gone_to": None, "changed": writing.moment}
    made = {**own, **_fields([report])}
    insert(writing.engine, "incidents", [made])
    tallying.settle(writing.engine, [made])
    _note(writing, name, "founded", row["id"], because)
    _assign(writing, row["ev"], inc)
    return inc


def _free_name(engine: Engine, event: str) -> str:
    """An incident's id: made of the event that founded it, and of a number where that one has founded one before."""
    nth = 0
    while engine.rows("SELECT 1 FROM incidents WHERE id = :id", {"id": digest("incident", event, nth or None)}):
        nth += 1
    return digest("incident", event, nth or None)


def _join(writing: Writing, row: Row, inc: int, because: str) -> None:
    _assign(writing, row["ev"], inc)
    _note(writing, _name(writing.engine, inc), "joined", row["id"], because)


def _assign(writing: Writing, ev: int, inc: int | None) -> None:
    change = {"ev": ev, "inc": inc, "changed": writing.moment}
    writing.engine.run("UPDATE events SET incident = :inc, changed = :changed WHERE ev = :ev", change)


def leave(writing: Writing, docs: Sequence[int], because: str) -> set[int]:
    """Note that the events of documents leave their incidents, before they go; returns the incidents."""
    listed, bound = among("doc", docs)
    sql = (
        "SELECT e.id, e.incident, i.id AS name FROM events e JOIN incidents i ON i.inc = e.incident "
        f"WHERE e.doc IN ({listed}) ORDER BY e.ev"
    )
    gone = writing.engine.rows(sql, bound)
    for row in gone:
        _note(writing, row["name"], "left", row["id"], because)
    return {row["incident"] for row in gone}


@lru_cache(maxsize=KNOWN)
def _report(blob: bytes) -> Report:
    """A stored report; the events of a document are held against much the same ones."""
    return unpack(rows.unsqueezed(blob))


def _name(engine: Engine, inc: int) -> str:
    return str(engine.rows("SELECT id FROM incidents WHERE inc = :inc", {"inc": inc})[0]["id"])


def _note(writing: Writing, subject: str, change: str, other: str | None, because: str) -> None:
    entry = next_key(writing.engine, "history", "entry")
    row = {"entry": entry, "subject": subject, "change": change, "other": other, "because": because}
    insert(writing.engine, "history", [{**row, "changed": writing.moment}])


def refresh(writing: Writing, touched: Iterable[int]) -> None:
    """Write anew what incidents say, after events have come or gone; one that has lost all of them is withdrawn."""
    for inc in sorted(touched):
        members = _members(writing.engine, inc)
        if members:
            _update(writing, inc, _fields(members, _standing(writing.engine, inc)))
        else:
            _update(writing, inc, {"status": "withdrawn", "reports": 0, "documents": 0, "sources": 0, "independent": 0})


def _members(engine: Engine, inc: int) -> list[Report]:
    return [
        _report(bytes(row["report"])) for row in engine.rows(_REPORTS.format(where="e.incident = :inc"), {"inc": inc})
    ]


def _standing(engine: Engine, inc: int) -> dict[str, Any]:
    """Documents and publishers that tell an incident, copies word for word counted, and whether it was reviewed."""
    inside = f"SELECT d.sha256 FROM events e JOIN documents d ON d.doc = e.doc WHERE e.incident = :inc AND {_STANDS}"
    sql = (
        "SELECT count(*) AS documents, count(DISTINCT coalesce(publisher, CAST(original AS TEXT))) AS sources "
        f"FROM documents WHERE current = 1 AND sha256 IN ({inside})"
    )
    found: dict[str, Any] = dict(engine.rows(sql, {"inc": inc})[0])
    sql = f"SELECT count(*) AS n, count(e.verdict) AS judged FROM events e WHERE e.incident = :inc AND {_STANDS}"
    counted = engine.rows(sql, {"inc": inc})[0]
    return {**found, "reviewed": counted["n"] == counted["judged"]}


def _update(writing: Writing, inc: int, values: Mapping[str, Any]) -> None:
    """Change an incident's row, if it changes at all; a new status goes into its history."""
    engine = writing.engine
    old = engine.rows("SELECT * FROM incidents WHERE inc = :inc", {"inc": inc})[0]
    if all(old[column] == value for column, value in values.items()):
        return
    parts = ", ".join(f"{column} = :{column}" for column in values)
    change = {**values, "inc": inc, "moment": writing.moment}
    engine.run(f"UPDATE incidents SET {parts}, changed = :moment WHERE inc = :inc", change)
    tallying.settle(engine, [{**old, **values}], [old])
    if values["status"] != old["status"]:
        _note(writing, old["id"], "status", None, f"{old['status']} to {values['status']}")


def _fields(members: Sequence[Report], standing: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The columns of an incident that its reports tell."""
    told = fields.summary(members)
    where = told.place.value or {}
    lat, lon = where.get("lat"), where.get("lon")
    period = told.period.value
    counts = told.counts
    status = "reviewed" if standing and standing["reviewed"] and told.status != "contested" else told.status
    return {
        "type": told.type.value,
        "mode": told.mode.value,
        "quad": next(r.quad for r in members if r.type == told.type.value),
        "factuality": told.factuality.value,
        "start_day": period["start"] or period["end"],
        "end_day": period["end"],
        "place": where.get("name"),
        "lat": lat,
        "lon": lon,
        "cell": rows.cell(lat, lon),
        "country": told.country.value or where.get("country"),
        "who": "; ".join(s.value for s in told.actors),
        "whom": "; ".join(s.value for s in told.recipients),
        "killed_min": told.killed.low,
        "killed_max": told.killed.high,
        "injured_min": told.injured.low,
        "injured_max": told.injured.high,
        "reports": counts.reports,
        "documents": standing["documents"] if standing else counts.documents,
        "sources": standing["sources"] if standing else counts.sources,
        "independent": counts.independent,
        "first_report": None if told.first is None else told.first.isoformat(),
        "last_report": None if told.last is None else told.last.isoformat(),
        "status": status,
        "summary": rows.squeezed(told.model_dump_json()),
    }


def merge(writing: Writing, kept: int, gone: int, because: str) -> None:
    """Let one incident become part of another; a tombstone stays that says where it went."""
    if kept == gone:
        return
    engine = writing.engine
    change = {"kept": kept, "gone": gone, "changed": writing.moment}
    engine.run("UPDATE events SET incident = :kept, changed = :changed WHERE incident = :gone", change)
    refresh(writing, [kept, gone])
    names = _name(engine, kept), _name(engine, gone)
    engine.run("UPDATE incidents SET gone_to = :to WHERE inc = :gone", {"to": names[0], "gone": gone})
    _note(writing, names[1], "merged", names[0], because)
    _note(writing, names[0], "took in", names[1], because)


def settle(writing: Writing, inc: int) -> None:
    """Gather an incident's events anew, and split off those that no longer belong together with the first of them."""
    engine = writing.engine
    found = engine.rows(_REPORTS.format(where="e.incident = :inc"), {"inc": inc})
    if not 1 < len(found) <= SETTLED:
        return
    keys = {_report(bytes(row["report"])).id: row["ev"] for row in found}
    clusters = gathering.settle([_report(bytes(row["report"])) for row in found])
    name = _name(engine, inc)
    for cluster in clusters[1:]:
        first, *others = cluster
        new = _found(writing, {"id": first.id, "ev": keys[first.id]}, first, f"split off from {name}")
        for report in others:
            _assign(writing, keys[report.id], new)
        _note(writing, name, "split", _name(engine, new), f"{len(cluster)} of {len(found)} reports tell another act")
        refresh(writing, [new])
    refresh(writing, [inc])
