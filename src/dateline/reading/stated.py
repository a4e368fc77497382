"""The day of publication that a report states of itself: in its dateline, or on a line of its own under the headline.

Only full dates count, only within the first lines, and only where they stand as a newspaper sets them; a date in
running text is the date of something else.
"""

from __future__ import annotations

import calendar
import re
from itertools import islice
from typing import TYPE_CHECKING

from dateline.reading.dates import published

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

LINES = 5
"""First lines, blank ones not counted, in which a report states its date."""
LENGTH = 140
"""Characters of a line that are looked at."""

_MONTH = "|".join([*calendar.month_name[1:], *(rf"{name}\b\.?" for name in calendar.month_abbr[1:]), r"Sept\."])
_DATE = rf"(?P<date>(?:{_MONTH}) \d{{1,2}},? \d{{4}}|\d{{1,2}} (?:{_MONTH}),? \d{{4}}|\d{{4}}-\d\d-\d\d)"
_DAY = rf"(?:(?:{'|'.join(calendar.day_name)}),? )?"

ALONE = re.compile(
    rf"(?:(?:published|posted|updated|issued|released|date)(?: on)?:? |by [\w .'’-]{{2,60}}, )?{_DAY}{_DATE}"
    r"(?:,? (?:at )?\d{1,2}[:.]\d\d.{0,12})?\.?\s*\Z",
    re.IGNORECASE,
)
"""A line that says no more than the date, with a byline or a clock time at most."""

DATELINE = re.compile(
    rf"(?:[A-Z][\w.'’/-]*,? ){{1,6}}(?:\([^()]{{2,60}}\),? )?{_DAY}{_DATE} ?"
    r"(?:\([^()]{2,60}\) ?|[A-Z/]{2,20} ?)?(?:-{1,2}|[–—_:])"
)
"""A place, perhaps the agency, the date, and the dash before the report."""


def day(text: str) -> dt.date | None:
    """The day that a report gives as its own, or ``None`` if it gives none."""
    for line in islice(_lines(text), LINES):
        found = ALONE.match(line) or DATELINE.match(line)
        days = published(found["date"]) if found else None
        if days and days[0] == days[1]:
            return days[0]
    return None


def _lines(text: str) -> Iterator[str]:
    """The first characters of each line that isn't blank, of the beginning of a text."""
    for line in text[: LINES * 2000].split("\n"):
        if line.strip():
            yield line.strip()[:LENGTH]
