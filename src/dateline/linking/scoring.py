"""Whether two reports tell of the same act: a chance with its reasons.

The chance is a logistic function of the features of `alike`; the weights stand in ``weights.toml`` (made by
training/incidents.py).  Before that come rules that nothing else outweighs: days far apart, towns far apart, tolls that
cannot both be meant.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dateline.linking import alike, words
from dateline.linking.reports import COMING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dateline.linking.reports import Report

NEVER = 0.01
"""The chance where a rule speaks against it."""
DAYS = 3
"""Most days between two dated reports of one act: a report may have its day from the next dateline."""
PUBLISHED = 45
"""Most days between two reports of which one gives no day: older news is told with its day."""
KILOMETRES = 75.0
"""Beyond so many kilometres two towns are not one place, however roughly a report puts it."""
TIMES, MORE = 4, 20
"""Tolls of two dated reports can't be one act's where one is so many times the other and so many more."""
ON_PEOPLE = frozenset({"ASSAULT", "COERCE"})
"""Types of which one act seldom has two victims that two reports name apart."""
STRONG = 0.3
"""Weighed features of at least this weight are told as reasons."""
_TOLD = {
    "same_document": "one document",
    "quad": "like types",
    "type_against": "types of different kinds",
    "act": "triggers of one act",
    "act_against": "triggers of different acts",
    "trigger": "the same trigger",
    "day": "the same day",
    "day_near": "a few days apart",
    "near": "published within days",
    "far": "published weeks apart",
    "toll": "the same toll",
    "toll_near": "like tolls",
    "later_against": "one is yet to come",
}


@dataclass(frozen=True, slots=True)
class Same:
    """The chance that two reports tell of the same act, and why, the weightiest reason first."""

    chance: float
    because: tuple[str, ...]


@cache
def weights(kind: str = "events") -> dict[str, float]:
    """The weights of one table of ``weights.toml``: of every feature, `bias` and `join`."""
    table = tomllib.loads(files("dateline.linking").joinpath("weights.toml").read_text("utf-8"))[kind]
    return {name: float(table.get(name, 0.0)) for name in (*alike.FEATURES, "bias", "join")}


def same(a: Report, b: Report) -> Same:
    """The chance that both report the same act; the same whichever comes first."""
    for rule in RULES:
        if reason := rule(a, b):
            return Same(NEVER, (reason,))
    return weighed(alike.features(a, b), weights())


def weighed(features: Mapping[str, float], table: Mapping[str, float]) -> Same:
    """The chance that features give under a table of weights, with the features that count most."""
    parts = {name: table[name] * value for name, value in features.items()}
    total = table["bias"] + sum(parts[name] for name in sorted(parts))
    order = sorted((name for name in parts if abs(parts[name]) >= STRONG), key=lambda name: (-abs(parts[name]), name))
    return Same(chance_of(total), tuple(f"{_told(name)} {parts[name]:+.1f}" for name in order))


def chance_of(logit: float) -> float:
    """The chance that a logit stands for, to four digits."""
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, logit)))), 4)


def _told(name: str) -> str:
    return _TOLD.get(name) or name.replace("_against", " do not fit").replace("_", " and ")


def _days(a: Report, b: Report) -> str | None:
    """Both say when, and the days lie too far apart; or one says none and was published long before or after."""
    apart = alike.days_apart(a, b)
    if apart is None:
        return None
    if a.dated and b.dated:
        return f"{apart} days apart" if apart > DAYS else None
    return f"{apart} days apart, and one gives no day" if apart > PUBLISHED else None


def _foretold(a: Report, b: Report) -> str | None:
    """One document was out before the day on which the act of the other happened, and tells it as done."""
    for one, other in ((a, b), (b, a)):
        if one.dated and one.start and other.published and other.factuality not in COMING:
            early = (one.start - other.published).days
            if early > 1:
                return f"told {early} days before it happened"
    return None


def _towns(a: Report, b: Report) -> str | None:
    away = alike.kilometres(a, b)
    return f"{away:.0f} km apart" if away is not None and away > KILOMETRES else None


def _tolls(a: Report, b: Report) -> str | None:
    if not (a.dated and b.dated and a.killed and b.killed):
        return None
    low, high = sorted((a.killed, b.killed))
    return f"{low} killed, or {high}" if high >= TIMES * low and high - low >= MORE else None


def _victims(a: Report, b: Report) -> str | None:
    """The same is done in the same words, but to two people whose full names differ."""
    if a.type != b.type or a.type not in ON_PEOPLE or not set(words.stems(a.trigger)) & set(words.stems(b.trigger)):
        return None
    if not (alike.full_names(a.recipients) and alike.full_names(b.recipients)):
        return None
    parties = [(*r.actors, *r.recipients) for r in (a, b)]
    if alike.named_alike(a.recipients, parties[1]) or alike.named_alike(b.recipients, parties[0]):
        return None
    return f"done to {a.recipients[0]}, or to {b.recipients[0]}" if a.id < b.id else _victims(b, a)


RULES: tuple[Callable[[Report, Report], str | None], ...] = (_days, _foretold, _towns, _tolls, _victims)
"""The rules in order; each gives its reason, or ``None`` where it has nothing against it."""
