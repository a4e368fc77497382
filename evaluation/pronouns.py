"""Pronouns: whom the ambiguous ones of GAP's development half mean, without the encoder.

    python evaluation/pronouns.py [--errors N]

Each text has one pronoun and two names; a name is right where the pronoun is resolved to it, as GAP's own scorer counts
(F1 over both labels, all texts).
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline import language, reading, who

if TYPE_CHECKING:
    from collections.abc import Iterable

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "pronouns-gap.jsonl"
_WORD = re.compile(r"[^\W_]+")


def told(row: dict[str, Any]) -> tuple[bool, bool]:
    """Whether the pronoun of a row is resolved to A, and to B."""
    draft = who.find(language.split(reading.from_text(row["text"], id=row["id"])))
    start, end = row["pronoun"]["start"], row["pronoun"]["end"]
    found = next((a for a in draft.actors if a.span[0] <= start and end <= a.span[1] and a.via == "pronoun"), None)
    name = (found or who.resolve(draft, (start, end))).name
    return _same(name, row["A"]["text"]), _same(name, row["B"]["text"])


def _same(name: str | None, other: str) -> bool:
    """Whether one name holds all words of the other."""
    one, two = ({word.lower() for word in _WORD.findall(text or "")} for text in (name, other))
    return bool(one and two) and (one <= two or two <= one)


def score(rows: Iterable[dict[str, Any]], errors: int = 0) -> float:
    """F1 over the two labels of all rows; prints the first errors."""
    right = wrong = missed = 0
    for row in rows:
        for key, found in zip("AB", told(row), strict=True):
            gold = row[key]["coref"]
            right, wrong, missed = right + (gold and found), wrong + (found and not gold), missed + (gold and not found)
            if gold != found and errors:
                errors -= 1
                at = row["pronoun"]["start"]
                print(f"{row['id']}: {key} {row[key]['text']!r} is {gold}, …{row['text'][max(0, at - 200) : at + 40]}…")
    print(f"precision {right / max(1, right + wrong):.3f}, recall {right / max(1, right + missed):.3f}")
    return 2 * right / max(1, 2 * right + wrong + missed)


def figures(errors: int = 0) -> dict[str, float]:
    """The figure by name."""
    rows = [json.loads(line) for line in CORPUS.read_text("utf-8").split("\n") if line]
    measured = {"pronouns.gap": score(rows, errors)}
    print(f"F1 {measured['pronouns.gap']:.3f} of {len(rows)} pronouns")
    return measured


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="print the first N errors")
    figures(parser.parse_args().errors)
