"""Attributions that reporting words give, without the encoder: "X said that Y", "Y, according to X", "X denied Y".

Works sentence by sentence on the frames of ``cues.toml``.  It reads clauses by their commas and joining words, so a
content may run too far or stop short; the encoder's own findings are preferred where they overlap.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.according_to import sources
from dateline.according_to.found import Found
from dateline.according_to.table import cues
from dateline.according_to.words import MARKS, Word, trimmed, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.language.draft import Draft, Span

ADDRESSEE = 9
"""Words that "told" may have between itself and what was told."""
ADJUNCT = 8
"""Words and marks of the longest adjunct behind a closing cue."""
TAIL = 12
"""Words that may stand behind a closing "..., the minister said"."""
HEADLINE = 0.8
"""Share of a line's longer words that start with a capital, from which on it is a headline."""
PREPOSITIONS = {"to": "to", "for": "for", "on": "on", "of": "of", "about": "about"}
"""Preposition behind a verb to the frame it opens."""
ENDS = frozenset(".;:?!")


@dataclass(frozen=True, slots=True)
class _Line:
    """One sentence: its words, and for every word whether it stands inside a quotation."""

    draft: Draft
    words: tuple[Word, ...]
    quoted: list[bool]

    def at(self, index: int) -> str:
        """The lowered word at `index`, empty past the ends."""
        return self.words[index].low if 0 <= index < len(self.words) else ""


def find(draft: Draft) -> list[Found]:
    """Every attribution that a reporting word outside quotations gives, in order of its cue."""
    found: list[Found] = []
    for sentence in draft.sentences:
        if draft.in_repeat(sentence.span):
            continue
        line = _line(draft, sentence.span)
        found.extend(_of_line(line))
    return found


def _line(draft: Draft, span: Span) -> _Line:
    inside = [q.span for q in draft.quotations if q.span[0] < span[1] and span[0] < q.span[1]]
    found = words(draft.text, span)
    if not inside:
        return _Line(draft, found, [False] * len(found))
    return _Line(draft, found, [any(s <= word.start < e for s, e in inside) for word in found])


def _of_line(line: _Line) -> Iterator[Found]:
    """The attributions of one sentence; a cue inside the content of one that ran before it starts its own."""
    low = 0
    last: Found | None = None
    telling = cues().telling
    for index, word in enumerate(line.words):
        if word.low not in telling or line.quoted[index]:
            continue
        found = _phrase(line, index) or _verb(line, index, low, last)
        if found and size_of(line, found):
            yield found
            last = found


def size_of(line: _Line, found: Found) -> bool:
    """Whether every content holds a word."""
    return bool(found.contents) and all(any(c.isalnum() for c in line.draft.slice(s)) for s in found.contents)


# phrases ----------------------------------------------------------------------------------------------------------


def _phrase(line: _Line, index: int) -> Found | None:
    """A cue of several words at `index`: "according to X", "it is understood that", "reportedly"."""
    for phrase in cues().phrases.get(line.at(index), ()):
        if _reads(line, index, phrase):
            return _sourced(line, index, index + len(phrase))
    for phrase in cues().bare.get(line.at(index), ()):
        if _reads(line, index, phrase):
            return _unsourced(line, index, index + len(phrase))
    return None


def _reads(line: _Line, index: int, phrase: tuple[str, ...]) -> bool:
    return all(line.at(index + offset) == word for offset, word in enumerate(phrase))


def _sourced(line: _Line, index: int, behind: int) -> Found | None:
    """The attribution of "According to X, Y" or "Y, according to X"."""
    source = sources.after(line.words, behind)
    if not source:
        return None
    end = _clause_end(line, behind)
    if index == 0 or (not line.words[index - 1].is_word and index <= 1):
        comma = _comma(line, behind)
        contents = (_between(line, comma + 1, _clause_end(line, comma + 1)),) if comma is not None else ()
    else:
        contents = (_between(line, _clause_start(line, index), index),)
        end = end if end < len(line.words) else index
    return _found(line, (index, behind), source, contents)


