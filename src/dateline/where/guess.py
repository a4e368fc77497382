"""Find toponyms by capitals and the gazetteer alone, where the encoder gives none.

A run of capitalised words is cut into the longest names that the gazetteer knows; each is believed or not by a sum of
points: how many people live in the best-known place of that name, what stands before and after it, and whether the name
is rather a person's.  Cautious on purpose: a village is only believed when the text says where it is.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.where import gazetteer
from dateline.where.names import normalise
from dateline.where.words import words
from dateline.who.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.language.draft import Span

THRESHOLD = 4.4
PERSON = -6.0
"""Points for a title or a given name before: more than any population makes good."""
STUCK = -3.0
"""Points for an unknown capitalised word beside it."""
LISTED = 1.0
"""Points for standing in a list behind a place."""
AGAIN = 1.5
"""Points for a name that the same text elsewhere shows to be a place's (or, taken off twice, a person's)."""
LONGEST = 5
"""Words in the longest name that is looked up."""
POPULOUS = 100_000
"""From so many inhabitants a country or state is known to everybody."""

_UPPER = "A-ZÀ-ÖØ-ÞŁŚŞŠŻŽĆČĐİĀĪŪ"
_CAPITAL = (
    rf"(?:(?:[A-Z]\.)+[A-Z][a-z]\.|(?:[A-Z]\.){{2,}}|(?:St|Ste|Mt|Ft|Pt|W)\."
    rf"|(?:[Aa][lnrsdt]|[Ee][lrsz]|[Aa]sh)-[{_UPPER}][^\W_]*(?:[-'’](?!s\b)[^\W_]+)*"
    rf"|[{_UPPER}][^\W_]*(?:[-'’](?!s\b)[^\W_]+)*)"
)
_JOINT = r"(?:of|and|de|del|des|du|la|le|al|el|the|on|upon|sur|am|di|da|do|es|ez|ul)"
RUN = re.compile(rf"(?<![\w@#]){_CAPITAL}(?:[  ](?:{_JOINT}[  ]){{0,2}}{_CAPITAL})*")
_TOKEN = re.compile(r"[^\s]+")
_LIST = frozenset({", ", " and ", ", and ", " or ", ", or "})
_BEFORE = re.compile(r"([^\s.,;:!?()\"“”‘’]+\.?)[  ]+[\"“‘]?$")
_AFTER = re.compile(rf"(?:,[  ]?|[  ]?\()({_CAPITAL}(?:[  ]{_CAPITAL}){{0,3}})")
_NEXT = re.compile(r"[  ]([a-z]+)")


@dataclass(frozen=True, slots=True)
class Guess:
    """A stretch of text that may name a place, and how many points speak for it.

    `stuck`: an unknown capitalised word stands right beside it, as in a person's name.
    """

    span: Span
    points: float
    stuck: bool = False


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of capitalised words: offsets of its tokens in the text."""

    text: str
    tokens: tuple[Span, ...]
    words: tuple[str, ...]
    """The tokens in lower case, without the point of an abbreviation."""
    body: int = -1
    """Index of the last word that organisations have in their names, -1 without one."""

    def word(self, index: int) -> str:
        """The lower-case token at an index, empty outside the run."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def joint(self, index: int) -> bool:
        """Whether the token is a small word that joins capitalised ones (``of``); an ``El`` belongs to the name."""
        return self.words[index] in _JOINTS and self.text[self.tokens[index][0]].islower()


@lru_cache(maxsize=16384)
def prior(key: str, dotted: bool = False) -> float:  # noqa: FBT001, FBT002 - part of the cached key
    """How likely a name is a place's, by its best-known bearer alone (0 when the gazetteer has none).

    Abbreviations of states count only as written with more than one point (``W.Va.``, ``S.C.``).
    """
    best = 0.0
    for found in gazetteer.by_key(key):
        if found.kind == gazetteer.CODE and not dotted:
            continue
        points = math.log10(found.population + 1) if found.feature[:3] in ("PPL", "ADM", "PCL") else 6.0
        points += 2.0 if found.feature in ("PCLI", "ADM1") and found.population >= POPULOUS else 0.0
        best = max(best, points - (1.0 if found.kind == gazetteer.ALTERNATE and found.feature != "PCLI" else 0.0))
    return best


@lru_cache(maxsize=8192)
def container(name: str) -> str:
    """What a name after a comma is: ``code`` (an abbreviated state), ``name`` (a country or state), or empty."""
    kinds = {found.kind for found in gazetteer.look_up(name)[:12] if found.feature in ("PCLI", "ADM1")}
    if not kinds:
        return ""
    return "code" if kinds == {gazetteer.CODE} else "name"


def container_after(text: str, end: int) -> Span | None:
    """The span of the country or state that follows a name after a comma: ``Lexington, [Ky.]``."""
    match = _AFTER.match(text, end)
    if match is None:
        return None
    start, after = match.span(1)
    while after > start:
        kind = container(text[start:after])
        if kind:
            return start, after + (kind == "code" and text[after : after + 1] == ".")
        after = max(start, text.rfind(" ", start, after))
    return None


def _dotted(name: str) -> bool:
    return name.count(".") > 1


def _name_like(word: str) -> bool:
    return word in lexicon().given or word in words().titles


def _neighbours(run: _Run, first: int, after: int) -> float:
    """Points for what else stands in the run beside the tokens ``first:after``."""
    points = 0.0
    left, right = run.word(first - 1), run.word(after)
    if left and not run.joint(first - 1):
        known = left in words().parts or left in words().never
        points += PERSON if _name_like(left) else 0.0 if known else STUCK
    if right and not run.joint(after):
        if run.body >= after:
            points += 0.5
        else:
            points += -0.5 if right in words().never - words().surnames else STUCK
            points += STUCK if after - first == 1 and run.word(first) in lexicon().given else 0.0
    return points


_JOINTS = frozenset(_JOINT.strip("(?:)").split("|"))


def _points(run: _Run, first: int, after: int, key: str, known: float) -> float:
    """The points of tokens ``first:after`` of a run: `known` by name and neighbours, and those of where they stand."""
    start, end = run.tokens[first][0], run.tokens[after - 1][1]
    points = known
    single = after - first == 1
    points += 0.0 if single else 1.5
    if single and key in lexicon().given:
        points -= 3.0
    before = _BEFORE.search(run.text, max(0, start - 24), start) if first == 0 else None
    previous = before.group(1).lower().rstrip(".") if before else run.word(first - 1)
    points += 1.2 if previous in words().before else 0.0
    points += PERSON if previous in words().titles else 0.0
    if container_after(run.text, end):
        points += 3.0
    following = _NEXT.match(run.text, end)
    if following and following.group(1) in words().nouns:
        points += 1.0
    if run.text[end : end + 1] == "'" or run.text[end : end + 2] == "’s":
        points += 0.2
    return points


def _cut(run: _Run, threshold: float) -> Iterator[Guess]:
    """The longest known names of a run, left to right, that have points enough."""
    first, never = 0, words().never
    edges = [not run.joint(index) for index in range(len(run.tokens))]
    while first < len(run.tokens):
        step = 1
        begins = edges[first] and run.words[first] != "the"
        for after in range(min(len(run.tokens), first + LONGEST), first, -1):
            if not begins or not edges[after - 1]:
                continue
            span = run.tokens[first][0], run.tokens[after - 1][1]
            name = run.text[span[0] : span[1]]
            key = normalise(name)
            single = after - first == 1
            known = prior(key, _dotted(name))
            if not known or (single and key in never and not container_after(run.text, span[1])):
                continue
            beside = _neighbours(run, first, after)
            points = _points(run, first, after, key, known + beside)
            if points >= threshold:
                yield Guess(span, points, stuck=beside <= STUCK)
            step = after - first
            break
        first += step


def runs(text: str, start: int = 0, end: int | None = None) -> Iterator[_Run]:
    """The runs of capitalised words of a stretch of text."""
    bodies = words().bodies
    for match in RUN.finditer(text, start, len(text) if end is None else end):
        found = list(_TOKEN.finditer(text, match.start(), match.end()))
        plain = tuple([t.group().lower().rstrip(".") for t in found])
        body = next((i for i in range(len(plain) - 1, 0, -1) if plain[i] in bodies), -1)
        yield _Run(text, tuple([t.span() for t in found]), plain, body)


def _surnames(found: list[_Run]) -> frozenset[str]:
    """The lower-case words that follow a given name or a title in some run: persons', here at least."""
    last = {run.word(len(run.tokens) - 1) for run in found if len(run.tokens) > 1 and _name_like(run.word(0))}
    return frozenset(last)


