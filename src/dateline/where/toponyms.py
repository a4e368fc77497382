"""The toponyms of a document before they are resolved: where they stand, and what the text says about each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.where import gazetteer
from dateline.where.guess import LONGEST, THRESHOLD, container_after, guess
from dateline.where.words import words
from dateline.who.tables import demonyms

if TYPE_CHECKING:
    from dateline.language.draft import Draft, Span

SURE = 7.0
"""Points that a guess needs where the encoder has read the text and did not mark it."""
PLAUSIBLE = 3.0
"""Points that a guess needs inside a span that the encoder takes for a place."""

_EDGE = re.compile(r"[\s\"“”‘’'(),;:]*(?:[Tt]he\s+)?(.*?)(?:['’]s?)?[\s\"“”‘’'(),;:]*$", re.DOTALL)
_WORD = re.compile(r"[^\s]+")
_BESIDE = re.compile(r"(?:[  ]([A-Za-z]+))")
_OF = re.compile(r"([A-Za-z]+)[  ]of[  ](?:the[  ])?$")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place in a text.

    `name` is what to look up; `container` the name of the country or state that follows it after a comma, if any;
    `holds` the name before the comma, if this is such a country or state; `noun` the feature (``ADM1``, ``ADM2``,
    ``PPL``) that a noun beside it calls for, else empty.
    """

    span: Span
    name: str
    container: str = ""
    holds: str = ""
    noun: str = ""


def _noun(text: str, span: Span) -> str:
    """What a noun beside a name says it is: ``Anbar province``, ``the city of Basra``."""
    after = _BESIDE.match(text, span[1])
    if after and after.group(1).lower() in words().nouns:
        return words().nouns[after.group(1).lower()]
    before = _OF.search(text, max(0, span[0] - 24), span[0])
    return words().nouns.get(before.group(1).lower(), "") if before else ""


@lru_cache(maxsize=8192)
def known_part(name: str) -> str:
    """The part of a place phrase that the gazetteer knows: all of it, without ``northern``, or its longest stretch.

    Empty when no part with a capital is known.
    """
    parts = _WORD.findall(name)
    while len(parts) > 1 and parts[0].lower() in words().parts and not gazetteer.look_up(" ".join(parts)):
        del parts[0]
    for length in range(min(len(parts), LONGEST), 0, -1):
        for first in range(len(parts) - length + 1):
            piece = " ".join(parts[first : first + length]).strip(".,;:'’\"”") if length else ""
            plain = piece.lower() in words().never and length < len(parts)
            if any(c.isupper() for c in piece) and not plain and gazetteer.look_up(piece):
                return piece
    return ""


def bare(text: str, span: Span) -> str:
    """The name at a span without article, possessive and marks; the points of an abbreviation stay."""
    match = _EDGE.match(text[span[0] : span[1]])
    return (match.group(1) if match else "") or text[span[0] : span[1]]


def _covered(span: Span, taken: list[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _is_demonym(name: str) -> bool:
    return name.lower() in demonyms() and not gazetteer.look_up(name)


def spans(draft: Draft) -> list[Span]:
    """Spans of all toponyms of a document, in order, not overlapping, none in a repeat.

    Where the encoder marked entities, its places, the places inside its place roles, and names so well known that it
    must have missed them; else all that capitals and gazetteer show.
    """
    if not draft.entities:
        found = [one.span for one in guess(draft.text, threshold=THRESHOLD)]
        return [span for span in found if not draft.in_repeat(span)]
    taken = [entity.span for entity in draft.entities]
    found = [e.span for e in draft.entities if e.label == "place" and not _is_demonym(draft.slice(e.span))]
    roles = [role.span for trigger in draft.triggers for role in trigger.roles if role.name == "place"]
    extra = [one for one in guess(draft.text, threshold=PLAUSIBLE) if not _covered(one.span, taken)]
    for one in extra:
        if one.points >= SURE or any(start <= one.span[0] and one.span[1] <= end for start, end in roles):
            found.append(one.span)
    taken += found
    containers = [container_after(draft.text, end) for _, end in found]
    found += [span for span in containers if span and not _covered(span, taken)]
    return sorted({span for span in found if not draft.in_repeat(span)})


def toponyms(draft: Draft) -> list[Toponym]:
    """The toponyms of a document, in order, with what the text says beside each."""
    text = draft.text
    held: dict[int, str] = {}
    found = []
    for span in spans(draft):
        name, container = bare(text, span), container_after(text, span[1])
        if container:
            held[container[0]] = name
        within = text[container[0] : container[1]] if container else ""
        found.append(Toponym(span, name, within, held.get(span[0], ""), _noun(text, span)))
    return found