def _unsourced(line: _Line, index: int, behind: int) -> Found | None:
    """The attribution of "It is understood that Y", "X is said to Y", "X reportedly Y": nobody is named."""
    if line.at(index) == "it":
        contents: tuple[Span, ...] = (_between(line, behind, _clause_end(line, behind)),)
    else:
        start = _clause_start(line, index)
        contents = tuple(
            s for s in (_between(line, start, index), _between(line, behind, _clause_end(line, behind))) if s
        )
    return _found(line, (index, behind), None, contents)


# verbs ------------------------------------------------------------------------------------------------------------


def _verb(line: _Line, index: int, low: int, last: Found | None) -> Found | None:
    """The attribution of a reporting verb (or noun with "that") at `index`."""
    word = line.at(index)
    if word not in cues().forms or _passive(line, index) or _named(line, index):
        return None
    frame = None if _inverted(line, index) else _frame(line, index)
    if frame == "clause" and _ends_in_adjunct(line, index):
        closing = _closing(line, index, low)
        if closing:
            return closing
    if frame is None:
        return _closing(line, index, low) if word in cues().frames["say"] else None
    source = _subject(line, index, low, last)
    if source is None and not (word in cues().nouns and frame == "that"):
        return None
    start = _content_start(line, index, frame)
    content = _between(line, start, _clause_end(line, start))
    return _found(line, (index, index + 1), source, (content,)) if content else None


def _inverted(line: _Line, index: int) -> bool:
    """Whether "said X" closes the sentence behind a comma."""
    if line.at(index - 1) != "," or line.at(index) not in cues().frames["say"]:
        return False
    source = sources.after(line.words, index + 1)
    return source is not None and all(word.end <= source[1] or not word.is_word for word in line.words[index + 1 :])


def _ends_in_adjunct(line: _Line, index: int) -> bool:
    """Whether nothing but a day, place or medium stands behind the verb: "..., the union said on Monday"."""
    rest = line.words[index + 1 :]
    opens = bool(rest) and rest[0].low in cues().grammar["adjuncts"] | cues().grammar["days"]
    return opens and len(rest) <= ADJUNCT and all(word.low != "that" for word in rest)


def _passive(line: _Line, index: int) -> bool:
    """Whether a participle is passive or a noun's attribute: "was told", "the reported deal"."""
    left = line.at(index - 1)
    if left in {"the", "a", "an", "to", "of", "its", "his", "their"}:
        return line.at(index) not in cues().nouns
    back = index - 1
    while line.at(back) in {"also", "already", "once", "never", "not", "widely"}:
        back -= 1
    return line.at(back) in {"is", "are", "was", "were", "be", "been", "being"} and not line.at(index).endswith("ing")


def _named(line: _Line, index: int) -> bool:
    """Whether the word at `index` is part of a name ("the United States"): a capital in a line of small letters."""
    if index == 0 or not line.words[index].is_capital:
        return False
    long = [word for word in line.words if len(word.text) > 3]  # noqa: PLR2004
    return line.words[index - 1].low == "united" or sum(word.is_capital for word in long) < HEADLINE * len(long)


def _frame(line: _Line, index: int) -> str | None:
    """Which frame the words behind the verb at `index` fill, the most telling first."""
    frames, word = cues().frames, line.at(index)
    says = word in frames["say"]
    if (says or word in frames["that"]) and _that(line, index) is not None:
        return "that"
    if word in frames["tell"] and _told(line, index) is not None:
        return "tell"
    preposition = line.at(index + 1)
    if preposition in PREPOSITIONS and word in frames[PREPOSITIONS[preposition]]:
        return PREPOSITIONS[preposition]
    if preposition == "to" and word in frames["onto"]:
        return "onto"
    if _clausal(line, index, says=says):
        return "clause"
    return "object" if word in frames["object"] and _opens_object(line, index + 1) else None


