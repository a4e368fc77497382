"""A record in the making: what the stages hand on to each other.

`Draft` is immutable; a stage returns a changed copy (`dataclasses.replace`).  The encoder's findings (`Entity`,
`Trigger`, `Cue`) are spans with probabilities; the rooms turn them into the nouns of `dateline.records`.
"""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.records import (
        Actor,
        Attribution,
        Commitment,
        Document,
        Event,
        Place,
        Relation,
        Sentence,
        Time,
    )

Span: TypeAlias = tuple[int, int]
"""Characters of the document's text, end exclusive."""

RoleName: TypeAlias = Literal["actor", "recipient", "place", "time", "source"]
EntityLabel: TypeAlias = Literal["person", "organisation", "place", "nationality", "other"]


@dataclass(frozen=True, slots=True)
class Entity:
    """A name as the encoder sees it: its span, what kind of thing it names, the probability of that."""

    span: Span
    label: EntityLabel
    score: float


@dataclass(frozen=True, slots=True)
class Role:
    """A participant or circumstance of a trigger: its span and probability."""

    name: RoleName
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word or phrase that reports an act, with the encoder's probabilities (each mapping sums to about 1)."""

    span: Span
    sentence: int
    types: Mapping[str, float]
    modes: Mapping[str, float]
    factuality: Mapping[str, float]
    roles: tuple[Role, ...]
    score: float

    @property
    def kind(self) -> str:
        """The likeliest type."""
        return max(self.types, key=lambda name: self.types[name])


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that credits somebody (said, according to): its span, the sources and contents the encoder links to it."""

    span: Span
    sentence: int
    sources: tuple[Span, ...]
    contents: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Link:
    """A pronoun for a person, by its first character, and how well words near it name whom it takes up.

    `scores` are logits, by the first character of each word that has a capital or is such a pronoun itself.
    """

    start: int
    scores: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quote marks: `span` with the marks, `inner` without them; `closed` is false at a missing close."""

    span: Span
    inner: Span
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Home:
    """The country that a report is at home in (alpha-3), its share of what tells one, and what that was, in words."""

    country: str
    share: float
    because: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A document on its way through the house; every stage fills its own fields."""

    document: Document
    paragraphs: tuple[Span, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    entities: tuple[Entity, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    cues: tuple[Cue, ...] = ()
    links: tuple[Link, ...] = ()
    home: Home | None = None
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    events: tuple[Event, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    relations: tuple[Relation, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    because: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """The document's text as given."""
        return self.document.text

    def slice(self, span: Span) -> str:
        """The words of a span."""
        return self.document.text[span[0] : span[1]]

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds `offset`, or of the last one that starts before it (0 when none does)."""
        return max(0, bisect.bisect_right(self.sentences, offset, key=lambda s: s.span[0]) - 1)

    def triggers_near(self, sentence: int, reach: int = 0) -> tuple[Trigger, ...]:
        """The triggers of a sentence and of `reach` sentences on either side; `triggers` are in sentences' order."""
        first = bisect.bisect_left(self.triggers, sentence - reach, key=lambda t: t.sentence)
        return self.triggers[first : bisect.bisect_right(self.triggers, sentence + reach, key=lambda t: t.sentence)]

    def in_repeat(self, span: Span) -> bool:
        """Whether a span touches text that the document says for a second time."""
        return any(start < span[1] and span[0] < end for start, end in self.document.repeats)
