"""What binds: promises, plans, ultimatums, demands and expectations, by whom, to whom, on what condition, due when.

The constructions stand in ``commitments.toml``.  A bare "will" binds only where a speaker says it of itself or an actor
is its subject, and only before a verb that names an act; behind an "if" it is an ultimatum when the speaker is the one
who will act.  What the constructions miss is taken from future events of agreement.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from dateline.according_to import sources
from dateline.according_to.configuration import covering, own_words
from dateline.according_to.crediting import sayers
from dateline.according_to.due import due
from dateline.according_to.found import shared
from dateline.according_to.speaking import actor
from dateline.according_to.table import cues, load
from dateline.according_to.words import MARKS, Word, trimmed, words
from dateline.records import Commitment, Factuality, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.language.draft import Draft, Span
    from dateline.records import Actor, Attribution, Event, Sentence

Kind: TypeAlias = Literal["promise", "plan", "ultimatum", "demand", "expectation"]
OBJECT = 12
"""Words that whom a demand is made of may have, before the "to" that opens the demand."""
EDGES = ' \t\r\n\u00a0,;:."”’'
WILL = frozenset({"will", "shall", "'ll", "’ll"})
LEADING = {"hesitate": 2}
"""Verbs that only lead up to the act, and the words to step over: "not hesitate to strike"."""


@dataclass(frozen=True, slots=True)
class _Table:
    """The constructions: phrases in words, with their kind, by their first word; verbs and words by class."""

    phrases: dict[str, list[tuple[tuple[str, ...], Kind]]]
    openings: tuple[tuple[str, ...], ...]
    addressed: tuple[tuple[str, ...], ...]
    asking: frozenset[str]
    acts: frozenset[str]
    own: frozenset[str]
    arranged: frozenset[str]
    reports: frozenset[str]
    classes: dict[str, frozenset[str]]
    starts: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Bound:
    """A commitment in spans: indices into the sentence's words."""

    kind: Kind
    by: Span | None
    to: Span | None
    start: int
    end: int


@cache
def table() -> _Table:
    """The table of ``commitments.toml``, read once."""
    raw = load("commitments.toml")
    phrases: dict[str, list[tuple[tuple[str, ...], Kind]]] = {}
    for kind in get_args(Kind):
        for phrase in raw["phrases"].get(kind, ()):
            phrases.setdefault(phrase.split()[0], []).append((tuple(phrase.split()), kind))
    demands = raw["demands"]
    openings = tuple(tuple(phrase.split()) for phrase in demands["open"])
    addressed = tuple(tuple(phrase.split()) for phrase in demands["on"])
    classes = {name: frozenset(listed.split()) for name, listed in raw["words"].items()}
    firsts = phrases.keys() | {phrase[0] for phrase in (*openings, *addressed)}
    return _Table(
        phrases=phrases,
        openings=openings,
        addressed=addressed,
        asking=frozenset(demands["verbs"].split()),
        acts=frozenset(raw["verbs"]["acts"].split()),
        own=frozenset(raw["verbs"]["own"].split()),
        arranged=frozenset(raw["verbs"]["arranged"].split()),
        reports=frozenset(raw["verbs"]["reports"].split()),
        classes=classes,
        starts=frozenset(firsts | WILL | {"should"} | set(demands["verbs"].split())),
    )


def bind(draft: Draft) -> Draft:
    """Set `draft.commitments`, in the order of the text.

    Args:
        draft: sentences, attributions and times set; events as far as they are known.

    Returns:
        The draft with what its sentences bind; each commitment's `evidence` is the span of its sentence.
    """
    found: list[Commitment] = []
    for sentence in draft.sentences:
        if not draft.in_repeat(sentence.span) and not sentence.text.rstrip("\"”’' ").endswith("?"):
            found.extend(_of_sentence(draft, sentence))
    return replace(draft, commitments=tuple(found))


def _of_sentence(draft: Draft, sentence: Sentence) -> Iterator[Commitment]:
    line = words(draft.text, sentence.span)
    bound = list(_constructions(draft, line)) if any(word.low in table().starts for word in line) else []
    for one in _apart(bound):
        yield _made(draft, sentence, line, one)
    if not bound:
        yield from _of_events(draft, sentence, line)


def _apart(bound: Sequence[_Bound]) -> list[_Bound]:
    """Commitments without those that lie in the words of another: the outer one says it."""
    kept: list[_Bound] = []
    for one in bound:
        if not any(other.start <= one.start < other.end for other in kept):
            kept.append(one)
    return kept


# constructions ----------------------------------------------------------------------------------------------------


def _constructions(draft: Draft, line: Sequence[Word]) -> Iterator[_Bound]:
    """Everything that the words of one sentence bind, in order."""
    for index, word in enumerate(line):
        if word.low not in table().starts:
            continue
        bound = _phrase(line, index) or _demand(line, index) or _will(draft, line, index) or _should(line, index)
        if bound:
            yield bound


