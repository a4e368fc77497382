"""Records as flat rows for a spreadsheet or a data frame: one row an event.

Lists are joined by ``; ``.  A cell that a spreadsheet would take for a formula gets an apostrophe in front, since the
words come from reports that anybody can write.
"""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING

from dateline import exchange
from dateline.cli import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.records import Actor, Event, Place, Record, Time

COLUMNS = (
    *("document", "title", "url", "publisher", "published_start", "published_end"),
    *("event", "type", "mode", "contexts", "quad", "intensity", "factuality", "confidence"),
    *("actors", "actor_ids", "actor_countries", "actor_sectors"),
    *("recipients", "recipient_ids", "recipient_countries", "recipient_sectors"),
    *("place", "place_id", "lat", "lon", "place_country", "place_precision"),
    *("time", "time_start", "time_end", "time_precision"),
    *("according_to", "killed", "injured", "count_min", "count_max"),
    *("trigger", "trigger_start", "trigger_end", "sentence", "sentence_start", "sentence_end"),
)


def write(records: Iterable[Record], out: IO[str]) -> None:
    """Write a header and one row an event to `out`, as the records come."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for record in records:
        writer.writerows(row(record, event) for event in record.events)


def row(record: Record, event: Event) -> list[object]:
    """One event as the cells of `COLUMNS`; what isn't stated is empty."""
    document, (start, end) = record.document, event.sentence
    cells: list[object] = [
        *(document.id, document.title, document.url, document.publisher),
        *(document.published.start, document.published.end),
        *(event.id, event.type, event.mode, "; ".join(event.contexts), event.quad, event.intensity),
        *(event.factuality.value, round(event.confidence, 4)),
        *_actors(event.actors),
        *_actors(event.recipients),
        *_place(event.place),
        *_time(event.time),
        *(plain.credits_line(event.according_to), event.killed, event.injured),
        *((event.count.min, event.count.max) if event.count else (None, None)),
        *(event.trigger.text, *event.trigger.span, plain.clean(document.text[start:end]), start, end),
    ]
    return [exchange.harmless(cell) for cell in cells]


def _actors(actors: tuple[Actor, ...]) -> list[str]:
    """Names, ids, countries and sectors; the nth of each belongs to the nth actor."""
    return [
        "; ".join(plain.name(actor) for actor in actors),
        "; ".join(actor.id or "" for actor in actors),
        "; ".join(actor.country or "" for actor in actors),
        "; ".join(" ".join(actor.sectors) for actor in actors),
    ]


def _place(place: Place | None) -> list[object]:
    """The cells of a place."""
    if place is None:
        return [None] * 6
    return [place.name or place.text, place.id, place.lat, place.lon, place.country, place.precision]


def _time(time: Time | None) -> list[object]:
    """The cells of a time."""
    if time is None:
        return [None] * 4
    return [time.text, time.start, time.end, time.precision.value if time.precision else None]
