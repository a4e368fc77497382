"""What pronouns and definite phrases stand for, by recency, number, gender, kind and who is speaking.

Pronouns for one person are for `persons` to weigh.
"""

from __future__ import annotations

import bisect
from collections import Counter
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from dateline.who import tables
from dateline.who.lexicon import lexicon
from dateline.who.persons import Persons
from dateline.who.speakers import Speakers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.who.cast import Candidate, Cast
    from dateline.who.phrases import Phrase

_MANY = 200  # mentions back that a definite phrase may reach
_WINDOW = 8  # sentences back that a pronoun may reach
_OFFICIAL = frozenset({"GOV", "COP", "JUD", "LEG"})
_INSTITUTIONS = frozenset({"department", "ministry", "police", "court", "university", "parliament", "senate", "house"})
_FORCES = frozenset({"army", "navy", "military", "forces", "pentagon"})
_GENERIC = frozenset({"group", "organisation", "organization", "body", "movement", "network", "outfit", "faction"})
_COUNTED = {"both": 2, "two": 2, "three": 3, "four": 4}
_COUNTING = frozenset({"the", "these", "those", *_COUNTED})
_PERSONS = frozenset({"male", "female"})
_WEIGHTS = {
    "sentence": -1.0,
    "subject": 0.7,
    "named": 0.3,
    "often": 0.15,
    "beside": 2.0,
    "word": -0.01,
    "describing": -0.8,
    "owning": -0.5,
    "quoted": -0.7,
    "official": -1.5,
}