def _clausal(line: _Line, index: int, *, says: bool) -> bool:
    """Whether a clause without "that" follows: a bare one, or one that a question word opens."""
    following = line.at(index + 1)
    if following == "whether" or (says and following in {"how", "why", "what", "where", "who"}):
        return True
    return (says or line.at(index) in cues().frames["clause"]) and _opens_clause(line, index + 1)


def _that(line: _Line, index: int) -> int | None:
    """Index of the "that" which opens the clause of the verb at `index`, over an adjunct of a few words."""
    for at in range(index + 1, min(index + 8, len(line.words))):
        word = line.words[at]
        if word.low == "that":
            return at
        if not word.is_word or word.low in cues().forms:
            return None
    return None


def _told(line: _Line, index: int) -> int | None:
    """Index of the first word of what was told, behind whom it was told."""
    if line.at(index + 1) == "against":
        return None  # "warned against closing the gate" tells nobody
    for at in range(index + 2, min(index + ADDRESSEE, len(line.words))):
        word = line.words[at]
        if word.low in {"that", "to", "how", "about", "of"} or (
            word.low in cues().grammar["pronouns"] | cues().grammar["determiners"] and word.low != "i"
        ):
            return at
        if word.text in ENDS or word.text == ",":
            return None
    return None


def _opens_clause(line: _Line, at: int) -> bool:
    """Whether a bare clause ("officials said the bridge fell") starts at index `at` or behind a short adjunct."""
    at = _over_adjunct(line, at)
    if at >= len(line.words):
        return False
    word = line.words[at]
    if word.text in MARKS:
        return True
    return word.is_word and len(line.words) - at > 2 and word.low not in {"to", "and", "or", "but", "of", "for"}  # noqa: PLR2004


def _opens_object(line: _Line, at: int) -> bool:
    return at < len(line.words) and (line.words[at].is_word or line.words[at].text in MARKS)


def _over_adjunct(line: _Line, at: int) -> int:
    """Index behind the day, medium or manner that stands between "said" and what was said."""
    grammar = cues().grammar
    if line.at(at) in {"late", "early"} and line.at(at + 1) in grammar["days"]:
        at += 1
    if line.at(at) in grammar["days"]:
        at += 1
        while line.at(at).isdigit() or line.at(at) in {"morning", "afternoon", "evening", "night"}:
            at += 1
    if line.at(at) == "," and line.at(at - 1) in grammar["days"]:
        return at
    return at


def _content_start(line: _Line, index: int, frame: str) -> int:
    """Index of the first word of the content, by frame ("that" and "to" belong to it)."""
    if frame == "that":
        return _that(line, index) or index + 1
    if frame == "tell":
        return _told(line, index) or index + 1
    if frame in {"for", "on", "of", "about", "onto"}:
        return index + 2
    return _over_adjunct(line, index + 1)


def _subject(line: _Line, index: int, low: int, last: Found | None) -> Span | None:
    """The subject of the verb at `index`; a participle and a verb joined by "and" take the clause's own."""
    word = line.words[index]
    head = sources.skip_auxiliaries(line.words, index, low)
    joined = line.at(head - 1) in {"and", "but"} or (word.low.endswith("ing") and head == index)
    if joined:
        if last and last.source and line.words[0].start <= last.source[0]:
            return last.source
        return sources.first(line.words, _unquoted_low(line, index, low), index)
    return sources.before(line.words, index, _unquoted_low(line, index, low))


def _unquoted_low(line: _Line, index: int, low: int) -> int:
    """Index of the first word behind the last quotation before `index`: no subject reaches into quoted words."""
    for at in range(index - 1, low - 1, -1):
        if line.quoted[at]:
            return at + 1
    return low


