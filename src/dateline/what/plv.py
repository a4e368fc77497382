"""From a pair to the labels of PLV, the public set of sentences with a marked source and target.

PLV's 15 roots are CAMEO's in PLOVER's names: YIELD stands for CONCEDE and RETREAT, sanctions are often COERCE.  The
coder knows nothing of them; this adapter is a softmax regression over what the heads make of a pair, fitted on
pairs.jsonl by `training/plv.py`, which measures it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np

from dateline import reading
from dateline.language import encoder, heads
from dateline.what import pairs

if TYPE_CHECKING:
    from dateline.language.heads import Floats

QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
}
"""PLV's roots with the quad class of each."""

ROOTS = tuple(sorted(QUADS))
FLOOR = 0.01


@dataclass(frozen=True, slots=True)
class Adapter:
    """A fitted regression: features less `mean` over `scale`, times `weights` (features + 1, roots)."""

    mean: Floats
    scale: Floats
    weights: Floats

    def chances(self, features: Floats) -> Floats:
        """Probabilities (pairs, roots) for features (pairs, features)."""
        return heads.softmax(scaled(features, self.mean, self.scale) @ self.weights)


def scaled(features: Floats, mean: Floats, scale: Floats) -> Floats:
    """Features as the regression sees them, with a constant at the end."""
    return np.concatenate([(features - mean) / scale, np.ones((len(features), 1), dtype=np.float32)], axis=1)


def features(pair: pairs.Pair) -> Floats:
    """What the regression reads of a pair."""
    return np.concatenate([np.log(pair.types + FLOOR), pair.vectors]).astype(np.float32)


@cache
def shipped() -> Adapter:
    """The adapter that the package carries."""
    with as_file(files("dateline.what") / "plv.npz") as path, np.load(path) as stored:
        return Adapter(*(stored[name].astype(np.float32) for name in ("mean", "scale", "weights")))


def root(text: str, source: tuple[int, int] | None, target: tuple[int, int] | None) -> dict[str, float]:
    """The probability of each of PLV's roots for a pair of spans of a text, the likeliest first.

    Raises:
        InputError: the text is empty, or a span holds no word of it.
    """
    pair = pairs.read(reading.from_text(text), encoder.shipped(), source, target)
    return pairs.ranked(ROOTS, shipped().chances(features(pair)[None])[0])
