"""Train the reader: first on everything but the events corpus, then on the events.

    python training/train.py general --corpus ../shared/corpus --silver silver.jsonl --out build/general.pt
    python training/train.py events --corpus ... --silver ... --start build/general.pt --out build/all.pt
    python training/train.py events ... --fold 0 --out build/fold0.pt

A fold leaves out the documents whose number (in the order of the file) is `fold` modulo 5.  Seeds are fixed.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import corpora
import torch
from batches import IGNORED, Anchored, Batch, Example, batches, examples, masked
from model import Reader
from torch import Tensor
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpora import Annotated

FOLDS = 5
EARLY = 0.6
"""Share of the events stage in which the made-up reports are read; the corpus alone has the last word."""
REHEARSED = 0.02
"""Share of the attribution documents that an epoch of the events stage reads again."""
HIDDEN = 0.1
"""Share of the pieces that are masked in the events stage."""
FROZEN = 2
"""Layers that the events stage leaves as they are."""
OWN = Path(__file__).parent / "data"


def names(path: Path) -> dict[str, list[tuple[corpora.Span, str]]]:
    """The silver names by document id."""
    rows = (json.loads(line) for line in path.read_text("utf-8").split("\n") if line)
    return {row["id"]: [((start, end), label) for start, end, label in row["entities"]] for row in rows}


def general(folder: Path, silver: Path) -> list[Annotated]:
    """Every document that isn't of the events corpus."""
    documents = corpora.attributions(folder / "attributions-train.jsonl") + corpora.toponyms(
        folder / "places-lgl.jsonl"
    )
    found = names(silver)
    for document in documents:
        document.entities = found[document.id]
    for part in ("a", "b"):
        documents += corpora.rams(folder / f"roles-rams-{part}.jsonl")
    return documents + corpora.factuality(folder / "factuality-uw-train.jsonl")


def about_events(folder: Path, silver: Path) -> list[Annotated]:
    """The events corpus."""
    documents = corpora.events(folder / "events.jsonl")
    found = names(silver)
    for document in documents:
        document.entities = found[document.id]
    return documents


@dataclass(frozen=True, slots=True)
class Course:
    """What the events stage reads in each of its epochs: the corpus always, the made-up reports only at first."""

    corpus: list[Annotated]
    made_up: list[Annotated]
    others: list[Annotated]
    epochs: int

    def epoch(self, number: int) -> list[Example]:
        """The examples of an epoch, counted from 0; `others` are a small sample, so that they aren't forgotten."""
        rng = random.Random(number)
        early = self.made_up if number < self.epochs * EARLY else []
        kept = rng.sample(self.others, int(REHEARSED * len(self.others)))
        found = [x for d in self.corpus + early for x in examples(d, rng)]
        return [masked(x, HIDDEN, rng) for x in found] + [x for d in kept for x in examples(d, rng)]


def cross_entropy(logits: Tensor, labels: Tensor) -> Tensor:
    """Mean over the labels that aren't IGNORED; zero when there are none."""
    kept = labels != IGNORED
    return functional.cross_entropy(logits[kept], labels[kept]) if kept.any() else logits.sum() * 0


