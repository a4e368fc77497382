"""From the encoder's triggers to events."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline import ontology, when, where
from dateline.records import Credited, Event, Factuality, Mention
from dateline.what import confidence, counts
from dateline.what.contexts import contexts
from dateline.what.idioms import understood
from dateline.what.participants import actors, held, named, recipients
from dateline.who.home import at_home

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dateline.language.draft import Draft, Span, Trigger
    from dateline.records import Place, Time

LEAST_MODE = 0.4
"""How likely a mode must be to be given."""


def find(draft: Draft) -> Draft:
    """The draft with its events: one for each likely trigger outside repeats, in the order of the text."""
    found: dict[tuple[Span, str], Event] = {}
    keep = confidence.weights()["keep"]
    for trigger in filter(None, (understood(draft, t) for t in draft.triggers)):
        sure = confidence.confidence(confidence.features(draft, trigger))
        if sure >= keep and not draft.in_repeat(trigger.span):
            event = code(draft, trigger, sure)
            found.setdefault((event.trigger.span, event.type), event)
    return replace(draft, events=tuple(sorted(found.values(), key=lambda e: e.trigger.span)))


def code(draft: Draft, trigger: Trigger, sure: float) -> Event:
    """One trigger as an event of confidence `sure`; factuality is the head's, until `according_to.credit` weighs it."""
    kind, _ = best(trigger.types)
    mode, mode_reason = mode_of(kind, trigger.modes)
    sentence = draft.sentences[trigger.sentence]
    at = trigger.span[0] - sentence.span[0], trigger.span[1] - sentence.span[0]
    time = time_of(draft, trigger)
    day = time.start if time else None
    doers, construction = actors(draft, trigger, day)
    suffering = recipients(draft, trigger, doers, day)
    factuality, credence = best(trigger.factuality)
    return Event(
        id=identity(draft, trigger.span, kind),
        type=kind,
        mode=mode,
        contexts=contexts(sentence.text),
        quad=ontology.quad(kind),
        intensity=ontology.intensity(kind, mode),
        sentence=sentence.span,
        trigger=Mention(span=trigger.span, text=draft.slice(trigger.span)),
        actors=doers,
        recipients=suffering,
        place=place_of(draft, trigger),
        time=time,
        factuality=Factuality(factuality),
        according_to=tuple(Credited(**dict(a)) for a in held(draft, trigger, "source", day)),
        killed=counts.killed(sentence.text, at) if kind == "ASSAULT" else None,
        injured=counts.injured(sentence.text, at) if kind == "ASSAULT" else None,
        count=counts.several(sentence.text, at),
        confidence=sure,
        because=(
            f"trigger: head {trigger.score:.2f}, with what stands round it {sure:.2f}",
            f"type: head {ranked(trigger.types)}",
            mode_reason,
            f"factuality: head {factuality} {credence:.2f}",
            *(f"{r.name}: head {r.score:.2f} “{draft.slice(r.span)}”" for r in trigger.roles),
            *((f"actor: {construction} “{doers[0].text}”",) if construction else ()),
            *((draft.home.because,) if draft.home and any(at_home(a) for a in (*doers, *suffering)) else ()),
        ),
    )


def identity(draft: Draft, span: Span, kind: str) -> str:
    """An event's id: 16 hexadecimal digits of a hash of its document's text, its trigger's span and its type."""
    return hashlib.sha256(f"{draft.document.sha256} {span[0]} {span[1]} {kind}".encode()).hexdigest()[:16]


def best(chances: Mapping[str, float]) -> tuple[str, float]:
    """The likeliest name and its probability."""
    return max(chances.items(), key=lambda item: item[1])


def ranked(chances: Mapping[str, float], most: int = 2) -> str:
    """The likeliest names in words: ``THREATEN 0.81, next REQUEST 0.12``."""
    order = sorted(chances.items(), key=lambda item: -item[1])[:most]
    return ", next ".join(f"{name} {chance:.2f}" for name, chance in order)


def mode_of(kind: str, chances: Mapping[str, float]) -> tuple[str | None, str]:
    """The mode among those that the type has, with the reason in words; ``None`` when none is likely enough."""
    fitting = {name: chances[name] for name in ontology.modes(kind) if name in chances}
    if not fitting:
        return None, "mode: none fits"
    name, chance = best(fitting)
    share = chance / (sum(fitting.values()) + chances.get("none", 0.0))
    return (name if share >= LEAST_MODE else None), f"mode: head {name} {share:.2f}"


def place_of(draft: Draft, trigger: Trigger) -> Place | None:
    """The event's own place: the likeliest span that the head gives it, resolved; never the dateline's."""
    for role in sorted(named(trigger.roles, "place"), key=lambda r: -r.score):
        if place := where.resolve(draft, role.span):
            return place
    return None


def time_of(draft: Draft, trigger: Trigger) -> Time | None:
    """The event's own time: the likeliest span that the head gives it, read as a temporal expression."""
    for role in sorted(named(trigger.roles, "time"), key=lambda r: -r.score):
        if time := when.resolve(draft, role.span):
            return time
    return None
