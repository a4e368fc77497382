"""Measure the room of places on the development corpus of toponyms (LGL), with the definitions of the field.

Usage: ``python evaluation/places.py [CORPUS] [--encoder] [--json]``

Prints the F1 of spans that overlap, the share of found and resolved toponyms within 161 km, the same end to end (every
gold toponym with coordinates counts), and documents per second of processor time.  Without ``--encoder`` the room works
by capitals and gazetteer alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.errors import KnowledgeError
from dateline.language.draft import Draft
from dateline.records import Document
from dateline.where import find
from dateline.where.rank import kilometres

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.records import Place

SHARED = Path(__file__).resolve().parents[1] / os.environ.get("SHARED", "../shared")
CORPUS = SHARED / "corpus" / "places-lgl.jsonl"
NEAR_KM = 161.0


def documents(rows: Sequence[dict[str, Any]]) -> list[Document]:
    """The documents of corpus rows."""
    return [
        Document(
            id=row["id"],
            title=row.get("title"),
            url=row.get("url"),
            sha256=hashlib.sha256(row["text"].encode()).hexdigest(),
            text=row["text"],
        )
        for row in rows
    ]


def drafts(rows: Sequence[dict[str, Any]], *, encoder: bool) -> list[Draft]:
    """Drafts of corpus rows, with the encoder's findings or without."""
    if not encoder:
        return [Draft(document) for document in documents(rows)]
    from dateline import language  # noqa: PLC0415 - only this needs the encoder
    from dateline.language.encoder import shipped  # noqa: PLC0415

    return list(language.read([language.split(document) for document in documents(rows)], shipped()))


def _touch(gold: dict[str, Any], place: Place) -> bool:
    return bool(place.span[0] < gold["end"] and gold["start"] < place.span[1])


def _error(gold: dict[str, Any], places: Sequence[Place]) -> float | None:
    """Kilometres between a gold toponym and the place found there (an exact span first), ``None`` if there is none."""
    exact = [p for p in places if p.span == (gold["start"], gold["end"])]
    for place in exact or [p for p in places if _touch(gold, p)]:
        if place.lat is not None and place.lon is not None:
            return kilometres((gold["lat"], gold["lon"]), (place.lat, place.lon))
    return None


def score(rows: Sequence[dict[str, Any]], found: Sequence[Sequence[Place]]) -> dict[str, float]:
    """The figures (shares of one) of the places found in each row."""
    gold = right = marked = located = hits = resolved = caught = 0
    for row, places in zip(rows, found, strict=True):
        unique = {(t["start"], t["end"]): t for t in reversed(row["toponyms"])}.values()
        gold += len(unique)
        marked += len(places)
        right += sum(any(_touch(t, p) for t in unique) for p in places)
        caught += sum(any(_touch(t, p) for p in places) for t in unique)
        errors = [_error(t, places) for t in unique if t["lat"] is not None]
        located += len(errors)
        resolved += sum(e is not None for e in errors)
        hits += sum(e is not None and e <= NEAR_KM for e in errors)
    precision, recall = right / max(1, marked), caught / max(1, gold)
    return {
        "overlap_precision": precision,
        "overlap_recall": recall,
        "overlap_f1": 2 * precision * recall / max(1e-9, precision + recall),
        "accuracy_161_found": hits / max(1, resolved),
        "accuracy_161_end_to_end": hits / max(1, located),
        "calibration": calibration(rows, found),
    }


def calibration(rows: Sequence[dict[str, Any]], found: Sequence[Sequence[Place]], bins: int = 10) -> float:
    """Expected calibration error of `confidence`, for found toponyms being resolved within 161 km."""
    seen: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for row, places in zip(rows, found, strict=True):
        for place in places:
            gold = next((t for t in row["toponyms"] if t["lat"] is not None and _touch(t, place)), None)
            if gold and place.confidence is not None:
                error = _error(gold, [place])
                right = error is not None and error <= NEAR_KM
                seen[min(bins - 1, int(place.confidence * bins))].append((place.confidence, right))
    total = sum(map(len, seen))
    return sum(abs(sum(c - r for c, r in one)) for one in seen) / max(1, total)


def measure(rows: Sequence[dict[str, Any]], *, encoder: bool = False) -> dict[str, float]:
    """Find the places of all rows, after one that warms up, and score them; only `find` is timed."""
    ready = drafts(rows, encoder=encoder)
    find(ready[0])
    start = time.process_time()
    found = [find(one).places for one in ready]
    seconds = time.process_time() - start
    return score(rows, found) | {"documents_per_second": len(rows) / seconds}


def read(corpus: Path) -> list[dict[str, Any]]:
    """The rows of a corpus."""
    with corpus.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def figures(corpus: Path = CORPUS) -> dict[str, float]:
    """The figures for `figures.py`: by capitals and gazetteer alone, and with the encoder where it is shipped."""
    rows = read(corpus)
    found = {f"places.{name}": value for name, value in measure(rows).items()}
    try:
        found |= {f"places.encoder_{name}": value for name, value in measure(rows, encoder=True).items()}
    except KnowledgeError as error:
        print(f"without the encoder: {error}")
    return found


def main() -> None:
    """Print the figures, one a line, or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=CORPUS)
    parser.add_argument("--encoder", action="store_true", help="let the encoder mark entities first")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    measured = measure(read(options.corpus), encoder=options.encoder)
    if options.json:
        print(json.dumps({name: round(value, 4) for name, value in measured.items()}))
        return
    for name, value in measured.items():
        print(f"{name:26} {value:9.4f}")


if __name__ == "__main__":
    main()
