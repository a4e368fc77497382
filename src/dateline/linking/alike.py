"""How far two reports agree, feature by feature: what `scoring` weighs.

Every feature is a number from 0 to 1 and is left out where it is 0.  A name with `against` says that both reports tell
something and that it does not fit.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.linking import words
from dateline.linking.reports import COMING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from dateline.linking.reports import Report

FEATURES = (
    *("same_document", "type", "quad", "type_against", "mode", "mode_against", "trigger", "act", "act_against"),
    *("act_other", "actors", "actors_against", "actors_other", "recipients", "recipients_against", "recipients_other"),
    *("crossed", "place", "place_against", "country", "country_against", "day", "day_near", "near", "far", "toll"),
    *("toll_near", "toll_against", "words", "about", "story", "trigger_about", "act_about", "trigger_words"),
    *("parties_words", "later_against"),
)
"""The features in the order of the weights' file."""
EARTH_KM = 6371.0
SAME_KM = 30.0
"""Within so many kilometres two towns may be one place as two reports see it."""
HALF = 0.5
NEAR_DAYS, FAR_DAYS = 3, 14


def facts(a: Report, b: Report) -> dict[str, float]:
    """What two reports tell of the act itself that fits or doesn't: a part of `features`, without their other words."""
    return {**_acts(a, b), **_parties(a, b), **_places(a, b), **_days(a, b), **_tolls(a, b)}


def features(a: Report, b: Report) -> dict[str, float]:
    """The features of two reports; the same whichever comes first."""
    found = {
        **facts(a, b),
        "same_document": float(a.document == b.document),
        "words": words.cosine(a.words, b.words),
        "about": words.cosine(a.about, b.about),
        "story": words.cosine(a.named, b.named),
        "later_against": float((a.factuality in COMING) != (b.factuality in COMING)),
    }
    found["trigger_about"] = found.get("trigger", 0.0) * found["about"]
    found["act_about"] = found.get("act", 0.0) * found["about"]
    found["trigger_words"] = found.get("trigger", 0.0) * found["words"]
    found["parties_words"] = max(found.get("actors", 0.0), found.get("recipients", 0.0)) * found["words"]
    return {name: value for name, value in found.items() if value}


def _acts(a: Report, b: Report) -> dict[str, float]:
    """What the types, the modes and the triggers say."""
    found: dict[str, float] = {}
    if a.type and b.type:
        same = "type" if a.type == b.type else "quad" if a.quad == b.quad else "type_against"
        found[same] = 1.0
    if a.mode and b.mode:
        found["mode" if a.mode == b.mode else "mode_against"] = 1.0
    if set(words.stems(a.trigger)) & set(words.stems(b.trigger)):
        found["trigger"] = 1.0
    elif words.acts(a.trigger) & words.acts(b.trigger):
        found["act"] = 1.0
    else:
        found["act_other" if found.get("type") else "act_against"] = 1.0
    return found


def _parties(a: Report, b: Report) -> dict[str, float]:
    """Whether those who act and those to whom it is done are the same."""
    found = {}
    for role, one, other in (("actors", a.actors, b.actors), ("recipients", a.recipients, b.recipients)):
        if one and other:
            likeness = named_alike(one, other)
            unlike = f"{role}_against" if full_names(one) and full_names(other) else f"{role}_other"
            found[role if likeness else unlike] = likeness or 1.0
    if not found.get("actors") and not found.get("recipients"):
        turned = named_alike(a.actors, b.recipients), named_alike(a.recipients, b.actors)
        if all(turned):  # what one did to the other is not what the other did to it
            return {"actors_against": 1.0, "recipients_against": 1.0}
        found["crossed"] = max(turned)
    return found


def full_names(names: Sequence[str]) -> bool:
    """Whether all of them are full names and no words for people ("recruits", "Kurdish rebels")."""
    return bool(names) and all(sum(word[:1].isupper() for word in name.split()) > 1 for name in names)


@lru_cache(maxsize=65536)
def _name(name: str) -> frozenset[str]:
    return frozenset(words.content(name)) or frozenset(words.split(name))


@lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> float:
    """How alike two names are: 1 where one holds all words of the other."""
    a, b = _name(one), _name(other)
    shared = len(a & b)
    return shared / min(len(a), len(b)) if shared else 0.0


def named_alike(one: Sequence[str], other: Sequence[str]) -> float:
    """The likeness of the two names that are most alike; below a half it is none."""
    best = max((_alike(x, y) for x in one for y in other), default=0.0)
    return best if best >= HALF else 0.0


def kilometres(a: Report, b: Report) -> float | None:
    """How far apart the places of two reports are; unknown unless both are towns or points."""
    if not (a.fine and b.fine) or a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    phi, psi, turn = math.radians(a.lat), math.radians(b.lat), math.radians(b.lon - a.lon)
    half = math.sin((psi - phi) / 2) ** 2 + math.cos(phi) * math.cos(psi) * math.sin(turn / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _places(a: Report, b: Report) -> dict[str, float]:
    if not (a.place and b.place):
        return {}
    if a.place_id is not None and a.place_id == b.place_id:
        return {"place" if a.fine or b.fine else "country": 1.0}
    away = kilometres(a, b)
    if away is not None:
        return {"place": 1.0} if away <= SAME_KM else {"place_against": 1.0}
    if a.country and b.country:
        return {"country" if a.country == b.country else "country_against": 1.0}
    return {"place": 1.0} if named_alike([a.place], [b.place]) == 1.0 else {}


def days_apart(a: Report, b: Report) -> int | None:
    """Days between the nearest ends of two reports' periods, 0 where they overlap; ``None``: one has no period."""
    ends = [(r.start or r.end, r.end or r.start) for r in (a, b)]
    (start, end), (begin, last) = ends
    if start is None or end is None or begin is None or last is None:
        return None
    return max(0, _gap(end, begin), _gap(last, start))


def _gap(before: dt.date, after: dt.date) -> int:
    return (after - before).days


def _days(a: Report, b: Report) -> dict[str, float]:
    """What the calendar says: of two days that the texts give, or of days of publication."""
    apart = days_apart(a, b)
    if apart is None:
        return {}
    if a.dated and b.dated:
        return {"day": 1.0} if apart <= 1 else {"day_near": 1.0} if apart <= NEAR_DAYS else {}
    return {"near": 1.0} if apart <= NEAR_DAYS else {"far": 1.0} if apart > FAR_DAYS else {}


def _tolls(a: Report, b: Report) -> dict[str, float]:
    """How the numbers of killed, else of injured, fit."""
    for one, other in ((a.killed, b.killed), (a.injured, b.injured)):
        if one and other:
            if one == other:
                return {"toll": 1.0}
            return {"toll_near" if max(one, other) <= 2 * min(one, other) + 1 else "toll_against": 1.0}
    return {}