def loss(reader: Reader, batch: Batch) -> Tensor:
    """The sum of the heads' losses on a batch."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vectors = reader.encode(batch.ids, batch.mask, batch.features)
    vectors = functional.dropout(vectors.float(), 0.1, reader.training)
    total = _word_losses(reader, batch, vectors)
    triggers = [(row, a) for row, e in enumerate(batch.examples) for a in e.triggers]
    if triggers:
        total = total + _trigger_losses(reader, vectors, triggers)
    links = [(row, a) for row, e in enumerate(batch.examples) for a in e.links]
    if links:
        random.shuffle(links)
        total = total + _pair_loss(reader.link, vectors, links[:48])
    return total


def _padded(rows: list[Tensor], longest: int, fill: int = IGNORED) -> Tensor:
    return torch.stack([functional.pad(r, (0, longest - len(r)), value=fill) for r in rows])


def _word_losses(reader: Reader, batch: Batch, vectors: Tensor) -> Tensor:
    longest = vectors.shape[1]
    starts = [torch.tensor(e.window.starts) for e in batch.examples]
    total = torch.zeros(())
    typed = [i for i, e in enumerate(batch.examples) if e.types is not None]
    for i in typed:
        wanted = torch.tensor(batch.examples[i].types)[starts[i]]
        logits = reader.kind(vectors[i, : len(starts[i])][starts[i]])
        total = total - (wanted * functional.log_softmax(logits, -1)).sum(-1).mean() * (4 / len(typed))
    for head, key in ((reader.cue, "cues"), (reader.entity, "entities")):
        labels = [
            torch.tensor(getattr(e, key)).masked_fill(~s, IGNORED) for e, s in zip(batch.examples, starts, strict=True)
        ]
        total = total + cross_entropy(head(vectors).flatten(0, 1), _padded(labels, longest).flatten())
    return total


def _means(vectors: Tensor, anchors: list[tuple[int, Anchored]]) -> Tensor:
    return torch.stack([vectors[row, a.pieces].mean(0) for row, a in anchors])


def _pair_loss(head: torch.nn.Module, vectors: Tensor, anchors: list[tuple[int, Anchored]]) -> Tensor:
    rows = torch.tensor([row for row, _ in anchors])
    at = torch.tensor([a.pieces[0] for _, a in anchors])
    logits = head(vectors, rows, _means(vectors, anchors), at)
    labels = torch.stack([_padded(list(torch.tensor(a.labels)), vectors.shape[1]) for _, a in anchors])
    shaped = logits.unflatten(-1, (labels.shape[1], 3)).permute(0, 2, 1, 3)
    return 2 * cross_entropy(shaped.flatten(0, 2), labels.flatten())


def _trigger_losses(reader: Reader, vectors: Tensor, triggers: list[tuple[int, Anchored]]) -> Tensor:
    anchors = _means(vectors, triggers)
    mode = torch.tensor([a.mode for _, a in triggers])
    factuality = torch.tensor([a.factuality for _, a in triggers])
    valued = [i for i, (_, a) in enumerate(triggers) if a.value is not None]
    total = 0.5 * cross_entropy(reader.mode(anchors), mode) + 0.5 * cross_entropy(
        reader.factuality(anchors), factuality
    )
    if valued:
        wanted = torch.tensor([triggers[i][1].value for i in valued], dtype=torch.float32)
        total = total + 0.3 * functional.smooth_l1_loss(reader.value(anchors[valued])[:, 0], wanted)
    with_roles = [t for t in triggers if t[1].value is None]
    return total + _pair_loss(reader.role, vectors, with_roles) if with_roles else total


def freeze(reader: Reader) -> None:
    """Hold what the general pass has taught the lowest layers: a quarter faster, and less to overfit with."""
    held = [reader.feature, reader.bert.embeddings, *list(reader.bert.encoder.layer)[:FROZEN]]
    for module in held:
        module.requires_grad_(requires_grad=False)


def train(reader: Reader, epoch: Callable[[int], list[Example]], epochs: int, rate: float, budget: int) -> None:
    """Train with AdamW; the rate warms up over a tenth of the steps and falls to nothing.

    Args:
        reader: the network, changed in place.
        epoch: gives the examples of an epoch.
        epochs: how many.
        rate: highest learning rate of the encoder; the heads' is five times that.
        budget: pieces (padding included) a batch.
    """
    rng = random.Random(7)
    plan = [b for e in range(epochs) for b in batches(epoch(e), budget, rng)]
    reader.bert.embeddings.word_embeddings.requires_grad_(requires_grad=False)
    encoder = [*reader.bert.encoder.parameters(), *reader.bert.embeddings.parameters()]
    held = {id(p) for p in encoder}
    rest = [p for p in reader.parameters() if id(p) not in held]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": rate}, {"params": rest, "lr": 5 * rate}], weight_decay=0.01, fused=True
    )
    warm = max(1, len(plan) // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, (len(plan) - step) / (len(plan) - warm + 1))
    )
    reader.train()
    began, seen = time.time(), 0.0
    for step, batch in enumerate(plan):
        value = loss(reader, batch)
        value.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad(set_to_none=True)
        seen += value.item()
        if step % 100 == 99:  # noqa: PLR2004 - a report now and then
            print(
                f"step {step + 1} of {len(plan)}, loss {seen / 100:.3f}, {time.time() - began:.0f} s", file=sys.stderr
            )
            seen = 0.0


def main() -> None:
    """Parse the command line, train, save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=("general", "events"))
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--silver", type=Path, required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fold", default="all", help="which fifth to leave out (0 to 4), or all: none")
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--budget", type=int, default=768, help="pieces a batch")
    options = parser.parse_args()
    torch.manual_seed(7)
    random.seed(7)
    reader = Reader()
    if options.start:
        reader.load_state_dict(torch.load(options.start))
    documents = general(options.corpus, options.silver)
    if options.stage == "general":
        plan = lambda e: [x for d in documents for x in examples(d, random.Random(e))]  # noqa: E731
        train(reader, plan, options.epochs or 1, options.rate, options.budget)
    else:
        freeze(reader)
        mine = [d for i, d in enumerate(about_events(options.corpus, options.silver)) if str(i % FOLDS) != options.fold]
        course = Course(mine, corpora.made_up(OWN), [d for d in documents if d.cues is not None], options.epochs or 8)
        train(reader, course.epoch, course.epochs, options.rate, options.budget)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(reader.state_dict(), options.out)


if __name__ == "__main__":
    main()
