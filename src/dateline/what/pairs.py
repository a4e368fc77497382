"""The type of what one given party does to another: `Coder.relation`.

No head of its own: every word of the window is taken for a trigger as far as it is one, and counts as far as the
source does what it names and the target has it done to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from dateline import language
from dateline.errors import InputError
from dateline.language import heads
from dateline.language.windows import touching

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.language.encoder import Encoder
    from dateline.language.heads import Floats, Words
    from dateline.language.windows import Window
    from dateline.records import Document

    Span = tuple[int, int]

DOUBT = 0.02
"""Added to the chance of each role, so that a pair which no word links still has its likeliest type."""

ACTOR, RECIPIENT = (heads.ROLES.index(name) for name in ("actor", "recipient"))


def relation(document: Document, encoder: Encoder, source: Span | None, target: Span | None) -> dict[str, float]:
    """The probability of each type, the likeliest first; see `Coder.relation`.

    Raises:
        InputError: see `window_of`.
    """
    return ranked(heads.TYPES, types(document, encoder, source, target))


def ranked(names: Sequence[str], chances: Floats) -> dict[str, float]:
    """Probabilities of three decimals by name, the likeliest first."""
    order = sorted(zip(names, chances.tolist(), strict=True), key=lambda pair: -pair[1])
    return {name: round(chance, 3) for name, chance in order}


def window_of(document: Document, source: Span | None, target: Span | None) -> Window:
    """The window of a document in which both spans (either may be missing) have words.

    Raises:
        InputError: a span holds no word, or the two stand too far apart to be read at once.
    """
    for window in language.cut(language.split(document)):
        if all(span is None or touching(window.spans, span).any() for span in (source, target)):
            return window
    message = (
        "The source or the target holds no word, or they stand more than a few sentences apart: check the offsets."
    )
    raise InputError(message)


def types(document: Document, encoder: Encoder, source: Span | None, target: Span | None) -> Floats:
    """The probabilities (16,) of the types, in the order of `heads.TYPES`, for a pair of spans in a document's text.

    Raises:
        InputError: see `window_of`.
    """
    window = window_of(document, source, target)
    words = heads.Words(window, encoder.encode(window))
    ends = [words.touching(span) if span else np.ones(len(words.at), dtype=bool) for span in (source, target)]
    chances = heads.softmax(words.layer("kind"))
    each = chances[:, 1::2] + chances[:, 2::2]
    links = each.sum(axis=1) * _linked(words, encoder.weights, *ends)
    shares: Floats = links / links.sum() @ (each / each.sum(axis=1, keepdims=True))
    shares /= shares.sum()
    return shares


def _linked(words: Words, weights: heads.Weights, source: heads.Flags, target: heads.Flags) -> Floats:
    """How far each word (words,), taken for a trigger, has the source as actor and the target as recipient."""
    head = words.pair_head(weights, "role")
    inside = source & target  # a word of both names neither's act, unless all words are both: nobody was given
    at = np.flatnonzero(~inside | inside.all())
    roles = 1 - head.chances(words.vectors[at], words.at - words.at[at, None])[..., 0]
    done = (roles[:, source, ACTOR].max(axis=1) + DOUBT) * (roles[:, target, RECIPIENT].max(axis=1) + DOUBT)
    result = np.full(len(words.at), DOUBT**2, dtype=np.float32)
    result[at] = done
    return result
