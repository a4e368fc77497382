"""Make `src/dateline/linking/weights/mentions.npz`: which words name an act, where they lie, and when two name one.

    python training/acts.py [--write]

Everything is fitted on the training topics of ECB+ over the shipped encoder, in numpy:

- `find`: a logistic regression over the vectors of words, on the sentences that were checked;
- `space`: a linear map after which the vectors of one act's words lie close: whitened by how they differ within an
  act, then the first directions in which acts differ (linear discriminants);
- `pair`: a logistic regression over `acts.FEATURES`, on pairs of gold acts of one story;
- `limit.join`: the best of `JOINS` on half of the topics, with `pair` fitted on the other half.

`limit.find` and `limit.story` are set by hand: a word too many costs little, and stories are to be whole.  What the
development topics say of it is printed by `python evaluation/linking.py`.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dateline import language
from dateline.language import encoder as encoders
from dateline.language.heads import Words, read
from dateline.linking import acts, mentions
from dateline.linking.mentions import Word
from dateline.linking.stories import stories

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "evaluation"))
import linking as evaluation  # noqa: E402
import logistic  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from dateline.language.draft import Draft
    from dateline.linking.acts import Scene

    Floats = NDArray[np.float64]
    Row = dict[str, Any]
    Table = dict[str, NDArray[np.float32]]

TARGET = ROOT / "src/dateline/linking/weights/mentions.npz"
WIDTH, SHRINK = 64, 0.3
STEPS, RATE, DECAY = 400, 0.3, 1e-4
PENALTY = 5.0
FIND, STORY = 0.01, 0.15
JOINS = (0.15, 0.2, 0.25, 0.3)


@dataclass(frozen=True)
class Read:
    """A row, its draft, and the words of its windows: spans (words, 2), sentences (words,), vectors (words, width)."""

    row: Row
    draft: Draft
    spans: NDArray[np.int64]
    sentences: NDArray[np.int64]
    vectors: NDArray[np.float32]


def read_rows(rows: Sequence[Row]) -> list[Read]:
    """The rows as the encoder sees them."""
    encoder, done = encoders.shipped(), []
    for row, document in zip(rows, evaluation.documents(list(rows)), strict=True):
        draft = language.split(document)
        windows = [(window, encoder.encode(window)) for window in language.cut(draft)]
        found = [read(w, e, encoder.weights, encoder.thresholds) for w, e in windows]
        words = [Words(w, e) for w, e in windows]
        spans = [np.stack([one.begin, one.end], axis=1) for one in words]
        parts = (spans, [one.sentence for one in words], [one.vectors for one in words])
        done.append(Read(row, language.with_findings(draft, found), *map(np.concatenate, parts)))
    return done


def number(value: float) -> NDArray[np.float32]:
    """A number as the table holds it."""
    return np.asarray(value, dtype=np.float32)


def gold_of(one: Read, *, checked: bool = True) -> dict[tuple[int, int], str]:
    """The clusters of a row's event mentions by span; of all, or of those in checked sentences."""
    found = evaluation.gold([one.row], checked=checked)
    return {(start, end): cluster for (_, start, end), cluster in found.items()}


def finder(reads: Iterable[Read]) -> Table:
    """`find`: fitted by gradient, since the words are many."""
    vectors, named = [], []
    for one in reads:
        row, marked = one.row, gold_of(one)
        spans = [
            s for s, n in zip(row["sentences"], row["sentence_ids"], strict=True) if n in row["validated_sentences"]
        ]
        for (start, end), vector in zip(one.spans.tolist(), one.vectors, strict=True):
            if any(a <= start < b for a, b in spans):
                vectors.append(vector)
                named.append(any(a <= start and end <= b for a, b in marked))
    table, right = np.stack(vectors).astype(np.float64), np.array(named, dtype=np.float64)
    mean, spread = table.mean(axis=0), table.std(axis=0)
    table = (table - mean) / spread
    weights, bias, speed, bias_speed = np.zeros(table.shape[1]), 0.0, np.zeros(table.shape[1]), 0.0
    for _ in range(STEPS):
        error = 1 / (1 + np.exp(-(table @ weights + bias))) - right
        speed = 0.9 * speed + table.T @ error / len(right) + DECAY * weights
        bias_speed = 0.9 * bias_speed + error.mean()
        weights, bias = weights - RATE * speed, bias - RATE * bias_speed
    return {
        "find.weight": (weights / spread).astype(np.float32),
        "find.bias": number(bias - float(mean @ (weights / spread))),
    }


def heads(one: Read, sure: NDArray[np.float32], *, checked: bool = True) -> dict[int, str]:
    """The word of each gold mention that most likely names its act, by index, with the mention's cluster."""
    found = {}
    for (start, end), cluster in gold_of(one, checked=checked).items():
        inside = [n for n, at in enumerate(one.spans[:, 0].tolist()) if start <= at < end]
        if inside:
            found[max(inside, key=lambda n: sure[n])] = cluster
    return found


