"""Links: how well each name near a pronoun for a person fits it, by the vectors of both (the head `pronoun`).

A name is judged word by word, by its own vector, the pronoun's and their product; what stands between them and who else
is named is for `dateline.who` to weigh.  The names and pronouns of a pronoun's own window are judged, and those of the
window before it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from dateline.language.draft import Link
from dateline.language.heads import Seen, linear
from dateline.language.windows import FEATURES, tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.language.heads import Encoded, Flags, Floats, Weights
    from dateline.language.windows import Window

PRONOUNS = ("he", "him", "his", "himself", "she", "her", "hers", "herself")
"""The pronouns that are linked: those for one person."""
HIDDEN = 32
"""Hidden units of the head."""
_CAPITALS = (1, 2)  # of `windows.Window.features`, without quote marks
_QUOTED = FEATURES // 2


@cache
def _tables() -> tuple[Flags, Flags]:
    """Which word pieces are pronouns, by their ids, and which features say that a piece has a capital."""
    words = tokenizer()
    pronouns = np.zeros(words.get_vocab_size(), dtype=np.bool_)
    pronouns[[words.token_to_id(word) for word in PRONOUNS]] = True
    return pronouns, np.isin(np.arange(FEATURES) % _QUOTED, _CAPITALS)


def seen(window: Window, encoded: Encoded) -> Seen:
    """What a window shows of names and pronouns."""
    is_pronoun, has_capital = _tables()
    last = np.append(window.starts[1:], True)
    last[-2:] = True  # the mark at the end begins no word
    pronouns = is_pronoun[window.ids] & last
    at = np.flatnonzero((has_capital[window.features % FEATURES] | pronouns) & window.starts)
    return Seen(window.spans[at, 0], encoded.vectors[at], pronouns[at])


def find(pages: Sequence[Seen], weights: Weights) -> Iterator[Link]:
    """The links of each pronoun of a document, in order; none where the weights have no head for them.

    Args:
        pages: the document's windows, in order.
        weights: the heads' weights by name.
    """
    if "pronoun.out.weight" not in weights:
        return
    for number, page in enumerate(pages):
        if page.pronouns.any():
            near = [*pages[max(0, number - 1) : number], page]
            starts = np.concatenate([one.starts for one in near]).tolist()
            scores = judged(page.vectors[page.pronouns], np.concatenate([one.vectors for one in near]), weights)
            for start, mine in zip(page.starts[page.pronouns].tolist(), scores.round(2).tolist(), strict=True):
                found = dict(zip(starts, mine, strict=True))
                del found[start]
                yield Link(start, found)


def judged(pronouns: Floats, names: Floats, weights: Weights) -> Floats:
    """How well words (names, width) fit pronouns (pronouns, width): logits (pronouns, names)."""
    name = "pronoun"
    token, gate = linear(weights, f"{name}.token", names), linear(weights, f"{name}.token_gate", names)
    hidden = gate * linear(weights, f"{name}.anchor_gate", pronouns)[:, None]
    hidden += token
    hidden += linear(weights, f"{name}.anchor", pronouns)[:, None]
    np.maximum(hidden, 0, out=hidden)
    return linear(weights, f"{name}.out", hidden)[..., 0]
