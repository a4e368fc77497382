"""How mentions are judged against who they are."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

from dateline.records import Actor

sys.path.insert(0, str(Path(__file__).parents[2] / "evaluation"))
mentions = importlib.import_module("mentions")

ROW = {"name": "Sons of Dawn", "country": "NGA", "sectors": ["REB", "UAF"]}


def actor(start: int, text: str, **fields: Any) -> Actor:
    """A mention that starts at a character."""
    return Actor(span=(start, start + len(text)), text=text, **fields)


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (actor(0, "the group", name="Sons of Dawn", country="NGA", sectors=("UAF",)), [True, True, True]),
        (actor(0, "Dawn fighters", name=None, country=None, sectors=()), [False, False, True]),
        (actor(0, "the army", name="army", country="NGA", sectors=("MIL",)), [True, False, False]),
        (None, [False, False, False]),
    ],
)
def test_each_field_is_judged(found: Actor | None, right: list[bool]) -> None:
    assert list(mentions.judged(ROW, found).values()) == right


def test_none_may_be_right() -> None:
    found = actor(0, "passers-by", name="passers-by")
    assert all(mentions.judged({"name": "passers-by", "country": None, "sectors": []}, found).values())


def test_the_mention_that_shares_most_is_asked() -> None:
    short, long = actor(4, "army"), actor(0, "the army of Ostland")
    assert mentions.nearest((short, long), (0, 19)) == long
    assert mentions.nearest((short, long), (4, 8)) == short
    assert mentions.nearest((short,), (10, 12)) is None
