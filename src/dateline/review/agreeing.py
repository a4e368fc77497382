"""How far reviewers agree: field by field, over the events that two of them have judged."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from dateline.store import asking, looking, verdicts
from dateline.store.statements import by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dateline.store import Store
    from dateline.store.engine import Row

    Labels = dict[str, Any]

WHOLE = "event"
"""The name under which the verdict on an event as a whole is compared: whether there is such an event."""
WRONG = "(wrong)"
"""The label of a field that somebody rejected without saying what is right."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers agree on a field.

    `n` is the number of events that both judged, `same` the part of them (0 to 1) on which they say the same, `kappa`
    Cohen's kappa: how much of what chance leaves open they agree on (J. Cohen, "A coefficient of agreement for nominal
    scales", 1960); ``None`` where both always say one and the same, so that chance leaves nothing open.  `apart` are
    ids of events on which they differ.
    """

    one: str
    other: str
    field: str
    n: int
    same: float
    kappa: float | None
    apart: tuple[str, ...]


def agreement(store: Store) -> list[Agreement]:
    """How far each two reviewers agree on each field, the pairs with the most common events first.

    A reviewer who accepts an event says of every field what the coder says, unless he corrects it; fields are compared
    where both hold that there is such an event.  Flags and judgements that were taken back don't count.
    """
    labels = {event: _labels(store, event, told) for event, told in _judged(store).items()}
    found = []
    for one, other in combinations(sorted({person for said in labels.values() for person in said}), 2):
        both = {event: (said[one], said[other]) for event, said in labels.items() if one in said and other in said}
        found += [_compared(one, other, field, both) for field in (WHOLE, *verdicts.FIELDS)] if both else []
    kept = [row for row in found if row.n]
    sizes = {(row.one, row.other): row.n for row in kept if row.field == WHOLE}
    return sorted(kept, key=lambda row: (-sizes[row.one, row.other], row.one, row.other))


def _judged(store: Store) -> Mapping[str, Sequence[Row]]:
    """The judgements that stand, by event."""
    return by(verdicts.standing(asking.judgements(store.engine)), "event")


def _labels(store: Store, event: str, told: Sequence[Row]) -> dict[str, Labels]:
    """What each reviewer says of an event: of it as a whole, and of its fields unless he rejects it."""
    coded = verdicts.coded(store.engine, event) or looking.one_event(store.engine, event)
    if not coded:
        return {}
    found: dict[str, Labels] = {}
    for person, own in by(told, "made_by").items():
        whole = [row["verdict"] for row in own if row["field"] is None and row["verdict"] in {"accept", "reject"}]
        fields = {row["field"]: _value(row) for row in own if row["field"] is not None and row["verdict"] != "accept"}
        if whole or fields:
            there = whole[-1] != "reject" if whole else True
            said = {column: fields.get(column, coded[column]) for column in verdicts.FIELDS} if there else {}
            found[person] = {WHOLE: there, **said}
    return found


def _value(row: Row) -> Any:  # noqa: ANN401 - what a field may hold
    return json.loads(row["value"]) if row["verdict"] == "correct" else WRONG


def _compared(one: str, other: str, field: str, both: Mapping[str, tuple[Labels, Labels]]) -> Agreement:
    pairs = {event: (a[field], b[field]) for event, (a, b) in both.items() if field in a and field in b}
    apart = tuple(event for event, (a, b) in pairs.items() if a != b)
    same = 1 - len(apart) / len(pairs) if pairs else 0.0
    return Agreement(one, other, field, len(pairs), same, kappa(list(pairs.values())), apart)


def kappa(pairs: Sequence[tuple[Any, Any]]) -> float | None:
    """Cohen's kappa of pairs of labels; ``None`` where there are none, or chance alone makes all the same."""
    if not pairs:
        return None
    n = len(pairs)
    same = sum(a == b for a, b in pairs) / n
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[label] * second[label] for label in first) / n**2
    return None if chance >= 1 else (same - chance) / (1 - chance)


def words(rows: Sequence[Agreement]) -> Iterator[str]:
    """Agreement as lines to read, a line a field."""
    for row in rows:
        told = "kappa undefined" if row.kappa is None else f"kappa {row.kappa:.2f}"
        yield f"{row.one} and {row.other}: {row.field} {row.same:.0%} the same of {row.n}, {told}"
