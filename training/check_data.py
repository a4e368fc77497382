"""Check the made-up training reports in ``training/data``: words that are there, labels that exist, no text twice.

Run ``PYTHONPATH=src python training/check_data.py [files...]`` (without files: all of ``training/data/*.jsonl``).  It
prints every offender with its file and line, then what there is by type, mode and factuality, and leaves with status 1
if anything offended.  The format is told in ``training/data/README.md``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline import ontology
from dateline.records import Factuality

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = Path(__file__).parent / "data"
LONGEST = 6  #: sentences in a report: they are short on purpose
REPORT_KEYS = {"style", "region", "sentences", "events"}
EVENT_KEYS = {
    *("sentence", "trigger", "type", "alt_type", "mode", "actors", "recipients", "place", "time"),
    *("factuality", "according_to"),
}
FACTUALITIES = {str(kind) for kind in Factuality}
NTH = re.compile(r"^(?P<words>.*)#(?P<nth>[1-9])$", re.DOTALL)


def find(mention: str, sentence: str, *, loose: bool = False) -> tuple[int, int] | None:
    """Find a mention in its sentence as characters (start, end), or ``None`` if it isn't there.

    ``words#2`` is the second place where the words stand.  A hit has to begin and end at the border of a word, so that
    "it" isn't found in "with".  In `loose` search any blanks stand for any others: a line may break inside a mention.
    """
    nth = NTH.match(mention)
    words, place = (nth["words"], int(nth["nth"])) if nth else (mention, 1)
    if not words or words != words.strip():
        return None
    pattern = r"\s+".join(map(re.escape, words.split())) if loose else re.escape(words)
    hits = list(re.finditer(rf"(?<!\w){pattern}(?!\w)", sentence))
    return hits[place - 1].span() if len(hits) >= place else None


def check_labels(event: dict[str, Any]) -> Iterator[str]:
    """Tell which type, mode or factuality of an event isn't in the ontology or the output contract."""
    kinds = ontology.event_types()
    if event["type"] not in kinds:
        yield f"unknown type {event['type']}"
    elif event["mode"] is not None and event["mode"] not in kinds[event["type"]].modes:
        yield f"{event['type']} has no mode {event['mode']}"
    if event["alt_type"] is not None and (event["alt_type"] not in kinds or event["alt_type"] == event["type"]):
        yield f"bad alt_type {event['alt_type']}"
    if event["factuality"] not in FACTUALITIES:
        yield f"unknown factuality {event['factuality']}"


def check_event(event: dict[str, Any], sentences: list[str]) -> Iterator[str]:
    """Tell what is wrong with one event of a report whose sentences are given."""
    if set(event) != EVENT_KEYS:
        yield f"wrong keys {sorted(set(event) ^ EVENT_KEYS)}"
        return
    yield from check_labels(event)
    if not 0 <= event["sentence"] < len(sentences):
        yield f"no sentence {event['sentence']}"
        return
    sentence = sentences[event["sentence"]]
    single = [event[key] for key in ("trigger", "place", "time") if event[key] is not None]
    for mention in [*single, *event["actors"], *event["recipients"], *event["according_to"]]:
        if find(mention, sentence) is None:
            yield f"{mention!r} isn't in {sentence!r}"


def check_report(report: dict[str, Any]) -> Iterator[str]:
    """Tell what is wrong with one report: its keys, its sentences, its events, and events told twice."""
    if set(report) != REPORT_KEYS:
        yield f"wrong keys {sorted(set(report) ^ REPORT_KEYS)}"
        return
    sentences = report["sentences"]
    if not 1 <= len(sentences) <= LONGEST or any(s != " ".join(s.split()) or not s for s in sentences):
        yield "a report has one to six sentences without loose blanks"
    for event in report["events"]:
        yield from check_event(event, sentences)
    twice = Counter((e["sentence"], e["trigger"], e["type"]) for e in report["events"])
    yield from (f"told twice: {key}" for key, count in twice.items() if count > 1)


def read(path: Path) -> Iterator[tuple[str, Any]]:
    """Read one file: where each line stands (``name:number``) and its object, or the error as a string."""
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if line:
            try:
                yield f"{path.name}:{number}", json.loads(line)
            except json.JSONDecodeError as error:
                yield f"{path.name}:{number}", str(error)


def offenders(rows: list[tuple[str, Any]]) -> Iterator[str]:
    """Tell every offender among the lines of all files, texts that occur twice included."""
    seen: dict[str, str] = {}
    for where, report in rows:
        if not isinstance(report, dict):
            yield f"{where}: no JSON object: {report}"
            continue
        yield from (f"{where}: {problem}" for problem in check_report(report))
        text = " ".join(report.get("sentences", [])).casefold()
        if text in seen:
            yield f"{where}: the same text as {seen[text]}"
        seen[text] = where


def show_counts(reports: list[dict[str, Any]]) -> None:
    """Print how many reports, sentences and events there are, by type, mode and factuality, and which modes lack."""
    events = [event for report in reports for event in report["events"]]
    sentences = sum(len(report["sentences"]) for report in reports)
    told = len({(n, e["sentence"]) for n, report in enumerate(reports) for e in report["events"]})
    print(f"{len(reports)} reports, {sentences} sentences, {sentences - told} without events, {len(events)} events")
    for name in ("type", "factuality"):
        print(", ".join(f"{label} {count}" for label, count in Counter(e[name] for e in events).most_common()))
    pairs = Counter(f"{e['type']}-{e['mode']}" for e in events if e["mode"])
    print(", ".join(f"{label} {count}" for label, count in sorted(pairs.items())))
    known = [f"{label}-{mode}" for label, kind in ontology.event_types().items() for mode in kind.modes]
    rare = [f"{label} {pairs[label]}" for label in known if pairs[label] < 3]  # noqa: PLR2004 - "several" begins there
    print(f"fewer than three: {', '.join(rare) or 'none'}")


def main() -> int:
    """Check the files named on the command line; the status is 1 if there is an offender."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    files = parser.parse_args().files or sorted(HOME.glob("*.jsonl"))
    rows = [row for path in files for row in read(path)]
    problems = list(offenders(rows))
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        show_counts([report for _, report in rows])
    return 1 if problems or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
