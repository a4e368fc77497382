"""A selection: which events, incidents or commitments somebody asks for, and its clauses with every value bound."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from dateline.errors import SelectionError
from dateline.ontology import loader
from dateline.records import Factuality
from dateline.store import rows
from dateline.store.naming import folded
from dateline.store.statements import among
from dateline.where.rank import EARTH_KM

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from dateline.store.engine import Engine

    Clause = tuple[str, dict[str, Any]]

STATUSES = ("candidate", "corroborated", "contested", "reviewed", "withdrawn")
STANDINGS = ("open", "met", "broken", "postponed", "repeated", "withdrawn", "lapsed")
"""What may become of a commitment; lapsed is past due without news."""
SORTS = {
    "newest": "{t}.start_day DESC NULLS LAST, {t}.{key} DESC",
    "oldest": "{t}.start_day NULLS FIRST, {t}.{key}",
    "changed": "{t}.changed DESC, {t}.{key} DESC",
    "uncertain": "{t}.confidence, {t}.{key}",
    "reports": "{t}.reports DESC, {t}.{key} DESC",
}
MOST = 10_000
"""Rows of one answer at most; more are asked for page by page, or exported."""
FARTHEST = 20_038
"""Kilometres: half the way round the earth."""
ACTORS = 400
"""Actors that one name may mean at most, those whose names are shortest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What somebody asks for; every field that is ``None`` or empty leaves all in.

    `actor` and `recipient` are a name or part of one, an actor's id in the store, a Wikidata number, or a country's
    alpha-3 code; `party` is either of the two.  `type` and `mode` are PLOVER's, `place` a name of a place, its GeoNames
    id or a country's code, `near` a latitude and longitude in degrees with kilometres.  `since` and `until` are days,
    both inclusive.  `text` are words of the evidence, those in double quotes together.  `status` is an incident's or a
    commitment's, `source` a publisher.
    """

    actor: str | None = None
    recipient: str | None = None
    party: str | None = None
    type: tuple[str, ...] = ()
    mode: str | None = None
    quad: tuple[int, ...] = ()
    place: str | None = None
    near: tuple[float, float, float] | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    factuality: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    source: str | None = None
    text: str | None = None
    document: str | None = None
    incident: str | None = None
    min_confidence: float = 0.0
    sort: str = "newest"
    limit: int = 50
    offset: int = 0

    def __post_init__(self) -> None:
        """Check every field.

        Raises:
            SelectionError: a value is none that the field can have; the text says which it can.
        """
        _one_of("type", self.type, loader.event_types())
        _one_of("factuality", self.factuality, [str(f) for f in Factuality])
        _one_of("status", self.status, (*STATUSES, *STANDINGS))
        _one_of("quad", [str(q) for q in self.quad], "1234")
        _one_of("sort", [self.sort], SORTS)
        if self.since and self.until and self.since > self.until:
            message = f"since {self.since} is after until {self.until}: exchange them"
            raise SelectionError(message)
        if not 1 <= self.limit <= MOST or not 0 <= self.offset < 2**53:
            message = f"limit is {self.limit} and offset {self.offset}: ask for 1 to {MOST} rows from 0 on"
            raise SelectionError(message)
        if self.near is not None:
            _check_near(self.near)

    def given(self) -> Mapping[str, Any]:
        """The fields that leave something out, by name."""
        ways = {"sort", "limit", "offset"}
        return {
            f.name: v
            for f in fields(self)
            if f.name not in ways and (v := getattr(self, f.name)) not in (None, (), 0.0)
        }


def _one_of(name: str, values: Iterable[str], known: Iterable[str]) -> None:
    known = list(known)
    for value in values:
        if value not in known:
            message = f"{value!r} is no {name}: it is one of {', '.join(known)}"
            raise SelectionError(message)


def _check_near(near: tuple[float, float, float]) -> None:
    lat, lon, km = near
    if not (abs(lat) <= 90 and abs(lon) <= 180 and 0 < km <= FARTHEST):  # noqa: PLR2004 - degrees
        message = f"near is {lat},{lon},{km}: give latitude (-90 to 90), longitude (-180 to 180) and kilometres"
        raise SelectionError(message)


def events(engine: Engine, wanted: Selection) -> Clause:
    """The clause over events `e` that a selection stands for."""
    found = [_same("mode", wanted.mode), _list("type", wanted.type), _list("quad", wanted.quad)]
    found += [_list("factuality", wanted.factuality), _days(wanted), _place(wanted.place), _near(wanted.near)]
    found += [_same("publisher", wanted.source), _text(engine, wanted.text), _least(wanted.min_confidence)]
    found += [_party(engine, "actor", "from_country", wanted.actor, ("actor",))]
    found += [_party(engine, "recipient", "to_country", wanted.recipient, ("recipient",))]
    found += [_party(engine, "party", "", wanted.party, ("actor", "recipient"))]
    found += [_inside("e.doc", "doc", "documents", wanted.document)]
    found += [_inside("e.incident", "inc", "incidents", wanted.incident)]
    if wanted.status:
        listed, bound = among("status", wanted.status)
        found.append((f"e.incident IN (SELECT inc FROM incidents WHERE status IN ({listed}))", bound))
    return joined(found)


def incidents(engine: Engine, wanted: Selection) -> Clause:
    """The clause over incidents `i`: their fields, or those of one of their events; withdrawn ones only if asked."""
    found = [_same("mode", wanted.mode), _list("type", wanted.type), _list("quad", wanted.quad)]
    found += [_list("factuality", wanted.factuality), _days(wanted), _near(wanted.near), _same("id", wanted.incident)]
    clause, bound = joined(found)
    parts: list[Clause | None] = [(clause.replace("e.", "i."), bound)]
    parts.append(_list("status", wanted.status, "i") if wanted.status else ("i.status <> 'withdrawn'", {}))
    keys = ("actor", "recipient", "party", "place", "source", "text", "document")
    if any(getattr(wanted, name) for name in keys):
        asked: Any = {name: getattr(wanted, name) for name in keys}
        clause, bound = events(engine, Selection(**asked))
        parts.append((f"i.inc IN (SELECT e.incident FROM events e WHERE {clause})", bound))
    return joined(parts)


def commitments(engine: Engine, wanted: Selection, day: str) -> Clause:
    """The clause over commitments `c`: `actor` is who binds himself, `recipient` to whom; the days are those due.

    Args:
        engine: the store's.
        wanted: the selection.
        day: this day; what was due before it and is open still, has lapsed.
    """
    found: list[Clause | None] = []
    for field, role in (("actor", "by"), ("recipient", "to"), ("party", None)):
        if name := getattr(wanted, field):
            listed, bound = among(field, matching(engine, name))
            only = f" AND p.role = '{role}'" if role else ""
            found.append((f"c.com IN (SELECT p.com FROM parties p WHERE p.actor IN ({listed}){only})", bound))
    if wanted.since:
        found.append(("coalesce(c.due_end, c.made_day) >= :since", {"since": str(wanted.since)}))
    if wanted.until:
        found.append(("coalesce(c.due_start, c.due_end, c.made_day) <= :until", {"until": str(wanted.until)}))
    if wanted.text:
        found.append(("lower(c.evidence) LIKE :text", {"text": f"%{wanted.text.lower()}%"}))
    found.append(_inside("c.doc", "doc", "documents", wanted.document))
    if wanted.status:
        found.append(_standing(wanted.status, day))
    return joined(found)


def actors(engine: Engine, wanted: Selection) -> Clause:
    """The clause over actors `a`: those whom `party` names, everybody without one."""
    if not wanted.party:
        return joined([])
    listed, bound = among("party", matching(engine, wanted.party))
    return f"a.actor IN ({listed})", bound


def documents(wanted: Selection) -> Clause:
    """The clause over documents `d`: `source`, `since`, `until`, `document` and words of the title."""
    found: list[Clause | None] = []
    for clause, name, value in (
        ("d.publisher = :source", "source", wanted.source),
        ("d.start_day >= :since", "since", wanted.since),
        ("d.start_day <= :until", "until", wanted.until),
        ("d.id = :document", "document", wanted.document),
        ("lower(d.title) LIKE :text", "text", f"%{wanted.text.lower()}%" if wanted.text else None),
    ):
        if value is not None:
            found.append((clause, {name: str(value)}))
    return joined(found)


STANDING = "CASE WHEN c.status = 'open' AND c.due_end < :today THEN 'lapsed' ELSE c.status END"
"""A commitment's status on the day ``:today``."""


