"""From a pair to the labels of PLV, the public set of sentences with a marked source and target.

PLV's 15 roots are CAMEO's in PLOVER's names: YIELD stands for CONCEDE and RETREAT, sanctions are often COERCE.  The
coder knows nothing of them: this adapter has an encoder of its own read the sentence, with the words of the pair
marked, and a small head tells the root (`weights/`, trained together by `training/`; docs/model.md says why it is not
the coder's encoder).  Both are loaded when first asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np

from dateline import reading
from dateline.language import encoder, heads
from dateline.language.windows import marked, touching
from dateline.what import pairs

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.language.encoder import Encoder
    from dateline.language.heads import Floats, Weights
    from dateline.language.windows import Window

    Span = tuple[int, int]

QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
}
"""PLV's roots with the quad class of each."""

ROOTS = tuple(sorted(QUADS))
PARTS = 4
HIDDEN = 256


def parts(window: Window, source: Span | None, target: Span | None) -> Floats:
    """What the head reads of a window of n pieces, as shares of them (4, n): source, target, everything, the first."""
    everything = np.ones(len(window.ids), dtype=np.float32)
    first = np.eye(1, len(window.ids), dtype=np.float32)[0]
    ends = [touching(window.spans, span) if span else everything for span in (source, target)]
    rows = np.stack([*ends, everything, first]).astype(np.float32)
    shares: Floats = rows / rows.sum(axis=1, keepdims=True)
    return shares


@dataclass(frozen=True, slots=True)
class Adapter:
    """An encoder that has learnt what marks mean, and its head's weights by name."""

    model: Encoder
    head: Weights


@cache
def shipped() -> Adapter:
    """The adapter that the package carries.

    Raises:
        KnowledgeError: its weights are not in the package.
    """
    with as_file(files("dateline.what") / "weights") as folder:
        return load(folder)


def load(folder: Path) -> Adapter:
    """Load an adapter: the files of an encoder, and `plv.npz`.

    Raises:
        KnowledgeError: one of them is missing.
    """
    return Adapter(encoder.load(folder), encoder.arrays(folder / "plv.npz"))


def root(text: str, source: Span | None, target: Span | None) -> dict[str, float]:
    """The probability of each of PLV's roots for a pair of spans of a text, the likeliest first.

    Raises:
        InputError: the text is empty, or a span holds no word of it.
    """
    return told(text, source, target, shipped())


def told(text: str, source: Span | None, target: Span | None, adapter: Adapter) -> dict[str, float]:
    """`root`, by a given adapter."""
    window = pairs.window_of(reading.from_text(text), source, target)
    vectors = adapter.model.encode(marked(window, source, target)).vectors
    read = (parts(window, source, target) @ vectors).reshape(1, -1)
    hidden = np.maximum(heads.linear(adapter.head, "hidden", read), 0)
    return pairs.ranked(ROOTS, heads.softmax(heads.linear(adapter.head, "out", hidden))[0])
