"""Make `src/dateline/what/confidence.toml`: how much each feature of a trigger says for its being a recorded event.

    python training/confidence.py --corpus ../shared/corpus [--write]

Fits a logistic regression on what the fold models found in documents that they had not seen
(`evaluation/folds.jsonl.gz`); prints, cross-validated over the same folds, F1 of typed events with and without it and
the expected calibration error (ten bins).  The least confidence that is kept is the one with the best F1.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dateline import language
from dateline.what.confidence import confidence, features

sys.path.insert(0, str(Path(__file__).parent.parent / "evaluation"))
import events as evaluation
import logistic
import recorded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dateline.language.draft import Trigger

    Floats = NDArray[np.float64]

FOLDS, PENALTY = 5, 4.0
TABLE = Path(__file__).parent.parent / "src/dateline/what/confidence.toml"


def matches(trigger: Trigger, gold: list[dict[str, Any]]) -> bool:
    """Whether a gold event has an overlapping trigger and (as either reading) the likeliest type."""
    return any(
        trigger.kind in {e["type"], e["alt_type"]} and max(trigger.span[0], s) < min(trigger.span[1], t)
        for e in gold
        for s, t in [e["trigger"]["span"]]
    )


@dataclass(frozen=True, slots=True)
class Examples:
    """Recorded triggers: fold, features, whether gold has them (n each), and how many gold events each fold has."""

    folds: NDArray[np.int64]
    seen: list[dict[str, float]]
    right: Floats
    wanted: NDArray[np.int64]


def examples(events: Path) -> Examples:
    """The recorded triggers of events.jsonl."""
    gold = [json.loads(line) for line in events.read_text("utf-8").split("\n") if line]
    drafts = recorded.reader(recorded.load())([language.split(d) for d in evaluation.documents(events)])
    rows = [
        (number % FOLDS, features(draft, trigger), float(matches(trigger, row["events"])))
        for number, (row, draft) in enumerate(zip(gold, drafts, strict=True))
        for trigger in draft.triggers
    ]
    wanted = [sum(len(row["events"]) for row in gold[fold::FOLDS]) for fold in range(FOLDS)]
    folds, seen, right = zip(*rows, strict=True)
    return Examples(np.array(folds), list(seen), np.array(right), np.array(wanted))


def table(found: Examples, leave_out: int | None = None) -> dict[str, float]:
    """The weights and `keep` as `confidence.toml` holds them, fitted without one fold if so asked.

    The least confidence to keep is chosen on probabilities that are themselves cross-validated over the folds used.
    """
    used = [fold for fold in range(FOLDS) if fold != leave_out]
    kept = np.isin(found.folds, used)
    names, matrix = _matrix(found.seen)
    chance = np.zeros(len(found.right))
    for held in used:
        rest = kept & (found.folds != held)
        chance[found.folds == held] = _chance(matrix[found.folds == held], fit(matrix[rest], found.right[rest]))
    cut, _ = best_cut(chance[kept], found.right[kept], int(found.wanted[used].sum()))
    weights = fit(matrix[kept], found.right[kept])
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)} | {"keep": cut}


def _matrix(seen: list[dict[str, float]]) -> tuple[list[str], Floats]:
    names = sorted({name for s in seen for name in s})
    return names, np.array([[s.get(name, 0.0) for name in names] for s in seen])


def _chance(matrix: Floats, weights: Floats) -> Floats:
    chance: Floats = 1 / (1 + np.exp(-matrix @ weights))
    return chance


def fit(matrix: Floats, right: Floats) -> Floats:
    """Weights of a logistic regression with an L2 penalty."""
    return logistic.fit(matrix, right, np.full(matrix.shape[1], PENALTY))


def best_cut(chance: Floats, right: Floats, wanted: int) -> tuple[float, float]:
    """The least confidence to keep and the F1 that it gives."""
    cuts = [c / 100 for c in range(5, 80)]
    scores = [2 * right[chance >= c].sum() / max(1, (chance >= c).sum() + wanted) for c in cuts]
    best = int(np.argmax(scores))
    return cuts[best], float(scores[best])


def calibration(chance: Floats, right: Floats) -> float:
    """Expected calibration error over ten bins."""
    bins = np.minimum((chance * 10).astype(int), 9)
    return float(sum(abs(chance[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins)))


def main() -> None:
    """Fit, print what it gives on held-out folds, and write the table with --write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = examples(options.corpus / "events.jsonl")
    chance, kept = np.zeros(len(found.right)), np.zeros(len(found.right), dtype=bool)
    for held in range(FOLDS):
        rows, mine = table(found, held), np.flatnonzero(found.folds == held)
        chance[mine] = [confidence(found.seen[i], rows) for i in mine]
        kept[mine] = chance[mine] >= rows["keep"]
    wanted = int(found.wanted.sum())
    for name, some in (("as found", np.ones_like(kept)), ("kept", kept)):
        hits = found.right[some].sum()
        print(f"{name}: {some.sum()} events, precision {hits / some.sum():.3f}, recall {hits / wanted:.3f}, ", end="")
        print(
            f"F1 {2 * hits / (some.sum() + wanted):.3f}, calibration {calibration(chance[some], found.right[some]):.3f}"
        )
    if options.write:
        rows = table(found)
        lines = [f'"{name}" = {weight}' for name, weight in rows.items() if name != "keep"]
        head = "# How much each feature says for an event; made by training/confidence.py, which measures it too."
        TABLE.write_text("\n".join([head, f"keep = {rows['keep']}", "", "[weights]", *lines, ""]), "utf-8")


if __name__ == "__main__":
    main()
