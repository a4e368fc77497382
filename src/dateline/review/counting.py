"""Who judged how much, as it stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.store import asking, verdicts
from dateline.store.statements import by

if TYPE_CHECKING:
    from dateline.store import Store


@dataclass(frozen=True, slots=True)
class Reviewer:
    """What one person has decided: how many judgements of each kind stand, on how many events, the last when (ISO)."""

    name: str
    events: int
    accept: int
    reject: int
    correct: int
    flag: int
    last: str


def reviewers(store: Store) -> list[Reviewer]:
    """Everybody with a judgement that stands, who judged the most events first; what was taken back doesn't count."""
    found = []
    for name, own in by(verdicts.standing(asking.judgements(store.engine)), "made_by").items():
        said = Counter(row["verdict"] for row in own)
        events, last = len({row["event"] for row in own}), max(row["made_at"] for row in own)
        kinds = {verdict: said[verdict] for verdict in ("accept", "reject", "correct", "flag")}
        found.append(Reviewer(name, events, last=last, **kinds))
    return sorted(found, key=lambda one: (-one.events, one.name))
