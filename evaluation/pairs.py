"""Given pairs: how well the type of what one party does to another is told, on pairs.jsonl (PLV's training half).

    python evaluation/pairs.py

`pairs.root` and `pairs.quad` are macro-F1 of the adapter to PLV's labels, five-fold: what models that had not seen a
pair told of it is recorded (`pairs.txt`, a root a line, by training/folds.py).  The coder's own types, put into PLV's
roots by name and never fitted to them, are told afresh by the shipped encoder and printed beside them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import recorded

from dateline import Coder
from dateline.what import plv

if TYPE_CHECKING:
    from collections.abc import Sequence

SHARED = Path(__file__).parent.parent.parent / "shared"
sys.path.append(str(Path(__file__).parent.parent / "training"))  # behind: it has modules of the same names
YIELDS = ("CONCEDE", "RETREAT")


def macro(gold: Sequence[str], told: Sequence[str]) -> float:
    """The mean of the labels' F1."""
    pairs = list(zip(gold, told, strict=True))
    labels = sorted(set(gold))
    return sum(
        2 * sum(g == t == x for g, t in pairs) / sum((g == x) + (t == x) for g, t in pairs) for x in labels
    ) / len(labels)


def figures(corpus: Path = SHARED / "corpus" / "pairs.jsonl") -> dict[str, float]:
    """Macro-F1 of roots and quads: adapter, and the coder's own types."""
    import corpora  # noqa: PLC0415 - training/, which stands outside the package

    asked = corpora.pairs(corpus)
    gold = [a.pair.root for a in asked if a.pair]
    coder = Coder()
    own = [next(iter(coder.relation(a.text, a.pair.source, a.pair.target))) for a in asked if a.pair]
    measured = {}
    for name, told in (
        ("", recorded.PAIRS.read_text("utf-8").split()),
        ("unfitted_", ["YIELD" if t in YIELDS else t for t in own]),
    ):
        measured[f"pairs.{name}root"] = macro(gold, told)
        measured[f"pairs.{name}quad"] = macro([plv.QUADS[g] for g in gold], [plv.QUADS[t] for t in told])
        right = sum(g == t for g, t in zip(gold, told, strict=True)) / len(gold)
        print(f"{name or 'fitted_'}root: accuracy {right:.3f}, macro-F1 {measured[f'pairs.{name}root']:.3f}")
    return measured


if __name__ == "__main__":
    figures()
