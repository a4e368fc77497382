"""A record as rows: pure functions from the nouns of `records` to what stands in each table."""

from __future__ import annotations

import json
import math
import zlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from dateline.store.naming import actor_id, digest, document_id, folded, key_of
from dateline.where import gazetteer
from dateline.where.rank import EARTH_KM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.records import Actor, Attribution, Commitment, Document, Event, Place, Record, Relation

    Fields = dict[str, Any]

DEGREES = 2
"""Side of a cell of the map; BULK's measure: a hundred times as fast as an R*Tree."""
SLACK = 1e-6
"""Degrees that a circle is drawn wider, against rounding."""
SHOWN = 240
"""Characters of an attribution's content that are kept beside its span."""


def packed(words: str) -> bytes:
    """Text as it is kept in a blob."""
    return zlib.compress(words.encode("utf-8"), 6)


def unpacked(blob: bytes) -> str:
    """The text of a blob."""
    return zlib.decompress(blob).decode("utf-8")


def squeezed(words: str) -> bytes:
    """A line of JSON that linking wrote as it is kept in a blob: squeezed by what all such lines have alike."""
    made = zlib.compressobj(zdict=_alike())
    return made.compress(words.encode("utf-8", "surrogatepass")) + made.flush()


def unsqueezed(blob: bytes) -> str:
    """The line of a blob."""
    return zlib.decompressobj(zdict=_alike()).decompress(bytes(blob)).decode("utf-8", "surrogatepass")


@cache
def _alike() -> bytes:
    """Lines with the keys and common values; to change the file is to lose every store."""
    return (files("dateline.store") / "schema" / "alike.txt").read_bytes()


