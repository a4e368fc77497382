"""Events, cross-validated by document on events.jsonl: type, actors, recipients, factuality, place, time, mode.

    python evaluation/events.py [--errors N]

The encoder's part is what models of five folds found in documents that they had not seen (`recorded`); everything
after it runs afresh, with its fitted tables made again without each fold.  Definitions are those of
../shared/scorers/score_events.py; `time` and `mode` are measured here, on typed matches whose gold gives one: a time
is right when its period overlaps the gold's, a mode when it is equal.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import recorded

from dateline import Coder, reading
from dateline.according_to import crediting
from dateline.language import encoder
from dateline.what import confidence as keeper

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.records import Document, Event, Record

SHARED = Path(__file__).parent.parent.parent / "shared"
sys.path += [str(SHARED / "scorers"), str(Path(__file__).parent.parent / "training")]  # behind: names recur there


def documents(corpus: Path) -> list[Document]:
    """The documents of events.jsonl, in order."""
    rows = (json.loads(line) for line in corpus.read_text("utf-8").split("\n") if line)
    return [
        reading.from_text(row["text"], id=row["doc_id"], title=row["title"], published=row["published"]) for row in rows
    ]


def scored_form(event: Event) -> dict[str, Any]:
    """An event in the form that score_events.score takes, with its time."""
    plain = event.model_dump(mode="json")
    return {
        "sent_span": event.sentence,
        "trig_span": event.trigger.span,
        **{k: plain[k] for k in ("type", "mode", "factuality", "killed", "time")},
        **{k: [(a.text, a.name or "") for a in getattr(event, k)] for k in ("actors", "recipients")},
        "place": event.place.text if event.place else None,
    }


def score(records: Iterable[Record], corpus: Path) -> dict[str, float]:
    """The figures by name, each between 0 and 1."""
    import score_events  # noqa: PLC0415 - stands outside the project

    gold = score_events.load_corpus(corpus)
    coded = {r.document.id: [scored_form(e) for e in r.events] for r in records}
    result = score_events.score(gold, coded)
    measured = {f"events.{k}": result[k][2] for k in ("detect", "typed", "actors", "full")}
    measured |= {f"events.{k}": result[k][0] for k in ("factuality", "place", "killed")}
    pairs = list(typed(gold, coded))
    modes = [g["mode"] == p["mode"] for g, p in pairs if g["mode"]]
    times = [overlaps(g["time"], p["time"]) for g, p in pairs if g["time"] and (g["time"]["start"] or g["time"]["end"])]
    score_events.show(result)
    for name, value in sorted(result["by_type"].items()):
        print(f"  {name:10s} P {value[0]:.3f} R {value[1]:.3f} F1 {value[2]:.3f}")
    for name, values in (("mode", modes), ("time", times)):
        measured[f"events.{name}"] = sum(values) / len(values)
        print(f"{name:10s} {measured[f'events.{name}']:.3f} of {len(values)}")
    return measured


def typed(gold: dict[str, Any], coded: dict[str, Any]) -> Iterable[tuple[dict[str, Any], dict[str, Any]]]:
    """Pairs of a gold event and the first coded one with an overlapping trigger and the right type."""
    for name, wanted in gold.items():
        for g in wanted:
            types = {g["type"], g["alt_type"] or g["type"]}
            for p in coded.get(name, []):
                if p["type"] in types and max(g["trig_span"][0], p["trig_span"][0]) < min(
                    g["trig_span"][1], p["trig_span"][1]
                ):
                    yield g, p
                    break


def overlaps(gold: dict[str, Any], found: dict[str, Any] | None) -> bool:
    """Whether a coded period and the gold's have a day in common (an open end reaches any day)."""
    if not found or not (found["start"] or found["end"]):
        return False
    starts = [x["start"] for x in (gold, found) if x["start"]]
    ends = [x["end"] for x in (gold, found) if x["end"]]
    return not starts or not ends or max(starts) <= min(ends)


def cross_validated(corpus: Path) -> list[Record]:
    """The records of the corpus as coded by what has not seen each document.

    The encoder's findings are recorded ones of a model that was trained without the document; the two small tables that
    are fitted on the same corpus (`what/confidence.toml`, `according_to/factuality.toml`) are fitted again without its
    fold.
    """
    import confidence  # noqa: PLC0415 - training/, which imports this module
    import factuality  # noqa: PLC0415

    read = recorded.reader(recorded.load())
    chosen = documents(corpus)
    triggers, examples = confidence.examples(corpus), factuality.examples(corpus.parent)
    coded: dict[str, Record] = {}
    for fold in range(factuality.FOLDS):
        keeping, crediting_rows = confidence.table(triggers, fold), factuality.table(examples, fold)
        with (
            mock.patch.object(keeper, "weights", lambda rows=keeping: rows),
            mock.patch.object(crediting, "weights", lambda rows=crediting_rows: rows),
        ):
            coded |= {r.document.id: r for r in Coder(read=read).code_all(chosen[fold :: factuality.FOLDS])}
    return [coded[d.id] for d in chosen]


def figures(corpus: Path = SHARED / "corpus" / "events.jsonl") -> dict[str, float]:
    """The cross-validated figures."""
    return score(cross_validated(corpus), corpus)


def main() -> None:
    """Print the figures, cross-validated or of a given model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=SHARED / "corpus" / "events.jsonl")
    parser.add_argument("--model", type=Path, help="a folder with a model, in place of the recorded findings")
    parser.add_argument("--fold", type=int, help="only the documents of this fold (of 5)")
    options = parser.parse_args()
    chosen = [d for i, d in enumerate(documents(options.corpus)) if options.fold in (None, i % 5)]
    if options.model:
        from dateline import language  # noqa: PLC0415 - only with --model

        model = encoder.load(options.model)
        records = list(Coder(read=lambda drafts: language.read(drafts, model)).code_all(chosen))
    else:
        records = cross_validated(options.corpus)
    kept = {r.document.id for r in records}
    if options.fold is not None:
        lines = [x for x in options.corpus.read_text("utf-8").split("\n") if x and json.loads(x)["doc_id"] in kept]
        options.corpus = Path("/tmp/fold.jsonl")  # noqa: S108 - a scratch copy for one look
        options.corpus.write_text("\n".join(lines), "utf-8")
    score(records, options.corpus)


if __name__ == "__main__":
    main()
