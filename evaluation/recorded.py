"""What fold models found in the documents that they had not seen, recorded so that it can be scored anywhere.

Cross-validation trains the reader five times, each time without a fifth of the events corpus (training/README.md: an
hour of CPU).  `training/folds.py` writes what each model finds in its held-out fifth to `evaluation/folds.jsonl.gz`:
spans and probabilities, no text.  Scoring then runs everything after the encoder afresh.  A document whose sentences
are cut differently than they were when it was recorded is an error, since its findings would no longer be a model's.
"""

from __future__ import annotations

import dataclasses
import gzip
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.language import with_findings
from dateline.language.draft import Cue, Entity, Role, Trigger
from dateline.language.heads import Findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dateline.language.draft import Draft

FOLDS = Path(__file__).parent / "folds.jsonl.gz"
PAIRS = Path(__file__).parent / "pairs.txt"
"""The root that a fold's model tells of each pair of pairs.jsonl, in its order."""


class StaleError(RuntimeError):
    """The recorded findings don't belong to the sentences as they are cut now."""


def key(draft: Draft) -> str:
    """What identifies a draft's text and the cut of its sentences."""
    spans = [s.span for s in draft.sentences]
    return hashlib.sha256(f"{draft.document.sha256} {spans}".encode()).hexdigest()[:20]


def write(found: Iterable[tuple[Draft, Findings]], path: Path = FOLDS) -> None:
    """Record findings, one line a document, in a file that is the same bytes for the same findings."""
    plain = ({"key": key(d), **dataclasses.asdict(f)} for d, f in found)
    lines = (json.dumps({k: v for k, v in row.items() if k != "seen"}, separators=(",", ":")) for row in plain)
    body = "".join(line + "\n" for line in sorted(lines)).encode()
    path.write_bytes(gzip.compress(body, mtime=0))


def load(path: Path = FOLDS) -> dict[str, Findings]:
    """The recorded findings by `key`."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["key"]: _findings(row) for row in rows}


def reader(recorded: dict[str, Findings]) -> Callable[[Sequence[Draft]], list[Draft]]:
    """A `read` for the coder that gives each draft its recorded findings.

    Raises:
        StaleError: (when called) a draft has none.
    """

    def read(drafts: Sequence[Draft]) -> list[Draft]:
        missing = [d.document.id for d in drafts if key(d) not in recorded]
        if missing:
            message = f"no recorded findings for {missing[:3]}: run training/folds.py again (training/README.md)"
            raise StaleError(message)
        return [with_findings(d, [recorded[key(d)]]) for d in drafts]

    return read


def _span(pair: list[int]) -> tuple[int, int]:
    return pair[0], pair[1]


def _spans(pairs: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple(map(_span, pairs))


def _findings(row: dict[str, Any]) -> Findings:
    triggers = tuple(
        Trigger(
            **{
                **t,
                "span": _span(t["span"]),
                "roles": tuple(Role(r["name"], _span(r["span"]), r["score"]) for r in t["roles"]),
            }
        )
        for t in row["triggers"]
    )
    cues = tuple(
        Cue(_span(c["span"]), c["sentence"], _spans(c["sources"]), _spans(c["contents"]), c["score"])
        for c in row["cues"]
    )
    return Findings(triggers, cues, tuple(Entity(_span(e["span"]), e["label"], e["score"]) for e in row["entities"]))
