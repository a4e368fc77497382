"""A store as large as one likes: coded reports with other names, places and weeks, written by the store's functions.

What linking would find stands in: three reports in a row tell the same acts, and each act is one incident.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from dateline.linking import blocking, copies, following
from dateline.linking.reports import pack, reports
from dateline.records import Record
from dateline.store import incidents, rows, tallying
from dateline.store.naming import actor_id, digest, number
from dateline.store.statements import insert
from dateline.where import gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.linking.reports import Report
    from dateline.store import Store
    from dateline.store.engine import Engine

    Fields = dict[str, Any]

TOLD = 3
"""Reports that tell the same acts."""
A_WEEK = 2_000
"""Events of a week: a million are ten years."""
FIRST = dt.date(2016, 1, 4)
AT_ONCE = 100
"""Groups of reports in one transaction."""
LATEST = 600
"""Groups of reports that are remembered: about ten weeks."""
KEYED = frozenset({"link_keys", "sketch_keys", "pledge_keys"})
WORD = re.compile(r"\b[A-Z][a-z]{3,}\b")
ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")
POOL = 30
"""Invented names of each length."""
SYLLABLES = "ba ka lo mir ten dor va sel ur an gri pol ze ham os ti nar vul qui fa".split()
TOWNS = (
    "Goma Mosul Aleppo Kharkiv Odesa Kano Maiduguri Khartoum Juba Nairobi Mombasa Kabul Quetta Peshawar Lahore "
    "Mandalay Sittwe Manila Davao Jakarta Lima Bogota Caracas Managua Tripoli Benghazi Tunis Oran Bamako Gao Niamey "
    "Agadez Zinder Beirut Haifa Hebron Amman Basra Kirkuk Erbil Tabriz Mashhad Tbilisi Yerevan Baku Minsk Vilnius"
).split()
COUNTRIES = (
    "UKR RUS SYR IRQ SDN NGA AFG PAK YEM ETH COD MMR LBY MLI NER ISR PSE LBN IRN TUR IND CHN USA FRA GBR DEU MEX "
    "COL VEN BRA PER PHL IDN KEN UGA SSD CMR TCD DZA TUN EGY SAU QAT GEO ARM AZE BLR POL ROU GRC ITA ESP KOR JPN"
).split()


def varied(record: Record, chance: random.Random) -> Record:
    """A record with other actors and places, whose words are as long as those that they stand for."""
    named = " ".join(m.text for m in (*record.actors, *record.places))
    names = {word: _name(len(word), chance) for word in sorted(set(WORD.findall(named)))}
    codes = {code: _skewed(COUNTRIES, chance) for code in COUNTRIES}
    text = WORD.sub(lambda m: names.get(m[0], m[0]), record.document.text)

    def walk(node: Any) -> Any:  # noqa: ANN401 - any part of a record
        if isinstance(node, list | tuple):
            return [walk(item) for item in node]
        if not isinstance(node, dict):
            return node
        made = {key: walk(value) for key, value in node.items()}
        if "span" in made:
            made["text"] = text[slice(*made["span"])]
        if isinstance(made.get("name"), str):
            made["name"] = WORD.sub(lambda m: names.get(m[0], m[0]), made["name"])
        if made.get("country"):
            made["country"] = codes.get(made["country"]) or _skewed(COUNTRIES, chance)
        if made.get("lat") is not None and "feature" in made:
            made |= _town(chance)
        return made

    made = walk(record.model_dump())
    made["document"] |= {"text": text, "author": None, "sha256": digest("varied", text) * 4}
    return Record.model_validate(made)


def _skewed(values: Sequence[str], chance: random.Random) -> str:
    """One of the values; the first are much commoner than the last."""
    return values[int(len(values) * chance.random() ** 2.5)]


@lru_cache(maxsize=64)
def _pool(length: int) -> list[str]:
    chance = random.Random(length)  # noqa: S311
    made = ("".join(chance.choice(SYLLABLES) for _ in range(length))[:length].capitalize() for _ in range(POOL))
    return list(made)


def _name(length: int, chance: random.Random) -> str:
    return _skewed(_pool(length), chance)


def _town(chance: random.Random) -> Fields:
    found = next(iter(gazetteer.look_up(_skewed(TOWNS, chance))), None)
    if found is None:
        return {}
    return {"name": found.name, "id": str(found.id), "lat": found.lat, "lon": found.lon, "country": found.country}


@lru_cache(maxsize=65536)
def _later(day: str, weeks: int) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(weeks=weeks)).isoformat()


def moved(words: str, weeks: int) -> str:
    """Words with every ISO date in them so many weeks later."""
    return ISO.sub(lambda m: _later(m[0], weeks), words)


def shifted(record: Record, weeks: int, name: str) -> Record:
    """A record with every date so many weeks later, and the ids and address of another report."""
    made = Record.model_validate_json(moved(record.model_dump_json(), weeks))
    name = digest("shifted", record.document.sha256, weeks, name)
    update = {
        "text": f"{record.document.text}\n{name}",
        "sha256": name * 4,
        "url": f"https://{name}.example",
        "id": name,
    }
    document = made.document.model_copy(update=update)
    events = tuple(e.model_copy(update={"id": digest(name, e.id)}) for e in made.events)
    return made.model_copy(update={"document": document, "events": events})


@dataclass
class Act:
    """One event of a report as rows, and the incident that three such make."""

    row: Fields
    mentions: list[tuple[Fields, str | None]]
    report: str
    keys: list[tuple[str, int | None]]
    incident: Fields


@dataclass
class Variant:
    """One report as rows, of which any number is made by moving the dates."""

    record: Record
    base: int
    document: Fields
    coding: bytes
    sketch: copies.Sketch
    acts: list[Act] = field(default_factory=list)
    actors: dict[str, Fields] = field(default_factory=dict)
    sayings: list[tuple[Fields, str | None]] = field(default_factory=list)
    pledges: list[tuple[Fields, list[tuple[str, str]], list[str]]] = field(default_factory=list)


def variant(record: Record) -> Variant:
    """The rows of a record, by the store's functions."""
    day = record.document.published.start
    made = Variant(
        record=record,
        base=0 if day is None else (FIRST - day).days // 7,
        document=rows.document(record.document, text=True),
        coding=rows.packed(record.model_dump_json()),
        sketch=copies.sketch(record.document.text),
    )
    told = [reports(record, f"@{nth}@") for nth in range(TOLD)]
    for at, event in enumerate(record.events):
        same = [replace(told[nth][at], id=f"@{nth}@", document=f"@{nth}@") for nth in range(TOLD)]
        named = list(rows.mentions(event))
        made.actors |= {actor_id(actor): rows.actor(actor) for _, actor in named if actor}
        mentions = [(row, actor_id(actor) if actor else None) for row, actor in named]
        keys = [(part, None if week == "-" else int(week)) for part, week in map(_split, blocking.keys(same[0]))]
        made.acts.append(Act(rows.event(event, record), mentions, pack(same[0]), keys, _told(same)))
    for saying in record.attributions:
        made.actors |= {actor_id(saying.source): rows.actor(saying.source)} if saying.source else {}
        source = actor_id(saying.source) if saying.source else None
        made.sayings.append((rows.attribution(saying, record.document.text), source))
    for one, pledge in zip(record.commitments, following.pledges(record, "@0@"), strict=True):
        parties = [(role, a) for role, group in (("by", one.by), ("to", one.to)) for a in group]
        made.actors |= {actor_id(a): rows.actor(a) for _, a in parties}
        row = {**rows.commitment(one, record), "pledge": following.pack(pledge)}
        made.pledges.append((row, [(role, actor_id(a)) for role, a in parties], list(following.keys(pledge))))
    return made


