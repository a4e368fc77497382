"""Annotated documents to tensors: windows, packed into batches, with a target for every head."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import torch
from torch import Tensor

from dateline.language import heads
from dateline.language.windows import LIMIT, Window, marked, windows
from dateline.what import plv

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from corpora import Annotated, Trigger

Span: TypeAlias = tuple[int, int]

IGNORED = -100
MASK = 103
SHORTEST = 96
ROUND = 16


@dataclass(slots=True)
class Anchored:
    """An anchor (trigger or cue) of a window with its targets; IGNORED where the corpus says nothing."""

    pieces: list[int]
    labels: np.ndarray
    mode: int = IGNORED
    factuality: int = IGNORED
    value: float | None = None


@dataclass(slots=True)
class Example:
    """A window with the targets of its words: `types` (pieces, classes) or None, `cues` and `entities` (pieces,).

    `pair` says, where one is marked, which pieces a head reads of it (parts, pieces) and the number of its root.
    """

    window: Window
    types: np.ndarray | None
    cues: np.ndarray
    entities: np.ndarray
    triggers: list[Anchored]
    links: list[Anchored]
    pair: tuple[np.ndarray, int] | None = None


@dataclass(slots=True)
class Batch:
    """Padded tensors of several examples; anchors carry their row."""

    ids: Tensor
    mask: Tensor
    features: Tensor
    examples: list[Example]


def examples(document: Annotated, rng: random.Random) -> Iterator[Example]:
    """The windows of a document; their length varies from epoch to epoch, and with it what stands beside what."""
    limit = rng.randint(SHORTEST, LIMIT)
    for window in windows(document.text, document.sentences, document.quoted, limit):
        yield example(document, window)


def hidden(found: Example, share: float, rng: random.Random) -> Example:
    """An example with a share of its pieces hidden, so that what is learnt rests on more than single words."""
    chosen = np.array([rng.random() < share for _ in found.window.ids]) & (found.window.spans[:, 0] >= 0)
    ids = np.where(chosen, MASK, found.window.ids)
    return replace(found, window=replace(found.window, ids=ids))


def example(document: Annotated, window: Window) -> Example:
    """One window with its targets."""
    asked, pair = document.pair, None
    if asked is not None:
        pair = plv.parts(window, asked.source, asked.target), plv.ROOTS.index(asked.root)
        window = marked(window, asked.source, asked.target)
    place = _Placer(window)
    size = len(window.ids)
    types = None
    if document.triggers is not None and document.whole:
        types = np.zeros((size, 1 + 2 * len(heads.TYPES)), dtype=np.float32)
        types[:, 0] = 1
        for trigger in document.triggers:
            _mark(types, place(trigger.span), trigger.types or {})
    cues = _marks(size, place, [s for c in document.cues for s in c.spans] if document.cues is not None else None)
    return Example(
        window,
        types,
        cues,
        _names(document, place, size),
        [_anchor(t, place, window) for t in document.triggers or () if place(t.span)],
        [a for c in document.cues or () if (a := _link(c.spans, (c.sources, c.contents), place, window))],
        pair,
    )


class _Placer:
    """From characters to the first pieces of the words that they touch."""

    def __init__(self, window: Window) -> None:
        self.at = np.flatnonzero(window.starts)
        self.begin = window.spans[self.at, 0]
        last = np.append(self.at[1:], len(window.ids) - 1) - 1
        self.end = window.spans[last, 1] if len(self.at) else self.begin

    def __call__(self, span: Span) -> list[int]:
        if not len(self.at):
            return []
        return [int(i) for i in self.at[(self.begin < span[1]) & (self.end > span[0])]]


def _mark(types: np.ndarray, pieces: list[int], weights: dict[str, float]) -> None:
    for order, piece in enumerate(pieces):
        types[piece] = 0
        for name, weight in weights.items():
            types[piece, 1 + 2 * heads.TYPES.index(name) + (order > 0)] = weight


def _marks(size: int, place: _Placer, spans: Sequence[Span] | None) -> np.ndarray:
    if spans is None:
        return np.full(size, IGNORED)
    labels = np.zeros(size, dtype=np.int64)
    for span in spans:
        for order, piece in enumerate(place(span)):
            labels[piece] = 1 + (order > 0)
    return labels


def _names(document: Annotated, place: _Placer, size: int) -> np.ndarray:
    if document.entities is None:
        return np.full(size, IGNORED)
    labels = np.zeros(size, dtype=np.int64)
    found = [(span, label) for span, label in document.entities]
    if document.toponyms is not None:
        for span, label in found:
            if label == "place":
                labels[place(span)] = IGNORED
        found = [(s, label) for s, label in found if label != "place"] + [(s, "place") for s in document.toponyms]
    for span, label in found:
        for order, piece in enumerate(place(span)):
            labels[piece] = 1 + 2 * heads.ENTITIES.index(label) + (order > 0)  # type: ignore[arg-type]
    return labels


def _anchor(trigger: Trigger, place: _Placer, window: Window) -> Anchored:
    pieces = place(trigger.span)
    labels = np.full((len(heads.ROLES), len(window.ids)), IGNORED)
    if trigger.value is None:
        inside = window.starts & (window.sentence == window.sentence[pieces[0]])
        labels[: 3 if trigger.types is None else len(heads.ROLES), inside] = 0
        for name, span in trigger.roles:
            row = heads.ROLES.index(name)  # type: ignore[arg-type]
            for order, piece in enumerate(p for p in place(span) if inside[p]):
                labels[row, piece] = 1 + (order > 0)
    return Anchored(
        pieces,
        labels,
        heads.MODES.index(trigger.mode) if trigger.mode in heads.MODES else IGNORED,
        heads.FACTUALITIES.index(trigger.factuality) if trigger.factuality else IGNORED,
        trigger.value,
    )


def _link(spans: list[Span], ends: tuple[list[Span], list[Span]], place: _Placer, window: Window) -> Anchored | None:
    pieces = [p for span in spans for p in place(span)]
    if not pieces:
        return None
    labels = np.full((len(heads.LINKS), len(window.ids)), IGNORED)
    labels[:, window.starts] = 0
    for row, wanted in enumerate(ends):
        for span in wanted:
            for order, piece in enumerate(place(span)):
                labels[row, piece] = 1 + (order > 0)
    return Anchored(pieces, labels)


def batches(found: list[Example], budget: int, rng: random.Random) -> Iterator[Batch]:
    """Examples of like length together, at most `budget` pieces (padding included) a batch, in random order."""
    found = sorted(found, key=lambda e: (len(e.window.ids), rng.random()))
    groups: list[list[Example]] = []
    for item in reversed(found):
        if groups and (len(groups[-1]) + 1) * len(groups[-1][0].window.ids) <= budget:
            groups[-1].append(item)
        else:
            groups.append([item])
    rng.shuffle(groups)
    for group in groups:
        yield collate(group)


def collate(group: list[Example]) -> Batch:
    """Pad a group of examples to the longest, rounded up (kernels are compiled once a shape)."""
    longest = -(-max(len(e.window.ids) for e in group) // ROUND) * ROUND

    def padded(rows: list[np.ndarray]) -> Tensor:
        return torch.tensor(np.stack([np.pad(r, (0, longest - len(r))) for r in rows]))

    return Batch(
        padded([e.window.ids for e in group]),
        padded([np.ones(len(e.window.ids), dtype=np.int64) for e in group]),
        padded([e.window.features for e in group]),
        group,
    )
