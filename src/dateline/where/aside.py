"""What a phrase says beside the place that it names: so far from it, in a part of it, at a building in it."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from dateline.where.rank import EARTH_KM
from dateline.where.words import words

if TYPE_CHECKING:
    from dateline.language.draft import Draft, Span
    from dateline.records import Place

_UNITS = {"k": 1.0, "m": 1.609}
_COMPASS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_AWAY = re.compile(
    r"\b(\d{1,4}(?:[.,]\d)?|a|ten|twenty|thirty|forty|fifty)(?:-|\s)?"
    r"(k(?:m|ilomet(?:re|er))s?|m(?:i|ile)s?)\b(?:\s\([^()]{1,24}\))?\s"
    r"(?:(?:to\sthe\s)?(?:due\s)?(north|south|east|west)-?(east|west)?\sof|away\sfrom|outside|from)\s"
    r"(?:the\s(?:\w+\s)?(?:city|town|village|capital)(?:\sof)?,?\s|central\s|downtown\s)?\Z"
)
_NUMBERS = {"a": 1.0, "ten": 10.0, "twenty": 20.0, "thirty": 30.0, "forty": 40.0, "fifty": 50.0}
_REACH = 90
_BETWEEN = frozenset(("in", "of", "at", "the", "inside", "within", "city", "town"))
_SIDEWAYS = math.sin(math.pi / 8)
"""How far off a point may lie that is told by one of eight directions, as a share of its distance."""
WITHIN = 15.0
"""Kilometres round a town's middle among which its parts and buildings are taken to lie."""


def told(draft: Draft, span: Span, one: Place, at: Span) -> Place:
    """A place as a phrase tells it: moved, or known more finely than its town, with the radius that this leaves.

    Args:
        draft: the document.
        span: the phrase.
        one: the place that it names.
        at: where the name stands.
    """
    if one.lat is None or one.lon is None or one.precision != "city":
        return one
    if match := _AWAY.search(draft.text, max(0, at[0] - _REACH), at[0]):
        return _moved(one, match)
    finer = _finer(draft.text[min(span[0], at[0]) : at[0]].lower().split())
    return one.model_copy(update={"precision": "point", "radius": WITHIN}) if finer else one


def _finer(before: list[str]) -> bool:
    """Whether the words before a town's name say a part of it or a spot in it ("a market in the old")."""
    for word in reversed(before):
        if word in words().parts or word in words().spots:
            return True
        if word not in _BETWEEN:
            return False
    return False


def _moved(one: Place, match: re.Match[str]) -> Place:
    """A place so far from where its name stands; without a direction anywhere round it."""
    number = _NUMBERS.get(match[1])
    distance = (float(match[1].replace(",", ".")) if number is None else number) * _UNITS[match[2][0]]
    if match[3] is None:
        return one.model_copy(update={"precision": "point", "radius": round(distance, 1)})
    lat, lon = beyond((one.lat or 0.0, one.lon or 0.0), distance, _COMPASS.index(match[3] + (match[4] or "")) * 45)
    radius = round(distance * _SIDEWAYS, 1)
    return one.model_copy(update={"lat": lat, "lon": lon, "precision": "point", "radius": radius})


def beyond(point: tuple[float, float], distance: float, bearing: float) -> tuple[float, float]:
    """The point (degrees) `distance` kilometres from another in the direction `bearing` (degrees from north)."""
    lat, way, angle = math.radians(point[0]), math.radians(bearing), distance / EARTH_KM
    there = math.asin(math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(way))
    turn = math.atan2(
        math.sin(way) * math.sin(angle) * math.cos(lat), math.cos(angle) - math.sin(lat) * math.sin(there)
    )
    return round(math.degrees(there), 4), round((point[1] + math.degrees(turn) + 180) % 360 - 180, 4)
