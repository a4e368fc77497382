"""Which events of one document tell one act: an attack, the dead and the wounded of it; a strike named again.

A reader codes an event for every word that names one.  What one report says of one act would otherwise lie in as many
incidents as it has words for it.  Only what stands close together, or is named by one word again and shares a party,
the place or the day, is one act here, and only where nothing that both tell speaks against it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dateline.linking import alike, words
from dateline.linking.reports import COMING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.linking.reports import Report

NEXT = 2
"""Characters between two sentences that follow each other."""
BACK = 60
"""How many acts a document is looked back for: its time doesn't grow with the square of its length."""
UNDONE = frozenset({"negated"})


@dataclass(frozen=True, slots=True)
class Table:
    """``parts.toml``, whose comments say what each is."""

    most: int
    near: int
    close: frozenset[str]
    again: frozenset[str]
    mixed: frozenset[str]
    outcomes: frozenset[str]
    after: frozenset[str]
    anyone: frozenset[str]


@cache
def table() -> Table:
    """The table, read once."""
    raw = tomllib.loads(files("dateline.linking").joinpath("parts.toml").read_text("utf-8"))
    sets = {name: frozenset(value.split()) for name, value in raw.items() if isinstance(value, str)}
    anyone = frozenset(words.stem(word) for word in sets.pop("anyone"))
    return Table(most=raw["most"], near=raw["near"], anyone=anyone, **sets)


def together(reports: Sequence[Report]) -> list[list[Report]]:
    """The reports of one document by the act that they tell, in their order; each is in one list.

    Args:
        reports: what `dateline.linking.reports.reports` gives, or some of it.
    """
    acts: list[list[Report]] = []
    for report in reports:
        mine = next((act for act in reversed(acts[-BACK:]) if _belongs(report, act)), None)
        if mine is None:
            acts.append([report])
        else:
            mine.append(report)
    return acts


def _belongs(report: Report, act: Sequence[Report]) -> bool:
    return (
        len(act) < table().most
        and any(_tied(report, other) for other in act)
        and not any(_against(report, other) for other in act)
    )


def _tied(report: Report, before: Report) -> bool:
    """Whether the later is in one sentence with the earlier, tells what came of it, goes on with it or names it anew.

    Args:
        report: the later one.
        before: the earlier one.
    """
    known, gap = table(), report.sentence[0] - before.sentence[1]
    another = report.type in known.close and report.type not in known.mixed
    if _outcome(report) and before.type in known.mixed and not another:
        return gap <= NEXT or (gap <= known.near and not _to_others(report, before))
    if report.type != before.type:
        return False
    if report.type in known.close and (gap < 0 or (gap <= NEXT and (_anyone(report) or _anyone(before)))):
        return True
    return report.type in known.again and _named_again(report, before) and _shared(report, before)


def _outcome(report: Report) -> bool:
    """Whether it tells what came of an act: who was killed, who was wounded."""
    return bool(words.acts(report.trigger) & table().outcomes)


def _to_others(a: Report, b: Report) -> bool:
    return bool(a.recipients and b.recipients) and not alike.named_alike(a.recipients, b.recipients)


def _named_again(a: Report, b: Report) -> bool:
    return bool(set(words.stems(a.trigger)) & set(words.stems(b.trigger)))


def _shared(a: Report, b: Report) -> bool:
    found = alike.facts(a, b)
    return any(found.get(name) for name in ("actors", "recipients", "place", "day"))


def _against(a: Report, b: Report) -> bool:
    """Whether something that both tell doesn't fit: whether it has happened, when, where, by whom, to whom."""
    if any(words.acts(r.trigger) & table().after for r in (a, b)):
        return True
    if any((a.factuality in kind) != (b.factuality in kind) for kind in (COMING, UNDONE)):
        return True
    if a.mode and b.mode and a.mode != b.mode and a.type not in table().mixed:
        return True
    apart = alike.days_apart(a, b) if a.dated and b.dated else 0
    return bool(apart is None or apart > 1 or _elsewhere(a, b) or _others(a, b))


def _elsewhere(a: Report, b: Report) -> bool:
    one, other = _says_where(a), _says_where(b)
    if one is None or other is None or a.sentence == b.sentence:
        return False
    found = alike.facts(a, b)
    return not (found.get("place") or found.get("country")) and not alike.named_alike([one], [other])


def _says_where(report: Report) -> str | None:
    """The place that the sentence names; ``None`` where it was taken from elsewhere in the document."""
    said = report.place is not None and set(words.content(report.place)) & set(report.words)
    return report.place if said else None


def _others(a: Report, b: Report) -> bool:
    """Whether others act in it, or it is done to others."""
    if a.actors and b.actors and not (_anyone(a) or _anyone(b) or alike.named_alike(a.actors, b.actors)):
        return True
    if alike.named_alike(a.actors, b.recipients) or alike.named_alike(a.recipients, b.actors):
        return True
    if not _to_others(a, b):
        return False
    far = abs(a.sentence[0] - b.sentence[0]) > table().near
    return far or (alike.full_names(a.recipients) and alike.full_names(b.recipients))


def _anyone(report: Report) -> bool:
    """Whether those who act are only called by a word for whoever does such things."""
    return bool(report.actors) and all(set(words.content(name)) <= table().anyone for name in report.actors)


def merged(act: Sequence[Report]) -> Report:
    """The reports of one act in one document as one: all that they tell together, the first one's id.

    Args:
        act: at least one.
    """
    first, *rest = act
    if not rest:
        return first
    where = max(act, key=lambda r: (r.fine, _says_where(r) is not None, r.place is not None))
    dated = [r for r in act if r.dated] or [first]
    modes = {r.mode for r in act if r.mode}
    return replace(
        first,
        mode=modes.pop() if len(modes) == 1 else None,
        trigger=" ".join(dict.fromkeys(r.trigger for r in act)),
        actors=_named([r for r in act if not _anyone(r)] or act, "actors"),
        recipients=_named(act, "recipients"),
        countries=_named(act, "countries"),
        place=where.place,
        place_id=where.place_id,
        lat=where.lat,
        lon=where.lon,
        country=where.country,
        fine=where.fine,
        start=min((r.start for r in dated if r.start), default=None),
        end=max((r.end for r in dated if r.end), default=None),
        dated=any(r.dated for r in act),
        killed=max((r.killed for r in act if r.killed), default=None),
        injured=max((r.injured for r in act if r.injured), default=None),
        words=_named(act, "words"),
    )


def _named(act: Sequence[Report], field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for report in act for name in getattr(report, field)))
