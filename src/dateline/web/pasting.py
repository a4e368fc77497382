"""Code this: paste a report and see its record at once; nothing of it is stored."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import parse_qs

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, Field

from dateline.web import marking, pages
from dateline.web.problems import Problem
from dateline.web.reader import cards

if TYPE_CHECKING:
    from dateline.records import Record

router = APIRouter()

LONGEST = 50_000
"""Characters of a report at most: a long report has ten thousand, and each costs time that others wait for."""
WAIT = 30.0
"""Seconds to wait for another report that is being coded."""
_one_at_a_time = threading.Lock()


class Pasted(BaseModel):
    """A report to code."""

    text: Annotated[
        str, Field(min_length=1, max_length=LONGEST, description="the report; offsets refer to it as given")
    ]
    published: Annotated[str | None, Field(default=None, max_length=40, description="when it was published, ISO")]


@router.get("/code", include_in_schema=False, response_class=HTMLResponse)
def form(request: Request) -> HTMLResponse:
    """The form."""
    return _page(request, "", "", None)


@router.post("/code.json", tags=["coding"], summary="The record of a text; nothing is stored")
def code_data(pasted: Pasted) -> JSONResponse:
    """The record of a text, as `dateline code --format jsonl` prints it."""
    return JSONResponse(json.loads(coded(pasted.text, pasted.published).model_dump_json()))


@router.post("/code", include_in_schema=False, response_class=HTMLResponse)
async def code(request: Request) -> Response:
    """The record of the text that the form sends."""
    sent = parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=8)
    text = sent.get("text", [""])[0].replace("\r\n", "\n")
    published = sent.get("published", [""])[0].strip()
    if not text.strip():
        raise Problem(422, "there is no text: paste a report into the field first")
    if len(text) > LONGEST:
        raise Problem(413, f"the text has {len(text)} characters: paste at most {LONGEST}, or use `dateline code`")
    record = await to_thread.run_sync(coded, text, published or None)
    return await to_thread.run_sync(_page, request, text, published, record)


def coded(text: str, published: str | None) -> Record:
    """The record of a text; one at a time, since each takes the whole machine.

    Raises:
        Problem: others are being coded for longer than `WAIT`.
        InputError: the date is none.
    """
    from dateline.coder import Coder  # noqa: PLC0415 - loads the whole house, and only if somebody pastes

    if not _one_at_a_time.acquire(timeout=WAIT):
        raise Problem(503, "another report is being coded: try again in a minute")
    try:
        return Coder().code(text, published)
    finally:
        _one_at_a_time.release()


def _page(request: Request, text: str, published: str, record: Record | None) -> HTMLResponse:
    values: dict[str, Any] = {"record": None, "text": text, "published": published, "longest": LONGEST}
    if record is not None:
        told = json.loads(record.model_dump_json())
        marks = marking.marked(text, marking.of_record(told, text))
        values |= {"record": told, "events": cards(told, text, {}, {}), "marked": marks}
    return pages.page(request, "code.html", title="Code this", **values)
