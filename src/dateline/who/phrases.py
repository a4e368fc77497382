"""Common noun phrases that can act: ``Iraqi militia commanders``, ``the foreign minister``, ``its allies``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.who import tables
from dateline.who.lexicon import lexicon
from dateline.who.naming import Named, normalised
from dateline.who.nouns import Noun, noun

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.who.words import Words

_REACH = 7  # words to the left of a head that may belong to its phrase
_BEFORE_NUMBERS = frozenset({"the", "these", "those", "both"})
_ALONE = frozenset({"a", "an", "no", "any", "another", "each", "some"})
_COMPOUND = 3  # words of the longest agent phrase


@dataclass(frozen=True, slots=True)
class Phrase:
    """A common noun phrase: words `first` to `after`, its head noun, and what stands before the head.

    `determiner` is lower case or empty; `owner` are the words of whoever possesses it; `nation` is alpha-3.
    """

    first: int
    head: int
    after: int
    noun: Noun
    sectors: tuple[str, ...]
    determiner: str = ""
    nation: str | None = None
    owner: tuple[int, int] | None = None

    @property
    def definite(self) -> bool:
        """Whether the phrase takes up something already known."""
        return self.determiner in lexicon().definite


class Chunker:
    """Finds common noun phrases around the names of one text."""

    def __init__(self, words: Words, names: Sequence[Named]) -> None:
        self._words = words
        self._name_at: Mapping[int, Named] = {i: n for n in names for i in range(n.first, n.after)}
        self._lexicon = lexicon()

    def phrases(self) -> list[Phrase]:
        """Every phrase, in order of the text."""
        return [self._phrase(head, said) for head, said in self._heads()]

    def _heads(self) -> list[tuple[int, Noun]]:
        """Nouns that end a phrase: no further noun follows."""
        found: list[tuple[int, Noun]] = []
        for index, low in enumerate(self._words.lower):
            if index in self._name_at:
                continue
            said = noun(low)
            if said is None or (low == "accused" and self._words.lower[max(0, index - 1)] != "the"):
                continue
            if low in self._lexicon.adjectives and self._is_adjective(index):
                continue
            if found and found[-1][0] == index - 1:
                found.pop()
            if not self._goes_on(index):
                found.append((index, said))
        return [(head, said) for head, said in found if not self._describes(head)]

    def _is_adjective(self, index: int) -> bool:
        """Whether a word that is mostly an adjective is one here: a further word of the phrase follows."""
        following = self._words.lower[index + 1] if self._words.is_word(index + 1) else ""
        return bool(following) and following not in self._lexicon.function and not self._lexicon.is_verb(following)

    def _describes(self, index: int) -> bool:
        """Whether a noun only describes the thing after it ("military base")."""
        following = self._words.lower[index + 1] if index + 1 < len(self._words) else ""
        return following in self._lexicon.things

    def _goes_on(self, index: int) -> bool:
        """Whether a title stands before its name, or the noun is part of a longer compound that isn't an agent."""
        following = self._name_at.get(index + 1)
        return following is not None and following.first == index + 1 and following.kind in {"person", "name"}

    def _phrase(self, head: int, said: Noun) -> Phrase:
        first, determiner, owner = self._left(head)
        if determiner == "that" and said.plural:
            first, determiner = first + 1, ""
        nation = next(filter(None, map(_nation, self._modifiers(first, head))), None)
        return Phrase(first, head, head + 1, said, self._sectors(first, head, said), determiner, nation, owner)

    def _modifiers(self, first: int, head: int) -> list[Named]:
        return [self._name_at[i] for i in range(first, head) if i in self._name_at]

    def _sectors(self, first: int, head: int, said: Noun) -> tuple[str, ...]:
        """Sectors of the longest agent phrase that ends at the head, then of a noun that describes it."""
        agents = tables.agent_sectors()
        for start in range(max(first, head - _COMPOUND + 1), head + 1):
            form = " ".join(normalised(low) for low in self._words.lower[start : head + 1])
            if form in agents:
                return agents[form]
        found = dict.fromkeys(said.sectors)
        for index in range(first, head):
            found.update(dict.fromkeys(agents.get(self._words.lower[index], ())))
        return tuple(found)

    def _left(self, head: int) -> tuple[int, str, tuple[int, int] | None]:
        """Where the phrase begins, its determiner, and whose it is."""
        first = probe = head
        passed = False
        while probe > 0 and head - probe < _REACH:
            probe -= 1
            low = self._words.lower[probe]
            named = self._name_at.get(probe)
            if named and not passed:
                first = probe = named.first
                continue
            if low in self._lexicon.possessives:
                return probe, low, (probe, probe + 1)
            if low in self._lexicon.determiners:
                return self._determined(probe)
            if low in {"'s", "’s"}:
                return self._owned(probe, first)
            if named or self._stops(probe, low) or (passed and noun(low)):
                break
            passed = passed or low.endswith("ed")  # "the armed group" may go on left, "Iran armed the group" may not
            if first == probe + 1 and (noun(low) or "-" in low or low.isdigit()):
                first = probe
        return first, "", None

    def _determined(self, probe: int) -> tuple[int, str, tuple[int, int] | None]:
        """A determiner, with the one that may stand before it ("the two", "all those")."""
        before = self._words.lower[probe - 1] if probe else ""
        low = self._words.lower[probe]
        if before in self._lexicon.possessives:
            return probe - 1, before, (probe - 1, probe)
        if before in _BEFORE_NUMBERS and low in self._lexicon.indefinite - _ALONE:
            return probe - 1, before, None
        return probe, low, None

    def _stops(self, index: int, low: str) -> bool:
        """Whether a word can't be part of a phrase."""
        return not self._words.is_word(index) or low in self._lexicon.function or low in self._lexicon.verbs

    def _owned(self, mark: int, first: int) -> tuple[int, str, tuple[int, int] | None]:
        """A phrase with a possessive before it: its owner's name, when that is a name."""
        named = self._name_at.get(mark - 1)
        if named is None:
            return first, "", None
        return named.first, "", (named.first, named.after)


def _nation(named: Named) -> str | None:
    """The state that a name before a noun tells: a nationality, a state, or the state of a known body."""
    if named.kind in {"state", "nationality"}:
        return named.key
    entry = tables.known(named.key) if named.kind == "group" and named.key else None
    return entry.country if entry and entry.country in tables.countries() else None
