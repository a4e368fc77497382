"""How likely a trigger is an event that a careful coder would record, with the type it was given.

The heads' own probabilities say how sure they are of words; whether those words report an act also shows in what stands
around them: an actor, a modal, a determiner, a quotation.  The weights of `confidence.toml` turn all of that into one
probability.  They are a logistic regression on what the fold models found in documents they had not seen
(`training/confidence.py` makes the table).
"""

from __future__ import annotations

import bisect
import math
import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.language.draft import Draft, Trigger

FLOOR = 1e-3
"""Probabilities below this count as this in a logarithm."""
HEADLINE = 200
"""Characters at the top of a text that count as headline and lead."""

_BEFORE = {
    "article": re.compile(r"\b(?:the|a|an|this|that|these|those)\s+$", re.IGNORECASE),
    "possessive": re.compile(r"(?:['’]s|s['’]|\b(?:its|his|her|their|our|my|your))\s+$", re.IGNORECASE),
    "preposition": re.compile(
        r"\b(?:of|for|in|on|from|with|after|before|during|against|over|by|about)\s+$", re.IGNORECASE
    ),
    "infinitive": re.compile(r"\bto\s+(?:\w+ly\s+)?$", re.IGNORECASE),
    "modal": re.compile(r"\b(?:would|could|may|might|can|should|must)\s+(?:\w+\s+){0,2}$", re.IGNORECASE),
    "future": re.compile(r"(?:\bwill|['’]ll)\s+(?:\w+\s+){0,2}$", re.IGNORECASE),
    "negative": re.compile(r"(?:\b(?:not|no|never|without)|n['’]t)\s+(?:\w+\s+){0,2}$", re.IGNORECASE),
    "any": re.compile(r"\b(?:any|further|future|possible|potential|more|such)\s+(?:\w+\s+)?$", re.IGNORECASE),
    "if": re.compile(r"\b(?:if|unless|whether)\b[^.;]*$", re.IGNORECASE),
    "has": re.compile(r"\b(?:has|have|had)\s+(?:\w+\s+){0,2}$", re.IGNORECASE),
    "was": re.compile(r"\b(?:was|were|is|are|been|being|be)\s+(?:\w+\s+){0,2}$", re.IGNORECASE),
}
_ENDINGS = {"ed": "ed", "ing": "ing", "s": "s", "ion": "ion"}


def features(draft: Draft, trigger: Trigger) -> dict[str, float]:
    """What is seen of a trigger, by name; numbers of about unit size, absent ones are 0."""
    kind, sure = max(trigger.types.items(), key=lambda item: item[1])
    rest = sorted(trigger.types.values(), reverse=True)[1:2]
    stands, credence = max(trigger.factuality.items(), key=lambda item: item[1])
    seen = {
        "bias": 1.0,
        "trigger": _logit(trigger.score),
        "type": math.log(max(sure, FLOOR)),
        "margin": sure - (rest[0] if rest else 0.0),
        "asserted": trigger.factuality.get("asserted", 0.0),
        "credence": credence,
        "no mode": trigger.modes.get("none", 0.0),
        f"type.{kind}": 1.0,
        f"trigger of {kind}": _logit(trigger.score),
        f"factuality.{stands}": 1.0,
    }
    return seen | _of_roles(trigger) | _of_words(draft, trigger, kind) | _of_report(draft, trigger)


def _of_roles(trigger: Trigger) -> dict[str, float]:
    best: dict[str, float] = {}
    for role in trigger.roles:
        best[role.name] = max(best.get(role.name, 0.0), role.score)
    both = best.get("actor", 0.0) * best.get("recipient", 0.0)
    return {f"role.{name}": score for name, score in best.items()} | {"alone": float(not best), "both": both}


def _of_words(draft: Draft, trigger: Trigger, kind: str) -> dict[str, float]:
    sentence = draft.sentences[trigger.sentence]
    text = draft.slice(trigger.span).lower()
    before = draft.text[max(sentence.span[0], trigger.span[0] - 60) : trigger.span[0]]
    seen = {f"before.{name}": 1.0 for name, pattern in _BEFORE.items() if pattern.search(before)}
    seen |= {f"ends.{name}": 1.0 for name, ending in _ENDINGS.items() if text.split(" ")[0].endswith(ending)}
    inside = any(q.span[0] <= trigger.span[0] and trigger.span[1] <= q.span[1] for q in draft.quotations)
    seen |= {"quoted": float(inside), f"quoted {kind}": float(inside), "words": min(text.count(" "), 4) / 4}
    seen |= {"length": min(len(sentence.text), 400) / 400, "top": float(trigger.span[0] < HEADLINE)}
    return seen


def _of_report(draft: Draft, trigger: Trigger) -> dict[str, float]:
    """Where in the report a trigger stands, and what else is near it."""
    start, end = draft.sentences[trigger.sentence].span
    names = bisect.bisect_left(draft.entities, start, key=lambda e: e.span[0])
    said = _lower(draft.text).find(draft.slice(trigger.span).lower(), 0, trigger.span[0])
    return {
        "rivals": min(len(draft.triggers_near(trigger.sentence)) - 1, 5) / 5,
        "dense": min(len(draft.triggers_near(trigger.sentence, 2)) / 10, 1.0),
        "eventful": min(len(draft.triggers) / len(draft.sentences), 1.0),
        "depth": trigger.span[0] / len(draft.text),
        "again": float(said >= 0),
        "names": float(names < len(draft.entities) and draft.entities[names].span[0] < end),
    }


@lru_cache(maxsize=1)
def _lower(text: str) -> str:
    return text.lower()


@cache
def weights() -> Mapping[str, float]:
    """The weight of each feature, and `keep`: the least confidence of an event that is recorded."""
    table: dict[str, Any] = tomllib.loads(files("dateline.what").joinpath("confidence.toml").read_text("utf-8"))
    return {**table["weights"], "keep": table["keep"]}


def confidence(seen: Mapping[str, float], table: Mapping[str, float] | None = None) -> float:
    """The probability, of three decimals, that features `seen` are those of an event rightly typed."""
    table = weights() if table is None else table
    score = sum(value * table.get(name, 0.0) for name, value in seen.items())
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), 3)


def _logit(chance: float) -> float:
    kept = min(max(chance, FLOOR), 1 - FLOOR)
    return math.log(kept / (1 - kept))
