"""Who stands beside a cue: the noun phrase before or behind it.

There is no parser here.  A noun phrase is read off its edges: determiners, capitals, the words that cannot stand inside
one, and the commas of an apposition (``cues.toml`` has the words).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.according_to.table import cues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.according_to.words import Word
    from dateline.language.draft import Span

LONGEST = 16
"""Words in the longest noun phrase that is read."""
APPOSITION = 28
"""Words in the longest stretch between the commas of an apposition."""
ARTICLES = frozenset({"the", "a", "an"})
RELATIVES = frozenset({"who", "which", "that"})
_INSIDE = frozenset(".&/’'-")


def before(words: Sequence[Word], cue: int, low: int = 0) -> Span | None:
    """The noun phrase that ends right before a cue: its subject.

    Args:
        words: the words of a clause or sentence.
        cue: index of the cue's first word (auxiliaries not counted).
        low: index of the first word that may belong to the subject.

    Returns:
        The span, or ``None`` where no noun phrase ends there.
    """
    end = skip_auxiliaries(words, cue, low)
    if end <= low:
        return None
    if words[end - 1].text in {",", "—", "–", ")"}:
        return _apposed(words, end - 1, low)
    return phrase_ending(words, end, low)


def skip_auxiliaries(words: Sequence[Word], cue: int, low: int = 0) -> int:
    """Index of the first auxiliary or adverb that belongs to the cue at index `cue` (or `cue` itself)."""
    grammar = cues().grammar
    between = grammar["auxiliaries"] | grammar["days"]
    end = cue
    while end > low and (words[end - 1].low in between or _is_adverb(words[end - 1]) or _dates(words, end - 1, cue)):
        end -= 1
    return end


def _dates(words: Sequence[Word], index: int, cue: int) -> bool:
    """Whether the word at `index` only leads to the day behind it: "on Tuesday", "late Tuesday"."""
    return (
        index + 1 < cue
        and words[index].low in {"on", "late", "early"}
        and words[index + 1].low in cues().grammar["days"]
    )


def _is_adverb(word: Word) -> bool:
    return word.low.endswith("ly") and not word.is_capital and len(word.low) > 5  # noqa: PLR2004


def _apposed(words: Sequence[Word], comma: int, low: int) -> Span | None:
    """The noun phrase before an apposition or relative clause that closes with the comma at index `comma`."""
    marks = {",", "(", "—", "–"}
    opens = [i for i in range(max(low, comma - APPOSITION), comma) if words[i].text in marks]
    for i in opens:
        span = phrase_ending(words, i, low)
        if span and span[0] == words[low].start:
            return span
    return phrase_ending(words, opens[-1], low) if opens else None


def phrase_ending(words: Sequence[Word], end: int, low: int = 0) -> Span | None:
    """The noun phrase whose last word is the one before index `end`."""
    grammar = cues().grammar
    if end <= low or (words[end - 1].low in grammar["stops"] and words[end - 1].low not in grammar["pronouns"]):
        return None
    if words[end - 1].low in grammar["pronouns"]:
        return words[end - 1].start, words[end - 1].end
    start = _start_of(words, end, low)
    if end - start == 1 and words[start].low in ARTICLES:
        return None  # "The claim that": no noun stands between
    # "the union and the owner said": the first member must open the clause, else it may be another clause's object
    if start - 1 > low and words[start - 1].low == "and" and words[start].low in grammar["determiners"]:
        other = _start_of(words, start - 1, low)
        if other < start - 1 and (other == low or words[other - 1].text == ","):
            start = other
    return _span(words, start, end)


def _start_of(words: Sequence[Word], end: int, low: int) -> int:
    """Index of the first word of the noun phrase that ends before index `end`."""
    grammar = cues().grammar
    start = end
    while start > low and end - start < LONGEST and _continues(words, start, grammar["stops"]):
        start -= 1
        if words[start].low in grammar["determiners"] and not _linked(words, start, low):
            break
    while start < end and words[start].low in grammar["prepositions"]:
        start += 1
    return start


def _linked(words: Sequence[Word], start: int, low: int) -> bool:
    """Whether the phrase goes on to the left of the determiner at `start`: "of the", "all the", "and the"."""
    if start <= low:
        return False
    grammar = cues().grammar
    left = words[start - 1].low
    return (left in {"of", "for", "with"}) or left in grammar["determiners"]


def _continues(words: Sequence[Word], start: int, stops: frozenset[str]) -> bool:
    """Whether the word left of index `start` belongs to the same noun phrase."""
    left = words[start - 1]
    if left.low == "and":
        # "Iran and Iraq said" is one compound subject, "he left and Iraq said" two clauses
        return start >= 2 and words[start - 2].is_capital and words[start].is_capital  # noqa: PLR2004
    if not left.is_word:
        return left.text in _INSIDE
    grammar = cues().grammar
    if left.low in stops or left.low in grammar["days"] or left.low in grammar["pronouns"] - grammar["determiners"]:
        return False
    return left.low not in cues().frames["say"] and left.low not in grammar["auxiliaries"]


def after(words: Sequence[Word], start: int, high: int | None = None) -> Span | None:
    """The noun phrase that starts at index `start`: the subject of an inverted cue, or whom one "according to" names.

    Args:
        words: the words of a clause or sentence.
        start: index of the first word behind the cue.
        high: index behind the last word that may belong to it.
    """
    grammar = cues().grammar
    high = len(words) if high is None else high
    if start >= high or not words[start].is_word:
        return None
    if words[start].low in grammar["pronouns"] - grammar["determiners"]:
        return words[start].start, words[start].end
    end = start
    while end < min(high, start + LONGEST) and _goes_on(words, start, end):
        end += 1
    while end > start and (words[end - 1].low in grammar["prepositions"] or not words[end - 1].is_word):
        end -= 1
    return _span(words, start, end)


def _goes_on(words: Sequence[Word], start: int, at: int) -> bool:
    """Whether the word at index `at` belongs to the noun phrase that starts at `start`."""
    grammar = cues().grammar
    word = words[at]
    if not word.is_word:
        return word.text in _INSIDE
    if word.low in {"and", "&"}:
        return at + 1 < len(words) and words[at + 1].is_capital and words[at - 1].is_capital
    if at == start:
        return word.low not in grammar["stops"] and word.low not in grammar["prepositions"]
    stop = (
        word.low in grammar["stops"]
        or word.low in RELATIVES
        or word.low in grammar["auxiliaries"]
        or word.low in grammar["days"]
    )
    loose = word.low in grammar["prepositions"] - {"of", "for", "at"}
    return not stop and not loose and word.low not in cues().frames["say"] and word.low != "to"


def _span(words: Sequence[Word], start: int, end: int) -> Span | None:
    if end <= start or not any(word.is_word for word in words[start:end]):
        return None
    return words[start].start, words[end - 1].end


def first(words: Sequence[Word], low: int, high: int) -> Span | None:
    """The first noun phrase of ``words[low:high]``: the subject of a main clause, for "..., saying that ..."."""
    grammar = cues().grammar
    index = _behind_dateline(words, low, high)
    while index < high and not _may_head(words[index]):
        index += 1
    # an opening adjunct ("In Cairo on Monday, the minister left") is stepped over to its comma
    adjunct = index > low and words[index - 1].low in grammar["prepositions"]
    if adjunct or (index < high and words[index].low.endswith("ing") and words[index].is_capital):
        comma = next((i for i in range(index, high) if words[i].text == ","), None)
        if comma is not None:
            return first(words, comma + 1, high)
    if index < high and words[index].low in grammar["pronouns"]:
        return words[index].start, words[index].end
    end = index
    while end < high and end - index < LONGEST and (end == index or _nominal(words, end)):
        end += 1
    return _span(words, index, end)


def _behind_dateline(words: Sequence[Word], low: int, high: int) -> int:
    """Index of the first word behind a dateline such as "CAIRO, Egypt (AP) -"; `low` where there is none."""
    if low >= high or not words[low].text.isupper():
        return low
    dashes = (i for i in range(low, min(high, low + 12)) if words[i].text in {"-", "–", "—", "_", ":"})
    return next((i + 1 for i in dashes if i + 1 < high), low)


def _may_head(word: Word) -> bool:
    grammar = cues().grammar
    opens = word.low in grammar["determiners"] or word.low in grammar["pronouns"] or word.is_capital
    return opens and word.low not in grammar["stops"] and word.low not in grammar["prepositions"]


def _nominal(words: Sequence[Word], at: int) -> bool:
    """Whether the word at `at` still belongs to an opening noun phrase: a capital, or the nouns behind a determiner."""
    grammar = cues().grammar
    word, left = words[at], words[at - 1]
    if word.text in _INSIDE:
        return True
    if not word.is_word or word.low in grammar["stops"] | grammar["auxiliaries"] | grammar["pasts"]:
        return False
    if word.is_capital or word.low in {"of", "the"}:
        return True
    named = left.is_capital and left.low not in grammar["determiners"]
    return not named and word.low not in cues().forms and not word.low.endswith("ed")
