"""Names in a text: runs of capitals, told apart by the tables, titles, given names and the encoder's labels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from dateline.who import tables
from dateline.who.lexicon import lexicon
from dateline.who.nouns import Kind, noun

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dateline.language.draft import Span
    from dateline.who.words import Words

normalised = lru_cache(maxsize=1 << 15)(tables.normalise)
_MANY = 8  # words: no alias is longer
_ACRONYM = 2
_MARKS = frozenset({"'s", "’s"})
_MARKED = frozenset((mark,) for mark in _MARKS)
_OWNED_NAMES = frozenset({"people", "women", "farmers", "workers", "children", "citizens", "teachers"})
_NAME = 4  # words of a name behind the title of a run
_CLOSING = frozenset({".", "!", "?", "”", '"', "’"})  # at the end of a sentence, seldom of a headline
_CAPITALS = 0.9  # of a headline's words, function words aside
_TITLE, _TITLE_MOST = 5, 24  # words of a line that may be a headline


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the text: words `first` to `after` (exclusive), the name proper starts at `start` (after titles).

    `key` is a key of the actor tables, `nation` the alpha-3 code of a nationality that stands before the name.
    """

    first: int
    start: int
    after: int
    kind: Kind
    key: str | None = None
    nation: str | None = None
    titled: bool = False


@cache
def _first_words() -> Mapping[str, int]:
    """First word of every alias and of every metonym -> the most words that an alias starting with it has."""
    longest: dict[str, int] = {}
    for form in (*tables.alias_index(), *tables.capitals(), *tables.demonyms()):
        head, *rest = form.split(" ")
        longest[head] = max(longest.get(head, 0), min(_MANY, 1 + len(rest)))
    return longest


def forget() -> None:
    """Look at the tables afresh, after they have changed."""
    _first_words.cache_clear()


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of words that is an alias, a nationality or a metonym of the tables."""

    first: int
    after: int
    kind: Kind
    key: str


def hits(words: Words) -> dict[int, Hit]:
    """The longest table names in the words, by their first word; capitals decide where a name is also a word."""
    found: dict[int, Hit] = {}
    beyond = 0
    firsts = _first_words()
    for index in words.likely:
        if index < beyond:
            continue
        reach = firsts.get(normalised(words.forms[index]).partition(" ")[0])
        hit = _longest(words, index, reach) if reach else None
        if hit:
            found[index] = hit
            beyond = hit.after
    return found


def _longest(words: Words, first: int, reach: int) -> Hit | None:
    """The longest hit that starts at a word."""
    best: Hit | None = None
    form = ""
    for after in range(first + 1, min(first + 1 + reach * 2, len(words) + 1)):
        piece = words.forms[after - 1]
        if piece[0] in "'’" and len(piece) > 1:
            form += "s"
            continue
        if not piece[0].isalnum():
            if piece not in "-‐‑–/&.":
                break
            continue
        form = f"{form} {normalised(piece)}".strip()
        if words.capital[after - 1] or piece[0].isdigit():
            best = _hit(words, first, after, form) or best
    return best


def _hit(words: Words, first: int, after: int, form: str) -> Hit | None:
    if form in tables.cased() and not all(piece.upper() == piece for piece in words.forms[first:after]):
        return None
    keys = tables.alias_index().get(form)
    if keys:
        kind: Kind = "state" if keys[0] in tables.countries() else "group"
        if kind == "state" and form in tables.demonyms() and form not in tables.country_names():
            kind = _people(form)
        return Hit(first, after, kind, keys[0])
    if form in tables.demonyms():
        return Hit(first, after, _people(form), tables.demonyms()[form])
    if form in tables.capitals():
        return Hit(first, after, "government", tables.capitals()[form])
    return None


def _people(form: str) -> Kind:
    """A nationality's plural names people ("Ruritanians"), the rest of its forms describe."""
    return "people" if form.endswith("s") and form[:-1] in tables.demonyms() else "nationality"


