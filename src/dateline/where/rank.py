"""Choose among the places that a name may mean: a linear score over what speaks for each.

Two rounds: first every name by itself (how many people live there, what kind of place it is, which country or state
the text names after it), then again with the votes that the other names of the document cast for countries, states and
neighbourhoods.  All mentions of one name in a document mean one place, unless the text says otherwise beside them.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias

from dateline.where import gazetteer
from dateline.where.names import normalise
from dateline.where.toponyms import known_part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.where.gazetteer import Candidate
    from dateline.where.toponyms import Toponym

Direction: TypeAlias = "tuple[float, float, float]"

EARTH_KM = 6371.0088
REGION_DEGREES = 10.0
"""Places farther north or south (about 1100 km) are not near enough to speak for each other."""
DOUBT = 2.0
"""Votes that nobody casts: one or two other names alone don't settle where a document is."""
ROUNDS = 2
"""How often the names of a document vote: the first time each by itself."""
FEATURES = (
    "people",
    "main",
    "only",
    "country",
    "capital",
    "admin1",
    "admin2",
    "twin",
    "other",
    "noun",
    "against_noun",
    "contained",
    "holds",
    "same_country",
    "same_admin1",
    "near",
    "home",
    "actors",
)
_KINDS = {"PCLI": "country", "PPLC": "capital", "ADM1": "admin1", "ADM2": "admin2", "PPL": ""}


@dataclass(frozen=True, slots=True)
class Around:
    """What a document says beside its names: the country of its publisher, the countries of its actors (shares)."""

    home: str | None = None
    actors: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as the ranker treats it: one look-up key with what stands beside it, for all its mentions."""

    key: str
    container: str = ""
    holds: str = ""
    noun: str = ""


@dataclass(slots=True)
class Votes:
    """What the names of a document say together, by weight: countries, first-order subdivisions, points."""

    countries: Counter[str] = field(default_factory=Counter)
    admin1: Counter[int] = field(default_factory=Counter)
    points: dict[str, tuple[float, Direction]] = field(default_factory=dict)
    """By key: the latitude of a name's place in degrees, and where it lies seen from the middle of the earth."""


@cache
def weights() -> dict[str, float]:
    """The weight of each feature, and `nil`."""
    table = tomllib.loads(files("dateline.where").joinpath("weights.toml").read_text(encoding="utf-8"))
    return {name: float(table[name]) for name in (*FEATURES, "nil")}


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees."""
    phi, psi, turn = math.radians(a[0]), math.radians(b[0]), math.radians(b[1] - a[1])
    half = math.sin((psi - phi) / 2) ** 2 + math.cos(phi) * math.cos(psi) * math.sin(turn / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


@lru_cache(maxsize=16384)
def direction(lat: float, lon: float) -> Direction:
    """Where a point lies seen from the middle of the earth: a vector of length 1."""
    phi, turn = math.radians(lat), math.radians(lon)
    return math.cos(phi) * math.cos(turn), math.cos(phi) * math.sin(turn), math.sin(phi)


@lru_cache(maxsize=16384)
def candidates(name: Name) -> tuple[Candidate, ...]:
    """The places a name may mean; abbreviations of states only when nothing else is left or they follow a comma."""
    found = gazetteer.by_key(name.key)
    full = tuple(one for one in found if one.kind != gazetteer.CODE)
    return found if name.noun == "code" else full or found


@lru_cache(maxsize=16384)
def alone(name: Name) -> tuple[dict[str, float], ...]:
    """The features of each candidate that don't depend on the rest of the document."""
    containers = [c for c in gazetteer.look_up(name.container)[:12] if c.feature in ("PCLI", "ADM1")]
    held = [c for c in gazetteer.look_up(name.holds) if c.feature != "PCLI"] if name.holds else []
    return tuple(
        {**_alone(name, one, containers), "holds": float(any(h.lies_in(one) for h in held))} for one in candidates(name)
    )


def _alone(name: Name, one: Candidate, containers: list[Candidate]) -> dict[str, float]:
    found = {
        "people": math.log10(one.population + 1) - 4.0,
        "main": float(one.kind == gazetteer.MAIN),
        "only": float(len(candidates(name)) == 1),
        "twin": float(_twin(name, one)),
        "contained": float(any(one.lies_in(container) for container in containers)),
    }
    kind = _KINDS.get(one.feature, "other")
    if kind:
        found[kind] = 1.0
    if kind == "other":  # nobody counts who lives in a sea, and every name of it was listed by hand
        found["people"] = found["main"] = 1.0
    if name.noun and name.noun != "code":
        fits = one.feature.startswith(name.noun)
        found["noun" if fits else "against_noun"] = 1.0
    if name.noun == "code":
        found["noun"] = float(one.feature == "ADM1")
    return found


def _twin(name: Name, one: Candidate) -> bool:
    """Whether a subdivision has its name from a town in it, which is then what the name mostly means."""
    if not one.feature.startswith("ADM"):
        return False
    return any(town.feature.startswith("PPL") and town.lies_in(one) for town in candidates(name))


def _share(votes: Counter[str] | Counter[int], total: float, key: str | int | None, own: float) -> float:
    """The share of the votes for `key` that other names cast; `total` are all that they cast."""
    return max(0.0, votes[key] - own) / (total + DOUBT) if key is not None and total > 0 else 0.0  # type: ignore[index]