def _reads(line: Sequence[Word], index: int, phrase: tuple[str, ...]) -> bool:
    return tuple(word.low for word in line[index : index + len(phrase)]) == phrase


def _negated(line: Sequence[Word], index: int) -> bool:
    """Whether a negation stands among the auxiliaries before the verb at `index`."""
    before = {word.low for word in line[max(0, index - 3) : index]}
    return bool(before & table().classes["negations"]) or any(word.endswith(("n't", "n’t")) for word in before)


def _phrase(line: Sequence[Word], index: int) -> _Bound | None:
    """A phrase of the table with its subject: "X pledged to Y", "X is scheduled to Y"."""
    for phrase, kind in table().phrases.get(line[index].low, ()):
        if not _reads(line, index, phrase) or _negated(line, index) or _is_noun(line, index):
            continue
        behind = index + len(phrase)
        by = _subject(line, index)
        if by and behind < len(line) and line[behind].is_word and _binding(line, behind, phrase):
            return _Bound(kind, by, None, behind, _end(line, behind))
    return None


def _is_noun(line: Sequence[Word], index: int) -> bool:
    """Whether the word at `index` is a noun ("their promise to", "no plan to") and not the verb."""
    left = line[index - 1].low if index else ""
    return left in cues().grammar["determiners"] | {"no", "of"} or left.endswith(("ing", "'s", "’s"))


def _binding(line: Sequence[Word], behind: int, phrase: tuple[str, ...]) -> bool:
    """Whether what follows a phrase is an act: "is going to" and "are to" say little by themselves."""
    verb = line[behind].low
    if verb == "be":
        return behind + 1 < len(line) and line[behind + 1].low in table().arranged
    loose = phrase[-2] in {"going", "are", "expected"}
    return not loose or verb in table().acts | table().own | table().reports


def _subject(line: Sequence[Word], index: int) -> Span | None:
    """Who is bound by the verb at `index`: its subject, or the clause's for "..., vowing to" and "and vowed to"."""
    joined = line[index].low.endswith("ing") or (index and line[index - 1].low == "and")
    return sources.first(line, 0, index) if joined else sources.before(line, index)


def _demand(line: Sequence[Word], index: int) -> _Bound | None:
    """A demand: "X called on Y to Z", "X urged Y to Z", "X called for Z", "X demanded that Z"."""
    if _negated(line, index) or (index and line[index - 1].low in {"the", "its", "their", "his", "her", "a", "to"}):
        return None
    for phrase in table().addressed:
        if _reads(line, index, phrase):
            return _addressed(line, index, index + len(phrase))
    if line[index].low in table().asking:
        return _addressed(line, index, index + 1)
    for phrase in table().openings:
        if _reads(line, index, phrase):
            behind = index + len(phrase)
            by = _subject(line, index)
            return _Bound("demand", by, None, behind, _end(line, behind)) if by and behind < len(line) else None
    return None


def _addressed(line: Sequence[Word], index: int, behind: int) -> _Bound | None:
    """A demand with somebody between the verb and "to"."""
    by, to = _subject(line, index), sources.after(line, behind)
    if not (by and to) or line[behind].low == "not":
        return None
    if any(word.low in cues().forms for word in line[behind:] if word.end <= to[1]):
        return None
    opens = next((i for i in range(behind, min(behind + OBJECT, len(line))) if line[i].start >= to[1]), len(line))
    refused = opens + 1 < len(line) and line[opens].low == "not"  # "urged Y not to Z": the "not" is demanded too
    opens += refused
    if opens + 1 >= len(line) or line[opens].low != "to" or not line[opens + 1].is_word:
        return None
    start = opens - 1 if refused else opens + 1
    return _Bound("demand", by, to, start, _end(line, start))


def _will(draft: Draft, line: Sequence[Word], index: int) -> _Bound | None:
    """What a "will" binds: "we will Y", "X said it will Y", "if Z, we will Y"."""
    if line[index].low not in WILL:
        return None
    verb = _verb(line, index + 1)
    by = sources.before(line, index)
    if verb is None or by is None or line[verb].low not in table().acts | table().own:
        return None
    kind = _kind_of_will(draft, line, by)
    if kind is None or (kind == "plan" and line[verb].low not in table().acts):
        return None
    start = min(verb + LEADING.get(line[verb].low, 0), len(line) - 1)
    return _Bound(kind, by, None, start, _end(line, start))


def _kind_of_will(draft: Draft, line: Sequence[Word], by: Span) -> Kind | None:
    """Promise or ultimatum of what a speaker says of itself, plan of what is said of another actor; else nothing."""
    chain = covering(draft, by)
    self_said = bool(chain) and _speaks_of_itself(draft, by, chain[-1])
    conditional = any(word.low in table().classes["conditions"] for word in line)
    if conditional:
        return "ultimatum" if self_said else None
    if self_said:
        return "promise"
    vouched = bool(chain) or actor(draft, by).country is not None
    return "plan" if vouched and draft.slice(by).lower() not in {"it", "that", "this", "which"} else None


