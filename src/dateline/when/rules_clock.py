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
    """The time as ``HH:MM``; ``None`` where the figures are no time."""
    if hit.has("point"):
        return str(hit.look("point", "POINT"))
    hour, _, minutes = hit.word("hour").replace(".", ":").partition(":")
    minute = minutes[:2] or "00"
    value = _on_the_day(hit, int(figure(hour) or 0))
    if value is None or value > MIDNIGHT or len(minute) == 1 or int(minute) >= MINUTES:
        return None
    return f"{value:02d}:{minute}"


MIDNIGHT, NOON, MINUTES = 24, 12, 60


def _on_the_day(hit: Hit, hour: int) -> int | None:
    """The hour of the day (0 to 24) that an hour with "a.m." or "in the afternoon" means; as it is without either."""
    if not (hit.has("ampm") or hit.has("daypart")):
        return hour
    if not 1 <= hour <= NOON:
        return None
    if hit.has("ampm"):
        return hour % NOON + int(meaning("AMPM", hit.word("ampm").replace(" ", "")))
    return hour if hit.look("daypart", "PART") == "MO" or hour == NOON else hour + NOON


@reader
def clock(hit: Hit, story: Story) -> Reading | None:
    """A time of day; without a date of its own it belongs to the day last spoken of, else to the publication's."""
    time = _time_of_day(hit)
    if hit.has("point") and hit.before() in {"high", "-"}:
        return None
    said = any(map(hit.has, ("ampm", "point", "oclock")))
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
