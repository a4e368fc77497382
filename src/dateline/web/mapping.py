"""The map and the timeline of a selection, as a picture, as a table, and as points."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse

from dateline.store import charting
from dateline.web import pages, words
from dateline.web.problems import missing
from dateline.web.tables import hidden
from dateline.web.wanted import Wanted, address, query, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dateline.store import Selection
    from dateline.store.engine import Engine, Row

router = APIRouter()

MOST = 20_000
"""Points (a place on a day in a quad) that are sent at most, the newest."""
LISTED = 100
"""Places that the table under the map has at most."""
DAYS, WEEKS, MONTHS = 92, 92 * 7, 92 * 31
"""Up to so many days a timeline has a bar for each day, week, month; beyond, for each year."""
VENDOR = pages.HOME / "vendor"
FILES = {
    "d3-array.min.js": "text/javascript",
    "d3-geo.min.js": "text/javascript",
    "topojson-client.min.js": "text/javascript",
    "world-110m.json": "application/json",
}
"""What the map is drawn with; the build fetches it."""
WIDE, HIGH = 1000, 150
"""Units of the drawing of a timeline."""
FEW = 0.02
"""The part of all events that may be left out at an end of the timeline, where they would take up most of it."""
TICKS = 5
"""Days that stand below a timeline at most."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The events of one stretch of days: its first and last day, events by quad, and where it is drawn."""

    first: dt.date
    last: dt.date
    counts: tuple[int, int, int, int]
    x: float = 0
    width: float = 0
    parts: tuple[tuple[int, float, float], ...] = ()
    """Quad, top and height of each part that isn't empty."""

    @property
    def n(self) -> int:
        """All events of the stretch."""
        return sum(self.counts)


@router.get("/map.json", tags=["pictures"], summary="Events by point, day and quad, for a map")
def points(request: Request, wanted: Wanted) -> JSONResponse:
    """Events of a selection gathered by point, day and quad.

    `places` are ``[latitude, longitude, name, country, precision]``; `cells` are four numbers each, one after the
    other: the place's number (-1: no place), the day's (counted from `first`; -1: no day), the quad, how many events.
    `cut` says that these are only the newest: there are more than `most` cells, or more events than are looked at.
    """
    rows = charting.cells(request.app.state.store().engine, wanted, MOST + 1)
    cut = len(rows) > MOST or sum(row["n"] for row in rows) >= charting.NEWEST
    return JSONResponse({**packed(rows[:MOST]), "cut": cut, "most": MOST})


def packed(rows: Sequence[Row]) -> dict[str, Any]:
    """Rows of `charting.cells` as short lists of numbers."""
    known = [row["day"] for row in rows if row["day"]]
    first = dt.date.fromisoformat(min(known)) if known else None
    places: dict[tuple[float, float], int] = {}
    listed: list[list[Any]] = []
    numbers: list[int] = []
    for row in rows:
        nth = -1
        if row["lat"] is not None:
            nth = places.setdefault((row["lat"], row["lon"]), len(places))
            if nth == len(listed):
                listed.append([row[name] for name in ("lat", "lon", "place", "country", "precision")])
        day = (dt.date.fromisoformat(row["day"]) - first).days if first and row["day"] else -1
        numbers += (nth, day, row["quad"], row["n"])
    return {"first": str(first) if first else None, "places": listed, "cells": numbers}


@router.get("/map", include_in_schema=False, response_class=HTMLResponse)
def view(request: Request, wanted: Wanted) -> HTMLResponse:
    """The map's page: without JavaScript a table of places and a drawn timeline."""
    stores, seen = request.app.state.store, happened(wanted)
    placed, places, drawn = stores.remembered(("map", whole(seen)), lambda: charted(stores().engine, seen))
    here, nowhere, there = placed
    return pages.page(
        request,
        "map.html",
        title="Map",
        wanted=wanted,
        seen=seen,
        base=query(seen),
        places=[_listed(row, seen) for row in places],
        placed=here,
        nowhere=nowhere,
        points=there,
        drawn=drawn,
        size={"wide": WIDE, "high": HIGH},
        links={name: address(f"/{name}", seen) for name in ("events", "incidents", "network", "map.json")},
        choices=standings("/map", wanted),
        hidden=[pair for pair in hidden("events", wanted) if pair[0] != "near"],
        drawable=drawable(),
    )


def charted(engine: Engine, seen: Selection) -> tuple[tuple[int, int, int], list[Row], Timeline]:
    """What the page shows of all that is selected: how many lie where, the places with the most, the timeline."""
    return charting.placed(engine, seen), charting.places(engine, seen, LISTED), timeline(charting.days(engine, seen))


def happened(wanted: Selection) -> Selection:
    """The selection, and where it doesn't say how events stand, only those that somebody says happened."""
    return wanted if wanted.factuality else replace(wanted, factuality=charting.HAPPENED)


def standings(path: str, wanted: Selection) -> list[tuple[str, str, bool]]:
    """The ways to choose by how events stand, for a page that draws: words, address, whether it is chosen."""
    all_of_them = tuple(words.FACTUALITY)
    other = tuple(name for name in all_of_them if name not in charting.HAPPENED)
    ways = {
        "said to have happened": charting.HAPPENED,
        "denied, planned or conditional": other,
        "all": all_of_them,
    }
    now = set(wanted.factuality or charting.HAPPENED)
    return [
        (said, address(path, wanted, factuality=() if which == charting.HAPPENED else which), now == set(which))
        for said, which in ways.items()
    ]


