"""The review: one event at a time, its words before all else, and a person's decision on it."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from dateline import review
from dateline.ontology import loader
from dateline.records import Factuality, Judgement
from dateline.store import asking, clock, looking, verdicts, waiting
from dateline.web import marking, pages, signing, words
from dateline.web.problems import Problem, missing
from dateline.web.wanted import Wanted, query

if TYPE_CHECKING:
    from markupsafe import Markup

    from dateline.store import Selection, Store
    from dateline.store.engine import Row

router = APIRouter(prefix=signing.PATH, include_in_schema=False)

HEADERS = {"referrer-policy": "same-origin", "cache-control": "no-store"}
"""With the stricter policy of other pages a browser would not say where a form comes from."""
LONG = 4_000
"""Characters of a paragraph that are shown at most, around the sentence."""
RECENT = 10
"""Last decisions that a page lists."""
FIELDS = {
    "type": "what",
    "mode": "how",
    "who": "who",
    "whom": "to whom",
    "place": "where",
    "country": "country",
    "start_day": "first day",
    "end_day": "last day",
    "factuality": "how it stands",
    "killed": "killed",
    "injured": "injured",
}
"""What can be corrected, with what a page calls it."""
FROM_TEXT = ("who", "whom", "place")
"""Fields that words chosen in the text can correct."""
INPUTS = {"start_day": "date", "end_day": "date", "killed": "number", "injured": "number"}

Sent = Annotated[Mapping[str, str], Depends(signing.sent)]


def signed_in(request: Request) -> str:
    """The reviewer's name.

    Raises:
        Problem: whoever asks isn't signed in.
    """
    name = signing.reviewer(request)
    if name is None:
        raise Problem(403, "sign in first: open /review and give your name and the token")
    return name


Reviewer = Annotated[str, Depends(signed_in)]


@router.get("", response_class=HTMLResponse)
def queue(request: Request, wanted: Wanted) -> Response:
    """The next event that waits for this reviewer, or the one that is asked for."""
    signing.token(request)
    name = signing.reviewer(request)
    if name is None:
        given = request.query_params.get("token", "")[: signing.TOKEN]
        return _page(request, "review_door.html", title="Review", wrong=False, token=given)
    asked = request.query_params
    second = asked.get("second") == "1"
    engine = request.app.state.store().engine
    if key := asked.get("event", "")[:80]:
        row = looking.one_event(engine, key)
        if row is None:
            raise missing("event", key)
    else:
        row = waiting.following(engine, wanted, name, after=asked.get("after", "")[:80] or None, second=second)
    left = waiting.count(engine, wanted, name, second=second)
    given = _spelled(wanted, second=second)
    common: dict[str, Any] = {"name": name, "left": left, "second": second, "given": given, "wanted": wanted}
    common |= {"recent": _recent(engine, name), "passed": bool(asked.get("after"))}
    shown = _shown(request.app.state.store(), row, blind=second) if row else {}
    return _page(request, "review.html", title="Review", event=row, **common, **shown)


def _page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401
    answer = pages.page(request, template, status, **values)
    answer.headers.update(HEADERS)
    return answer


def _spelled(wanted: Selection, *, second: bool) -> str:
    """The query string of a queue."""
    return "&".join(part for part in (query(wanted), "second=1" if second else "") if part)


def _shown(store: Store, row: Row, *, blind: bool) -> dict[str, Any]:
    """What the page of an event shows beside its row; `blind`: not what others judged."""
    record, text = store.record(row["document"]), asking.text(store.engine, row["document"])
    told = next((e for e in (record or {}).get("events", ()) if e["id"] == row["id"]), None)
    said = [] if blind else verdicts.standing(asking.judgements(store.engine, row["id"]))
    as_coded = verdicts.coded(store.engine, row["id"]) or row
    return {
        "paragraph": paragraph(told, text, row),
        "because": told["because"] if told else [],
        "said": [{**judged, "value": _value(judged)} for judged in said],
        "fields": [_field(name, as_coded if blind else row, as_coded) for name in FIELDS],
        "from_text": {name: FIELDS[name] for name in FROM_TEXT},
    }


def paragraph(event: Mapping[str, Any] | None, text: str | None, row: Row) -> Markup:
    """The paragraph of an event's sentence with the marks of the event; the sentence alone where no text is kept."""
    if text is None or event is None:
        start, whole, marks = row["start_char"], row["evidence"], list[marking.Mark]()
        if event is not None:
            marks = [mark for mark in marking.of_event(event, 1, None) if mark.role != "sentence"]
    else:
        first, last = row["start_char"], row["end_char"]
        start = max(text.rfind("\n", 0, first) + 1, first - LONG)
        end = text.find("\n", last)
        whole = text[start : min(len(text) if end < 0 else end, last + LONG)]
        marks = marking.of_event(event, 1, text)
    return marking.marked(whole, marks, start)


def _value(judged: Row) -> Any:  # noqa: ANN401 - what a field may hold
    return json.loads(judged["value"]) if judged["value"] is not None else None


