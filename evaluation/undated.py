"""Documents without a date: events.jsonl with its dates of publication hidden, inferred from the words alone.

    python evaluation/undated.py [--errors N]

`undated.right` is the share of the inferred periods that hold the true day, `undated.bounded` the share of documents
whose period has two ends, `undated.candidates` that of documents for which each possible day is told.  The names in the
documents are those that the folds' models found.
"""

from __future__ import annotations

import argparse

import events
import recorded

from dateline import Coder
from dateline.records import Published


def figures(errors: int = 0) -> dict[str, float]:
    """The three shares."""
    dated = {d.id: d for d in events.documents(events.SHARED / "corpus" / "events.jsonl") if d.published.start}
    hidden = [d.model_copy(update={"published": Published()}) for d in dated.values()]
    coder = Coder(layers={"times"}, read=recorded.reader(recorded.load()))
    found = {r.document.id: r.document.published for r in coder.code_all(hidden)}
    told = {name: p for name, p in found.items() if p.start or p.end}
    wrong = {name: p for name, p in told.items() if not _holds(p, dated[name].published)}
    for name, period in list(wrong.items())[:errors]:
        print(f"{name}: published {dated[name].published.start}, inferred {period.start} to {period.end}")
        print("   " + "\n   ".join(period.because))
    measured = {
        "undated.right": 1 - len(wrong) / len(told),
        "undated.bounded": sum(bool(p.start and p.end) for p in told.values()) / len(dated),
        "undated.candidates": sum(bool(p.candidates) for p in told.values()) / len(dated),
    }
    print(
        f"{len(dated)} documents, {len(told)} with a period: " + ", ".join(f"{k} {v:.3f}" for k, v in measured.items())
    )
    return measured


def _holds(period: Published, true: Published) -> bool:
    starts = [d for d in (period.start, true.start) if d]
    within = starts == sorted(starts) and (period.end is None or starts[-1] <= period.end)
    return within and (not period.candidates or true.start in period.candidates)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="print the first N wrong periods")
    figures(parser.parse_args().errors)
