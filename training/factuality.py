"""Make the weights of ``src/dateline/according_to/factuality.toml`` from annotated events.

    python training/factuality.py --corpus ../shared/corpus [--write]

Reads the events corpus with what the fold models found in documents that they had not seen
(`evaluation/folds.jsonl.gz`), and fits a softmax regression on the observations of
``dateline.according_to.configuration`` beside the logarithm of the head's own probabilities, for every coded event that
matches a gold one.  A weight is a log factor for one factuality; ``prior`` is how much the head's logarithm counts.
Prints the accuracy on other documents (the same five folds).
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dateline import according_to, language
from dateline.according_to import crediting
from dateline.according_to.configuration import Configuration, configuration
from dateline.coder import STAGES
from dateline.records import Factuality

sys.path.append(str(Path(__file__).parents[1] / "evaluation"))
import events as evaluation
import recorded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dateline.language.draft import Draft

    Floats = NDArray[np.float64]

CLASSES = tuple(Factuality)
FOLDS, ROUNDS, RATE, PENALTY, LEAST = 5, 600, 0.05, 40.0, 0.05
TABLE = Path(__file__).parents[1] / "src/dateline/according_to/factuality.toml"


@dataclass(frozen=True, slots=True)
class Examples:
    """Coded events that match gold: their fold, observations, the head's log probabilities (n, 7), the gold class."""

    folds: NDArray[np.int64]
    observed: list[frozenset[str]]
    prior: Floats
    classes: NDArray[np.int64]


def examples(corpus: Path) -> Examples:
    """The matching events of the corpus."""
    gold = [json.loads(line) for line in (corpus / "events.jsonl").read_text("utf-8").split("\n") if line]
    drafts = recorded.reader(recorded.load())(
        [language.split(d) for d in evaluation.documents(corpus / "events.jsonl")]
    )
    folds, observed, prior, classes = [], [], [], []
    for number, (row, draft) in enumerate(zip(gold, drafts, strict=True)):
        coded = _coded(draft)
        chances = {t.span: t.factuality for t in coded.triggers}
        for event in coded.events:
            wanted = next((g for g in row["events"] if _same(g, event.type, event.trigger.span)), None)
            if wanted:
                folds.append(number % FOLDS)
                observed.append(configuration(coded, event).observed)
                prior.append([math.log(max(chances[event.trigger.span].get(c, 0), crediting.LEAST)) for c in CLASSES])
                classes.append(CLASSES.index(wanted["factuality"]))
    return Examples(np.array(folds), observed, np.array(prior), np.array(classes))


def _coded(draft: Draft) -> Draft:
    """A draft with all that stands before its events are credited."""
    for stage, _ in STAGES:
        if stage is according_to.credit:
            return draft
        draft = stage(draft)
    return draft


def _same(gold: dict[str, Any], kind: str, span: tuple[int, int]) -> bool:
    start, end = gold["trigger"]["span"]
    return kind in {gold["type"], gold["alt_type"]} and max(start, span[0]) < min(end, span[1])


def fit(seen: Floats, prior: Floats, classes: NDArray[np.int64]) -> tuple[Floats, float]:
    """Weights (observations, classes) and the weight of the prior, by Adam with an L2 penalty on the weights."""
    weights = np.zeros((seen.shape[1] + 1, len(CLASSES)))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    wanted = np.eye(len(CLASSES))[classes]
    trust = 1.0
    for step in range(1, ROUNDS + 1):
        scores = seen @ weights[:-1] + trust * prior
        chance = np.exp(scores - scores.max(1, keepdims=True))
        chance /= chance.sum(1, keepdims=True)
        slope = np.vstack([seen.T @ (chance - wanted) + PENALTY * weights[:-1], np.zeros(len(CLASSES))]) / len(classes)
        slope[-1, 0] = ((chance - wanted) * prior).sum() / len(classes)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        trust = 1.0 + weights[-1, 0]
    return weights[:-1], float(trust)


def table(found: Examples, leave_out: int | None = None) -> dict[str, dict[str, float]]:
    """The weights as `factuality.toml` holds them, fitted without one fold if so asked."""
    kept = found.folds != (-1 if leave_out is None else leave_out)
    names = ["base", *sorted({name for observed in found.observed for name in observed})]
    seen = np.array([[name == "base" or name in observed for name in names] for observed in found.observed], float)
    weights, trust = fit(seen[kept], found.prior[kept], found.classes[kept])
    rows = {
        name: {c.value: round(float(w), 2) for c, w in zip(CLASSES, row, strict=True) if abs(w) >= LEAST}
        for name, row in zip(names, weights, strict=True)
    }
    often = np.bincount(found.classes[kept], minlength=len(CLASSES)) + 1
    unread = {c.value: round(math.log(n / often.sum()), 2) for c, n in zip(CLASSES, often.tolist(), strict=True)}
    return {"prior": dict.fromkeys((c.value for c in CLASSES), round(trust, 2)), "unread": unread, **rows}


def main() -> None:
    """Print the accuracy on other documents; write the table when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = examples(options.corpus)
    right = 0
    for part in range(FOLDS):
        rows = table(found, part)
        for i in np.flatnonzero(found.folds == part):
            prior = dict(zip((c.value for c in CLASSES), np.exp(found.prior[i]), strict=True))
            best, _ = crediting.judge(Configuration(found.observed[i], ()), prior, rows)
            right += best == CLASSES[found.classes[i]]
    alone = (found.prior.argmax(1) == found.classes).mean()
    share = right / len(found.classes)
    print(f"{len(found.classes)} events; factuality by the head alone {alone:.3f}, with the table {share:.3f}")
    if options.write:
        write(table(found))


def write(rows: dict[str, dict[str, float]]) -> None:
    """Replace the table of weights."""
    head = TABLE.read_text(encoding="utf-8").split("\n[weights")[0].rstrip()
    lines = ["", "", "[weights]", "# log factors, fitted on the development events by training/factuality.py"]
    for name, row in rows.items():
        listed = ", ".join(f"{c} = {w:g}" for c, w in row.items())
        lines.append(f'"{name}" = {{ {listed} }}' if listed else f'"{name}" = {{}}')
    TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
