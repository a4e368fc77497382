"""Reports and their records made by hand, so that pages are tested without a model."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from dateline import records as r


@dataclass(frozen=True)
class Told:
    """One event by its words; each stands in the report's text once."""

    sentence: str
    who: str
    did: str
    whom: str
    type: str = "ASSAULT"
    mode: str | None = "destroy"
    quad: int = 4
    factuality: str = "asserted"
    killed: int | None = None
    place: str | None = None
    source: str | None = None
    because: tuple[str, ...] = ("type: made by hand",)


def mention(text: str, words: str) -> dict[str, Any]:
    start = text.index(words)
    return {"span": (start, start + len(words)), "text": words}


def place(words: str) -> dict[str, Any]:
    """A town of some name, in Portugal by its code, wherever its letters put it."""
    number = sum(map(ord, words))
    where = {"lat": 41.5 - number % 29, "lon": -7.25 + number % 31, "country": "PRT", "feature": "PPL"}
    return {"name": words, "id": str(990_000 + number), "precision": "city", **where}


def event(text: str, told: Told, key: str) -> r.Event:
    """The event of a report's text; whoever isn't named isn't there."""
    sentence = mention(text, told.sentence)
    base = sentence["span"][0]

    def inside(words: str) -> dict[str, Any]:
        found = mention(told.sentence, words)
        start, end = found["span"]
        return {"span": (base + start, base + end), "text": words}

    def actor(words: str) -> r.Actor:
        return r.Actor(**inside(words), name=words, country="PRT", sectors=("REB",), via="table")

    return r.Event(
        id=key,
        type=told.type,
        mode=told.mode,
        quad=told.quad,
        intensity=-8.0,
        sentence=sentence["span"],
        trigger=r.Mention(**inside(told.did)),
        actors=(actor(told.who),) if told.who else (),
        recipients=(actor(told.whom),) if told.whom else (),
        place=r.Place(**inside(told.place), **place(told.place)) if told.place else None,
        factuality=r.Factuality(told.factuality),
        according_to=(r.Credited(**inside(told.source), name=told.source),) if told.source else (),
        killed=told.killed,
        confidence=0.8,
        because=told.because,
    )


def report(text: str, *told: Told, day: str | None = "2026-03-09", **about: Any) -> r.Record:
    """The record of a report that tells some events."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    published = r.Published(start=dt.date.fromisoformat(day), end=dt.date.fromisoformat(day)) if day else r.Published()
    document = r.Document(id=digest, sha256=digest, text=text, published=published, **about)
    events = tuple(event(text, one, f"{digest[:12]}{nth:04x}") for nth, one in enumerate(told))
    return r.Record(document=document, events=events)
