"""When: every temporal expression of a document, what it means on the calendar, and the time of each event."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.reading.dates import published
from dateline.when.event import near, resolve
from dateline.when.expressions import read
from dateline.when.undated import publication

if TYPE_CHECKING:
    from dateline.language.draft import Draft

__all__ = ["find", "near", "publication", "published", "resolve"]


def find(draft: Draft) -> Draft:
    """The draft with `times`: every temporal expression outside repeats, resolved against the publication day.

    The publication day is `document.published` where that is one single day; else only expressions that name a full
    date get days, the others TIMEX3's X places.
    """
    day = draft.document.published.start
    if day != draft.document.published.end:
        day = None
    times = tuple(t for t in read(draft.text, day) if not draft.in_repeat(t.span))
    return replace(draft, times=times)
