"""Train the reader: on everything but the events corpus, on events annotated by a language model, on the corpus.

And, on from what has read the annotated events, the adapter to PLV's labels: on the pairs that they tell, on PLV's own.

    python training/train.py general --corpus ../shared/corpus --silver silver.jsonl --out build/general.pt
    python training/train.py school --corpus ... --silver ... --start build/general.pt --out build/school.pt
    python training/train.py events --corpus ... --silver ... --start build/school.pt --out build/all.pt
    python training/train.py events ... --fold 0 --out build/0.pt
    python training/train.py told --corpus ... --silver ... --start build/school.pt --out build/told.pt
    python training/train.py pairs ... --start build/told.pt --fold 0 --out build/pairs-0.pt

A fold leaves out the documents, or pairs, whose number (in the order of the file) is `fold` modulo 5.  Seeds are fixed.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import corpora
import numpy as np
import torch
from batches import IGNORED, Anchored, Batch, Example, batches, examples, hidden
from model import Reader
from torch import Tensor
from torch.nn import functional

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpora import Annotated

FOLDS = 5
REHEARSED = 0.1
"""Share of what an earlier stage has read that an epoch reads again."""
HIDDEN = 0.1
"""Share of the pieces that are masked."""
PAIRED = 10
"""How much the pair heads' losses count: nearly all of their words hold no role, so that the mean is small."""
SMOOTHED = 0.05
"""Share of a root's weight that goes to all of them alike."""
FROZEN = 1
"""Layers that the events stage leaves as they are."""
OWN = Path(__file__).parent / "data"
ANNOTATIONS = Path(__file__).parent / "annotations"


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


def school(folder: Path, others: list[Annotated]) -> list[Annotated]:
    """The made-up reports, and the texts of `others` and more corpora that a language model annotated with events."""
    others = others + [d for part in ("a", "b") for d in corpora.wikievents(folder / f"roles-wikievents-{part}.jsonl")]
    others += corpora.telegraphed(folder)
    found = [d for path in sorted(ANNOTATIONS.glob("*.jsonl")) for d in corpora.annotated(others, path)]
    return found + corpora.made_up(OWN)


def about_events(folder: Path, silver: Path) -> list[Annotated]:
    """The events corpus."""
    documents = corpora.events(folder / "events.jsonl")
    found = names(silver)
    for document in documents:
        document.entities = found[document.id]
    return documents


@dataclass(frozen=True, slots=True)
class Course:
    """What a stage reads in each of its epochs: `always` all of it, of `others` a share."""

    always: list[Annotated]
    others: list[Annotated]
    share: float

    def epoch(self, number: int) -> list[Example]:
        """The examples of an epoch, counted from 0, a share of their pieces hidden.

        A window that a long sentence was cut into may lack an end of its pair: nothing is learnt from it.
        """
        rng = random.Random(number)
        some = rng.sample(self.others, int(self.share * len(self.others)))
        read = (x for d in self.always + some for x in examples(d, rng))
        return [hidden(x, HIDDEN, rng) for x in read if x.pair is None or np.isfinite(x.pair[0]).all()]


def course(stage: str, fold: str, folder: Path, silver: Path) -> Course:
    """What a stage reads; `others` are there so that they aren't forgotten."""
    if stage == "pairs":
        return Course(_without(corpora.pairs(folder / "pairs.jsonl"), fold), [], 0)
    others = general(folder, silver)
    if stage == "general":
        return Course(others, [], 0)
    taught = school(folder, others)
    if stage == "school":
        cited = [d for d in others if d.cues is not None]
        return Course(taught, [d for d in cited if d.id not in {t.id for t in taught}], REHEARSED)
    own = about_events(folder, silver)
    if stage == "told":
        return Course(_evened(corpora.told(taught + own)), [], 0)
    return Course(_without(own, fold), taught, REHEARSED / 2)


def _without(documents: list[Annotated], fold: str) -> list[Annotated]:
    """The documents that a fold doesn't leave out."""
    return [document for number, document in enumerate(documents) if str(number % FOLDS) != fold]


def _evened(pairs: list[Annotated]) -> list[Annotated]:
    """Pairs without half of those of the commonest root, which has two in seven."""
    rng = random.Random(5)
    (most, _), *_ = Counter(d.pair.root for d in pairs if d.pair).most_common(1)
    return [d for d in pairs if d.pair and (d.pair.root != most or rng.random() < 0.5)]  # noqa: PLR2004


def cross_entropy(logits: Tensor, labels: Tensor) -> Tensor:
    """Mean over the labels that aren't IGNORED; zero when there are none."""
    kept = labels != IGNORED
    return functional.cross_entropy(logits[kept], labels[kept]) if kept.any() else logits.sum() * 0


def loss(reader: Reader, batch: Batch) -> Tensor:
    """The sum of the heads' losses on a batch."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        vectors = reader.encode(batch.ids, batch.mask, batch.features)
    vectors = functional.dropout(vectors.float(), 0.1, reader.training)
    total = _word_losses(reader, batch, vectors) + _asked_loss(reader, batch, vectors)
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
    judged = [torch.from_numpy(np.flatnonzero((a.labels != IGNORED).any(0))) for _, a in anchors]
    longest = max(len(words) for words in judged)
    logits = head(vectors, rows, _means(vectors, anchors), at, _padded(judged, longest, fill=-1))
    labels = [_padded(list(torch.tensor(a.labels)[:, w]), longest) for (_, a), w in zip(anchors, judged, strict=True)]
    shaped = logits.unflatten(-1, (labels[0].shape[0], 3)).permute(0, 2, 1, 3)
    return PAIRED * cross_entropy(shaped.flatten(0, 2), torch.stack(labels).flatten())


def _asked_loss(reader: Reader, batch: Batch, vectors: Tensor) -> Tensor:
    """The loss of the head for PLV's roots."""
    asked = [(row, e.pair) for row, e in enumerate(batch.examples) if e.pair is not None]
    if not asked:
        return torch.zeros(())
    parts = [torch.from_numpy(shares) @ vectors[row, : shares.shape[1]] for row, (shares, _) in asked]
    roots = torch.tensor([root for _, (_, root) in asked])
    return functional.cross_entropy(reader.root(torch.stack(parts).flatten(1)), roots, label_smoothing=SMOOTHED)


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
    parser.add_argument("stage", choices=("general", "school", "events", "told", "pairs"))
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--silver", type=Path, required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fold", default="all", help="which fifth to leave out (0 to 4), or all: none")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--budget", type=int, default=384, help="pieces a batch")
    options = parser.parse_args()
    torch.manual_seed(7)
    random.seed(7)
    reader = Reader()
    if options.start:
        reader.load_state_dict(torch.load(options.start), strict=False)
    if options.stage in {"events", "told", "pairs"}:
        freeze(reader)
    plan = course(options.stage, options.fold, options.corpus, options.silver)
    train(reader, plan.epoch, options.epochs, options.rate, options.budget)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(reader.state_dict(), options.out)


if __name__ == "__main__":
    main()
