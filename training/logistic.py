"""Logistic regression by Newton's method, for the tables that are small enough for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ROUNDS = 40
"""Newton's steps; half as many are enough."""


def fit(rows: Floats, right: Floats, pull: Floats, prior: Floats | None = None, mass: Floats | None = None) -> Floats:
    """The weights (features,) that tell whether a row is right.

    Args:
        rows: the features (rows, features).
        right: whether each is, 0 or 1 (rows,).
        pull: how strongly each weight is held (features,), twice the L2 penalty.
        prior: where it is held (features,); at 0 if not given.
        mass: how much each row counts (rows,); all the same if not given.
    """
    held = np.zeros(len(pull)) if prior is None else prior
    counts = np.ones(len(rows)) if mass is None else mass
    weights = held.copy()
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ ((chance - right) * counts) + pull * (weights - held)
        bend = (rows * (chance * (1 - chance) * counts)[:, None]).T @ rows + np.diag(pull)
        weights -= np.linalg.solve(bend, slope)
    return weights
