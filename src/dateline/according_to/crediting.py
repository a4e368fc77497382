"""Who says that an event happened, and how it therefore stands: asserted, claimed, alleged, denied, ...

The encoder's own probabilities are the prior.  The event's configuration (``configuration.py``) moves them by the
weights of ``factuality.toml``; a few constructions that are all but certain (claimed responsibility, accused of doing,
denied doing) decide by themselves.  Every event says in `because` what decided.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from dateline.according_to import sources
from dateline.according_to.configuration import Configuration, configuration, lexicon
from dateline.according_to.found import shared
from dateline.according_to.media import medium
from dateline.according_to.speaking import actor
from dateline.according_to.table import load
from dateline.according_to.words import Word, words
from dateline.records import Actor, Credited, Factuality

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.language.draft import Draft, Span
    from dateline.records import Attribution, Event

LEAST = 1e-3
"""Probability below which the encoder's own are not believed."""
CONJUNCTS = 9
"""Words that may stand between "accused of" or "denied" and the trigger it governs."""
CREDITED = frozenset(Factuality) - {Factuality.ASSERTED}
"""What is asserted is the article's own, and so is what a speaker does by saying it."""
RESPONSIBLE = "claimed responsibility"
"""The reason of the construction in which whoever claims is whoever acted."""


def credit(draft: Draft) -> Draft:
    """Set `according_to` and the final `factuality` of every event.

    Args:
        draft: events and attributions found; triggers as far as the encoder gave them.

    Returns:
        The draft with its events credited, in the same order.
    """
    priors = {trigger.span: trigger.factuality for trigger in draft.triggers}
    return replace(draft, events=tuple(_credited(draft, event, priors) for event in draft.events))


def _credited(draft: Draft, event: Event, priors: Mapping[Span, Mapping[str, float]]) -> Event:
    seen = configuration(draft, event)
    certain = _certain(draft, event, seen)
    if certain:
        stands, credited, why = certain
    else:
        stands, why = judge(seen, _prior(event, priors))
        credited = credits_of(event, sayers(draft, seen.chain)) if stands in CREDITED else ()
        if stands is Factuality.CLAIMED and _by_media(event, credited):
            stands, why = Factuality.ALLEGED, f"{why}, but told by media of others"
    doers, reasons = event.actors, [f"factuality: {why}"]
    if why == RESPONSIBLE and not doers:
        doers = tuple(_as_actor(claimer) for claimer in credited)
        reasons.insert(0, f"actor: {why}")
    because = (*event.because, *reasons)
    return event.model_copy(
        update={"factuality": stands, "according_to": credited, "actors": doers, "because": because}
    )


def _by_media(event: Event, credited: Sequence[Credited]) -> bool:
    """Whether whoever tells it first is a paper or a broadcaster, and not among those who act: it claims nothing."""
    if not credited or "JRN" not in credited[0].sectors:
        return False
    return all(credited[0].name != one.name for one in (*event.actors, *event.recipients))


def _as_actor(credit: Credited) -> Actor:
    """Whoever is credited, as one who acts."""
    return Actor(**{name: getattr(credit, name) for name in Actor.model_fields})


def _prior(event: Event, priors: Mapping[Span, Mapping[str, float]]) -> Mapping[str, float]:
    """The encoder's probabilities for the trigger of an event, empty when it gave none."""
    span = event.trigger.span
    return priors.get(span) or next((p for other, p in priors.items() if shared((other,), (span,))), {})


@cache
def weights() -> dict[str, dict[str, float]]:
    """Log weights: observation to factuality to weight (``training/factuality.py`` writes them)."""
    table: dict[str, dict[str, float]] = load("factuality.toml")["weights"]
    return table