def _standing(status: tuple[str, ...], day: str) -> Clause:
    listed, bound = among("status", status)
    return f"{STANDING} IN ({listed})", {**bound, "today": day}


def joined(clauses: Iterable[Clause | None]) -> Clause:
    """All of the clauses together."""
    there = [clause for clause in clauses if clause is not None]
    bound = {key: value for _, values in there for key, value in values.items()}
    return " AND ".join(clause for clause, _ in there) or "1 = 1", bound


def order(wanted: Selection, table: str, key: str, unknown: Iterable[str] = ()) -> str:
    """The order of an answer; by newest for the sorts that its table doesn't know."""
    return SORTS["newest" if wanted.sort in unknown else wanted.sort].format(t=table, key=key)


def matching(engine: Engine, name: str) -> list[int]:
    """The keys of the actors that a name means: an id, a Wikidata number, a name, else every name that holds it."""
    sql = "SELECT actor FROM actors WHERE id = :name OR wikidata = :name OR folded = :folded"
    found = engine.rows(sql, {"name": name, "folded": folded(name)})
    if not found:
        words = folded(name).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        sql = "SELECT actor FROM actors WHERE folded LIKE :words ESCAPE '\\' ORDER BY length(folded), actor LIMIT :most"
        found = engine.rows(sql, {"words": f"%{words}%", "most": ACTORS})
    return [row["actor"] for row in found]


