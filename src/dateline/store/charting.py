"""Counts that pictures are drawn from: where, when, and between whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.store import selection

if TYPE_CHECKING:
    from dateline.store.engine import Engine, Row
    from dateline.store.selection import Selection

HAPPENED = ("asserted", "claimed", "alleged")
"""How events stand that somebody says happened; the others are denied, negated, planned or conditional."""
NEWEST, DYADIC = 50_000, 10_000
"""Events that cells, and that dyads, are counted over at most, the newest."""
CALENDAR, POINTS = frozenset({"since", "until", "quad", "factuality"}), frozenset({"quad", "factuality"})
"""Parts of a selection that the counts by day know, and those by point: one of other parts is counted by its events."""

_QUADS = ", ".join(f"sum(CASE WHEN {{t}}.quad = {q} THEN {{n}} ELSE 0 END) AS q{q}" for q in (1, 2, 3, 4))
_LATEST = "ORDER BY e.start_day DESC NULLS LAST, e.ev DESC LIMIT :newest"


def cells(engine: Engine, wanted: Selection, most: int) -> list[Row]:
    """Events by point, day and quad: ``lat lon place country precision day quad n``, the newest first.

    Counted over the `NEWEST` events of the selection.  Events without a point come with ``None`` for it, those without
    a day last.
    """
    where, bound = selection.events(engine, wanted)
    columns = "e.lat, e.lon, e.place, e.country, e.place_precision, e.start_day, e.quad"
    sql = (
        "SELECT e.lat, e.lon, min(e.place) AS place, min(e.country) AS country, "
        "min(e.place_precision) AS precision, e.start_day AS day, e.quad, count(*) AS n "
        f"FROM (SELECT {columns} FROM events e WHERE {where} {_LATEST}) AS e "
        "GROUP BY e.lat, e.lon, e.start_day, e.quad "
        "ORDER BY e.start_day DESC NULLS LAST, e.lat, e.lon, e.quad LIMIT :most"
    )
    return engine.rows(sql, {**bound, "newest": NEWEST, "most": most})


def places(engine: Engine, wanted: Selection, most: int) -> list[Row]:
    """Events by point: ``lat lon place country precision n q1 q2 q3 q4 first last``, the most first."""
    where, bound = selection.events(engine, wanted)
    if wanted.given().keys() <= POINTS:
        return _points(engine, where, {**bound, "most": most})
    sql = (
        "SELECT e.lat, e.lon, min(e.place) AS place, min(e.country) AS country, "
        "min(e.place_precision) AS precision, min(e.start_day) AS first, max(e.start_day) AS last, "
        f"count(*) AS n, {_QUADS.format(t='e', n=1)} FROM events e WHERE e.lat IS NOT NULL AND {where} "
        "GROUP BY e.lat, e.lon ORDER BY n DESC, place, e.lat, e.lon LIMIT :most"
    )
    return engine.rows(sql, {**bound, "most": most})


def _points(engine: Engine, where: str, bound: Row) -> list[Row]:
    """`places` out of the counts by point; the events themselves tell only what the first points are called."""
    counted = (
        f"SELECT e.cell, e.lat, e.lon, sum(e.events) AS n, {_QUADS.format(t='e', n='e.events')} FROM points e "
        f"WHERE e.events > 0 AND {where} GROUP BY e.cell, e.lat, e.lon ORDER BY n DESC, e.lat, e.lon LIMIT :most"
    )
    here = f"FROM events e WHERE e.cell = g.cell AND e.lat = g.lat AND e.lon = g.lon AND {where}"
    named = {"place": "place", "country": "country", "place_precision": "precision"}
    asked = [
        f"(SELECT e.{column} {here} ORDER BY e.start_day, e.ev LIMIT 1) AS {name}" for column, name in named.items()
    ]
    asked += [
        f"(SELECT e.start_day {here} AND e.start_day IS NOT NULL ORDER BY e.start_day {way} LIMIT 1) AS {name}"
        for name, way in (("first", ""), ("last", "DESC"))
    ]
    sql = (
        f"SELECT g.lat, g.lon, {', '.join(asked)}, g.n, g.q1, g.q2, g.q3, g.q4 FROM ({counted}) AS g "
        "ORDER BY g.n DESC, place, g.lat, g.lon"
    )
    return engine.rows(sql, bound)


def placed(engine: Engine, wanted: Selection) -> tuple[int, int, int]:
    """How many events of a selection have a point, how many have none, and at how many points they are."""
    where, bound = selection.events(engine, wanted)
    if wanted.given().keys() <= POINTS:
        return _placed(engine, where, bound)
    sql = (
        "SELECT sum(x.n) AS events, sum(CASE WHEN x.lat IS NULL THEN x.n ELSE 0 END) AS nowhere, "
        "sum(CASE WHEN x.lat IS NULL THEN 0 ELSE 1 END) AS points FROM "
        f"(SELECT e.lat, e.lon, count(*) AS n FROM events e WHERE {where} GROUP BY e.lat, e.lon) AS x"
    )
    row = engine.rows(sql, bound)[0]
    events, nowhere, points = (int(row[name] or 0) for name in ("events", "nowhere", "points"))
    return events - nowhere, nowhere, points


def _placed(engine: Engine, where: str, bound: Row) -> tuple[int, int, int]:
    """`placed` out of the counts by point and by day."""
    points = f"SELECT sum(e.events) AS n FROM points e WHERE e.events > 0 AND {where} GROUP BY e.cell, e.lat, e.lon"
    every = f"SELECT sum(e.events) FROM calendar e WHERE {where}"
    sql = f"SELECT ({every}) AS events, sum(x.n) AS placed, count(*) AS points FROM ({points}) AS x"
    row = engine.rows(sql, bound)[0]
    events, there, at = (int(row[name] or 0) for name in ("events", "placed", "points"))
    return there, events - there, at


def days(engine: Engine, wanted: Selection) -> list[Row]:
    """Events by day and quad: ``day quad n``, the oldest first; those without a day are left out."""
    where, bound = selection.events(engine, wanted)
    known = wanted.given().keys() <= CALENDAR
    source, n = ("calendar", "sum(e.events)") if known else ("events", "count(*)")
    sql = (
        f"SELECT e.start_day AS day, e.quad, {n} AS n FROM {source} e WHERE e.start_day <> '' AND {where} "
        f"GROUP BY e.start_day, e.quad HAVING {n} > 0 ORDER BY e.start_day, e.quad"
    )
    return [{**row, "n": int(row["n"])} for row in engine.rows(sql, bound)]


def dyads(engine: Engine, wanted: Selection, most: int) -> list[Row]:
    """Who acts towards whom: the two actors (``from to``: id, name, country), ``n``, ``q1`` to ``q4``, ``last``.

    The most frequent first, counted over the `DYADIC` newest events of the selection.  An event with several actors or
    recipients counts once for each pair of them.
    """
    where, bound = selection.events(engine, wanted)
    pairs = (
        "SELECT DISTINCT f.actor AS f, t.actor AS t, s.ev, s.quad, s.day FROM "
        f"(SELECT e.ev, e.quad, e.start_day AS day FROM events e WHERE {where} {_LATEST}) AS s "
        "JOIN mentions f ON f.ev = s.ev AND f.role = 'actor' JOIN mentions t ON t.ev = s.ev AND t.role = 'recipient' "
        "WHERE f.actor <> t.actor"
    )
    counted = (
        f"SELECT p.f, p.t, count(*) AS n, {_QUADS.format(t='p', n=1)}, max(p.day) AS last FROM ({pairs}) AS p "
        "GROUP BY p.f, p.t ORDER BY n DESC, p.f, p.t LIMIT :most"
    )
    sql = (
        "SELECT a.id AS from_id, a.name AS from_name, a.country AS from_country, b.id AS to_id, b.name AS to_name, "
        f"b.country AS to_country, g.n, g.q1, g.q2, g.q3, g.q4, g.last FROM ({counted}) AS g "
        "JOIN actors a ON a.actor = g.f JOIN actors b ON b.actor = g.t ORDER BY g.n DESC, a.name, b.name, g.f, g.t"
    )
    return engine.rows(sql, {**bound, "newest": DYADIC, "most": most})


def between_countries(engine: Engine, wanted: Selection, most: int) -> list[Row]:
    """The same by the countries of who acts and who is acted on; ids and names are the countries' codes."""
    where, bound = selection.events(engine, wanted)
    sql = (
        "SELECT e.from_country AS from_id, e.from_country AS from_name, e.from_country, e.to_country AS to_id, "
        f"e.to_country AS to_name, e.to_country, count(*) AS n, {_QUADS.format(t='e', n=1)}, max(e.start_day) AS last "
        "FROM events e WHERE e.from_country IS NOT NULL AND e.to_country IS NOT NULL "
        f"AND e.from_country <> e.to_country AND {where} "
        "GROUP BY e.from_country, e.to_country ORDER BY n DESC, 1, 4 LIMIT :most"
    )
    return engine.rows(sql, {**bound, "most": most})
