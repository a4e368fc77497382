"""When a commitment falls due: the time that its sentence gives for the act, not for the saying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.according_to.found import shared
from dateline.records import Due

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.language.draft import Draft, Span
    from dateline.records import Attribution, Time


def due(draft: Draft, sentence: Span, what: Span, chain: Sequence[Attribution]) -> Due | None:
    """The period in which an act falls due.

    Args:
        draft: its times resolved.
        sentence: span of the sentence that binds.
        what: span of the act.
        chain: attributions around the act; a time outside their content says when it was said.

    Returns:
        The period of the nearest time that does not end before the document was published, or ``None``.
    """
    scope = chain[-1].content if chain else (sentence,)
    times = [t for t in draft.times if shared((sentence,), (t.span,)) and shared(scope, (t.span,))]
    ahead = [t for t in times if _is_ahead(draft, t)]
    if not ahead:
        return None
    # a time inside the act's own words is its due date before one that merely stands in the sentence
    best = min(ahead, key=lambda t: (not shared((what,), (t.span,)), abs(t.span[0] - what[0])))
    return Due(start=best.start, end=best.end)


def _is_ahead(draft: Draft, time: Time) -> bool:
    if time.start is None and time.end is None:
        return False
    published = draft.document.published.start
    last = time.end or time.start
    return published is None or last is None or last >= published
