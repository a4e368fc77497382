"""Where the quotations of a text lie, whatever marks its author or typesetter used.

Marks fall into two families, double and single; a quotation may open with one member of a family and close with
another (``‘’ … ”``), and families nest.  Whether a mark opens, closes or is an apostrophe is read off its neighbours.
A quotation that runs on into the next paragraph gives one span in each; all but the last are not `closed`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from dateline.language.draft import Quotation
from dateline.language.sentences import SPEECH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.language.draft import Span

Side: TypeAlias = Literal["open", "close", "either"]

MARK = re.compile(r"``|´´|''|’’|‘’|‘‘|,,(?=\w)|[\"＂″“”„‟«»‘’‚‛'‹›`]")
"""Every quote mark, longest first."""
SINGLE = frozenset("‘’‚‛'‹›`")
"""Marks of the single family; all others are double."""
OPENERS = frozenset("“„‟«‘‚‛‹") | {"``", "‘’", "‘‘", ",,"}
"""Marks that open wherever their neighbours allow it."""
CLOSERS = frozenset("”»›") | {"´´"}
"""Marks that close wherever something is open."""
ELISION = re.compile(r"(?:\d0s\b|\d\d(?=[,.)])|(?:em|til|tis|twas|cause|bout|n|round|tude|s)\b)", re.IGNORECASE)
"""What follows an apostrophe that stands for left-out letters or a century."""
OPENS_AFTER = frozenset("([{<—–-/:=_*|") | {""}
"""Characters, besides white space and marks, after which a quotation may open."""
BEFORE_CLOSE = frozenset(".,!?…;:—–-)]")
"""Characters after which a single mark closes a quotation and is no possessive's."""
WORD_SIGNS = frozenset("$£€#@([¿¡")
"""Characters that begin a word as letters do."""
SPEECH_TAIL = re.compile(rf",\s(?:(?:he|she|they|it)\s(?:{SPEECH})|(?:{SPEECH})\s[A-Z\w])")
"""Words of the writer, not of the speaker, in a quotation whose close is missing."""
LOOKAHEAD = 24
"""Marks that may be looked at to understand one."""
DEEPEST = 6
"""Quotations that may stand open inside each other; one more and the outermost mark was none."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quote mark in the text: where it stands, its family, its side, and whether a letter stands right before it."""

    start: int
    end: int
    double: bool
    side: Side
    before: str


