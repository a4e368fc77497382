"""The seed: one real report, and what a careful reader finds in it.

    python evaluation/seed.py [--show]

Scored by ../shared/scorers/score_seed.py.  All counts; `false` are events that the reader does not have, `in_repeat`
events in text that the report says for a second time.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from dateline import Coder, reading
from dateline.records import Document, Record

SHARED = Path(__file__).parent.parent.parent / "shared"
COUNTED = (
    "typed",
    "actors",
    "full",
    "factuality",
    "false",
    "in_repeat",
    "quotes",
    "long_quotes",
    "relations",
    "commitments",
)


def coded(text: Path) -> Record:
    """The record of the report."""
    (document,) = reading.read([text])
    if not isinstance(document, Document):
        raise document
    return Coder().code(document)


def figures(folder: Path = SHARED) -> dict[str, float]:
    """The seed's counts by name."""
    text = next((folder / "seed").glob("*.txt"))
    record = coded(text)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        out.write(record.model_dump_json() + "\n")
        out.flush()
        command = [
            sys.executable,
            str(folder / "scorers" / "score_seed.py"),
            str(folder / "seed" / "gold.json"),
            str(text),
            out.name,
        ]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own command
    print(printed.strip())
    result = json.loads(printed)
    return {f"seed.{name}": result[name] for name in COUNTED}


def main() -> None:
    """Print the counts, and with --show the record's events."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="print the events, attributions, relations, commitments")
    options = parser.parse_args()
    figures()
    if options.show:
        _show(coded(next((SHARED / "seed").glob("*.txt"))))


def _show(record: Record) -> None:
    for e in record.events:
        who, whom = ([f"{a.text} = {a.name}" for a in side] for side in (e.actors, e.recipients))
        print(f"{e.type:10s} {e.mode or '-':10s} “{e.trigger.text}” {e.factuality.value:10s} {who} -> {whom}")
        where, when = (e.place and f"{e.place.text} = {e.place.name}"), (e.time and f"{e.time.text} = {e.time.value}")
        print(f"{'':12s} {where} | {when} | by {[c.text for c in e.according_to]} | {e.confidence}")
    for a in record.attributions:
        says = [record.document.text[s:t] for s, t in a.content]
        print(f"{a.kind:9s} {a.source and (a.source.text, a.source.name)} {a.cue and a.cue.text} | {says}")
    for r in record.relations:
        print(f"{r.subject.name} -- {r.relation.value} -- {r.object.name} {r.period or ''}")
    for c in record.commitments:
        print(
            f"{c.kind} by {[a.name for a in c.by]} to {[a.name for a in c.to]}: {c.what.text} | {c.condition} | {c.due}"
        )


if __name__ == "__main__":
    main()