def _field(name: str, row: Row, as_coded: Row) -> dict[str, Any]:
    """A field for the table of corrections: its value, what it can be, and whether a person has changed it."""
    choices: list[tuple[str, str]] = []
    if name == "type":
        choices = [(kind, words.caption(kind)) for kind in loader.event_types()]
    elif name == "mode":
        choices = [("", "none"), *((mode, words.caption(row["type"], mode)) for mode in loader.modes(row["type"]))]
    elif name == "factuality":
        choices = [(str(value), words.FACTUALITY[value]) for value in Factuality]
    value = row[name]
    return {
        "name": name,
        "words": FIELDS[name],
        "value": "" if value is None else str(value),
        "choices": choices,
        "input": INPUTS.get(name, "text"),
        "changed": value != as_coded[name],
        "coded": as_coded[name],
    }


def _recent(engine: Any, name: str) -> list[dict[str, Any]]:  # noqa: ANN401 - an engine
    return [{**row, "value": _value(row)} for row in waiting.of_person(engine, name, RECENT)]


@router.post("/door")
def enter(request: Request, sent: Sent) -> Response:
    """Sign somebody in who knows the token."""
    token = signing.token(request)
    doors = request.app.state
    if not hasattr(doors, "door"):
        doors.door = signing.Door()
    name = words.safe(" ".join(sent.get("name", "").split()))
    right = doors.door.right(sent.get("token", ""), token)
    if not right or not 1 <= len(name) <= signing.NAME:
        return _page(request, "review_door.html", 403, title="Review", wrong=True, token="")
    answer = RedirectResponse(signing.PATH, 303, HEADERS)
    value = signing.signed(name, token, int(time.time()) + signing.SECONDS)
    answer.set_cookie(
        signing.COOKIE,
        value,
        max_age=signing.SECONDS,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )
    return answer


@router.post("/leave")
def leave(sent: Sent) -> Response:  # noqa: ARG001 - it is sent from a page of this server
    """Sign somebody out."""
    answer = RedirectResponse(signing.PATH, 303, HEADERS)
    answer.delete_cookie(signing.COOKIE, path="/", httponly=True, samesite="strict")
    return answer


@router.post("/judge")
def judge(request: Request, name: Reviewer, sent: Sent) -> Response:
    """Keep a decision on an event, and go on to the next; after a correction the event stays."""
    event, verdict, field = sent.get("event", "")[:80], sent.get("verdict", ""), sent.get("field") or None
    if verdict not in {"accept", "reject", "correct", "flag"}:
        raise Problem(422, f"{verdict[:40]!r} is no verdict: it is accept, reject, correct or flag")
    if field is not None and field not in FIELDS:
        raise Problem(422, f"{field[:40]!r} can't be corrected: a field is one of {', '.join(FIELDS)}")
    made = Judgement(
        event=event,
        field=field if verdict == "correct" else None,
        verdict=verdict,  # type: ignore[arg-type] # checked above
        value=sent.get("value") if verdict == "correct" else None,
        by=name,
        at=dt.datetime.fromisoformat(clock.now()),
        why=sent.get("why") or None,
    )
    with request.app.state.store.writing() as store:
        store.judge(made)
    return _onward(sent, event=event) if verdict == "correct" else _onward(sent, after=event)


@router.post("/undo")
def undo(request: Request, name: Reviewer, sent: Sent) -> Response:
    """Take the reviewer's last judgement back, and show its event again."""
    with request.app.state.store.writing() as store:
        found = waiting.last(store.engine, name)
        if found is None:
            raise Problem(422, f"{name} has judged nothing that could be taken back")
        moment = dt.datetime.fromisoformat(clock.now())
        store.judge(Judgement(event=found["event"], verdict="withdraw", value=found["id"], by=name, at=moment))
    return _onward(sent, event=found["event"])


def _onward(sent: Mapping[str, str], **more: str) -> Response:
    """Back to the queue that a form came from, which it repeats as a query string."""
    given = sent.get("given", "")
    found = "&".join(part for part in (given if given.isprintable() else "", urlencode(more)) if part)
    return RedirectResponse(f"{signing.PATH}?{found}", 303, HEADERS)


@router.get("/agreement", response_class=HTMLResponse)
def agreement(request: Request) -> Response:
    """How far reviewers agree."""
    signing.token(request)
    if signing.reviewer(request) is None:
        return RedirectResponse(signing.PATH, 303, HEADERS)
    rows = review.agreement(request.app.state.store())
    titles = {"event": "whether there is such an event", **FIELDS}
    return _page(request, "review_agreement.html", title="Agreement", rows=rows, titles=titles)


@router.get("/judged.jsonl")
def judged(request: Request, name: Reviewer) -> Response:  # noqa: ARG001 - only for those signed in
    """The judged documents as lines to train and measure on; ``?whole=0`` also those judged in part."""
    whole = request.query_params.get("whole") != "0"
    found = list(review.lines(request.app.state.store(), whole=whole))
    told = (json.dumps(line, ensure_ascii=False) + "\n" for line in found)
    return StreamingResponse(told, media_type="application/jsonl", headers=HEADERS)
