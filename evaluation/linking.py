"""Linking: whether reports of one act are put together, from their texts alone, on ECB+'s development topics.

    python evaluation/linking.py [--split train]

ECB+ marks every event of a report, and which of them are one across reports.  Figures are CoNLL F1 over clusters that
span documents, by ../shared/scorers/score_coref.py itself, over the event mentions of the sentences that were checked
(`--validated`: in the others only some are linked), and beside it over all.  Nothing of the gold is given to linking:
not the mentions, not the topics; the 197 documents lie in one heap.  A gold mention has the cluster of the word found
inside it that most likely names its act; one in which none was found stands alone, as the scorer asks.  Words that are
found and aren't gold are not scored.

- `linking.conll`: every act, by `linking.acts.link`.  `linking.gain` is how far that is above the scorer's
  baseline, which is given the gold mentions and the gold topics and links those whose last words have one stem.
- `linking.events`: coded events alone, through the store's way: coded by `Coder`, filed under `blocking.keys`, joined
  one after the other by `incidents.join`, each by itself: what a report tells of one act in several words is one for
  an incident (`parts`) and several for ECB+.  PLOVER's types are few beside what ECB+ marks: a gold mention that no
  coded event overlaps stands alone, so this can't be near the other.  `linking.events_found` is the same over those
  gold mentions alone that a coded event overlaps, `linking.events_backed` when `acts.backing` scores: the words'
  clusters lean on.
- `linking.blocking` is the share of pairs of one act, of two documents, that share a key, among pairs of which both or
  neither have a date; `linking.candidates` the reports that share a key with one, on average.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from dateline import Coder, reading
from dateline.linking import acts, blocking, incidents, mentions
from dateline.linking.reports import Report, reports
from dateline.linking.scoring import same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from dateline.linking.mentions import Word
    from dateline.linking.scoring import Same
    from dateline.records import Document, Record

    Score: TypeAlias = Callable[[Report, Report], Same]

SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPUS, SCORER = SHARED / "corpus" / "incidents-ecbplus.jsonl", SHARED / "scorers" / "score_coref.py"
Row: TypeAlias = dict[str, Any]
Key: TypeAlias = tuple[str, int, int]
"""A gold mention: its document, start and end."""


def rows(split: str) -> list[Row]:
    """The corpus rows of a split."""
    read = (json.loads(line) for line in CORPUS.read_text("utf-8").split("\n") if line)
    return [row for row in read if row["split"] == split]


def documents(split: list[Row]) -> list[Document]:
    """The rows' documents: a text and an id, no more."""
    return [reading.from_text(row["text"], id=row["id"]) for row in split]


def gold(split: list[Row], *, checked: bool = True) -> dict[Key, str]:
    """The clusters of the rows' event mentions; of all, or of those in checked sentences."""
    return {
        (row["id"], m["start"], m["end"]): m["cluster"]
        for row in split
        for m in row["mentions"]
        if m["kind"] == "event" and (m["in_validated"] or not checked)
    }


def conll(split: list[Row], found: Mapping[Key, str] | None, keep: Callable[[Key], bool] = bool) -> tuple[float, float]:
    """CoNLL F1 (0 to 1) of clusters by the scorer, over checked sentences and over all; of the baseline without any.

    Args:
        split: the rows.
        found: the cluster of each gold mention that has one.
        keep: which gold mentions are scored.
    """
    with tempfile.TemporaryDirectory() as folder:
        truth, told = Path(folder, "gold.jsonl"), Path(folder, "told.jsonl")
        truth.write_text("".join(json.dumps(_kept(row, keep)) + "\n" for row in split), "utf-8")
        by_document = defaultdict(list)
        for (document, start, end), cluster in (found or {}).items():
            by_document[document].append({"start": start, "end": end, "cluster": cluster})
        lines = (json.dumps({"id": row["id"], "mentions": by_document[row["id"]]}) + "\n" for row in split)
        told.write_text("".join(lines), "utf-8")
        said = "--head-lemma" if found is None else str(told)
        command = [sys.executable, str(SCORER), str(truth), said, "--kind", "event", "--cross"]
        return _asked([*command, "--validated"]), _asked(command)


def _kept(row: Row, keep: Callable[[Key], bool]) -> Row:
    return {**row, "mentions": [m for m in row["mentions"] if keep((row["id"], m["start"], m["end"]))]}


def _asked(command: list[str]) -> float:
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own command
    found = re.search(r"CoNLL ([\d.]+)", printed)
    if found is None:
        message = f"the scorer printed no figure: {printed}"
        raise RuntimeError(message)
    return float(found[1]) / 100


