"""Who takes part in an event: from the spans that the encoder gives its roles to actors.

The encoder says which words hold a role.  Three constructions of English are surer than it is about who acts: "by"
after the word for the act (killed by a sniper, a petition by the union), "between" (clashes between A and B), and an
owner before it (the union's petition), unless what is owned is suffered (the mayor's assassination).  Whoever acts by
them is nobody to whom the same act was done.
"""

from __future__ import annotations

import bisect
import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from dateline import who

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from dateline.language.draft import Draft, Role, RoleName, Span, Trigger
    from dateline.records import Actor

NEAR = 4
"""Characters that may stand between a preposition and the mention that it governs ("by the army")."""
REACH = 60
"""Characters before a trigger in which its owner is looked for."""

_FIRST = re.compile(r"(?:(?:and|or|by|against|of|with|to|from|as|that)\b\s*|[,;:–—-]\s*)+", re.IGNORECASE)
_LAST = re.compile(r"(?:[\s,;:–—-]+|(?:^|\s)(?:the|a|an|and|or|is|are|was|were|has|have|had|of|to|in|by|that|who))+$")
_BY = re.compile(r"(?:\s+[^\s,.;:]+){0,5}?\s+by\s+(?=\S)")
_BETWEEN = re.compile(r"\s+between\s+(?=\S)")
_AND = re.compile(r"\s+and\s+(?=\S)")
_OWNED = re.compile(r"(?:['’]s|(?<=s)['’])\s+(?:[\w-]+\s+){0,2}$")


@cache
def _lexicon() -> dict[str, re.Pattern[str]]:
    """The patterns made of `participants.toml`: what may stand inside one phrase, which nouns are suffered."""
    table = tomllib.loads(files("dateline.what").joinpath("participants.toml").read_text("utf-8"))
    titles, suffered = ("|".join(table[name].split()) for name in ("titles", "suffered"))
    return {
        "inside": re.compile(rf"\s*(?:(?:{titles})\b\s*){{0,2}}", re.IGNORECASE),
        "suffered": re.compile(suffered, re.IGNORECASE),
    }


def actors(draft: Draft, trigger: Trigger, day: dt.date | None = None) -> tuple[tuple[Actor, ...], str | None]:
    """Who did it, in the order of the text, and the construction that decided (``between``, ``by``, ``owner``), if any.

    Args:
        draft: actors found.
        trigger: the event's trigger.
        day: when it happened, for offices; unknown if not given.
    """
    found = held(draft, trigger, "actor", day)
    if both := _both(draft, trigger):
        return both, "between"
    if agent := _agent(draft, trigger):
        return _with(agent, [a for a in found if a.span[0] >= agent.span[0]]), "by"
    if owner := _owner(draft, trigger):
        talks = trigger.kind == "CONSULT"  # which need two
        others = [a for a in found if talks and a.span[0] >= trigger.span[1]]
        return _with(owner, [a for a in found if _touch(a, owner)] + others), "owner"
    return found, None


def recipients(draft: Draft, trigger: Trigger, doers: Sequence[Actor], day: dt.date | None = None) -> tuple[Actor, ...]:
    """To whom it was done or directed: whoever holds the role, and is not among the `doers`."""
    return tuple(a for a in held(draft, trigger, "recipient", day) if not any(_touch(a, doer) for doer in doers))


def held(draft: Draft, trigger: Trigger, role: RoleName, day: dt.date | None = None) -> tuple[Actor, ...]:
    """The actors that the spans of a role stand for, in the order of the text, each span once."""
    spans = [trimmed(draft, span) for span in joined(draft, [r.span for r in named(trigger.roles, role)])]
    found = [who.resolve(draft, span, day) for span in spans if span[0] < span[1]]
    return tuple({a.span: a for a in found}.values())


def named(roles: Iterable[Role], name: RoleName) -> list[Role]:
    """The roles of one name, in the order of the text."""
    return sorted((r for r in roles if r.name == name), key=lambda r: r.span)


def joined(draft: Draft, spans: Sequence[Span]) -> list[Span]:
    """Spans, in order, with the parts of one noun phrase put together: "the bank" and "Ana Holm" round "director"."""
    whole: list[Span] = []
    for span in spans:
        if whole and _lexicon()["inside"].fullmatch(draft.text[whole[-1][1] : span[0]]):
            whole[-1] = whole[-1][0], span[1]
        else:
            whole.append(span)
    return whole


def trimmed(draft: Draft, span: Span) -> Span:
    """A participant's span without the joints at its ends ("the US and" is "the US"); empty if that is all of it."""
    text = draft.slice(span)
    end = _LAST.search(text)
    kept = text[: end.start()] if end else text
    start = _FIRST.match(kept)
    return span[0] + (start.end() if start else 0), span[0] + len(kept)


def _both(draft: Draft, trigger: Trigger) -> tuple[Actor, ...]:
    """The two between whom an act is said to be, or nobody."""
    end = draft.sentences[trigger.sentence].span[1]
    between = _BETWEEN.match(draft.text, trigger.span[1], end)
    if between is None:
        return ()
    for one in _starting(draft, between.end(), end):
        joint = _AND.match(draft.text, one.span[1], end)
        if joint and (other := _starting(draft, joint.end(), end)):
            return one, other[0]
    return ()


def _starting(draft: Draft, at: int, end: int) -> list[Actor]:
    """The mentions that begin at `at` or an article later and end before `end`, the longest first."""
    first = bisect.bisect_left(draft.actors, at, key=lambda a: a.span[0])
    near = takewhile(lambda a: a.span[0] <= at + NEAR, islice(draft.actors, first, None))
    return sorted((a for a in near if a.span[1] <= end), key=lambda a: -a.span[1])


def _agent(draft: Draft, trigger: Trigger) -> Actor | None:
    """Whoever is named by "by" behind the trigger, with no other act in between."""
    end = draft.sentences[trigger.sentence].span[1]
    by = _BY.match(draft.text, trigger.span[1], end)
    if by is None or any(trigger.span[1] <= t.span[0] < by.end() for t in draft.triggers_near(trigger.sentence)):
        return None
    return next(iter(_starting(draft, by.end(), end)), None)


def _owner(draft: Draft, trigger: Trigger) -> Actor | None:
    """Whoever owns the act ("Iraq's invasion"), unless such an act is suffered by its owner."""
    start = max(draft.sentences[trigger.sentence].span[0], trigger.span[0] - REACH)
    owned = _OWNED.search(draft.text, start, trigger.span[0])
    if owned is None or _lexicon()["suffered"].search(draft.slice(trigger.span)):
        return None
    ends = (owned.start(), owned.start() + 2)  # some mentions take their mark of possession in
    near = [a for a in draft.actors if ends[0] <= a.span[1] <= ends[1] and a.span[0] >= start]
    return max(near, key=lambda a: a.span[1] - a.span[0], default=None)


def _with(doer: Actor, found: Sequence[Actor]) -> tuple[Actor, ...]:
    """`found`, and the doer too where none of them is the doer already."""
    return tuple(found) if any(_touch(a, doer) for a in found) else (doer, *found)


def _touch(one: Actor, other: Actor) -> bool:
    return max(one.span[0], other.span[0]) < min(one.span[1], other.span[1])