@dataclass(frozen=True, slots=True)
class Labels:
    """What the encoder calls each stretch of text: word index -> number and label of the entity that holds the word."""

    by_word: Mapping[int, tuple[int, str]]

    def of(self, first: int, after: int) -> str | None:
        """The label of the first labelled word in a run."""
        return next((self.by_word[i][1] for i in range(first, after) if i in self.by_word), None)

    def part(self, index: int) -> bool:
        """Whether the word at an index belongs to another entity than the word before it."""
        one, other = self.by_word.get(index - 1), self.by_word.get(index)
        return one is not None and other is not None and one[0] != other[0]


def labels(words: Words, entities: Sequence[tuple[Span, str]]) -> Labels:
    """Spread the encoder's labels over the words."""
    numbered = enumerate(entities)
    return Labels({index: (number, label) for number, (span, label) in numbered for index in words.inside(span)})


def headlines(words: Words, blocks: Sequence[Span]) -> frozenset[int]:
    """Indices of the words in lines where nearly every word has a capital, so that a capital tells nothing."""
    found: set[int] = set()
    for block in blocks:
        inside = words.inside(block)
        if not _TITLE <= len(inside) <= _TITLE_MOST or words.forms[inside[-1]] in _CLOSING:
            continue
        plain = [i for i in inside if words.forms[i][0].isalpha() and words.lower[i] not in lexicon().function]
        capitals = sum(words.forms[i][0].isupper() for i in plain)
        if plain and capitals >= len(plain) * _CAPITALS:
            found.update(inside)
    return frozenset(found)


