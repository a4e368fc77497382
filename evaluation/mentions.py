"""Actors: mentions drawn from the corpora at random (300, of which 285 are actors), and who each of them is.

    python evaluation/mentions.py [--errors N]

`mentions.jsonl` says for each where it stands (corpus, digest of the text, characters) and who it is; a language model
resolved them from the text, before anybody had looked at what dateline makes of them, and no person has checked it.
A country is right when it is the same (or both say none), a sector when one of those that fit is among ours, a name
when it shares a content word with the annotated one.  Mentions that are no actors are left out.  Precision counts only
those to which we give a country (or a sector): a wrong one is worse than none.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actors import words

from dateline import Coder, reading
from dateline.who.tables import normalise

if TYPE_CHECKING:
    from dateline.records import Actor, Document

HOME = Path(__file__).resolve().parent
CORPUS = HOME.parents[1] / "shared" / "corpus"


def documents(rows: list[dict[str, Any]]) -> dict[str, Document]:
    """The documents of the mentions, by the digests of their texts."""
    wanted = {row["text"] for row in rows}
    found = {}
    for corpus in sorted({row["corpus"] for row in rows}):
        for line in (CORPUS / f"{corpus}.jsonl").read_text("utf-8").split("\n"):
            row = json.loads(line) if line else {"text": ""}
            digest = hashlib.sha256(row["text"].encode()).hexdigest()[:12]
            if digest in wanted:
                published = row.get("published") or row.get("date") or None
                found[digest] = reading.from_text(row["text"], id=digest, published=published)
    return found


def nearest(actors: tuple[Actor, ...], span: tuple[int, int]) -> Actor | None:
    """The actor whose mention shares most with a span."""
    shared = {a: min(a.span[1], span[1]) - max(a.span[0], span[0]) for a in actors}
    best = max(shared, key=lambda a: (shared[a], -len(a.text)), default=None)
    return best if best is not None and shared[best] > 0 else None


def judged(row: dict[str, Any], actor: Actor | None) -> dict[str, bool]:
    """Which fields of an actor are right."""
    code = actor.country if actor else None
    sectors = set(actor.sectors) if actor else set()
    told = (actor.name or "", actor.text) if actor else ("", "")
    names = words(told[0]) | words(told[1])
    return {
        "country": code == row["country"],
        "sector": bool(sectors & set(row["sectors"])) or (not sectors and not row["sectors"]),
        "name": bool(names & words(row["name"])) or normalise(row["name"]) == normalise(told[0]),
    }


def figures(errors: int = 0) -> dict[str, float]:
    """The three shares, and the precision of countries and sectors."""
    rows = [json.loads(line) for line in (HOME / "mentions.jsonl").read_text("utf-8").split("\n") if line]
    texts = documents(rows)
    order = list(texts)
    coded = dict(zip(order, Coder(layers={"actors"}).code_all(texts[d] for d in order), strict=True))
    right = dict.fromkeys(("country", "sector", "name"), 0)
    given, good_of_given = Counter[str](), Counter[str]()
    for row in rows:
        span = (row["span"][0], row["span"][1])
        actor = nearest(coded[row["text"]].actors, span)
        for name, good in judged(row, actor).items():
            right[name] += good
            if actor and ((name == "country" and actor.country) or (name == "sector" and actor.sectors)):
                given[name] += 1
                good_of_given[name] += good
            if not good and errors:
                errors -= 1
                mine = actor and (actor.name, actor.country, actor.sectors, actor.via)
                wanted = row["name"], row["country"], row["sectors"]
                print(f"{name}: {texts[row['text']].text[slice(*span)]!r} is {wanted}, told as {mine}")
    measured = {f"mentions.{name}": count / len(rows) for name, count in right.items()}
    measured |= {f"mentions.{name}_precision": good_of_given[name] / given[name] for name in sorted(given)}
    print(f"{len(rows)} mentions: " + ", ".join(f"{name} {value:.3f}" for name, value in measured.items()))
    return measured


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="print the first N errors")
    figures(parser.parse_args().errors)
