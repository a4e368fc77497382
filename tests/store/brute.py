"""What a selection should find, by going through every row of an export: slow, plain, and written another way."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from dateline.store.naming import folded

if TYPE_CHECKING:
    import datetime as dt

    from dateline.store import Selection, Store

    Row = dict[str, Any]

WORD = re.compile(r"\w+")


@dataclass(repr=False)
class Whole:
    """A store's export by table."""

    events: list[Row]
    incidents: dict[str, Row]
    documents: dict[str, Row]
    actors: dict[str, Row]
    mentions: dict[str, list[Row]]


def whole(store: Store) -> Whole:
    tables: dict[str, list[Row]] = {}
    for row in store.export():
        tables.setdefault(row["table"], []).append(row)
    mentions: dict[str, list[Row]] = {}
    for row in tables["mentions"]:
        mentions.setdefault(row["event"], []).append(row)
    named = {table: {row["id"]: row for row in tables[table]} for table in ("incidents", "documents", "actors")}
    return Whole(tables["events"], named["incidents"], named["documents"], named["actors"], mentions)


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Along the great circle, by the vectors of the two points and not by haversines."""
    one, other = (
        (math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))
        for lat, lon in ((math.radians(lat), math.radians(lon)) for lat, lon in (a, b))
    )
    chord = math.dist(one, other)
    return 2 * 6371.0088 * math.asin(min(1.0, chord / 2))


def events(data: Whole, wanted: Selection) -> set[str]:
    """The ids of the events that a selection stands for."""
    return {row["id"] for row in data.events if all(_tests(data, wanted, row))}


def incidents(data: Whole, wanted: Selection) -> set[str]:
    """The ids of the incidents that a selection stands for."""
    told: dict[str, list[Row]] = {}
    for row in data.events:
        told.setdefault(row["incident_id"], []).append(row)
    return {
        name
        for name, row in data.incidents.items()
        if all(_own(wanted, row))
        and (row["status"] in wanted.status if wanted.status else row["status"] != "withdrawn")
        and (wanted.incident in {None, name})
        and (not _asks_events(wanted) or any(all(_of_event(data, wanted, e)) for e in told.get(name, [])))
    }


def _asks_events(wanted: Selection) -> bool:
    names = ("actor", "recipient", "party", "according_to", "place", "source", "text", "document", "min_confidence")
    return any(getattr(wanted, name) for name in names)


def _own(wanted: Selection, row: Row) -> list[bool]:
    """What events and incidents are asked alike."""
    return [
        not wanted.type or row["type"] in wanted.type,
        not wanted.mode or row["mode"] == wanted.mode,
        not wanted.quad or row["quad"] in wanted.quad,
        not wanted.factuality or row["factuality"] in wanted.factuality,
        _within(row["start_day"], wanted.since, wanted.until),
        wanted.near is None or _near(row, wanted.near),
    ]


def _within(day: str | None, since: dt.date | None, until: dt.date | None) -> bool:
    return (since is None or (day or "") >= since.isoformat()) and (
        until is None or (day is not None and day <= until.isoformat())
    )


def _near(row: Row, near: tuple[float, float, float]) -> bool:
    if row["lat"] is None:
        return False
    return kilometres((row["lat"], row["lon"]), near[:2]) <= near[2]


def _tests(data: Whole, wanted: Selection, row: Row) -> list[bool]:
    incident = data.incidents.get(row["incident_id"] or "")
    return [
        *_own(wanted, row),
        *_of_event(data, wanted, row),
        not wanted.status or (incident is not None and incident["status"] in wanted.status),
        not wanted.incident or row["incident_id"] == wanted.incident,
    ]


def _of_event(data: Whole, wanted: Selection, row: Row) -> list[bool]:
    """What only events can be asked."""
    return [
        not wanted.place or _placed(row, wanted.place),
        not wanted.source or row["publisher"] == wanted.source,
        not wanted.document or row["document"] == wanted.document,
        not wanted.text or _says(row, wanted.text),
        row["confidence"] >= wanted.min_confidence,
        _named(data, row, wanted.actor, {"actor"}, ("from_country",)),
        _named(data, row, wanted.recipient, {"recipient"}, ("to_country",)),
        _named(data, row, wanted.party, {"actor", "recipient"}, ("from_country", "to_country")),
        _named(data, row, wanted.according_to, {"source"}, ()),
    ]


def _placed(row: Row, name: str) -> bool:
    if re.fullmatch("[A-Z]{3}", name):
        return bool(row["country"] == name)
    return name in {row["place"], row["place_id"], row["adm1"]}


def _says(row: Row, text: str) -> bool:
    """Every word, and every phrase in quotes, in one of the columns; stems left out of account."""
    wanted = [phrase or word for phrase, word in re.findall(r'"([^"]*)"|(\S+)', text)]
    columns = [WORD.findall((row[name] or "").lower()) for name in ("evidence", "who", "whom", "place")]
    phrases = [WORD.findall(part.lower()) for part in wanted]
    return all(
        any(words[at : at + len(p)] == p for words in columns for at in range(len(words)))
        for p in phrases
        if p  # what holds no letter asks for nothing
    )


def _named(data: Whole, row: Row, name: str | None, roles: set[str], columns: tuple[str, ...]) -> bool:
    if not name:
        return True
    if re.fullmatch("[A-Z]{3}", name) and any(a["country"] == name for a in data.actors.values()):
        if columns:
            return any(row[column] == name for column in columns)
        own = {key for key, a in data.actors.items() if a["country"] == name}
        return bool(own & {m["actor_id"] for m in data.mentions.get(row["id"], []) if m["role"] in roles})
    keys = {m["actor_id"] for m in data.mentions.get(row["id"], []) if m["role"] in roles}
    return bool(keys & matching(data, name))


def matching(data: Whole, name: str) -> set[str]:
    """The ids of the actors that a name means."""
    wanted = _folded(name)
    exact = {key for key, a in data.actors.items() if name in {key, a["wikidata"]} or _folded(a["name"]) == wanted}
    return exact or {key for key, a in data.actors.items() if wanted in _folded(a["name"])}


_folded = cache(folded)


@cache
def _columns(by: str) -> tuple[str, ...]:
    return {"country": ("country",), "adm1": ("country", "adm1"), "dyad": ("from_country", "to_country")}[by]


def panel(data: Whole, found: set[str], by: str, period: Any) -> dict[tuple[Any, ...], tuple[int, int, int]]:
    """Events, incidents and sources by unit and period; `period` gives that of a day."""
    cells: dict[tuple[Any, ...], list[Row]] = {}
    for row in data.events:
        unit = tuple(row[column] for column in _columns(by))
        if row["id"] in found and row["start_day"] and unit[-1] and (by != "dyad" or unit[0]):
            cells.setdefault((*unit, period(row["start_day"])), []).append(row)
    return {
        key: (
            len(told),
            len({row["incident_id"] for row in told} - {None}),
            len({data.documents[row["document"]]["original_id"] for row in told}),
        )
        for key, told in cells.items()
    }


def facets(data: Whole, found: set[str], names: tuple[str, ...]) -> dict[str, Counter[str]]:
    """How many of the events have each value of each facet."""
    counted: dict[str, Counter[str]] = {name: Counter() for name in names}
    for row in data.events:
        if row["id"] in found:
            for name in names:
                if row[name] is not None:
                    counted[name][str(row[name])] += 1
    return counted
