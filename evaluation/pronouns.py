"""Pronouns: whom the ambiguous ones of GAP's development half mean, five-fold by page.

    python evaluation/pronouns.py [--errors N] [--shipped | --unlinked]

Each text has one pronoun and two names; a name is right where the pronoun is resolved to it, as GAP's own scorer counts
(F1 over both labels, all texts).  A text is asked of weights fitted without it and without the other texts of its page
(`pronouns.npz`, written by `training/persons.py`); the encoder has read none of them.  --shipped asks the weights that
the package carries, which are fitted on all of them; --unlinked leaves the encoder's links out.
"""

from __future__ import annotations

import argparse
import json
import re
import zlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

from dateline import language, reading, who
from dateline.language import encoder
from dateline.who import persons

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.language.draft import Draft

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "pronouns-gap.jsonl"
WEIGHTS = Path(__file__).parent / "pronouns.npz"
FOLDS = 5
_WORD = re.compile(r"[^\W_]+")


def fold_of(row: dict[str, Any]) -> int:
    """The fold of a text, by its page."""
    return zlib.crc32(row["url"].encode()) % FOLDS


def told(row: dict[str, Any], draft: Draft) -> tuple[bool, bool]:
    """Whether the pronoun of a row is resolved to A, and to B."""
    draft = who.find(draft)
    start, end = row["pronoun"]["start"], row["pronoun"]["end"]
    found = next((a for a in draft.actors if a.span[0] <= start and end <= a.span[1] and a.via == "pronoun"), None)
    name = (found or who.resolve(draft, (start, end))).name
    return same(name, row["A"]["text"]), same(name, row["B"]["text"])


def same(name: str | None, other: str) -> bool:
    """Whether one name holds all words of the other."""
    one, two = ({word.lower() for word in _WORD.findall(text or "")} for text in (name, other))
    return bool(one and two) and (one <= two or two <= one)


def score(rows: Iterable[tuple[dict[str, Any], tuple[bool, bool]]], errors: int = 0) -> float:
    """F1 over the two labels of all rows, each with what was told of it; prints the first errors."""
    right = wrong = missed = 0
    for row, told_of in rows:
        for key, found in zip("AB", told_of, strict=True):
            gold = row[key]["coref"]
            right, wrong, missed = right + (gold and found), wrong + (found and not gold), missed + (gold and not found)
            if gold != found and errors:
                errors -= 1
                at = row["pronoun"]["start"]
                print(f"{row['id']}: {key} {row[key]['text']!r} is {gold}, …{row['text'][max(0, at - 200) : at + 40]}…")
    print(f"precision {right / max(1, right + wrong):.3f}, recall {right / max(1, right + missed):.3f}")
    return 2 * right / max(1, 2 * right + wrong + missed)


def drafts(rows: list[dict[str, Any]], weights: dict[str, Any]) -> list[Draft]:
    """The rows as the shipped encoder reads them, with given weights of its head of pronouns."""
    model = encoder.shipped()
    model = replace(model, weights={**model.weights, **weights})
    return list(language.read([language.split(reading.from_text(r["text"], id=r["id"])) for r in rows], model))


def folded(rows: list[dict[str, Any]], *, unlinked: bool = False) -> list[tuple[dict[str, Any], tuple[bool, bool]]]:
    """The rows, each with what the weights of its fold tell."""
    stored = encoder.arrays(WEIGHTS)
    found = []
    for fold in range(FOLDS):
        mine = [row for row in rows if fold_of(row) == fold]
        weights = {name[2:]: value for name, value in stored.items() if name.startswith(f"{fold}.")}
        with mock.patch.object(persons, "weights", lambda weights=weights: weights):
            for row, draft in zip(mine, drafts(mine, weights), strict=True):
                found.append((row, told(row, replace(draft, links=()) if unlinked else draft)))
    return found


def figures(errors: int = 0, *, shipped: bool = False, unlinked: bool = False) -> dict[str, float]:
    """The figure by name."""
    rows = [json.loads(line) for line in CORPUS.read_text("utf-8").split("\n") if line]
    if shipped:
        found = [(row, told(row, draft)) for row, draft in zip(rows, drafts(rows, {}), strict=True)]
    else:
        found = folded(rows, unlinked=unlinked)
    measured = {"pronouns.gap": score(found, errors)}
    print(f"F1 {measured['pronouns.gap']:.3f} of {len(rows)} pronouns")
    return measured


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="print the first N errors")
    parser.add_argument("--shipped", action="store_true", help="the shipped weights, fitted on these very texts")
    parser.add_argument("--unlinked", action="store_true", help="without the encoder's links")
    options = parser.parse_args()
    figures(options.errors, shipped=options.shipped, unlinked=options.unlinked)