class References:
    """Answers for one document; what has been asked is kept."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._kept: dict[int, Candidate | None] = {}
        self._settled = 0
        self.speakers = Speakers(cast, self.pronoun)
        self.persons = Persons(cast, self.speakers)

    @cached_property
    def _often(self) -> Counter[str]:
        return Counter(c.name for c in self._cast.candidates)

    # -- pronouns --------------------------------------------------------------------------------------------------

    def pronoun(self, index: int) -> Candidate | None:
        """Whom the pronoun at a word index stands for, or ``None``; the ones before it are settled first."""
        while self._settled < len(self._pronouns) and self._pronouns[self._settled] <= index:
            earlier = self._pronouns[self._settled]
            self._settled += 1
            self._kept[earlier] = None  # one that asks back finds nothing
            self._kept[earlier] = self._pronoun(earlier)
        return self._kept.get(index)

    @cached_property
    def _pronouns(self) -> list[int]:
        known = lexicon().pronouns
        return [index for index, low in enumerate(self._cast.words.lower) if low in known]

    def _pronoun(self, index: int) -> Candidate | None:
        kind = lexicon().pronouns[self._cast.words.lower[index]]
        offset = self._cast.words.starts[index]
        if kind == "hearer":
            return None
        if kind == "speaker":
            return self.speakers.of(offset)
        if kind != "thing" and self._says(index):
            speaker = self.speakers.before(offset)
            if speaker and _fits(speaker, kind, spoke=True):
                self.persons.tell(index, speaker.name)
                return speaker
        return self.persons.best(index, self.barred(index)) if kind in _PERSONS else self._best(index, kind)

    def _says(self, index: int) -> bool:
        """Whether the pronoun is the subject of a verb of saying."""
        words = self._cast.words
        return any(0 <= i < len(words) and words.lower[i] in lexicon().saying for i in (index + 1, index - 1))

    def _best(self, index: int, kind: str) -> Candidate | None:
        here = self._cast.draft.sentence_at(self._cast.words.starts[index])
        barred = self.barred(index)
        scored = [
            (self._score(candidate, index, here, kind), candidate.words[0], candidate)
            for candidate in self._before(index, here)
            if _fits(candidate, kind) and candidate.name not in barred
        ]
        return max(scored, key=lambda s: s[:2])[2] if scored else None

    def _before(self, index: int, here: int) -> Iterator[Candidate]:
        for candidate in reversed(self._cast.candidates_before(index, _MANY)):
            if here - candidate.sentence > _WINDOW:
                break
            yield candidate
        yield from (c for c in self.couples(index) if here - c.sentence <= _WINDOW)
        yield from self._again(index, here)

    def couples(self, index: int) -> list[Candidate]:
        """The last couples that end before a word."""
        high = bisect.bisect_right(self._couple_ends, index)
        return list(self._cast.couples[max(0, high - _WINDOW) : high])

    @cached_property
    def _couple_ends(self) -> list[int]:
        return [couple.words[1] for couple in self._cast.couples]

    def _again(self, index: int, here: int) -> Iterator[Candidate]:
        """Earlier pronouns of the same kind, as mentions of whom they stand for."""
        words = self._cast.words
        kind = lexicon().pronouns[words.lower[index]]
        before = bisect.bisect_left(self._pronouns, index)
        for earlier in reversed(self._pronouns[max(0, before - _MANY) : before]):
            sentence = self._cast.draft.sentence_at(words.starts[earlier])
            if here - sentence > _WINDOW:
                break
            found = self._kept.get(earlier)
            if found and lexicon().pronouns[words.lower[earlier]] == kind:
                subject = words.lower[earlier] in {"he", "she", "they", "it"}
                place = earlier, earlier + 1
                yield replace(found, words=place, sentence=sentence, subject=subject, describing=False, owning=False)

    def barred(self, index: int) -> set[str]:
        """Names that the pronoun can't be: the speaker around it, and for an object its own clause's subject."""
        words = self._cast.words
        barred: set[str] = set()
        speaker = self.speakers.of(words.starts[index])
        if speaker:
            barred.add(speaker.name)
        low = words.lower[index]
        follows = words.lower[index + 1] if index + 1 < len(words) else ""
        acts = low == "it" and lexicon().is_verb(follows)
        owns = low == "her" and follows.isalpha()
        if low in lexicon().objects and not acts and not owns:
            barred.update(self._clause_subject(index))
        return barred

    def _clause_subject(self, index: int) -> list[str]:
        """The nearest subject before an object pronoun."""
        words = self._cast.words
        for probe in range(index - 1, max(-1, index - 14), -1):
            low = words.lower[probe]
            if low in {".", ";", "who", "which", "when"}:
                return []
            if low in {"he", "she", "they", "it"}:
                found = self.pronoun(probe)
                return [found.name] if found else []
            ended = [
                c for c in self._cast.candidates_between(probe, probe + 1) if c.words[1] == probe + 1 and c.subject
            ]
            if ended:
                return [c.name for c in ended]
        return []

    def _quoted(self, index: int) -> bool:
        return self.speakers.quotation(self._cast.words.starts[index]) is not None

    def _score(self, candidate: Candidate, index: int, here: int, kind: str) -> float:
        weight = _WEIGHTS
        score = weight["sentence"] * (here - candidate.sentence)
        score += weight["subject"] * candidate.subject + weight["named"] * candidate.named
        score += weight["describing"] * candidate.describing + weight["owning"] * candidate.owning
        score += weight["often"] * min(self._often[candidate.name], 5)
        if self._quoted(candidate.words[0]) and not self._quoted(index):
            score += weight["quoted"]
        if here == candidate.sentence:
            score += weight["word"] * (index - candidate.words[1])
            joined = candidate.words[1] == index - 1 and self._cast.words.lower[index - 1] in {"and", "or"}
            score += weight["beside"] * joined
        if kind == "plural":
            score -= {"people": 0.0, "group": 0.8, "government": 1.0}.get(candidate.kind, 1.6) * (not candidate.several)
        if kind == "thing":
            score -= {"group": 0.0, "name": 0.8}.get(candidate.kind, 0.3)
        return score

    # -- definite phrases ------------------------------------------------------------------------------------------

    def phrase(self, phrase: Phrase) -> Candidate | None:
        """Which earlier mention a definite phrase takes up, or ``None``."""
        form = phrase.noun.form
        office = form in lexicon().offices and not phrase.noun.plural
        if phrase.owner or phrase.nation:
            return self._officer(phrase) if office and phrase.nation else None
        if not phrase.definite:
            return None
        if phrase.noun.plural:
            return self._several(phrase)
        return self._described(phrase) if office else self._single(phrase)

    def _single(self, phrase: Phrase) -> Candidate | None:
        """What a singular noun takes up, by its kind."""
        form = phrase.noun.form
        groups = lexicon().groups
        if phrase.noun.kind == "person":
            return self._described(phrase) or (self._only(phrase) if form in groups["person"] else None)
        if form in groups["state"]:
            return self._state(phrase)
        return self._body(phrase) if form in groups["body"] | groups["armed"] else None

    def _earlier(self, phrase: Phrase) -> list[Candidate]:
        return self._cast.candidates_before(phrase.first, _MANY)

    def _state(self, phrase: Phrase) -> Candidate | None:
        """The likeliest earlier state; a kingdom or a republic must be called so."""
        here = self._cast.draft.sentence_at(self._cast.words.starts[phrase.first])
        form = phrase.noun.form
        fit = [c for c in self._earlier(phrase) if c.kind == "state" and here - c.sentence <= _WINDOW]
        if form in {"kingdom", "republic"}:
            fit = [c for c in fit if form in _official_name(c)]
        return max(fit, key=lambda c: (self._score(c, phrase.first, here, "any"), c.words[0]), default=None)

    def _only(self, phrase: Phrase) -> Candidate | None:
        """The only person whom the document names, if the sex fits: anybody else "the man" could be is unnamed."""
        people = self._people
        if len({c.name for c in people}) != 1:
            return None
        gender = phrase.noun.gender
        return None if gender and people[0].gender and people[0].gender != gender else people[0]

    @cached_property
    def _people(self) -> list[Candidate]:
        return [c for c in self._cast.candidates if c.kind == "person" and c.named]

    @cached_property
    def _introduced(self) -> dict[str, list[Candidate]]:
        """Noun -> the names that the text introduces by it, in order."""
        found: dict[str, list[Candidate]] = {}
        for candidate in self._cast.candidates:
            if candidate.named:
                for form in candidate.nouns:
                    found.setdefault(form, []).append(candidate)
        return found

    def _described(self, phrase: Phrase) -> Candidate | None:
        """The last named person whom the text calls by this noun, before or (for a headline) after."""
        form = phrase.noun.form
        fit = [c for c in self._introduced.get(form, ()) if c.kind == "person"]
        before = [c for c in fit if c.words[1] <= phrase.first]
        if before:
            return before[-1]
        names = {c.name for c in fit}
        return fit[0] if len(names) == 1 and form not in {"leader", "official", "officer", "man", "woman"} else None

    def _officer(self, phrase: Phrase) -> Candidate | None:
        """The one person of that nation whom the text calls by this office ("the Ruritanian president")."""
        if phrase.determiner in lexicon().indefinite:
            return None
        form = phrase.noun.form
        fit = [c for c in self._introduced.get(form, ()) if c.actor.country == phrase.nation]
        return fit[0] if len({c.name for c in fit}) == 1 else None

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
        counted = self._cast.words.lower[phrase.first : phrase.head]
        if not set(counted) <= _COUNTING:
            return None
        states = phrase.noun.form in {"country", "nation", "government", "state", "side", "neighbor", "neighbour"}
        persons = phrase.noun.form in {"leader", "president", "minister", "man", "woman", "brother", "suspect"}
        if not states and not persons:
            return None
        sizes = {_COUNTED[word] for word in counted if word in _COUNTED}
        fit = [c for c in self.couples(phrase.first) if (c.kind == "state") == states and sizes <= {c.size}]
        return fit[-1] if fit else None


def _official_name(candidate: Candidate) -> str:
    state = tables.countries().get(candidate.actor.country or "")
    return (state.official_name or "").lower() if state else ""


def _is_group(candidate: Candidate) -> bool:
    """Whether a name's words leave it open to be called "the group": no ministry, no army."""
    low = candidate.name.lower().split()
    return not _INSTITUTIONS & set(low) and not _FORCES & set(low[-1:])


def _fits(candidate: Candidate, kind: str, *, spoke: bool = False) -> bool:
    """Whether a candidate has the number, gender and kind that a pronoun asks for."""
    if candidate.placed or candidate.kind in {"place", "nationality"}:
        return False
    if kind in _PERSONS:
        return candidate.kind in {"person", "name"} and not candidate.several and candidate.gender in {None, kind}
    if kind == "plural":
        return candidate.kind != "person" or spoke or candidate.several
    return candidate.kind in {"group", "state", "government", "name"} and not candidate.several