def _listed(row: Row, wanted: Selection) -> dict[str, Any]:
    near = (row["lat"], row["lon"], 1.0)
    return {**row, "href": address("/events", wanted, near=near), "map": address("/map", wanted, near=near)}


def drawable() -> bool:
    """Whether the files that draw the map were fetched when this copy of dateline was installed."""
    return all((VENDOR / name).is_file() for name in FILES)


@router.get("/vendor/{name}", include_in_schema=False)
def vendor(name: str) -> FileResponse:
    """One of the files that draw the map."""
    if name not in FILES or not (VENDOR / name).is_file():
        raise missing("file", name)
    kept = {"cache-control": "public, max-age=86400"}
    return FileResponse(VENDOR / name, media_type=FILES[name], headers=kept)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars of a selection, oldest first, and how many events lie so far off that they are left out."""

    bars: tuple[Bar, ...] = ()
    earlier: int = 0
    later: int = 0

    @property
    def most(self) -> int:
        """Events of the highest bar."""
        return max((bar.n for bar in self.bars), default=0)

    @property
    def unit(self) -> str:
        """What one bar stands for, in a word."""
        long = (self.bars[0].last - self.bars[0].first).days + 1 if self.bars else 1
        return {1: "day", 7: "week"}.get(long, "month" if long < 32 else "year")  # noqa: PLR2004 - days of a month

    @property
    def ticks(self) -> list[str]:
        """The days that stand below the bars, evenly spread from the first to the last."""
        most = min(TICKS, len(self.bars))
        last = len(self.bars) - 1
        return [str(self.bars[round(nth * last / (most - 1)) if nth else 0].first) for nth in range(most)]


def timeline(rows: Iterable[Row]) -> Timeline:
    """Rows of `charting.days` as bars from the first to the last day, drawn `WIDE` by `HIGH`.

    A few events that lie far off, such as a battle of long ago that a report recalls, don't make all others small.
    """
    counts: dict[dt.date, list[int]] = {}
    for row in rows:
        counts.setdefault(dt.date.fromisoformat(row["day"]), [0, 0, 0, 0])[row["quad"] - 1] += row["n"]
    if not counts:
        return Timeline()
    first, last = _middle({day: sum(n) for day, n in counts.items()})
    stretches = list(_stretches(first, last))
    told = [[0, 0, 0, 0] for _ in stretches]
    nth = 0
    for day in sorted(day for day in counts if first <= day <= last):
        while day > stretches[nth][1]:
            nth += 1
        told[nth] = [a + b for a, b in zip(told[nth], counts[day], strict=True)]
    bars = _drawn([Bar(*days, (n[0], n[1], n[2], n[3])) for days, n in zip(stretches, told, strict=True)])
    earlier = sum(sum(n) for day, n in counts.items() if day < first)
    later = sum(sum(n) for day, n in counts.items() if day > last)
    return Timeline(tuple(bars), earlier, later)


def _middle(counts: Mapping[dt.date, int]) -> tuple[dt.date, dt.date]:
    """The first and last day to draw: all, or without the `FEW` on a side that would take up most of the drawing."""
    days = sorted(counts)
    few = FEW * sum(counts.values())
    low, high = _past(days, counts, few), _past(days[::-1], counts, few)
    far = dt.timedelta(max(31, 2 * (high - low).days))
    return (low if low - days[0] > far else days[0]), (high if days[-1] - high > far else days[-1])


def _past(days: Sequence[dt.date], counts: Mapping[dt.date, int], few: float) -> dt.date:
    """The first of some days before which there are at most a few events."""
    seen = 0
    for day in days:
        seen += counts[day]
        if seen > few:
            return day
    return days[-1]


def _stretches(first: dt.date, last: dt.date) -> Iterable[tuple[dt.date, dt.date]]:
    """The days, weeks (from Monday), months or years from one day to another, each by its first and last day."""
    span = (last - first).days + 1
    start = first
    if DAYS < span <= WEEKS and first.toordinal() > first.weekday():
        start = first - dt.timedelta(first.weekday())
    elif span > WEEKS:
        start = first.replace(day=1) if span <= MONTHS else first.replace(month=1, day=1)
    while start <= last:
        following = _following(start, span)
        if following is None:
            yield start, dt.date.max
            return
        yield start, following - dt.timedelta(1)
        start = following


def _following(start: dt.date, span: int) -> dt.date | None:
    """When the next stretch begins; ``None`` at the end of all days."""
    try:
        if span <= WEEKS:
            return start + dt.timedelta(1 if span <= DAYS else 7)
        if span <= MONTHS:
            return (start + dt.timedelta(31)).replace(day=1)
        return start.replace(year=start.year + 1)
    except (OverflowError, ValueError):
        return None


def _drawn(bars: list[Bar]) -> list[Bar]:
    most = max(bar.n for bar in bars)
    width = WIDE / len(bars)
    made = []
    for nth, bar in enumerate(bars):
        parts, top = [], float(HIGH)
        for quad, n in enumerate(bar.counts, 1):
            if n:
                height = HIGH * n / most
                top -= height
                parts.append((quad, round(top, 2), round(height, 2)))
        made.append(replace(bar, x=round(nth * width, 2), width=round(width, 2), parts=tuple(parts)))
    return made
