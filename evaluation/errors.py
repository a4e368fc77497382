"""The errors on events.jsonl, cross-validated, counted: what docs/errors.md tells.

    python evaluation/errors.py [--most N]

An event of gold is paired with a coded one of the same sentence whose trigger overlaps (one to one, the right type
first).  What has no partner is missed or invented; what has one may be of another type, or hold other parties.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import events

if TYPE_CHECKING:
    from collections.abc import Iterator

    Row = dict[str, Any]


def over(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def paired(gold: list[Row], coded: list[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Events of gold with their partners; ``None`` stands for a partner that is missing."""
    left = list(coded)
    waiting = []
    for g in gold:
        types = {g["type"], g["alt_type"] or g["type"]}
        partner = next((p for p in left if over(g["trig_span"], p["trig_span"]) and p["type"] in types), None)
        if partner is None:
            waiting.append(g)
        else:
            left.remove(partner)
            yield g, partner
    for g in waiting:
        partner = next((p for p in left if over(g["trig_span"], p["trig_span"])), None)
        if partner is not None:
            left.remove(partner)
        yield g, partner
    yield from ((None, p) for p in left)


def counted(gold: dict[str, list[Row]], coded: dict[str, list[Row]]) -> dict[str, Counter[str]]:
    """How often each error occurs, by kind of error."""
    import score_events  # noqa: PLC0415 - stands outside the project

    found: dict[str, Counter[str]] = {}

    def tell(kind: str, what: str) -> None:
        found.setdefault(kind, Counter())[what] += 1

    for name, wanted in gold.items():
        for g, p in paired(wanted, coded.get(name, [])):
            if p is None or g is None:
                tell("missed" if g else "invented", (g or p or {})["type"])
                continue
            if p["type"] not in {g["type"], g["alt_type"]}:
                tell("type", f"{g['type']} taken for {p['type']}")
                continue
            if g["factuality"] != p["factuality"]:
                tell("factuality", f"{g['factuality']} taken for {p['factuality']}")
            if g["mode"] and g["mode"] != p["mode"]:
                tell("mode", f"{g['mode']} taken for {p['mode']}")
            for role in ("actors", "recipients"):
                if not score_events.sets_ok(g[role], p[role]):
                    tell(role, "not found" if not p[role] else "none, but some found" if not g[role] else "others")
    return found


def main() -> None:
    """Print the commonest errors of each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=events.SHARED / "corpus" / "events.jsonl")
    parser.add_argument("--most", type=int, default=12, metavar="N", help="print the N commonest of a kind")
    options = parser.parse_args()
    import score_events  # noqa: PLC0415

    records = events.cross_validated(options.corpus)
    coded = {r.document.id: [events.scored_form(e) for e in r.events] for r in records}
    for kind, errors in counted(score_events.load_corpus(options.corpus), coded).items():
        print(f"{kind}: {errors.total()}")
        print("".join(f"  {n:4d} {what}\n" for what, n in errors.most_common(options.most)), end="")


if __name__ == "__main__":
    main()
