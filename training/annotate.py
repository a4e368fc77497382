"""Have the corpora's own texts annotated: write tasks, and place the answers as spans.

    PYTHONPATH=src python training/annotate.py tasks --corpus ../shared/corpus build/tasks
    PYTHONPATH=src python training/annotate.py place --corpus ../shared/corpus build/tasks --out training/annotations

A task (`NAME.task`) shows documents of RAMS, WikiEvents, LGL, MUC-4 and PolNeAR's training half by sentences; whoever
annotates, writes `NAME.answer` beside it in the form of `lines.py`.  What is kept of an answer are spans and labels:
no word of a corpus leaves it.  Documents that share text with the events corpus, or with one another, are left out.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import corpora
import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpora import Annotated, Span

GRAM = 8
"""Words in a row that two texts must share to count as sharing."""
SHARED = 5
"""Most such rows that a text may share with the events corpus."""
ALIKE = 0.4
"""Largest share of a text's rows that an earlier text may have."""
WORDS = 27_000
"""Words a task."""


def documents(folder: Path) -> dict[str, list[Annotated]]:
    """The documents to annotate, by corpus."""
    rams, wiki = (
        [d for part in "ab" for d in read(folder / f"roles-{name}-{part}.jsonl")]
        for name, read in (("rams", corpora.rams), ("wikievents", corpora.wikievents))
    )
    lgl = corpora.toponyms(folder / "places-lgl.jsonl")
    pol = corpora.attributions(folder / "attributions-train.jsonl")
    muc = corpora.telegraphed(folder)
    return {"rams": rams, "wiki": wiki, "lgl": lgl, "pol": pol, "muc": muc}


def rows_of(text: str) -> set[tuple[str, ...]]:
    """Every run of `GRAM` words of a text."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)}


def apart(found: Iterable[Annotated], kept_back: set[tuple[str, ...]]) -> Iterator[Annotated]:
    """The documents that share no text with what is kept back, nor much with one before them."""
    seen: set[tuple[str, ...]] = set()
    for document in found:
        rows = rows_of(document.text)
        if len(rows & kept_back) <= SHARED and (not rows or len(rows & seen) <= ALIKE * len(rows)):
            seen |= rows
            yield document


def rendered(document: Annotated) -> str:
    """A document as a task shows it."""
    told = (f"[{n}] {' '.join(s.text.split())}" for n, s in enumerate(document.sentences))
    return "\n".join((f"=== {document.id}", *told)) + "\n\n"


def write_tasks(folder: Path, target: Path) -> None:
    """Write the tasks of every corpus."""
    target.mkdir(parents=True, exist_ok=True)
    kept_back = set().union(*(rows_of(d.text) for d in corpora.events(folder / "events.jsonl")))
    for name, found in documents(folder).items():
        pages: list[list[Annotated]] = [[]]
        for document in apart(found, kept_back):
            if sum(len(d.text.split()) for d in pages[-1]) >= WORDS:
                pages.append([])
            pages[-1].append(document)
        for number, page in enumerate(pages):
            (target / f"{name}-{number}.task").write_text("".join(map(rendered, page)), "utf-8")


def placed(document: Annotated, event: dict[str, Any]) -> dict[str, Any]:
    """An event with spans in its document's text in place of words.

    Raises:
        ValueError: a mention isn't in its sentence.
    """
    start, end = document.sentences[event["sentence"]].span

    def at(mention: str) -> Span:
        if (span := lines.find(mention, document.text[start:end])) is None:
            message = f"{document.id}: no {mention!r} in sentence {event['sentence']}"
            raise ValueError(message)
        return start + span[0], start + span[1]

    roles = [(name, at(m)) for name, key in corpora.LISTED for m in event[key]]
    roles += [(name, at(event[name])) for name in ("place", "time") if event[name]]
    kept = {key: event[key] for key in ("type", "alt_type", "mode", "factuality")}
    return {"trigger": at(event["trigger"]), **kept, "roles": roles}


def place(folder: Path, tasks: Path, target: Path) -> None:
    """Place every answer; what doesn't hold is told and left out, as is a second answer for a document."""
    target.mkdir(parents=True, exist_ok=True)
    for name, found in documents(folder).items():
        known = {d.id: d for d in found}
        told: dict[str, list[dict[str, Any]]] = {}
        for answer in sorted(tasks.glob(f"{name}-*.answer")):
            for document, events in answered(answer, known):
                told.setdefault(document.id, events)
        rows = ({"text": corpora.digest(known[x].text), "events": events} for x, events in told.items())
        (target / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def answered(answer: Path, known: dict[str, Annotated]) -> Iterator[tuple[Annotated, list[dict[str, Any]]]]:
    """The documents of an answer with their events, each as often as it is answered."""
    events: list[dict[str, Any]] = []
    for line in lines.read(answer.read_text("utf-8")):
        if line.id not in known:
            continue
        if line.event is None and not line.problem:
            events = []
            yield known[line.id], events
        elif problem := line.problem or _misplaced(known[line.id], line.event, events):
            print(f"{answer.name}:{line.number}: {problem}", file=sys.stderr)


def _misplaced(document: Annotated, event: dict[str, Any] | None, events: list[dict[str, Any]]) -> str:
    """Add an event to those of its document; what is wrong with it, if anything."""
    try:
        events.append(placed(document, event or {}))
    except (ValueError, IndexError) as error:
        return str(error)
    return ""


def main() -> None:
    """Parse the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("tasks", "place"))
    parser.add_argument("tasks", type=Path, help="folder of the tasks and answers")
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="where the annotations go")
    options = parser.parse_args()
    if options.step == "tasks":
        write_tasks(options.corpus, options.tasks)
    else:
        place(options.corpus, options.tasks, options.out)


if __name__ == "__main__":
    main()
