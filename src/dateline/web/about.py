"""What the words and codes mean, and how programs ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse

from dateline import ontology
from dateline.records import json_schema
from dateline.store import looking
from dateline.store.selection import STANDINGS, STATUSES
from dateline.web import pages

if TYPE_CHECKING:
    from collections.abc import Iterator

router = APIRouter()


@router.get("/about", include_in_schema=False, response_class=HTMLResponse)
def about(request: Request) -> HTMLResponse:
    """The words of the record in plain language."""
    return pages.page(
        request,
        "about.html",
        title="What the words mean",
        types=ontology.event_types().values(),
        sectors=ontology.sectors().values(),
        contexts=ontology.contexts().values(),
        statuses=STATUSES,
        standings=[status for status in STANDINGS if status not in STATUSES],
        sizes=looking.sizes(request.app.state.store().engine),
    )


@router.get("/api", include_in_schema=False, response_class=HTMLResponse)
def api(request: Request) -> HTMLResponse:
    """How programs ask: every address with its parameters, from the same description as /openapi.json."""
    described = request.app.openapi()
    return pages.page(request, "api.html", title="Data and API", calls=list(_calls(described)))


def _calls(described: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, ways in described["paths"].items():
        for way, told in ways.items():
            yield {"path": path, "way": way.upper(), "summary": told.get("summary", ""), "told": told}


@router.get("/schema.json", tags=["overview"], summary="The JSON Schema of a record")
def schema() -> JSONResponse:
    """The JSON Schema of a record, as `dateline schema` prints it."""
    return JSONResponse(json_schema(), media_type="application/schema+json")
