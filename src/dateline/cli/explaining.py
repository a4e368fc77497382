"""``dateline explain``: why an event was coded as it was."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from dateline.cli import plain
from dateline.cli.inputs import Inputs, knowledge_option, published_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.records import Actor, Event, Mention, Record

LABEL = 14


@click.command(
    short_help="Show why an event was coded so.",
    epilog="""\b
Examples:
  dateline code report.txt                 shows each event's id before its confidence
  dateline explain EVENT_ID report.txt

In Python: the `because` of each event in dateline.Coder().code(text).events""",
)
@click.argument("event_id", metavar="EVENT_ID")
@click.argument("path", metavar="FILE")
@published_option
@knowledge_option
def explain(event_id: str, path: str, published: str | None) -> None:
    """Show why: the sentence of an event, the words behind each field, and every step that led to it."""
    from dateline.cli.coding import coder  # noqa: PLC0415

    inputs = Inputs((path,), published)
    known: list[str] = []
    for record in coder(None).code_all(inputs):
        for event in record.events:
            if event.id == event_id:
                click.echo("\n".join(lines(event, record)))
                return
            known.append(event.id)
    if inputs.failed and not known:
        sys.exit(1)
    shown = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")  # noqa: PLR2004 - as many as fit two lines
    message = f"no event {event_id} in {path}; it has {shown or 'no events'}"
    raise click.BadParameter(message, param_hint="'EVENT_ID'")


def lines(event: Event, record: Record) -> Iterator[str]:
    """The explanation of one event, line by line."""
    before, trigger, after = plain.split_at(record.document.text, event.sentence, event.trigger)
    yield f"{event.factuality.value.upper()}  {plain.label(event)}  “{plain.caption(event.type, event.mode)}”"
    yield f"“{before.lstrip()}[{trigger}]{after.rstrip()}”"
    yield ""
    for label, found in _fields(event):
        yield f"{label:<{LABEL}}{found}"
    yield f"{'confidence':<{LABEL}}{event.confidence:.2f}"
    yield ""
    yield "because"
    yield from (f"  {number}. {plain.clean(reason)}" for number, reason in enumerate(event.because, 1))
    if not event.because:
        yield "  (no reasons were kept)"


def _fields(event: Event) -> Iterator[tuple[str, str]]:
    """Every field that rests on words of the text, with those words and where they stand."""
    yield "trigger", _words(event.trigger)
    yield from (("actor", _actor(actor)) for actor in event.actors)
    yield from (("recipient", _actor(actor)) for actor in event.recipients)
    if event.place:
        detail = ", ".join(filter(None, (event.place.precision, f"id {event.place.id}" if event.place.id else "")))
        yield "place", f"{_words(event.place)} → {plain.place(event.place)}{f' ({detail})' if detail else ''}"
    if event.time:
        known = plain.dates(event.time.start, event.time.end)
        yield "time", f"{_words(event.time)} → {event.time.value}{f' ({known})' if known else ''}"
    for source in event.according_to:
        cue = f", by {_words(source.cue)}" if source.cue else ""
        yield "according to", _actor(source) + cue
    if harm := plain.harm(event):
        yield "harm", harm


def _words(mention: Mention) -> str:
    """The words of a mention and where they stand."""
    return f"“{plain.clean(mention.text)}” [{mention.span[0]}:{mention.span[1]}]"


def _actor(actor: Actor) -> str:
    """An actor's words, whom they stand for, and how that was found."""
    detail = ", ".join(filter(None, (plain.code(actor), actor.id, f"via {actor.via}" if actor.via else "")))
    return f"{_words(actor)} → {plain.name(actor)}{f' ({detail})' if detail else ''}"
