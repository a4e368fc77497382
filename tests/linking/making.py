"""Reports and commitments made up for the tests of linking."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields
from pathlib import Path
from typing import Any

from dateline.linking import words
from dateline.linking.following import Pledge
from dateline.linking.reports import Report

DAY = dt.date(2031, 5, 6)
BLAST = {
    "type": "ASSAULT",
    "mode": "explosives",
    "quad": 4,
    "factuality": "asserted",
    "trigger": "bombed",
    "actors": ("Kestrel Front",),
    "recipients": ("Ostland Army",),
    "countries": ("OST",),
    "place": "Velmar",
    "place_id": "77",
    "lat": 41.5,
    "lon": -7.25,
    "country": "OST",
    "fine": True,
    "start": DAY,
    "end": DAY,
    "dated": True,
    "published": DAY,
    "killed": 12,
    "words": words.content("The Kestrel Front bombed an army barracks in Velmar, killing 12 recruits"),
    "about": words.content("Kestrel Front Velmar barracks army recruits bomb"),
    "named": words.names("Kestrel Front Velmar", 24),
    "confidence": 0.9,
}
"""What `report` makes where nothing else is said."""
_DATES = {field.name for field in fields(Report)} & {"start", "end", "published"}


def report(name: str = "a", **changed: Any) -> Report:
    """A report of a bombing in the document `name`, with some fields changed; dates may be ISO strings."""
    row = {"id": f"{name}1", "document": name, "source": name, "publisher": None, "injured": None}
    return Report(**{**row, **BLAST, **{name: _value(name, value) for name, value in changed.items()}})


def _value(name: str, value: Any) -> Any:
    if name in _DATES and isinstance(value, str):
        return dt.date.fromisoformat(value)
    if name in ("words", "about") and isinstance(value, str):
        return words.content(value)
    return tuple(value) if isinstance(value, list) else value


def pledge(what: str, document: str = "a", **changed: Any) -> Pledge:
    """A promise of the mayor of Velmar in the document `document`, with some fields changed."""
    row: dict[str, Any] = {
        "id": f"{document}p",
        "document": document,
        "source": document,
        "kind": "promise",
        "by": ("Ana Reyl",),
        "to": (),
        "condition": None,
        "due_start": None,
        "due_end": None,
        "published": DAY,
    }
    return Pledge(what=what, words=words.content(what), **{**row, **changed})


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of one theme of incidents.json."""
    path = Path(__file__).parents[1] / "cases" / "incidents.json"
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))[name]
    return found
