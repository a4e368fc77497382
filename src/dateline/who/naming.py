"""Names in a text: runs of capitalised words, told apart by the tables, titles, given names and the encoder's labels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from dateline.who import tables
from dateline.who.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dateline.language.draft import Span
    from dateline.who.words import Words

Kind: TypeAlias = Literal["person", "people", "group", "state", "government", "place", "nationality", "name"]
"""What a mention names; ``name`` says that it is a name of we don't know what, ``place`` that it is no actor."""

normalised = lru_cache(maxsize=1 << 15)(tables.normalise)
_MANY = 8  # words: no alias is longer
_ACRONYM = 2


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
    index = 0
    firsts = _first_words()
    while index < len(words):
        hit = None
        if words.capital[index] or words.forms[index][0].isdigit():
            form = normalised(words.forms[index])
            reach = firsts.get(form.partition(" ")[0])
            hit = _longest(words, index, reach) if reach else None
        if hit:
            found[index] = hit
            index = hit.after
        else:
            index += 1
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
            kind = "nationality"
        return Hit(first, after, kind, keys[0])
    if form in tables.demonyms():
        return Hit(first, after, "nationality", tables.demonyms()[form])
    if form in tables.capitals():
        return Hit(first, after, "government", tables.capitals()[form])
    return None


@dataclass(frozen=True, slots=True)
class Labels:
    """What the encoder calls each stretch of text: word index -> label of the entity that holds the word."""

    by_word: Mapping[int, str]

    def of(self, first: int, after: int) -> str | None:
        """The label of the first labelled word in a run."""
        return next((self.by_word[i] for i in range(first, after) if i in self.by_word), None)


def labels(words: Words, entities: Sequence[tuple[Span, str]]) -> Labels:
    """Spread the encoder's labels over the words."""
    return Labels({index: label for span, label in entities for index in words.inside(span)})


class Reader:
    """Reads the names of one text; `openers` are the first words of its sentences."""

    def __init__(self, words: Words, openers: frozenset[int], marked: Labels) -> None:
        self.words = words
        self.hits = hits(words)
        self._openers = openers
        self._labels = marked
        self._seen_low = {low for low, form in zip(words.lower, words.forms, strict=True) if form[0].islower()}
        self._lexicon = lexicon()

    def names(self) -> list[Named]:
        """Every name, in order of the text."""
        found: list[Named] = []
        index = 0
        while index < len(self.words):
            after = self._run(index)
            if after == index:
                index += 1
                continue
            found.extend(self._parse(index, after))
            index = after
        return self._partials(found)

    def _run(self, first: int) -> int:
        """Where a run of capitalised words that starts at `first` ends (`first` itself when none starts there)."""
        if first in self.hits:
            after = self.hits[first].after
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
        if not words.capital[index] or low in self._lexicon.calendar or low in self._lexicon.function:
            return False
        if index not in self._openers:
            return True
        return index in self._labels.by_word or not (low in self._seen_low or low.endswith(("ed", "ing", "ly")))

    def _reach(self, first: int, after: int) -> int:
        """The end of the run when the word at `after` belongs to it, else `after`."""
        words, low = self.words, self.words.lower[after]
        if after in self.hits:
            return self.hits[after].after
        if words.capital[after] and low not in self._lexicon.calendar and not self._is_article(after):
            return after + 1
        beyond = after + 1
        if beyond >= len(words):
            return after
        if low in self._lexicon.particles and words.capital[beyond]:
            return beyond
        if low not in self._lexicon.joining and low not in self._lexicon.within and low != "in":
            return after
        return self._joined(first, after, low)

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
        if beyond >= len(self.words) or not self.words.capital[beyond]:
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
        if titled > start or self._title_before(first):
            yield Named(
                first, titled, after, self._titled_kind(titled, after), self._key(titled, after), nation, titled=True
            )
            return
        whole = self.hits.get(first)
        if whole and whole.after == after:
            yield self._plain(first, after)
        elif nation and start in self.hits and self.hits[start].after == after:
            yield replace(self._plain(start, after), first=first, nation=nation)
        else:
            yield Named(first, first, after, self._kind(first, after), None, nation)

    def _plain(self, first: int, after: int) -> Named:
        hit = self.hits[first]
        kind = "person" if self._labels.of(first, after) == "person" and hit.kind != "group" else hit.kind
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

    def _title_before(self, first: int) -> bool:
        low = self.words.lower[first - 1] if first else ""
        return (low in self._lexicon.titles or low in self._lexicon.people) and low not in self._lexicon.plurals

    def _titled_kind(self, start: int, after: int) -> Kind:
        if any(low in self._lexicon.organisations for low in self.words.lower[start:after]):
            return "group"
        hit = self.hits.get(start)
        return hit.kind if hit and hit.after == after and hit.kind == "group" else "person"

    def _key(self, start: int, after: int) -> str | None:
        hit = self.hits.get(start)
        return hit.key if hit and hit.after == after and hit.kind == "group" else None

    def _kind(self, first: int, after: int) -> Kind:
        """What an unknown name is."""
        label = self._labels.of(first, after)
        low = self.words.lower
        if label == "person":
            return "person"
        if label == "organisation" or any(word in self._lexicon.organisations for word in low[first:after]):
            return "group"
        if label == "place" or low[after - 1] in self._lexicon.place_heads:
            return "place"
        if label == "other":
            return "name"
        return self._guess(first, after)

    def _guess(self, first: int, after: int) -> Kind:
        """Person, group or unknown, from the words themselves and those around them."""
        words, low = self.words, self.words.lower
        several = after - first > 1
        if several and low[first] in self._lexicon.given:
            return "person"
        follows = low[after] if after < len(words) else ""
        age = follows == "," and after + 1 < len(words) and low[after + 1].isdigit() and len(low[after + 1]) <= _ACRONYM
        if several and (age or follows in self._lexicon.saying):
            return "person"
        form = words.forms[first]
        if not several and len(form) >= _ACRONYM and form.isupper() and form.isalpha():
            return "group"
        return "name"

    def _partials(self, found: list[Named]) -> list[Named]:
        """Unknown single names that end a person's full name elsewhere in the text are that person's too."""
        lasts = {self.words.lower[n.after - 1] for n in found if n.kind == "person" and n.after - n.start > 1}
        return [
            replace(n, kind="person")
            if n.kind == "name" and n.after - n.start == 1 and self.words.lower[n.start] in lasts
            else n
            for n in found
        ]
