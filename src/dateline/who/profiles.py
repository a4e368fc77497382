"""Whom a name stands for: by the tables, by the other names of the document, else by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from dateline.who import tables
from dateline.who.lexicon import lexicon
from dateline.who.naming import normalised
from dateline.who.nouns import noun
from dateline.who.sectors import of_titles

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from dateline.who.naming import Named
    from dateline.who.words import Words

_SHARED = frozenset(
    {"senator", "governor", "presidential candidate", "supreme court justice"}
)  # many hold these at once
_RUN = frozenset({"presidential candidate"})  # who ran once is still a party's
_LONG = 2  # words of a full name
_REGNAL = frozenset("ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xxiii".split())
_YOUNGER = frozenset({"jr", "sr", "ii", "iii"})
_ARMED = frozenset({"REB", "UAF", "CRM", "PRM"})  # who led such a group once is of no elite
_LONGEST = 24  # words of a name whose parts are kept: a longer run of capitals is no name, and has too many


@dataclass(frozen=True, slots=True)
class Profile:
    """What a document says of one name: the fullest form, country, sectors, the nouns it is introduced by."""

    name: str
    id: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    via: str = "text"


class Profiles:
    """Answers for the names of one document, published on the day `when`."""

    def __init__(self, text: str, words: Words, names: Sequence[Named], when: dt.date | None) -> None:
        self._text = text
        self.words = words
        self.names = names
        self._when = when
        self._lexicon = lexicon()

    def _text_of(self, first: int, after: int) -> str:
        return self.words.text(self._text, first, after)

    @cached_property
    def ending(self) -> Mapping[int, Named]:
        """The name that ends before each word."""
        return {named.after: named for named in self.names}

    @cached_property
    def fulls(self) -> Mapping[str, Named]:
        """Lower-case last (and first) word of every full personal name -> the first full name that has it."""
        found: dict[str, Named] = {}
        people = [n for n in self.names if n.kind in {"person", "name"} and n.after - n.start >= _LONG]
        people.sort(key=lambda n: n.kind != "person")
        for named in people:
            found.setdefault(self.last(named), named)
        for named in people:
            for index in range(named.start, named.after - 1):
                found.setdefault(self.words.lower[index], named)
        return found

    @cached_property
    def _suffixes(self) -> Mapping[tuple[str, ...], Named]:
        """Last words of personal names of three words and more -> the first such name."""
        found: dict[tuple[str, ...], Named] = {}
        for named in self.names:
            if named.kind == "person" and named.after - named.start <= _LONGEST:
                low = self.words.lower[named.start : named.after]
                for cut in range(1, len(low) - 1):
                    found.setdefault(low[cut:], named)
                if low[-1] in _REGNAL and len(low) > _LONG:
                    found.setdefault(low[:-1], named)  # "John Paul" is "John Paul II"
        return found

    @cached_property
    def _popes(self) -> Mapping[tuple[str, ...], Named]:
        """The names of popes, without their number -> where the text calls them so: "John Paul" alone is one."""
        found: dict[tuple[str, ...], Named] = {}
        for named in self.names:
            if named.start and self.words.lower[named.start - 1] == "pope":
                low = self.words.lower[named.start : named.after]
                found.setdefault(low[:-1] if low[-1] in _REGNAL else low, named)
        return found

    def last(self, named: Named) -> str:
        """The family name: the last word before "Jr" and the like, lower case."""
        last = self.words.lower[named.after - 1]
        if last in {"jr", "sr", "ii", "iii"} and named.after - named.start > _LONG:
            return self.words.lower[named.after - 2]
        return last

    def text_of(self, named: Named) -> str:
        """The name proper, white space made single."""
        return self._text_of(named.start, named.after)

    @cached_property
    def acronyms(self) -> Mapping[str, Named]:
        """Acronym -> the name that introduces it, as in ``Higher Military Commission (HMC)``."""
        found: dict[str, Named] = {}
        ends = {named.after: named for named in self.names if named.kind in {"group", "name", "state"}}
        for index in range(1, len(self.words) - 2):
            form = self.words.forms[index + 1]
            if self.words.forms[index] == "(" and self.words.forms[index + 2] == ")" and _is_acronym(form):
                named = ends.get(index)
                if named and self._abbreviates(form, named):
                    found.setdefault(form, named)
        return found

    def _abbreviates(self, form: str, named: Named) -> bool:
        """Whether an acronym is the name's: by its letters, or in another language when a group's is long enough."""
        if named.after - named.start < _LONG:
            return False
        initials = [part[0] for word in self.words.lower[named.start : named.after] for part in word.split("-") if part]
        letters = iter(initials)
        fits = all(letter in letters for letter in form.lower() if letter.isalpha())
        return fits or (len(form) > _LONG and form[0].lower() == initials[0])

    @cached_property
    def groups(self) -> Mapping[tuple[str, ...], Named]:
        """Leading or trailing words of longer group names -> the first name that has them."""
        found: dict[tuple[str, ...], Named] = {}
        for named in self.names:
            if named.kind != "group" or named.key or not _LONG <= named.after - named.start <= _LONGEST:
                continue
            low = self.words.lower[named.start : named.after]
            for cut in range(1, len(low)):
                if cut > 1 or low[0] not in self._lexicon.organisations:
                    found.setdefault(low[:cut], named)
                if len(low) - cut >= _LONG:
                    found.setdefault(low[cut:], named)
        return found

    def of(self, named: Named) -> Profile:
        """Whom a name stands for."""
        if named.kind == "person":
            return self._person(named)
        if named.key:
            return self._anothers(named) or self._known(named)
        text = self.text_of(named)
        if text in self.acronyms:
            return replace(self.of(self.acronyms[text]), via="acronym")
        longer = self._longer(named)
        if longer:
            return replace(self.of(longer), via="partial")
        return self._inner(named) or Profile(text, country=named.nation or self._posted(named), via="text")

    def _posted(self, named: Named) -> str | None:
        """The state of which a body is by its name: "Embassy of Ruritania in Sudria", "National Bank of Ruritania"."""
        if named.kind != "group":
            return None
        low = self.words.lower
        for at in range(named.start, named.after - 1):
            if low[at] == "of":
                first = at + 1 + (low[at + 1] == "the")
                ends = range(named.after, first, -1)
                form = (" ".join(normalised(word) for word in low[first:end]) for end in ends)
                found = next((code for code in map(tables.country_names().get, form) if code), None)
                if found:
                    return found
        return None

    def _longer(self, named: Named) -> Named | None:
        """The longer name in the text that an unknown name is a part of."""
        low = self.words.lower[named.start : named.after]
        if len(low) < _LONG and named.kind == "name" and low[0] in self.fulls:
            return self.fulls[low[0]]
        longer = self.groups.get(low)
        return longer if longer and longer.first != named.first else None

    def _inner(self, named: Named) -> Profile | None:
        """What the tables say of a name without the nationality before it ("Ruritanian Defence Ministry")."""
        if not named.nation:
            return None
        start = next((i for i in range(named.first, named.after) if normalised(self.words.forms[i])), named.first) + 1
        form = " ".join(filter(None, (normalised(self.words.forms[i]) for i in range(start, named.after))))
        for key in tables.alias_index().get(form, ()):
            entry = tables.known(key)
            if entry and entry.country == named.nation:
                return Profile(entry.name, entry.wikidata, entry.country, entry.sectors, "alias")
        return None

    def _anothers(self, named: Named) -> Profile | None:
        """A body that bears a known one's name but is another state's ("Ruritania's Senate")."""
        entry = tables.known(str(named.key))
        if named.kind != "group" or entry is None or entry.country not in tables.countries():
            return None
        nation = named.nation
        if named.first > 1 and self.words.lower[named.first - 1] in {"'s", "’s"}:
            owner = self.ending.get(named.first - 1)
            nation = owner.key if owner and owner.kind == "state" else nation
            if self._stranger(owner, named.first - 2):
                return Profile(self._text_of(named.first, named.after), sectors=entry.sectors)
        if nation in {None, entry.country}:
            return None
        return Profile(self._text_of(named.first, named.after), None, nation, entry.sectors, "text")

    def _stranger(self, owner: Named | None, index: int) -> bool:
        """Whether the possessive word at `index` is an unknown name: its senate is not the one the tables know."""
        if owner:
            return owner.kind in {"name", "place"}
        return self.words.capital[index] and self.words.lower[index] not in self._lexicon.calendar

    def _known(self, named: Named) -> Profile:
        text = self.text_of(named)
        key = str(named.key)
        state = tables.countries().get(key)
        if named.kind == "government" and state:
            return Profile(f"{adjective(state)} government", None, key, ("GOV",), "metonym")
        if named.kind == "people":
            return Profile(text, None, key, ("CVL",), "nationality")
        if state:
            via = "nationality" if named.kind == "nationality" else "table" if text == state.name else "alias"
            acts = ("GOV",) if named.kind == "state" else ()  # a state that acts, acts by its government
            return Profile(state.name, _wikidata(key), key, acts, via)
        entry = tables.known(key)
        if entry is None:
            return Profile(text)
        via = "table" if text == entry.name else "alias"
        return Profile(entry.name, entry.wikidata, entry.country, entry.sectors, via)

    def _person(self, named: Named) -> Profile:
        text = self.text_of(named)
        if named.start and self.words.lower[named.start - 1] in self._lexicon.royal:
            text = self._text_of(named.start - 1, named.after)  # "King X" is not the Mr X of the same report
        elif named.after - named.start < _LONG:
            full = self.fulls.get(self.last(named))
            if full and full.kind == "person":
                return replace(self._person(full), via="partial")
        longer = self._suffixes.get(low := self.words.lower[named.start : named.after])
        if not longer and named.start == named.first and low in self._popes:
            return replace(self._person(self._popes[low]), via="partial")
        longer = longer if longer and longer.after - longer.start > named.after - named.start else None
        if longer:
            return replace(self._person(longer), via="partial")
        known = self._in_office(named, text)
        if known:
            return known
        return Profile(text, country=named.nation, sectors=self._title_sectors(named))

    def _offices(self, named: Named, text: str) -> tuple[list[tables.Office], bool]:
        """The offices in the tables of who bears this name, and whether they are held when the text was published.

        A family name alone is nobody in particular unless a title stands before it or its bearer is in office; of the
        offices that many hold at once, the title must be one of theirs.
        """
        full = named.after - named.start >= _LONG
        bearers = _spellings(text) if full else tables.surnames().get(normalised(text), ())
        offices = [office for bearer in bearers for office in tables.offices_of(bearer)]
        if not full:
            told = set(of_titles(self.words.lower[max(0, named.first - 1) : named.start]))
            offices = [o for o in offices if o.office not in _SHARED or told.intersection(o.sectors)]
        current = [office for office in offices if self._when and office.held(self._when)]
        likely = current or (offices if full or named.titled else [])
        return (likely if len({office.holder for office in likely}) == 1 else []), bool(current)

    def _in_office(self, named: Named, text: str) -> Profile | None:
        """Who bears this name by the tables: with the sectors of all offices held now, else of the last one.

        Who has left it is of the elites (``ELI``), who isn't in it yet has no sector from it.
        """
        offices, now = self._offices(named, text)
        if not offices:
            return None
        last = offices[-1]
        held = [code for office in reversed(offices) for code in office.sectors] if now else last.sectors
        if self._when and not now and not _ARMED.intersection(last.sectors):
            left = {o.office for o in offices if o.end and o.end < self._when}
            held = () if not left else ("ELI",) if left - _RUN else ("PTY",)
        return Profile(last.holder, None, last.country, tuple(dict.fromkeys(held)), "office")

    def _title_sectors(self, named: Named) -> tuple[str, ...]:
        """Sectors of the title that stands before a name."""
        agents = tables.agent_sectors()
        first = named.first
        while first > 0 and noun(self.words.lower[first - 1]) and first - 1 > named.first - _LONG - 1:
            first -= 1
        for start in range(first, named.start):
            form = " ".join(self.words.lower[start : named.start])
            if form in agents:
                return agents[form]
        return ()


def _spellings(text: str) -> tuple[str, ...]:
    """A full name as it is looked up: as written, then without initials and "Jr" inside it or behind."""
    form = normalised(text)
    first, *rest = form.split() or [""]
    short = " ".join([first, *(word for word in rest if len(word) > 1 and word not in _YOUNGER)])
    return (form,) if tables.offices_of(form) or " " not in short else (short,)


def adjective(state: tables.Country) -> str:
    """What comes before "government": the nationality, or the name where that is an abbreviation (``US``)."""
    word = state.government.removesuffix(" government")
    return state.name if word == state.government or word.isupper() else word


def _is_acronym(form: str) -> bool:
    letters = [letter for letter in form if letter.isalpha()]
    return len(letters) >= _LONG and sum(letter.isupper() for letter in letters) * 2 > len(letters)


def _wikidata(key: str) -> str | None:
    entry = tables.known(key)
    return entry.wikidata if entry else None
