"""The country that a report is at home in, and that its unspecified actors are of: its "police", its "prosecutors".

Reports name the country of whoever is far from home; of the others they say "the parliament" or "residents", since
whoever reads the paper knows which.  What tells the home is the dateline, the publisher's domain, the places, peoples
and actors that the report names, and institutions that one country alone has.  The places of a mention's own sentence
tell no more than the whole report does: on the mentions resolved by hand they mended three and spoilt three.
"""

from __future__ import annotations

import bisect
import re
import tomllib
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dateline.language.draft import Home
from dateline.who import tables
from dateline.who.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dateline.language.draft import Draft, Span
    from dateline.records import Actor, Place

_UK = "uk"
_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?")
_JOINED = re.compile(r", | and ")
_LONG = 200  # characters of a name beyond which nobody lists two
_DESCRIBED = 40  # characters of a mention's words that are looked at for what makes it nobody's


@dataclass(frozen=True)
class _Knowledge:
    weights: Mapping[str, float]
    heads: frozenset[str]
    words: frozenset[str]
    bodies: frozenset[str]
    told: Mapping[str, str]
    pattern: re.Pattern[str]


@cache
def _knowledge() -> _Knowledge:
    table: dict[str, Any] = tomllib.loads(files("dateline.who").joinpath("home.toml").read_text("utf-8"))
    told = {form: code for code, forms in table["told"].items() for form in forms}
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, told), key=len, reverse=True))})\b")
    nowhere = table["nowhere"]
    return _Knowledge(
        weights=table["weights"],
        heads=frozenset(nowhere["heads"]),
        words=frozenset(nowhere["words"]),
        bodies=frozenset(table["national"]["bodies"]),
        told=told,
        pattern=pattern,
    )


@cache
def _by_domain() -> Mapping[str, str]:
    """Country-code domain -> alpha-3 code."""
    known = tables.countries().values()
    return {c.alpha2.lower(): c.alpha3 for c in known if c.alpha2 and not c.end} | {_UK: "GBR"}


def publisher(draft: Draft) -> str | None:
    """The country of a document's publisher as its address shows it, else ``None``."""
    try:
        host = urlsplit(draft.document.url or "").hostname or ""
    except ValueError:  # an address that is none says nothing
        return None
    return _by_domain().get(host.rsplit(".", 1)[-1])


def settle(draft: Draft) -> Draft:
    """Find the home of a report and give it to the actors that have no other country.

    Args:
        draft: a document with its actors and places.

    Returns:
        The draft with `home`, and with `actors` completed (see `complete`); unchanged when nothing tells a home.
    """
    votes, reasons = _votes(draft)
    if not votes:
        return draft
    country, most = max(votes.items(), key=lambda item: (item[1], item[0]))
    share = most / sum(votes.values())
    told = ", ".join(f"{reason} {count:g}" for reason, count in reasons[country].items())
    settled = replace(draft, home=Home(country, round(share, 3), f"home: {country} {share:.2f} ({told})"))
    return replace(settled, actors=tuple(complete(settled, actor) for actor in draft.actors))


def _votes(draft: Draft) -> tuple[dict[str, float], dict[str, Counter[str]]]:
    """What speaks for each state, and by which kind of evidence."""
    states, weights = tables.countries(), _knowledge().weights
    votes: dict[str, float] = {}
    reasons: dict[str, Counter[str]] = {}
    for kind, code, sure in _evidence(draft):
        if code and code in states:
            votes[code] = votes.get(code, 0.0) + weights[kind] * sure
            reasons.setdefault(code, Counter())[kind] += 1
    return votes, reasons


def _evidence(draft: Draft) -> Iterable[tuple[str, str | None, float]]:
    """Kind of evidence, the country that it tells, and how sure it is."""
    line = draft.document.dateline
    yield "dateline", line.country if line else None, 1.0
    yield "publisher", publisher(draft), 1.0
    for place in draft.places:
        yield "people" if place.demonym else "place", place.country, _sure(place)
    for actor in draft.actors:
        yield "actor", actor.country, 1.0
    known = _knowledge()
    for form in sorted(set(known.pattern.findall(draft.text.lower()))):
        yield "told", known.told[form], 1.0


