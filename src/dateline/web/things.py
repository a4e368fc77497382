"""One thing with all that hangs on it: an incident, an actor, a place, a commitment."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from dateline import exchange
from dateline.store import Selection, asking, facets, looking
from dateline.web import pages, words
from dateline.web.problems import missing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.store.engine import Engine

    Row = Mapping[str, Any]

router = APIRouter()

SHOWN = 15
"""Rows of a table that is part of a page."""
REPORTS = 200
"""Reports of an incident that its page shows."""
FIELDS = {
    "type": "what",
    "mode": "how",
    "actors": "who",
    "recipients": "to whom",
    "period": "when",
    "place": "where",
    "country": "country",
    "killed": "killed",
    "injured": "injured",
    "factuality": "factuality",
}
"""Fields of an incident's summary that a page shows, with what it calls them."""


@dataclass(frozen=True, slots=True)
class Told:
    """A field of an incident in words: its value, how many independent sources give it, by which events, and others."""

    name: str
    value: str
    code: str
    agreement: int
    events: Sequence[str]
    others: Sequence[tuple[str, Row]]


@router.get("/incident/{key}.json", tags=["one thing"], summary="An incident, field by field, with its history")
def incident_data(request: Request, key: str) -> JSONResponse:
    """An incident with its summary (value, agreement, who says otherwise), its events and its history."""
    engine = request.app.state.store().engine
    row = asking.one(engine, "incidents", key)
    if row is None:
        raise missing("incident", key)
    shown = {name: value for name, value in row.items() if name not in {"inc", "cell"}}
    told = asking.events(engine, Selection(incident=key, limit=REPORTS))
    shown["summary"] = json.loads(row["summary"])
    return JSONResponse({**shown, "events": [exchange.plain(r) for r in told], "history": asking.history(engine, key)})


@router.get("/incident/{key}", include_in_schema=False, response_class=HTMLResponse)
def incident(request: Request, key: str) -> Response:
    """An incident; one that became part of another leads there."""
    engine = request.app.state.store().engine
    row = asking.one(engine, "incidents", key)
    if row is None:
        raise missing("incident", key)
    if row["gone_to"]:
        return RedirectResponse(f"/incident/{row['gone_to']}", 301)
    summary = json.loads(row["summary"])
    told = asking.events(engine, Selection(incident=key, limit=REPORTS, sort="oldest"))
    numbers = {report["id"]: nth for nth, report in enumerate(told, 1)}
    return pages.page(
        request,
        "incident.html",
        title=f"{row['who'] or 'Nobody named'}: {words.caption(row['type'], row['mode'])}",
        incident=row,
        because=[numbered(reason, numbers) for reason in summary["because"]],
        numbers=numbers,
        fields=[told for name in FIELDS for told in told_fields(name, summary[name])],
        rows=[exchange.plain(report) for report in told],
        history=asking.history(engine, key),
    )


def numbered(reason: str, numbers: Mapping[str, int]) -> str:
    """A reason that names events by their ids, with the numbers that they have on the page."""
    for key, nth in numbers.items():
        reason = reason.replace(key, f"report {nth}")
    return reason


def told_fields(name: str, said: Any) -> list[Told]:  # noqa: ANN401 - a field of a summary, or a list of them
    """A field of a summary in words; several for the parties, none for what no report tells."""
    if isinstance(said, list):
        return [told for one in said for told in told_fields(name, one)]
    value, code = in_words(name, said["value"])
    if not value:
        return []
    if said["low"] is not None and said["low"] != said["high"]:
        value = f"{value} ({said['low']} to {said['high']})"
    others = [(in_words(name, voice["value"])[0], voice) for voice in said["others"]]
    return [Told(FIELDS[name], value, code, said["agreement"], said["events"], others)]


def in_words(name: str, value: Any) -> tuple[str, str]:  # noqa: ANN401 - what a field may hold
    """A value of a field in plain words, and its code if it has one."""
    if value is None:
        return "", ""
    if isinstance(value, dict):
        if name == "period":
            stated = "" if value.get("stated", True) else " (no report gives a day: when the first was published)"
            found = words.days(value["start"], value["end"])
            return (found + stated if found else ""), ""
        return str(value.get("name") or ""), str(value.get("country") or "")
    if name == "type":
        return words.caption(value), value
    return (words.country(value), value) if name == "country" else (str(value), "")