def find(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Find what stands between quote marks.

    Args:
        text: the document's text as given.
        paragraphs: spans of its paragraphs.

    Returns:
        Quotations in order of their start, an outer one before those inside it.  A missing close ends at the end of
        its paragraph with `closed` false; so does the part of a quotation that goes on in the next paragraph.
    """
    marks = [tuple(_marks(text, paragraph)) for paragraph in paragraphs]
    found: list[Quotation] = []
    running = False
    for index, paragraph in enumerate(paragraphs):
        inside = _Paragraph(text, paragraph, marks[index]).quotations(running=running)
        running = any(not q.closed for q in inside)
        if running and not _goes_on(paragraphs[index + 1 : index + 2], marks[index + 1 : index + 2]):
            inside = [_without_tail(text, q) for q in inside]
        found.extend(inside)
    return tuple(sorted(found, key=lambda q: (q.span[0], -q.span[1])))


def _goes_on(next_paragraph: Sequence[Span], its_marks: Sequence[Sequence[_Mark]]) -> bool:
    """Whether the next paragraph (none or one) opens with a mark again, or closes what it has not opened."""
    doubles = [m for marks in its_marks for m in marks if m.double]
    return bool(doubles) and (doubles[0].start == next_paragraph[0][0] or doubles[0].side == "close")


def _without_tail(text: str, quotation: Quotation) -> Quotation:
    """A quotation whose close is missing for good, without the writer's words that follow it ("..., said Roe")."""
    tail = None if quotation.closed else SPEECH_TAIL.search(text, *quotation.inner)
    if tail is None:
        return quotation
    return Quotation((quotation.span[0], tail.start() + 1), (quotation.inner[0], tail.start() + 1), closed=False)


class _Paragraph:
    """One paragraph and the marks that are still open while it is read from left to right."""

    def __init__(self, text: str, span: Span, marks: Sequence[_Mark]) -> None:
        self.text, self.span, self.marks = text, span, marks
        self.open: list[_Mark] = []
        self.found: list[Quotation] = []

    def quotations(self, *, running: bool) -> list[Quotation]:
        """All quotations; `running` says that the paragraph before ended inside one."""
        for index, mark in enumerate(self.marks):
            following = self.marks[index + 1 : index + 1 + LOOKAHEAD]
            partner = self._partner(mark, following)
            if mark.side == "open" or (mark.side == "either" and partner is None):
                self._begin(mark, partner, following)
            elif partner is not None:
                self._close(partner, mark, following)
            elif running and mark.double and not self.found and not self.open:
                self._add(self.span[0], self.span[0], mark)
        self.found.extend(self._unclosed(mark, self.span[1]) for mark in self.open if mark.double)
        return self.found

    def _partner(self, mark: _Mark, following: Sequence[_Mark]) -> _Mark | None:
        """The open mark that `mark` would close: the innermost of its family, else a lone one of the other family."""
        family = [m for m in self.open if m.double == mark.double]
        if family:
            return family[-1]
        alone = len(self.open) == 1 and mark.side == "close" and mark.before in BEFORE_CLOSE
        later = next((m for m in following if m.double != mark.double), None)
        return self.open[0] if alone and (later is None or later.side == "open") else None

    def _begin(self, mark: _Mark, partner: _Mark | None, following: Sequence[_Mark]) -> None:
        """Open a quotation; if its family has one open already, this one nests, or that one's close is missing."""
        if partner is not None and mark.double and not _nests(following):
            self.found.append(self._unclosed(partner, mark.start))
            del self.open[self.open.index(partner) :]
        self.open.append(mark)
        if len(self.open) > DEEPEST:
            del self.open[0]

    def _close(self, partner: _Mark, mark: _Mark, following: Sequence[_Mark]) -> None:
        """Close the quotation of `partner`, and drop what stands open inside it."""
        if _possessive(mark, following):
            return
        self._add(partner.start, partner.end, mark)
        del self.open[self.open.index(partner) :]

    def _add(self, start: int, inner_start: int, mark: _Mark) -> None:
        self.found.append(Quotation((start, mark.end), (inner_start, mark.start)))

    def _unclosed(self, mark: _Mark, end: int) -> Quotation:
        """A quotation without a close, up to `end` less white space."""
        stop = mark.end + len(self.text[mark.end : end].rstrip())
        return Quotation((mark.start, stop), (mark.end, stop), closed=False)


def _nests(following: Sequence[_Mark]) -> bool:
    """Whether two double closes come next, so that the one just opened and the one around it both end."""
    sides = [m.side for m in following if m.double][:2]
    return len(sides) == 2 and "open" not in sides  # noqa: PLR2004


def _possessive(mark: _Mark, following: Sequence[_Mark]) -> bool:
    """Whether a single mark after an s is a plural's apostrophe: a single close comes before any single opening."""
    if mark.double or mark.before not in {"s", "S"}:
        return False
    later = next((m for m in following if not m.double), None)
    return later is not None and later.side == "close"


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    """The quote marks of a paragraph, apostrophes left out."""
    start, end = paragraph
    for match in MARK.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else ""
        after = text[match.end()] if match.end() < end else ""
        single = match[0] in SINGLE
        side = _side(match[0], before, after)
        if side is None or (single and side != "close" and ELISION.match(text, match.end())):
            continue
        yield _Mark(match.start(), match.end(), not single, side, before)


def _side(mark: str, before: str, after: str) -> Side | None:
    """Which side of a quotation a mark stands on, by its neighbours; ``None`` for an apostrophe."""
    if mark in SINGLE and before.isalnum() and after.isalnum():
        return None
    left_free = before.isspace() or before in OPENS_AFTER or MARK.match(before) is not None
    right_free = not (after.isalnum() or after in WORD_SIGNS) or not after
    if left_free != right_free:
        return "open" if left_free else "close"
    if mark in SINGLE and not left_free and before not in BEFORE_CLOSE:
        return None
    if mark in CLOSERS:
        return "close"
    if mark in OPENERS and (left_free or not right_free):
        return "open"
    return "either"
