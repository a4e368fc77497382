"""What goes wrong over HTTP: a sentence, as problem+json for programs (RFC 9457) and as a page for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from dateline.errors import DatelineError, InputError, JudgementError, SelectionError
from dateline.web import pages

if TYPE_CHECKING:
    from fastapi import FastAPI, Request
    from starlette.responses import Response

TITLES = {
    400: "Bad request",
    403: "Not allowed",
    404: "Not found",
    405: "Not a way to ask this",
    411: "Without a size",
    413: "Too much",
    414: "Too long",
    421: "Not this server",
    422: "Not understood",
    429: "Too many tries",
    500: "Broken",
    502: "No good answer from there",
    503: "Not now",
}


class Problem(Exception):  # noqa: N818 - it is called what the standard calls it
    """Something that can't be answered, with its HTTP status and a sentence that says why and what to do."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


def missing(what: str, key: str) -> Problem:
    """There is no such thing in the store."""
    return Problem(404, f"the store has no {what} {key[:80]}: it may be another store's, or be misspelt")


def wants_page(accept: str, path: str) -> bool:
    """Whether somebody who sends this ``Accept`` header for this path reads with a browser."""
    return "text/html" in accept and "." not in path.rpartition("/")[2]


def problem(status: int, detail: str) -> JSONResponse:
    """The problem as JSON."""
    told = {"type": "about:blank", "title": TITLES.get(status, "Problem"), "status": status, "detail": detail}
    return JSONResponse(told, status, media_type="application/problem+json")


def answer(request: Request, status: int, detail: str) -> Response:
    """The problem in the form that the asker reads."""
    if wants_page(request.headers.get("accept", ""), request.url.path):
        title = TITLES.get(status, "Problem")
        return pages.page(request, "problem.html", status, title=title, detail=detail, number=status)
    return problem(status, detail)


def install(app: FastAPI) -> None:
    """Let an application answer every error with a sentence."""

    @app.exception_handler(Problem)
    def own(request: Request, error: Problem) -> Response:
        return answer(request, error.status, error.detail)

    @app.exception_handler(RequestValidationError)
    def wrong(request: Request, error: RequestValidationError) -> Response:
        return answer(request, 422, sentence(error.errors()))

    @app.exception_handler(HTTPException)
    def other(request: Request, error: HTTPException) -> Response:
        detail = f"there is no page {request.url.path[:200]}: see / for those there are"
        told = {404: detail, 405: f"{request.method} is not a way to ask for {request.url.path[:200]}: use GET"}
        found = answer(request, error.status_code, told.get(error.status_code, str(error.detail)))
        found.headers.update(error.headers or {})
        return found

    @app.exception_handler(DatelineError)
    def known(request: Request, error: DatelineError) -> Response:
        ours = isinstance(error, SelectionError | InputError | JudgementError)
        return answer(request, 422 if ours else 503, str(error))

    @app.exception_handler(Exception)
    def unforeseen(_request: Request, _error: Exception) -> Response:
        return problem(500, "something broke here, not with you: the server's log says what; please report it")


def sentence(errors: Any) -> str:  # noqa: ANN401 - pydantic's own list
    """What pydantic found wrong, as one sentence: the field, what it holds, and what it may hold."""
    told = []
    for error in list(errors)[:5]:
        names = [str(part) for part in error["loc"] if part not in {"query", "path", "body"}]
        given = repr(error.get("input"))[:60]
        told.append(f"{' '.join(names) or 'the request'} is {given}: {error['msg'].removeprefix('Value error, ')}")
    return "; ".join(told)
