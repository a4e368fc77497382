"""Attributions that quote marks give: who stands beside the quoted words, and who goes on speaking.

A quotation's neighbours outside the marks are read first behind it (``"A," said X``, ``"A," X said``), then before it
(``X said: "A"``); a quotation of whole sentences with neither goes on from the speaker before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.according_to import sources
from dateline.according_to.found import Found
from dateline.according_to.table import cues
from dateline.according_to.words import MARKS, Word, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.language.draft import Draft, Quotation, Span

REACH = 26
"""Words between a quotation and its cue, at most."""
AFTER_STOP = 9
"""Words in a sentence such as "the minister said" that stands by itself behind a quotation ended by a full stop."""
SHORT = 5
"""A quotation of fewer words, without an end mark, is words picked out of a clause and not speech."""
DASHES = frozenset("-–—―")
GAP = 2
"""Paragraphs without a quotation that a carried speaker survives, plus one."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A speaker found beside a quotation."""

    source: Span | None
    cue: Span


def find(draft: Draft, reported: Sequence[Found] = ()) -> list[Found]:
    """Every quotation of speech with its speaker, quotations split around one cue joined.

    Args:
        draft: its quotations set.
        reported: what other finders found outside quotations, in order: a quotation may go on from such a speaker.
    """
    found: list[Found] = []
    for block in _blocks(draft):
        for found_one in _of_block(draft, block, _Speakers(reported, found)):
            if found and _continues_same(draft, found[-1], found_one):
                found[-1] = replace(found[-1], contents=(*found[-1].contents, *found_one.contents))
            else:
                found.append(found_one)
    return found


def _blocks(draft: Draft) -> Iterator[tuple[Span, list[Quotation]]]:
    """Each paragraph with the quotations that start in it."""
    quotations = [q for q in _outermost(draft.quotations) if not draft.in_repeat(q.span)]
    for start, end in draft.paragraphs or ((0, len(draft.text)),):
        inside = [q for q in quotations if start <= q.span[0] < end]
        if inside:
            yield (start, end), inside


