"""The type of what one given party does to another: `Coder.relation`.

No head of its own: every word of the window is taken for a trigger as far as it is one, and counts as far as the
source does what it names and the target has it done to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dateline import language
from dateline.errors import InputError
from dateline.language import heads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.language.encoder import Encoder
    from dateline.language.heads import Floats, Words
    from dateline.records import Document

    Span = tuple[int, int]

DOUBT = 0.02
"""Added to the chance of each role, so that a pair which no word links still has its likeliest type."""

ACTOR, RECIPIENT = (heads.ROLES.index(name) for name in ("actor", "recipient"))


def relation(document: Document, encoder: Encoder, source: Span | None, target: Span | None) -> dict[str, float]:
    """The probability of each type, the likeliest first; see `Coder.relation`.

    Raises:
        InputError: see `read`.
    """
    return ranked(heads.TYPES, read(document, encoder, source, target).types)


def ranked(names: Sequence[str], chances: Floats) -> dict[str, float]:
    """Probabilities of three decimals by name, the likeliest first."""
    order = sorted(zip(names, chances.tolist(), strict=True), key=lambda pair: -pair[1])
    return {name: round(chance, 3) for name, chance in order}


@dataclass(frozen=True, slots=True)
class Pair:
    """What the heads make of a pair.

    `types` (16,) are probabilities in the order of `heads.TYPES`; `vectors` (4 times width,) describe the source, the
    target, what links them and the whole window, for whoever has other labels to tell (`what.plv`).
    """

    types: Floats
    vectors: Floats


def read(document: Document, encoder: Encoder, source: Span | None, target: Span | None) -> Pair:
    """What the heads make of a pair of spans in a document's text, either of which may be missing.

    Raises:
        InputError: a span holds no word, or the two stand too far apart to be read at once.
    """
    for window in language.cut(language.split(document)):
        words = heads.Words(window, encoder.encode(window))
        ours = [words.touching(span) if span else np.ones(len(words.at), dtype=bool) for span in (source, target)]
        if all(some.any() for some in ours):
            return _pair(words, encoder.weights, *ours)
    message = (
        "The source or the target holds no word, or they stand more than a few sentences apart: check the offsets."
    )
    raise InputError(message)


def _pair(words: Words, weights: heads.Weights, source: heads.Flags, target: heads.Flags) -> Pair:
    chances = heads.softmax(words.layer("kind"))
    types = chances[:, 1::2] + chances[:, 2::2]
    links = types.sum(axis=1) * _linked(words, weights, source, target)
    links /= links.sum()
    shares = links @ (types / types.sum(axis=1, keepdims=True))
    vectors = words.vectors
    parts = (vectors[source].mean(axis=0), vectors[target].mean(axis=0), links @ vectors, vectors.mean(axis=0))
    return Pair(shares / shares.sum(), np.concatenate(parts))


def _linked(words: Words, weights: heads.Weights, source: heads.Flags, target: heads.Flags) -> Floats:
    """How far each word (words,), taken for a trigger, has the source as actor and the target as recipient."""
    head = words.pair_head(weights, "role")
    inside = source & target  # a word of both names neither's act, unless all words are both: nobody was given
    at = np.flatnonzero(~inside | inside.all())
    logits = head.logits(words.vectors[at], words.at - words.at[at, None])
    roles = 1 - heads.softmax(logits.reshape(*logits.shape[:2], len(heads.ROLES), 3))[..., 0]
    done = (roles[:, source, ACTOR].max(axis=1) + DOUBT) * (roles[:, target, RECIPIENT].max(axis=1) + DOUBT)
    result = np.full(len(words.at), DOUBT**2, dtype=np.float32)
    result[at] = done
    return result
