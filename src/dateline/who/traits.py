"""What tells whom "he" or "her" takes up: what is seen of a mention, of a pronoun, and of the two together.

Everything is given as numbers, one column each, named in `MENTION`, `PRONOUN` and `PAIR`; `persons` weighs them.
"""

from __future__ import annotations

import bisect
from collections import Counter
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from dateline.who.lexicon import lexicon

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dateline.who.cast import Candidate, Cast
    from dateline.who.speakers import Speakers

    Floats: TypeAlias = NDArray[np.float32]
    Ints: TypeAlias = NDArray[np.int64]
    Flags: TypeAlias = NDArray[np.bool_]

MENTION = (
    "named person name group government subject owning describing placed preposition belonging joined verb comma and "
    "often most first opening leads rank single quoted bracketed introduced"
).split()
"""What is seen of a mention: how it is written, where it stands, what follows it, how often it is named."""
PRONOUN = (
    "subject possessive object reflexive female quoted bracketed opens early position says verb preposition clause "
    "acted many led"
).split()
"""What is seen of a pronoun: its form, where it stands, what stands beside it."""
PAIR = (
    "here before two far behind behind_here behind_far distance distance_here between next gender "
    "no_comma commas clauses no_clause speaker pronoun paragraph linked"
).split()
"""What is seen of both: sentences and words between them, gender, whether the encoder has linked them."""

SUBJECTS = frozenset({"he", "she"})
_REFLEXIVE = frozenset({"himself", "herself"})
_BELONGING = frozenset({"of", "by", "with"})
_PREPOSITIONS = frozenset("of with by to for from in at on against about between after and or".split())
_CONJUNCTIONS = frozenset("when while after before as because that if where since although".split())
_LEADING = _PREPOSITIONS | frozenset("while when as before despite during through throughout although since".split())
_CLAUSES = frozenset(
    "who which that whose whom where ; : and but when while as because after before if".split()
)  # words and marks between clauses
_OPENING, _EARLY = 3, 5  # words


def is_owner(words: tuple[str, ...], index: int) -> bool:
    """Whether the pronoun at an index possesses what follows it."""
    follows = words[index + 1] if index + 1 < len(words) else ""
    plain = follows[:1].isalpha() and follows not in lexicon().function
    return words[index] == "his" or (words[index] == "her" and plain)


