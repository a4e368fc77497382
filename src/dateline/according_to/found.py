"""What a finder of attributions hands on: spans only, before anybody is resolved."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.language.draft import Span

Finder: TypeAlias = Literal["encoder", "quotation", "reporting"]


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution as one finder sees it.

    `carried` is the span of the speaker whom a pronoun, or nobody at all, goes on from: in ``"A," the minister said.
    "B," he added`` the minister is carried over to B.
    """

    finder: Finder
    source: Span | None
    cue: Span | None
    contents: tuple[Span, ...]
    carried: Span | None = None
    score: float = 1.0

    @property
    def reach(self) -> Span:
        """From the first character of cue or contents to the last."""
        (start, end), cue = self.hull, self.cue
        return (min(start, cue[0]), max(end, cue[1])) if cue else (start, end)

    @property
    def hull(self) -> Span:
        """From the first character of the contents to the last."""
        return self.contents[0][0], self.contents[-1][1]


def shared(one: Iterable[Span], other: Iterable[Span]) -> int:
    """Characters that two sets of spans have in common (spans within a set do not overlap)."""
    others = tuple(other)
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in others)


def size(spans: Iterable[Span]) -> int:
    """Characters in a set of spans that do not overlap."""
    return sum(end - start for start, end in spans)


def likeness(one: tuple[Span, ...], other: tuple[Span, ...]) -> float:
    """Shared characters over all characters (intersection over union), 0 to 1."""
    common = shared(one, other)
    union = size(one) + size(other) - common
    return common / union if union else 0.0


SHELF = 512
"""Characters of text to one shelf of `Nearby`."""


class Nearby:
    """Numbered spans by where they stand, so that those near a place are found without looking at all of them."""

    def __init__(self) -> None:
        self._shelves: defaultdict[int, set[int]] = defaultdict(set)

    def put(self, number: int, span: Span) -> None:
        """Note that a number has a span; it may have several."""
        for shelf in range(span[0] // SHELF, span[1] // SHELF + 1):
            self._shelves[shelf].add(number)

    def at(self, span: Span) -> list[int]:
        """The numbers, in order, of all spans that touch a span, and of some that only stand near it."""
        return sorted(set().union(*(self._shelves[s] for s in range(span[0] // SHELF, span[1] // SHELF + 1))))
