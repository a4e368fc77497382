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
        self._known: list[Candidate | None] = []
        self._open = False

    def of(self, offset: int) -> Candidate | None:
        """The speaker of the quotation that holds a character, or ``None``."""
        place = self._place(offset)
        return self._speaker(place) if self._holds(place, offset) else None

    def quotation(self, offset: int) -> Quotation | None:
        """The quotation that holds a character."""
        place = self._place(offset)
        return self._cast.draft.quotations[place] if self._holds(place, offset) else None

    def before(self, offset: int) -> Candidate | None:
        """The speaker of the last quotation that ends before a character."""
        place = self._place(offset)
        return self._speaker(place - self._holds(place, offset))

    def _place(self, offset: int) -> int:
        """Index of the last quotation that begins at or before a character; -1 when none does."""
        return bisect.bisect_right(self._starts, offset) - 1

    def _holds(self, place: int, offset: int) -> bool:
        return place >= 0 and offset < self._cast.draft.quotations[place].span[1]

    def _speaker(self, place: int) -> Candidate | None:
        """The speaker of a quotation by index; one that is being settled answers with the speaker before it."""
        while len(self._known) <= place and not self._open:
            self._open = True
            found = self._find(len(self._known))
            self._open = False
            self._known.append(found)
        return self._known[min(place, len(self._known) - 1)] if self._known and place >= 0 else None

    def _find(self, place: int) -> Candidate | None:
        quotation = self._cast.draft.quotations[place]
        return self._by_cue(quotation) or self._beside(quotation) or self._continued(quotation, place)

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
        if ahead:
            best = [c for c in ahead if c.words[1] >= ahead[-1].words[1] - _NEAR]
            return max(best, key=lambda c: (c.words[1] >= verb - 1, c.kind == "person", c.words[1]))
        after = [c for c in people if verb < c.words[0] <= verb + _NEAR]
        return max(after[:3], key=lambda c: (c.kind == "person", -c.words[0]), default=None)

    def _continued(self, quotation: Quotation, place: int) -> Candidate | None:
        """A long quotation without a speaker of its own goes on with the speaker before it."""
        if len(self._cast.words.inside(quotation.inner)) < _LONG:
            holder = self._cast.draft.sentence_at(quotation.span[0])
            before = self._cast.candidates_before(self._first(quotation), _SENTENCE)
            own = [c for c in before if c.sentence == holder]
            return next((c for c in own if c.subject), None)
        return self._known[place - 1] if place else None

    def _first(self, quotation: Quotation) -> int:
        return self._cast.words.first_from(quotation.span[0])