def cell(lat: float | None, lon: float | None) -> int | None:
    """The number of the 2 by 2 degree cell that a point lies in: rows from the south, 180 to a row."""
    if lat is None or lon is None:
        return None
    return _line(lat) * (360 // DEGREES) + int((lon + 180) // DEGREES) % (360 // DEGREES)


def cells_near(lat: float, lon: float, km: float) -> list[int]:
    """The cells that a circle touches, and perhaps a few around it; over a pole those of every longitude."""
    high = math.degrees(km / EARTH_KM) + SLACK
    south, north = max(-90.0, lat - high), min(90.0, lat + high)
    wide = 180.0
    if abs(lat) + high < 90:  # noqa: PLR2004 - the pole
        wide = min(180.0, math.degrees(math.asin(math.sin(math.radians(high)) / math.cos(math.radians(lat)))) + SLACK)
    across = 360 // DEGREES
    lines = range(_line(south), _line(north) + 1)
    columns = range(math.floor((lon - wide + 180) / DEGREES), math.floor((lon + wide + 180) / DEGREES) + 1)
    return sorted({line * across + column % across for line in lines for column in columns})


def _line(lat: float) -> int:
    """The row of cells that a latitude lies in, from the south; the pole is in the last."""
    return min(int((lat + 90) // DEGREES), 180 // DEGREES - 1)


def document(made: Document, *, text: bool) -> Fields:
    """The row of a document, without what only the store knows; `text`: whether its words are kept."""
    return {
        "id": document_id(made),
        "key": key_of(made),
        "sha256": made.sha256,
        "url": made.url,
        "publisher": made.publisher,
        "title": made.title,
        "language": made.language,
        "start_day": _day(made.published.start),
        "end_day": _day(made.published.end),
        "basis": made.published.basis,
        "characters": len(made.text),
        "text": packed(made.text) if text else None,
    }


def actor(mention: Actor) -> Fields:
    """The row of whom a mention stands for."""
    name = mention.name or mention.text
    return {
        "id": actor_id(mention),
        "name": name,
        "folded": folded(name),
        "wikidata": mention.id,
        "country": mention.country,
        "sectors": _list(mention.sectors),
    }


def event(made: Event, record: Record) -> Fields:
    """The row of an event, without what only the store knows."""
    published = record.document.published
    dated = made.time is not None and made.time.start is not None
    start = made.time.start if dated and made.time else published.start
    end = (made.time.end or made.time.start) if dated and made.time else published.end or published.start
    return {
        "id": made.id,
        "publisher": record.document.publisher,
        "type": made.type,
        "mode": made.mode,
        "contexts": _list(made.contexts),
        "quad": made.quad,
        "intensity": made.intensity,
        "factuality": str(made.factuality),
        "confidence": made.confidence,
        "start_day": _day(start),
        "end_day": _day(end),
        "dated": int(dated),
        "precision": str(made.time.precision) if dated and made.time and made.time.precision else None,
        "who": names(made.actors),
        "whom": names(made.recipients),
        "from_country": next((a.country for a in made.actors if a.country), None),
        "to_country": next((a.country for a in made.recipients if a.country), None),
        "killed": made.killed,
        "injured": made.injured,
        "count_min": made.count.min if made.count else None,
        "count_max": made.count.max if made.count else None,
        "start_char": made.sentence[0],
        "end_char": made.sentence[1],
        "trigger_text": made.trigger.text,
        "trigger_start": made.trigger.span[0],
        "evidence": record.document.text[slice(*made.sentence)],
        **place(made.place),
    }


def place(made: Place | None) -> Fields:
    """The columns of an event that tell where; all ``None`` where nothing is told."""
    if made is None:
        empty = ("place", "place_id", "lat", "lon", "cell", "country", "adm1", "feature", "place_precision", "radius")
        return dict.fromkeys(empty)
    return {
        "place": made.name or made.text,
        "place_id": made.id,
        "lat": made.lat,
        "lon": made.lon,
        "cell": cell(made.lat, made.lon),
        "country": made.country,
        "adm1": _subdivision(made),
        "feature": made.feature,
        "place_precision": made.precision,
        "radius": made.radius,
    }


def _subdivision(made: Place) -> str | None:
    """The name of the first subdivision that a place lies in, or is."""
    if not made.id or not made.name:
        return None
    if made.precision == "admin1":
        return made.name
    same = next((c for c in gazetteer.look_up(made.name) if str(c.id) == made.id), None)
    above = gazetteer.by_rank(same.admin1) if same and same.admin1 else None
    return above.name if above else None


def mentions(made: Event) -> Iterator[tuple[Fields, Actor | None]]:
    """The rows of an event's mentions, each with the actor that it names, if it names one."""
    for role, found in (("actor", made.actors), ("recipient", made.recipients), ("source", made.according_to)):
        for position, mention in enumerate(found):
            yield {**_mention(role, position, mention), "via": mention.via}, mention
    for role, alone in (("place", made.place), ("time", made.time)):
        if alone is not None:
            yield {**_mention(role, 0, alone), "via": None}, None


def _mention(role: str, position: int, mention: Any) -> Fields:  # noqa: ANN401 - any mention
    start, end = mention.span
    return {"role": role, "position": position, "start_char": start, "end_char": end, "text": mention.text}


def attribution(made: Attribution, text: str) -> Fields:
    """The row of an attribution; its content is cut to `SHOWN` characters."""
    start, end = made.content[0][0], made.content[-1][1]
    return {
        "id": made.id,
        "kind": made.kind,
        "source_text": made.source.text if made.source else None,
        "cue": made.cue.text if made.cue else None,
        "start_char": start,
        "end_char": end,
        "content": " … ".join(text[slice(*span)] for span in made.content)[:SHOWN],
    }


def relation(made: Relation, text: str) -> Fields:
    """The row of a relation."""
    return {
        "relation": str(made.relation),
        "start_day": _day(made.period.start) if made.period else None,
        "end_day": _day(made.period.end) if made.period else None,
        "factuality": str(made.factuality),
        "start_char": made.evidence[0],
        "end_char": made.evidence[1],
        "evidence": text[slice(*made.evidence)],
    }


def commitment(made: Commitment, record: Record) -> Fields:
    """The row of a commitment, without what only the store knows."""
    found = document_id(record.document)
    return {
        "id": digest("commitment", found, made.kind, *made.what.span),
        "kind": made.kind,
        "by_names": names(made.by),
        "to_names": names(made.to),
        "what": made.what.text,
        "condition": made.condition.text if made.condition else None,
        "made_day": _day(record.document.published.start),
        "due_start": _day(made.due.start) if made.due else None,
        "due_end": _day(made.due.end or made.due.start) if made.due else None,
        "start_char": made.evidence[0],
        "end_char": made.evidence[1],
        "evidence": record.document.text[slice(*made.evidence)],
    }


def names(found: Sequence[Actor]) -> str:
    """The names of actors as one line to show."""
    return "; ".join(dict.fromkeys(a.name or a.text for a in found))


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _list(values: Sequence[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
