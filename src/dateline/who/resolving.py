"""Whom a stretch of text stands for, and every mention of somebody who can act."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from dateline.who import tables
from dateline.who.cast import Candidate, Cast, cast_of
from dateline.who.connectors import ties
from dateline.who.home import complete
from dateline.who.lexicon import lexicon
from dateline.who.profiles import Profile, adjective
from dateline.who.reference import References
from dateline.who.sectors import of_body

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from dateline.language.draft import Draft, Span
    from dateline.records import Actor
    from dateline.who.phrases import Phrase

_JUNK = " \t\r\n,;:.\"'“”‘’„«»()[]–—-…"
_ARTICLES = frozenset({"the", "a", "an"})
_POSSESSIVE = ("'s", "’s")
_BREAKS = frozenset({",", "(", ";", ":", "–", "—", "“"})
_RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
_ENTERING = frozenset({"in", "of", "from"})
_COUNTING = frozenset({"most", "more", "fewer", "other", "countless", "numerous", "certain", "fellow"})
_ENTOURAGE = frozenset("team camp campaign aide adviser advisor ally rival supporter staff staffer opponent".split())
_JOINTS = frozenset({"and", "or", "&"})
_ANYBODY = frozenset("anyone anybody everyone everybody someone somebody those whoever".split())
_CAMPAIGN = ("PTY",)
_LOOSE = frozenset("and or to in on at of by from with for as that who which the a an is was were are , (".split())
_LEADING = 2  # mentions that make a state the one a document is about


def trim(draft: Draft, span: Span) -> Span:
    """A span without marks, white space and possessive ``'s`` at its ends; initials keep their full stop.

    A span with nothing else in it comes back empty, at its start.
    """
    text = draft.text
    start = min(max(0, span[0]), len(text))
    end = max(start, min(len(text), span[1]))
    while start < end and text[start] in _JUNK:
        start += 1
    while end > start:
        if text[end - 1] == "." and _is_initial(text[start:end]):
            break
        if text[end - 1] == ")" and "(" in text[start : end - 1]:
            break
        if text[end - 1] in _JUNK:
            end -= 1
        elif text[start:end].endswith(_POSSESSIVE) and end - start > len("'s"):
            end -= 2
        else:
            break
    return start, end


def _is_initial(text: str) -> bool:
    last = text.rsplit(None, 1)[-1]
    return last.count(".") > 1 or last in {"Inc.", "Corp.", "Co.", "Ltd.", "Jr.", "Sr."}


class Resolver:
    """Resolves the spans of one document."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.references = References(cast)
        self._phrase_at = {phrase.head: phrase for phrase in cast.phrases}
        self._known: dict[tuple[Span, dt.date | None], Actor] = {}

    def resolve(self, span: Span, when: dt.date | None = None) -> Actor:
        """The actor on a span, trimmed; see `dateline.who.resolve`.  Every other span is asked about again."""
        found = self._known.get((span, when))
        if found is None:
            trimmed = trim(self.cast.draft, span)
            found = self._known[span, when] = self.cast.actor(trimmed, self._profile(trimmed, when))
        return found

    def _profile(self, span: Span, when: dt.date | None) -> Profile:
        words = self.cast.words
        inside = words.inside(span)
        while len(inside) > 1 and words.lower[inside[0]] in {"and", "or", "by", "both"}:
            inside = inside[1:]
        while len(inside) > 1 and words.lower[inside[-1]] in _LOOSE and not self.cast.name_from(inside[-1]):
            inside = inside[:-1]
        if not inside:
            text = " ".join(self.cast.draft.slice(span).split())
            return Profile(text)
        low = words.lower[inside[0]]
        if low in lexicon().pronouns and (low != "us" or words.forms[inside[0]].islower()):
            return self._pronoun(inside)
        main = self._main(inside)
        if low in _ANYBODY and len(inside) > 1 and (main is None or main.words[0] > inside[0]):
            return Profile(self._bare(inside), sectors=("CVL",))
        if main is None:
            return self._plain(inside)
        return self._together(inside) or self._from_candidate(main, inside, when)

    def _from_candidate(self, main: Candidate, inside: range, when: dt.date | None) -> Profile:
        """Whom a span stands for by the mention that it is about."""
        inside = self._without_clause(main, inside)
        phrase = self._phrase_of(main)
        return self._from_phrase(phrase, inside, when) if phrase else self._from_name(main, inside)

    def _together(self, inside: range) -> Profile | None:
        """Two or more names joined in one span ("Ruritania and Sudria"): all their names, no single country."""
        words = self.cast.words
        for couple in self.references.couples(inside[-1] + 1):
            before = words.lower[inside[0] : couple.words[0]]
            if couple.words[0] >= inside[0] and couple.words[1] == inside[-1] + 1 and set(before) <= _ARTICLES:
                return Profile(couple.name, None, couple.actor.country, couple.actor.sectors)
        return None

    def _without_clause(self, main: Candidate, inside: range) -> range:
        """The words of a span up to the comma, bracket or relative clause behind what it names."""
        words = self.cast.words
        for index in range(main.words[1], inside[-1] + 1):
            if words.forms[index] in _BREAKS or words.lower[index] in _RELATIVE:
                return range(inside[0], index)
        return inside

    # -- pronouns --------------------------------------------------------------------------------------------------

    def _pronoun(self, inside: range) -> Profile:
        """A pronoun alone stands for its antecedent; a possessive one names the owner of what follows."""
        found = self.references.pronoun(inside[0])
        rest = inside[1:]
        if rest and self.cast.words.lower[inside[0]] in lexicon().possessives:
            text = self.cast.text_of(rest[0], rest[-1] + 1)
            phrase = self._phrase_at.get(rest[-1])
            sectors = self._sectors(phrase) if phrase else ()
            if found is None:
                return Profile(self.cast.text_of(inside[0], rest[-1] + 1), None, None, sectors)
            body = phrase is not None and phrase.noun.kind in {"people", "group", "government"}
            owner = self._settled(found)
            return Profile(_of(owner.name, text), None, owner.country if body else None, sectors, "pronoun")
        if found is None:
            return Profile(self.cast.text_of(inside[0], inside[-1] + 1))
        return replace(self._settled(found), via="pronoun")

    def _settled(self, found: Candidate) -> Profile:
        """What a candidate stands for, when it may itself take up an earlier one."""
        phrase = self._phrase_of(found)
        taken = self.references.phrase(phrase) if phrase else None
        actor = taken.actor if taken else found.actor
        return Profile(actor.name or actor.text, actor.id, actor.country, actor.sectors, actor.via or "text")

    # -- names and phrases -----------------------------------------------------------------------------------------

    def _main(self, inside: range) -> Candidate | None:
        """The candidate that a span is about: the first, or the person it introduces."""
        owners = self.cast.owners
        held = [
            c
            for c in self.cast.candidates_between(inside[0], inside[-1] + 1)
            if c.words not in owners or c.words[1] >= inside[-1]
        ]
        if not held:
            return None
        first = held[0]
        if len(held) > 1 and first.owning and held[1].named and held[1].words[0] == first.words[1] + 1:
            first = held[1]  # "Ruritania's Senate" is a senate
        if not first.named:
            reach = first.words[1]
            reach += self.cast.words.forms[reach : reach + 1] == (",",)
            person = next((c for c in held if c.named and c.kind == "person" and c.words[0] == reach), None)
            if person:
                return person
        if first.kind == "nationality" and len(held) == 1 and first.words[1] <= inside[-1]:
            return None
        return first

    def _phrase_of(self, candidate: Candidate) -> Phrase | None:
        if candidate.named:
            return None
        return self._phrase_at.get(candidate.words[1] - 1)

    def _plain(self, inside: range) -> Profile:
        """A span of which nothing is known: its own words, and the nationality in it."""
        names = self.cast.names_between(inside[0], inside[-1] + 1)
        nation = next((n.key if n.kind == "nationality" else n.nation for n in names if n.kind != "state"), None)
        return Profile(self._bare(inside), country=nation, via="nationality" if nation else "text")

    def _bare(self, inside: range) -> str:
        first = inside[0]
        if self.cast.words.lower[first] in _ARTICLES and len(inside) > 1:
            first += 1
        return self.cast.text_of(first, inside[-1] + 1)

    def _from_name(self, main: Candidate, inside: range) -> Profile:
        """A name in a span; when more than titles and an article stands around it, the span's own words are kept."""
        words = self.cast.words
        after = range(main.words[1], inside[-1] + 1)
        before = range(inside[0], main.words[0])
        actor = main.actor
        known = Profile(main.name, actor.id, actor.country, actor.sectors, actor.via or "text")
        lead = [words.lower[i] for i in before if words.is_word(i) and words.lower[i] not in _ARTICLES]
        tail = [words.lower[i] for i in after if words.is_word(i)]
        if main.kind == "person" and tail and of_body(tuple(tail[-1:])) == _CAMPAIGN:
            return Profile(self._bare(inside), None, actor.country, _CAMPAIGN)
        if main.kind == "person" or (not lead and not tail) or self._is_acronym(main, tail):
            return known
        if lead and all(word in lexicon().function for word in lead):
            counted = all(word in lexicon().determiners or word in _COUNTING for word in lead)
            kept = Profile(self._bare(inside), None, actor.country, actor.sectors) if counted else None
            return kept or Profile(self._bare(inside), via="text")
        if main.kind in {"state", "nationality", "government"} and tail and not lead:
            found = self._described(main, inside)
            return replace(found, country=None) if self._joins_another(main, after) else found
        return self._tailed(known, tail, inside, after) if tail else known

    def _described(self, main: Candidate, inside: range) -> Profile:
        """A state that describes whoever acts behind it ("Iraq envoys", "US and coalition forces")."""
        after = range(main.words[1], inside[-1] + 1)
        plain = main.kind == "state" and self.cast.words.is_word(main.words[1])
        rest = self.cast.text_of(after[0], inside[-1] + 1)
        name = f"{main.name} {rest}" if plain else self._bare(inside)
        return Profile(name, None, main.actor.country, self._agents(after), "nationality")

    def _joins_another(self, main: Candidate, after: range) -> bool:
        """Whether another state's adjective is joined to one ("Ruritanian and Sudrian soldiers")."""
        joined = self.cast.name_from(after[0] + 1) if self.cast.words.lower[after[0]] in _JOINTS else None
        return joined is not None and joined.kind in {"state", "nationality"} and joined.key != main.actor.country

    def _tailed(self, known: Profile, tail: list[str], inside: range, after: range) -> Profile:
        """A name with words behind it: others that join it ("the FBI and local police"), or whom it describes."""
        if tail[0] in _JOINTS:
            return replace(known, name=f"{known.name} {self.cast.text_of(after[0], inside[-1] + 1)}", id=None)
        return replace(known, name=self._bare(inside), id=None, sectors=self._agents(after) or known.sectors)

    def _is_acronym(self, main: Candidate, tail: list[str]) -> bool:
        return len(tail) == 1 and self.cast.words.forms[main.words[1]] == "("

    def _agents(self, inside: range) -> tuple[str, ...]:
        words = self.cast.words.lower
        return next(
            (tables.agent_sectors()[words[i]] for i in reversed(inside) if words[i] in tables.agent_sectors()), ()
        )

    def _from_phrase(self, phrase: Phrase, inside: range, when: dt.date | None) -> Profile:
        """A common noun phrase: whom it takes up, who holds the office it names, or what it says itself."""
        taken = self.references.phrase(phrase) if inside[-1] < phrase.after else None
        if taken:
            actor = taken.actor
            return Profile(taken.name, actor.id, actor.country, actor.sectors or self._sectors(phrase), "partial")
        country = phrase.nation or self._country(phrase, inside)
        holder = None if self._is_owner(phrase, inside) else self._holder(phrase, country, when)
        if holder:
            return holder
        if phrase.noun.kind == "government":
            return self._government(phrase, country, inside)
        sectors = self._sectors(phrase)
        via = "agent" if sectors or country else "text"
        return Profile(self._expanded(phrase, inside), None, country, sectors, via)

    def _sectors(self, phrase: Phrase) -> tuple[str, ...]:
        """The sectors of a phrase; the entourage of a party's candidate is the party's ("Holm's aides")."""
        owners = self.cast.candidates_between(*phrase.owner) if phrase.owner else ()
        if phrase.noun.form in _ENTOURAGE and any("PTY" in owner.actor.sectors for owner in owners):
            return _CAMPAIGN
        return self.cast.portraits.sectors(phrase)

    def _expanded(self, phrase: Phrase, inside: range) -> str:
        """The words of a phrase without its article, a leading state's name written out."""
        named = next(iter(self.cast.names_between(inside[0], phrase.head)), None)
        if named and named.kind == "state" and named.first <= inside[0] + 1 and named.key:
            state = tables.countries()[named.key]
            rest = self.cast.text_of(named.after, inside[-1] + 1)
            return f"{state.name}{'' if rest[:2] in _POSSESSIVE else ' '}{rest}"
        return self._bare(inside)

    def _country(self, phrase: Phrase, inside: range) -> str | None:
        """The state that owns a phrase or follows it ("Iraq's envoy", "militias in Iraq")."""
        words = self.cast.words
        if phrase.owner:
            owners = self.cast.candidates_between(*phrase.owner)
            return owners[0].actor.country if owners else None
        after = phrase.after
        if after < len(words) and words.lower[after] in _ENTERING:
            beyond = after + 1 + (after + 1 < len(words) and words.lower[after + 1] == "the")
            named = self.cast.name_from(beyond)
            if (
                named
                and named.kind == "state"
                and (phrase.noun.kind in {"people", "group", "government"} or beyond <= inside[-1])
            ):
                joined = words.lower[named.after : named.after + 1] == ("and",) and self.cast.name_from(named.after + 1)
                return None if joined and joined.kind == "state" and named.after < inside[-1] else named.key
        return None

    def _government(self, phrase: Phrase, country: str | None, inside: range) -> Profile:
        if country is None and phrase.definite and inside[-1] < phrase.after and not phrase.owner:
            within = list(self.cast.names_between(phrase.first, phrase.head))
            country = None if within else self.leading
        state = tables.countries().get(country or "")
        plain = phrase.noun.form in {"government", "regime", "administration"}
        if state and plain:
            return Profile(f"{adjective(state)} {phrase.noun.form}", None, country, ("GOV",), "agent")
        return Profile(self._expanded(phrase, inside), None, country, phrase.sectors or ("GOV",), "agent")

    def _holder(self, phrase: Phrase, country: str | None, when: dt.date | None) -> Profile | None:
        """Who held the office on the day, when a table knows exactly one."""
        if phrase.noun.form not in lexicon().offices or phrase.noun.plural or when is None:
            return None
        if not phrase.definite and phrase.determiner:
            return None
        state = country or (self.leading if phrase.definite else None)
        if state is None or not (ties().past | ties().coming).isdisjoint(self._qualified(phrase)):
            return None
        office = self._office(phrase)
        held = {o.holder: o for o in tables.office_holders(state, office, when)}
        if len(held) != 1:
            return None
        (only,) = held.values()
        return Profile(only.holder, None, only.country, only.sectors or self._sectors(phrase), "office")

    def _is_owner(self, phrase: Phrase, inside: range) -> bool:
        """Whether a span goes on with what the phrase in it owns ("the Ruritanian president's wife")."""
        return inside[-1] > phrase.after and self.cast.words.lower[phrase.after] in _POSSESSIVE

    def _qualified(self, phrase: Phrase) -> tuple[str, ...]:
        """The words before a phrase's head: "the former Ruritanian president"; without "the" it may begin too late."""
        return self.cast.words.lower[max(0, phrase.first - (not phrase.determiner)) : phrase.head]

    def _office(self, phrase: Phrase) -> str:
        first = phrase.first + bool(phrase.determiner)
        for named in self.cast.names_between(first, phrase.head):
            first = named.after
        words = self.cast.words.lower[first : phrase.after]
        return " ".join(word for word in words if word not in _POSSESSIVE)

    @cached_property
    def leading(self) -> str | None:
        """The state that the document speaks of most, when it speaks of it more than once."""
        counts = Counter(c.actor.country for c in self.cast.candidates if c.actor.country in tables.countries())
        ranked = counts.most_common(2)
        if not ranked or ranked[0][1] < _LEADING or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    # -- every mention ---------------------------------------------------------------------------------------------

    def mentions(self, when: dt.date | None) -> Iterator[Actor]:
        """Every mention that can act, names and phrases."""
        for candidate in self.cast.candidates:
            phrase = self._phrase_of(candidate)
            if phrase is None:
                if self._acts(candidate):
                    yield candidate.actor
            elif self._is_agent(phrase):
                yield self.resolve(candidate.actor.span, when)

    def _acts(self, candidate: Candidate) -> bool:
        """Whether a name is an actor's here, not a place or an adjective."""
        if candidate.placed or candidate.kind in {"place", "name"}:
            return False
        if candidate.kind == "nationality":
            follows = candidate.words[1]
            return not self.cast.words.is_word(follows) or self.cast.words.lower[follows] in lexicon().function
        return True

    def _is_agent(self, phrase: Phrase) -> bool:
        """Whether a phrase says enough of whoever acts: a nationality, a sector, an office, or somebody it takes up."""
        if phrase.noun.kind == "state":
            return False
        form = self.cast.words.lower[phrase.head]
        if form in tables.generic_agents() and not phrase.nation:
            return False
        known = phrase.nation or phrase.sectors or phrase.noun.form in lexicon().offices
        return bool(known or phrase.noun.kind == "government" or self.references.phrase(phrase))