def _again(found: list[Guess], text: str, persons: frozenset[str]) -> list[Guess]:
    """Give each name the points that its other mentions earn it."""
    named = [(text[g.span[0] : g.span[1]], g) for g in found]
    sure = {name for name, g in named if g.points >= THRESHOLD + AGAIN}
    return [
        Guess(g.span, g.points + AGAIN * (not g.stuck and name in sure) - 2 * AGAIN * (name.lower() in persons))
        for name, g in named
    ]


def guess(text: str, inside: Span | None = None, threshold: float = THRESHOLD) -> list[Guess]:
    """Toponyms of a text (or of a span of it) by capitals and gazetteer, in order, not overlapping.

    A state after a comma (``Ky.``) comes with the place that it belongs to.
    """
    start, end = inside or (0, len(text))
    found: list[Guess] = []
    every = list(runs(text, start, end))
    for run in every:
        for one in _cut(run, threshold - AGAIN - LISTED):
            if found and one.span[0] < found[-1].span[1]:
                continue
            listed = bool(found) and found[-1].points >= threshold and text[found[-1].span[1] : one.span[0]] in _LIST
            found.append(Guess(one.span, one.points + LISTED * listed, one.stuck))
            within_which = container_after(text, one.span[1])
            if within_which and within_which[1] <= end:
                found.append(Guess(within_which, one.points))
    return [one for one in _again(found, text, _surnames(every)) if one.points >= threshold]