def judge(
    seen: Configuration, prior: Mapping[str, float], table: Mapping[str, Mapping[str, float]] | None = None
) -> tuple[Factuality, str]:
    """The likeliest factuality of a configuration, and the reason in words.

    Args:
        seen: the event's observations.
        prior: the encoder's probability of each factuality, or empty.
        table: the weights, if not those that the package carries.  ``prior`` says how much the logarithm of the
            encoder's probability counts; ``unread`` stands in for that where the encoder read nothing.
    """
    table = weights() if table is None else table
    known = [name for name in ("base", *sorted(seen.observed)) if name in table]
    scores: dict[str, float] = {}
    for stands in Factuality:
        read = table["prior"].get(stands, 1.0) * math.log(max(prior.get(stands, 0.0), LEAST))
        score = read if prior else table["unread"].get(stands, 0.0)
        scores[stands] = score + sum(table[name].get(stands, 0.0) for name in known)
    best = max(Factuality, key=lambda stands: scores[stands])
    telling = sorted(
        (name for name in seen.observed if table.get(name, {}).get(best, 0.0) > 0),
        key=lambda name: (-table[name][best], name),
    )
    reasons = ["encoder"] * bool(prior) + telling[:3]
    return best, f"{best} by {', '.join(reasons) or 'default'}"


def credits_of(event: Event, chain: tuple[Credited, ...]) -> tuple[Credited, ...]:
    """Whom the encoder credits in the event's own sentence, with the chain's cue for the same words; else the chain."""
    own = tuple(
        next((link for link in chain if shared((link.span,), (credit.span,))), credit) for credit in event.according_to
    )
    return tuple({credit.span: credit for credit in own or chain}.values())


def sayers(draft: Draft, chain: Sequence[Attribution]) -> tuple[Credited, ...]:
    """The sources of a chain of attributions, the one nearest to the event first, each once."""
    found: list[Credited] = []
    for attribution in reversed(chain):
        source = attribution.source
        if source and source.span not in {one.span for one in found}:
            found.append(_credit_of(draft, source, attribution.cue.span if attribution.cue else None))
    return tuple(found)


def _credit_of(draft: Draft, source: Actor, cue: Span | None) -> Credited:
    """A source as whom an event is credited to, with its cue and the medium named beside that."""
    fields = {name: getattr(source, name) for name in type(source).model_fields}
    if cue is None:
        return Credited(**fields)
    sentence = draft.sentences[draft.sentence_at(cue[0])].span if draft.sentences else cue
    mention = {"span": cue, "text": draft.slice(cue)}
    return Credited.model_validate({**fields, "cue": mention, "medium": medium(draft, cue, sentence)})


# constructions that decide by themselves --------------------------------------------------------------------------

Verdict = tuple[Factuality, tuple[Credited, ...], str]


def _certain(draft: Draft, event: Event, seen: Configuration) -> Verdict | None:
    """The verdict of the first construction that holds, if any."""
    line = words(draft.text, event.sentence)
    at = next((i for i, word in enumerate(line) if word.end > event.trigger.span[0]), 0)
    low = [word.low for word in line]
    return (
        _responsibility(draft, event, line, low, at)
        or _accused(draft, line, low, at)
        or _denied(draft, event, low, at, seen)
        or _negated(draft, event, low, at, seen)
        or _supposed(draft, low, at, seen)
        or _learned(low, at)
        or _blamed(low, at)
    )


def _responsibility(draft: Draft, event: Event, line: Sequence[Word], low: Sequence[str], at: int) -> Verdict | None:
    """Claimed, by X: "X claimed responsibility for the attack"; what X says beside that is no such act."""
    if event.type in lexicon()["speaking"]:
        return None
    for index in range(at - 1, 0, -1):
        if low[index] in {"responsibility", "credit"} and low[index + 1] == "for":
            verbs = [i for i in range(max(0, index - 3), index) if low[i] in CLAIMING]
            source = sources.before(line, verbs[0]) if verbs else None
            if source is None or "no" in low[max(0, index - 5) : index] or _leaves(low[index:at]):
                return None
            cue = line[verbs[0]].start, line[index].end
            claimer = _credit_of(draft, actor(draft, source), cue)
            return Factuality.CLAIMED, (claimer,), RESPONSIBLE
    return None


def _leaves(between: Sequence[str]) -> bool:
    """Whether words lead out of what is claimed: a new clause, or a participle of the claimer's after a comma."""
    participle = any(a == "," and b.endswith("ing") for a, b in itertools.pairwise(between))
    return participle or not {";", "while", "but", "after"}.isdisjoint(between)


