"""Idioms whose words mislead the encoder about the act, read from a table."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.language.draft import Draft, Trigger

LONGEST = 40
"""Characters in the longest idiom of the table."""


@cache
def _table() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The idioms of `idioms.toml`: their words, and the type of the act ("": none)."""
    rows = tomllib.loads(files("dateline.what").joinpath("idioms.toml").read_text("utf-8"))["idiom"]
    return tuple((re.compile(row["words"], re.IGNORECASE), row["type"]) for row in rows)


def understood(draft: Draft, trigger: Trigger) -> Trigger | None:
    """The trigger, of the type that its idiom has where it is one; ``None`` where the idiom is no act of its own."""
    words = draft.text[trigger.span[0] : trigger.span[0] + LONGEST].replace("\n", " ").replace("’", "'")
    for pattern, kind in _table():
        if pattern.match(words):
            return replace(trigger, types={kind: 1.0}) if kind else None
    return trigger
