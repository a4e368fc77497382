"""Fit what tells whom "he" and "she" take up: the encoder's head `pronoun` and the weights of `dateline.who.persons`.

    python training/persons.py --corpus ../shared/corpus

Both are trained together on GAP's development half: for each text the likelihood that the pronoun reaches a mention of
the right name, through earlier pronouns too.  A part of the time the links are left out, so that `who` also knows what
to do without them.  Texts of one page stay in one fold; five-fold F1 is what `evaluation/pronouns.py` measures with the
folds' weights (`evaluation/pronouns.npz`).
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import numpy as np
import torch
from torch import Tensor, nn

from dateline import language, reading
from dateline.language import encoder, links
from dateline.who.persons import TRAITS
from dateline.who.reference import References
from dateline.who.resolving import resolver_of
from dateline.who.traits import PAIR

sys.path.insert(0, str(Path(__file__).parent.parent / "evaluation"))
from pronouns import FOLDS, fold_of, same

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.who import persons
    from dateline.who.persons import Choice

ROOT = Path(__file__).parent.parent
HIDDEN = 48
"""Units of each layer of the network in `who`."""
DROPPED = 0.15
VECTOR_DROPPED = 0.4
UNLINKED = 0.25
"""Share of the texts whose links are left out at each step."""
BATCH = 32
NARROW = 0.01
"""A trait that spreads less is left as it is."""
LINKED = PAIR.index("linked")


@dataclass(frozen=True)
class Example:
    """One text: the `choices` of its pronouns up to the one asked about, and what the encoder saw.

    `rows` and `columns` (choices together) say by number which pronoun and which mention or pronoun each row of
    `traits` is of; `pronoun` and `name` give the rows of `vectors` that belong to them (-1: not seen).  `right` are the
    mentions (numbers) of the name that is right; where none is, `wrong` those of both names.
    """

    fold: int
    mentions: int
    target: int
    traits: Tensor
    rows: Tensor
    columns: Tensor
    vectors: Tensor
    pronoun: Tensor
    name: Tensor
    right: Tensor
    wrong: Tensor


def examples(corpus: Path) -> Iterator[Example]:
    """The examples of GAP's texts whose pronoun can be asked about.

    What is seen must not hang on weights that are yet to be fitted, so that no other pronoun is resolved meanwhile.
    """
    model = encoder.shipped()
    with mock.patch.object(References, "pronoun", return_value=None):
        for line in (corpus / "pronouns-gap.jsonl").read_text("utf-8").split("\n"):
            if line and (found := example(json.loads(line), model)):
                yield found


def example(row: dict[str, Any], model: encoder.Encoder) -> Example | None:
    """One row of GAP, read by the encoder."""
    draft = language.split(reading.from_text(row["text"], id=row["id"]))
    found = list(model.read(language.cut(draft)))
    draft = language.with_findings(draft, found)
    references = resolver_of(draft).references
    words = references._cast.words  # noqa: SLF001 - the scene as `who` sees it
    target = words.inside((row["pronoun"]["start"], row["pronoun"]["end"]))
    if len(target) != 1:
        return None
    choices = [
        references.persons.choice(i, references.barred(i)) for i in references.persons.pronouns if i <= target[0]
    ]
    starts = {start: n for n, start in enumerate(np.concatenate([f.seen.starts for f in found if f.seen]).tolist())}
    vectors = np.concatenate([f.seen.vectors for f in found if f.seen])
    return _example(row, references.persons, choices, starts, vectors)


def _example(
    row: dict[str, Any], asked: persons.Persons, choices: list[Choice], starts: dict[int, int], vectors: np.ndarray
) -> Example:
    words, mentions = asked._cast.words, asked.traits.mentions  # noqa: SLF001
    number = {choice.index: n for n, choice in enumerate(choices)}
    rows, columns, pronoun, name = [], [], [], []
    order = sorted(starts)
    for n, choice in enumerate(choices):
        columns += [*choice.mentions.tolist(), *(len(mentions) + number[i] for i in choice.pronouns)]
        rows += [n] * len(choice.traits)
        places = [mentions[i].words for i in choice.mentions.tolist()] + [(i, i + 1) for i in choice.pronouns]
        for first, after in places:
            inside = [s for s in order if words.starts[first] <= s < words.ends[after - 1]]
            name.append(starts[inside[-1]] if inside else -1)
            pronoun.append(starts.get(words.starts[choice.index], -1))
    named = [[m.named and same(m.name, row[key]["text"]) for m in mentions] for key in "AB"]
    gold = [row[key]["coref"] for key in "AB"]
    right = next((held for held, is_right in zip(named, gold, strict=True) if is_right), [False] * len(mentions))
    wrong = [any(both) and not any(gold) for both in zip(*named, strict=True)]
    traits = np.concatenate([choice.traits for choice in choices])
    return Example(
        fold_of(row),
        len(mentions),
        len(choices) - 1,
        torch.from_numpy(traits.astype(np.float32)),
        torch.tensor(rows),
        torch.tensor(columns),
        torch.from_numpy(vectors),
        torch.tensor(pronoun),
        torch.tensor(name),
        torch.tensor(right),
        torch.tensor(wrong),
    )


class Head(nn.Module):
    """The encoder's head, as `dateline.language.links.judged` reads it."""

    def __init__(self, width: int, hidden: int = links.HIDDEN) -> None:
        """Of `hidden` units over vectors of `width`; it starts by saying nothing."""
        super().__init__()
        self.token = nn.Linear(width, hidden)
        self.anchor = nn.Linear(width, hidden, bias=False)
        self.token_gate = nn.Linear(width, hidden, bias=False)
        self.anchor_gate = nn.Linear(width, hidden, bias=False)
        self.out = nn.Linear(hidden, 1)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)

    def forward(self, vectors: Tensor, pronoun: Tensor, name: Tensor) -> Tensor:
        """Logits (pairs,) of pronouns and names by their rows in `vectors`."""
        vectors = nn.functional.dropout(vectors, VECTOR_DROPPED, self.training)
        gate = self.token_gate(vectors)[name] * self.anchor_gate(vectors)[pronoun]
        hidden = torch.relu(self.token(vectors)[name] + self.anchor(vectors)[pronoun] + gate)
        logits: Tensor = self.out(nn.functional.dropout(hidden, DROPPED, self.training))[:, 0]
        return logits


