"""The reader: a document's events beside its words, every field marked where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from dateline.store import asking, looking
from dateline.web import marking, pages
from dateline.web.problems import missing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from dateline.store import Store

    Row = Mapping[str, Any]

router = APIRouter()

COMPARED = {
    "type": "what",
    "mode": "how",
    "factuality": "factuality",
    "who": "who",
    "whom": "to whom",
    "place": "where",
    "start_day": "when",
    "killed": "killed",
    "injured": "injured",
}
"""Fields of an event in which two reports of one incident may disagree, with what a page calls them."""


@router.get("/document/{key}.json", tags=["one thing"], summary="The record of a document, as it was printed")
def record(request: Request, key: str) -> JSONResponse:
    """The record of a document, as `dateline code --format jsonl` prints it."""
    found = request.app.state.store().record(key)
    if found is None:
        raise missing("document", key)
    return JSONResponse(found)


@router.get("/event/{key}.json", tags=["one thing"], summary="One event with its mentions and judgements")
def event_data(request: Request, key: str) -> JSONResponse:
    """One event as it stands in the store, with its mentions and what people judged."""
    engine = request.app.state.store().engine
    found = looking.one_event(engine, key)
    if found is None:
        raise missing("event", key)
    more = {"mentions": asking.mentions(engine, key), "judgements": asking.judgements(engine, key)}
    return JSONResponse({**found, **more})


@router.get("/event/{key}", include_in_schema=False)
def event(request: Request, key: str) -> Response:
    """Lead to an event's words in its document."""
    found = looking.one_event(request.app.state.store().engine, key)
    if found is None:
        raise missing("event", key)
    return RedirectResponse(f"/document/{found['document']}#w-{found['id']}", 303)


@router.get("/document/{key}", include_in_schema=False, response_class=HTMLResponse)
def document(request: Request, key: str) -> Response:
    """A document's events and words side by side."""
    store: Store = request.app.state.store()
    row = looking.one_document(store.engine, key)
    if row is None:
        raise missing("document", key)
    told = store.record(key) or {"document": {}, "events": []}
    text = asking.text(store.engine, key)
    rows = {event["id"]: event for event in looking.of_document(store.engine, key)}
    peers = _by_incident(looking.peers(store.engine, key))
    title = row["title"] or "Document without a title"
    return pages.page(
        request,
        "document.html",
        title=title,
        document=row,
        events=cards(told, text, rows, peers),
        text=None if text is None else marking.marked(text, marking.of_record(told, text)),
        copies=asking.copies(store.engine, key),
        said=told,
    )


def cards(
    record: Row, text: str | None, rows: Mapping[str, Row], peers: Mapping[str, Sequence[Row]]
) -> list[dict[str, Any]]:
    """The events of a record for the list beside its words.

    Args:
        record: as printed.
        text: the document's words, if there are any.
        rows: the events as they stand in the store, by id, judgements applied; none for a record that isn't kept.
        peers: what other documents report of the same incidents, by incident.
    """
    made = []
    for nth, event in enumerate(record["events"]):
        row = rows.get(event["id"])
        others = peers.get(row["incident"], ()) if row else ()
        made.append(
            {
                "coded": event,
                "row": row,
                "quote": _quote(event, nth, text, row),
                "others": [(other, disagreements(row, other)) for other in others] if row else [],
            }
        )
    return made


def _quote(event: Row, nth: int, text: str | None, row: Row | None) -> Markup:
    """The event's sentence with its own roles marked; from the store's evidence where it keeps no words."""
    start, end = event["sentence"]
    words_of = text[start:end] if text is not None else row["evidence"] if row else ""
    marks = [m for m in marking.of_event(event, nth % marking.SLOTS + 1, text) if m.role != "sentence"]
    return marking.marked(words_of, marks, start)


def disagreements(one: Row, other: Row) -> list[tuple[str, Any, Any]]:
    """The fields that two reports of one incident both give and give differently: what, here, there."""
    told = [(name, one[column], other[column]) for column, name in COMPARED.items()]
    return [(name, a, b) for name, a, b in told if a not in {None, ""} and b not in {None, ""} and a != b]


def _by_incident(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row["incident"]), []).append(row)
    return found