def _outermost(quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    """Quotations that stand in no other: words quoted within a quotation are its speaker's."""
    end = 0
    for quotation in quotations:
        if quotation.span[0] >= end:
            end = quotation.span[1]
            yield quotation


@dataclass(frozen=True, slots=True)
class _Speakers:
    """Who has spoken so far: what other finders found in the whole text, and the quotations up to here."""

    reported: Sequence[Found]
    quoted: Sequence[Found]

    def before(self, offset: int) -> Found | None:
        """The last attribution with a speaker that ends before `offset`."""
        last = self.quoted[-1] if self.quoted else None
        for found in reversed(self.reported):
            at = found.cue[0] if found.cue else found.hull[0]
            if at < offset:
                later = found.source and (last is None or at > max(last.hull[1], last.cue[0] if last.cue else 0))
                return found if later else last
        return last


def _continues_same(draft: Draft, last: Found, new: Found) -> bool:
    """Whether a quotation is the second half of the attribution before it: one cue, or no cue in the same paragraph."""
    if new.cue == last.cue:
        return True
    goes_on = new.cue is None and new.source is None and new.carried == (last.carried or last.source)
    return goes_on and "\n" not in draft.slice((last.hull[1], new.hull[0]))


def _of_block(draft: Draft, block: tuple[Span, list[Quotation]], speakers: _Speakers) -> Iterator[Found]:
    (start, end), quotations = block
    for index, quotation in enumerate(quotations):
        left = quotations[index - 1].span[1] if index else start
        right = quotations[index + 1].span[0] if index + 1 < len(quotations) else end
        found = _spoken(draft, quotation, (left, right), speakers.before(quotation.span[0]))
        if found:
            yield found


def _spoken(draft: Draft, quotation: Quotation, gap: Span, previous: Found | None) -> Found | None:
    """The attribution of one quotation; `gap` reaches from the quotation before it to the one behind."""
    said = _behind(draft, quotation, gap[1]) or _ahead(draft, quotation, gap[0])
    if said:
        carried = _carried(draft, said, quotation, previous)
        return Found("quotation", said.source, said.cue, (quotation.inner,), carried)
    if previous and _goes_on(draft, quotation, gap[0], previous):
        return Found("quotation", None, None, (quotation.inner,), previous.carried or previous.source)
    return _picked(draft, quotation, gap)


def _behind(draft: Draft, quotation: Quotation, high: int) -> _Said | None:
    """A speaker behind the closing mark, in the same sentence."""
    stopped = _ends_with(draft, quotation, ".")
    fragment = not stopped and not _ends_with(draft, quotation, ",?!…—–-")
    end = _sentence_end(draft, quotation.span[1], high)
    line = words(draft.text, (quotation.span[1], end))[: REACH + 12]
    comma = bool(line) and line[0].text == ","
    line = line[1:] if comma else line
    if not line or (fragment and not comma) or line[0].text in ".;:()":
        return None
    if stopped and line[0].is_capital and (len(line) > AFTER_STOP or line[-1].text != "."):
        return None
    return _cue_in(line)


def _cue_in(line: Sequence[Word]) -> _Said | None:
    """The first cue of speech in the words behind a quotation, and its subject."""
    say = spoken()
    if [word.low for word in line[:2]] == ["according", "to"]:
        source = sources.after(line, 2)
        return _Said(source, (line[0].start, line[1].end)) if source else None
    if line[0].text in DASHES:
        return _signed(line)
    if line[0].low in cues().grammar["stops"] - {"that"}:
        return None
    for index, word in enumerate(line[:REACH]):
        if word.text in {";", ":"} or _stops(line, index):
            return None
        if word.low not in say or word.is_capital or (index and word.low.endswith("ing")):
            continue
        source = sources.before(line, index) if index else sources.after(line, 1)
        return _Said(source, (word.start, word.end)) if source else None
    return None


def _stops(line: Sequence[Word], index: int) -> bool:
    """Whether a full stop at `index` ends a sentence and not an abbreviation or initial."""
    if line[index].text != ".":
        return False
    return index + 1 == len(line) or (line[index + 1].is_capital and len(line[index - 1].text) > 1)


def spoken() -> frozenset[str]:
    """The cues that may stand beside quote marks."""
    return cues().frames["say"] | cues().frames["quote"]


def _signed(line: Sequence[Word]) -> _Said | None:
    """The name behind a dash that signs a quotation: "A" - Jo Roe."""
    names = [word for word in line[1:] if word.is_word]
    if not names or len(names) > SHORT or not (names[0].is_capital and names[-1].is_capital):
        return None
    return _Said((names[0].start, names[-1].end), (line[0].start, line[0].end))


def _ahead(draft: Draft, quotation: Quotation, low: int) -> _Said | None:
    """A speaker before the opening mark: ``X said: "A"``, ``X told Y that "A"``, ``"A," X said, "B"``."""
    start = _sentence_start(draft, quotation.span[0], low)
    line = words(draft.text, (start, quotation.span[0]))
    tail = line[-1].text if line else ""
    if not line or not _is_speech(draft, quotation):
        return None
    # behind "that" the whole clause is the content, not the quoted words alone
    if tail not in {",", ":", "—", "–"} and line[-1].low not in spoken():
        return None
    if tail == "," and [word.low for word in line[:2]] == ["according", "to"]:
        return _Said(sources.after(line, 2), (line[0].start, line[1].end))
    for index in range(len(line) - 1, max(-1, len(line) - REACH), -1):
        if line[index].low in spoken():
            source = _subject(line, index, after_quote=start == low)
            return _Said(source, (line[index].start, line[index].end)) if source else None
    return None


def _subject(line: Sequence[Word], index: int, *, after_quote: bool) -> Span | None:
    """The subject of the cue at `index`: before it, behind it in ``"A," said X, "B"``, the clause's for "saying"."""
    if line[index].low.endswith("ing"):
        return sources.first(line, 0, index)
    found = sources.before(line, index)
    if not found and (after_quote or index == 0):
        found = sources.after(line, index + 1)
    return found


def _goes_on(draft: Draft, quotation: Quotation, low: int, previous: Found) -> bool:
    """Whether a quotation without a cue is more of what the speaker before it said."""
    if not _is_speech(draft, quotation):
        return False
    start = _sentence_start(draft, quotation.span[0], low)
    if any(char not in MARKS and not char.isspace() for char in draft.slice((start, quotation.span[0]))):
        return False
    between = draft.slice((previous.hull[1], quotation.span[0]))
    return between.count("\n\n") <= GAP and draft.sentence_at(start) - draft.sentence_at(previous.hull[1]) <= GAP


def _carried(draft: Draft, said: _Said, quotation: Quotation, previous: Found | None) -> Span | None:
    """The speaker before, where this one is a pronoun that goes on from it."""
    if not (previous and said.source):
        return None
    pronoun = draft.slice(said.source).lower() in cues().grammar["pronouns"]
    goes_on = draft.slice(said.cue).lower() in cues().grammar["continuing"]
    near = draft.sentence_at(quotation.span[0]) - draft.sentence_at(previous.hull[1]) <= GAP
    return (previous.carried or previous.source) if pronoun and goes_on and near else None


def _picked(draft: Draft, quotation: Quotation, gap: Span) -> Found | None:
    """Words picked from somebody's mouth right behind their name: Baghdad "will not accept" it."""
    inner = words(draft.text, quotation.inner)
    if not inner or inner[0].low not in {"will", "would", "won't", "won’t", "must", "cannot", "shall"}:
        return None
    line = words(draft.text, (_sentence_start(draft, quotation.span[0], gap[0]), quotation.span[0]))
    source = sources.phrase_ending(line, len(line)) if line and line[-1].is_word else None
    return Found("quotation", source, None, (quotation.inner,)) if source else None


def _is_speech(draft: Draft, quotation: Quotation) -> bool:
    """Whether the quoted words are speech rather than a term or title set in marks."""
    long = len(draft.slice(quotation.inner).split()) >= SHORT
    return long or not quotation.closed or _ends_with(draft, quotation, ".,?!…—–")


def _ends_with(draft: Draft, quotation: Quotation, marks: str) -> bool:
    inner = draft.slice(quotation.inner).rstrip()
    return bool(inner) and inner[-1] in marks


def _sentence_start(draft: Draft, offset: int, low: int) -> int:
    """Where the sentence that holds `offset` starts, not before `low`."""
    if not draft.sentences:
        return low
    return max(low, draft.sentences[draft.sentence_at(offset)].span[0])


def _sentence_end(draft: Draft, offset: int, high: int) -> int:
    """Where the sentence that goes on at `offset` ends, not behind `high`."""
    if not draft.sentences:
        return high
    following = offset
    while following < high and draft.text[following].isspace():
        following += 1
    return min(high, max(offset, draft.sentences[draft.sentence_at(following)].span[1]))
