"""One document's way into the store: its row, its coding, and what its record says.

Every function here works within a transaction that the caller has opened.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from dateline.records import Document, Published
from dateline.store import copies, incidents, parties, pledges, rows, tallying, verdicts
from dateline.store.naming import actor_id, document_id, key_of
from dateline.store.statements import insert, next_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dateline.records import Actor, Record
    from dateline.store.engine import Engine, Row

State = Literal["new", "version", "copy", "known", "again"]
OF_DOCUMENT = "m.ev IN (SELECT ev FROM events WHERE doc = :doc)"
"""The mentions `m` of a document's events."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a document.

    `id` is its id in the store; `state` says whether it is `new`, another `version` of one that was there, a `copy` of
    another's text, `known` already (then nothing was added), or coded `again` by another version of the coder;
    `events` is how many events it brought.
    """

    id: str
    state: State
    events: int = 0


@dataclass(frozen=True, slots=True)
class Writing:
    """What stays the same while a run writes: the engine, the run's key, the coder's version, the moment.

    `text` says whether the words of documents are kept.
    """

    engine: Engine
    run: int
    version: str
    moment: str
    text: bool = True


def known(engine: Engine, document: Document) -> Row | None:
    """The row of this very version of a document, if the store has it."""
    found = engine.rows("SELECT * FROM documents WHERE id = :id", {"id": document_id(document)})
    return found[0] if found else None


def twin(engine: Engine, document: Document) -> Row | None:
    """The row of a current, coded document with the same words, if the store has one."""
    sql = "SELECT * FROM documents WHERE sha256 = :sha256 AND current = 1 AND coding IS NOT NULL ORDER BY doc LIMIT 1"
    found = engine.rows(sql, {"sha256": document.sha256})
    return found[0] if found else None


def keep_copy(writing: Writing, document: Document, of: Row) -> Kept:
    """Keep a document whose very words another one has: it keeps its publisher and brings no events of its own."""
    older = _versions(writing.engine, document)
    extra = {"original": of["original"], "copied": f"the same words as {of['id']}", "sketch": of["sketch"]}
    doc = _add_document(writing, document, extra, len(older) + 1)
    touched = _supersede(writing, older, doc)
    incidents.refresh(writing, touched | incidents.of_documents(writing.engine, [of["doc"]]))
    return Kept(document_id(document), "copy")


def keep(writing: Writing, record: Record) -> Kept:
    """Keep a document with all that its record says, and link its events to those of others."""
    engine, document = writing.engine, record.document
    if (same := twin(engine, document)) is not None:
        return keep_copy(writing, document, same)
    record = _distinct(record)
    sketch = copies.sketch(document.text)
    older = _versions(engine, document)
    copied = copies.find(engine, sketch)
    group = older[-1]["original"] if older else None
    origin = copied.original if copied and copied.whole else group
    because = copied.because if copied and copied.original != group else None
    extra = {"original": origin, "copied": because, "sketch": sketch.pack()}
    doc = _add_document(writing, document, extra, len(older) + 1)
    copies.file(engine, doc, sketch)
    said = incidents.said_before(engine, [row["doc"] for row in older[-1:]] + ([copied.doc] if copied else []))
    touched = say(writing, doc, record, said)
    touched |= _supersede(writing, older, doc)
    incidents.refresh(writing, touched)
    return Kept(document_id(document), "version" if older else "copy" if origin else "new", len(record.events))


def keep_again(writing: Writing, record: Record, row: Row) -> Kept:
    """Replace what the store says of a document by another version's coding; the older coding stays beside it.

    What a newer version of the document superseded stays as it is.
    """
    if not row["current"]:
        return Kept(row["id"], "known")
    record = _distinct(record)
    said = incidents.said_before(writing.engine, [row["doc"]])
    touched = silence(writing, [row["doc"]], f"its document was coded again by {writing.version}")
    touched |= say(writing, row["doc"], record, said)
    incidents.refresh(writing, touched)
    return Kept(row["id"], "again", len(record.events))


def _distinct(record: Record) -> Record:
    """A record whose events have each an id of their own: one that is there twice counts once."""
    events = tuple({event.id: event for event in record.events}.values())
    return record if len(events) == len(record.events) else record.model_copy(update={"events": events})


def coded_before(engine: Engine, version: str) -> Iterator[Document]:
    """The current documents with words whose coding that stands is by another version, oldest first."""
    sql = (
        "SELECT d.*, c.record FROM documents d JOIN codings c ON c.coding = d.coding WHERE d.current = 1 "
        "AND d.text IS NOT NULL AND c.version <> :version AND d.doc > :after ORDER BY d.doc LIMIT 16"
    )
    after = 0
    while found := engine.rows(sql, {"version": version, "after": after}):
        after = found[-1]["doc"]
        yield from map(_document, found)


def _document(row: Row) -> Document:
    """A document as it was read, from its row and its record; where the record is a twin's, only the row is its own."""
    told = json.loads(rows.unpacked(bytes(row["record"])))["document"]
    made = Document.model_validate({**told, "text": rows.unpacked(bytes(row["text"]))})
    if document_id(made) == row["id"]:
        return made
    own = {name: row[name] for name in ("url", "publisher", "title")}
    published = Published.model_validate({"start": row["start_day"], "end": row["end_day"], "basis": row["basis"]})
    return made.model_copy(update={**own, "id": row["key"], "published": published})