def _party(engine: Engine, field: str, column: str, name: str | None, roles: tuple[str, ...]) -> Clause | None:
    if not name:
        return None
    if len(name) == 3 and name.isalpha() and name.isupper():  # noqa: PLR2004 - a country's code
        both = "(e.from_country = :{0} OR e.to_country = :{0})"
        return (f"e.{column} = :{field}" if column else both.format(field)), {field: name}
    listed, bound = among(field, matching(engine, name))
    what = ", ".join(f"'{role}'" for role in roles)
    return f"e.ev IN (SELECT m.ev FROM mentions m WHERE m.actor IN ({listed}) AND m.role IN ({what}))", bound


def _same(column: str, value: str | None) -> Clause | None:
    return (f"e.{column} = :{column}", {column: value}) if value else None


def _list(column: str, values: tuple[Any, ...], table: str = "e") -> Clause | None:
    if not values:
        return None
    listed, bound = among(column, values)
    return f"{table}.{column} IN ({listed})", bound


def _days(wanted: Selection) -> Clause | None:
    found: list[Clause] = []
    if wanted.since:
        found.append(("e.start_day >= :since", {"since": str(wanted.since)}))
    if wanted.until:
        found.append(("e.start_day <= :until", {"until": str(wanted.until)}))
    return joined(found) if found else None


def _place(name: str | None) -> Clause | None:
    if not name:
        return None
    if len(name) == 3 and name.isalpha() and name.isupper():  # noqa: PLR2004 - a country's code
        return "e.country = :place", {"place": name}
    return "(e.place = :place OR e.place_id = :place OR e.adm1 = :place)", {"place": name}


def _near(near: tuple[float, float, float] | None) -> Clause | None:
    """Within so many kilometres: first the cells that the circle touches, then the great circle itself."""
    if near is None:
        return None
    lat, lon, km = near
    cells = rows.cells_near(lat, lon, km)
    listed, bound = among("cell", cells)
    only = f"e.cell IN ({listed}) AND " if len(cells) <= len(bound) else ""
    sine = math.sin(min(math.pi, km / EARTH_KM) / 2) ** 2
    far = (
        "pow(sin(radians(e.lat - :near_lat) / 2), 2) + cos(radians(:near_lat)) * cos(radians(e.lat)) "
        "* pow(sin(radians(e.lon - :near_lon) / 2), 2) <= :near_sine"
    )
    kept = bound if only else {}
    return f"({only}{far})", {**kept, "near_lat": lat, "near_lon": lon, "near_sine": sine}


def _text(engine: Engine, words: str | None) -> Clause | None:
    return (engine.matches, {"text": engine.full_text(words)}) if words else None


def _least(confidence: float) -> Clause | None:
    return ("e.confidence >= :min_confidence", {"min_confidence": confidence}) if confidence else None


def _inside(column: str, key: str, table: str, name: str | None) -> Clause | None:
    return (f"{column} IN (SELECT {key} FROM {table} WHERE id = :{table})", {table: name}) if name else None
