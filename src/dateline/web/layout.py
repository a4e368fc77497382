"""Where the nodes of a network are drawn: forces between them, worked out the same way every time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

STEPS = 400
GOLDEN = math.pi * (3 - math.sqrt(5))
"""The angle by which sunflower seeds turn: a beginning without order that is always the same."""
WEIGHT = 0.08
"""How strongly the middle pulls, so that parts without a link stay together."""


def spread(nodes: int, links: Sequence[tuple[int, int, float]], ratio: float = 1.0) -> list[tuple[float, float]]:
    """Places for nodes between (0, 0) and (1, 1), linked ones near each other, all apart.

    All nodes push each other away and linked ones pull, in ever smaller steps (T. Fruchterman and E. Reingold, "Graph
    drawing by force-directed placement", 1991).  It begins with the first node in the middle and the others around it,
    so the ones that matter most should come first.

    Args:
        nodes: how many.
        links: pairs of nodes with a weight above 0, however often.
        ratio: width by height of where they will be drawn.
    """
    import numpy as np  # noqa: PLC0415 - a tenth of a second

    if nodes == 0:
        return []
    nth = np.arange(nodes)
    radius = np.sqrt((nth + 0.5) / nodes) / 2
    points = np.column_stack((radius * np.cos(nth * GOLDEN), radius * np.sin(nth * GOLDEN)))
    pull = np.zeros((nodes, nodes))
    for one, other, weight in links:
        pull[one, other] += weight
        pull[other, one] += weight
    points = _settled(points, np.log1p(pull))
    return _fitted(points, ratio)


def _settled(points: Points, pull: Points) -> Points:
    """The points after all steps."""
    import numpy as np  # noqa: PLC0415

    ideal = 0.9 / math.sqrt(len(points))
    for step in range(STEPS):
        apart = points[:, None, :] - points[None, :, :]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 1e-3)
        force = ideal**2 / distance**2 - pull * distance / ideal * 0.5
        np.fill_diagonal(force, 0)
        move = (apart * force[:, :, None]).sum(axis=1) - points * WEIGHT
        length = np.maximum(np.linalg.norm(move, axis=1), 1e-9)
        heat = 0.1 * (1 - step / STEPS) ** 2 + 1e-4
        points = points + move / length[:, None] * np.minimum(length, heat)[:, None]
    return points


def _fitted(points: Points, ratio: float) -> list[tuple[float, float]]:
    """Points moved and stretched into the unit square, turned so that their longer side lies along the longer one."""
    import numpy as np  # noqa: PLC0415

    middle = points - points.mean(axis=0)
    axes = np.linalg.svd(middle, full_matrices=False)[2] if len(points) > 2 else np.eye(2)  # noqa: PLR2004 - a plane
    turned = middle @ axes.T
    turned *= np.where(np.abs(turned).max(axis=0) == turned.max(axis=0), 1, -1)  # the sign of an axis is arbitrary
    if ratio < 1:
        turned = turned[:, ::-1]
    low, high = turned.min(axis=0), turned.max(axis=0)
    size = np.where(high - low < 1e-9, 1, high - low)  # noqa: PLR2004 - all in one line
    found = np.where(high - low < 1e-9, 0.5, (turned - low) / size)  # noqa: PLR2004
    return [(round(float(x), 4), round(float(y), 4)) for x, y in found]


def parted(boxes: Sequence[tuple[float, float, float, float]], most: float) -> list[float]:
    """How far to move labels down or up so that they don't lie on each other.

    Args:
        boxes: left, top, width and height of each label, those to be kept in place first.
        most: how far a label may be moved; one that finds no room stays where it is.

    Returns:
        What to add to each top.
    """
    placed: list[tuple[float, float, float, float]] = []
    moves = []
    for left, top, width, height in boxes:
        move = 0.0
        for nth in range(int(2 * most / height) + 1):
            tried = (nth + 1) // 2 * height * (1 if nth % 2 else -1)
            if not any(_overlap((left, top + tried, width, height), other) for other in placed):
                move = tried
                break
        placed.append((left, top + move, width, height))
        moves.append(move)
    return moves


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )
