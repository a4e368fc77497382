"""What a report says anywhere of the people and bodies that it names: titles, appositions, parties, what befell them.

A report introduces somebody once ("Ana Holm, a Ruritanian judge, ...") and writes "Holm" afterwards; what it says at
one mention holds for all.  It is asked only for what the tables leave open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from dateline.who import tables
from dateline.who.nouns import noun
from dateline.who.sectors import of_body, of_fate, of_party, of_titles, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.who.cast import Cast
    from dateline.who.naming import Named
    from dateline.who.phrases import Phrase
    from dateline.who.profiles import Profile

_PARTY = re.compile(r"\(\s*[RDI]\s*(?:[-–—,]|\))")  # "(R-Ky.)", "(D)"
_AROUND = 60  # characters before and behind a name in which its fate stands
_AGE = re.compile(r"(?:,| who is| \() ?\d{1,2}(?:,|\)| ?years)")  # "Ana Holm, 34, ..."
_YEARS = re.compile(r"\d{1,2}[- ]year[- ]old (?:\w+ ){0,2}$")  # "34-year-old Ana Holm"
_HEADS = frozenset({"president", "director", "manager", "head", "chief", "leader", "secretary"})
_AHEAD = 8  # words behind an apposition's head among which its body stands
_VERB = "accused"  # a noun that is mostly a verb: whom Ruritania accused is not of Ruritania
_BACK = 5  # words before a name among which a nationality or a body stands


@dataclass
class _Portrait:
    """What has been read of one person so far; the first of each kind is kept."""

    country: str | None = None
    office: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    fates: set[str] = field(default_factory=set)

    @property
    def sectors(self) -> tuple[str, ...]:
        public = tuple(dict.fromkeys((*self.office, *self.party)))
        return public or (("CRM",) if "CRM" in self.fates else ("CVL",) if self.fates else ())


class Portraits:
    """Answers for the names of one cast."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._words = cast.words

    def complete(self, named: Named, profile: Profile) -> Profile:
        """A profile with the country and sectors that the report tells, where it has none."""
        if profile.country and profile.sectors:
            return profile
        if named.kind == "person":
            portrait = self._people.get(profile.name)
            return _filled(profile, portrait.country, portrait.sectors) if portrait else profile
        if named.kind in {"group", "name"}:
            return _filled(profile, None, of_body(tuple(profile.name.lower().split())))
        return profile

    @cached_property
    def _people(self) -> Mapping[str, _Portrait]:
        found: dict[str, _Portrait] = {}
        for named in self._cast.names:
            if named.kind == "person":
                name = self._cast.profiles.of(named).name
                self._read(named, found.setdefault(name, _Portrait()))
        return found

    def _read(self, named: Named, portrait: _Portrait) -> None:
        """Add what stands around one mention of a person."""
        low = self._words.lower
        titles = low[max(0, named.first - 1) : named.start] or ()
        if low[named.first - 1 : named.first] == ("and",) and (
            partner := self._cast.profiles.ending.get(named.first - 1)
        ):
            shared = low[max(0, partner.first - 1) : partner.start]  # "Justices Ana Holm and Irma Tallin"
            titles = shared if shared[-1:] and shared[-1].endswith("s") else titles
        appositions = [p for p in (self._cast.phrase_before(named), self._cast.phrase_behind(named)) if _describes(p)]
        portrait.office = portrait.office or of_titles(titles)
        for phrase in filter(None, appositions):
            portrait.office = portrait.office or self._introduced(phrase)
            portrait.country = portrait.country or phrase.nation or self._owner(phrase)
        portrait.country = portrait.country or named.nation or self._nation_before(named)
        portrait.party = portrait.party or self._party(named)
        portrait.fates.update(self._fate(named))

    def sectors(self, phrase: Phrase) -> tuple[str, ...]:
        """The sectors of a common noun phrase; whoever heads or serves a named body is of that body's."""
        party = of_party(self._words.lower[phrase.first : phrase.after])
        if party or phrase.noun.form not in told().relational:
            return party or phrase.sectors
        body = self._body_behind(phrase) or self._body_inside(phrase)
        return (self._of_body(body) if body else ()) or phrase.sectors

    def _introduced(self, phrase: Phrase) -> tuple[str, ...]:
        """The sectors of an apposition: "president of" what nobody knows is no state's president."""
        unknown = phrase.noun.form in _HEADS and self._body_behind(phrase) is not None
        found = self.sectors(phrase)
        return () if unknown and found == phrase.sectors else found

    def _body_behind(self, phrase: Phrase) -> Named | None:
        """The body behind a phrase: "president of the Zorbek Bank"."""
        at, low = phrase.after, self._words.lower
        while at < len(low) and at < phrase.after + _AHEAD:
            if low[at] in told().joints:
                named = self._cast.name_from(at + 1 + (low[at + 1 : at + 2] == ("the",)))
                if named:
                    return named
            elif not self._words.is_word(at):
                return None
            at += 1
        return None

    def _body_inside(self, phrase: Phrase) -> Named | None:
        inside = [n for n in self._cast.names_between(phrase.first, phrase.head) if n.kind in {"group", "name"}]
        return inside[-1] if inside else None

    def _of_body(self, named: Named) -> tuple[str, ...]:
        """The sectors of a body by the tables or by its words; a state's officials are its government's."""
        if named.kind in {"state", "government"}:
            return ("GOV",)
        entry = tables.known(named.key) if named.key else None
        return entry.sectors if entry else of_body(self._words.lower[named.start : named.after])

    def _owner(self, phrase: Phrase) -> str | None:
        """The state that owns an apposition: "Ruritania's chancellor"."""
        owner = self._cast.name_from(phrase.owner[0]) if phrase.owner else None
        return owner.key if owner and owner.kind in {"state", "nationality"} else None

    def _nation_before(self, named: Named) -> str | None:
        """The state that stands before a person's title: "Ruritanian judge Ana Holm", "US Navy pilot Ana Holm"."""
        at = named.first
        while at > 0 and named.first - at < _BACK:
            before = self._cast.profiles.ending.get(at)
            if before:
                return _state(before) if at < named.first or before.kind == "group" else None
            if not noun(self._words.lower[at - 1]) or self._words.lower[at - 1] == _VERB:
                return None
            at -= 1
        return None

    def _party(self, named: Named) -> tuple[str, ...]:
        """``PTY`` for "(R-Ky.)" behind a name, and for a party's adjective before it."""
        end = self._words.ends[named.after - 1]
        if _PARTY.match(self._cast.draft.text[end : end + _BACK * 2].lstrip()):
            return ("PTY",)
        return of_party(self._words.lower[max(0, named.first - _BACK) : named.start])

    def _fate(self, named: Named) -> tuple[str, ...]:
        text, (start, end) = self._cast.draft.text, self._words.span(named.first, named.after)
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        if _AGE.match(after) or _YEARS.search(before):
            return ("CVL", *of_fate("", _behind_age(after)))
        return of_fate(" ".join(before.lower().split()), " ".join(after.lower().split()))


def _behind_age(after: str) -> str:
    return " ".join(re.sub(r"^[^a-zA-Z]*\d+[^a-zA-Z]*(?:years? old,? )?(?:of [^,]*, )?", "", after).lower().split())


def _describes(phrase: Phrase | None) -> bool:
    """Whether a phrase beside a name is an apposition and no further member of a list."""
    return phrase is not None and not phrase.noun.plural and phrase.noun.kind == "person"


def _state(named: Named) -> str | None:
    """The state that a name tells: its own, or that of a known body."""
    if named.kind in {"state", "nationality"}:
        return named.key
    entry = tables.known(named.key) if named.kind == "group" and named.key else None
    return entry.country if entry and entry.country in tables.countries() else named.nation


def _filled(profile: Profile, country: str | None, sectors: tuple[str, ...]) -> Profile:
    return replace(profile, country=profile.country or country, sectors=profile.sectors or sectors)
