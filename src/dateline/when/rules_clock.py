"""Readers of times of day with their date: "10 p.m. Wednesday", "Thursday at 2:41 a.m.", "noon"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.when.lexicon import context, meaning
from dateline.when.numbers import figure
from dateline.when.readers import reader
from dateline.when.rules_date import calendar_day, weekday_day
from dateline.when.story import Reading, Story

if TYPE_CHECKING:
    from dateline.when.grammar import Hit


def _time_of_day(hit: Hit) -> str | None:
    """The time as ``HH:MM`` (or ``HH`` never: TIMEX3 allows it, readers don't need it)."""
    if hit.has("point"):
        return str(hit.look("point", "POINT"))
    hour, _, minute = hit.word("hour").replace(".", ":").partition(":")
    value = int(figure(hour) or 0) if not hour.isdigit() else int(hour)
    if len(minute) == 1:
        return None
    if hit.has("daypart"):
        if not 1 <= value <= 12:  # noqa: PLR2004
            return None
        later = hit.look("daypart", "PART") != "MO" and value < 12  # noqa: PLR2004
        return f"{value + 12 * later:02d}:{minute[:2] or '00'}"
    if hit.has("ampm"):
        if not 1 <= value <= 12:  # noqa: PLR2004 - hours of a half day
            return None
        value = value % 12 + int(meaning("AMPM", hit.word("ampm").replace(" ", "")))
    if value > 24 or int(minute[:2] or 0) > 59:  # noqa: PLR2004
        return None
    return f"{value:02d}:{minute[:2] or '00'}"


@reader
def clock(hit: Hit, story: Story) -> Reading | None:
    """A time of day; without a date of its own it belongs to the day last spoken of, else to the publication's."""
    time = _time_of_day(hit)
    if hit.has("point") and hit.before() in {"high", "-"}:
        return None
    said = any(map(hit.has, ("ampm", "point", "daypart", "oclock")))
    if time is None or not (said or _is_clock(hit)):
        return None
    return Reading("TIME", f"{_day(hit, story)}T{time}")


def _is_clock(hit: Hit) -> bool:
    """Whether figures with a colon and no "a.m." are a time and not a score or a verse."""
    dated = hit.has("weekday") or hit.has("month") or hit.has("word")
    return hit.has("zone") or dated or hit.before() in context("before_clock")


def _day(hit: Hit, story: Story) -> str:
    """The day of a time, as a value."""
    if hit.has("month"):
        day = calendar_day(hit, story)
        return day.value if day else "XXXX-XX-XX"
    if hit.has("weekday"):
        number = int(hit.look("weekday", "WEEKDAY") or 0)
        found = weekday_day(hit, story, number)
        return found.isoformat() if found else f"XXXX-WXX-{number}"
    if hit.has("word"):
        sense = meaning("DAYWORD", hit.word("word"))
        return story.shifted(story.published, "D", sense if isinstance(sense, int) else 0)
    if story.anchor and len(story.anchor_value.partition("T")[0]) == 10:  # noqa: PLR2004 - a day
        return story.anchor.isoformat()
    return story.today()
