"""Whom "he" and "she" take up: every mention near a pronoun weighed by a small fitted network.

What the network sees are the numbers of `traits`; it gives a logit to which the encoder's own (`Draft.links`) is added.
A pronoun may take up an earlier pronoun too, and so whomever that one takes up; the mentions of one name share their
probability, and the likeliest name wins.  The weights (`persons.npz`) are made by `training/persons.py`, together with
the encoder's head.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np

from dateline.language import encoder
from dateline.who.lexicon import lexicon
from dateline.who.traits import MENTION, PAIR, PRONOUN, Traits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.who.cast import Candidate, Cast
    from dateline.who.speakers import Speakers
    from dateline.who.traits import Floats, Ints

WINDOW = 8
"""Sentences back that a pronoun may reach; ahead it reaches into the next one."""
TRAITS = len(PAIR) + len(MENTION) + len(PRONOUN)
"""How many numbers the network sees of a pronoun and a mention."""
_NAMED = frozenset({"person", "name", "group", "government"})
_BEFORE, _BEHIND = 64, 16  # mentions that are weighed at most
_EARLIER = 8  # earlier pronouns that are weighed at most


@cache
def weights() -> Mapping[str, Floats]:
    """The network's weights by name, read once: layers `one`, `two` and `out`, and the logit of nobody, `none`.

    Raises:
        KnowledgeError: they are not in the package.
    """
    with as_file(files("dateline.who") / "persons.npz") as path:
        return encoder.arrays(path)


def weighed(traits: Floats) -> Floats:
    """The network's logits (mentions,) for traits (mentions, `TRAITS`)."""
    table, hidden = weights(), traits
    for layer in ("one", "two"):
        hidden = np.maximum(hidden @ table[f"{layer}.weight"].T + table[f"{layer}.bias"], 0)
    found: Floats = (hidden @ table["out.weight"].T + table["out.bias"])[:, 0]
    return found


@dataclass(frozen=True, slots=True)
class Choice:
    """What a pronoun at the word `index` may take up.

    `mentions` are indices of the candidates, `pronouns` word indices of earlier pronouns; `traits` (mentions and
    pronouns, `TRAITS`) and `links` (mentions and pronouns) are what is seen of each, in that order.
    """

    index: int
    mentions: Ints
    pronouns: tuple[int, ...]
    traits: Floats
    links: Floats