def space(reads: Iterable[Read], table: Table) -> Table:
    """`space`: linear discriminants of acts, the scatter within an act shrunk towards a ball.

    Acts are those of checked sentences; how acts differ among each other is seen on all that are marked.
    """
    groups: dict[str, list[NDArray[np.float32]]] = {}
    marked = []
    for one in reads:
        sure = mentions.chances(one.vectors, table)
        marked += [one.vectors[at] for at in heads(one, sure, checked=False)]
        for at, cluster in heads(one, sure).items():
            groups.setdefault(cluster, []).append(one.vectors[at])
    every = np.stack(marked).astype(np.float64)
    mean = every.mean(axis=0)
    several = [np.stack(group) for group in groups.values() if len(group) > 1]
    apart = np.concatenate([group - group.mean(axis=0) for group in several]).astype(np.float64)
    within = apart.T @ apart / (len(apart) - len(several))
    within = (1 - SHRINK) * within + SHRINK * np.eye(len(within)) * np.trace(within) / len(within)
    values, axes = np.linalg.eigh(within)
    white = axes @ np.diag(values**-0.5) @ axes.T
    _, axes = np.linalg.eigh(white @ np.cov((every - mean).T) @ white)
    return {
        "space.mean": mean.astype(np.float32),
        "space.weight": (white @ axes[:, ::-1][:, :WIDTH]).astype(np.float32),
    }


def words(one: Read, table: Table) -> list[Word]:
    """The words of a row that name an act, as `mentions.read_all` finds them."""
    sure = mentions.chances(one.vectors, table)
    return [
        Word(
            one.draft.document.id,
            (start, end),
            one.draft.slice((start, end)),
            int(one.sentences[at]),
            float(sure[at]),
            (one.vectors[at] - table["space.mean"]) @ table["space.weight"],
        )
        for at, (start, end) in enumerate(one.spans.tolist())
        if sure[at] >= table["limit.find"]
    ]


def gold_scene(reads: Sequence[Read], table: Table) -> tuple[Scene, list[str]]:
    """The gold acts of rows side by side, with their clusters."""
    kept: list[tuple[Draft, list[Word]]] = []
    cluster_of: dict[tuple[str, tuple[int, int]], str] = {}
    for one in reads:
        mine = heads(one, mentions.chances(one.vectors, table))
        starts = {int(one.spans[at, 0]): cluster for at, cluster in mine.items()}
        found = [word for word in words(one, table) if word.span[0] in starts]
        cluster_of |= {(one.draft.document.id, word.span): starts[word.span[0]] for word in found}
        kept.append((one.draft, found))
    scene = acts.scene(kept)
    return scene, [cluster_of[act.found[0].document, act.found[0].span] for act in scene.acts]


def pair(reads: Sequence[Read], table: Table) -> Table:
    """`pair`: fitted on the pairs of gold acts of each story."""
    scene, clusters = gold_scene(reads, table)
    features, right = [], []
    for story in stories(scene.names, float(table["limit.story"])):
        mine = [n for n, act in enumerate(scene.acts) if act.document in set(story)]
        first, second, rows = acts.compared(scene, mine)
        features.append(rows)
        right += [clusters[mine[a]] == clusters[mine[b]] for a, b in zip(first.tolist(), second.tolist(), strict=True)]
    pull = np.full(len(acts.FEATURES), PENALTY)
    fitted = logistic.fit(np.concatenate(features).astype(np.float64), np.array(right, dtype=np.float64), pull)
    print({name: round(weight, 2) for name, weight in zip(acts.FEATURES, fitted.tolist(), strict=True)})
    return {"pair.weight": fitted.astype(np.float32)}


def measured(reads: Sequence[Read], table: Table) -> dict[float, float]:
    """CoNLL F1 of rows by the least chance to join."""
    rows = [one.row for one in reads]
    scene, found = acts.scene([(one.draft, words(one, table)) for one in reads]), {}
    for join in JOINS:
        clusters = acts.linked(scene, table | {"limit.join": number(join)})
        found[join] = evaluation.conll(rows, evaluation.told_by_words(evaluation.gold(rows), clusters))[0]
    return found


def main() -> None:
    """Fit, choose, report, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help=f"rewrite {TARGET.relative_to(ROOT)}")
    options = parser.parse_args()
    reads = read_rows(evaluation.rows("train"))
    table: Table = {"limit.find": number(FIND), "limit.story": number(STORY)}
    halves = [[one for one in reads if one.row["topic"] % 2 == n] for n in (0, 1)]
    half = dict(table) | finder(halves[0])
    half |= space(halves[0], half)
    half |= pair(halves[0], half)
    scores = measured(halves[1], half)
    print("CoNLL F1 on held-out topics by the least chance to join:", scores)
    table |= finder(reads) | {"limit.join": number(max(scores, key=lambda join: scores[join]))}
    table |= space(reads, table)
    table |= pair(reads, table)
    if options.write:
        TARGET.parent.mkdir(exist_ok=True)
        np.savez(TARGET, **{name: table[name] for name in sorted(table)})  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
