"""Events as lines, the short hand in which a language model annotates: read, placed in their text, and checked.

    PYTHONPATH=src python training/lines.py TASK ANSWER

A task shows documents with numbered sentences, each document under ``=== id``.  An answer repeats each ``=== id`` and
tells the events below it, one a line, in ten fields between bars (sentences and answer may stand in one file):

    sentence | trigger | TYPE or TYPE/ALT | mode or - | factuality | actors | recipients | place | time | according to

Several mentions stand between semicolons; a mention is verbatim, at the borders of words, and ``words#2`` is the second
place where the words stand in the sentence.  The command prints every line that does not hold.
"""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import check_data

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADER = re.compile(r"^=== (\S+)")
SENTENCE = re.compile(r"^\[(\d+)\] (.*)")
FIELDS = 10
LISTS = ("actors", "recipients", "according_to")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer: the document's id, where the line stands, and the event in words, or what is wrong."""

    id: str
    number: int
    event: dict[str, Any] | None
    problem: str = ""


def read(text: str) -> Iterator[Line]:
    """Read an answer line by line; a document without events gives one line with neither event nor problem."""
    document = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := HEADER.match(line):
            document = header[1]
            yield Line(document, number, None)
        elif line.strip() and not SENTENCE.match(line):
            yield _line(document, number, line)


def _line(document: str, number: int, line: str) -> Line:
    fields = [f.strip() for f in line.split("|")]
    fields = ["" if f in {"-", "null", "none", "None"} else f for f in fields]
    if len(fields) != FIELDS or not fields[0].isdigit():
        return Line(document, number, None, f"{len(fields)} fields, or no number first")
    kind, _, other = fields[2].partition("/")
    event = {
        "sentence": int(fields[0]),
        "trigger": fields[1],
        "type": kind,
        "alt_type": other or None,
        "mode": fields[3] or None,
        "factuality": fields[4],
        "place": fields[7] or None,
        "time": fields[8] or None,
    }
    mentions = zip(LISTS, (fields[5], fields[6], fields[9]), strict=True)
    event |= {name: [m.strip() for m in field.split(";") if m.strip()] for name, field in mentions}
    return Line(document, number, event, "; ".join(check_data.check_labels(event)))


def find(mention: str, text: str) -> tuple[int, int] | None:
    """Find a mention in its sentence; tasks show lines that the text may break."""
    return check_data.find(mention, text, loose=True)


def missing(event: dict[str, Any], sentence: str) -> list[str]:
    """List the mentions of an event that its sentence doesn't have."""
    single = [event[name] for name in ("trigger", "place", "time") if event[name]]
    return [m for m in [*single, *(m for name in LISTS for m in event[name])] if find(m, sentence) is None]


def shown(text: str) -> dict[str, list[str]]:
    """Read a task: the sentences of its documents by id."""
    result: dict[str, list[str]] = {}
    for line in text.splitlines():
        if header := HEADER.match(line):
            result[header[1]] = []
        elif sentence := SENTENCE.match(line):
            list(result.values())[-1].append(sentence[2])
    return result


def problems(task: str, answer: str) -> Iterator[str]:
    """Tell every line of an answer that does not hold against its task, and every document left out."""
    sentences = shown(task)
    lines = list(read(answer))
    for line in lines:
        problem = line.problem
        if line.id not in sentences:
            problem = f"no document {line.id!r}"
        elif line.event and not problem:
            number = line.event["sentence"]
            known = sentences[line.id]
            problem = (
                f"no sentence {number}"
                if number >= len(known)
                else "; ".join(f"{m!r} isn't in the sentence" for m in missing(line.event, known[number]))
            )
        if problem:
            yield f"line {line.number}, {line.id}: {problem}"
    left = sentences.keys() - {line.id for line in lines}
    if left:
        yield f"{len(left)} documents not answered yet, the next is {next(i for i in sentences if i in left)}"


def main() -> int:
    """Check an answer against its task; the status is 1 if anything offends."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", type=Path)
    parser.add_argument("answer", type=Path)
    options = parser.parse_args()
    found = list(problems(options.task.read_text("utf-8"), options.answer.read_text("utf-8")))
    print(*found or ["all holds"], sep="\n", file=sys.stderr if found else sys.stdout)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
