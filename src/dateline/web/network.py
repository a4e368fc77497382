"""Who acts towards whom: actors and dyads of a selection, as a drawing and as a table."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse

from dateline.store import charting
from dateline.web import layout, pages, words
from dateline.web.mapping import happened, standings
from dateline.web.tables import hidden
from dateline.web.wanted import Wanted, address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.store import Selection
    from dateline.store.engine import Engine, Row

router = APIRouter()

MOST = 2_000
"""Dyads that are sent as data at most, those with the most events."""
NODES, EDGES, LISTED = 60, 150, 200
"""Actors and dyads in the drawing, and dyads in the table, at most."""
WIDE, HIGH = 1000, 640
"""The drawing's units."""
MIXED = (0.35, 0.65)
"""Between these shares of conflict a dyad counts as mixed."""
LETTER, LINE = 7.2, 15
"""Units of a label's letter and line."""

By = Annotated[
    Literal["actor", "country"], Query(title="By", description="actors, or the countries that they belong to")
]


@dataclass(frozen=True, slots=True)
class Node:
    """An actor of the drawing: where it is, how large, whether it is more in conflict, and where its name stands."""

    id: str
    name: str
    label: str
    country: str | None
    n: int
    kind: str
    x: float
    y: float
    radius: float
    label_x: float
    label_y: float
    href: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A dyad of the drawing: a curve from who acts to whom, as thick as there are events."""

    source: int
    target: int
    path: str
    head: str
    width: float
    kind: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A selection drawn: its actors and dyads, the dyads of the table, how many there are, whether more were left out.

    Attributes:
        rows: dyads as `_told` gives them.
        total: how many dyads are known.
        cut: whether there are more than `MOST`.
    """

    nodes: list[Node]
    edges: list[Edge]
    rows: list[dict[str, Any]]
    total: int
    cut: bool


@router.get("/network.json", tags=["pictures"], summary="Who acts towards whom: dyads with events by quad")
def dyads(request: Request, wanted: Wanted, by: By = "actor") -> JSONResponse:
    """The dyads of a selection: ``from`` and ``to`` (id, name, country), ``n`` events, by quad, and the last day.

    Those of actors are counted over the newest 10,000 events of the selection.

    `cut` says that there are more than `most`, of which these have the most events.
    """
    rows = counted(request.app.state.store().engine, wanted, by, MOST + 1)
    return JSONResponse({"by": by, "dyads": rows[:MOST], "cut": len(rows) > MOST, "most": MOST})


def counted(engine: Engine, wanted: Selection, by: str, most: int) -> list[Row]:
    """The dyads of a selection, those with the most events first."""
    return (charting.between_countries if by == "country" else charting.dyads)(engine, wanted, most)


@router.get("/network", include_in_schema=False, response_class=HTMLResponse)
def view(request: Request, wanted: Wanted, by: By = "actor") -> HTMLResponse:
    """The network's page."""
    stores, seen = request.app.state.store, happened(wanted)
    shown = stores.remembered(("network", by, seen), lambda: _drawing(stores().engine, seen, by))
    more = "" if by == "actor" else "by=country"
    return pages.page(
        request,
        "network.html",
        title="Network",
        wanted=wanted,
        by=by,
        drawing=shown,
        newest=charting.DYADIC if by == "actor" else None,
        size={"wide": WIDE, "high": HIGH},
        choices=[(said, _with(href, more), on) for said, href, on in standings("/network", wanted)],
        ways=[(way, _with(address("/network", wanted), f"by={way}"), way == by) for way in ("actor", "country")],
        hidden=[*hidden("events", wanted), *([("by", by)] if more else [])],
        links={
            "events": address("/events", seen),
            "map": address("/map", seen),
            "json": _with(address("/network.json", seen), more),
        },
    )


def _drawing(engine: Engine, seen: Selection, by: str) -> Drawing:
    rows = counted(engine, seen, by, MOST + 1)
    nodes, edges = drawn(rows[:MOST], seen, by)
    listed = [_told(row, seen, by) for row in rows[:LISTED]]
    return Drawing(nodes, edges, listed, min(len(rows), MOST), len(rows) > MOST)


def _with(href: str, more: str) -> str:
    return f"{href}{'&' if '?' in href else '?'}{more}" if more else href


def drawn(rows: Sequence[Row], wanted: Selection, by: str) -> tuple[list[Node], list[Edge]]:
    """The actors with the most events and the dyads among them, laid out."""
    total: dict[str, int] = {}
    conflict: dict[str, int] = {}
    known: dict[str, tuple[str, str | None]] = {}
    for row in rows:
        for end in ("from", "to"):
            key = row[f"{end}_id"]
            total[key] = total.get(key, 0) + row["n"]
            conflict[key] = conflict.get(key, 0) + row["q3"] + row["q4"]
            known[key] = (_name(row, end, by), row[f"{end}_country"])
    keys = sorted(total, key=lambda key: (-total[key], known[key][0], key))[:NODES]
    number = {key: nth for nth, key in enumerate(keys)}
    inside = [row for row in rows if row["from_id"] in number and row["to_id"] in number][:EDGES]
    linked = {key for row in inside for key in (row["from_id"], row["to_id"])}
    keys = [key for key in keys if key in linked]
    number = {key: nth for nth, key in enumerate(keys)}
    links = [(number[row["from_id"]], number[row["to_id"]]) for row in inside]
    at = layout.spread(len(keys), links, WIDE / HIGH)
    most = max((total[key] for key in keys), default=1)
    shapes = [(*_on_sheet(point), _radius(total[key], most)) for key, point in zip(keys, at, strict=True)]
    names = _labels([_short(known[key][0]) for key in keys], shapes)
    nodes = [
        Node(
            id=key,
            name=known[key][0],
            label=_short(known[key][0]),
            country=known[key][1],
            n=total[key],
            kind=_kind(conflict[key], total[key]),
            x=shape[0],
            y=shape[1],
            radius=shape[2],
            label_x=at_name[0],
            label_y=at_name[1],
            href=address("/events", wanted, party=key),
        )
        for key, shape, at_name in zip(keys, shapes, names, strict=True)
    ]
    return nodes, [_edge(row, number, shapes, wanted, by) for row in inside]


