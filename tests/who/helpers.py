"""Drafts made by hand: a text with its paragraphs, sentences and quotations, and what an encoder might have found."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dateline import language
from dateline.language.draft import Cue, Draft, Entity, Role, Trigger
from dateline.records import Document, Published

if TYPE_CHECKING:
    from dateline.language.draft import EntityLabel, RoleName, Span

CASES = Path(__file__).parent.parent / "cases"


def cases(name: str, *, failing: bool = True) -> list[Any]:
    """The cases of a file as parameters, each called by its reason.

    Known failures are strict xfails, or plain cases for a test that holds of them too (`failing` false).
    """
    return [
        pytest.param(case, id=case["why"], marks=_marks(case) if failing else [])
        for case in json.loads((CASES / name).read_text("utf-8"))
    ]


def _marks(case: dict[str, Any]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else []


def draft_of(text: str, published: str | None = None, repeats: tuple[Span, ...] = ()) -> Draft:
    """A draft of a text, without an encoder's findings."""
    dates = {"start": published, "end": published} if published else {}
    document = Document(id="1", sha256="", text=text, published=Published.model_validate(dates), repeats=repeats)
    return language.split(document)


def place(text: str, part: str, nth: int = 1) -> Span:
    """The span of the nth occurrence of a part of a text."""
    start = -1
    for _ in range(nth):
        start = text.index(part, start + 1)
    return start, start + len(part)


def with_entities(draft: Draft, named: list[tuple[str, EntityLabel]]) -> Draft:
    """The draft with entities on the first occurrence of each text."""
    return replace(draft, entities=tuple(Entity(place(draft.text, part), label, 0.9) for part, label in named))


def with_roles(draft: Draft, trigger: str, roles: list[tuple[RoleName, str]]) -> Draft:
    """The draft with one trigger and its roles, each on the first occurrence of its text."""
    found = tuple(Role(name, place(draft.text, part), 0.9) for name, part in roles)
    span = place(draft.text, trigger)
    return replace(draft, triggers=(Trigger(span, draft.sentence_at(span[0]), {"ACCUSE": 1.0}, {}, {}, found, 0.9),))


def with_cue(draft: Draft, cue: str, source: str, content: str) -> Draft:
    """The draft with one cue, its source and its content."""
    span = place(draft.text, cue)
    made = Cue(span, draft.sentence_at(span[0]), (place(draft.text, source),), (place(draft.text, content),), 0.9)
    return replace(draft, cues=(made,))
