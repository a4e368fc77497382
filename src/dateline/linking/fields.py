"""What an incident says, field by field: the value, who agrees, who says otherwise, and what follows for its status."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from dateline.linking import alike

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dateline.linking.reports import Report

    Says: TypeAlias = dict[Any, list[Report]]

STRENGTH = ("asserted", "claimed", "alleged", "future", "hypothetical", "negated", "denied")
"""Factualities, the strongest first."""
TOLD = frozenset({"asserted", "claimed", "alleged"})
REFUSED = frozenset({"denied", "negated"})
WIDE, MORE = 2, 5
"""Tolls contradict each other where one is more than so many times the other and so many more."""
APART_KM = 75.0
NAME = 1.0
"""How alike two names must be to be one."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Voice(_Part):
    """A value, by whom it is given: `events` are ids, `sources` the documents that count as independent sources."""

    value: Any
    events: tuple[str, ...]
    sources: tuple[str, ...]
    publishers: tuple[str, ...] = ()


class Said(_Part):
    """One field: its value, how many independent sources give it, by which events, and what others say.

    `value` is ``None`` where no report tells.  `low` and `high` are the range of a number, `text` says it in words.
    """

    value: Any = None
    agreement: int = 0
    events: tuple[str, ...] = ()
    others: tuple[Voice, ...] = ()
    low: int | None = None
    high: int | None = None
    text: str | None = None


class Counts(_Part):
    """How many reports (events), documents, publishers and independent sources an incident has."""

    reports: int
    documents: int
    sources: int
    independent: int


class Summary(_Part):
    """What an incident says; every field with the ids of the events that support it.

    `actors` and `recipients` are one field a name, the best supported first.  The value of `period` has `start`,
    `end` and `stated` (whether a text gives it, else it is when the first was published), that of `place` has `name`,
    `id`, `lat`, `lon` and `country`.  `status` is ``candidate`` with one independent source, ``corroborated`` where two
    or more tell it, ``contested`` where it is denied or contradicted; `because` says why.
    """

    type: Said
    mode: Said
    trigger: Said
    actors: tuple[Said, ...]
    recipients: tuple[Said, ...]
    period: Said
    place: Said
    country: Said
    killed: Said
    injured: Said
    factuality: Said
    counts: Counts
    first: dt.date | None
    last: dt.date | None
    status: Literal["candidate", "corroborated", "contested"]
    because: tuple[str, ...]


def summary(reports: Sequence[Report]) -> Summary:
    """What the reports of one incident say together; the same whatever their order.

    Args:
        reports: at least one.

    Raises:
        ValueError: there is none.
    """
    if not reports:
        raise ValueError("an incident has at least one report")
    order = sorted(reports, key=lambda r: (str(r.published or r.start or ""), r.document, r.id))
    because = (*_denials(order), *_contradictions(order))
    days = [r.published for r in order if r.published]
    telling = {r.source for r in order if r.factuality in TOLD}
    status: Literal["candidate", "corroborated", "contested"] = (
        "contested" if because else "corroborated" if len(telling) > 1 else "candidate"
    )
    told = (
        f"{len(telling)} independent source{'' if len(telling) == 1 else 's'} tell{'s' if len(telling) == 1 else ''} it"
    )
    return Summary(
        type=_most(order, lambda r: r.type or None),
        mode=_most(order, lambda r: r.mode),
        trigger=_most(order, lambda r: r.trigger.lower()),
        actors=_names(order, lambda r: r.actors),
        recipients=_names(order, lambda r: r.recipients),
        period=_period(order),
        place=_place(order),
        country=_most(order, lambda r: r.country),
        killed=_number(order, "killed"),
        injured=_number(order, "injured"),
        factuality=_factuality(order),
        counts=Counts(
            reports=len(order),
            documents=len({r.document for r in order}),
            sources=len({r.publisher or r.source for r in order}),
            independent=len({r.source for r in order}),
        ),
        first=min(days, default=None),
        last=max(days, default=None),
        status=status,
        because=because or (told,),
    )


def _sources(reports: Iterable[Report]) -> tuple[str, ...]:
    return tuple(sorted({r.source for r in reports}))


def _voice(value: object, reports: Sequence[Report]) -> Voice:
    publishers = tuple(sorted({r.publisher for r in reports if r.publisher}))
    return Voice(value=value, events=tuple(r.id for r in reports), sources=_sources(reports), publishers=publishers)


def _grouped(reports: Sequence[Report], value: Callable[[Report], Any]) -> Says:
    """The reports by what they give; those that give nothing left out."""
    says: Says = defaultdict(list)
    for report in reports:
        if (given := value(report)) is not None:
            says[given].append(report)
    return says


def _said(says: Says, best: object, **more: Any) -> Said:  # noqa: ANN401 - what the fields of `Said` hold
    """The field with the value `best`; what the others say, the better supported first."""
    others = sorted(
        (_voice(value, given) for value, given in says.items() if value != best),
        key=lambda voice: (-len(voice.sources), str(voice.value)),
    )
    mine = says[best]
    fields = {"value": best, "agreement": len(_sources(mine)), "events": tuple(r.id for r in mine)}
    return Said(**{**fields, "others": tuple(others), **more})


def _most(reports: Sequence[Report], value: Callable[[Report], Any]) -> Said:
    """The value that most independent sources give; of equals the one with the surer events."""
    says = _grouped(reports, value)
    if not says:
        return Said()
    return _said(says, max(says, key=lambda v: (len(_sources(says[v])), sum(r.confidence for r in says[v]), str(v))))


