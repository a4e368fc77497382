"""Who speaks in each quotation: by the encoder's cues, the verb of saying beside it, or the speaker before."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from dateline.who.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.language.draft import Quotation, Span
    from dateline.who.cast import Candidate, Cast

_NEAR = 3  # words between a verb of saying and its subject
_SENTENCE = 60  # mentions that one sentence may have before a quotation
_LONG = 4  # words; a shorter quotation is only a phrase within somebody's sentence


class Speakers:
    """The speakers of one document's quotations, found in order; `refer` resolves a pronoun's word index."""

    def __init__(self, cast: Cast, refer: Callable[[int], Candidate | None]) -> None:
        self._cast = cast
        self._refer = refer
        self._starts = [quotation.span[0] for quotation in cast.draft.quotations]
        self._known: dict[Span, Candidate | None] = {}

    def of(self, offset: int) -> Candidate | None:
        """The speaker of the quotation that holds a character, or ``None``."""
        quotation = self.quotation(offset)
        return self._speaker(quotation) if quotation else None

    def quotation(self, offset: int) -> Quotation | None:
        """The quotation that holds a character."""
        place = bisect.bisect_right(self._starts, offset) - 1
        if place < 0:
            return None
        quotation = self._cast.draft.quotations[place]
        return quotation if offset < quotation.span[1] else None

    def before(self, offset: int) -> Candidate | None:
        """The speaker of the last quotation that ends before a character."""
        place = bisect.bisect_right(self._starts, offset) - 1
        if place >= 0 and self._cast.draft.quotations[place].span[1] > offset:
            place -= 1
        return self._speaker(self._cast.draft.quotations[place]) if place >= 0 else None

    def _speaker(self, quotation: Quotation) -> Candidate | None:
        if quotation.span not in self._known:
            self._known[quotation.span] = None  # a pronoun that asks back finds nothing
            self._known[quotation.span] = self._find(quotation)
        return self._known[quotation.span]

    def _find(self, quotation: Quotation) -> Candidate | None:
        return self._by_cue(quotation) or self._beside(quotation) or self._continued(quotation)

    def _by_cue(self, quotation: Quotation) -> Candidate | None:
        """The source of a cue whose content touches the quotation."""
        for cue in self._cast.draft.cues:
            if cue.sources and any(c[0] < quotation.inner[1] and quotation.inner[0] < c[1] for c in cue.contents):
                return self._at(cue.sources[0])
        return None

    def _at(self, span: Span) -> Candidate | None:
        """The candidate on a span, or whom the pronoun there stands for."""
        for index in self._cast.words.inside(span):
            if self._cast.words.lower[index] in lexicon().pronouns:
                return self._refer(index)
        inside = self._cast.words.inside(span)
        within = self._cast.candidates_between(inside[0], inside[-1] + 1) if inside else []
        return max(within, key=lambda c: (c.kind == "person", c.named, c.kind != "place"), default=None)

    def _beside(self, quotation: Quotation) -> Candidate | None:
        """The subject of a verb of saying right after the quotation, or right before it."""
        words = self._cast.words
        first = words.first_from(quotation.span[1])
        for index in range(first, min(first + 16, len(words))):
            if words.forms[index] in {".", "“", "‘", '"'} or self._breaks(index):
                break
            if words.lower[index] in lexicon().saying:
                return self._subject(index, first)
        first = words.first_from(quotation.span[0])
        for index in range(first - 1, max(-1, first - _LONG), -1):
            if words.lower[index] in lexicon().saying:
                return self._subject(index, 0)
            if words.forms[index] == ".":
                break
        return None

    def _breaks(self, index: int) -> bool:
        words, text = self._cast.words, self._cast.draft.text
        return index > 0 and "\n" in text[words.ends[index - 1] : words.starts[index]]

    def _subject(self, verb: int, earliest: int) -> Candidate | None:
        """Who does the verb at a word index: the mention before it, else the one right after it."""
        words = self._cast.words
        pronoun = next(
            (
                i
                for i in (verb - 1, verb + 1)
                if i >= earliest and i < len(words) and words.lower[i] in {"he", "she", "they", "it"}
            ),
            None,
        )
        if pronoun is not None:
            return self._refer(pronoun)
        near = self._cast.candidates_between(max(0, verb - _NEAR - 12), verb + _NEAR + 12)
        people = [c for c in near if c.kind != "place" and not c.placed]
        ahead = [c for c in people if earliest <= c.words[0] and verb - _NEAR - 6 <= c.words[1] <= verb]
        if ahead and words.lower[verb - 1] not in {",", "”", '"'}:
            best = [c for c in ahead if c.words[1] >= ahead[-1].words[1] - _NEAR]
            return max(best, key=lambda c: (c.words[1] >= verb - 1, c.kind == "person", c.words[1]))
        after = [c for c in people if verb < c.words[0] <= verb + _NEAR]
        return max(after[:3], key=lambda c: (c.kind == "person", -c.words[0]), default=None)

    def _continued(self, quotation: Quotation) -> Candidate | None:
        """A long quotation without a speaker of its own goes on with the speaker before it."""
        if len(self._cast.words.inside(quotation.inner)) < _LONG:
            holder = self._cast.draft.sentence_at(quotation.span[0])
            before = self._cast.candidates_before(self._first(quotation), _SENTENCE)
            own = [c for c in before if c.sentence == holder]
            return next((c for c in own if c.subject), None)
        place = bisect.bisect_left(self._starts, quotation.span[0])
        return self._speaker(self._cast.draft.quotations[place - 1]) if place else None

    def _first(self, quotation: Quotation) -> int:
        return self._cast.words.first_from(quotation.span[0])
