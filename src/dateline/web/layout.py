"""Where the nodes of a network are drawn: linked ones near each other, worked out the same way every time."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

STEPS, STILL = 300, 1e-3
"""Steps of the layout at most, and how far a node moves, in lengths of a link, in one that is the last."""
GOLDEN = math.pi * (3 - math.sqrt(5))
"""The angle by which sunflower seeds turn: a beginning without order that is always the same."""
ROOM = (0.75, 0.5)
"""Room around a part, in lengths of a link: across for names, down for their lines."""


@dataclass(slots=True)
class _Part:
    """Nodes that are linked with each other, laid out from (0, 0) on; `left` and `top` are where the part goes."""

    nodes: list[int]
    points: Points
    width: float
    height: float
    left: float = 0
    top: float = 0


def spread(nodes: int, links: Iterable[tuple[int, int]], ratio: float = 1.0) -> list[tuple[float, float]]:
    """Places for nodes between (0, 0) and (1, 1).

    The nodes of each part that hangs together are set as far apart as there are links between them, as nearly as a
    plane allows (stress majorization: E. Gansner, Y. Koren and S. North, "Graph drawing by stress majorization", 2004),
    and the parts are put on shelves, the highest first.

    Args:
        nodes: how many.
        links: pairs of nodes.
        ratio: width by height of where they will be drawn.
    """
    near: dict[int, set[int]] = {nth: set() for nth in range(nodes)}
    for one, other in links:
        near[one].add(other)
        near[other].add(one)
    parts = [_laid(part, near) for part in _parts(near)]
    if not parts:
        return []
    width, height = _shelved(parts, ratio)
    found = [(0.0, 0.0)] * nodes
    for part in parts:
        for node, (x, y) in zip(part.nodes, part.points.tolist(), strict=True):
            found[node] = (round((part.left + x) / width, 4), round((part.top + y) / height, 4))
    return found


def _parts(near: Mapping[int, set[int]]) -> list[list[int]]:
    """The nodes that hang together, the largest part first."""
    found, seen = [], set[int]()
    for start in near:
        if start not in seen:
            part = sorted(_distances(start, near))
            seen.update(part)
            found.append(part)
    return sorted(found, key=lambda part: (-len(part), part))


def _distances(start: int, near: Mapping[int, set[int]]) -> dict[int, int]:
    """How many links lie between a node and each that it hangs together with."""
    found, edge = {start: 0}, [start]
    while edge:
        fresh = sorted({other for node in edge for other in near[node]} - found.keys())
        found.update(dict.fromkeys(fresh, found[edge[0]] + 1))
        edge = fresh
    return found


def _laid(nodes: list[int], near: Mapping[int, set[int]]) -> _Part:
    """One part, its longer side lying across."""
    import numpy as np  # noqa: PLC0415 - a tenth of a second

    apart = np.array([[reached[other] for other in nodes] for reached in (_distances(n, near) for n in nodes)], float)
    points = _across(_majorized(apart))
    points -= points.min(axis=0)
    width, height = points.max(axis=0) + np.array(ROOM) * 2
    return _Part(nodes, points + np.array(ROOM), float(width), float(height))


def _majorized(apart: Points) -> Points:
    """Points in the plane whose distances come near to those wanted; near pairs count more than far ones."""
    import numpy as np  # noqa: PLC0415

    count = len(apart)
    nth = np.arange(count)
    radius = np.sqrt(nth / max(1, count)) * apart.max() / 2
    points = np.column_stack((radius * np.cos(nth * GOLDEN), radius * np.sin(nth * GOLDEN)))
    if count < 3:  # noqa: PLR2004 - two lie on a line
        return np.column_stack((nth.astype(float), np.zeros(count)))
    wanted = apart * (1 + 0.15 * (apart > 1))
    weight = np.where(wanted > 0, 1 / np.maximum(wanted, 1) ** 2, 0)
    laplace = np.diag(weight.sum(axis=1)) - weight
    inverse = np.linalg.pinv(laplace)
    for _ in range(STEPS):
        between = points[:, None, :] - points[None, :, :]
        distance = np.maximum(np.linalg.norm(between, axis=2), 1e-6)
        pull = weight * wanted / distance
        before, points = points, inverse @ (pull.sum(axis=1)[:, None] * points - pull @ points)
        if np.abs(points - before).max() < STILL:
            break
    return points


def _across(points: Points) -> Points:
    """Points turned so that their longer side lies across; names need the width."""
    import numpy as np  # noqa: PLC0415

    if len(points) < 3:  # noqa: PLR2004 - it does already
        return points
    middle = points - points.mean(axis=0)
    turned: Points = middle @ np.linalg.svd(middle, full_matrices=False)[2].T
    turned *= np.where(np.abs(turned.min(axis=0)) > turned.max(axis=0) + 1e-6, -1, 1)  # an axis has no sign of its own
    return turned


def _shelved(parts: Sequence[_Part], ratio: float) -> tuple[float, float]:
    """Put parts on shelves, and give the width and height of all: of several widths, the one that is drawn largest."""
    highest = sorted(parts, key=lambda part: (-part.height, part.nodes))
    widest, total = max(part.width for part in parts), sum(part.width for part in parts)
    tried = sorted({widest + (total - widest) * nth / 40 for nth in range(41)})
    best = min(tried, key=lambda width: max(_shelve(highest, width)[0] / ratio, _shelve(highest, width)[1]))
    return _shelve(highest, best)


def _shelve(parts: Sequence[_Part], most: float) -> tuple[float, float]:
    """Put parts side by side on shelves that are so wide at most; gives the width and height of all."""
    left = top = shelf = width = 0.0
    for part in parts:
        if left and left + part.width > most + 1e-9:
            left, top, shelf = 0.0, top + shelf, 0.0
        part.left, part.top = left, top
        left += part.width
        shelf, width = max(shelf, part.height), max(width, left)
    return width, top + shelf


@dataclass(frozen=True, slots=True)
class Label:
    """A name to be placed: its left side, width and height, and where its top may lie, the best first."""

    left: float
    width: float
    height: float
    tops: tuple[float, ...]


def parted(labels: Iterable[Label], taken: Iterable[tuple[float, float, float, float]]) -> list[float]:
    """The tops of labels so that they lie neither on each other nor on what is there.

    Args:
        labels: those first that matter most; one that finds no room gets the first of its tops.
        taken: left, top, width and height of what is there already.
    """
    placed = list(taken)
    found = []
    for label in labels:
        boxes = [(label.left, top, label.width, label.height) for top in label.tops]
        free = (box for box in boxes if not any(_overlap(box, other) for other in placed))
        box = next(free, boxes[0])
        placed.append(box)
        found.append(box[1])
    return found


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )
