"""From toponyms to places: resolve, say how precisely, and fit an event's place role to what the document names."""

from __future__ import annotations

import dataclasses
import math
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.records import Place
from dateline.where import aside, gazetteer, peoples
from dateline.where.dateline import find_dateline
from dateline.where.guess import guess
from dateline.where.rank import Around, names_of, rank
from dateline.where.toponyms import PLAUSIBLE, Toponym, bare, toponyms
from dateline.who.home import publisher
from dateline.who.tables import countries, demonyms

if TYPE_CHECKING:
    from dateline.language.draft import Draft, Span
    from dateline.where.gazetteer import Candidate

FLATTER, FAITH = 0.3, 0.7
"""The ranker is too sure where it is sure and too doubtful where it doubts: slope and shift of its log odds."""

_PRECISION = {"PCLI": "country", "ADM1": "admin1", "ADM2": "admin2", "INSM": "point", "CMPRF": "point"}
# bounded, so that a phrase of capitals costs no more than its length
_CAPITAL_OF = re.compile(
    r"\b(?!The )([A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30}){0,4}?)(?:['’]s)? capital\b"
    r"|\bcapital of (?:the )?((?:[A-Z][\w’'-]{1,30} ?){1,5})"
)
_NOWHERE = frozenset({"here", "there", "where", "it", "elsewhere", "abroad", "home", "which"})
_AND = re.compile(r"\b(?:and|or|to|from)\b|[;/]")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]{3,}")


def precision(feature: str) -> str:
    """How finely a place of a GeoNames feature is known: point, city, admin2, admin1, country or region."""
    return _PRECISION.get(feature) or ("city" if feature.startswith("PPL") else "region")


def place(draft: Draft, span: Span, found: Candidate | None, chance: float | None = None) -> Place:
    """A place mention at a span; unresolved (everything after `text` is ``None``) when `found` is ``None``."""
    text = draft.slice(span)
    if found is None:
        return Place(span=span, text=text)
    return Place(
        span=span,
        text=text,
        name=found.name,
        id=None if found.id is None else str(found.id),
        lat=found.lat,
        lon=found.lon,
        country=found.country,
        feature=found.feature,
        precision=precision(found.feature),
        confidence=None if chance is None else calibrated(chance),
    )


@lru_cache(maxsize=4096)
def calibrated(chance: float) -> float:
    """How often a name of which the ranker is so sure means its choice; fitted on LGL, `evaluation/places.py`."""
    odds = min(max(chance, 0.001), 0.999)
    return round(1 / (1 + math.exp(-(FLATTER * math.log(odds / (1 - odds)) + FAITH))), 3)


def around(draft: Draft) -> Around:
    """What a document says beside its toponyms: the countries of its actors and of its nationalities."""
    codes = Counter(actor.country for actor in draft.actors if actor.country)
    table = demonyms()
    codes.update(table[word] for word in map(str.lower, _CAPITALISED.findall(draft.text)) if word in table)
    total = codes.total()
    return Around(publisher(draft), {code: count / total for code, count in codes.items()} if total else {})


def resolve_all(draft: Draft, found: list[Toponym]) -> list[Place]:
    """The places that toponyms mean, each in the light of all."""
    names = names_of(found)
    chosen = rank(names, around(draft))
    places = []
    for one, name in zip(found, names, strict=True):
        best = chosen.get(name) if name is not None else None
        places.append(place(draft, one.span, *(best or (None,))))
    return places


def find(draft: Draft) -> Draft:
    """Find every toponym of a document outside its repeats, resolve it, and recognise the dateline.

    Words for peoples come among them, marked as such, as the states that they tell.

    Sets `places`, and `document.dateline` when it is not set and the text begins with one.  Without the encoder's
    entities it goes by capitals and the gazetteer, cautiously.

    Raises:
        KnowledgeError: the gazetteer is missing or damaged.
    """
    found = toponyms(draft)
    line = find_dateline(draft.text)
    if line and not draft.in_repeat(line) and not any(t.span[0] < line[1] and line[0] < t.span[1] for t in found):
        found = sorted([*found, Toponym(line, bare(draft.text, line))], key=lambda t: t.span)
    places = resolve_all(draft, found)
    for span, code in peoples.find(draft, [p.span for p in places]):
        places.append(place(draft, span, peoples.state(code)).model_copy(update={"demonym": True}))
    places.sort(key=lambda p: p.span)
    document = draft.document
    if line and document.dateline is None:
        first = next((p for p in places if p.span[0] < line[1] and line[0] < p.span[1]), None)
        document = document.model_copy(update={"dateline": first})
    return dataclasses.replace(draft, places=tuple(places), document=document)


def _capital(draft: Draft, span: Span) -> Candidate | None:
    """The capital that a phrase such as ``the Iraqi capital`` means."""
    match = _CAPITAL_OF.search(draft.slice(span))
    if match is None:
        return None
    name = bare(match.group(1) or match.group(2), (0, len(match.group())))
    code = demonyms().get(name.lower()) or next(
        (c.country for c in gazetteer.look_up(name) if c.feature == "PCLI" and c.country), None
    )
    country = countries().get(code or "")
    if country is None or not country.capital:
        return None
    cities = [c for c in gazetteer.look_up(country.capital) if c.country == code and c.feature.startswith("PPL")]
    return min(cities, key=lambda c: (c.feature != "PPLC", c.rank)) if cities else None


def _finest(draft: Draft, inside: list[Place]) -> Place:
    """The first place of a span, or a later one that lies in it and is not merely listed beside it."""
    chosen = inside[0]
    for one in inside[1:]:
        if _AND.search(draft.text, chosen.span[1], one.span[0]):
            break
        if _part_of(one, chosen):
            chosen = one
    return chosen


def _part_of(one: Place, other: Place) -> bool:
    order = ("region", "country", "admin1", "admin2", "city", "point")
    if one.country != other.country or one.precision is None or other.precision is None:
        return False
    return order.index(one.precision) > order.index(other.precision)


def _as(draft: Draft, span: Span, one: Place) -> Place:
    """The same place under the words of another span, and as they tell it."""
    told = aside.told(draft, span, one, one.span)
    return told.model_copy(update={"span": span, "text": draft.slice(span)})


def resolve(draft: Draft, span: Span) -> Place | None:
    """The place that a phrase means, for the place role of an event; the mention stays the whole phrase.

    The toponym inside the phrase (the first of several, or a finer one that lies in it), else the capital it
    describes, else a toponym that capitals and gazetteer show; as the phrase tells it (`aside`).  A phrase that names
    no known place (``a market``) comes back unresolved; ``None`` for words that name none at all, an empty span, or a
    repeat.  It never stands in the dateline's city.

    Raises:
        KnowledgeError: the gazetteer is missing or damaged.
    """
    words = draft.slice(span).strip().lower()
    if not words or words in _NOWHERE or draft.in_repeat(span):
        return None
    capital = _capital(draft, span)
    if capital is not None:
        return place(draft, span, capital)
    known = [p for p in draft.places if not p.demonym]
    touching = [p for p in known if p.span[0] < span[1] and span[0] < p.span[1]]
    resolved = [p for p in touching if p.name is not None]
    if resolved:
        return _as(draft, span, _finest(draft, resolved))
    new = [] if touching else [Toponym(g.span, bare(draft.text, g.span)) for g in guess(draft.text, span, PLAUSIBLE)]
    beside = [Toponym(p.span, bare(draft.text, p.span)) for p in known] if new else []
    found = [one for one in resolve_all(draft, [*new, *beside])[: len(new)] if one.name is not None]
    return _as(draft, span, found[0]) if found else place(draft, span, None)