def _versions(engine: Engine, document: Document) -> Sequence[Row]:
    """The versions of a document that the store has, oldest first."""
    sql = "SELECT doc, id, original, version, sha256, current, coding FROM documents WHERE key = :key ORDER BY version"
    return engine.rows(sql, {"key": key_of(document)})


def _add_document(writing: Writing, document: Document, extra: dict[str, Any], version: int) -> int:
    """Insert a document's row; without an original it is its own."""
    doc = next_key(writing.engine, "documents", "doc")
    own = {"doc": doc, "version": version, "current": 1, "coding": None, "changed": writing.moment}
    row = {**rows.document(document, text=writing.text), **extra, **own}
    row["original"] = doc if row["original"] is None else row["original"]
    insert(writing.engine, "documents", [row])
    writing.engine.run("UPDATE runs SET documents = documents + 1 WHERE run = :run", {"run": writing.run})
    return doc


def _supersede(writing: Writing, older: Sequence[Row], doc: int) -> set[int]:
    """Let a new version stand for the older ones: their events leave; returns the incidents that this touched."""
    gone = [row for row in older if row["current"]]
    for row in gone:
        change = {"doc": row["doc"], "changed": writing.moment}
        writing.engine.run("UPDATE documents SET current = 0, changed = :changed WHERE doc = :doc", change)
    return {inc for row in gone for inc in _leave(writing, row, doc)}


def _leave(writing: Writing, row: Row, successor: int) -> set[int]:
    """Take a superseded document's events out; where another current one has the same words, they become its.

    One that was a copy word for word has nothing to leave: all stays with its twin.
    """
    engine = writing.engine
    sql = (
        "SELECT doc, publisher FROM documents WHERE sha256 = :sha256 AND current = 1 AND doc <> :doc "
        "ORDER BY doc LIMIT 1"
    )
    heirs = engine.rows(sql, {"sha256": row["sha256"], "doc": successor})
    if not heirs:
        engine.run("DELETE FROM sketch_keys WHERE doc = :doc", {"doc": row["doc"]})
        return silence(writing, [row["doc"]], "its document has a newer version")
    if row["coding"] is None:
        return incidents.of_documents(engine, [heirs[0]["doc"]])
    move = {"heir": heirs[0]["doc"], "doc": row["doc"], "publisher": heirs[0]["publisher"]}
    own = engine.rows("SELECT * FROM events WHERE doc = :doc", {"doc": row["doc"]})
    tallying.count(engine, own, -1)
    tallying.count(engine, [{**event, "publisher": move["publisher"]} for event in own], 1)
    engine.run("UPDATE events SET publisher = :publisher WHERE doc = :doc", move)
    for table in ("events", "attributions", "relations", "commitments", "codings", "sketch_keys"):
        engine.run(f"UPDATE {table} SET doc = :heir WHERE doc = :doc", move)
    coding = "(SELECT coding FROM documents WHERE doc = :doc)"
    engine.run(f"UPDATE documents SET coding = {coding} WHERE doc = :heir", move)
    engine.run("UPDATE documents SET coding = NULL WHERE doc = :doc", move)
    return incidents.of_documents(writing.engine, [heirs[0]["doc"]])


