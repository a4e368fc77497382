"""What ties two actors, as the text says it: names and acronyms, parts and wholes, offices, support, designations."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.records import Actor, Period, Precision, Relation, RelationKind
from dateline.who import tables
from dateline.who.connectors import Connector, ties
from dateline.who.home import complete
from dateline.who.lexicon import lexicon
from dateline.who.naming import normalised
from dateline.who.nouns import noun
from dateline.who.resolving import Resolver, resolver_of
from dateline.who.words import hyphened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.language.draft import Draft, Span
    from dateline.who.cast import Candidate
    from dateline.who.naming import Named

_FAR = 24  # words between two mentions that a connector may fill
_NEXT = 6  # mentions to the right that a mention may be tied to
_YEAR = re.compile(r"\b(in|since) (1[89]\d\d|20\d\d) ")
_WITHIN = frozenset({"in", "of"})
_OFFICIAL = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
_ACTS = frozenset({"group", "people", "name", "person", "government", "state"})


def relate(draft: Draft) -> Draft:
    """Find the ties between actors that the text states.

    Args:
        draft: A document with its sentences.

    Returns:
        The draft with `relations`, each once, in order of the text; evidence runs from the first to the last of the
        words that say it.
    """
    finder = _Ties(resolver_of(draft))
    found: dict[tuple[str | None, RelationKind, str | None], Relation] = {}
    for relation in sorted(finder.all(), key=lambda r: r.evidence):
        subject, object_ = relation.subject.name, relation.object.name
        told_back = relation.relation is RelationKind.ALSO_KNOWN_AS and (object_, relation.relation, subject) in found
        if not draft.in_repeat(relation.evidence) and subject and not told_back:
            found.setdefault((subject, relation.relation, object_), relation)
    return replace(draft, relations=tuple(_completed(draft, relation) for relation in found.values()))


def _completed(draft: Draft, relation: Relation) -> Relation:
    ends = {"subject": complete(draft, relation.subject), "object": complete(draft, relation.object)}
    return relation.model_copy(update=ends)


class _Ties:
    """Looks for each kind of tie in one document."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._cast = resolver.cast
        self._words = resolver.cast.words
        owners = self._cast.owners
        self._mentions = [c for c in self._cast.candidates if c.kind in _ACTS and c.words not in owners]
        # a text may hold thousands of mentions, designations and quotations: each is looked up by its word
        self._ending = {c.words[1]: place for place, c in enumerate(self._mentions)}
        self._beginning = {c.words[0]: place for place, c in reversed([*enumerate(self._mentions)])}
        self._quoted = {self._words.first_from(q.span[0]): q for q in reversed(self._cast.draft.quotations)}
        keys = ties().keys
        self._keys = [index for index, low in enumerate(self._words.lower) if low in keys]

    def all(self) -> Iterator[Relation]:
        """Every tie found, possibly more than once."""
        yield from self._acronyms()
        yield from self._connected()
        yield from self._owned()
        yield from self._compounds()
        yield from self._designated()
        yield from self._offices()

    # -- by the words between --------------------------------------------------------------------------------------

    def _connected(self) -> Iterator[Relation]:
        """Two mentions with a connector between them; of several left ones, a name goes before a noun."""
        for place, right in enumerate(self._mentions):
            if self._words.lower[right.words[1] : right.words[1] + 1] in {("'s",), ("’s",)}:
                continue  # "affiliated with Ruritania's army" speaks of the army
            key = self._key_before(right)
            tied: dict[RelationKind, tuple[bool, Candidate, Connector, str]] = {}
            for left in reversed(self._mentions[max(0, place - _NEXT) : place]):
                if left.words[1] > key:
                    continue
                connector, between = self._connector(left, right)
                if connector and (connector.relation not in tied or (left.named and not tied[connector.relation][0])):
                    tied[connector.relation] = (left.named, left, connector, between)
            for _, left, connector, between in tied.values():
                yield self._tie(left, right, connector, between)

    def _key_before(self, right: Candidate) -> int:
        """The last word before a mention that every connector needs one of; -1 when none is near."""
        place = bisect.bisect_left(self._keys, right.words[0]) - 1
        near = place >= 0 and right.words[0] - self._keys[place] <= _FAR
        return self._keys[place] if near else -1

    def _connector(self, left: Candidate, right: Candidate) -> tuple[Connector | None, str]:
        if left.sentence != right.sentence or not 0 < right.words[0] - left.words[1] <= _FAR:
            return None, ""
        end = self._end(left)
        between = "".join(low + " " for low in self._words.lower[end : right.words[0]])
        for connector in ties().connectors:
            if _may(left, connector.left) and _may(right, connector.right) and connector.pattern.fullmatch(between):
                return connector, between
        return None, ""

    def _end(self, left: Candidate) -> int:
        """The word after a mention and after the state it stands in ("groups in Ruritania")."""
        after = left.words[1]
        if left.named or after + 1 >= len(self._words) or self._words.lower[after] not in _WITHIN:
            return after
        named = self._cast.name_from(after + 1)
        return named.after if named and named.kind == "state" else after

    def _tie(self, left: Candidate, right: Candidate, connector: Connector, between: str) -> Relation:
        start = left.words[0] if not left.named else self._named_start(left)
        one = self._resolver.resolve(self._words.span(start, self._end(left)))
        other = self._resolver.resolve(right.actor.span)
        if connector.relation is RelationKind.ALSO_KNOWN_AS:
            other = other.model_copy(update={"name": " ".join(other.text.split())})
        subject, object_ = (other, one) if connector.reverse else (one, other)
        return _relation(subject, connector.relation, object_, period=_since(between))

    def _named_start(self, mention: Candidate) -> int:
        return self._words.first_from(mention.actor.span[0])

    # -- by form ---------------------------------------------------------------------------------------------------

    def _acronyms(self) -> Iterator[Relation]:
        """``Name of a Body (NB)``."""
        for form, named in self._cast.profiles.acronyms.items():
            index = named.after + 1
            span = self._words.span(index, index + 1)
            subject = self._resolver.resolve(self._words.span(named.start, named.after))
            short = Actor(
                span=span, text=form, name=form, country=subject.country, sectors=subject.sectors, via="acronym"
            )
            yield _relation(subject, RelationKind.ALSO_KNOWN_AS, short)

    def _owned(self) -> Iterator[Relation]:
        """A state's own body: ``Ruritania's Coast Guard``."""
        for named in self._cast.names:
            owner = next((n for n in self._cast.names_between(named.first - 2, named.first) if n.kind == "state"), None)
            if named.kind != "group" or owner is None or self._words.lower[named.first - 1] not in {"'s", "’s"}:
                continue
            actor = self._resolver.resolve(self._words.span(named.start, named.after))
            body = set(self._words.lower[named.start : named.after]) & lexicon().state_bodies
            if body or _OFFICIAL & set(actor.sectors):
                yield _relation(
                    actor, RelationKind.PART_OF, self._resolver.resolve(self._words.span(owner.first, owner.after))
                )

    def _compounds(self) -> Iterator[Relation]:
        """``Ruritanian-backed groups``, ``the Ruritania-led mission``."""
        for mention in self._mentions:
            for index in range(mention.words[0], mention.words[1] - 1):
                head, dash, tail = hyphened(self._words.forms[index]).partition("-")
                kind = ties().compounds.get(tail) if dash else None
                code = self._nation(head) if kind else None
                if kind and code:
                    yield self._compound(mention, index, head, kind, code)

    def _nation(self, word: str) -> str | None:
        form = normalised(word)
        if form in tables.cased() and not word.isupper():
            return None
        return tables.demonyms().get(form) or tables.country_names().get(form)

    def _compound(self, mention: Candidate, index: int, head: str, kind: RelationKind, code: str) -> Relation:
        start = self._words.starts[index]
        state = tables.countries()[code]
        owner = Actor(span=(start, start + len(head)), text=head, name=state.name, country=code, via="nationality")
        body = self._resolver.resolve(self._words.span(mention.words[0], self._end(mention)))
        return _relation(owner, kind, body) if kind is RelationKind.LEADS else _relation(body, kind, owner)

    # -- designations ----------------------------------------------------------------------------------------------

    def _designated(self) -> Iterator[Relation]:
        for index, low in enumerate(self._words.lower):
            if low in ties().designate:
                subject = self._designee(index)
                label = self._label(index) if subject else None
                if subject and label:
                    actor = self._resolver.resolve(subject.actor.span)
                    text = self._cast.draft.slice(label)
                    name = " ".join(text.split())
                    yield _relation(
                        actor, RelationKind.DESIGNATED_AS, Actor(span=label, text=text, name=name, via="text")
                    )

    def _designee(self, verb: int) -> Candidate | None:
        """Who is designated: the mention after the verb, or before a passive one."""
        if verb and self._words.lower[verb - 1] in ties().passive:
            before = [self._ending[end] for end in range(verb - 4, verb) if end in self._ending]
            return self._mentions[max(before)] if before else None
        after = [self._beginning[start] for start in (verb + 1, verb + 2) if start in self._beginning]
        # "Designated as a terrorist group, it ...": what follows "as" is the label and not whom it is given
        return self._mentions[after[0]] if after and self._words.lower[verb + 1] != "as" else None

    def _label(self, verb: int) -> Span | None:
        """As what: the words after "as", quoted or up to the next function word."""
        for index in range(verb + 1, min(verb + 1 + _FAR, len(self._words) - 1)):
            if self._words.forms[index] in {".", ";"}:
                return None
            if self._words.lower[index] == "as":
                return self._labelled(index + 1)
        return None

    def _labelled(self, first: int) -> Span | None:
        if first in self._quoted:
            return self._quoted[first].inner
        while not self._words.is_word(first) or self._words.lower[first] in {"a", "an", "the"}:
            first += 1
            if first >= len(self._words):
                return None
        after = first
        while (
            after < len(self._words)
            and self._words.is_word(after)
            and self._words.lower[after] not in lexicon().function
        ):
            after += 1
        said = set(self._words.lower[first:after]) & ties().designations
        return self._words.span(first, after) if said else None

    # -- offices ---------------------------------------------------------------------------------------------------

    def _offices(self) -> Iterator[Relation]:
        """A title before a name, or an office in apposition before or after it."""
        for named in self._cast.names:
            if named.kind == "person":
                span = self._title(named) or self._before(named) or self._after(named)
                if span:
                    yield self._holding(named, span)

    def _holding(self, named: Named, office: Span) -> Relation:
        person = self._resolver.resolve(self._words.span(named.start, named.after))
        text = self._cast.draft.slice(office)
        name = " ".join(text.split())
        name = name[4:] if name.lower().startswith("the ") else name
        beside = (self._cast.phrase_before(named), self._cast.phrase_behind(named))
        profile = next((p for p in beside if p and self._words.starts[p.first] == office[0]), None)
        country = (profile.nation if profile else named.nation) or person.country
        sectors = profile.sectors if profile else person.sectors
        object_ = Actor(span=office, text=text, name=name, country=country, sectors=sectors, via="office")
        return _relation(person, RelationKind.HOLDS_OFFICE, object_)

    def _title(self, named: Named) -> Span | None:
        """``Ruritanian President Ann Example``, ``foreign minister Ann Example``."""
        first = named.first
        while first > 0 and self._titles(first - 1):
            first -= 1
        nation = self._cast.names_between(max(0, first - 2), first)
        if first < named.start and nation and nation[-1].kind == "nationality" and nation[-1].after == first:
            first = nation[-1].first
        return self._office(first, named.start)

    def _titles(self, index: int) -> bool:
        low = self._words.lower[index]
        said = noun(low)
        return low in lexicon().qualifiers or (said is not None and not said.plural) or low in ties().past

    def _office(self, first: int, after: int) -> Span | None:
        """The span of words that name an office, or ``None`` when they don't or say that it is over."""
        low = self._words.lower[first:after]
        if not low or low[-1] not in lexicon().offices or low[-1] in ties().no_office or set(low) & ties().past:
            return None
        before = self._words.lower[first - 1] if first else ""
        return None if before in ties().past else self._words.span(first, after)

    def _before(self, named: Named) -> Span | None:
        """``the Ruritanian foreign minister, Ann Example``."""
        phrase = self._cast.phrase_before(named)
        if phrase is None or phrase.determiner in lexicon().indefinite or not (phrase.definite or phrase.owner):
            return None
        return self._office(phrase.first, phrase.after)

    def _after(self, named: Named) -> Span | None:
        """``Ann Example, the Ruritanian foreign minister``, with the "of ..." that follows."""
        phrase = self._cast.phrase_behind(named)
        if phrase is None or (phrase.determiner in lexicon().indefinite) or phrase.determiner in lexicon().possessives:
            return None
        if self._words.lower[phrase.after : phrase.after + 1] in {("'s",), ("’s",)}:
            return None  # "Ann Example, the president's brother"
        office = self._office(phrase.first, phrase.after)
        further = self._cast.name_from(
            phrase.after + 1 + (self._words.lower[phrase.after + 1 : phrase.after + 2] == ("the",))
        )
        if office and further and self._words.lower[phrase.after] == "of":
            follows = self._words.lower[further.after : further.after + 1]
            end = further.after + bool(follows and noun(follows[0]))
            return office[0], self._words.ends[end - 1]
        return office


def _may(mention: Candidate, kinds: frozenset[str]) -> bool:
    """Whether a mention is of the kinds that a connector asks for, and isn't a mere place."""
    if "named" in kinds and mention.named and mention.kind not in {"state", "government"}:
        return True
    return mention.kind in kinds and not (mention.placed and mention.kind != "state")


def _since(between: str) -> Period | None:
    match = _YEAR.search(between)
    if match is None:
        return None
    return Period(start=dt.date(int(match[2]), 1, 1), precision=Precision.YEAR, text=match.group().strip())


def _relation(subject: Actor, kind: RelationKind, object_: Actor, period: Period | None = None) -> Relation:
    spans = (subject.span, object_.span)
    evidence = min(s[0] for s in spans), max(s[1] for s in spans)
    return Relation(subject=subject, relation=kind, object=object_, period=period, evidence=evidence)
