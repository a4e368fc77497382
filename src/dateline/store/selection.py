"""A selection: which events, incidents or commitments somebody asks for, and its clauses with every value bound."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from dateline.errors import SelectionError
from dateline.ontology import loader
from dateline.records import Factuality
from dateline.store import rows
from dateline.store.engine import full_text
from dateline.store.naming import folded
from dateline.store.statements import among
from dateline.where.rank import EARTH_KM

if TYPE_CHECKING:
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
CELLS = 400
"""Cells that are looked up one by one at most; of a larger circle every event that has a point is measured."""
ROUNDING = 1e-14
DIGITS = 9
"""Of degrees and kilometres: a tenth of a millimetre, and no square of it is too small for a database."""
CODE = re.compile("[A-Z]{3}")
"""How the code of a country looks."""
PARTIES = {
    "actor": (("actor",), ("from_country",)),
    "recipient": (("recipient",), ("to_country",)),
    "party": (("actor", "recipient"), ("from_country", "to_country")),
    "according_to": (("source",), ()),
}
"""The fields that name somebody: the roles of mentions and the columns of countries that they mean."""
WAYS = 12
"""Ways of one page at most; a name that means more is looked up the other way."""
MENTIONED = "e.ev = m.ev"
"""How the clause of a way begins that goes by mentions; these lead, since their index has the days."""
BY_DAY = {"newest": "m.day DESC NULLS LAST, m.ev DESC", "oldest": "m.day NULLS FIRST, m.ev"}
"""Sorts by which a mention's index is in order."""
OF_EVENTS = (*PARTIES, "place", "source", "text", "document", "min_confidence")
"""Fields that incidents don't have themselves, but their events."""
SEVERAL = ("type", "quad", "factuality", "status")
"""Fields that hold several values."""
DAYS = ("since", "until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What somebody asks for; every field that is ``None`` or empty leaves all in.

    `actor` and `recipient` are a name or part of one, an actor's id in the store, a Wikidata number, or a country's
    alpha-3 code; `party` is either of the two, `according_to` whom the report has it from.  `type` and `mode` are
    PLOVER's, `place` a name of a place, its GeoNames id or a country's code, `near` a latitude and longitude in degrees
    with kilometres.  `since` and `until` are days, both inclusive.  `text` are words of the evidence, those in double
    quotes together.  `status` is an incident's or a commitment's, `source` a publisher.  Days may be given in ISO form
    too, and a field of several values as one alone.
    """

    actor: str | None = None
    recipient: str | None = None
    party: str | None = None
    according_to: str | None = None
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
        for name in SEVERAL:
            object.__setattr__(self, name, _several(getattr(self, name)))
        for name in DAYS:
            object.__setattr__(self, name, _day(name, getattr(self, name)))
        _one_of("type", self.type, loader.event_types())
        _one_of("factuality", self.factuality, [str(f) for f in Factuality])
        _one_of("status", self.status, dict.fromkeys((*STATUSES, *STANDINGS)))
        _one_of("quad", [str(q) for q in self.quad], "1234")
        _one_of("sort", [self.sort], SORTS)
        if self.since and self.until and self.since > self.until:
            message = f"since {self.since} is after until {self.until}: exchange them"
            raise SelectionError(message)
        if not 1 <= self.limit <= MOST or not 0 <= self.offset < 2**53:
            message = f"limit is {self.limit} and offset {self.offset}: ask for 1 to {MOST} rows from 0 on"
            raise SelectionError(message)
        if not 0 <= self.min_confidence <= 1:
            message = f"min_confidence is {self.min_confidence}: give a number from 0 to 1"
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


@dataclass(frozen=True, slots=True)
class Way:
    """One way to events: `name`, what is selected (`ev` first) from which tables, `where` and in which `order`."""

    name: str
    columns: str
    source: str
    where: str
    order: str


def _one_of(name: str, values: Iterable[str], known: Iterable[str]) -> None:
    known = list(known)
    for value in values:
        if value not in known:
            message = f"{value!r} is no {name}: it is one of {', '.join(known)}"
            raise SelectionError(message)


def _several(values: Any) -> tuple[Any, ...]:  # noqa: ANN401 - whatever somebody gives
    return (values,) if isinstance(values, str | int) else tuple(values or ())


def _day(name: str, value: Any) -> dt.date | None:  # noqa: ANN401 - whatever somebody gives
    """A day as it is compared: of a moment its day, since days in the store have no hour."""
    if isinstance(value, dt.datetime):
        return value.date()
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        message = f"{name} is {value!r}: give a day as YYYY-MM-DD"
        raise SelectionError(message) from None


def _check_near(near: tuple[float, float, float]) -> None:
    if len(near) != len(("lat", "lon", "km")):
        message = f"near is {near!r}: give latitude, longitude and kilometres"
        raise SelectionError(message)
    lat, lon, km = near
    if not (abs(lat) <= 90 and abs(lon) <= 180 and 0 < km <= FARTHEST):  # noqa: PLR2004 - degrees
        message = f"near is {lat},{lon},{km}: give latitude (-90 to 90), longitude (-180 to 180) and kilometres"
        raise SelectionError(message)


def events(engine: Engine, wanted: Selection, *, first: int | None = None) -> Clause:
    """The clause over events `e` that a selection stands for.

    Args:
        engine: the store's.
        wanted: the selection.
        first: given where very many events hold its words: the least key among which they are looked for.
    """
    found = [*_fields(wanted, "e"), _place(wanted.place), _same("e.publisher", "source", wanted.source)]
    found += [_text(engine, wanted.text, first), _least(wanted.min_confidence)]
    found += [_party(engine, wanted, field) for field in PARTIES]
    found += [_inside("e.doc", "doc", "documents", wanted.document)]
    found += [_inside("e.incident", "inc", "incidents", wanted.incident)]
    if wanted.status:
        listed, bound = among("status", wanted.status)
        # for each event by itself: an incident's key is quickly looked up, and a status may have half of all incidents
        inside = f"SELECT 1 FROM incidents x WHERE x.inc = e.incident AND x.status IN ({listed})"
        found.append((f"EXISTS ({inside})", bound))
    return joined(found)


def ways(engine: Engine, wanted: Selection, *, first: int | None = None) -> tuple[list[Way], dict[str, Any]]:
    """The ways to the events of a selection, together all of them, and the values of their clauses.

    By day, one that names somebody has a way for each mention or country that the name means: an index has the events
    of each in order, and the first of a page are found without looking at the others.
    """
    field = next((field for field in PARTIES if getattr(wanted, field)), None)
    named = _named(engine, wanted, field) if field and wanted.sort in BY_DAY else []
    if not field or not 0 < len(named) <= WAYS:
        where, bound = events(engine, wanted, first=first)
        return [_way(wanted, where)], bound
    without: dict[str, Any] = {field: None}
    where, bound = events(engine, replace(wanted, **without), first=first)
    made = [_way(wanted, f"{clause} AND {where}", nth) for nth, (clause, _) in enumerate(named)]
    return made, {**bound, **{key: value for _, values in named for key, value in values.items()}}


def _way(wanted: Selection, where: str, nth: int = 0) -> Way:
    if where.startswith(MENTIONED):
        return Way(f"way{nth}", "DISTINCT m.ev, m.day", "mentions m CROSS JOIN events e", where, BY_DAY[wanted.sort])
    return Way(f"way{nth}", "e.ev", "events e", where, order(wanted, "e", "ev", {"reports"}))


def _named(engine: Engine, wanted: Selection, field: str) -> list[Clause]:
    """Clauses of which each means one actor in one role, or a country in one: all that a name means."""
    name = getattr(wanted, field)
    roles, columns = PARTIES[field]
    if _is_country(engine, name):
        return [(f"e.{column} = :{field}", {field: name}) for column in columns]
    return [
        (f"{MENTIONED} AND m.actor = :{field}{nth} AND m.role = '{role}'", {f"{field}{nth}": actor})
        for nth, actor in enumerate(matching(engine, name))
        for role in roles
    ]


def incidents(engine: Engine, wanted: Selection) -> Clause:
    """The clause over incidents `i`: their fields, or those of one of their events; withdrawn ones only if asked."""
    found = [*_fields(wanted, "i"), _same("i.id", "incident", wanted.incident)]
    found.append(_list("i.status", "status", wanted.status) or ("i.status <> 'withdrawn'", {}))
    asked: dict[str, Any] = {name: value for name in OF_EVENTS if (value := getattr(wanted, name))}
    if asked:
        clause, bound = events(engine, Selection(**asked))
        found.append((f"i.inc IN (SELECT e.incident FROM events e WHERE {clause})", bound))
    return joined(found)


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
            listed, bound = _actors(engine, field, name)
            only = f" AND p.role = '{role}'" if role else ""
            found.append((f"c.com IN (SELECT p.com FROM parties p WHERE p.actor IN ({listed}){only})", bound))
    if wanted.since:
        found.append(("coalesce(c.due_end, c.made_day) >= :since", {"since": str(wanted.since)}))
    if wanted.until:
        found.append(("coalesce(c.due_start, c.due_end, c.made_day) <= :until", {"until": str(wanted.until)}))
    found.append(_holding("c.evidence", wanted.text))
    found.append(_inside("c.doc", "doc", "documents", wanted.document))
    if wanted.source:
        found.append(("c.doc IN (SELECT doc FROM documents WHERE publisher = :source)", {"source": wanted.source}))
    if wanted.status:
        found.append(_standing(wanted.status, day))
    return joined(found)


def actors(engine: Engine, wanted: Selection) -> Clause:
    """The clause over actors `a`: those whom `party` names, everybody without one."""
    if not wanted.party:
        return joined([])
    listed, bound = _actors(engine, "party", wanted.party)
    return f"a.actor IN ({listed})", bound


def documents(wanted: Selection) -> Clause:
    """The clause over documents `d`: `source`, `since`, `until`, `document` and words of the title."""
    found = [_same("d.publisher", "source", wanted.source), _same("d.id", "document", wanted.document)]
    return joined([*found, _days(wanted, "d"), _holding("d.title", wanted.text)])


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


def _actors(engine: Engine, field: str, name: str) -> Clause:
    """The keys of the actors whom a name means, for ``IN``."""
    if _is_country(engine, name):
        return f"SELECT n.actor FROM actors n WHERE n.country = :{field}", {field: name}
    return among(field, matching(engine, name))


def _is_country(engine: Engine, name: str) -> bool:
    """Whether a name is the code of a country that actors in the store have; "PKK" and "AFP" look like codes too."""
    known = "SELECT 1 FROM actors WHERE country = :name LIMIT 1"
    return bool(CODE.fullmatch(name)) and bool(engine.rows(known, {"name": name}))


def matching(engine: Engine, name: str) -> list[int]:
    """The keys of the actors that a name means: an id, a Wikidata number, a name, else every name that holds it."""
    sql = "SELECT actor FROM actors WHERE id = :name OR wikidata = :name OR folded = :folded"
    found = engine.rows(sql, {"name": name, "folded": folded(name)})
    if not found:
        sql = (
            "SELECT actor FROM actors WHERE folded LIKE :words ESCAPE '\\' "
            "ORDER BY length(folded), folded, actor LIMIT :most"
        )
        found = engine.rows(sql, {"words": _anywhere(folded(name)), "most": ACTORS})
    return [row["actor"] for row in found]


def _party(engine: Engine, wanted: Selection, field: str) -> Clause | None:
    name = getattr(wanted, field)
    if not name:
        return None
    roles, columns = PARTIES[field]
    if columns and _is_country(engine, name):
        return f"({' OR '.join(f'e.{column} = :{field}' for column in columns)})", {field: name}
    listed, bound = _actors(engine, field, name)
    what = ", ".join(f"'{role}'" for role in roles)
    return f"e.ev IN (SELECT m.ev FROM mentions m WHERE m.actor IN ({listed}) AND m.role IN ({what}))", bound


def _fields(wanted: Selection, table: str) -> list[Clause | None]:
    """What events and incidents have alike."""
    lists = (("type", wanted.type), ("quad", wanted.quad), ("factuality", wanted.factuality))
    found = [_list(f"{table}.{column}", column, values) for column, values in lists]
    return [*found, _same(f"{table}.mode", "mode", wanted.mode), _days(wanted, table), _near(wanted.near, table)]


def _same(column: str, name: str, value: str | None) -> Clause | None:
    return (f"{column} = :{name}", {name: value}) if value else None


def _list(column: str, name: str, values: tuple[Any, ...]) -> Clause | None:
    if not values:
        return None
    listed, bound = among(name, values)
    return f"{column} IN ({listed})", bound


def _days(wanted: Selection, table: str) -> Clause | None:
    found: list[Clause] = []
    if wanted.since:
        found.append((f"{table}.start_day >= :since", {"since": str(wanted.since)}))
    if wanted.until:
        found.append((f"{table}.start_day <= :until", {"until": str(wanted.until)}))
    return joined(found) if found else None


def _holding(column: str, words: str | None) -> Clause | None:
    """A column that has words somewhere, large letters or small."""
    return (f"lower({column}) LIKE lower(:text) ESCAPE '\\'", {"text": _anywhere(words)}) if words else None


def _anywhere(words: str) -> str:
    """The pattern of ``LIKE`` for words that stand anywhere; nothing in them means more than itself."""
    for sign in "\\%_":
        words = words.replace(sign, f"\\{sign}")
    return f"%{words}%"


def _place(name: str | None) -> Clause | None:
    if not name:
        return None
    if CODE.fullmatch(name):
        return "e.country = :place", {"place": name}
    return "(e.place = :place OR e.place_id = :place OR e.adm1 = :place)", {"place": name}


def _near(near: tuple[float, float, float] | None, table: str) -> Clause | None:
    """Within so many kilometres: first the cells that the circle touches, then the great circle itself."""
    if near is None:
        return None
    lat, lon, km = (round(number, DIGITS) for number in near)
    cells = rows.cells_near(lat, lon, km)
    listed, bound = among("cell", cells if len(cells) <= CELLS else ())
    only = f"{table}.cell IN ({listed})" if bound else f"{table}.lat IS NOT NULL"
    # the square of half the chord; rounding may lift that of the antipodes above 1
    sine = math.sin(min(math.pi, km / EARTH_KM) / 2) ** 2 + ROUNDING
    far = (
        f"pow(sin(radians({table}.lat - :near_lat) / 2), 2) + cos(radians(:near_lat)) * cos(radians({table}.lat)) "
        f"* pow(sin(radians({table}.lon - :near_lon) / 2), 2) <= :near_sine"
    )
    return f"({only} AND {far})", {**bound, "near_lat": lat, "near_lon": lon, "near_sine": sine}


def _text(engine: Engine, words: str | None, first: int | None) -> Clause | None:
    if not words:
        return None
    if first is None:
        return engine.matches, {"text": full_text(words)}
    return engine.matches_many, {"text": full_text(words), "first": first}


def _least(confidence: float) -> Clause | None:
    return ("e.confidence >= :min_confidence", {"min_confidence": confidence}) if confidence else None


def _inside(column: str, key: str, table: str, name: str | None) -> Clause | None:
    return (f"{column} IN (SELECT {key} FROM {table} WHERE id = :{table})", {table: name}) if name else None
