"""An event of one document as linking sees it, made from a coded record and kept as one line of JSON."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from dateline.errors import InputError
from dateline.linking import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.records import Actor, Event, Place, Record

NAMES = 8
"""Most names of actors, and of recipients, that are kept."""
WORDS = 40
"""Most content words of the evidence sentence that are kept."""
ABOUT = 24
"""How many words tell what a document is about."""
NAMED = 24
"""Most names of a document that are kept."""
MONTH = 31
FINE = frozenset({"point", "city", "admin2"})
"""Precisions of a place whose point says where an act was."""
COMING = frozenset({"future", "hypothetical"})
"""Factualities of what has not happened yet."""
_NO_LETTERS = 200
_DATES = ("start", "end", "published")
_LISTS = ("actors", "recipients", "countries", "words", "about", "named")


@dataclass(frozen=True, slots=True)
class Report:
    """An event of one document, as linking sees it.

    `id` is the event's, `document` the document's, `source` whoever counts as its independent source: the id of the
    original of its group of copies.  `actors` and `recipients` are names that their mentions stand for, `countries`
    those of the parties (alpha-3).  `place`, `place_id` (GeoNames), `lat`, `lon` (degrees) and `country` are the
    event's place.  `start` and `end` say when it happened; where the text doesn't, they are the document's period of
    publication and `dated` is false.  `published` is the last day on which the document may have been published.
    `words` are stems of the evidence sentence, `about` those that say what the document is about, `named` those of the
    names in the document, the most frequent first.  `fine` says whether the place is a town or a point in it,
    `sentence` which characters of the text the evidence takes.
    """

    id: str
    document: str
    source: str
    publisher: str | None
    type: str
    mode: str | None
    quad: int
    factuality: str
    trigger: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    countries: tuple[str, ...]
    place: str | None
    place_id: str | None
    lat: float | None
    lon: float | None
    country: str | None
    start: dt.date | None
    end: dt.date | None
    dated: bool
    published: dt.date | None
    killed: int | None
    injured: int | None
    words: tuple[str, ...]
    confidence: float
    about: tuple[str, ...] = ()
    fine: bool = False
    sentence: tuple[int, int] = (0, 0)
    named: tuple[str, ...] = ()


def reports(record: Record, source: str) -> tuple[Report, ...]:
    """The events of a coded record as reports, in their order; copies of one sentence are not collapsed here.

    Args:
        record: a record with events.  Where its document's text is not at hand, the words are those of the triggers.
        source: the id of the document that it copies, or its own.
    """
    text = record.document.text
    about = words.telling(f"{record.document.title or ''} {text}", ABOUT)
    named = words.names(text, NAMED)
    return tuple(replace(_report(record, event, source), about=about, named=named) for event in record.events)


def _report(record: Record, event: Event, source: str) -> Report:
    document = record.document
    sentence = document.text[slice(*event.sentence)] or event.trigger.text
    start, end, dated = _period(record, event)
    return Report(
        id=event.id,
        document=document.id,
        source=source,
        publisher=document.publisher,
        type=event.type,
        mode=event.mode,
        quad=event.quad,
        factuality=str(event.factuality),
        trigger=event.trigger.text,
        actors=names(event.actors),
        recipients=names(event.recipients),
        countries=_countries((*event.actors, *event.recipients)),
        start=start,
        end=end,
        dated=dated,
        published=published_by(record),
        killed=event.killed,
        injured=event.injured,
        words=words.content(sentence)[:WORDS],
        confidence=event.confidence,
        sentence=event.sentence,
        **_where(event.place),
    )


def names(actors: Iterable[Actor]) -> tuple[str, ...]:
    """The names that mentions stand for, each once; of a mention that stands for none, its words."""
    return tuple(dict.fromkeys(a.name or a.text for a in actors))[:NAMES]


def _countries(actors: Iterable[Actor]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a.country for a in actors if a.country))[:NAMES]


def _where(place: Place | None) -> dict[str, Any]:
    if place is None:
        return dict.fromkeys(("place", "place_id", "lat", "lon", "country"))
    return {
        "place": place.name or place.text,
        "place_id": place.id,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "fine": place.precision in FINE,
    }


def _period(record: Record, event: Event) -> tuple[dt.date | None, dt.date | None, bool]:
    """When it happened: first day, last day, whether the text says so; else when its document was published."""
    time, published = event.time, record.document.published
    if time is not None and (time.start or time.end) and not _due(record, event):
        return time.start, time.end, True
    return (published.start, published.end, False) if published_by(record) else (None, None, False)


def _due(record: Record, event: Event) -> bool:
    """Whether the text's day is only that for which something was promised: it was told before, and as done."""
    last = published_by(record)
    start = event.time.start if event.time else None
    return bool(start and last and event.factuality not in COMING and (start - last).days > 1)


def published_by(record: Record) -> dt.date | None:
    """The last day on which a document may have been published; ``None`` where that is not known within a month.

    What a document's own words leave possible is often only bounded on one side.
    """
    start, end = record.document.published.start, record.document.published.end
    return end if start and end and (end - start).days <= MONTH else None


def pack(report: Report) -> str:
    """A report as one line of JSON; the same report gives the same characters."""
    return json.dumps(asdict(report), ensure_ascii=False, separators=(",", ":"), default=_written)


def _written(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(value)  # a report holds nothing else


def _span(value: Iterable[int]) -> tuple[int, int]:
    start, end = value
    return int(start), int(end)


def unpack(line: str) -> Report:
    """The report that `pack` wrote.

    Raises:
        InputError: the line is no report.
    """
    try:
        row = json.loads(line)
        row |= {key: dt.date.fromisoformat(row[key]) for key in _DATES if row[key] is not None}
        row |= {key: tuple(row.get(key, ())) for key in _LISTS}
        row["sentence"] = _span(row.get("sentence", (0, 0)))
        return Report(**{field.name: row[field.name] for field in fields(Report) if field.name in row})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        message = f"{line[:_NO_LETTERS]!r} is no report as dateline packs it: link its document again."
        raise InputError(message) from error