class Network(nn.Module):
    """The network of `dateline.who.persons` and the encoder's head, trained as one."""

    def __init__(self, middle: Tensor, spread: Tensor, width: int) -> None:
        """With the mean and the spread of the traits, and the encoder's width."""
        super().__init__()
        self.register_buffer("middle", middle)
        self.register_buffer("spread", spread)
        self.one = nn.Linear(TRAITS, HIDDEN)
        self.two = nn.Linear(HIDDEN, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1)
        self.none = nn.Parameter(torch.zeros(1))
        self.head = Head(width)

    def forward(self, batch: Sequence[Example], linked: Tensor) -> Tensor:
        """The probability of each mention (texts, mentions); `linked` (texts,) says whose links are there."""
        logits = self._logits(batch, linked)
        names, pronouns = max(e.mentions for e in batch), max(e.target for e in batch) + 1
        text = torch.cat([torch.full_like(e.rows, n) for n, e in enumerate(batch)])
        columns = torch.cat([e.columns + (e.columns >= e.mentions) * (names - e.mentions) for e in batch])
        table = logits.new_full((len(batch), pronouns, names + pronouns), -1e4)
        table = table.index_put((text, torch.cat([e.rows for e in batch]), columns), logits)
        chances = torch.cat([table, self.none.expand(len(batch), pronouns, 1)], -1).softmax(-1)
        through = torch.eye(pronouns) - chances[..., names : names + pronouns].tril(-1)
        told = torch.linalg.solve_triangular(through, chances[..., :names], upper=False, unitriangular=True)
        return told[torch.arange(len(batch)), torch.tensor([e.target for e in batch])]

    def _logits(self, batch: Sequence[Example], linked: Tensor) -> Tensor:
        lengths = torch.tensor([len(e.rows) for e in batch])
        bases = np.cumsum([0, *(len(e.vectors) for e in batch)]).tolist()
        name, pronoun = (torch.cat([getattr(e, k) for e in batch]) for k in ("name", "pronoun"))
        known = (name >= 0) & (pronoun >= 0) & linked.repeat_interleave(lengths)
        base = torch.tensor(bases[:-1]).repeat_interleave(lengths)
        traits = torch.cat([e.traits for e in batch])
        traits[:, LINKED] = known.float()
        hidden = nn.functional.dropout((traits - self.middle) / self.spread, DROPPED, self.training)
        hidden = nn.functional.dropout(torch.relu(self.one(hidden)), DROPPED, self.training)
        logits: Tensor = self.out(torch.relu(self.two(hidden)))[:, 0]
        vectors = torch.cat([e.vectors for e in batch])
        judged = self.head(vectors, (pronoun + base)[known], (name + base)[known])
        return logits.index_add(0, known.nonzero()[:, 0], judged)


