"""What a page narrows a selection down by: how many of its rows have each value of each facet.

Of a whole store, and for events of whole months, kept counts tell all; of another selection the newest rows are
counted, so that no page takes long (`partial` says where that leaves some out).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dateline.store import asking, looking, selection, tallying
from dateline.store.statements import among

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.store.engine import Engine, Row
    from dateline.store.selection import Selection

    Facet = list[tuple[str, str, int]]
    Values = dict[str, list[tuple[str, int]]]

COUNTED: Mapping[str, int] = {"events": 2_000, "incidents": 1_000}
"""Rows that are counted at most, the newest; an incident has about three events, which are counted too."""
SHOWN = 12
"""Values of a facet that a page shows."""
VALUES = 40
"""Values of a facet at most, the commonest first."""
MONTH = "month"
OTHERS: Mapping[str, Mapping[str, str]] = {
    "commitments": {"status": selection.STANDING, MONTH: "substr(coalesce(c.due_end, c.made_day), 1, 7)"},
    "documents": {"source": "d.publisher", MONTH: "substr(d.start_day, 1, 7)"},
    "actors": {},
}
"""What the rows of the other tables are counted by, all of them."""
NAMED = {"type": "type", "factuality": "factuality", "quad": "quad", "country": "country", "publisher": "source"}
"""Columns of an event that are facets of a page, with what it calls them."""
OF_EVENTS = frozenset({"actor", "country", "source"})
"""Facets of incidents that only their events tell."""
DAY = dt.timedelta(days=1)


def of(engine: Engine, kind: str, wanted: Selection, today: str) -> dict[str, Facet]:
    """How many rows of a selection have each value of each facet: value, words to show, number; the commonest first."""
    if kind == "events":
        return _of_events(engine, wanted)
    return _of_incidents(engine, wanted) if kind == "incidents" else _of_others(engine, kind, wanted, today)


def partial(kind: str, wanted: Selection, total: int) -> frozenset[str]:
    """The facets that are counted over the newest rows of a selection alone, which has `total` of them."""
    if kind not in COUNTED or total <= COUNTED[kind]:
        return frozenset()
    if not wanted.given():
        return OF_EVENTS if kind == "incidents" else frozenset()
    if kind == "events" and _whole_months(wanted):
        return frozenset({"actor"})
    return frozenset({"status", MONTH, *NAMED.values(), *OF_EVENTS})


def values(engine: Engine, wanted: Selection) -> Values:
    """How many events of a selection have each value of each of `tallying.FACETS`, the commonest first.

    At most `VALUES` of them, and over no more events than `COUNTED` says, unless the tallies know them.
    """
    if _whole_months(wanted):
        return _tallied(engine, wanted)
    return _commonest(_newest(engine, wanted), tallying.FACETS)


def cut(told: Sequence[tuple[str, int]]) -> int | None:
    """How many events, the newest, the `values` of the facet ``type`` count; ``None`` if they count all."""
    most = COUNTED["events"]
    return most if sum(n for _, n in told) == most else None


def _of_events(engine: Engine, wanted: Selection) -> dict[str, Facet]:
    if _whole_months(wanted):
        told, months = _tallied(engine, wanted), _months(engine, wanted)
        people = parties(engine, wanted)
    else:
        rows = _newest(engine, wanted)
        # words are looked for once: that takes longer than to hand over all keys
        people = (
            _involved(engine, *among("ev", [row["ev"] for row in rows])) if wanted.text else parties(engine, wanted)
        )
        told = _commonest(rows, tallying.FACETS)
        months = Counter(row["start_day"][:7] for row in rows if row["start_day"])
    found = {to: [(value, value, n) for value, n in told[name][:SHOWN]] for name, to in NAMED.items()}
    return {"actor": people, **found, MONTH: _by_month(months)}


def _newest(engine: Engine, wanted: Selection) -> Sequence[Row]:
    """The newest events of a selection, with what they are counted by."""
    keys, bound = asking.newest(engine, wanted, COUNTED["events"])
    columns = ", ".join(f"e.{facet}" for facet in tallying.FACETS)
    return engine.rows(f"SELECT e.ev, e.start_day, {columns} FROM events e WHERE e.ev IN ({keys})", bound)


def _commonest(rows: Sequence[Row], columns: Iterable[str]) -> Values:
    """The values of some columns, the commonest first."""
    found = {}
    for column in columns:
        counted = Counter(str(row[column]) for row in rows if row[column] not in (None, tallying.UNKNOWN))
        found[column] = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:VALUES]
    return found


def _by_month(months: Mapping[str, int]) -> Facet:
    return [(month, month, n) for month, n in sorted(months.items(), reverse=True)[:SHOWN]]


def _whole_months(wanted: Selection) -> bool:
    """Whether a selection is nothing but some months in a row, so that the tallies know its facets."""
    since, until = wanted.since, wanted.until
    begins = since is None or since.day == 1
    ends = until is None or (until.month == 12 and until.day == 31) or (until + DAY).day == 1  # noqa: PLR2004
    return begins and ends and wanted.given().keys() <= {"since", "until"}


def _within(wanted: Selection) -> tuple[str, Row]:
    """The clause over `tallies` for some months in a row."""
    bound = {"since": str(wanted.since or "")[:7], "until": str(wanted.until or "9")[:7]}
    undated = "" if wanted.since or wanted.until else " OR month = ''"
    return f"((month >= :since AND month <= :until AND month <> ''){undated})", bound


def _tallied(engine: Engine, wanted: Selection) -> Values:
    where, bound = _within(wanted)
    sql = (
        f"SELECT facet, value, sum(events) AS n FROM tallies WHERE {where} AND value <> '' GROUP BY facet, value "
        "HAVING sum(events) > 0 ORDER BY 3 DESC, 2"
    )
    found: Values = {facet: [] for facet in tallying.FACETS}
    for row in engine.rows(sql, bound):
        found[row["facet"]].append((row["value"], int(row["n"])))
    return {facet: told[:VALUES] for facet, told in found.items()}


def _months(engine: Engine, wanted: Selection) -> dict[str, int]:
    where, bound = _within(wanted)
    sql = (
        f"SELECT month, sum(events) AS n FROM tallies WHERE facet = 'quad' AND month <> '' AND {where} "
        f"GROUP BY month HAVING sum(events) > 0 ORDER BY month DESC LIMIT {SHOWN}"
    )
    return {row["month"]: int(row["n"]) for row in engine.rows(sql, bound)}


def parties(engine: Engine, wanted: Selection, role: str | None = None) -> Facet:
    """Who acts or is acted on in the events of a selection: id, name, number of events; `role` only one of the two.

    Counted over the newest events; of a whole store, over all.
    """
    if role is None and not wanted.given():
        return _everybody(engine)
    return _involved(engine, *asking.newest(engine, wanted, COUNTED["events"]), role)


def _involved(engine: Engine, keys: str, bound: Row, role: str | None = None) -> Facet:
    """Who acts or is acted on in the events with some keys."""
    roles = f"('{role}')" if role in {"actor", "recipient"} else tallying.PARTIES
    sql = (
        "SELECT a.id, a.name, a.country, g.n FROM (SELECT m.actor, count(DISTINCT m.ev) AS n FROM mentions m "
        f"WHERE m.ev IN ({keys}) AND m.actor IS NOT NULL AND m.role IN {roles} GROUP BY m.actor "
        f"ORDER BY 2 DESC, 1 LIMIT {SHOWN}) AS g JOIN actors a ON a.actor = g.actor ORDER BY g.n DESC, a.name, a.id"
    )
    return _people(engine.rows(sql, bound))


def _everybody(engine: Engine) -> Facet:
    """`parties` of the whole store, out of their counts."""
    sql = (
        "SELECT a.id, a.name, a.country, g.events AS n FROM "
        f"(SELECT n.actor, n.events FROM involved n WHERE n.events > 0 ORDER BY 2 DESC, 1 LIMIT {SHOWN}) AS g "
        "JOIN actors a ON a.actor = g.actor ORDER BY g.events DESC, a.name, a.id"
    )
    return _people(engine.rows(sql))


def _people(rows: Sequence[Row]) -> Facet:
    """Actors as values of a facet, by name, with the country where others are called the same."""
    names = Counter(row["name"] for row in rows)
    found = []
    for row in rows:
        apart = f" ({row['country'] or 'no country'})" if names[row["name"]] > 1 else ""
        found.append((str(row["id"]), f"{row['name']}{apart}", int(row["n"])))
    return found


def _of_incidents(engine: Engine, wanted: Selection) -> dict[str, Facet]:
    where, bound = selection.incidents(engine, wanted)
    columns = ", ".join(f"i.{column}" for column in tallying.STANDINGS)
    sql = (
        f"SELECT i.inc, i.start_day, {columns} FROM incidents i WHERE {where} "
        f"ORDER BY {selection.order(replace(wanted, sort='newest'), 'i', 'inc')} LIMIT :most"
    )
    rows = engine.rows(sql, {**bound, "most": COUNTED["incidents"]})
    if wanted.given():
        told = _commonest(rows, tallying.STANDINGS)
        months: Mapping[str, int] = Counter(row["start_day"][:7] for row in rows if row["start_day"])
    else:
        told = _settled(engine)
        months = dict(told.pop(MONTH))
    own = {name: [(value, value, n) for value, n in values[:SHOWN]] for name, values in told.items()}
    return {**own, **_by_events(engine, [row["inc"] for row in rows]), MONTH: _by_month(months)}


def _settled(engine: Engine) -> Values:
    """What all incidents but withdrawn ones are counted by, and their months, out of their counts."""
    sql = "SELECT facet, value, incidents AS n FROM outcomes WHERE incidents > 0 AND value <> '' ORDER BY 3 DESC, 2"
    found: Values = {name: [] for name in (*tallying.STANDINGS, MONTH)}
    for row in engine.rows(sql):
        found[row["facet"]].append((row["value"], int(row["n"])))
    return found


def _by_events(engine: Engine, incidents: Sequence[Any]) -> dict[str, Facet]:
    """What incidents are selected by through their events: how many incidents have an event that says so."""
    listed, bound = among("inc", incidents)
    found = {}
    for name, column in {"country": "e.country", "source": "e.publisher"}.items():
        sql = (
            f"SELECT {column} AS value, count(DISTINCT e.incident) AS n FROM events e WHERE e.incident IN ({listed}) "
            f"AND {column} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {SHOWN}"
        )
        found[name] = _plain(engine.rows(sql, bound))
    sql = (
        "SELECT a.id, a.name, a.country, g.n FROM (SELECT m.actor, count(DISTINCT e.incident) AS n FROM events e "
        f"JOIN mentions m ON m.ev = e.ev WHERE e.incident IN ({listed}) AND m.actor IS NOT NULL "
        f"AND m.role IN {tallying.PARTIES} GROUP BY m.actor ORDER BY 2 DESC, 1 LIMIT {SHOWN}) AS g "
        "JOIN actors a ON a.actor = g.actor ORDER BY g.n DESC, a.name, a.id"
    )
    return {"actor": _people(engine.rows(sql, bound)), **found}


def _of_others(engine: Engine, kind: str, wanted: Selection, today: str) -> dict[str, Facet]:
    where, bound = looking.clause(engine, kind, wanted, today)
    found = {}
    for name, column in OTHERS[kind].items():
        order = "1 DESC" if name == MONTH else "2 DESC, 1"
        sql = (
            f"SELECT {column} AS value, count(*) AS n FROM {looking.TABLES[kind]} WHERE {where} "
            f"AND {column} IS NOT NULL GROUP BY 1 ORDER BY {order} LIMIT {SHOWN}"
        )
        found[name] = _plain(engine.rows(sql, bound))
    return found


def _plain(rows: Sequence[Row]) -> Facet:
    """Values of a facet that are their own words."""
    return [(str(row["value"]), str(row["value"]), int(row["n"])) for row in rows]
