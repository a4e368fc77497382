"""Measure the time expressions on TimeBank and AQUAINT: strict, relaxed and value F1, and documents per CPU-second.

    python evaluation/times.py [--errors N]

The scores follow TempEval-3, task A: relaxed is any overlap, value is equal TIMEX3 value among the overlapping.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.when.expressions import read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.records import Time

HOME = Path(__file__).resolve().parents[1]
CORPUS = HOME / os.environ.get("SHARED", "../shared") / "corpus"
CORPORA = ("timebank", "aquaint")


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _f1(precise: int, recalled: int, found: int, gold: int) -> float:
    p, r = precise / found if found else 0.0, recalled / gold if gold else 0.0
    return 200 * p * r / (p + r) if p + r else 0.0


def _trimmed(text: str, timex: dict[str, Any]) -> tuple[int, int]:
    start, end = timex["start"], timex["end"]
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def score(rows: Iterable[dict[str, Any]], found: dict[str, list[Time]], show: int = 0) -> tuple[float, float, float]:
    """Strict, relaxed and value F1 (percent) of `found` by document id; prints the first `show` errors."""
    gold_count = found_count = strict = precise = recalled = right = 0
    errors: list[tuple[Any, ...]] = []
    for row in rows:
        text, times = row["text"], found[row["id"]]
        gold = [(_trimmed(text, t), t) for t in row["timexes"]]
        spans = [t.span for t in times]
        gold_count, found_count = gold_count + len(gold), found_count + len(spans)
        for span, timex in gold:
            hits = [t for t in times if _overlap(t.span, span)]
            exact = [t for t in hits if t.span == span]
            strict += bool(exact)
            recalled += bool(hits)
            same = bool(hits) and (exact or hits)[0].value == (timex["value"] or "")
            right += same
            if not same:
                mine = (exact or hits)[0] if hits else None
                context = text[max(0, span[0] - 40) : span[1] + 30].replace("\n", "~")
                errors.append(
                    (
                        "VALUE" if hits else "MISS",
                        row["dct"][:10],
                        timex["text"],
                        timex["value"],
                        "|",
                        mine and mine.text,
                        mine and mine.value,
                        "|",
                        context,
                    )
                )
        for timex_ in times:
            if any(_overlap(timex_.span, g) for g, _ in gold):
                precise += 1
            else:
                s, e = timex_.span
                errors.append(
                    ("SPURIOUS", timex_.text, timex_.value, "|", text[max(0, s - 40) : e + 30].replace("\n", "~"))
                )
    for error in errors[:show]:
        print("  ", *error)
    return (
        _f1(strict, strict, found_count, gold_count),
        _f1(precise, recalled, found_count, gold_count),
        _f1(right, right, found_count, gold_count),
    )


def measure(path: Path, show: int = 0) -> tuple[tuple[float, float, float], float, float]:
    """Scores on one corpus file, documents per CPU-second, milliseconds for 300 words (tables loaded before)."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    read("on Monday", None)
    before = time.process_time()
    found = {row["id"]: read(row["text"], dt.date.fromisoformat(row["dct"][:10])) for row in rows}
    seconds = time.process_time() - before
    words = sum(len(row["text"].split()) for row in rows)
    return score(rows, found, show), len(rows) / seconds, seconds * 300_000 / words


def figures(errors: int = 0) -> dict[str, float]:
    """Every figure of this module by name; prints a line and the first `errors` errors a corpus."""
    measured: dict[str, float] = {}
    for name in CORPORA:
        (strict, relaxed, value), speed, milliseconds = measure(CORPUS / f"times-{name}.jsonl", errors)
        print(
            f"{name:9} strict {strict:.1f}, relaxed {relaxed:.1f}, value {value:.1f}; "
            f"{speed:.0f} documents a CPU-second, {milliseconds:.2f} ms for 300 words"
        )
        measured |= {f"times.{name}.strict": strict, f"times.{name}.relaxed": relaxed, f"times.{name}.value": value}
    return measured


def main() -> None:
    """Print one line a corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="print the first N errors of each corpus")
    figures(parser.parse_args().errors)


if __name__ == "__main__":
    main()
