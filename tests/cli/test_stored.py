"""Rows of a store in a terminal: what stands in which line, what isn't known, and nothing that a terminal obeys."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dateline.cli import stored

EVENT: dict[str, Any] = {
    "id": "ev1",
    "start_day": "2031-05-06",
    "type": "ASSAULT",
    "mode": "explosives",
    "factuality": "claimed",
    "who": "Kestrel Front",
    "whom": "army barracks",
    "place": "Velmar",
    "publisher": "a.example",
    "confidence": 0.816,
    "evidence": "The Kestrel Front bombed the army barracks in Velmar.",
}
TOLLS = {"killed_min": None, "killed_max": None, "injured_min": None, "injured_max": None}
INCIDENT = {**EVENT, **TOLLS, "status": "contested", "reports": 3, "documents": 4, "independent": 2}
COMMITMENT = {
    "id": "com1",
    "kind": "promise",
    "status": "lapsed",
    "who": "Lake Council",
    "whom": "",
    "what": "reopen the road",
    "due_start": None,
    "due_end": "2031-06-10",
    "made_day": "2031-05-06",
}
ROWS = {"events": EVENT, "incidents": INCIDENT, "commitments": COMMITMENT}
OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Signs by which a text moves the cursor, starts a line, or turns the direction of writing."""


def shown(which: str, width: int = 100, **changes: Any) -> list[str]:
    """The lines of a row, with some of its columns changed."""
    return [line.plain for line in stored.LINES[which]({**ROWS[which], **changes}, width)]


def test_an_event_stands_above_its_words() -> None:
    assert shown("events") == [
        "2031-05-06 ASSAULT-explosives claimed  Kestrel Front → army barracks",
        "           ev1 · Velmar · a.example · 0.82",
        "           “The Kestrel Front bombed the army barracks in Velmar.”",
    ]


def test_what_an_event_does_not_tell_is_said_or_left_out() -> None:
    nothing: dict[str, Any] = dict.fromkeys(("start_day", "mode", "place", "publisher"))
    bare = shown("events", **nothing, who="", whom="")
    assert bare[:2] == [
        "no day     ASSAULT claimed  (nobody named)",
        "           ev1 · publisher unknown · 0.82",
    ]


@pytest.mark.parametrize(
    ("tolls", "told"),
    [
        ({}, ""),
        ({"killed_min": 3, "killed_max": 3}, "3 killed · "),
        ({"killed_min": 0, "killed_max": 4}, "0 to 4 killed · "),
        ({"killed_min": 0, "killed_max": 0, "injured_min": 1, "injured_max": 9}, "0 killed · 1 to 9 injured · "),
    ],
)
def test_an_incident_tells_its_toll_and_who_counts(tolls: dict[str, int], told: str) -> None:
    assert shown("incidents", 140, **tolls)[1] == (
        f"           ev1 · contested · Velmar · {told}told 3 times in 4 documents, 2 independent"
    )


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({}, ["lapsed     promise of Lake Council", "com1 · due until 2031-06-10 · told 2031-05-06"]),
        ({"whom": "dockers", "status": "met"}, ["met        promise of Lake Council to dockers"]),
        ({"who": "", "due_end": None, "made_day": None}, ["lapsed     promise of somebody", "com1"]),
        ({"due_start": "2031-06-01"}, ["lapsed     promise", "com1 · due 2031-06-01 to 2031-06-10 · told"]),
    ],
)
def test_a_commitment_tells_who_is_bound_until_when(changes: dict[str, Any], lines: list[str]) -> None:
    found = shown("commitments", **changes)
    assert [line.strip().startswith(told) for line, told in zip(found, lines, strict=False)] == [True] * len(lines)
    assert found[-1] == "           “reopen the road”"


@pytest.mark.parametrize("kind", ROWS)
def test_no_sign_that_a_terminal_obeys_comes_through(kind: str) -> None:
    signs = "\x1b[2J\x9b0m\r\n\x07\x00\u202e\u2066\u061c\u2028\u200f"
    ours = {"factuality", "start_day", "status"}
    told = {name: value for name, value in ROWS[kind].items() if isinstance(value, str) and name not in ours}
    hostile: dict[str, Any] = {name: f"{value}{signs}" for name, value in told.items()}
    lines = shown(kind, **hostile)
    assert len(lines) == len(shown(kind))
    assert not [line for line in lines if OBEYED.search(line)]


@pytest.mark.parametrize("width", [1, 40, 72])
@pytest.mark.parametrize("kind", ["events", "commitments"])
def test_long_words_are_wrapped_and_none_is_lost(kind: str, width: int) -> None:
    """Whatever the terminal, the sentence has forty columns; an actor's long name alone may stand out."""
    words = " ".join(f"word{nth}" for nth in range(60))
    lines = shown(kind, width, evidence=words, what=words)
    assert " ".join(line.strip() for line in lines[2:]) == f"“{words}”"
    assert max(map(len, lines[1:])) <= max(width, len(stored.INDENT) + 40)


def test_a_panel_is_a_grid_of_words_left_and_numbers_right() -> None:
    rows: list[dict[str, Any]] = [
        {"country": "OST", "period": "2031-05", "events": 9, "material_conflict": 2},
        {"country": None, "period": "2031-06", "events": 1200, "material_conflict": None},
        {"country": "a\x1b[2J\n" + "very" * 20, "period": "", "events": 0, "material_conflict": 0},
    ]
    lines = list(stored.grid(rows))
    assert lines[0].split("  ")[-1] == "material conflict"
    assert lines[1] == f"OST{'':31}2031-05       9                  2"
    assert lines[2] == f"{'':34}2031-06    1200"
    assert lines[3].startswith("a [2J veryvery")
    assert lines[3][:34].endswith("v…  ")
    assert not OBEYED.search("".join(lines))