def _near(one: Candidate, name: Name, votes: Votes) -> float:
    """Closeness to the nearest other name's place: 1 beside it, a half 100 km away, 0 in another zone."""
    if one.lat is None or one.lon is None or one.feature in ("PCLI", "ADM1"):
        return 0.0
    x, y, z = direction(one.lat, one.lon)
    low, high = one.lat - REGION_DEGREES, one.lat + REGION_DEGREES
    same = [
        x * point[0] + y * point[1] + z * point[2]
        for key, (lat, point) in votes.points.items()
        if low < lat < high and key != name.key
    ]
    # the chord and not the angle itself: the arc cosine of a number near 1 loses the small distances
    return (
        1.0 / (1.0 + 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(max(0.0, 1 - max(same)) / 2))) / 100.0)
        if same
        else 0.0
    )


def together(name: Name, chances: Sequence[float], votes: Votes, around: Around) -> list[dict[str, float]]:
    """The features of each candidate that come from the rest of the document."""
    found = candidates(name)
    own: Counter[str] = Counter()
    own1: Counter[int] = Counter()
    for one, chance in zip(found, chances, strict=True):
        own[one.country or ""] += chance  # type: ignore[assignment]
        own1[_admin1(one) or 0] += chance  # type: ignore[assignment]
    total, total1 = votes.countries.total() - 1.0, votes.admin1.total() - 1.0
    return [
        {
            "same_country": _share(votes.countries, total, one.country, own[one.country or ""]),
            "same_admin1": _share(votes.admin1, total1, _admin1(one), own1[_admin1(one) or 0]),
            "near": _near(one, name, votes),
            "home": float(one.country is not None and one.country == around.home),
            "actors": around.actors.get(one.country or "", 0.0),
        }
        for one in found
    ]


def _admin1(one: Candidate) -> int | None:
    return one.rank if one.feature == "ADM1" else one.admin1


def score(features: Mapping[str, float]) -> float:
    """The weighted sum of features."""
    table = weights()
    return sum([table[name] * value for name, value in features.items()])


def chances(scores: Sequence[float]) -> list[float]:
    """Scores as probabilities (softmax)."""
    top = max(scores, default=0.0)
    powers = [math.exp(one - top) for one in scores]
    return [one / sum(powers) for one in powers]


def cast(names: Mapping[Name, Sequence[float]]) -> Votes:
    """Count the votes of all names: each has one, split among its candidates by their probability."""
    votes = Votes()
    for name, probabilities in names.items():
        found = candidates(name)
        for one, chance in zip(found, probabilities, strict=True):
            if chance > 0.01:  # noqa: PLR2004 - fainter ones only cost time
                votes.countries[one.country or ""] += chance  # type: ignore[assignment]
                votes.admin1[_admin1(one) or 0] += chance  # type: ignore[assignment]
        best = found[max(range(len(found)), key=probabilities.__getitem__)]
        if best.lat is not None and best.lon is not None and best.feature not in ("PCLI", "ADM1"):
            votes.points[name.key] = best.lat, direction(best.lat, best.lon)
    return votes


def names_of(toponyms: Sequence[Toponym]) -> list[Name | None]:
    """The name each toponym is ranked under; ``None`` for what the gazetteer does not know at all.

    What one mention says beside it (``Lexington, Ky.``) holds for the later ones that say nothing.
    """
    said: dict[str, Name] = {}
    found: list[Name | None] = []
    for one in toponyms:
        part = known_part(one.name)
        if not part:
            found.append(None)
            continue
        key = normalise(part)
        earlier = said.get(key, Name(key))
        noun = one.noun or ("code" if one.name.endswith(".") or (one.name.isupper() and one.holds) else earlier.noun)
        said[key] = Name(key, one.container or earlier.container, one.holds or earlier.holds, noun)
        found.append(said[key])
    return found


def _rounds(distinct: Sequence[Name], around: Around) -> dict[Name, list[dict[str, float]]]:
    """The features of every name's candidates after both rounds of votes."""
    base = {name: [score(features) for features in alone(name)] for name in distinct}
    believed = {name: chances(scores) for name, scores in base.items()}
    for _ in range(ROUNDS - 1):
        votes = cast(believed)
        believed = {
            name: chances([one + score(more) for one, more in zip(scores, rest, strict=True)])
            for name, scores in base.items()
            for rest in [together(name, believed[name], votes, around)]
        }
    votes = cast(believed)
    return {name: together(name, believed[name], votes, around) for name in distinct}


def explain(names: Sequence[Name | None], around: Around) -> dict[Name, list[dict[str, float]]]:
    """All features of every candidate of every name, in the order of `candidates`."""
    distinct = [name for name in dict.fromkeys(names) if name is not None]
    shared = _rounds(distinct, around)
    return {name: [own | more for own, more in zip(alone(name), shared[name], strict=True)] for name in distinct}


def rank(names: Sequence[Name | None], around: Around) -> dict[Name, tuple[Candidate, float] | None]:
    """The chosen place of each name with its probability, ``None`` where nothing fits."""
    return {name: _best(name, [score(features) for features in rows]) for name, rows in explain(names, around).items()}


def _best(name: Name, scores: Sequence[float]) -> tuple[Candidate, float] | None:
    best = max(range(len(scores)), key=scores.__getitem__)
    return (candidates(name)[best], chances(scores)[best]) if scores[best] >= weights()["nil"] else None
