"""Fit the weights of the place ranker on a corpus of resolved toponyms, and say how well they carry over.

Usage: ``python training/places.py [CORPUS] [--write]``

The model is the ranker's own linear score, fitted as a softmax over the candidates of each name: the probability of all
candidates within 161 km of the gold point is to be high.  Features that come from the other names of a document depend
on the weights, so features and weights are made in turn.  Reports accuracy within 161 km under ten-fold
cross-validation by document; ``--write`` fits on everything and rewrites ``src/dateline/where/weights.toml``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dateline.language.draft import Draft
from dateline.records import Document
from dateline.where import rank
from dateline.where.places import around
from dateline.where.toponyms import toponyms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus" / "places-lgl.jsonl"
WEIGHTS = ROOT / "src" / "dateline" / "where" / "weights.toml"
PRIOR = {
    "people": 1.0,
    "main": 1.0,
    "only": 2.0,
    "country": 2.5,
    "capital": 2.5,
    "admin1": 1.0,
    "admin2": -0.8,
    "twin": -3.0,
    "other": 3.0,
    "noun": 2.0,
    "against_noun": -1.5,
    "contained": 6.0,
    "holds": 4.0,
    "same_country": 3.0,
    "same_admin1": 4.0,
    "near": 2.0,
    "home": 1.0,
    "actors": 2.0,
}
"""Weights set by hand, which the fitted ones are held near: the corpus is local news and knows little of wars."""
NIL = 2.0
"""The score below which no candidate is taken, set by hand."""
HELD = frozenset({"capital", "country"})
"""What the corpus, full of small namesakes of great cities, must hardly move."""
FOLDS, ROUNDS, STEPS, RATE, DECAY, NEAR_KM = 10, 3, 300, 0.1, 0.02, 161.0


@dataclass(frozen=True)
class Case:
    """One name of one document: features of its candidates, which of them are right, how many mentions it has."""

    features: NDArray[np.float64]
    right: NDArray[np.bool_]
    mentions: int


def read(row: dict[str, Any]) -> Draft:
    """A draft of a corpus row, without the encoder's findings."""
    sha256 = hashlib.sha256(row["text"].encode()).hexdigest()
    return Draft(Document(id=row["id"], url=row.get("url"), sha256=sha256, text=row["text"]))


def cases(row: dict[str, Any]) -> list[Case]:
    """The cases of a document, under the ranker's present weights."""
    draft = read(row)
    found = toponyms(draft)
    names = rank.names_of(found)
    gold: dict[rank.Name, list[tuple[float, float]]] = {}
    for one, name in zip(found, names, strict=True):
        for t in row["toponyms"]:
            if name is not None and t["lat"] is not None and t["start"] < one.span[1] and one.span[0] < t["end"]:
                gold.setdefault(name, []).append((t["lat"], t["lon"]))
                break
    made = []
    for name, rows in rank.explain(names, around(draft)).items():
        if name in gold:
            features = np.array([[features.get(f, 0.0) for f in rank.FEATURES] for features in rows])
            made.append(Case(features, _right(name, gold[name][0]), len(gold[name])))
    return made


def _right(name: rank.Name, point: tuple[float, float]) -> NDArray[np.bool_]:
    return np.array(
        [
            one.lat is not None and one.lon is not None and rank.kilometres((one.lat, one.lon), point) <= NEAR_KM
            for one in rank.candidates(name)
        ]
    )


def fit(found: Sequence[Case], start: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights that make the right candidates likely, held near the start: see `PRIOR`."""
    usable = [case for case in found if case.right.any() and not case.right.all()]
    stacked = np.concatenate([case.features for case in usable])
    right = np.concatenate([case.right for case in usable])
    sizes = np.array([len(case.right) for case in usable])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    mass = np.repeat(np.sqrt([case.mentions for case in usable]), sizes)
    weights = start.copy()  # the prior too
    speed = np.zeros_like(weights)
    decay = np.array([DECAY * (10 if name in HELD else 1) for name in rank.FEATURES])
    for _ in range(STEPS):
        scores = stacked @ weights
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        chance = powers / np.repeat(np.add.reduceat(powers, starts), sizes)
        good = chance * right
        wanted = good / np.repeat(np.maximum(np.add.reduceat(good, starts), 1e-9), sizes)
        slope = ((wanted - chance) * mass) @ stacked / mass.sum() * sizes.mean() - decay * (weights - start)
        speed = 0.9 * speed + RATE * slope
        weights += speed
    return weights


def use(weights: NDArray[np.float64]) -> None:
    """Let the ranker work with these weights."""
    table = dict(zip(rank.FEATURES, weights.tolist(), strict=True)) | {"nil": NIL}
    rank.weights().update(table)


def train(rows: Iterable[dict[str, Any]], start: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fit on documents, features and weights in turn; leaves the ranker with the weights."""
    kept, weights = list(rows), start
    for _ in range(ROUNDS):
        use(weights)
        weights = fit([case for row in kept for case in cases(row)], start)
    use(weights)
    return weights


def accuracy(rows: Iterable[dict[str, Any]], weights: NDArray[np.float64]) -> tuple[int, int]:
    """How many mentions are resolved within 161 km, and how many are resolved at all."""
    hits = total = 0
    for row in rows:
        for case in cases(row):
            scores = case.features @ weights
            if scores.max() >= NIL:
                total += case.mentions
                hits += case.mentions * int(case.right[int(np.argmax(scores))])
    return hits, total


def main() -> None:
    """Cross-validate; with ``--write`` fit on everything and keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with options.corpus.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    start = np.array([PRIOR[name] for name in rank.FEATURES])
    hits = total = 0
    for fold in range(FOLDS):
        weights = train((row for i, row in enumerate(rows) if i % FOLDS != fold), start)
        some, all_ = accuracy((row for i, row in enumerate(rows) if i % FOLDS == fold), weights)
        hits, total = hits + some, total + all_
    print(f"within 161 km, {FOLDS}-fold by document: {100 * hits / total:.2f} of {total}")
    weights = train(rows, start)
    for name, weight in zip(rank.FEATURES, weights, strict=True):
        print(f"{name:14} {weight:7.3f}")
    if options.write:
        head = "# Weights of the ranker's features (see rank.py) and `nil`, the score below which no candidate fits.\n"
        head += "# Written by training/places.py.\n"
        table = [f"{name} = {weight:.3f}\n" for name, weight in zip(rank.FEATURES, weights, strict=True)]
        WEIGHTS.write_text(head + f"nil = {NIL}\n" + "".join(table), encoding="utf-8")


if __name__ == "__main__":
    main()
