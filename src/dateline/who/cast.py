"""The cast of a document: every mention that can act, in order, with what the document says of each."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dateline.records import Actor
from dateline.who.lexicon import lexicon
from dateline.who.naming import Named, Reader, headlines, labels
from dateline.who.nouns import Kind, noun
from dateline.who.phrases import Chunker, Phrase
from dateline.who.portraits import Portraits
from dateline.who.profiles import Profile, Profiles
from dateline.who.words import Words, read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dateline.language.draft import Draft, Span

_COUPLE = 8  # most members of a couple
_REACH = 12  # words that a mention may stretch back from its last


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention and what it can be taken up by.

    `words` are its first and last (exclusive) word, `noun` its head or the office it is introduced with, `several`
    says that it names more than one, `size` how many a couple has, `subject` that a verb follows, `placed` that it
    stands where a place stands, `owning` that a possessive follows, `describing` that it describes the noun after it
    ("the Hamas offices").
    """

    actor: Actor
    kind: Kind
    words: tuple[int, int]
    sentence: int
    gender: str | None = None
    several: bool = False
    size: int = 1
    subject: bool = False
    placed: bool = False
    describing: bool = False
    owning: bool = False
    named: bool = False
    nouns: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The plain name, or the words themselves."""
        return self.actor.name or self.actor.text


class Cast:
    """All that one document names, read once and asked often."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.words: Words = read_words(draft.text)
        self._lexicon = lexicon()
        starts = [s.span[0] for s in draft.sentences] + [p[0] for p in draft.paragraphs]
        self._openers = frozenset(self.words.first_from(start) for start in starts) | self._after_quotes()
        entities = [(entity.span, entity.label) for entity in draft.entities]
        titles = headlines(self.words, draft.paragraphs)
        self.names = Reader(self.words, self._openers, labels(self.words, entities), titles).names()
        self.profiles = Profiles(draft.text, self.words, self.names, draft.document.published.start)
        self.portraits = Portraits(self)
        self._placed: dict[int, bool] = {}  # by the word after a name: whether it stands where a place stands
        self.phrases = Chunker(self.words, self.names).phrases()

    def _after_quotes(self) -> frozenset[int]:
        return frozenset(self.words.first_from(quotation.inner[0]) for quotation in self.draft.quotations)

    def text_of(self, first: int, after: int) -> str:
        """The words from `first` to before `after`, white space made single."""
        return self.words.text(self.draft.text, first, after)

    # -- candidates ------------------------------------------------------------------------------------------------

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """Every mention outside repeats, in order of the text."""
        found = [*self._named(), *self._phrased()]
        found.sort(key=lambda c: (c.words, c.actor.span))
        return tuple(c for c in found if not self.draft.in_repeat(c.actor.span))

    @cached_property
    def couples(self) -> tuple[Candidate, ...]:
        """Two or three of a kind joined by commas and "and": what "they" or "the two countries" can take up."""
        kinds = {"person", "state", "group"}
        single = [c for c in self.candidates if c.named and c.kind in kinds and not c.placed]
        found: list[Candidate] = []
        for last in range(1, len(single)):
            members = [single[last]]
            for one in single[max(0, last - _COUPLE) : last][::-1]:
                link = self.words.lower[one.words[1] : members[0].words[0]]
                wanted = ("and",) if len(members) == 1 else (",",)
                if one.kind != members[0].kind or tuple(w for w in link if w != "the") not in {wanted, (",", *wanted)}:
                    break
                members.insert(0, one)
            if len(members) > 1:
                found.append(self._couple(members))
        return tuple(found)

    def candidates_between(self, first: int, after: int) -> list[Candidate]:
        """The candidates whose last word lies between two words, in order."""
        low = bisect.bisect_left(self._candidate_starts, first - _REACH)
        return [
            c
            for c in self.candidates[low : bisect.bisect_left(self._candidate_starts, after)]
            if c.words[1] <= after and c.words[1] > first
        ]

    def candidates_before(self, index: int, most: int) -> list[Candidate]:
        """The last candidates that end before a word, at most so many, in order."""
        high = bisect.bisect_left(self._candidate_starts, index)
        return [c for c in self.candidates[max(0, high - most) : high] if c.words[1] <= index]

    @cached_property
    def _candidate_starts(self) -> list[int]:
        return [c.words[0] for c in self.candidates]

    def names_between(self, first: int, after: int) -> list[Named]:
        """The names that lie between two words, in order."""
        low = bisect.bisect_left(self._name_starts, first)
        return [n for n in self.names[low : bisect.bisect_left(self._name_starts, after)] if n.after <= after]

    def name_from(self, first: int) -> Named | None:
        """The name that begins at a word."""
        low = bisect.bisect_left(self._name_starts, first)
        return self.names[low] if low < len(self.names) and self.names[low].first == first else None

    @cached_property
    def _name_starts(self) -> list[int]:
        return [n.first for n in self.names]

    def _couple(self, members: list[Candidate]) -> Candidate:
        first, last = members[0], members[-1]
        span = first.actor.span[0], last.actor.span[1]
        names = [member.name for member in members]
        name = ", ".join(names[:-1]) + " and " + names[-1]
        countries = {member.actor.country for member in members}
        shared = [code for code in first.actor.sectors if all(code in m.actor.sectors for m in members)]
        actor = Actor(
            span=span,
            text=self.draft.slice(span),
            name=name,
            country=first.actor.country if len(countries) == 1 else None,
            sectors=tuple(shared),
            via="text",
        )
        words = first.words[0], last.words[1]
        return Candidate(
            actor, first.kind, words, last.sentence, several=True, size=len(members), subject=last.subject, named=True
        )

    def actor(self, span: Span, profile: Profile) -> Actor:
        """An actor on a span."""
        return Actor(
            span=span,
            text=self.draft.slice(span),
            name=profile.name,
            id=profile.id,
            country=profile.country,
            sectors=profile.sectors,
            via=profile.via,
        )

    def _named(self) -> Iterator[Candidate]:
        inside = {i for phrase in self.phrases for i in range(phrase.first, phrase.head)}
        for named in self.names:
            if named.kind == "place" or (named.first in inside and (named.first, named.after) not in self.owners):
                continue
            span = self.words.span(named.start, named.after)
            self._placed[named.after] = self._is_placed(named)
            yield Candidate(
                self.actor(span, self.portraits.complete(named, self.profiles.of(named))),
                named.kind,
                (named.first, named.after),
                self.draft.sentence_at(span[0]),
                gender=self._gender(named),
                several=named.kind == "people",
                subject=self._is_subject(named.after) or self._leads(named.first),
                placed=self._placed[named.after],
                describing=self._describes(named.after),
                owning=self._owns(named.after),
                named=True,
                nouns=self._introduced(named),
            )

    def _phrased(self) -> Iterator[Candidate]:
        for phrase in self.phrases:
            span = self.words.span(phrase.first, phrase.after)
            yield Candidate(
                self.actor(span, self.describe(phrase)),
                phrase.noun.kind,
                (phrase.first, phrase.after),
                self.draft.sentence_at(span[0]),
                gender=phrase.noun.gender,
                several=phrase.noun.plural,
                subject=self._is_subject(phrase.after) or self._leads(phrase.first),
                nouns=frozenset({phrase.noun.form}),
            )

    def describe(self, phrase: Phrase) -> Profile:
        """What a common noun phrase says by itself: its words without the article, nationality and sectors."""
        first = phrase.first
        if phrase.determiner in {"the", "a", "an", "this", "that", "these", "those"} and first < phrase.head:
            first += 1
        country, sectors = phrase.nation, self.portraits.sectors(phrase)
        via = "agent" if sectors or country else "text"
        return Profile(self.text_of(first, phrase.after), None, country, sectors, via)

    def _gender(self, named: Named) -> str | None:
        """The sex that a person's title or given name tells."""
        if named.kind != "person":
            return None
        full = self.profiles.fulls.get(self.profiles.last(named), named)
        for one in (named, full):
            for index in range(max(0, one.first - 1), one.start):
                low = self.words.lower[index]
                sex = self._lexicon.titles.get(low) or self._lexicon.people.get(low)
                if sex:
                    return sex
        return self._lexicon.given.get(self.words.lower[full.start])

    def _leads(self, first: int) -> bool:
        """Whether a mention opens its sentence, as subjects mostly do."""
        return first in self._openers or first - 1 in self._openers

    def _is_subject(self, after: int) -> bool:
        low = self.words.lower[after] if after < len(self.words) else ""
        return self._lexicon.is_verb(low)

    def _describes(self, after: int) -> bool:
        """Whether a plain noun follows a name directly."""
        if not self.words.is_word(after):
            return False
        low, form = self.words.lower[after], self.words.forms[after]
        plain = form.islower() and low not in self._lexicon.function and not self._lexicon.is_verb(low)
        return plain and not low.endswith("ly") and form.isalpha()

    def _owns(self, after: int) -> bool:
        """Whether a possessive follows."""
        return after < len(self.words) and self.words.lower[after] in {"'s", "’s", "'", "’"}

    def _is_placed(self, named: Named) -> bool:
        """Whether a name stands where a place stands ("in Iraq", "near Washington")."""
        if named.kind not in {"state", "government", "name"}:
            return False
        before = named.first - 1
        if before >= 0 and self.words.lower[before] == "the":
            before -= 1
        low = self.words.lower[before] if before >= 0 else ""
        if low == "and" and before >= 1:
            return self._placed.get(before, False)
        if low == "," and named.kind == "state":
            city = self.profiles.ending.get(before)
            return city is not None and city.kind in {"government", "place"}
        if named.kind == "government":
            return low in self._lexicon.place_before or low in {"to", "from", "of", ","} or not self._acts(named)
        return low in self._lexicon.place_before

    def _acts(self, named: Named) -> bool:
        """Whether a capital stands for its government here: a verb or a possessive follows."""
        follows = self.words.lower[named.after] if named.after < len(self.words) else ""
        return self._is_subject(named.after) or follows in {"'s", "’s", "and"}

    def _introduced(self, named: Named) -> frozenset[str]:
        """The nouns that stand beside a name: its titles, and the head of an apposition before or after it."""
        titles = set(self.words.lower[named.first : named.start])
        before = named.first - 1
        while before >= 0 and noun(self.words.lower[before]):
            titles.add(self.words.lower[before])
            before -= 1
        titles.update(phrase.noun.form for phrase in (self.phrase_before(named), self.phrase_behind(named)) if phrase)
        return frozenset(titles)

    def phrase_before(self, named: Named) -> Phrase | None:
        """The phrase that ends at the comma before a name."""
        comma = named.first - 1
        return self._ending.get(comma) if comma > 0 and self.words.forms[comma] == "," else None

    def phrase_behind(self, named: Named) -> Phrase | None:
        """The phrase that begins after the comma behind a name."""
        comma = named.after
        return self._beginning.get(comma + 1) if comma < len(self.words) and self.words.forms[comma] == "," else None

    @cached_property
    def _ending(self) -> Mapping[int, Phrase]:
        return {phrase.after: phrase for phrase in self.phrases}

    @cached_property
    def _beginning(self) -> Mapping[int, Phrase]:
        return {phrase.first: phrase for phrase in reversed(self.phrases)}

    @cached_property
    def owners(self) -> frozenset[tuple[int, int] | None]:
        """The words of names and pronouns that possess a phrase."""
        return frozenset(phrase.owner for phrase in self.phrases)


_latest: list[Cast] = []


def cast_of(draft: Draft) -> Cast:
    """The cast of a draft; the last one is kept, because a draft is asked about many spans in a row."""
    for kept in _latest:
        same = kept.draft
        if (
            same.document.text is draft.document.text
            and same.document.repeats == draft.document.repeats
            and same.document.published.start == draft.document.published.start
            and same.entities is draft.entities
            and same.links is draft.links
            and same.cues is draft.cues
            and same.sentences is draft.sentences
            and same.quotations is draft.quotations
        ):
            return kept
    cast = Cast(draft)
    _latest[:] = [cast]
    return cast
