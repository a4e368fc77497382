"""Given pairs: how well the type of what one party does to another is told, on pairs.jsonl (PLV's training half).

    python evaluation/pairs.py

`pairs.root` and `pairs.quad` are macro-F1 of the adapter to PLV's labels, five-fold (`training/plv.py`); the
coder's own types, put into PLV's roots by name and never fitted to them, are printed beside them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dateline.language import heads
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
    return float(
        np.mean([2 * sum(g == t == x for g, t in pairs) / sum((g == x) + (t == x) for g, t in pairs) for x in labels])
    )


def figures(corpus: Path = SHARED / "corpus" / "pairs.jsonl") -> dict[str, float]:
    """Macro-F1 of roots and quads: fitted adapter, and the coder's own types."""
    import plv as fitting  # noqa: PLC0415 - training/, which stands outside the package

    found = fitting.examples(corpus)
    gold = [plv.ROOTS[i] for i in found.roots]
    own = [heads.TYPES[i] for i in found.types.argmax(axis=1)]
    measured = {}
    for name, told in (
        ("", [plv.ROOTS[i] for i in fitting.cross_validated(found)]),
        ("unfitted_", ["YIELD" if t in YIELDS else t for t in own]),
    ):
        measured[f"pairs.{name}root"] = macro(gold, told)
        measured[f"pairs.{name}quad"] = macro([plv.QUADS[g] for g in gold], [plv.QUADS[t] for t in told])
        right = sum(g == t for g, t in zip(gold, told, strict=True)) / len(gold)
        print(f"{name or 'fitted_'}root: accuracy {right:.3f}, macro-F1 {measured[f'pairs.{name}root']:.3f}")
    return measured


if __name__ == "__main__":
    figures()