def _sure(place: Place) -> float:
    return 1.0 if place.demonym or place.confidence is None else place.confidence


def complete(draft: Draft, actor: Actor) -> Actor:
    """An actor with the report's home as its country, where it has none and may have that.

    A place in the mention itself comes first ("Walker County residents").  Unresolved pronouns, whoever may be from
    anywhere ("foreigners", "several countries") and mentions of more than one country stay without.  `via` gets
    ``+place`` or ``+home`` behind it.
    """
    if actor.country is not None or draft.home is None or _is_nowhere(actor):
        return actor
    inside = [p for p in _places_in(draft, actor.span) if not p.demonym]
    own = {p.country for p in inside}
    if own:
        (only,) = own if len(own) == 1 else (None,)
        town = len(inside) == 1 and inside[0].text == actor.text and not actor.sectors
        return _with(actor.model_copy(update={"sectors": ("GOV",)}) if town else actor, only, "place")
    return _with(actor, draft.home.country if draft.home.share > _knowledge().weights["least"] else None, "home")


def at_home(actor: Actor) -> bool:
    """Whether an actor's country is only the report's home."""
    return (actor.via or "").endswith("+home")


def _with(actor: Actor, country: str | None, why: str) -> Actor:
    if country is None:
        return actor
    told: dict[str, object] = {"country": country, "via": f"{actor.via or 'text'}+{why}"}
    body = _national(actor.name or "", country) if why == "home" else None
    if body:
        told |= {"name": body.name, "id": body.wikidata, "sectors": body.sectors or actor.sectors}
    return actor.model_copy(update=told)


def _national(name: str, country: str) -> tables.Known | None:
    """The state's own body that "the parliament" or "the foreign ministry" is, if the tables know one."""
    form = tables.normalise(name)
    if form not in _knowledge().bodies:
        return None
    keys = (key for word in _demonyms(country) for key in tables.alias_index().get(f"{word} {form}", ()))
    known = (tables.known(key) for key in keys)
    return next((one for one in known if one and one.country == country), None)


@cache
def _demonyms(country: str) -> tuple[str, ...]:
    state = tables.countries()[country]
    return tuple(dict.fromkeys(tables.normalise(word) for word in (*state.demonyms, state.name, *state.aliases)))


def _is_nowhere(actor: Actor) -> bool:
    """Whether an actor may be from anywhere, or is nobody known."""
    known, name = _knowledge(), (actor.name or actor.text).lower()
    words = _WORD.findall(name)
    if not words or name in lexicon().pronouns or name in {"who", "which", "that", "whom"}:
        return True
    described = _WORD.findall(name[:_DESCRIBED])
    ends = {words[0], words[-1], *actor.text.lower().split()[-1:]}
    return not ends.isdisjoint(known.heads) or not known.words.isdisjoint(described) or _is_mixed(name)


def _is_mixed(name: str) -> bool:
    """Whether a name joins several and the tables know one of them: together they had no single country before."""
    parts = [tables.normalise(part) for part in _JOINED.split(name)] if len(name) < _LONG else []
    return len(parts) > 1 and any(
        part in tables.country_names()
        or part in tables.demonyms()
        or part in tables.alias_index()
        or tables.offices_of(part)
        for part in parts
    )


def _places_in(draft: Draft, span: Span) -> list[Place]:
    """The places that lie in a span; a draft's places are in order of the text."""
    first = bisect.bisect_left(draft.places, span[0], key=lambda p: p.span[0])
    after = bisect.bisect_left(draft.places, span[1], key=lambda p: p.span[0])
    return [p for p in draft.places[first:after] if p.span[1] <= span[1]]
