"""Where the sentences of a text lie.

The `sentencex` splitter goes first, paragraph by paragraph; then pieces that it tore apart are joined again: after
titles, ranks, initials and clock times, and between a quotation and the words that attribute it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.records import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.language.draft import Span

TITLES = (
    "Adm Amb Asst Atty Brig Capt Cmdr Cmdt Col Comdr Const Cpl Dep Det Dr Fr Gen Gov Hon Insp Lt Lieut Maj Messrs Mme "
    "Mr Mrs Ms Ofc Pfc Pres Prof Pvt Rep Reps Rev Sec Sen Sens Sgt Spc Spec Supt Treas vs"
)
"""Abbreviations that stand before a name, so that the full stop after them ends no sentence."""
BEFORE_NUMBERS = "Art Ch Fig No Nos Para Rt Sec Vol Op pp"
"""Abbreviations that stand before a number."""
MONTHS = "Jan Feb Mar Apr Aug Sept Sep Oct Nov Dec"
DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\."
ZONES = "EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|PST|PDT|PT|GMT|UTC|BST|CET|CEST|IST|Eastern|Central|Pacific|Mountain"
SPEECH = (
    "said|says|added|adds|told|tells|asked|asks|concluded|wrote|writes|explained|explains|insisted|noted|stated|warned|"
    "replied|continued|recalled|tweeted|declared|argued|claimed|confirmed|announced|commented|admitted|remarked"
)

ENDS_WITH_TITLE = re.compile(rf"(?<![\w.])(?:{'|'.join([*TITLES.split(), *TITLES.upper().split()])})\.$")
ENDS_WITH_NUMBERED = re.compile(rf"(?<![\w.])(?:{'|'.join(BEFORE_NUMBERS.split())})\.$")
ENDS_WITH_MONTH = re.compile(rf"(?<![\w.])(?:{'|'.join(MONTHS.split())})\.$")
ENDS_WITH_CLOCK = re.compile(r"(?<!\w)[ap]\.?\s?m\.$", re.IGNORECASE)
ENDS_WITH_INITIAL = re.compile(r"(?<![\w.])(?:[A-Z]\.)?[A-Z]\.$")
ENDS_TORN = re.compile(r"(?<![^\W_])[A-Z]\.$")
ENDS_IN_QUOTE = re.compile(r"[.!?,…]\s?[\"'”’»]+$")
QUOTE_MARKS = re.compile(r"[\"“”„‟«»‘`]+|''+|’’+|(?<=[.!?,…])['’]|(?<![^\s(\[—–-])['’](?=\w)")
OPENING_MARKS = re.compile(r"(?<=\s)[\"“”„‟«»‘’`']+$")
STARTS_WITH_LETTER_STOP = re.compile(r"[A-Z]\.")
STARTS_ON_CLOCK = re.compile(rf"{DAYS}|(?:{ZONES})\b|on\b|\(|\d")
STARTS_LOW = re.compile(r"[\"'“‘]?[a-zß-öø-ÿ](?!l-|[A-Z])")
STARTS_INSIDE = re.compile(r"[,;:)\]—–%]|-+\s|_\s|[”’»]+(?:\s|$)|[\"']+$")
STARTS_WITH_SPEAKER = re.compile(
    rf"(?:(?:[A-Z][\w.’'-]*|of|the|al-\w+|de|van|von|bin)\s+){{1,6}}(?:{SPEECH})\b[^.!?]{{0,60}}[.!?]?$"
)


def split(text: str, paragraphs: Sequence[Span]) -> tuple[Sentence, ...]:
    """Split a text into sentences.

    Args:
        text: the document's text as given.
        paragraphs: spans of its paragraphs; no sentence crosses one.

    Returns:
        Sentences in order, without white space around them; `paragraph` is the index into `paragraphs`.
    """
    return tuple(
        Sentence(span=(start, end), text=text[start:end], paragraph=index)
        for index, span in enumerate(paragraphs)
        for start, end in _joined(text, span)
    )


def _joined(text: str, paragraph: Span) -> Iterator[Span]:
    """Sentences of one paragraph: the splitter's pieces, joined where they belong together."""
    start, end = -1, -1
    for piece_start, piece_end in _pieces(text, paragraph):
        if start >= 0 and belongs(text[start:end], text[piece_start:piece_end]):
            end = piece_end
            continue
        if start >= 0:
            yield start, end
        start, end = piece_start, piece_end
    if start >= 0:
        yield start, end


def _pieces(text: str, paragraph: Span) -> Iterator[Span]:
    """What the splitter makes of a paragraph, white space trimmed.

    The splitter takes a quotation for one sentence however long, so it is shown the text with its quote marks blanked
    out (one space for each character, so that offsets stay); a mark then goes to the side that it touches.
    """
    from sentencex import get_sentence_boundaries  # noqa: PLC0415  (a compiled module, wanted only here)

    offset, end = paragraph
    words = text[offset:end]
    blank = QUOTE_MARKS.sub(_spaces, words).replace("\n", " ").replace("\r", " ")
    start = 0
    for boundary in get_sentence_boundaries("en", blank):
        stop = _mark_side(words, boundary["end_index"])
        piece = words[start:stop].strip()
        if piece:
            first = offset + words.index(piece, start)
            yield first, first + len(piece)
            start = stop


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _mark_side(words: str, cut: int) -> int:
    """Move a cut back over the quote marks that open the next sentence, and over the white space before them."""
    touching = OPENING_MARKS.search(words, max(0, cut - 12), cut)
    return touching.start() if touching and cut < len(words) else cut


def belongs(before: str, after: str) -> bool:
    """Whether two neighbouring pieces are one sentence that a splitter tore apart.

    Args:
        before: the sentence so far.
        after: the next piece.

    Returns:
        True if the full stop between them ends no sentence.
    """
    if STARTS_INSIDE.match(after) or STARTS_LOW.match(after):
        return True
    tail = before[-40:]
    if ENDS_IN_QUOTE.search(tail):
        return STARTS_WITH_SPEAKER.match(after) is not None
    if not tail.endswith("."):
        return False
    return _abbreviated(tail, after)


def _abbreviated(tail: str, after: str) -> bool:
    """Whether the full stop at the end of `tail` marks an abbreviation that goes on with `after`."""
    if ENDS_WITH_CLOCK.search(tail):
        return STARTS_ON_CLOCK.match(after) is not None
    if ENDS_WITH_TITLE.search(tail):
        return True
    if ENDS_WITH_NUMBERED.search(tail) or ENDS_WITH_MONTH.search(tail):
        return after[0].isdigit()
    if STARTS_WITH_LETTER_STOP.match(after) and ENDS_TORN.search(tail):
        return True
    return ENDS_WITH_INITIAL.search(tail) is not None and tail.count(".") == 1