def loss_of(told: Tensor, batch: Sequence[Example]) -> Tensor:
    """Minus the mean log of what the right names, or all but the wrong ones, are given."""
    wanted = torch.zeros_like(told)
    neither = torch.zeros(len(batch), dtype=torch.bool)
    for n, one in enumerate(batch):
        neither[n] = not one.right.any()
        wanted[n, : one.mentions] = (one.wrong if neither[n] else one.right).float()
    mass = (told * wanted).sum(1)
    return -torch.where(neither, 1 - mass, mass).clamp(1e-4).log().mean()


def trained(pool: list[Example], epochs: int, rate: float = 3e-3) -> Network:
    """A network trained on some texts."""
    torch.manual_seed(0)
    order = np.random.default_rng(0)
    traits = torch.cat([e.traits for e in pool])
    traits[:, LINKED] = 0.5
    spread = traits.std(0)
    spread[LINKED] = 0.5
    network = Network(traits.mean(0), torch.where(spread > NARROW, spread, 1.0), pool[0].vectors.shape[1])
    optimiser = torch.optim.AdamW(network.parameters(), rate, weight_decay=0.03)
    steps = epochs * -(-len(pool) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, steps + 1, pct_start=0.15)
    for _ in range(epochs):
        mixed = order.permutation(len(pool))
        for at in range(0, len(pool), BATCH):
            batch = [pool[i] for i in mixed[at : at + BATCH]]
            linked = torch.from_numpy(order.random(len(batch)) >= UNLINKED)
            loss = loss_of(network(batch, linked), batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            schedule.step()
    network.eval()
    return network


def stored(network: Network) -> tuple[dict[str, Any], dict[str, Any]]:
    """The weights of the encoder's head, and those of `who` (the traits' mean and spread folded in), float16."""
    state = {name: value.detach() for name, value in network.state_dict().items()}
    state["one.weight"] = state["one.weight"] / state["spread"]
    state["one.bias"] = state["one.bias"] - state["one.weight"] @ state["middle"]
    plain = {name: value.numpy().astype(np.float16) for name, value in state.items()}
    head = {name.replace("head.", "pronoun."): value for name, value in plain.items() if name.startswith("head.")}
    kept = ("one.", "two.", "out.", "none")
    return head, {name: value for name, value in plain.items() if name.startswith(kept)}


def main() -> None:
    """Parse the command line, fit all and each fold, write what is shipped and what is measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=10)
    options = parser.parse_args()
    pool = [one for one in examples(options.corpus) if one.right.any() or one.wrong.any()]
    print(f"{len(pool)} texts", file=sys.stderr)
    head, weights = stored(trained(pool, options.epochs))
    np.savez_compressed(ROOT / "src/dateline/language/weights/pronoun.npz", **head)
    np.savez_compressed(ROOT / "src/dateline/who/persons.npz", **weights)
    folds: dict[str, Any] = {}
    for fold in range(FOLDS):
        parts = stored(trained([one for one in pool if one.fold != fold], options.epochs))
        folds |= {f"{fold}.{name}": value for part in parts for name, value in part.items()}
        print(f"fold {fold} fitted", file=sys.stderr)
    np.savez_compressed(ROOT / "evaluation/pronouns.npz", **folds)


if __name__ == "__main__":
    main()
