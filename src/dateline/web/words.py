"""Codes in plain words, and text that is safe to show."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from dateline import exchange, ontology

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTROL = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{exchange.DIRECTION}\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
"""What is never shown: control characters, marks that turn the direction of writing, and what is no character."""

CLOCK = re.compile(r"(?<!P)T(?:(?P<part>[A-Z]{2})|(?P<hour>\d\d)(?P<minute>:\d\d)?)")
"""The time of day in the value of a TIMEX3: a part of the day, or an hour."""
PARTS = {
    "MO": "in the morning",
    "MI": "at midday",
    "AF": "in the afternoon",
    "EV": "in the evening",
    "NI": "at night",
    "DT": "by day",
}

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
FACTUALITY = {
    "asserted": "the report itself says that it happened",
    "claimed": "whoever did it says so",
    "alleged": "somebody else says so of them",
    "denied": "somebody says that it did not happen",
    "negated": "the report says that it did not happen",
    "future": "planned, announced or expected; it has not happened",
    "hypothetical": "only on a condition, or only thought of",
}
STATUS = {
    "candidate": "one independent source tells it",
    "corroborated": "two or more independent sources tell it",
    "contested": "it is denied, or sources contradict each other",
    "reviewed": "a person has judged every report of it",
    "withdrawn": "its reports are gone, or became part of another incident",
    "open": "nothing is known to have come of it yet",
    "met": "a later report says that it was done",
    "broken": "a later report says that it was not done",
    "postponed": "put off",
    "repeated": "said again later",
    "lapsed": "its day is past, and no report says what came of it",
}
ROLES = {
    "who": "who",
    "did": "did what",
    "whom": "to whom",
    "where": "where",
    "when": "when",
    "says": "according to",
}
CHANGES = {
    "founded": "began with",
    "joined": "was joined by",
    "left": "was left by",
    "merged": "became part of",
    "took in": "took in",
    "split": "parted with",
    "status": "changed its status",
}
BASES = {
    "given": "as the input says",
    "metadata": "from the page's own data",
    "dateline": "from its dateline",
    "inferred": "inferred from its words",
}


def safe(text: object) -> str:
    """Text without characters that are never shown; each becomes a sign for it, so that places stay the same."""
    return CONTROL.sub("\ufffd", str(text))


def label(kind: str, mode: str | None = None) -> str:
    """The code of a type and mode, like ``ASSAULT-drone``."""
    return f"{kind}-{mode}" if mode else kind


@cache
def caption(kind: str, mode: str | None = None) -> str:
    """What a type and mode mean in a few words; the code itself for one that the ontology hasn't."""
    found = ontology.event_types().get(kind)
    if found is None:
        return kind
    return found.modes[mode].caption if mode and mode in found.modes else found.caption


@cache
def country(code: str | None) -> str:
    """The name of a country, or what a code that stands in its place means; the code itself if it is unknown."""
    if not code:
        return ""
    from dateline.who.tables import countries  # noqa: PLC0415 - opens a table

    known = countries().get(code)
    if known is not None:
        return known.name
    other = {**ontology.nonstates(), **ontology.territories()}.get(code)
    return other.caption if other else code


@cache
def sector(code: str) -> str:
    """What a sector's code means."""
    found = ontology.sectors().get(code)
    return found.caption if found else code


@cache
def context(name: str) -> str:
    """What a context means."""
    found = ontology.contexts().get(name)
    return found.caption if found else name


def several(packed: Any) -> list[str]:  # noqa: ANN401 - a list, or its JSON
    """A list that a column holds as JSON."""
    return [str(item) for item in (json.loads(packed) if isinstance(packed, str) else packed or [])]


def moment(at: str) -> str:
    """A moment of the store (ISO, in UTC) as a person reads it."""
    return at.replace("T", " ").removesuffix("Z")[:16] + " UTC"


def clock(value: str) -> str:
    """The time of day in the value of a TIMEX3, in words; empty for one without."""
    found = CLOCK.search(value)
    if found is None:
        return ""
    return PARTS.get(found["part"], "") if found["part"] else found["hour"] + (found["minute"] or ":00")


def days(start: object, end: object) -> str:
    """A period as one ISO day or two."""
    if start and end and start != end:
        return f"{start} to {end}"
    return str(start or (f"until {end}" if end else ""))


def number(found: int, most: int = 10_000) -> str:
    """A count, with thin spaces; beyond `most` it says so."""
    return f"more than {most:,}".replace(",", "\u202f") if found > most else f"{found:,}".replace(",", "\u202f")


def facet(name: str, value: str) -> str:
    """The value of a facet in plain words."""
    if name == "type":
        return caption(value)
    if name == "country":
        return country(value)
    return QUADS.get(int(value), value) if name == "quad" else value


def means(name: str, value: str) -> str:
    """What a facet's value means, for the tip beside it; empty for one that says it itself."""
    told: Mapping[str, Mapping[str, str]] = {"factuality": FACTUALITY, "status": STATUS}
    return told.get(name, {}).get(value, "")


def toll(low: int | None, high: int | None, word: str) -> str:
    """A number of people with what befell them, as a range if it is one; empty if none is told."""
    if low is None and high is None:
        return ""
    one = f"{low}" if low == high or high is None else f"{high}" if low is None else f"{low} to {high}"
    return f"{one} {word}"


def plural(n: int, word: str) -> str:
    """A word as it goes with a number."""
    return word if n == 1 else f"{word}s"
