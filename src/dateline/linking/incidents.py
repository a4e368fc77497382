"""Which incident a report joins, and how the reports of an incident fall into incidents anew."""

from __future__ import annotations

from heapq import heapify, heappop, heappush
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

from dateline.linking import parts
from dateline.linking.reports import Report
from dateline.linking.scoring import NEVER, same, weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from dateline.linking.scoring import Same

    Score: TypeAlias = Callable[[Report, Report], Same]

COMPARED = 24
"""Most reports of an incident that a new one is compared with: the first and the last published."""
SETTLED = 240
"""Most reports that are clustered at once; the others join what these make."""


def join(
    reports: Report | Sequence[Report], candidates: Mapping[str, Sequence[Report]], score: Score = same
) -> tuple[str | None, tuple[str, ...]]:
    """The incident that a report joins, with the reasons; ``None`` where it begins one of its own.

    Args:
        reports: the new one, or those of one document that tell one act (`parts.together`): they join together.
        candidates: reports by the id of the incident that holds them.
        score: what compares two.
    """
    new = [reports] if isinstance(reports, Report) else list(reports)
    mine, one = {report.id for report in new}, parts.merged(new)
    best: tuple[float, str, tuple[str, ...]] | None = None
    for name in sorted(candidates):
        if members := [r for r in candidates[name] if r.id not in mine]:
            chance, because = _linkage(one, members, score)
            if best is None or chance > best[0]:
                best = chance, name, because
    if best is None:
        return None, ("no incident shares a key with it",)
    chance, name, because = best
    least = weights()["join"]
    if chance < least:
        return None, (f"nearest {name} at {chance:.2f}, below {least:.2f}", *because)
    return name, (f"{name} at {chance:.2f}", *because)


def _linkage(one: Report, members: Sequence[Report], score: Score) -> tuple[float, tuple[str, ...]]:
    """The average chance over the members, each document counting once by its best; the best one's reasons."""
    found: dict[str, Same] = {}
    for member in _spread(members):
        same_act = score(one, member)
        if member.document not in found or same_act.chance > found[member.document].chance:
            found[member.document] = same_act
    chance = sum(same_act.chance for same_act in found.values()) / len(found)
    return chance, max(found.values(), key=lambda same_act: same_act.chance).because


def _spread(members: Sequence[Report]) -> list[Report]:
    """The members that are compared: all, or the first and the last."""
    order = sorted(members, key=_order)
    return order if len(order) <= COMPARED else order[: COMPARED // 2] + order[-COMPARED // 2 :]


def _order(report: Report) -> tuple[str, str, str]:
    return str(report.published or report.start or ""), report.document, report.id


def settle(reports: Sequence[Report], score: Score = same, least: float | None = None) -> list[tuple[Report, ...]]:
    """The incidents that reports make: clustered by average linkage; the same whatever their order.

    Args:
        reports: any number, of any documents; ids are unique.  What one document tells of an act stays together.
        score: what compares two.
        least: the average chance from which two clusters are one; that of ``weights.toml`` if not given.

    Returns:
        The clusters, each with its reports in the order of their publication; the one published first comes first.
    """
    acts = {act[0].id: act for act in _acts({r.id: r for r in reports}.values())}
    order = sorted((parts.merged(act) for act in acts.values()), key=_order)
    core, rest = order[:SETTLED], order[SETTLED:]
    limit = weights()["join"] if least is None else least
    chances = {(i, j): score(core[i], core[j]).chance for i, j in combinations(range(len(core)), 2)}
    clusters = [[core[i] for i in cluster] for cluster in average(len(core), chances, limit)]
    for report in rest:
        _add(report, clusters, score, limit)
    whole = ([report for told in c for report in acts[told.id]] for c in clusters)
    return sorted((tuple(sorted(c, key=_order)) for c in whole), key=lambda c: _order(c[0]))


def _acts(reports: Iterable[Report]) -> list[list[Report]]:
    """The reports of each document by the act that they tell."""
    documents: dict[str, list[Report]] = {}
    for report in sorted(reports, key=lambda r: (r.document, r.sentence, r.id)):
        documents.setdefault(report.document, []).append(report)
    return [act for told in documents.values() for act in parts.together(told)]


def _add(report: Report, clusters: list[list[Report]], score: Score, limit: float) -> None:
    """Put a report into the cluster that it fits best, or into one of its own."""
    fits = [sum(score(report, m).chance for m in _spread(c)) / min(len(c), COMPARED) for c in clusters]
    best = max(range(len(clusters)), key=lambda i: fits[i], default=None)
    if best is not None and fits[best] >= limit:
        clusters[best].append(report)
    else:
        clusters.append([report])


def average(count: int, chances: Mapping[tuple[int, int], float], limit: float) -> list[list[int]]:
    """Clusters of `range(count)` by average linkage: the two likeliest are joined while their average is `limit`.

    Args:
        count: how many there are.
        chances: of pairs (smaller index first); a missing pair counts as `NEVER`.
        limit: least average chance.
    """
    members = {i: [i] for i in range(count)}
    links: dict[int, dict[int, float]] = {i: {} for i in range(count)}
    for (i, j), chance in chances.items():
        links[i][j] = links[j][i] = chance
    waiting = [(-chance, *pair) for pair, chance in chances.items() if chance >= limit]
    heapify(waiting)
    while waiting:
        chance, kept, gone = heappop(waiting)
        if kept not in members or gone not in members or links[kept].get(gone) != -chance:
            continue  # one of the two has grown since
        for other, mean in _merged(members, links, kept, gone).items():
            links[kept][other] = links[other][kept] = mean
            if mean >= limit:
                heappush(waiting, (-mean, min(kept, other), max(kept, other)))
    return [sorted(cluster) for cluster in members.values()]


def _merged(
    members: dict[int, list[int]], links: dict[int, dict[int, float]], kept: int, gone: int
) -> dict[int, float]:
    """Put one cluster into another; the average chances of the new one with every other."""
    sizes = len(members[kept]), len(members[gone])
    members[kept] += members.pop(gone)
    mine, theirs = links[kept], links.pop(gone)
    mine.pop(gone)
    theirs.pop(kept)
    for other in theirs:
        links[other].pop(gone)
    return {
        other: (sizes[0] * mine.get(other, NEVER) + sizes[1] * theirs.get(other, NEVER)) / sum(sizes)
        for other in mine.keys() | theirs.keys()
    }