def told_by_words(keys: Iterable[Key], clusters: Sequence[Sequence[Word]]) -> dict[Key, str]:
    """The cluster of each gold mention that has a word which names an act."""
    number = {(w.document, w.span): str(n) for n, cluster in enumerate(clusters) for w in cluster}
    by_document: dict[str, list[Word]] = defaultdict(list)
    for word in (word for cluster in clusters for word in cluster):
        by_document[word.document].append(word)
    heads = {key: mentions.head(by_document[key[0]], (key[1], key[2])) for key in keys}
    return {key: number[head.document, head.span] for key, head in heads.items() if head is not None}


def events_of(keys: Iterable[Key], records: Iterable[Record]) -> dict[Key, str]:
    """The coded event whose trigger overlaps each gold mention most, where one does."""
    found: dict[Key, str] = {}
    by_document = {record.document.id: record.events for record in records}
    for key in keys:
        shared = {e.id: min(e.trigger.span[1], key[2]) - max(e.trigger.span[0], key[1]) for e in by_document[key[0]]}
        best = max(shared, key=lambda name: (shared[name], name), default=None)
        if best is not None and shared[best] > 0:
            found[key] = best
    return found


class Store:
    """Reports under their keys, as a store keeps them: each joins an incident or begins one."""

    def __init__(self) -> None:
        """Start empty."""
        self.filed: dict[str, set[str]] = defaultdict(set)
        self.incident: dict[str, str] = {}
        self.members: dict[str, list[Report]] = defaultdict(list)

    def near(self, report: Report) -> set[str]:
        """The reports that share a key with one."""
        return set().union(*(self.filed[key] for key in blocking.keys(report))) - {report.id}

    def add(self, report: Report, score: Score) -> None:
        """File a report."""
        names = {self.incident[near] for near in self.near(report)}
        name, _ = incidents.join(report, {name: self.members[name] for name in names}, score)
        self.incident[report.id] = name or report.id
        self.members[self.incident[report.id]].append(report)
        for key in blocking.keys(report):
            self.filed[key].add(report.id)


def stored(found: Iterable[Report], score: Score = same) -> Store:
    """A store that was given reports one after the other."""
    store = Store()
    for report in found:
        store.add(report, score)
    return store


def blocked(found: Sequence[Report], one: Mapping[str, str]) -> float:
    """The share of pairs of one act that share a key; `one` is the gold cluster of reports by id."""
    groups: dict[str, list[Report]] = defaultdict(list)
    for report in found:
        if report.id in one:
            groups[one[report.id]].append(report)
    pairs = [
        bool(set(blocking.keys(a)) & set(blocking.keys(b)))
        for group in groups.values()
        for a, b in combinations(group, 2)
        if a.document != b.document and (a.start is None) == (b.start is None)
    ]
    return sum(pairs) / max(1, len(pairs))


def figures(split: str = "dev") -> dict[str, float]:
    """Every figure of linking."""
    chosen = rows(split)
    wanted = gold(chosen, checked=False)
    base, base_all = conll(chosen, None)
    clusters = acts.link(documents(chosen))
    words, words_all = conll(chosen, told_by_words(wanted, clusters))
    print(f"every act: {words:.4f} (all sentences {words_all:.4f}); baseline {base:.4f} ({base_all:.4f})")
    return {"linking.conll": words, "linking.gain": words - base} | _of_events(chosen, clusters)


def _of_events(chosen: list[Row], clusters: Sequence[Sequence[Word]]) -> dict[str, float]:
    """The figures of coded events."""
    records = list(Coder(layers={"events"}).code_all(documents(chosen)))
    found = [report for record in records for report in reports(record, record.document.id)]
    wanted = gold(chosen)
    coded = events_of(gold(chosen, checked=False), records)
    one = {event: wanted[key] for key, event in coded.items() if key in wanted}
    store, backed = stored(found), stored(found, acts.backing(records, clusters))
    told, told_backed = ({key: kept.incident[event] for key, event in coded.items()} for kept in (store, backed))
    lemma = conll(chosen, None, coded.__contains__)[0]
    measured = {
        "linking.events": conll(chosen, told)[0],
        "linking.events_found": conll(chosen, told, coded.__contains__)[0],
        "linking.events_backed": conll(chosen, told_backed, coded.__contains__)[0],
        "linking.blocking": blocked(found, one),
        "linking.candidates": sum(len(store.near(report)) for report in found) / len(found),
    }
    print(f"{len(found)} coded events, {len(one)} of them gold; the baseline on these alone {lemma:.4f}")
    print(", ".join(f"{name} {value:.4f}" for name, value in measured.items()))
    return measured


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--split", choices=("train", "dev"), default="dev", help="topics: train are those it learnt from"
    )
    figures(parser.parse_args().split)