def say(writing: Writing, doc: int, record: Record, said: incidents.Said) -> set[int]:
    """Write all that a record says of its document; returns the incidents that its events joined."""
    engine = writing.engine
    change = {"doc": doc, "coding": _file(writing, doc, record), "changed": writing.moment}
    engine.run("UPDATE documents SET coding = :coding, changed = :changed WHERE doc = :doc", change)
    actors = parties.filed(engine, _named(record))
    _events(writing, doc, record, actors)
    _sayings(engine, doc, record, actors)
    touched = incidents.link(writing, doc, record, said)
    pledges.bind(writing, doc, record, actors)
    verdicts.apply(writing, [event.id for event in record.events])
    return touched


def _file(writing: Writing, doc: int, record: Record) -> int:
    """Keep a record whole, in place of what the same version made of the document before; returns the coding's key."""
    blob = rows.packed(record.model_dump_json())
    sql = "SELECT coding FROM codings WHERE doc = :doc AND version = :version"
    there = writing.engine.rows(sql, {"doc": doc, "version": writing.version})
    if there:
        change = {"coding": there[0]["coding"], "run": writing.run, "record": blob}
        writing.engine.run("UPDATE codings SET run = :run, record = :record WHERE coding = :coding", change)
        return int(there[0]["coding"])
    coding = next_key(writing.engine, "codings", "coding")
    row = {"coding": coding, "doc": doc, "version": writing.version, "run": writing.run, "record": blob}
    insert(writing.engine, "codings", [row])
    return coding


def silence(writing: Writing, docs: Sequence[int], because: str) -> set[int]:
    """Take out all that documents say, but not their codings; returns the incidents that this touched."""
    engine = writing.engine
    touched = incidents.leave(writing, docs, because)
    for doc in docs:
        own = {"doc": doc}
        tallying.count(engine, engine.rows("SELECT * FROM events WHERE doc = :doc", own), -1)
        tallying.involve(engine, OF_DOCUMENT, own, -1)
        inside = "(SELECT ev FROM events WHERE doc = :doc)"
        for table in ("mentions", "links", "link_keys"):
            engine.run(f"DELETE FROM {table} WHERE ev IN {inside}", own)
        for table in ("parties", "pledge_keys"):
            engine.run(f"DELETE FROM {table} WHERE com IN (SELECT com FROM commitments WHERE doc = :doc)", own)
        for table in ("events", "attributions", "relations", "commitments"):
            engine.run(f"DELETE FROM {table} WHERE doc = :doc", own)
    return touched


def _named(record: Record) -> Iterable[Actor]:
    """Every mention in the parts of a record that the store can be asked for by actor, in order."""
    for event in record.events:
        yield from (*event.actors, *event.recipients, *event.according_to)
    yield from (a.source for a in record.attributions if a.source)
    for relation in record.relations:
        yield from (relation.subject, relation.object)
    for commitment in record.commitments:
        yield from (*commitment.by, *commitment.to)


def _events(writing: Writing, doc: int, record: Record, actors: dict[str, int]) -> None:
    """Write the events of a record with their mentions."""
    first = next_key(writing.engine, "events", "ev")
    (document,) = writing.engine.rows("SELECT original FROM documents WHERE doc = :doc", {"doc": doc})
    own = {"doc": doc, **document, "incident": None, "verdict": None, "changed": writing.moment}
    made = [{"ev": ev, **rows.event(e, record), **own} for ev, e in enumerate(record.events, first)]
    insert(writing.engine, "events", made)
    tallying.count(writing.engine, made, 1)
    mentions = [
        {
            "ev": row["ev"],
            **mention,
            "actor": actors[actor_id(named)] if named is not None else None,
            "day": row["start_day"],
        }
        for row, event in zip(made, record.events, strict=True)
        for mention, named in rows.mentions(event)
    ]
    insert(writing.engine, "mentions", mentions)
    tallying.involve(writing.engine, OF_DOCUMENT, {"doc": doc}, 1)


def _sayings(engine: Engine, doc: int, record: Record, actors: dict[str, int]) -> None:
    """Write the attributions and relations of a record."""
    text, first = record.document.text, next_key(engine, "attributions", "att")
    said = [
        {
            "att": att,
            "doc": doc,
            **rows.attribution(a, text),
            "source": actors[actor_id(a.source)] if a.source else None,
        }
        for att, a in enumerate(record.attributions, first)
    ]
    insert(engine, "attributions", said)
    first = next_key(engine, "relations", "rel")
    ties = [
        {
            "rel": rel,
            "doc": doc,
            **rows.relation(r, text),
            "subject": actors[actor_id(r.subject)],
            "object": actors[actor_id(r.object)],
        }
        for rel, r in enumerate(record.relations, first)
    ]
    insert(engine, "relations", ties)