class Persons:
    """The pronouns for persons of one document; they are asked about in order.

    `told` is, by the word index of each pronoun settled so far, the probability of each name.
    """

    def __init__(self, cast: Cast, speakers: Speakers) -> None:
        self._cast = cast
        self._speakers = speakers
        self.told: dict[int, Mapping[str, float]] = {}

    @cached_property
    def traits(self) -> Traits:
        """What is seen of the mentions that can be a person."""
        able = (
            c for c in self._cast.candidates if not c.several and (c.kind in _NAMED if c.named else c.kind == "person")
        )
        return Traits(self._cast, self._speakers, tuple(able))

    @cached_property
    def pronouns(self) -> list[int]:
        """The word indices of the pronouns for persons, in order."""
        known = lexicon().pronouns
        return [i for i, low in enumerate(self._cast.words.lower) if known.get(low) in {"male", "female"}]

    @cached_property
    def _links(self) -> Mapping[int, Mapping[int, float]]:
        return {link.start: link.scores for link in self._cast.draft.links}

    def tell(self, index: int, name: str) -> None:
        """Settle whom the pronoun at a word index takes up, for the pronouns after it."""
        self.told[index] = {name: 1.0}

    def best(self, index: int, barred: set[str]) -> Candidate | None:
        """Whom the pronoun at a word index most likely takes up, none of those barred; ``None``: nobody is there."""
        choice = self.choice(index, barred)
        if not len(choice.traits):
            return None
        logits = np.append(weighed(choice.traits) + choice.links, weights()["none"])
        chances = np.exp(logits - logits.max())
        chances /= chances.sum()
        own = dict(zip(choice.mentions.tolist(), chances.tolist(), strict=False))
        total = self._shared(own, dict(zip(choice.pronouns, chances[len(own) :].tolist(), strict=False)))
        self.told[index] = total
        allowed = {name: chance for name, chance in total.items() if name not in barred}
        return self._mention(max(allowed, key=allowed.__getitem__), own, index) if allowed else None

    def _shared(self, own: Mapping[int, float], taken: Mapping[int, float]) -> Mapping[str, float]:
        """The probability of each name: of its mentions, and of earlier pronouns that take it up."""
        total: dict[str, float] = {}
        for number, chance in own.items():
            name = self.traits.mentions[number].name
            total[name] = total.get(name, 0.0) + chance
        for earlier, chance in taken.items():
            for name, share in self.told.get(earlier, {}).items():
                total[name] = total.get(name, 0.0) + chance * share
        return total

    def _mention(self, name: str, own: Mapping[int, float], index: int) -> Candidate:
        """The likeliest of a name's mentions that were weighed, else its last one before the pronoun."""
        mine = [number for number in own if self.traits.mentions[number].name == name]
        if mine:
            return self.traits.mentions[max(mine, key=own.__getitem__)]
        return next(m for m in reversed(self.traits.mentions) if m.name == name and m.words[0] < index)

    # -- what is weighed -------------------------------------------------------------------------------------------

    def choice(self, index: int, barred: set[str]) -> Choice:
        """What the pronoun at a word index may take up."""
        traits = self.traits
        kind = lexicon().pronouns[self._cast.words.lower[index]]
        mentions, earlier = self._near(index, kind, barred), self._earlier(index, kind)
        places = np.array(earlier, dtype=np.int64)
        sentences = [self.sentences[i] for i in earlier]
        first = np.append(traits.first[mentions], places)
        after = np.append(traits.after[mentions], places + 1)
        sentence = np.append(traits.sentence[mentions], np.array(sentences, dtype=np.int64))
        seen = np.concatenate([traits.seen[mentions], *(traits.taken(i)[None] for i in earlier)])
        linked, links = self._linked(index, first, after)
        rest = self._said(index, mentions, earlier)
        pair = [traits.between(index, first, after, self.sentences[index] - sentence), self._genders(mentions, earlier)]
        pair += [traits.parted(index, first, after), rest, traits.together(index, first)[:, None], linked[:, None]]
        asked = np.broadcast_to(traits.asked(index), (len(first), len(PRONOUN)))
        return Choice(index, mentions, tuple(earlier), np.concatenate([*pair, seen, asked], axis=1), links)

    def _near(self, index: int, kind: str, barred: set[str]) -> Ints:
        """The mentions that a pronoun may take up: within reach, not around it, of names not barred."""
        traits = self.traits
        here = self.sentences[index]
        middle = int(np.searchsorted(traits.first, index))
        low, high = max(0, middle - _BEFORE), middle + _BEHIND
        back = here - traits.sentence[low:high]
        apart = (traits.first[low:high] > index) | (traits.after[low:high] <= index)
        near = low + np.flatnonzero((back <= WINDOW) & (back >= -1) & apart)
        return near[[self._may(traits.mentions[i], index, kind, barred) for i in near.tolist()]] if len(near) else near

    @staticmethod
    def _may(mention: Candidate, index: int, kind: str, barred: set[str]) -> bool:
        if mention.name in barred or mention.gender not in {None, kind}:
            return False
        return mention.named or mention.words[0] < index

    def _earlier(self, index: int, kind: str) -> list[int]:
        """Earlier pronouns of the same gender within reach."""
        same = self._alike[kind]
        place = bisect.bisect_left(same, index)
        here = self.sentences[index]
        return [i for i in same[max(0, place - _EARLIER) : place] if here - self.sentences[i] <= WINDOW]

    @cached_property
    def _alike(self) -> Mapping[str, list[int]]:
        known, low = lexicon().pronouns, self._cast.words.lower
        return {kind: [i for i in self.pronouns if known[low[i]] == kind] for kind in ("male", "female")}

    @cached_property
    def sentences(self) -> Mapping[int, int]:
        """The sentence of each pronoun by its word index."""
        return {i: self._cast.draft.sentence_at(self._cast.words.starts[i]) for i in self.pronouns}

    def _genders(self, mentions: Ints, earlier: list[int]) -> Floats:
        """Whether each is known to be of the pronoun's gender, not of any (mentions and pronouns, 1)."""
        known = [self.traits.mentions[i].gender is not None for i in mentions.tolist()]
        return np.array([*known, *[True] * len(earlier)], dtype=np.float32)[:, None]

    def _said(self, index: int, mentions: Ints, earlier: list[int]) -> Floats:
        """Whether each is the last speaker before a verb of saying, and a pronoun (mentions and pronouns, 2)."""
        last = self._speakers.before(self._cast.words.starts[index])
        spoke = [last is not None and self.traits.mentions[i].name == last.name for i in mentions.tolist()]
        rows = [[one, False] for one in spoke] + [[False, True]] * len(earlier)
        return np.array(rows, dtype=np.float32).reshape(-1, 2)

    def _linked(self, index: int, first: Ints, after: Ints) -> tuple[Floats, Floats]:
        """Whether the encoder has judged each, and its logit: that of the last word of a name that it has judged."""
        words = self._cast.words
        scores = self._links.get(words.starts[index], {})
        at = sorted(scores)
        ends = [bisect.bisect_left(at, words.ends[i - 1]) - 1 for i in after.tolist()]
        starts = [words.starts[i] for i in first.tolist()]
        held = [place >= 0 and at[place] >= start for place, start in zip(ends, starts, strict=True)]
        found = [scores[at[place]] if known else 0.0 for place, known in zip(ends, held, strict=True)]
        return np.array(held, dtype=np.float32), np.array(found, dtype=np.float32)