def _told(same: Sequence[Report]) -> Fields:
    made = incidents._fields(same)
    return {**made, "summary": rows.unsqueezed(made["summary"])}


def _split(key: str) -> tuple[str, str]:
    part, _, week = key.rpartition("|")
    return part, week


class Growing:
    """A store that is filled to any size, from where it stands; or a copy of it, to more.

    Args:
        variants: what its reports are made of.
    """

    engine: Engine

    def __init__(self, variants: Sequence[Variant]) -> None:
        self.variants = variants
        self.chance = random.Random(7)  # noqa: S311
        self.keys = dict.fromkeys(("ev", "doc", "inc", "att", "com", "entry", "actor"), 1)
        self.actors: dict[str, int] = {}
        self.tables: dict[str, list[Fields]] = {}
        self.latest: list[tuple[Variant, int]] = []
        self.moment = "2026-01-01T00:00:00Z"

    def grow(self, store: Store, events: int) -> None:
        """Add reports until there are so many events; the indices are made when all are in.

        Args:
            store: as this left it the last time, opened for writing, on SQLite.
            events: how many there shall be.
        """
        self.engine = store.engine
        indexed = self.engine.rows("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        for row in indexed:
            self.engine.run(f"DROP INDEX {row['name']}")
        while self.keys["ev"] <= events:
            for _ in range(AT_ONCE):
                self._group(self.chance.choice(self.variants))
            self._flush()
        for row in indexed:
            self.engine.run(row["sql"])
        self.engine.run("ANALYZE")

    def _take(self, name: str) -> int:
        self.keys[name] += 1
        return self.keys[name] - 1

    def _put(self, table: str, row: Fields) -> None:
        self.tables.setdefault(table, []).append(row)

    def _flush(self) -> None:
        with self.engine.transaction():
            for table, made in self.tables.items():
                # in the order of their table, which is quicker
                insert(self.engine, table, sorted(made, key=itemgetter("key")) if table in KEYED else made)
            tallying.count(self.engine, self.tables["events"], 1)
            tallying.settle(self.engine, self.tables["incidents"])
            own = {"first": self.tables["events"][0]["ev"]}
            tallying.involve(self.engine, "m.ev >= :first", own, 1)
        self.tables = {}

    def _actor(self, made: Variant, name: str | None) -> int | None:
        if name is None:
            return None
        if name not in self.actors:
            self.actors[name] = self._take("actor")
            self._put("actors", {"actor": self.actors[name], **made.actors[name]})
        return self.actors[name]

    def _group(self, made: Variant) -> None:
        """Three reports of the same acts."""
        weeks = made.base + self.keys["ev"] // A_WEEK
        self.latest = [*self.latest[-LATEST:], (made, weeks)]
        founded = [self._take("inc") for _ in made.acts]
        names: list[list[str]] = [[] for _ in made.acts]
        links = [moved(act.report, weeks) for act in made.acts]
        keys = [{number(_joined(*key, weeks)) for key in act.keys} for act in made.acts]
        for _ in range(TOLD):
            doc = self._document(made, weeks)
            for at, act in enumerate(made.acts):
                name = self._event(made, act, doc, (weeks, founded[at]))
                self._link(name, links[at], keys[at])
                names[at].append(name)
        for at, act in enumerate(made.acts):
            self._incident(act, founded[at], weeks, names[at])

    def _document(self, made: Variant, weeks: int) -> int:
        doc = self._take("doc")
        name = digest("grown", doc)
        day = made.document["start_day"]
        row = {**made.document, "doc": doc, "id": name, "key": f"https://news.example/{name}", "sha256": name * 4}
        row |= {"url": row["key"], "publisher": f"outlet{doc * 7 % 89}.example", "version": 1, "current": 1}
        row |= dict.fromkeys(("start_day", "end_day"), day and _later(day, weeks))
        own = {"original": doc, "copied": None, "sketch": made.sketch.pack(), "coding": doc, "changed": self.moment}
        self._put("documents", {**row, **own})
        self._put("codings", {"coding": doc, "doc": doc, "version": "grown", "run": 1, "record": made.coding})
        for key in copies.keys(made.sketch):
            self._put("sketch_keys", {"key": key ^ doc << 20, "doc": doc})
        for row, source in made.sayings:
            own = {"att": self._take("att"), "doc": doc, "source": self._actor(made, source)}
            self._put("attributions", {**row, **own})
        for row, parties, keys in made.pledges:
            self._pledge(made, (row, doc, weeks), parties, keys)
        return doc

    def _pledge(
        self, made: Variant, told: tuple[Fields, int, int], parties: list[tuple[str, str]], keys: list[str]
    ) -> None:
        row, doc, weeks = told
        com = self._take("com")
        days = {name: row[name] and _later(row[name], weeks) for name in ("made_day", "due_start", "due_end")}
        own = {"com": com, "doc": doc, "id": digest("grown", com, "commitment"), "thread": com}
        status = "met" if com % 5 == 0 else "open"
        self._put("commitments", {**row, **days, **own, "status": status, "changed": self.moment})
        for nth, (role, actor) in enumerate(parties):
            key = self._actor(made, actor)
            self._put("parties", {"com": com, "role": role, "position": nth, "text": row["by_names"], "actor": key})
        for key in {number(f"{key} {doc % 500}") for key in keys}:
            self._put("pledge_keys", {"key": key, "com": com})

    def _event(self, made: Variant, act: Act, doc: int, told: tuple[int, int]) -> str:
        (weeks, inc), ev = told, self._take("ev")
        name = digest("grown", ev, "event")
        days = {key: act.row[key] and _later(act.row[key], weeks) for key in ("start_day", "end_day")}
        publisher = self.tables["documents"][-1]["publisher"]
        own = {
            "ev": ev,
            "id": name,
            "doc": doc,
            "original": doc,
            "publisher": publisher,
            "incident": inc,
            "verdict": None,
        }
        self._put("events", {**act.row, **days, **own, "changed": self.moment})
        for row, actor in act.mentions:
            self._put("mentions", {"ev": ev, **row, "actor": self._actor(made, actor), "day": days["start_day"]})
        return name

    def _link(self, name: str, report: str, keys: set[int]) -> None:
        """File the event that was made last as linking sees it."""
        ev, document = self.keys["ev"] - 1, self.tables["documents"][-1]["id"]
        self._put("links", {"ev": ev, "report": rows.squeezed(_filled(report, [name], document))})
        self.tables.setdefault("link_keys", []).extend({"key": key, "ev": ev} for key in keys)

    def _incident(self, act: Act, inc: int, weeks: int, events: list[str]) -> None:
        name = digest("incident", events[0])
        days = ("start_day", "end_day", "first_report", "last_report")
        moved_days = {key: act.incident[key] and _later(act.incident[key], weeks) for key in days}
        summary = rows.squeezed(_filled(moved(act.incident["summary"], weeks), events, events[0]))
        own = {"inc": inc, "id": name, "gone_to": None, "changed": self.moment, "summary": summary}
        status = "contested" if inc % 50 == 0 else act.incident["status"]
        self._put("incidents", {**act.incident, **moved_days, **own, "status": status})
        for nth, event in enumerate(events):
            change = "joined" if nth else "founded"
            row = {"entry": self._take("entry"), "subject": name, "change": change, "other": event}
            because = (
                f"{name} at 0.97; the same party; the same day; the same act; words in common" if nth else "no key"
            )
            self._put("history", {**row, "because": because, "changed": self.moment})


def _joined(part: str, week: int | None, weeks: int) -> str:
    return f"{part}|{'-' if week is None else week + weeks}"


def _filled(words: str, events: Sequence[str], document: str) -> str:
    for nth, event in enumerate(events):
        words = words.replace(f'"id":"@{nth}@"', f'"id":"{event}"').replace(f"@{nth}@", event)
    return words.replace("@0@", document)


def variants(found: Sequence[Record], count: int) -> Iterator[Variant]:
    """So many variants of each record that has events."""
    for nth in range(count):
        for at, record in enumerate(found):
            if record.events:
                yield variant(varied(record, random.Random(f"{nth} {at}")))  # noqa: S311