def _speaks_of_itself(draft: Draft, by: Span, said: Attribution) -> bool:
    """Whether the subject is the speaker: "we", or a name or pronoun that stands for the source."""
    subject = draft.slice(by).lower()
    if subject in table().classes["first"]:
        return True
    return said.source is not None and bool(own_words(actor(draft, by)) & own_words(said.source))


def _verb(line: Sequence[Word], index: int) -> int | None:
    """Index of the verb behind "will", over adverbs and "not"."""
    while index < len(line) and (line[index].low in table().classes["adverbs"] or line[index].text in MARKS):
        index += 1
    return index if index < len(line) and line[index].is_word else None


def _should(line: Sequence[Word], index: int) -> _Bound | None:
    """An expectation, before verbs of handing in alone: "the commission should report by May"."""
    if line[index].low != "should":
        return None
    verb, by = _verb(line, index + 1), sources.before(line, index)
    if verb is None or by is None or line[verb].low not in table().reports:
        return None
    return _Bound("expectation", by, None, verb, _end(line, verb))


def _end(line: Sequence[Word], start: int) -> int:
    """Index behind the last word of what is bound to, from `start`."""
    for index in range(start, len(line)):
        if line[index].text in {";", ":"} or (line[index].text in MARKS and index > start):
            return index
        if line[index].text == "," and not _list_goes_on(line, index):
            return index
    end = len(line)
    while end > start + 1 and not line[end - 1].is_word:
        end -= 1
    return end


def _list_goes_on(line: Sequence[Word], comma: int) -> bool:
    """Whether a comma parts the members of a list ("food, fuel and water") rather than clauses."""
    ahead = [word.low for word in line[comma + 1 : comma + 6]]
    return "and" in ahead and ahead[0] not in {"and", "but", "he", "she", "it", "they", "said"} and "," not in ahead[:1]


# records ----------------------------------------------------------------------------------------------------------


def _made(draft: Draft, sentence: Sentence, line: Sequence[Word], bound: _Bound) -> Commitment:
    """The record of a commitment: actors resolved, condition and due date found, the chain of speakers."""
    what = trimmed(draft.text, (line[bound.start].start, line[max(bound.start, bound.end - 1)].end), EDGES)
    chain = covering(draft, what)
    return Commitment(
        kind=bound.kind,
        by=(_party(draft, bound.by, chain),) if bound.by else (),
        to=(actor(draft, bound.to),) if bound.to else (),
        what=Mention(span=what, text=draft.slice(what)),
        condition=_condition(draft, line, chain),
        due=due(draft, sentence.span, what, chain),
        evidence=sentence.span,
        according_to=sayers(draft, chain),
    )


def _party(draft: Draft, span: Span, chain: Sequence[Attribution]) -> Actor:
    """Who is bound; "we" and "I" are the speaker."""
    if draft.slice(span).lower() in table().classes["first"] and chain and chain[-1].source:
        return chain[-1].source.model_copy(update={"span": span, "text": draft.slice(span), "via": "pronoun"})
    return actor(draft, span)


def _condition(draft: Draft, line: Sequence[Word], chain: Sequence[Attribution]) -> Mention | None:
    """The clause of "if", "unless" or "until", to its comma or the sentence's end, said by the same speaker."""
    for index, word in enumerate(line):
        if word.low in table().classes["conditions"]:
            end = next((i for i in range(index, len(line)) if line[i].text in {",", ";"}), len(line))
            span = trimmed(draft.text, (word.start, line[end - 1].end), EDGES)
            if not chain or shared(chain[-1].content, (span,)):
                return Mention(span=span, text=draft.slice(span))
    return None


def _of_events(draft: Draft, sentence: Sentence, line: Sequence[Word]) -> Iterator[Commitment]:
    """Future agreements of a sentence in which no construction was found."""
    for event in draft.events:
        if event.sentence == sentence.span and event.type == "AGREE" and event.factuality == Factuality.FUTURE:
            yield _of_event(draft, event, line)


def _of_event(draft: Draft, event: Event, line: Sequence[Word]) -> Commitment:
    start, end = event.trigger.span
    first = next((i for i, word in enumerate(line) if word.end > start), 0)
    what = trimmed(draft.text, (start, max(end, line[_end(line, first) - 1].end)), EDGES)
    chain = covering(draft, what)
    return Commitment(
        kind="plan",
        by=event.actors,
        to=event.recipients,
        what=Mention(span=what, text=draft.slice(what)),
        condition=_condition(draft, line, chain),
        due=due(draft, event.sentence, what, chain),
        evidence=event.sentence,
        according_to=event.according_to,
    )
