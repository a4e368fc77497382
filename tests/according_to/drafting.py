"""Drafts for the tests of this room: texts with paragraphs, sentences and quotations, no model behind them."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dateline.language import paragraphs, quotes, sentences
from dateline.language.draft import Draft
from dateline.records import Actor, Document, Event, Factuality, Mention, Published

if TYPE_CHECKING:
    from dateline.language.draft import Span

CASES = Path(__file__).parent.parent / "cases"


def draft_of(text: str, published: str | None = None, **fields: Any) -> Draft:
    """A draft of a text; `fields` are further fields of it."""
    blocks = paragraphs.find(text)
    day = dt.date.fromisoformat(published) if published else None
    repeats = fields.pop("repeats", ())
    document = Document(
        id="case",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        published=Published(start=day, end=day),
        repeats=repeats,
    )
    return Draft(
        document,
        paragraphs=blocks,
        sentences=sentences.split(text, blocks),
        quotations=quotes.find(text, blocks),
        **fields,
    )


def span(text: str, words: str) -> Span:
    """Where some words stand in a text (they must)."""
    start = text.index(words)
    return start, start + len(words)


def mention(text: str, words: str) -> Mention:
    """A mention of some words in a text."""
    return Mention(span=span(text, words), text=words)


def actor(text: str, words: str, name: str | None = None, **fields: Any) -> Actor:
    """An actor at some words of a text."""
    return Actor(span=span(text, words), text=words, name=name or words, **fields)


def event(draft: Draft, trigger: str, kind: str = "ASSAULT", actors: tuple[Actor, ...] = ()) -> Event:
    """An event as `what` hands it on: asserted, credited to nobody."""
    where = span(draft.text, trigger)
    return Event(
        id=f"event {trigger}",
        type=kind,
        quad=4,
        intensity=None,
        sentence=draft.sentences[draft.sentence_at(where[0])].span,
        trigger=Mention(span=where, text=trigger),
        actors=actors,
        factuality=Factuality.ASSERTED,
        confidence=0.9,
    )


def cases(name: str) -> list[Any]:
    """The cases of a file as parameters, named by their "why"; the known failures are strict xfails."""
    rows: list[dict[str, Any]] = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return [
        pytest.param(row, id=row["why"], marks=[pytest.mark.xfail(reason=row["xfail"])] if "xfail" in row else [])
        for row in rows
    ]
