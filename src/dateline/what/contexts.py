"""What an act is about: PLOVER contexts by words that rarely stand for anything else.

A context is given where a word of its row in `contexts.toml` stands in the event's sentence outside names; precision is
preferred to coverage, and most events have none.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """One pattern a context."""
    table: dict[str, str] = tomllib.loads(files("dateline.what").joinpath("contexts.toml").read_text("utf-8"))
    return {name: re.compile(rf"\b(?:{'|'.join(words.split(', '))})\b", re.IGNORECASE) for name, words in table.items()}


@cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join(p.pattern for p in patterns().values()), re.IGNORECASE)


def contexts(sentence: str) -> tuple[str, ...]:
    """The contexts that a sentence's words speak of, in PLOVER's order."""
    if not _any().search(sentence):
        return ()
    return tuple(name for name, pattern in patterns().items() if pattern.search(sentence))
