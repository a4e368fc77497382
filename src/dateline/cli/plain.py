"""The parts of a record in plain words: what the table and the explanations are made of.

Every function returns text that is safe to print: control and direction characters of the report are taken out,
since a report may come from anywhere and a terminal obeys them.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from dateline import exchange

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.records import Actor, Commitment, Credited, Document, Event, Mention, Place, Relation, Time

_NO_TURN = dict.fromkeys(map(ord, exchange.DIRECTION))
LONG_TITLE = 100


def clean(text: str) -> str:
    """The text on one line: white space and control characters become single spaces, direction marks go."""
    visible = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in text.translate(_NO_TURN))
    return " ".join(visible.split())


def shorten(text: str, width: int) -> str:
    """The cleaned text, cut with an ellipsis where it is longer than `width` characters."""
    whole = clean(text)
    return whole if len(whole) <= width else whole[: max(0, width - 1)].rstrip() + "…"


def title(document: Document) -> str:
    """The document's title, or else the first line of its text, or else its id."""
    return shorten(document.title or document.text.strip().partition("\n")[0] or document.id, LONG_TITLE)


def origin(document: Document) -> str:
    """Who published the document, when (and on what that rests), and from where it reports."""
    parts = [
        document.publisher or "publisher unknown",
        dates(document.published.start, document.published.end) or "date unknown",
        f"from {document.dateline.name or document.dateline.text}" if document.dateline else "",
        "says part of itself twice" if document.repeats else "",
    ]
    basis = document.published.basis
    if basis and basis != "given":
        parts[1] += f" ({basis})"
    return clean(" · ".join(filter(None, parts)))


def dates(start: object, end: object) -> str:
    """A period as one date, as ``from - to``, or as one open end; empty if nothing is known."""
    if start and end:
        return f"{start}" if start == end else f"{start} to {end}"
    return f"from {start}" if start else f"until {end}" if end else ""


def name(actor: Actor) -> str:
    """What the actor is called, or else the words of the text."""
    return clean(actor.name or actor.text)


def names(actors: Iterable[Actor], nobody: str = "") -> str:
    """The actors' names in the text's order, each once; `nobody` if there are none."""
    return ", ".join(dict.fromkeys(name(actor) for actor in actors)) or nobody


def code(actor: Actor) -> str:
    """The actor's country and sectors, like ``IRQ MIL``; empty if neither is known."""
    return " ".join(filter(None, (actor.country, *actor.sectors)))


def place(found: Place | None) -> str:
    """The place's name and country, or its words in quotes if it couldn't be resolved; empty if there is none."""
    if found is None:
        return ""
    if found.name is None:
        return f"“{clean(found.text)}”"
    return clean(f"{found.name}, {found.country}" if found.country else found.name)


def time(found: Time | None) -> str:
    """The time's dates with its words in quotes, or the words alone; empty if there is none."""
    if found is None:
        return ""
    known = dates(found.start, found.end)
    return f"{known} (“{clean(found.text)}”)" if known else f"“{clean(found.text)}”"


def harm(event: Event) -> str:
    """How many were killed and injured, and the range of the count if it is one."""
    parts = [f"{n} {word}" for n, word in ((event.killed, "killed"), (event.injured, "injured")) if n is not None]
    if event.count and event.count.min != event.count.max:
        low, high = event.count.min, event.count.max
        parts.append(f"{low} to {high}" if low and high else f"at least {low}" if low else f"at most {high}")
    return ", ".join(parts)


def credit(source: Credited) -> str:
    """Who is credited, by which word, in which medium."""
    how = ", ".join(filter(None, (source.cue.text if source.cue else "", source.medium or "")))
    return f"{name(source)} ({clean(how)})" if how else name(source)


def credits_line(sources: Sequence[Credited]) -> str:
    """The whole chain of who says so, nearest first; empty if nobody is credited."""
    return " < ".join(credit(source) for source in sources)


@cache
def caption(kind: str, mode: str | None) -> str:
    """What a type and mode mean, in the ontology's own few words; the mode's where there is one."""
    from dateline import ontology  # noqa: PLC0415 - the ontology is read only by commands that print events

    found = ontology.event_types()[kind]
    return found.modes[mode].caption if mode else found.caption


def label(event: Event) -> str:
    """The event's type and mode, like ``ASSAULT-aerial``."""
    return f"{event.type}-{event.mode}" if event.mode else event.type


def split_at(text: str, span: tuple[int, int], inner: Mention) -> tuple[str, str, str]:
    """A stretch of the text in three: before a mention that lies in it, the mention, and what follows, all cleaned."""
    before, after = text[span[0] : inner.span[0]], text[inner.span[1] : span[1]]
    return _side(before, left=True), clean(inner.text), _side(after, left=False)


def _side(text: str, *, left: bool) -> str:
    """One side of a mention, cleaned, with its white space at the mention kept as one space."""
    whole = clean(text)
    edge = text[-1:] if left else text[:1]
    if not edge.isspace():
        return whole
    return f"{whole} " if left else f" {whole}"


def tie(relation: Relation) -> str:
    """A relation as a short sentence, with its period and who says so."""
    when = dates(relation.period.start, relation.period.end) if relation.period else ""
    said = credits_line(relation.according_to)
    extra = ", ".join(filter(None, (when, f"according to {said}" if said else "")))
    words = f"{name(relation.subject)} {RELATION_WORDS[relation.relation.value]} {name(relation.object)}"
    return f"{words} ({extra})" if extra else words


RELATION_WORDS = {
    "also known as": "is also known as",
    "part of": "is part of",
    "affiliated with": "is affiliated with",
    "member of": "is a member of",
    "holds office": "holds the office",
    "designated as": "is designated as",
    "leads": "leads",
    "supported by": "is supported by",
}


def promise(commitment: Commitment) -> str:
    """A commitment on one line: by whom, to whom, what, on which condition, due when, and who says so."""
    due = dates(commitment.due.start, commitment.due.end) if commitment.due else ""
    said = credits_line(commitment.according_to)
    to = names(commitment.to)
    parts = [
        f"{names(commitment.by, 'somebody')}{f' to {to}' if to else ''}: “{clean(commitment.what.text)}”",
        f"condition “{clean(commitment.condition.text)}”" if commitment.condition else "",
        f"due {due.replace('until', 'by')}" if due else "",
        f"according to {said}" if said else "",
    ]
    return " · ".join(filter(None, parts))
