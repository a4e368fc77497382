"""Linking from text to incidents, on the reports of examples/demo and the acts that they are known to tell.

    python evaluation/demo.py [--errors N]

`tests/cases/demo_incidents.json` has each act that several of these reports tell: by report (its url), the stretches of
its text that tell it.  The reports are kept in a store in the order of their publication.  An event tells an act if its
trigger and one of the act's stretches share words, and what is told by no stretch is told by one report alone.

`demo.told` is the share of tellings (of an act by a report) in which the coder found an event at all.  Of pairs of
events from reports that are no copies of each other, `demo.precision` is the share of those in one incident that tell
one act, and `demo.recall` the share of those that tell one act that are in one incident.  Left out are pairs of which
people could say either: an announcement and its deed, a part and its whole (`either` in the file).
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline import keeper, reading
from dateline.records import Document
from dateline.store import asking, open_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dateline.store.engine import Row

HOME = Path(__file__).parent.parent
DEMO = HOME / "examples" / "demo"
ACTS = HOME / "tests" / "cases" / "demo_incidents.json"
EVENTS = """
SELECT d.url, d.original, e.incident, e.trigger_start, e.trigger_text, e.evidence, d.id AS document
FROM events e JOIN documents d ON d.doc = e.doc WHERE d.current = 1 AND e.incident IS NOT NULL ORDER BY e.ev
"""


@dataclass(frozen=True, slots=True)
class Found:
    """An event of a kept report: its url, its group of copies, its incident, and the acts that it tells.

    `surely` are acts (their places in the list) of which one of `told` holds the trigger, `perhaps` those of `either`.
    """

    url: str
    original: int
    incident: int
    words: str
    surely: frozenset[int] = frozenset()
    perhaps: frozenset[int] = frozenset()


def read_acts(path: Path = ACTS) -> list[dict[str, Any]]:
    """The acts that several reports tell."""
    acts: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return acts


def documents(folder: Path = DEMO) -> list[Document]:
    """The reports, the earliest first."""
    found = [d for d in reading.read([folder]) if isinstance(d, Document)]
    return sorted(found, key=lambda d: (str(d.published.start), d.url or ""))


def inside(text: str, trigger: tuple[int, str], stretches: Iterable[str]) -> bool:
    """Whether a trigger (where it begins, its words) shares a character with one of the stretches of a text."""
    begin, end = trigger[0], trigger[0] + len(trigger[1])
    starts = ((text.find(stretch), len(stretch)) for stretch in stretches)
    return any(start < end and begin < start + length for start, length in starts if start >= 0)


def kept(reports: Sequence[Document], acts: Sequence[dict[str, Any]]) -> list[Found]:
    """The events of the reports, kept and linked, each with the acts that it tells."""
    with tempfile.TemporaryDirectory() as name, open_store(Path(name) / "demo.db", create=True) as store:
        for _ in keeper.add(store, reports):
            pass
        rows = store.engine.rows(EVENTS)
        texts = {row["document"]: asking.text(store.engine, row["document"]) or "" for row in rows}
    return [
        Found(
            url=row["url"],
            original=row["original"],
            incident=row["incident"],
            words=f"“{row['trigger_text']}” in “{row['evidence']}”",
            surely=_told(acts, "told", row, texts[row["document"]]),
            perhaps=_told(acts, "either", row, texts[row["document"]]),
        )
        for row in rows
    ]


def _told(acts: Sequence[dict[str, Any]], key: str, row: Row, text: str) -> frozenset[int]:
    trigger = row["trigger_start"], row["trigger_text"]
    return frozenset(n for n, act in enumerate(acts) if inside(text, trigger, act.get(key, {}).get(row["url"], ())))


def verdict(one: Found, other: Found) -> str | None:
    """What linking made of two events: ``right``, ``wrong`` or ``missed``; ``None``: nothing is asked of them."""
    if one.original == other.original or one.url == other.url:
        return None
    together = one.incident == other.incident
    if one.surely & other.surely:
        return "right" if together else "missed"
    if not together or (one.surely | one.perhaps) & (other.surely | other.perhaps):
        return None
    return "wrong"


def linked(found: Sequence[Found]) -> float:
    """The share of pairs of reports of one act that are no copies and share an incident through events that tell it."""
    acts: dict[int, dict[tuple[int, str], set[int]]] = {}
    for event in found:
        for act in event.surely:
            acts.setdefault(act, {}).setdefault((event.original, event.url), set()).add(event.incident)
    pairs = [
        bool(one[1] & other[1])
        for told in acts.values()
        for one, other in combinations(told.items(), 2)
        if one[0][0] != other[0][0]
    ]
    return sum(pairs) / max(1, len(pairs))


def figures(errors: int = 0) -> dict[str, float]:
    """The four shares."""
    acts = read_acts()
    found = kept(documents(), acts)
    told = {(n, event.url) for event in found for n in event.surely}
    asked = sum(len(act["told"]) for act in acts)
    counts: Counter[str | None] = Counter()
    for one, other in combinations(found, 2):
        made = verdict(one, other)
        counts[made] += 1
        if made in ("wrong", "missed") and counts[made] <= errors:
            print(f"{made}\n   {one.url} {one.words}\n   {other.url} {other.words}")
    joined, same = counts["right"] + counts["wrong"], counts["right"] + counts["missed"]
    measured = {
        "demo.told": len(told) / asked,
        "demo.precision": counts["right"] / joined if joined else 1.0,
        "demo.recall": counts["right"] / same if same else 1.0,
        "demo.linked": linked(found),
    }
    print(f"{len(acts)} acts, {asked} tellings, {len(found)} events; {joined} pairs in one incident, {same} of one act")
    print(", ".join(f"{key} {value:.3f}" for key, value in measured.items()))
    return measured


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="how many wrong and missed pairs to print")
    figures(parser.parse_args().errors)


if __name__ == "__main__":
    main()
