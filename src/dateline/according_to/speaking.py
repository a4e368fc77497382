"""Who a span stands for, with this room's own care for speakers who go on speaking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline import who
from dateline.records import Actor

if TYPE_CHECKING:
    from dateline.language.draft import Draft, Span

PRONOUNS = frozenset({"i", "he", "she", "they", "we", "it", "who"})


def actor(draft: Draft, span: Span) -> Actor:
    """The actor that a span stands for; the words themselves where nothing more is known."""
    found = who.resolve(draft, span)
    return found if found.text else plain(draft, span)


def plain(draft: Draft, span: Span) -> Actor:
    """An actor of whom nothing is known but the words."""
    text = draft.slice(span)
    name = None if text.lower() in PRONOUNS else text
    return Actor(span=span, text=text, name=name, via="text")


def speaker(draft: Draft, span: Span | None, carried: Span | None) -> Actor | None:
    """The source of an attribution.

    Args:
        draft: the document, its actors found.
        span: the words beside the cue, or ``None`` where the text names nobody there.
        carried: the speaker before, when this one goes on from it.

    Returns:
        The speaker at `span` under the carried speaker's name, or either alone; ``None`` when both are missing.
    """
    if span is None and carried is None:
        return None
    if carried is None:
        return actor(draft, span) if span else None
    known = actor(draft, carried)
    if span is None:
        return known
    return known.model_copy(update={"span": span, "text": draft.slice(span), "via": "pronoun"})