def _name(row: Row, end: str, by: str) -> str:
    return words.country(row[f"{end}_name"]) if by == "country" else words.safe(row[f"{end}_name"])


def _short(name: str) -> str:
    return name if len(name) <= 22 else f"{name[:21].rstrip()}…"  # noqa: PLR2004 - a label's letters


def _on_sheet(point: tuple[float, float]) -> tuple[float, float]:
    x, y = point
    return round(x * WIDE, 1), round(y * HIGH, 1)


def _radius(n: int, most: int) -> float:
    return round(4 + 12 * math.sqrt(n / most), 1)


def _labels(names: Sequence[str], shapes: Sequence[tuple[float, float, float]]) -> list[tuple[float, float]]:
    """Where the middle of each name's baseline lies: below its node, or above it where there is no room."""
    labels, middles = [], []
    for name, (x, y, radius) in zip(names, shapes, strict=True):
        width = len(name) * LETTER
        middle = min(max(x, width / 2 + 4), WIDE - width / 2 - 4)
        tops = (y + radius + 2, y - radius - LINE - 2, y + radius + 2 + LINE, y - radius - 2 * LINE - 2)
        labels.append(layout.Label(middle - width / 2, width, LINE, tops))
        middles.append(middle)
    circles = [(x - radius, y - radius, 2 * radius, 2 * radius) for x, y, radius in shapes]
    found = layout.parted(labels, circles)
    return [(round(x, 1), round(top + LINE - 4, 1)) for x, top in zip(middles, found, strict=True)]


def _kind(conflict: int, n: int) -> str:
    """Whether so much conflict among so many events is mostly conflict, mostly cooperation, or both."""
    share = conflict / n
    return "conflict" if share > MIXED[1] else "cooperation" if share < MIXED[0] else "mixed"


def _edge(
    row: Row, number: Mapping[str, int], shapes: Sequence[tuple[float, float, float]], wanted: Selection, by: str
) -> Edge:
    one, other = number[row["from_id"]], number[row["to_id"]]
    width = round(min(9.0, 1 + 1.3 * math.log2(row["n"])), 1)
    path, head = _curve(shapes[one], shapes[other], width)
    told = ", ".join(f"{row[f'q{q}']} {words.QUADS[q]}" for q in words.QUADS if row[f"q{q}"])
    return Edge(
        source=one,
        target=other,
        path=path,
        head=head,
        width=width,
        kind=_kind(row["q3"] + row["q4"], row["n"]),
        words=f"{_name(row, 'from', by)} to {_name(row, 'to', by)}: {told}",
        href=address("/events", wanted, actor=row["from_id"], recipient=row["to_id"]),
    )


def _curve(one: tuple[float, float, float], other: tuple[float, float, float], width: float) -> tuple[str, str]:
    """A curve from one node's rim to another's, bent to its own side so that both directions show, with its arrow."""
    (x, y, radius), (u, v, far) = one, other
    length = max(1.0, math.hypot(u - x, v - y))
    along, across = ((u - x) / length, (v - y) / length), ((v - y) / length, -(u - x) / length)
    bend = min(40.0, length * 0.14)
    cx, cy = (x + u) / 2 + across[0] * bend, (y + v) / 2 + across[1] * bend
    tip = 5 + width
    sx, sy = x + along[0] * radius, y + along[1] * radius
    toward = math.hypot(u - cx, v - cy) or 1.0
    dx, dy = (u - cx) / toward, (v - cy) / toward
    ex, ey = u - dx * (far + 1), v - dy * (far + 1)
    bx, by = ex - dx * tip, ey - dy * tip
    wing = tip * 0.45
    head = f"{ex:.1f},{ey:.1f} {bx - dy * wing:.1f},{by + dx * wing:.1f} {bx + dy * wing:.1f},{by - dx * wing:.1f}"
    return f"M{sx:.1f},{sy:.1f}Q{cx:.1f},{cy:.1f} {bx:.1f},{by:.1f}", head


def _told(row: Row, wanted: Selection, by: str) -> dict[str, Any]:
    """A dyad for the table, each number with the events that it counts."""
    ends = {"actor": row["from_id"], "recipient": row["to_id"]}
    return {
        **row,
        "one": _name(row, "from", by),
        "other": _name(row, "to", by),
        "kind": _kind(row["q3"] + row["q4"], row["n"]),
        "href": address("/events", wanted, **ends),
        "quads": [(row[f"q{q}"], address("/events", wanted, **ends, quad=(q,))) for q in words.QUADS],
    }