def _of(owner: str, thing: str) -> str:
    return f"{owner}{'’' if owner.endswith('s') else '’s'} {thing}"


_latest: list[Resolver] = []


def resolver_of(draft: Draft) -> Resolver:
    """The resolver of a draft; the last one is kept."""
    cast = cast_of(draft)
    for kept in _latest:
        if kept.cast is cast:
            return kept
    made = Resolver(cast)
    _latest[:] = [made]
    return made


def find(draft: Draft) -> Draft:
    """Find every actor mention of a document outside its repeats.

    Args:
        draft: A document with its sentences; entities, triggers and cues help where they are there.

    Returns:
        The draft with `actors` in order of the text, one for each span.
    """
    resolver = resolver_of(draft)
    when = draft.document.published.start
    found = {actor.span: actor for actor in resolver.mentions(when)}
    for span in _role_spans(draft):
        actor = resolver.resolve(span, when)
        if actor.text:
            found[actor.span] = actor
    return replace(draft, actors=tuple(found[span] for span in sorted(found)))


def _role_spans(draft: Draft) -> Iterator[Span]:
    """Spans that the encoder takes for participants or sources."""
    for trigger in draft.triggers:
        yield from (
            r.span for r in trigger.roles if r.name in {"actor", "recipient", "source"} and not draft.in_repeat(r.span)
        )
    for cue in draft.cues:
        yield from (span for span in cue.sources if not draft.in_repeat(span))


def resolve(draft: Draft, span: Span, when: dt.date | None = None) -> Actor:
    """Say whom a stretch of text stands for.

    Args:
        draft: The document; nothing of it is changed.
        span: Characters of the document's text: a name, a phrase, a pronoun, in any condition.
        when: The day of whom an office is asked ("the president"); the day of publication if not given.

    Returns:
        An actor on the span (marks and possessive ``'s`` at its ends left off), with the plainest name that the
        document or the tables give.  What nobody knows keeps its own words as name.
    """
    return complete(draft, resolver_of(draft).resolve(span, when or draft.document.published.start))
