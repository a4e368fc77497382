"""Which documents tell one story: by the names and numbers that they share, weighed by how rare they are among them."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from dateline.linking import words
from dateline.linking.incidents import average

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.language.draft import Draft
    from dateline.language.heads import Floats


def names(draft: Draft) -> Counter[str]:
    """The stems of the names in a document and its numbers, with how often they stand in it."""
    found = Counter(word for word in words.split(draft.text) if word.isdigit())
    found.update(words.stem(word) for entity in draft.entities for word in words.split(draft.slice(entity.span)))
    return found


def topic(draft: Draft) -> Counter[str]:
    """The stems of a document's words that say something, with how often they stand in it."""
    stop = words.table().stop
    return Counter(words.stem(word) for word in words.split(draft.text) if word not in stop and len(word) > 1)


def rarity(counts: Sequence[Mapping[str, int]]) -> dict[str, float]:
    """How rare each term is among documents: the logarithm of one document more than all over those that have it."""
    having = Counter(term for one in counts for term in one)
    return {term: math.log((len(counts) + 1) / number) for term, number in having.items()}


def rows(weighed: Sequence[Mapping[str, float]]) -> Floats:
    """Weighed terms as rows of unit length (documents, terms); a row without any is 0."""
    terms = {term: at for at, term in enumerate(sorted({term for one in weighed for term in one}))}
    table = np.zeros((len(weighed), max(1, len(terms))), dtype=np.float32)
    for row, one in zip(table, weighed, strict=True):
        row[[terms[term] for term in one]] = list(one.values())
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    return np.asarray(table / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def likeness(counts: Sequence[Mapping[str, int]]) -> Floats:
    """How alike documents are by their terms: (documents, documents) cosines of weighed counts."""
    rare = rarity(counts)
    table = rows([{term: (1 + math.log(n)) * rare[term] for term, n in one.items()} for one in counts])
    return np.asarray(table @ table.T, dtype=np.float32)


def stories(alike: Floats, least: float) -> list[list[int]]:
    """The documents that tell one story, by index: clusters whose average likeness is at least `least`."""
    first, second = np.nonzero(np.triu(alike > 0, 1))
    return average(
        len(alike), {(a, b): float(alike[a, b]) for a, b in zip(first.tolist(), second.tolist(), strict=True)}, least
    )
