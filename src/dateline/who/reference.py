"""What pronouns and definite phrases stand for, by recency, number, gender, kind and who is speaking."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from dateline.who.lexicon import lexicon
from dateline.who.speakers import Speakers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.who.cast import Candidate, Cast
    from dateline.who.phrases import Phrase

_WINDOW = 8  # sentences back that a pronoun may reach
_OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG"})
_GENERIC = frozenset({"group", "organisation", "organization", "body", "movement", "network", "outfit", "faction"})
_PERSONS = frozenset({"male", "female"})
_WEIGHTS = {
    "sentence": -1.0,
    "subject": 0.7,
    "named": 0.3,
    "often": 0.15,
    "beside": 2.0,
    "word": -0.01,
    "describing": -0.8,
    "official": -1.5,
}


class References:
    """Answers for one document; what has been asked is kept."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._kept: dict[int, Candidate | None] = {}
        self.speakers = Speakers(cast, self.pronoun)

    @cached_property
    def _often(self) -> Counter[str]:
        return Counter(c.name for c in self._cast.candidates)

    # -- pronouns --------------------------------------------------------------------------------------------------

    def pronoun(self, index: int) -> Candidate | None:
        """Whom the pronoun at a word index stands for, or ``None``."""
        if index not in self._kept:
            self._kept[index] = None
            self._kept[index] = self._pronoun(index)
        return self._kept[index]

    def _pronoun(self, index: int) -> Candidate | None:
        low = self._cast.words.lower[index]
        kind = lexicon().pronouns.get(low)
        offset = self._cast.words.starts[index]
        if kind is None or kind == "hearer":
            return None
        if kind == "speaker":
            return self.speakers.of(offset)
        said = self._says(index)
        if said and kind != "thing":
            speaker = self.speakers.before(offset)
            if speaker and _fits(speaker, kind, spoke=True):
                return speaker
        return self._best(index, kind)

    def _says(self, index: int) -> bool:
        """Whether the pronoun is the subject of a verb of saying."""
        words = self._cast.words
        return any(0 <= i < len(words) and words.lower[i] in lexicon().saying for i in (index + 1, index - 1))

    def _best(self, index: int, kind: str) -> Candidate | None:
        here = self._cast.draft.sentence_at(self._cast.words.starts[index])
        barred = self._barred(index)
        scored = [
            (self._score(candidate, index, here, kind), candidate.words[0], candidate)
            for candidate in self._before(index, here)
            if _fits(candidate, kind) and candidate.name not in barred
        ]
        return max(scored, key=lambda s: s[:2])[2] if scored else None

    def _before(self, index: int, here: int) -> Iterator[Candidate]:
        for candidate in self._cast.candidates:
            if candidate.words[1] > index:
                break
            if here - candidate.sentence <= _WINDOW:
                yield candidate
        yield from self._couples(index, here)

    def _couples(self, index: int, here: int) -> list[Candidate]:
        return [c for c in self._cast.couples if c.words[1] <= index and here - c.sentence <= _WINDOW]

    def _barred(self, index: int) -> set[str]:
        """Names that the pronoun can't be: the speaker around it, and for an object its own clause's subject."""
        words = self._cast.words
        barred: set[str] = set()
        speaker = self.speakers.of(words.starts[index])
        if speaker:
            barred.add(speaker.name)
        low = words.lower[index]
        follows = words.lower[index + 1] if index + 1 < len(words) else ""
        if low in lexicon().objects and not (low in {"her", "it"} and (follows.isalpha() and low == "her")):
            barred.update(self._clause_subject(index))
        return barred

    def _clause_subject(self, index: int) -> list[str]:
        """The subject right before the verb that an object pronoun follows."""
        words = self._cast.words
        for probe in range(index - 1, max(-1, index - 6), -1):
            low = words.lower[probe]
            if low in {",", ";", "that", "who", "which", "and", "as", "when"}:
                return []
            if low in {"he", "she", "they", "it"}:
                found = self.pronoun(probe)
                return [found.name] if found else []
            ended = [c for c in self._cast.candidates if c.words[1] == probe + 1 and c.subject]
            if ended:
                return [c.name for c in ended]
        return []

    def _score(self, candidate: Candidate, index: int, here: int, kind: str) -> float:
        weight = _WEIGHTS
        score = weight["sentence"] * (here - candidate.sentence)
        score += weight["subject"] * candidate.subject + weight["named"] * candidate.named
        score += weight["describing"] * candidate.describing
        score += weight["often"] * min(self._often[candidate.name], 5)
        if here == candidate.sentence:
            score += weight["word"] * (index - candidate.words[1])
            joined = candidate.words[1] == index - 1 and self._cast.words.lower[index - 1] in {"and", "or"}
            score += weight["beside"] * joined
        if kind == "plural":
            score -= {"people": 0.0, "group": 0.8, "government": 1.0}.get(candidate.kind, 1.6) * (not candidate.several)
        if kind == "thing" and candidate.kind in {"state", "government"}:
            score -= 0.3
        return score

    # -- definite phrases ------------------------------------------------------------------------------------------

    def phrase(self, phrase: Phrase) -> Candidate | None:
        """Which earlier mention a definite phrase takes up, or ``None``."""
        form = phrase.noun.form
        groups = lexicon().groups
        if phrase.owner or phrase.nation or not phrase.definite:
            return None
        if phrase.noun.plural:
            return self._several(phrase)
        if form in lexicon().offices:
            return self._described(phrase)
        if form in groups["person"] and phrase.noun.kind == "person":
            return self._described(phrase) or self._latest(phrase, {"person"})
        if form in groups["state"]:
            return self._latest(phrase, {"state"})
        if form in groups["body"] | groups["armed"]:
            return self._body(phrase)
        return None

    def _earlier(self, phrase: Phrase) -> list[Candidate]:
        return [c for c in self._cast.candidates if c.words[1] <= phrase.first]

    def _latest(self, phrase: Phrase, kinds: set[str]) -> Candidate | None:
        """The likeliest earlier name of a kind."""
        here = self._cast.draft.sentence_at(self._cast.words.starts[phrase.first])
        gender = phrase.noun.gender
        fit = [
            c
            for c in self._earlier(phrase)
            if c.kind in kinds
            and c.named
            and here - c.sentence <= _WINDOW
            and not (gender and c.gender and c.gender != gender)
        ]
        return max(fit, key=lambda c: (self._score(c, phrase.first, here, "any"), c.words[0]), default=None)

    def _described(self, phrase: Phrase) -> Candidate | None:
        """The last named person whom the text calls by this noun, before or (for a headline) after."""
        form = phrase.noun.form
        fit = [c for c in self._cast.candidates if c.named and c.kind == "person" and form in c.nouns]
        before = [c for c in fit if c.words[1] <= phrase.first]
        if before:
            return before[-1]
        names = {c.name for c in fit}
        return fit[0] if len(names) == 1 and form not in {"leader", "official", "officer", "man", "woman"} else None

    def _body(self, phrase: Phrase) -> Candidate | None:
        form = phrase.noun.form
        groups = [c for c in self._earlier(phrase) if c.kind in {"group", "name"} and c.named]
        if form not in _GENERIC:
            alike = [c for c in groups if form in c.name.lower().split() or form in c.nouns]
            return alike[-1] if alike else None
        here = self._cast.draft.sentence_at(self._cast.words.starts[phrase.first])
        near = [c for c in groups if here - c.sentence <= _WINDOW and (c.kind == "group" or form in c.nouns)]
        return max(near, key=lambda c: (self._group_score(c, phrase, here), c.words[0]), default=None)

    def _group_score(self, candidate: Candidate, phrase: Phrase, here: int) -> float:
        """A generic noun takes up an armed group or an association sooner than an office of state."""
        score = self._score(candidate, phrase.first, here, "any")
        official = bool(_OFFICIAL & set(candidate.actor.sectors)) or not _is_group(candidate)
        return score + _WEIGHTS["official"] * official

    def _several(self, phrase: Phrase) -> Candidate | None:
        """The couple that "the two countries" or "both leaders" takes up."""
        states = phrase.noun.form in {"country", "nation", "government", "state", "side", "neighbor", "neighbour"}
        persons = phrase.noun.form in {"leader", "president", "minister", "man", "woman", "brother", "suspect"}
        if not states and not persons:
            return None
        fit = [c for c in self._cast.couples if c.words[1] <= phrase.first and (c.kind == "state") == states]
        return fit[-1] if fit else None


def _is_group(candidate: Candidate) -> bool:
    official = {
        "department",
        "ministry",
        "police",
        "court",
        "university",
        "parliament",
        "senate",
        "house",
        "forces",
        "pentagon",
    }
    return not official & set(candidate.name.lower().split())


def _fits(candidate: Candidate, kind: str, *, spoke: bool = False) -> bool:
    """Whether a candidate has the number, gender and kind that a pronoun asks for."""
    if candidate.placed or candidate.kind in {"place", "nationality"}:
        return False
    if kind in _PERSONS:
        return candidate.kind == "person" and not candidate.several and candidate.gender in {None, kind}
    if kind == "plural":
        return candidate.kind != "person" or spoke or candidate.several
    return candidate.kind in {"group", "state", "government"} and not candidate.several
