"""Every word of a report that names an act, whether or not it is one of PLOVER's.

A coded event is of sixteen types; what reports of one story share goes beyond that ("nominated", "released the film").
One layer over the encoder's vectors tells the words that name an act, another gives each a place in a small space where
words for one act lie close.  Both are made by training/acts.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np

from dateline import language
from dateline.language import encoder as encoders
from dateline.language.heads import Words, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dateline.language.draft import Draft, Span
    from dateline.language.encoder import Encoder
    from dateline.language.heads import Findings, Floats, Weights
    from dateline.records import Document


@dataclass(frozen=True, slots=True)
class Word:
    """A word that names an act: its span and text, the index of its sentence, the chance that it does.

    `vector` (width,) is its place among the words for acts, as the encoder sees it in its sentence.
    """

    document: str
    span: Span
    text: str
    sentence: int
    chance: float
    vector: Floats


@cache
def weights() -> Weights:
    """The layers that the package carries, and the limits that go with them.

    Raises:
        KnowledgeError: they are missing.
    """
    with as_file(files("dateline.linking") / "weights" / "mentions.npz") as path:
        return encoders.arrays(path)


def read_all(documents: Iterable[Document], encoder: Encoder) -> Iterator[tuple[Draft, list[Word]]]:
    """Each document as a draft with what the encoder finds in it, and the words in it that name an act."""
    for document in documents:
        draft = language.split(document)
        found: list[Findings] = []
        words: list[Word] = []
        for window in language.cut(draft):
            encoded = encoder.encode(window)
            found.append(read(window, encoded, encoder.weights, encoder.thresholds))
            words += _words(draft, Words(window, encoded))
        yield language.with_findings(draft, found), words


def chances(vectors: Floats, table: Weights) -> Floats:
    """How likely each of some words names an act: (words, width) to (words,)."""
    return np.asarray(1 / (1 + np.exp(-(vectors @ table["find.weight"] + table["find.bias"]))), dtype=np.float32)


def _words(draft: Draft, read_words: Words) -> Iterator[Word]:
    """The words of a window that are likely enough to name an act."""
    table = weights()
    sure = chances(read_words.vectors, table)
    for at in np.flatnonzero(sure >= table["limit.find"]).tolist():
        span = read_words.span(at, at + 1)
        yield Word(
            document=draft.document.id,
            span=span,
            text=draft.slice(span),
            sentence=int(read_words.sentence[at]),
            chance=float(sure[at]),
            vector=(read_words.vectors[at] - table["space.mean"]) @ table["space.weight"],
        )


def head(words: Sequence[Word], span: Span) -> Word | None:
    """Of the words in a span the one that most likely names its act; ``None``: none does."""
    inside = [word for word in words if span[0] <= word.span[0] < span[1]]
    return max(inside, key=lambda word: (word.chance, -word.span[0]), default=None)
