"""Who an event names as acting and as acted on, by the coder and as people left it; whoever is named has a row."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dateline.records import Actor, Record
from dateline.store import rows, tallying
from dateline.store.naming import actor_id, folded
from dateline.store.statements import insert, next_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.records import Event
    from dateline.store.engine import Engine, Row

ROLES = {"who": ("actor", "from_country"), "whom": ("recipient", "to_country")}
"""Columns of an event that name somebody: the role of their mentions, and the column of their first country."""
NAMED = (
    *(("mentions", "actor"), ("attributions", "source"), ("parties", "actor")),
    *(("relations", "subject"), ("relations", "object")),
)
"""Columns that hold the key of an actor."""
OF_EVENT = "m.ev = :ev"
"""The mentions `m` of an event."""
JUDGED = "judged"
"""How a mention was resolved that a person gave: its `via`."""


def coded(engine: Engine, event: str) -> tuple[Record, Event] | None:
    """The record that an event comes from, and the event as the coder said it; ``None`` if its coding is gone."""
    sql = (
        "SELECT c.record FROM events e JOIN documents d ON d.doc = e.doc JOIN codings c ON c.coding = d.coding "
        "WHERE e.id = :id"
    )
    for row in engine.rows(sql, {"id": event}):
        record = Record.model_validate_json(rows.unpacked(bytes(row["record"])))
        return next(((record, made) for made in record.events if made.id == event), None)
    return None


def filed(engine: Engine, named: Iterable[Actor]) -> dict[str, int]:
    """The keys of those whom mentions stand for, by id; newcomers get a row."""
    wanted = {row["id"]: row for row in map(rows.actor, named)}
    found: dict[str, int] = {}
    first = next_key(engine, "actors", "actor")
    for name, row in wanted.items():
        there = engine.rows("SELECT actor FROM actors WHERE id = :id", {"id": name})
        if there:
            found[name] = there[0]["actor"]
        else:
            found[name] = first
            insert(engine, "actors", [{"actor": first, **row}])
            first += 1
    return found


def lay(engine: Engine, event: Row, told: Sequence[Row], corrected: Mapping[str, Any]) -> dict[str, Any]:
    """Let the mentions of an event name those whom people named, and those whom the coder did where that is taken back.

    Args:
        engine: the store's.
        event: its row.
        told: every judgement on it.
        corrected: the corrections that stand, by field.

    Returns:
        What follows from it: the new values of the columns of `ROLES` that hold countries, and ``countries``, all of
        those of the parties; empty where nobody ever corrected a party.
    """
    fields = [f for f in ROLES if any(row["field"] == f and row["verdict"] == "correct" for row in told)]
    known = coded(engine, event["id"]) if fields else None
    if known is None:
        return {}
    _, made = known
    by_coder: dict[str, Sequence[Actor]] = {"who": made.actors, "whom": made.recipients}
    now = dict(by_coder)
    for field in fields:
        if field in corrected:
            names = dict.fromkeys(name.strip() for name in (corrected[field] or "").split("; "))
            now[field] = [_meant(engine, name, event, known) for name in names if name]
    for field in fields:
        _replace(engine, event, ROLES[field][0], now[field])
    first = {ROLES[field][1]: next((a.country for a in now[field] if a.country), None) for field in fields}
    every = dict.fromkeys(a.country for found in now.values() for a in found if a.country)
    return {**first, "countries": tuple(every)}


def _meant(engine: Engine, name: str, row: Row, known: tuple[Record, Event]) -> Actor:
    """Whom a person means by a name: somebody whom the event names, or its report, or the store; else somebody new.

    The words are those of the name where the sentence has them, else those by which the report names him; what no words
    say has an empty span at the beginning of the sentence, since the judgement is the evidence.
    """
    record, event = known
    mine = (*event.actors, *event.recipients, *event.according_to)
    same = next((a for a in (*mine, *record.actors) if name in {a.name, a.text}), None)
    at, start = row["evidence"].find(name), row["start_char"]
    found: dict[str, Any] = {"span": (start, start), "text": ""}
    if at >= 0:
        found = {"span": (start + at, start + at + len(name)), "text": name}
    if same is not None:
        words = found if at >= 0 and same not in mine else {"span": same.span, "text": same.text}
        about = {"name": same.name or same.text, "id": same.id, "country": same.country, "sectors": same.sectors}
    else:
        words, about = found, _stored(engine, name)
    return Actor.model_validate({**words, **about, "via": JUDGED})


def _stored(engine: Engine, name: str) -> dict[str, Any]:
    """What the store knows of the actor with a name: of several, of the one with a Wikidata number, then the oldest."""
    sql = (
        "SELECT name, wikidata, country, sectors FROM actors WHERE folded = :folded "
        "ORDER BY wikidata IS NULL, actor LIMIT 1"
    )
    for row in engine.rows(sql, {"folded": folded(name)}):
        sectors = tuple(json.loads(row["sectors"]))
        return {"name": row["name"], "id": row["wikidata"], "country": row["country"], "sectors": sectors}
    return {"name": name}


def _replace(engine: Engine, event: Row, role: str, actors: Sequence[Actor]) -> None:
    """Let an event's mentions of a role be these; whoever was there by a judgement alone goes."""
    own = {"ev": event["ev"], "role": role}
    gone = engine.rows(
        "SELECT actor FROM mentions WHERE ev = :ev AND role = :role AND via = :via", {**own, "via": JUDGED}
    )
    tallying.involve(engine, OF_EVENT, own, -1)
    engine.run("DELETE FROM mentions WHERE ev = :ev AND role = :role", own)
    keys = filed(engine, actors)
    made = [
        {
            **own,
            "position": position,
            "start_char": actor.span[0],
            "end_char": actor.span[1],
            "text": actor.text,
            "via": actor.via,
            "actor": keys[actor_id(actor)],
            "day": event["start_day"],
        }
        for position, actor in enumerate(actors)
    ]
    insert(engine, "mentions", made)
    tallying.involve(engine, OF_EVENT, own, 1)
    for row in gone:
        _forget(engine, row["actor"])


def _forget(engine: Engine, actor: int) -> None:
    """Take out an actor whom nothing names any more."""
    alone = " AND ".join(f"NOT EXISTS (SELECT 1 FROM {table} WHERE {column} = :actor)" for table, column in NAMED)
    engine.run(f"DELETE FROM actors WHERE actor = :actor AND {alone}", {"actor": actor})
