"""Drafts made by hand, and the cases of this room."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.language.draft import Draft, Entity, EntityLabel, Role, Span, Trigger
from dateline.records import Document

CASES = Path(__file__).parent.parent / "cases"


def draft(text: str, *, entities: tuple[Entity, ...] = (), **document: Any) -> Draft:
    return Draft(Document(id="x", sha256="0" * 64, text=text, **document), entities=entities)


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


def entity(text: str, words: str, label: EntityLabel) -> Entity:
    return Entity(at(text, words), label, 0.9)


def place_role(text: str, words: str) -> Trigger:
    role = Role("place", at(text, words), 0.9)
    return Trigger((0, 1), 0, {"ASSAULT": 1.0}, {}, {}, (role,), 0.9)


def cases(name: str) -> list[Any]:
    rows = json.loads((CASES / f"where_{name}.json").read_text("utf-8"))
    marks = [[pytest.mark.xfail(reason=row["xfail"])] if "xfail" in row else [] for row in rows]
    return [pytest.param(row, id=row["why"], marks=mark) for row, mark in zip(rows, marks, strict=True)]