class Traits:
    """What is seen in one document; `mentions` are the candidates, in order."""

    def __init__(self, cast: Cast, speakers: Speakers, mentions: tuple[Candidate, ...]) -> None:
        self._cast = cast
        self._speakers = speakers
        self._low = cast.words.lower
        self.mentions = mentions
        self.first = np.array([m.words[0] for m in mentions], dtype=np.int64)
        self.after = np.array([m.words[1] for m in mentions], dtype=np.int64)
        self.sentence = np.array([m.sentence for m in mentions], dtype=np.int64)
        self._ends = sorted(self.after.tolist())
        self._starts = sorted(self.first.tolist())
        self._taken: dict[int, Floats] = {}

    def _at(self, index: int) -> str:
        return self._low[index] if 0 <= index < len(self._low) else ""

    def _verb(self, index: int) -> bool:
        return lexicon().is_verb(self._at(index))

    @cached_property
    def _depth(self) -> list[int]:
        """How many brackets are open at each word."""
        return list(accumulate((low == "(") - (low == ")") for low in self._low))

    @cached_property
    def _commas(self) -> Ints:
        return np.cumsum([0, *(low == "," for low in self._low)])

    @cached_property
    def _clauses(self) -> Ints:
        return np.cumsum([0, *(low in _CLAUSES for low in self._low)])

    def _bracketed(self, index: int) -> bool:
        return self._depth[index] > 0

    def _quoted(self, index: int) -> bool:
        return self._speakers.quotation(self._cast.words.starts[index]) is not None

    def _paragraph(self, index: int) -> int:
        starts = self._cast.draft.paragraphs
        return bisect.bisect_right(starts, self._cast.words.starts[index], key=lambda p: p[0])

    # -- mentions --------------------------------------------------------------------------------------------------

    @cached_property
    def seen(self) -> Floats:
        """What is seen of the mentions (mentions, `MENTION`)."""
        often = Counter(m.name for m in self.mentions)
        most = max(often.values(), default=1)
        known: set[str] = set()
        rank: Counter[int] = Counter()
        rows = []
        for mention in self.mentions:
            count, place = often[mention.name], rank[mention.sentence]
            told = [np.log(count), count == most, mention.name not in known, mention.words[0] < _OPENING]
            rows.append([*self._written(mention), *told, place == 0, np.log1p(place), *self._placed(mention)])
            known.add(mention.name)
            rank[mention.sentence] += 1
        return np.array(rows, dtype=np.float32).reshape(len(rows), len(MENTION))

    def _written(self, mention: Candidate) -> list[bool]:
        first, after = mention.words
        before, follows = self._at(first - 1), self._at(after)
        kinds = [mention.kind == kind for kind in ("person", "name", "group", "government")]
        stands = [mention.subject, mention.owning, mention.describing, mention.placed]
        beside = [before in _PREPOSITIONS, before in _BELONGING, before == "and"]
        return [mention.named, *kinds, *stands, *beside, self._verb(after), follows == ",", follows == "and"]

    def _placed(self, mention: Candidate) -> list[bool]:
        first, after = mention.words
        return [after - first == 1, self._quoted(first), self._bracketed(first), bool(mention.nouns)]

    def taken(self, index: int) -> Floats:
        """What is seen of an earlier pronoun as a mention (`MENTION`,)."""
        if index not in self._taken:
            self._taken[index] = self._as_mention(index)
        return self._taken[index]

    def _as_mention(self, index: int) -> Floats:
        low = self._low[index]
        told = dict.fromkeys(MENTION, False)
        told |= {"subject": low in SUBJECTS, "owning": is_owner(self._low, index), "single": True}
        told |= {"preposition": self._at(index - 1) in _PREPOSITIONS, "verb": self._verb(index + 1)}
        told |= {"quoted": self._quoted(index), "bracketed": self._bracketed(index)}
        return np.array([told[name] for name in MENTION], dtype=np.float32)

    # -- pronouns --------------------------------------------------------------------------------------------------

    def asked(self, index: int) -> Floats:
        """What is seen of a pronoun (`PRONOUN`,)."""
        draft, low = self._cast.draft, self._low[index]
        sentence = draft.sentence_at(self._cast.words.starts[index])
        start = self._cast.words.first_from(draft.sentences[sentence].span[0]) if draft.sentences else 0
        place, before = index - start, self._at(index - 1)
        owns, saying = is_owner(self._low, index), lexicon().saying
        form = [low in SUBJECTS, owns, not owns and low in {"him", "her", "hers"}, low in _REFLEXIVE]
        stands = [self._quoted(index), self._bracketed(index), place < 1, place < _EARLY, np.log1p(max(0, place))]
        beside = [self._at(index + 1) in saying or before in saying, self._verb(index + 1), before in _PREPOSITIONS]
        rest = [
            before in _CONJUNCTIONS,
            self._verb(index - 1),
            np.log1p(len(self.mentions)),
            self._at(start) in _LEADING,
        ]
        return np.array([*form, lexicon().pronouns[low] == "female", *stands, *beside, *rest], dtype=np.float32)

    # -- both ------------------------------------------------------------------------------------------------------

    def between(self, index: int, first: Ints, after: Ints, back: Ints) -> Floats:
        """What lies between a pronoun and mentions so many sentences `back`: `PAIR` up to "next" (mentions, 11)."""
        behind = first > index
        far = np.log1p(np.maximum(0, np.where(behind, first - index, index - after)))
        others = np.log1p([self._others(index, *pair) for pair in zip(first.tolist(), after.tolist(), strict=True)])
        steps = [back == 0, back == 1, back == 2, back > 2]  # noqa: PLR2004 - sentences
        steps += [behind, behind & (back == 0), behind & (back < 0)]
        return np.stack([*steps, far, far * (back == 0), others, others == 0], axis=1).astype(np.float32)

    def _others(self, index: int, first: int, after: int) -> int:
        """How many mentions stand between a pronoun and a mention."""
        if first > index:
            return max(0, bisect.bisect_left(self._starts, first) - bisect.bisect_right(self._starts, index))
        return max(0, bisect.bisect_right(self._ends, index) - bisect.bisect_right(self._ends, after))

    def parted(self, index: int, first: Ints, after: Ints) -> Floats:
        """Commas and clauses between a pronoun and mentions: (mentions, from "no_comma" to "no_clause")."""
        low, high = np.minimum(index, after), np.maximum(index, first)
        commas = np.maximum(0, self._commas[high] - self._commas[low])
        clauses = np.maximum(0, self._clauses[high] - self._clauses[low])
        return np.stack([commas == 0, np.log1p(commas), np.log1p(clauses), clauses == 0], axis=1).astype(np.float32)

    def together(self, index: int, first: Ints) -> Floats:
        """Whether mentions stand in the paragraph of a pronoun (mentions,)."""
        here = self._paragraph(index)
        return np.array([self._paragraph(i) == here for i in first.tolist()], dtype=np.float32)