@router.get("/actor/{key}.json", tags=["one thing"], summary="An actor with ties and counts")
def actor_data(request: Request, key: str) -> JSONResponse:
    """An actor with its relations, and what is done by and to it, counted."""
    engine = request.app.state.store().engine
    row = looking.one_actor(engine, key)
    if row is None:
        raise missing("actor", key)
    return JSONResponse({**exchange.plain(row), **_around(engine, key), "says": looking.sayings(engine, key)})


def _around(engine: Engine, key: str) -> dict[str, Any]:
    """Whom an actor deals with, what it does and suffers, and what ties it to others.

    ``newest`` says how many events are counted, if there are more.
    """
    does, gets = Selection(actor=key), Selection(recipient=key)
    acts, suffers = (facets.values(engine, wanted)["type"] for wanted in (does, gets))
    return {
        "does": acts,
        "suffers": suffers,
        "newest": facets.cut(acts) or facets.cut(suffers),
        "to": facets.parties(engine, does, "recipient"),
        "from": facets.parties(engine, gets, "actor"),
        "relations": asking.relations(engine, key),
    }


@router.get("/actor/{key}", include_in_schema=False, response_class=HTMLResponse)
def actor(request: Request, key: str) -> Response:
    """An actor: what it does, suffers and says, what it promised, and whom it is tied to."""
    stores = request.app.state.store
    engine = stores().engine
    row = looking.one_actor(engine, key)
    if row is None:
        raise missing("actor", key)
    return pages.page(
        request,
        "actor.html",
        title=row["name"],
        actor=exchange.plain(row),
        around=_around(engine, key),
        says=looking.sayings(engine, key),
        commitments=asking.commitments(engine, Selection(party=key, limit=SHOWN), stores.day()),
        rows=[exchange.plain(r) for r in asking.events(engine, Selection(party=key, limit=SHOWN))],
    )


@router.get("/place/{key}", include_in_schema=False, response_class=HTMLResponse)
def place(request: Request, key: str) -> Response:
    """A country or another place: what happened there, and who was in it."""
    engine = request.app.state.store().engine
    there = Selection(place=key)
    counted = facets.values(engine, there)
    name = words.country(key)
    if not counted["type"] and name == key:
        raise missing("place", key)
    return pages.page(
        request,
        "place.html",
        title=name,
        key=key,
        counted=counted,
        newest=facets.cut(counted["type"]),
        actors=facets.parties(engine, there),
        incidents=asking.incidents(engine, Selection(place=key, limit=SHOWN)),
        rows=[exchange.plain(r) for r in asking.events(engine, Selection(place=key, limit=SHOWN))],
    )


@router.get("/commitment/{key}.json", tags=["one thing"], summary="A commitment with its thread and history")
def commitment_data(request: Request, key: str) -> JSONResponse:
    """A commitment, all of its thread, and every change of them."""
    return JSONResponse(_thread(request, key))


@router.get("/commitment/{key}", include_in_schema=False, response_class=HTMLResponse)
def commitment(request: Request, key: str) -> Response:
    """A commitment with its thread and history."""
    found = _thread(request, key)
    told = found["commitment"]
    return pages.page(request, "commitment.html", title=f"{told['who'] or 'Somebody'}: {told['what']}", **found)


def _thread(request: Request, key: str) -> dict[str, Any]:
    stores = request.app.state.store
    engine, today = stores().engine, stores.day()
    rows = looking.thread(engine, key, today)
    if not rows:
        raise missing("commitment", key)
    changes = looking.histories(engine, [row["id"] for row in rows])
    shown = [change["other"] for change in changes if change["other"]]
    known = {row["id"] for row in looking.events_by_id(engine, shown)}
    return {
        "commitment": next(row for row in rows if row["id"] == key),
        "thread": rows,
        "history": [{**change, "event": change["other"] in known} for change in changes],
        "today": today,
    }
