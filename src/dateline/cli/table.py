"""Records as a person wants to read them in a terminal: a document at a time, an event at a time.

    ASSERTED   Ostland → threatens → Kestrel Front
               THREATEN-arrest · where Velmar, OST · when 2026-05-04 (“Monday”) · e2, .81
               according to Anna Reyl (said)
               “She [threatened] the Front with arrests …”

What isn't asserted by the report itself stands in its own colour and is never to be confused with what is.  Without
colour (a pipe, a file, ``NO_COLOR``) the trigger stands in square brackets.
"""

from __future__ import annotations

from functools import cache
from typing import IO, TYPE_CHECKING

from dateline.cli import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console
    from rich.text import Text

    from dateline.records import Actor, Event, Record

GUTTER = 13
"""Columns that the factuality stands in, left of everything else."""
NARROWEST = 20
"""Columns that the text gets however narrow the terminal is."""
STYLES = {
    "asserted": "green",
    "claimed": "bold yellow",
    "alleged": "bold magenta",
    "denied": "bold red",
    "negated": "red",
    "future": "cyan",
    "hypothetical": "blue",
}
NOT_FACT = ("claimed", "alleged", "denied")


def write(records: Iterable[Record], out: IO[str]) -> None:
    """Print records to `out` as they come, and a line of totals at the end."""
    console = console_on(out)
    documents, events, unsure = 0, 0, 0
    for record in records:
        for line in lines(record, console.width, colour=console.is_terminal):
            console.print(line, soft_wrap=True)
        documents, events = documents + 1, events + len(record.events)
        unsure += sum(event.factuality.value in NOT_FACT for event in record.events)
    if documents:
        totals = f"{_many(documents, 'document')}, {_many(events, 'event')}"
        console.print(f"{totals}, of them {unsure} only claimed, alleged or denied", style="dim", soft_wrap=True)


def console_on(out: IO[str]) -> Console:
    """A console that writes to `out`, as wide as the terminal (80 columns where there is none)."""
    from rich.console import Console  # noqa: PLC0415 - only a table needs it

    return Console(file=out, highlight=False, markup=False, emoji=False)


def lines(record: Record, width: int, *, colour: bool = False) -> Iterator[Text]:
    """All lines for one record, each at most `width` columns where its words allow, and an empty one at the end."""
    from rich.text import Text  # noqa: PLC0415

    document = record.document
    title = f"━━ {plain.shorten(plain.title(document), max(NARROWEST, width - 7))} "
    yield Text(title.ljust(width, "━"), style="bold")
    yield Text(plain.origin(document), style="dim")
    yield Text()
    for event in record.events:
        yield from _event(event, document.text, width, colour=colour)
        yield Text()
    if not record.events:
        yield from (_hanging("", Text("no event found", style="dim"), width)[0], Text())
    rest = [line for label, entries in _rest(record, width) for line in _list(label, entries, width)]
    yield from (*rest, Text()) if rest else ()


def _event(event: Event, text: str, width: int, *, colour: bool) -> Iterator[Text]:
    """The lines of one event; the first carries its factuality in the gutter."""
    factuality = event.factuality.value
    yield from _hanging(factuality.upper(), headline(event), width, STYLES[factuality])
    yield from _hanging("", _circumstances(event), width)
    if event.according_to:
        yield from _hanging("", f"according to {plain.credits_line(event.according_to)}", width)
    yield from _hanging("", marked_sentence(event, text, colour=colour), width)


def headline(event: Event) -> Text:
    """``who → does what → to whom`` with the actors' codes; the middle is the ontology's caption."""
    from rich.text import Text  # noqa: PLC0415

    line = _people(event.actors) if event.actors else Text("(nobody named)", style="dim")
    line.append(" → ", style="dim").append(plain.caption(event.type, event.mode), style="bold")
    return line.append(" → ", style="dim").append_text(_people(event.recipients)) if event.recipients else line


def _people(actors: Iterable[Actor]) -> Text:
    """Actors' names, each with its code in a quieter tone."""
    from rich.text import Text  # noqa: PLC0415

    seen: dict[str, str] = {}
    for actor in actors:
        seen.setdefault(plain.name(actor), plain.code(actor))
    line = Text()
    for name, code in seen.items():
        line.append(", " if line else "").append(name)
        line.append(f" ({code})" if code else "", style="dim")
    return line


def _circumstances(event: Event) -> Text:
    """Code, place, time, harm, id and confidence on one line."""
    from rich.text import Text  # noqa: PLC0415

    where, when = plain.place(event.place), plain.time(event.time)
    parts = [
        plain.label(event),
        f"where {where}" if where else "",
        f"when {when}" if when else "",
        plain.harm(event),
        f"{plain.clean(event.id)} at {event.confidence:.2f}",
    ]
    return Text(" · ".join(filter(None, parts)), style="dim")


def marked_sentence(event: Event, text: str, *, colour: bool) -> Text:
    """The event's sentence in quotes, its trigger underlined, or in square brackets without colour."""
    from rich.text import Text  # noqa: PLC0415

    before, trigger, after = plain.split_at(text, event.sentence, event.trigger)
    mark = trigger if colour else f"[{trigger}]"
    return Text.assemble("“", before.lstrip(), (mark, "bold underline"), after.rstrip(), "”", style="italic")


def _rest(record: Record, width: int) -> Iterator[tuple[str, list[str]]]:
    """The record's other findings, a label and a line each."""
    room = max(NARROWEST, width - GUTTER)
    text = record.document.text
    said = []
    for found in record.attributions:
        who = plain.name(found.source) if found.source else "somebody"
        how = f" ({plain.clean(found.cue.text)})" if found.cue else ""
        what = " … ".join(text[start:end] for start, end in found.content)
        what = f"“{what}”" if found.kind == "direct" else what
        said.append(plain.shorten(f"{who}{how}: {what}", room))
    yield "who says", said
    yield "relations", [plain.tie(found) for found in record.relations]
    yield "commitments", [f"{found.kind}: {plain.promise(found)}" for found in record.commitments]


def _list(label: str, entries: list[str], width: int) -> Iterator[Text]:
    """Entries one below the other, the label in the gutter of the first."""
    for number, entry in enumerate(entries):
        yield from _hanging("" if number else label, entry, width, "dim")


def _hanging(label: str, content: str | Text, width: int, style: str = "") -> list[Text]:
    """The content wrapped to the right of a gutter that holds the label on its first line."""
    from rich.text import Text  # noqa: PLC0415

    body = Text(content) if isinstance(content, str) else content
    wrapped = body.wrap(_measure(), max(NARROWEST, width - GUTTER))
    found = []
    for number, line in enumerate(wrapped):
        line.rstrip()
        gutter = Text("".ljust(GUTTER)) if number else Text(label.ljust(GUTTER), style=style)
        found.append(gutter + line)
    return found


@cache
def _measure() -> Console:
    """A console that only measures text."""
    from rich.console import Console  # noqa: PLC0415

    return Console()


def _many(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