def _names(reports: Sequence[Report], value: Callable[[Report], tuple[str, ...]]) -> tuple[Said, ...]:
    """The parties: names that are one under the longest of them, each with who gives it."""
    says: Says = defaultdict(list)
    for report in reports:
        for name in value(report):
            says[name].append(report)
    groups: list[list[str]] = []
    for name in sorted(says, key=lambda n: (-len(n), n)):
        mine = next((g for g in groups if alike.named_alike([g[0]], [name]) >= NAME), None)
        if mine is None:
            groups.append([name])
        else:
            mine.append(name)
    found = []
    for group in groups:
        who = list({r.id: r for name in group for r in says[name]}.values())
        found.append(Said(value=group[0], agreement=len(_sources(who)), events=tuple(r.id for r in who)))
    return tuple(sorted(found, key=lambda s: (-s.agreement, str(s.value))))


def _period(reports: Sequence[Report]) -> Said:
    """The tightest period that the most sources allow; where no text gives one, when it was first published."""
    dated = [r for r in reports if r.dated and (r.start or r.end)]
    if not dated:
        first = next((r for r in reports if r.published), None)
        value = {"start": None, "end": first.published.isoformat() if first and first.published else None}
        return Said(value={**value, "stated": False}, events=(first.id,) if first else ())
    best = max(dated, key=lambda r: (len(_sources(_fitting(r, dated))), -_length(r), r.id))
    mine = [best]
    for report in sorted(_fitting(best, dated), key=lambda r: (_length(r), r.id)):
        if report is not best and _overlap([*mine, report]):
            mine.append(report)
    start, end = _overlap(mine) or (best.start, best.end)
    rest = _grouped([r for r in dated if r not in mine], lambda r: (str(r.start or ""), str(r.end or "")))
    return Said(
        value={"start": start and start.isoformat(), "end": end and end.isoformat(), "stated": True},
        agreement=len(_sources(mine)),
        events=tuple(r.id for r in mine),
        others=tuple(_voice({"start": a or None, "end": b or None}, given) for (a, b), given in sorted(rest.items())),
    )


def _length(report: Report) -> int:
    """Days of a report's period; an open one is very long."""
    return (report.end - report.start).days if report.start and report.end else 10**6


def _fitting(report: Report, others: Sequence[Report]) -> list[Report]:
    return [r for r in others if _overlap([report, r])]


def _overlap(reports: Sequence[Report]) -> tuple[dt.date | None, dt.date | None] | None:
    """What the periods of all reports have in common; ``None`` where there is no such day."""
    start = max((r.start for r in reports if r.start), default=None)
    end = min((r.end for r in reports if r.end), default=None)
    return None if start and end and start > end else (start, end)


def _place(reports: Sequence[Report]) -> Said:
    """The finest place that the most sources give; a coarser one in its country agrees with it."""
    says = _grouped(reports, lambda r: (r.place_id or r.place) if r.place else None)
    if not says:
        return Said()
    best = max(says, key=lambda v: (any(r.fine for r in says[v]), len(_sources(says[v])), v))
    one = max(says[best], key=lambda r: (r.fine, r.confidence, r.id))
    mine = says[best] + [
        r for v, given in says.items() if v != best for r in given if not r.fine and r.country == one.country
    ]
    value = {"name": one.place, "id": one.place_id, "lat": one.lat, "lon": one.lon, "country": one.country}
    rest = {v: [r for r in given if r not in mine] for v, given in says.items()}
    others = tuple(_voice(given[0].place, given) for _, given in sorted(rest.items()) if given)
    return Said(value=value, agreement=len(_sources(mine)), events=tuple(sorted(r.id for r in mine)), others=others)


def _number(reports: Sequence[Report], name: Literal["killed", "injured"]) -> Said:
    """A toll: what most sources give, of equals what was published last; with its range in words."""
    says = _grouped(reports, lambda r: getattr(r, name))
    if not says:
        return Said()
    best = max(says, key=lambda v: (len(_sources(says[v])), max(str(r.published or "") for r in says[v]), v))
    low, high = min(says), max(says)
    return _said(says, best, low=low, high=high, text=f"{name} {low}" if low == high else f"{name} {low} to {high}")


def _factuality(reports: Sequence[Report]) -> Said:
    says = _grouped(reports, lambda r: r.factuality)
    return _said(says, min(says, key=lambda v: STRENGTH.index(v) if v in STRENGTH else len(STRENGTH)))


def _denials(reports: Sequence[Report]) -> list[str]:
    """Who denies what others tell, in words."""
    refusing = [r for r in reports if r.factuality in REFUSED]
    if not refusing or not any(r.factuality in TOLD for r in reports):
        return []
    return [
        f"{word}: {', '.join(sorted({r.id for r in refusing if r.factuality == word}))}"
        for word in sorted({r.factuality for r in refusing})
    ]


def _contradictions(reports: Sequence[Report]) -> list[str]:
    """Days, places and tolls of independent sources that cannot both be right, in words, each kind once."""
    found: dict[str, str] = {}
    for a, b in combinations(reports, 2):
        if a.source != b.source:
            for kind, words in _clashes(a, b):
                found.setdefault(kind, f"{kind}: {words}: {a.id}, {b.id}")
    return list(found.values())


def _clashes(a: Report, b: Report) -> list[tuple[str, str]]:
    found = []
    apart = alike.days_apart(a, b) if a.dated and b.dated else None
    if apart is not None and apart > 1:
        found.append(("days", f"{apart} days apart"))
    away = alike.kilometres(a, b)
    if away is not None and away > APART_KM:
        found.append(("places", f"{a.place} and {b.place}, {away:.0f} km apart"))
    for name, one, other in (("killed", a.killed, b.killed), ("injured", a.injured, b.injured)):
        if one and other:
            low, high = sorted((one, other))
            if high > WIDE * low and high - low >= MORE:
                found.append((name, f"{low} or {high}"))
    return found