class Reader:
    """Reads the names of one text; `openers` are the first words of its sentences, `titles` words of headlines."""

    def __init__(self, words: Words, openers: frozenset[int], marked: Labels, titles: frozenset[int]) -> None:
        self.words = words
        self._titles = titles
        self.hits = hits(words)
        self._openers = openers
        self._labels = marked
        self._seen_low = {low for low, form in zip(words.lower, words.forms, strict=True) if form[0].islower()}
        self._seen_high = {
            low for index, low in enumerate(words.lower) if words.capital[index] and index not in openers
        }
        self._lexicon = lexicon()

    def names(self) -> list[Named]:
        """Every name, in order of the text."""
        found: list[Named] = []
        beyond = 0
        for index in self.words.likely:
            if index < beyond:
                continue
            after = self._run(index)
            if after > index:
                found.extend(self._parse(index, after))
                beyond = after
        return self._partials(found)

    def _run(self, first: int) -> int:
        """Where a run of capitalised words that starts at `first` ends (`first` itself when none starts there)."""
        if first in self.hits:
            after = self.hits[first].after
        elif first in self._titles and first not in self._labels.by_word:
            return first
        elif self._opens(first):
            after = first + 1
        else:
            return first
        while after < len(self.words):
            reach = self._reach(first, after)
            if reach == after:
                break
            after = reach
        return after

    def _opens(self, index: int) -> bool:
        """Whether a capitalised word can begin a name."""
        words, low = self.words, self.words.lower[index]
        if low in _OWNED_NAMES and words.lower[index + 1 : index + 2] in _MARKED and words.capital[index]:
            return index + 2 < len(words) and words.capital[index + 2]
        if not words.capital[index] or low in self._lexicon.calendar or low in self._lexicon.function:
            return False
        if index not in self._openers or index in self._labels.by_word:
            return True
        if low in self._lexicon.particles:
            return index + 1 < len(words) and words.capital[index + 1]
        formed = low.endswith(("ed", "ing", "ly")) and low not in self._lexicon.given  # Ahmed and Emily are no verbs
        if low in self._seen_low or noun(low) or formed:
            return False
        return low in self._seen_high or (index + 1 < len(words) and words.capital[index + 1])

    def _reach(self, first: int, after: int) -> int:
        """The end of the run when the word at `after` belongs to it, else `after`."""
        words, low = self.words, self.words.lower[after]
        if self._parts(after) or self._introduces(first, after):
            return after
        if low in _MARKS and after + 1 < len(words) and words.capital[after - 1] and words.capital[after + 1]:
            return after + 2 if words.lower[after - 1] in _OWNED_NAMES else after  # "the People's Union"
        if after in self.hits:
            return self.hits[after].after
        if words.capital[after] and low not in self._lexicon.calendar and not self._is_article(after):
            return after + 1
        if after + 1 < len(words) and low in self._lexicon.particles and words.capital[after + 1]:
            return after + 1
        joins = after + 1 < len(words) and (low in self._lexicon.joining or low == "in")
        return self._joined(first, after, low) if joins else after

    def _parts(self, after: int) -> bool:
        """Whether a name can't go on at a word: a sentence, another entity or a headline's next word begins there."""
        titled = after in self._titles and after not in self._labels.by_word
        return titled or after in self._openers or self._labels.part(after)

    def _introduces(self, first: int, after: int) -> bool:
        """Whether a body's name ends where a person's begins ("the Velmar Department Ana Holm")."""
        one, other = self._labels.by_word.get(after - 1), self._labels.by_word.get(after)
        begins = other is not None and other[1] == "person" and other != one
        return begins and any(word in self._lexicon.organisations for word in self.words.lower[first:after])

    def _is_article(self, index: int) -> bool:
        return self.words.lower[index] in {"the", "a", "an", "in", "on", "for", "and", "of"}

    def _joined(self, first: int, after: int, low: str) -> int:
        """The end of a run that goes on after "of", "for" or "in" ("Ministry of Defence", "Resistance in Iraq")."""
        body = self.words.lower[first:after]
        heads = self._lexicon.within if low == "in" else self._lexicon.organisations
        if low == "in" and after - first < _ACRONYM:
            return after
        if not any(word in heads for word in body) or (after - 1 in self.hits and low == "in"):
            return after
        beyond = after + 1 + (self.words.lower[after + 1] == "the")
        if (
            beyond >= len(self.words)
            or not self.words.capital[beyond]
            or self._labels.of(beyond, beyond + 1) == "person"
        ):
            return after
        if low == "in" and (beyond not in self.hits or self.hits[beyond].kind != "state"):
            return after
        return self.hits[beyond].after if beyond in self.hits else beyond

    def _parse(self, first: int, after: int) -> Iterator[Named]:
        """Read one run: nationality, titles, then the name."""
        nation, start = self._nation(first, after)
        titled = start
        while titled < after and self._is_title(titled, after):
            titled += 1
        if titled == after:
            if nation and start == after:
                yield self._plain(first, after)
            return
        if titled > start or (self._title_before(first) and not self._stays_government(first, after)):
            titled = self._inner_title(titled, after) or titled
            yield Named(
                first, titled, after, self._titled_kind(titled, after), self._key(titled, after), nation, titled=True
            )
            return
        inner = self._inner_title(start, after)
        if inner:
            yield Named(first, inner, after, "person", None, nation, titled=True)
            return
        whole = self.hits.get(first)
        if whole and whole.after == after:
            yield self._plain(first, after)
        elif nation and start in self.hits and self.hits[start].after == after:
            yield replace(self._plain(start, after), first=first, nation=nation)
        else:
            kind = self._kind(first, after)
            adjective = first in self.hits and self.hits[first].kind == "nationality"
            yield Named(first, first, after, kind, None, nation if adjective or kind == "group" else None)

    def _plain(self, first: int, after: int) -> Named:
        hit = self.hits[first]
        # the tables' acronyms, and their groups of several words, are none of the encoder's persons
        certain = self.words.forms[first].isupper() or (hit.kind == "group" and hit.after > hit.first + 1)
        kind = "person" if self._labels.of(first, after) == "person" and not certain else hit.kind
        return Named(first, first, after, kind, hit.key if kind == hit.kind else None, None)

    def _nation(self, first: int, after: int) -> tuple[str | None, int]:
        hit = self.hits.get(first)
        if hit and hit.kind in {"nationality", "state"} and (hit.after <= after):
            return hit.key, hit.after
        return None, first

    def _is_title(self, index: int, after: int) -> bool:
        low = self.words.lower[index]
        known = low in self._lexicon.titles or low in self._lexicon.offices
        return known and index not in self.hits and index < after

    def _inner_title(self, start: int, after: int) -> int | None:
        """Where a person's name starts behind a title inside a run ("Velmar Circuit Judge Ana Holm"), or ``None``.

        The encoder must call the rest a person's name, or its first word must be a given name.
        """
        low = self.words.lower
        titles = (i for i in range(after - 1, start, -1) if self._is_title(i - 1, after) or low[i - 1] == "staff")
        beyond = next(titles, None)
        if beyond is None or beyond - 1 <= start or after - beyond > _NAME:
            return None
        given = after - beyond > 1 and low[beyond] in self._lexicon.given
        likely = given or self._labels.of(beyond, after) == "person"
        body = any(word in self._lexicon.organisations for word in low[beyond:after])
        return beyond if likely and not body else None

    def _title_before(self, first: int) -> bool:
        low = self.words.lower[first - 1] if first else ""
        return (low in self._lexicon.titles or low in self._lexicon.people) and low not in self._lexicon.plurals

    def _stays_government(self, first: int, after: int) -> bool:
        """Whether a capital behind a noun is a government and no person's name ("accused Moscow")."""
        hit = self.hits.get(first)
        whole = hit is not None and hit.kind == "government" and hit.after == after
        return whole and self.words.lower[first - 1] in self._lexicon.of_states

    def _titled_kind(self, start: int, after: int) -> Kind:
        if any(low in self._lexicon.organisations for low in self.words.lower[start:after]):
            return "group"
        if self.words.lower[after - 1] in self._lexicon.place_heads:
            return "place"
        hit = self.hits.get(start)
        return hit.kind if hit and hit.after == after and hit.kind == "group" else "person"

    def _key(self, start: int, after: int) -> str | None:
        hit = self.hits.get(start)
        return hit.key if hit and hit.after == after and hit.kind == "group" else None

    def _kind(self, first: int, after: int) -> Kind:
        """What an unknown name is: as the encoder says, else by its words."""
        low = self.words.lower
        label = self._labels.of(first, after)
        told: dict[str | None, Kind] = {"person": "person", "organisation": "group", "place": "place", "other": "name"}
        if label != "person" and any(word in self._lexicon.organisations for word in low[first:after]):
            return "group"
        if label in told:
            return told[label]
        return "place" if low[after - 1] in self._lexicon.place_heads else self._guess(first, after)

    def _guess(self, first: int, after: int) -> Kind:
        """Person, group or unknown, from the words themselves and those around them."""
        words, low = self.words, self.words.lower
        several = after - first > 1
        if several and (low[first] in self._lexicon.given or self._in_office(first, after)):
            return "person"
        follows = low[after] if after < len(words) else ""
        age = follows == "," and after + 1 < len(words) and low[after + 1].isdigit() and len(low[after + 1]) <= _ACRONYM
        if several and (age or follows in self._lexicon.saying):
            return "person"
        form = words.forms[first]
        if first in self._openers and form.isupper() and follows in {",", "(", "-", "–", "—", "_", "--"}:
            return "place"  # the line that says where the report was written
        if not several and len(form) >= _ACRONYM and form.isupper() and form.isalpha():
            return "group"
        return "name"

    def _in_office(self, first: int, after: int) -> bool:
        return bool(tables.offices_of(" ".join(normalised(form) for form in self.words.forms[first:after])))

    def _partials(self, found: list[Named]) -> list[Named]:
        """Names told by each other: what is called by its last word alone is a person, in full too."""
        low = self.words.lower
        single = {low[n.start] for n in found if n.kind in {"name", "person"} and n.after - n.start == 1}
        surnames = {low[n.after - 1] for n in found if n.kind in {"name", "person"} and n.after - n.start > 1}
        told = single & surnames | {low[n.after - 1] for n in found if n.kind == "person"}
        firsts = {low[n.start] for n in found if n.kind == "person" or (n.kind == "name" and low[n.after - 1] in told)}
        return [
            replace(n, kind="person")
            if n.kind == "name" and (low[n.after - 1] in told or (n.after - n.start == 1 and low[n.start] in firsts))
            else n
            for n in found
        ]