def _closing(line: _Line, index: int, low: int) -> Found | None:
    """The attribution of "Y, X said." and "Y, said X.": what stands before the comma is the content."""
    at = _unquoted_low(line, index, low)
    source = sources.before(line.words, index, at)
    if source is None and line.at(index - 1) == ",":
        source = sources.after(line.words, index + 1)
        comma = index - 1
    elif source:
        comma = next((i for i in range(index) if line.words[i].start >= source[0]), index) - 1
    else:
        return None
    if source is None or line.at(comma) != "," or at > 0:
        return None
    contents: tuple[Span, ...] = (_between(line, low, comma),)
    resumed = _comma(line, index + 1)
    resumes = resumed is not None and not (
        line.at(resumed + 1) in cues().forms and line.at(resumed + 1).endswith("ing")
    )
    if resumed is not None and resumes and resumed - index <= TAIL and len(line.words) - resumed > TAIL // 2:
        contents += (_between(line, resumed + 1, _clause_end(line, resumed + 1)),)
    return _found(line, (index, index + 1), source, contents)


# clauses ----------------------------------------------------------------------------------------------------------


def _clause_end(line: _Line, start: int) -> int:
    """Index behind the last word of the clause that starts at `start`."""
    for at in range(start, len(line.words)):
        if line.quoted[at]:
            continue
        word = line.words[at]
        if word.text == ";" or (word.low in {"and", "but"} and _joins_verb(line, at + 1)):
            return at
        if word.text != ",":
            continue
        if _breaks_off(line, at, start):
            return at
    end = len(line.words)
    while end > start and not line.words[end - 1].is_word and line.words[end - 1].text not in MARKS:
        end -= 1
    return end


def _joins_verb(line: _Line, at: int) -> bool:
    """Whether a second verb of the subject stands at index `at`: "and said", "but did not"."""
    return line.at(at) in cues().frames["say"] or line.at(at) in {"did", "does", "also", "then", "later"}


def _breaks_off(line: _Line, comma: int, start: int) -> bool:
    """Whether the writer takes over behind a comma: a further cue, a contrast, the main clause after "As X said"."""
    ahead = line.at(comma + 1)
    if ahead in cues().forms and ahead.endswith("ing"):
        return True
    if ahead in cues().grammar["breaks"] or _reads(line, comma + 1, ("according", "to")):
        return True
    opened = line.at(0) in cues().grammar["subordinators"] and "," not in {line.at(i) for i in range(start)}
    return opened or _said_follows(line, comma + 1)


def _said_follows(line: _Line, at: int) -> bool:
    """Whether "he said" or "the minister added" stands at index `at` and closes the sentence."""
    tail = [word.low for word in line.words[at : at + TAIL]]
    return (
        len(line.words) - at < TAIL
        and any(word in cues().frames["say"] for word in tail[1:5])
        and tail[0]
        not in {
            "and",
            "but",
            "who",
            "which",
            "while",
        }
    )


def _clause_start(line: _Line, index: int) -> int:
    """Index of the first word of the clause that ends before `index`."""
    for at in range(index - 1, -1, -1):
        if line.words[at].text in {";", ":"}:
            return at + 1
    return 0


def _comma(line: _Line, start: int) -> int | None:
    """Index of the first comma from `start` on, outside quotations."""
    return next((i for i in range(start, len(line.words)) if line.words[i].text == "," and not line.quoted[i]), None)


def _between(line: _Line, start: int, end: int) -> Span:
    """The span of ``line.words[start:end]`` without commas at its edges; empty when there are no words."""
    if start >= end:
        at = line.words[min(start, len(line.words) - 1)].start
        return at, at
    return trimmed(line.draft.text, (line.words[start].start, line.words[end - 1].end))


def _found(line: _Line, cue: tuple[int, int], source: Span | None, contents: tuple[Span, ...]) -> Found | None:
    kept = tuple(span for span in contents if span[1] > span[0])
    if not kept:
        return None
    span = line.words[cue[0]].start, line.words[cue[1] - 1].end
    return Found("reporting", source, span, kept)
