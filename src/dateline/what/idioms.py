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
BEFORE = 20
"""Characters before it that an idiom may look back at."""


@cache
def _table() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    """The idioms of `idioms.toml`: their words, the type of the act ("": none), whether they are all the trigger."""
    rows = tomllib.loads(files("dateline.what").joinpath("idioms.toml").read_text("utf-8"))["idiom"]
    return tuple((re.compile(row["words"], re.IGNORECASE), row["type"], row.get("whole", False)) for row in rows)


def understood(draft: Draft, trigger: Trigger) -> Trigger | None:
    """The trigger, of the type that its idiom has where it is one; ``None`` where the idiom is no act of its own."""
    start, end = trigger.span
    first = max(0, start - BEFORE)
    words = draft.text[first : max(end, start + LONGEST)].replace("\n", " ").replace("’", "'")
    for pattern, kind, whole in _table():
        if pattern.fullmatch(words, start - first, end - first) if whole else pattern.match(words, start - first):
            return replace(trigger, types={kind: 1.0}) if kind else None
    return trigger
