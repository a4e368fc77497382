"""Make the weights of ``src/dateline/according_to/factuality.toml`` from annotated events.

Run ``python training/factuality.py events.jsonl`` to print the accuracy on other documents (five folds) and, with
``--write``, to put the weights of all documents into the table.  The model is a softmax regression on the named
observations of ``dateline.according_to.configuration``; a weight is a log factor for one factuality.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dateline.according_to.attributing import find
from dateline.according_to.configuration import configuration
from dateline.records import Factuality

sys.path.append(str(Path(__file__).parents[1] / "evaluation"))
from attributions import draft, event, read

if TYPE_CHECKING:
    from numpy.typing import NDArray

CLASSES = tuple(Factuality)
FOLDS, ROUNDS, RATE, PENALTY, LEAST = 5, 600, 0.05, 2.0, 0.15
TABLE = Path(__file__).parents[1] / "src/dateline/according_to/factuality.toml"
Floats = "NDArray[np.float64]"


def examples(path: Path) -> list[tuple[int, frozenset[str], int]]:
    """Number of the document, observations and class of every event in a corpus."""
    found = []
    for number, line in enumerate(read(path)):
        coded = find(draft(line["text"], line["doc_id"]))
        found += [
            (number, configuration(coded, event(gold)).observed, CLASSES.index(gold["factuality"]))
            for gold in line["events"]
        ]
    return found


def fit(seen: NDArray[np.float64], classes: NDArray[np.int64]) -> NDArray[np.float64]:
    """Weights (observations x classes) of a softmax regression, by Adam with an L2 penalty."""
    weights = np.zeros((seen.shape[1], len(CLASSES)))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    wanted = np.eye(len(CLASSES))[classes]
    for step in range(1, ROUNDS + 1):
        scores = seen @ weights
        chance = np.exp(scores - scores.max(1, keepdims=True))
        chance /= chance.sum(1, keepdims=True)
        slope = (seen.T @ (chance - wanted) + PENALTY * weights) / len(classes)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def main() -> None:
    """Print the accuracy on other documents; write the table when asked."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("events", type=Path)
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    rows = examples(chosen.events)
    names = ["base", *sorted({name for _, observed, _ in rows for name in observed})]
    seen = np.array([[name == "base" or name in observed for name in names] for _, observed, _ in rows], float)
    classes = np.array([c for _, _, c in rows])
    fold = np.array([number % FOLDS for number, _, _ in rows])
    right = 0
    for part in range(FOLDS):
        other = fit(seen[fold != part], classes[fold != part])
        right += int(((seen[fold == part] @ other).argmax(1) == classes[fold == part]).sum())
    print(f"factuality from configuration alone, other documents: {right / len(rows):.3f}")
    if chosen.write:
        write(names, fit(seen, classes))


def write(names: list[str], weights: NDArray[np.float64]) -> None:
    """Replace the table of weights; weights near nothing are left out."""
    head = TABLE.read_text(encoding="utf-8").split("\n[weights")[0].rstrip()
    lines = ["", "", "[weights]", "# log factors, fitted on the development events by training/factuality.py"]
    for name, row in zip(names, weights, strict=True):
        kept = {c.value: w for c, w in zip(CLASSES, row, strict=True) if abs(w) >= LEAST}
        listed = ", ".join(f"{c} = {w:.1f}" for c, w in kept.items())
        lines.append(f'"{name}" = {{ {listed} }}' if listed else f'"{name}" = {{}}')
    TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