CLAIMING = frozenset({"claim", "claims", "claimed", "claiming", "take", "takes", "took", "taken", "accepted"})


def _accused(draft: Draft, line: Sequence[Word], low: Sequence[str], at: int) -> Verdict | None:
    """Alleged, by X: "X accused Y of doing"; by nobody named: "Y is accused of doing"."""
    if not low[at].endswith("ing"):
        return None
    index = _governor(low, at, lexicon()["accusing"])
    if index is None or "of" not in low[index:at]:
        return None
    passive = _is_passive(low, index)
    source = None if passive else sources.before(line, index)
    sayers = (_credit_of(draft, actor(draft, source), (line[index].start, line[index].end)),) if source else ()
    return Factuality.ALLEGED, sayers, f"{low[index]} of doing"


def _denied(draft: Draft, event: Event, low: Sequence[str], at: int, seen: Configuration) -> Verdict | None:
    """Denied, by X: "X denied doing", "X denies that Y did"."""
    index = _governor(low, at, DENYING)
    if index is None or event.type == "ACCUSE" or low[at - 1] in {"the", "this", "these", "those"}:
        return None
    between = low[index + 1 : at]
    if not (low[at].endswith("ing") or "that" in between or not between):
        return None
    return Factuality.DENIED, sayers(draft, seen.chain), low[index]


DENYING = frozenset(["denied", "denies", "deny", "denying"])


def _negated(draft: Draft, event: Event, low: Sequence[str], at: int, seen: Configuration) -> Verdict | None:
    """Negated: "did not attack", "no arrests".  What refuses or threatens by a negative is an act all the same."""
    if event.type in {"REJECT", "THREATEN", "ACCUSE"} or at == 0:
        return None
    if low[at - 1] in {"not", "never", "no"} or low[at - 1].endswith(("n't", "n’t")):
        return Factuality.NEGATED, sayers(draft, seen.chain), f"{low[at - 1]} before the trigger"
    return None


def _supposed(draft: Draft, low: Sequence[str], at: int, seen: Configuration) -> Verdict | None:
    """Hypothetical: "if X attacked", in the clause of the "if" itself."""
    index = _governor(low, at, frozenset({"if", "unless"}))
    if index is None or "," in low[index:at] or "as" in low[index - 1 : index]:
        return None
    return Factuality.HYPOTHETICAL, sayers(draft, seen.chain), f"{low[index]} before the trigger"


def _learned(low: Sequence[str], at: int) -> Verdict | None:
    """Asserted: "police learned that X had fled"; what is learned is so."""
    index = _governor(low, at, LEARNING)
    if index is None or low[index + 1 : index + 2] != ["that"] or {"not", "if"} & set(low[max(0, index - 3) : index]):
        return None
    return Factuality.ASSERTED, (), f"{low[index]} that"


LEARNING = frozenset({"learned", "learnt", "discovered", "realised", "realized"})


def _blamed(low: Sequence[str], at: int) -> Verdict | None:
    """Alleged, by nobody named: "the killings blamed on X"."""
    behind = list(low[at + 1 : at + 4])
    on = next((i for i, (a, b) in enumerate(itertools.pairwise(behind)) if a == "blamed" and b == "on"), None)
    return (Factuality.ALLEGED, (), "blamed on") if on is not None else None


def _governor(low: Sequence[str], at: int, governors: frozenset[str]) -> int | None:
    """Index of the last of some words before the trigger at `at`, in the same clause and near enough."""
    for index in range(at - 1, max(-1, at - CONJUNCTS - 1), -1):
        if low[index] in {";", ":", "."}:
            return None
        if low[index] in governors:
            return index
    return None


def _is_passive(low: Sequence[str], index: int) -> bool:
    """Whether the participle at `index` is passive ("has been accused") or a bare attribute ("those accused of")."""
    before = low[max(0, index - 3) : index]
    return bool({"is", "are", "was", "were", "been", "being", "be"} & set(before)) or low[index] == "suspected"
