"""Sentences to windows: what the encoder reads at once.

A window is a run of whole sentences of one document, at most `LIMIT` word pieces long, so that each sentence is read
once, with its neighbours.  The pieces are uncased; what the case and the quote marks say is given beside them, as one
small feature a piece.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from dateline.records import Sentence

    Ints: TypeAlias = NDArray[np.int64]
    Span = tuple[int, int]

LIMIT = 192
"""Most word pieces that a window holds, its two marks included."""

LONGEST = 384
"""Most word pieces of one sentence that are read; a longer one (a list, a table) is read in parts."""

FEATURES = 8
"""How many values the feature of a piece has: four of case, times two for inside quote marks."""

MARKS = 4
"""Marks that a piece may have beside it, when a pair is asked about: none, source, target, both."""

_CLS, _SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder reads at once, in word pieces.

    `ids` and `features` are int64 of shape (pieces,), marks included.  `spans` is int64 of shape (pieces, 2), each
    piece's characters in the document's text (the marks have (-1, -1)); `sentence` is each piece's sentence index
    (-1 for marks); `starts` says which pieces begin a word.
    """

    ids: Ints
    features: Ints
    spans: Ints
    sentence: Ints
    starts: NDArray[np.bool_]


@cache
def tokenizer() -> Any:  # noqa: ANN401 - tokenizers ships no types
    """The encoder's word-piece tokenizer (a `tokenizers.Tokenizer`), read once from the package."""
    from tokenizers import Tokenizer  # noqa: PLC0415

    return Tokenizer.from_str(files("dateline.language").joinpath("weights/tokenizer.json").read_text("utf-8"))


def windows(
    text: str, sentences: Sequence[Sentence], quoted: Iterable[tuple[int, int]] = (), limit: int = LIMIT
) -> list[Window]:
    """Cut a document into windows.

    Args:
        text: the document's text.
        sentences: its sentences, in order; gaps (repeats) are simply not read.
        quoted: spans inside quote marks.
        limit: most pieces a window may hold.
    """
    if not sentences:
        return []
    inside = _inside(len(text), quoted)
    encodings = tokenizer().encode_batch([s.text for s in sentences], add_special_tokens=False)
    parts: list[tuple[int, Any, int, int]] = []
    for number, encoding in enumerate(encodings):
        size = len(encoding.ids)
        parts += [(number, encoding, at, min(at + LONGEST, size)) for at in range(0, size, LONGEST)]
    result: list[Window] = []
    held: list[tuple[int, Any, int, int]] = []
    room = limit - 2
    for part in parts:
        size = part[3] - part[2]
        if held and size > room:
            result.append(_window(text, sentences, held, inside))
            held, room = [], limit - 2
        held.append(part)
        room -= size
    if held:
        result.append(_window(text, sentences, held, inside))
    return result


def marked(window: Window, source: Span | None, target: Span | None) -> Window:
    """A window with the words of a pair marked, for a model that has learnt what the marks mean."""
    marks = touching(window.spans, source) * 1 + touching(window.spans, target) * 2
    return replace(window, features=window.features + FEATURES * marks)


def touching(spans: Ints, span: Span | None) -> NDArray[np.bool_]:
    """Which of some stretches of text (stretches, 2) touch the characters of a span; of ``None``, none does."""
    start, end = span or (0, 0)
    touched: NDArray[np.bool_] = (spans[:, 0] < end) & (spans[:, 1] > start) & (spans[:, 0] >= 0)
    return touched & (start < end)


def _inside(length: int, quoted: Iterable[tuple[int, int]]) -> NDArray[np.bool_]:
    inside = np.zeros(length + 1, dtype=np.bool_)
    for start, end in quoted:
        inside[start:end] = True
    return inside


def _window(
    text: str,
    sentences: Sequence[Sentence],
    parts: Sequence[tuple[int, Any, int, int]],
    inside: NDArray[np.bool_],
) -> Window:
    ids: list[int] = [_CLS]
    spans: list[tuple[int, int]] = [(-1, -1)]
    owner: list[int] = [-1]
    starts: list[bool] = [False]
    for number, encoding, first, last in parts:
        base = sentences[number].span[0]
        ids += encoding.ids[first:last]
        owner += [number] * (last - first)
        spans += [(base + a, base + b) for a, b in encoding.offsets[first:last]]
        words = encoding.word_ids[first - 1 : last] if first else [None, *encoding.word_ids[:last]]
        starts += [words[i] != words[i - 1] for i in range(1, len(words))]
    ids.append(_SEP)
    spans.append((-1, -1))
    owner.append(-1)
    starts.append(False)
    places = np.array(spans, dtype=np.int64)
    case = np.array([_case(text[a:b]) if a >= 0 else 0 for a, b in spans], dtype=np.int64)
    features = case + 4 * inside[places[:, 0]] * (places[:, 0] >= 0)
    return Window(
        np.array(ids, dtype=np.int64),
        features,
        places,
        np.array(owner, dtype=np.int64),
        np.array(starts, dtype=np.bool_),
    )


def _case(piece: str) -> int:
    """0 lower case or no letters, 1 a capital first, 2 all capitals (two letters or more), 3 has a digit."""
    if not piece or not (piece[0].isupper() or piece[0].isdigit()):
        return 0
    if piece[0].isdigit():
        return 3
    return 2 if len(piece) > 1 and piece.isupper() else 1
