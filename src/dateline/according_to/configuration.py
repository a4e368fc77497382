"""The configuration of an event: what surrounds its trigger and who vouches for it, as named observations.

Each observation is a word such as ``covered`` (an attribution's content holds the trigger), ``self`` (its source is the
event's actor), ``will`` (a word of the future stands before the trigger).  ``factuality.toml`` says what each is worth.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dateline.according_to.found import shared
from dateline.according_to.table import load
from dateline.according_to.words import Word, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.language.draft import Draft, Span
    from dateline.records import Actor, Attribution, Event

NEAR = 5
"""Words before a trigger in which a word of time, condition or negation bears on it."""
BEARING = ("future", "conditional", "negation", "hearsay", "denial", "claim")
"""Word classes that bear on a trigger from near before it, or within it."""
BEARING_FAR = ("hearsay", "denial", "conditional")
"""Word classes that bear on a trigger from anywhere before it."""
LEADING = {"nominal": 2, "relative": 4, "perfect": 3, "passive": 2, "to": 1}
"""Word classes that lead up to a trigger, and among how many words before it."""
EMPTY_WORDS = frozenset(["the", "a", "an", "of", "and", "in", "at", "for", "to", "on", "'s", "s", "group"])


@dataclass(frozen=True, slots=True)
class Configuration:
    """An event's observations, and the attributions (outermost first) whose content holds its trigger."""

    observed: frozenset[str]
    chain: tuple[Attribution, ...]


@cache
def lexicon() -> dict[str, frozenset[str]]:
    """The word classes of ``factuality.toml``."""
    return {name: frozenset(listed.split()) for name, listed in load("factuality.toml")["words"].items()}


def configuration(draft: Draft, event: Event) -> Configuration:
    """What is observed of an event in its sentence and its attributions."""
    sentence = words(draft.text, event.sentence)
    first = next((i for i, w in enumerate(sentence) if w.end > event.trigger.span[0]), len(sentence) - 1)
    chain = covering(draft, event.trigger.span)
    observed = {
        *_of_type(event),
        *_of_words(sentence, first, event),
        *_of_lead(sentence, first, chain),
        *_of_chain(draft, event, chain),
    }
    if any(a.cue and shared((a.cue.span,), (event.trigger.span,)) for a in draft.attributions):
        observed.add("cue")
    return Configuration(frozenset(observed), chain)


def covering(draft: Draft, trigger: Span) -> tuple[Attribution, ...]:
    """The attributions whose content holds a trigger, the widest first, leaving out those whose cue it is."""
    holding = [a for a in draft.attributions if shared(a.content, (trigger,)) and not _is_cue(a, trigger)]
    return tuple(sorted(holding, key=lambda a: (-(a.content[-1][1] - a.content[0][0]), a.content)))


def _is_cue(attribution: Attribution, trigger: Span) -> bool:
    return attribution.cue is not None and shared((attribution.cue.span,), (trigger,)) > 0


def _of_type(event: Event) -> Iterator[str]:
    """What the type alone says, and whether anybody acts."""
    if event.type in lexicon()["speaking"]:
        yield "speaking"
    elif event.type in lexicon()["talking"]:
        yield "talking"
    else:
        yield "doing"
    if event.type == "AGREE":
        yield "agree"
    if not event.actors:
        yield "nobody"


def _of_words(sentence: Sequence[Word], first: int, event: Event) -> Iterator[str]:
    """What the words before and in the trigger say."""
    classes = lexicon()
    before = [w.low for w in sentence[:first]]
    inside = {w.low for w in words(event.trigger.text, (0, len(event.trigger.text)))}
    for name in BEARING:
        if classes[name] & set(before[-NEAR:]):
            yield name
        if classes[name] & inside:
            yield f"{name} inside"
    for name in BEARING_FAR:
        if classes[name] & set(before[:-NEAR]):
            yield f"{name} far"
    if {"if", "unless"} & set(before):
        yield "if"
    yield from (ending for ending in ("ing", "ed") if event.trigger.text.endswith(ending))


def _of_lead(sentence: Sequence[Word], first: int, chain: Sequence[Attribution]) -> Iterator[str]:
    """What the words right before the trigger say, inside the content that holds it and behind its "that"."""
    starts = [span[0] for span in chain[-1].content] if chain else []
    inside = [word for word in sentence[:first] if not starts or word.start >= starts[0]]
    low = [word.low for word in inside]
    low = low[1:] if starts and low[:1] == ["that"] else low
    for name, reach in LEADING.items():
        if lexicon()[name] & set(low[-reach:]):
            yield name


def _of_chain(draft: Draft, event: Event, chain: Sequence[Attribution]) -> Iterator[str]:
    """What the attributions around the trigger say: the innermost counts."""
    if not chain:
        return
    inner = chain[-1]
    yield "covered"
    yield inner.kind
    if len(chain) > 1:
        yield "nested"
    cue = inner.cue.text.lower() if inner.cue else ""
    yield from _of_cue(cue)
    if inner.source is None:
        yield "unsourced"
        return
    source = inner.source
    if own(event, source):
        yield "self"
        yield "self speaking" if event.type in lexicon()["speaking"] else "self doing"
    elif kin(event, source):
        yield "kin"
    elif not event.actors and is_official(source) and event.type in {"COERCE", "ACCUSE", "SANCTION"}:
        yield "official act"
    elif is_official(source):
        yield "official"
    head = inner.content[0][0]
    if draft.sentence_at(head) == draft.sentence_at(event.trigger.span[0]):
        yield "opens" if event.trigger.span[0] - head < 60 else "deep"  # noqa: PLR2004
    else:
        yield "later sentence"


def _of_cue(cue: str) -> Iterator[str]:
    cue_words = set(cue.split())
    if cue_words & lexicon()["denial"]:
        yield "denied"
    elif cue_words & lexicon()["accusing"]:
        yield "accused"
    elif cue_words & {"condemned", "condemns", "condemning", "praised", "criticized", "criticised", "welcomed"}:
        yield "judged"
    elif cue_words & {"said", "says", "say", "according", "told", "saying", "reported"}:
        yield "said"


def own(event: Event, source: Actor) -> bool:
    """Whether a source is among the event's actors: the same span, the same name, "we" in its own words."""
    mine = own_words(source)
    for actor in event.actors:
        if actor.span == source.span or mine & own_words(actor):
            return True
        if actor.text.lower() in lexicon()["firstperson"]:
            return True
    return False


def kin(event: Event, source: Actor) -> bool:
    """Whether a source speaks for one of the event's actors: both of one state, or one named within the other."""
    state = {"GOV", "MIL", "COP", "SPY", "JUD", "LEG"}
    official = is_official(source) or bool(set(source.sectors) & state)
    for actor in event.actors:
        same = actor.country is not None and actor.country == source.country
        if same and official and (is_official(actor) or not actor.sectors or set(actor.sectors) & state):
            return True
    return False


def own_words(actor: Actor) -> set[str]:
    """The words by which an actor may be known again, without articles and the like."""
    named = f"{actor.name or ''} {actor.text}".lower().replace("’", "'").replace("'s", "")
    return {w.strip(".,\"'") for w in named.split()} - EMPTY_WORDS


def is_official(source: Actor) -> bool:
    """Whether a source speaks for an authority."""
    return bool(own_words(source) & lexicon()["official"])
