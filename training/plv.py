"""Fit the adapter to PLV's labels on pairs.jsonl, and measure it by cross-validation.

    PYTHONPATH=src python training/plv.py --corpus ../shared/corpus [--write]

The encoder has not seen pairs.jsonl: only the adapter is fitted, so that a fold costs a second.
"""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dateline import reading
from dateline.language import encoder, heads
from dateline.what import pairs, plv

if TYPE_CHECKING:
    from dateline.language.heads import Floats

FOLDS = 5
PENALTY = 20.0
ROUNDS = 400
WEIGHTS = Path(plv.__file__).with_name("plv.npz")
MARK = re.compile(r"</?[st]>")


@dataclass(frozen=True, slots=True)
class Examples:
    """Pairs to learn from: `features` (pairs, features), `types` (pairs, 16), `roots` (pairs,) as indexes."""

    features: Floats
    types: Floats
    roots: np.ndarray


def spans(marked: str) -> tuple[str, list[tuple[int, int] | None]]:
    """A sentence without its marks, and where source and target stand in it (None where the mark is missing)."""
    found = [re.search(f"<{name}>(.*?)</{name}>", marked) for name in "st"]
    return MARK.sub("", marked), [
        hit and (len(MARK.sub("", marked[: hit.start()])), len(MARK.sub("", marked[: hit.end()]))) for hit in found
    ]


def examples(path: Path) -> Examples:
    """The pairs of pairs.jsonl as the shipped encoder sees them."""
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    seen = []
    for row in rows:
        text, (source, target) = spans(row["marked"])
        seen.append(pairs.read(reading.from_text(text), encoder.shipped(), source, target))
    roots = np.array([plv.ROOTS.index(row["gold_root"]) for row in rows])
    return Examples(np.stack([plv.features(p) for p in seen]), np.stack([p.types for p in seen]), roots)


def fit(features: Floats, roots: np.ndarray) -> plv.Adapter:
    """Softmax regression with an L2 penalty, by accelerated gradient descent."""
    mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-6
    matrix = plv.scaled(features, mean, scale).astype(np.float64)
    wanted = np.eye(len(plv.ROOTS))[roots]
    step = 1 / (np.linalg.norm(matrix, 2) ** 2 / 2 + PENALTY)
    weights = ahead = np.zeros((matrix.shape[1], wanted.shape[1]))
    for turn in range(ROUNDS):
        slope = matrix.T @ (heads.softmax((matrix @ ahead).astype(np.float32)) - wanted) + PENALTY * ahead
        weights, before = ahead - step * slope, weights
        ahead = weights + turn / (turn + 3) * (weights - before)
    return plv.Adapter(mean, scale, weights.astype(np.float32))


def cross_validated(found: Examples) -> np.ndarray:
    """The root (pairs,) that adapters fitted without a pair's fold give it."""
    folds = np.arange(len(found.roots)) % FOLDS
    result = np.zeros_like(found.roots)
    for fold in range(FOLDS):
        held = folds == fold
        adapter = fit(found.features[~held], found.roots[~held])
        result[held] = adapter.chances(found.features[held]).argmax(axis=1)
    return result


def main() -> None:
    """Fit, print the accuracy on held-out folds, and write the weights with --write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = examples(options.corpus / "pairs.jsonl")
    print(f"accuracy on held-out folds {(cross_validated(found) == found.roots).mean():.3f}")
    if options.write:
        made = fit(found.features, found.roots)
        np.savez_compressed(WEIGHTS, **{n: getattr(made, n).astype(np.float16) for n in ("mean", "scale", "weights")})


if __name__ == "__main__":
    main()
