"""Code this: give a report or its address and see its record at once; nothing of it is stored."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Annotated, Any, Self
from urllib.parse import parse_qs

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, Field, model_validator

from dateline.reading import addresses
from dateline.web import fetching, marking, pages
from dateline.web.problems import Problem
from dateline.web.reader import cards

if TYPE_CHECKING:
    from dateline.records import Document, Record

router = APIRouter()

LONGEST = 50_000
"""Characters of a report at most: a long report has ten thousand, and each costs time that others wait for."""
WAIT = 30.0
"""Seconds to wait for another report that is being coded."""
_one_at_a_time = threading.Lock()


class Pasted(BaseModel):
    """A report to code: its text or its address."""

    text: Annotated[
        str | None,
        Field(default=None, min_length=1, max_length=LONGEST, description="the report; offsets refer to it as given"),
    ]
    url: Annotated[
        str | None,
        Field(default=None, min_length=1, max_length=addresses.LENGTH, description="where it stands, to be fetched"),
    ]
    published: Annotated[str | None, Field(default=None, max_length=40, description="when it was published, ISO")]

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.text is None) == (self.url is None):
            raise ValueError("give either a text or a url")
        return self


@router.get("/code", include_in_schema=False, response_class=HTMLResponse)
def form(request: Request) -> HTMLResponse:
    """The form."""
    return _page(request)


@router.post("/code.json", tags=["coding"], summary="The record of a text or an address; nothing is stored")
def code_data(request: Request, pasted: Pasted) -> JSONResponse:
    """The record of a text, or of the report behind an address, as `dateline code --format jsonl` prints it."""
    given = pasted.text if pasted.url is None else _fetched(request, pasted.url)
    return JSONResponse(json.loads(coded(given or "", pasted.published).model_dump_json()))


@router.post("/code", include_in_schema=False, response_class=HTMLResponse)
async def code(request: Request) -> Response:
    """The record of the text or the address that the form sends."""
    sent = parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=8)
    text, published, url = (sent.get(name, [""])[0] for name in ("text", "published", "url"))
    return await to_thread.run_sync(_answer, request, text.replace("\r\n", "\n"), published.strip(), url.strip())


def _answer(request: Request, text: str, published: str, url: str) -> HTMLResponse:
    if url:
        record = coded(_fetched(request, url), published or None)
        return _page(request, url=url, published=published, record=record)
    if not text.strip():
        raise Problem(422, "there is no text: paste a report into the field first")
    if len(text) > LONGEST:
        raise Problem(413, f"the text has {len(text)} characters: paste at most {LONGEST}, or use `dateline code`")
    return _page(request, text=text, published=published, record=coded(text, published or None))


def _fetched(request: Request, url: str) -> Document:
    """The report behind an address.

    Raises:
        Problem: it can't be had, or is too long.
    """
    found = fetching.report(request, url)
    if len(found.text) > LONGEST:
        message = f"the text there has {len(found.text)} characters, more than {LONGEST}: use `dateline code` instead"
        raise Problem(413, message)
    return found


def coded(text: str | Document, published: str | None) -> Record:
    """The record of a text or a document; one at a time, since each takes the whole machine.

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


def _page(
    request: Request, *, text: str = "", url: str = "", published: str = "", record: Record | None = None
) -> HTMLResponse:
    values: dict[str, Any] = {"record": None, "text": text, "url": url, "published": published, "longest": LONGEST}
    if record is not None:
        told, words = json.loads(record.model_dump_json()), record.document.text
        marks = marking.marked(words, marking.of_record(told, words))
        values |= {"record": told, "events": cards(told, words, {}, {}), "marked": marks}
    fetches = fetching.may(request)
    return pages.page(request, "code.html", title="Code this", fetches=fetches, **values)
