"""Readers of expressions seen from today or from the date last spoken of: "last week", "two days later", "now"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.when import calendar
from dateline.when.lexicon import context, meaning
from dateline.when.numbers import duration, number, unit
from dateline.when.readers import reader
from dateline.when.story import Reading, Story, at_unit
from dateline.when.tense import direction

if TYPE_CHECKING:
    import datetime as dt

    from dateline.when.grammar import Hit

_FROM_TODAY = {"last": -1, "past": -1, "latest": -1, "next": 1, "coming": 1, "this": 0, "current": 0, "these": 0}
_FROM_STORY = {"previous": -1, "following": 1, "that": 0, "same": 0, "those": 0}
_CALENDAR_UNITS = {"D", "W", "WE", "M", "Y", "E", "C", "N", "F"}


def _rel(hit: Hit) -> str:
    return str(hit.look("rel", "LAST", "NEXT", "THIS", "THAT") or "this")


@reader
def day_word(hit: Hit, story: Story) -> Reading | None:
    """A day from today, "today", "late yesterday", "tomorrow morning", "tonight"."""
    sense = meaning("DAYWORD", hit.word("word"))
    mod = str(hit.look("early", "EARLY") or "")
    part = hit.look("part", "PART")
    if isinstance(sense, str):
        return Reading("TIME", f"{story.today()}TNI")
    day = story.shifted(story.published, "D", sense)
    if part:
        return Reading("TIME", f"{day}T{part}")
    return Reading("DATE", day, mod if mod != "ANY" else "")


@reader
def day_beside(hit: Hit, story: Story) -> Reading | None:
    """Two days from today: "the day before yesterday", "the day after tomorrow"."""
    sense = meaning("DAYWORD", hit.word("word"))
    way = {"before": -1, "after": 1}.get(hit.word("way"), 0)
    if not isinstance(sense, int) or way == 0 or unit(hit.word("unit")) != "D":
        return None
    return Reading("DATE", story.shifted(story.published, "D", sense + way))


@reader
def this_part(hit: Hit, story: Story) -> Reading | None:
    """A part of a day, "this morning", "last night"; a bare "in the evening" belongs to the day spoken of."""
    if hit.has("unit") and hit.look("unit", "UNIT") != "N":
        return None
    if not hit.has("rel") and (hit.after() == "of" or not _is_part(hit)):
        return None
    part = str(hit.look("part", "PART") or "NI")
    rel = _rel(hit) if hit.has("rel") else "that"
    if rel in {"last", "this"}:
        day = story.shifted(story.published, "D", -1 if rel == "last" else 0)
    else:
        base = story.anchor if story.counts("D") else story.published
        day = story.shifted(base, "D", {"next": 1, "following": 1, "previous": -1}.get(rel, 0))
    return Reading("TIME", f"{day}T{part}")


def _is_part(hit: Hit) -> bool:
    """Whether a part of a day without "this" or "last" has an article or needs none ("at dawn", not "at night")."""
    return (
        hit.before() == "the"
        or hit.has("early")
        or (hit.word("part") in context("bare_part") and hit.before() in context("before_bare_part"))
    )


def _base(rel: str, hit: Hit, story: Story, letter: str) -> dt.date | None:
    """The day from which a relative unit counts."""
    if rel in _FROM_STORY:
        return story.anchor or story.published
    if rel == "next" and letter in {"D", "N"} and hit.tokens.words[hit.first] == "the" and story.anchor:
        return story.anchor
    return story.published


@reader
def relative_unit(hit: Hit, story: Story) -> Reading | None:
    """A unit by its place: "last week", "this month", "the following year", "the end of this week"."""
    letter = unit(hit.word("unit")) if hit.has("unit") else "W"
    rel = _rel(hit) if hit.has("rel") else "this"
    if letter not in _CALENDAR_UNITS:
        return Reading("DURATION", duration(1, letter)) if letter == "H" and rel in {"last", "past", "next"} else None
    if letter == "D" and not _is_calendar_day(hit, story, rel):
        return None
    if rel == "past":  # the stretch that ends today
        return Reading("DURATION", duration(1, letter), days=window_days(story, letter, 1, -1))
    if letter in {"C", "E", "L"} and rel == "last" and hit.tokens.words[hit.first] == "the":
        return Reading("DURATION", duration(1, letter))
    mod = str(hit.look("early", "EARLY", "EDGE") or "")
    steps = _FROM_TODAY.get(rel, _FROM_STORY.get(rel, 0))
    value = story.shifted(_base(rel, hit, story, letter), letter, steps)
    return Reading("DATE", value, mod if mod != "ANY" else "", days=_side_of_today(hit, story, value))


def _side_of_today(hit: Hit, story: Story, value: str) -> calendar.Days | None:
    """The days of "earlier this month" (up to today) and "later this month" (from today on); ``None`` for others."""
    start, end, precision = calendar.days(value)
    today, word = story.published, hit.word("early")
    if not (today and start and end and start <= today <= end) or _rel(hit) != "this":
        return None
    return {"earlier": (start, today, precision), "later": (today, end, precision)}.get(word)


def _is_calendar_day(hit: Hit, story: Story, rel: str) -> bool:
    """Whether "day" with its word names a day: "that day" needs one that was named; "later in the day" names none."""
    if not hit.has("rel"):
        return hit.tokens.words[hit.first + 1] not in {"in", "on"}
    return rel != "current" and (rel not in _FROM_STORY or story.counts("D"))


def window_days(story: Story, letter: str, count: float, way: int) -> calendar.Days:
    """The days from today back (`way` -1) or ahead (1) over `count` units."""
    today = story.published
    if today is None or letter[0] in "SH-" or letter == "M-":
        return calendar.UNKNOWN
    other = calendar.add_to_day(today, letter, way * round(count))
    if other is None:
        return calendar.UNKNOWN
    precision = calendar.days(at_unit(today, letter))[2]
    return (other, today, precision) if way < 0 else (today, other, precision)


@reader
def the_unit(hit: Hit, story: Story) -> Reading | None:
    """A unit with its article: "the weekend", "the fiscal year", "the full year"; most others mean no calendar time."""
    letter = unit(hit.word("unit"))
    words = hit.tokens.words[hit.first : hit.last]
    if letter == "WE" and "the" in words:
        way = 1 if direction(hit) > 0 else -1
        return Reading("DATE", story.shifted(_weekend(story, way), "WE", 0))
    if hit.after() in {"ended", "ending"} and letter == "Y":
        return Reading("DURATION", "P1Y")
    if letter == "Y" and ({"full", "fiscal"} & set(words)):
        return Reading("DATE", story.shifted(story.published, "Y", 0))
    if letter == "Y" and hit.before() in {"for", "of"} and words[0] == "the" and hit.after() != "of":
        return Reading("DATE", story.shifted(story.published, "Y", 0))
    return None


def _weekend(story: Story, way: int) -> dt.date | None:
    """A day of the weekend meant: the last one over, or the one to come."""
    today = story.published
    if today is None:
        return None
    if today.isoweekday() >= 6:  # noqa: PLR2004 - Saturday and Sunday
        return today
    return today if way > 0 else today - 7 * calendar.DAY


@reader
def edge_of_year(hit: Hit, story: Story) -> Reading | None:
    """The last days of the year: "year-end", "the year's end"."""
    if hit.look("edge", "EDGE") != "END" or hit.word("edge") not in {"end", "close"}:
        return None
    year = story.shifted(story.published, "Y", 0)
    return Reading("DATE", year, "END")


def count_of(hit: Hit) -> float | None:
    """The number that a hit's words before its unit give ("a" is one); ``None`` for vague numbers."""
    vague = hit.look("vague", "VAGUE")
    if vague is not None:
        return 2 if vague == 2 else None  # noqa: PLR2004 - a couple
    words = hit.tokens.words[hit.first : hit.last]
    for index, word in enumerate(words):
        if word in {"a", "an"}:
            following = number(words[index + 1 :])
            return (following or 1) + (0.5 if "half" in words else 0)
        found = number(words[index:])
        if found is not None:
            return found + (0.5 if "half" in words else 0)
    return None


@reader
def ago(hit: Hit, story: Story) -> Reading | None:
    """A point counted back from today: "two weeks ago"; "earlier" and "before" count from the date spoken of."""
    letter = unit(hit.word("unit"))
    words = hit.tokens.words[hit.first : hit.last]
    some = hit.has("vague") or hit.word("unit").endswith("s")
    count = count_of(hit)
    if words[-1] != "ago" and (words[-1] == "before" or hit.before() == "-"):
        return None
    if count is None:
        return Reading("DATE", "PAST_REF") if some else None
    if letter == "Y" and count == 1 and story.compares_quarters(hit):
        return Reading("DATE", f"{int(story.period[:4]) - 1}{story.period[4:]}")
    if letter in {"H", "M-", "S"}:
        return Reading("DURATION", duration(count, letter))
    base = story.published if words[-1] == "ago" else (story.anchor or story.published)
    return Reading("DATE", story.shifted(base, letter, -round(count)))


@reader
def later(hit: Hit, story: Story) -> Reading | None:
    """A point counted from the date last spoken of: "two days later", "a week earlier", "three years after"."""
    letter = unit(hit.word("unit"))
    if hit.word("later") == "ago":
        return ago(hit, story)
    count = count_of(hit)
    value = duration(count if count is not None else "X", letter)
    back = hit.word("later") in {"earlier", "before", "previously"}
    if hit.word("later") == "earlier" and letter == "Y":
        return ago(hit, story)
    if (
        count is None
        or letter in {"H", "M-", "S"}
        or not story.counts(letter)
        or hit.word("later") in {"after", "before"}
    ):
        return Reading("DURATION", value)
    return Reading("DATE", story.shifted(story.anchor, letter, round(count) * (-1 if back else 1)))


@reader
def reference(hit: Hit, _story: Story) -> Reading | None:
    """A word that points to the past, the present or the future: "now", "recently", "soon"."""
    word = hit.word("ref")
    if word == "soon" and not _is_coming(hit):
        return None
    return Reading("DATE", str(hit.look("ref", "REF")))


def _is_coming(hit: Hit) -> bool:
    """Whether "soon" points ahead of the story ("will soon leave"), not from one event to the next ("soon after")."""
    if hit.before() == "as":
        return hit.after() == "as" and hit.after(1) == "possible"
    return hit.after() not in {"after", "before"} and direction(hit) > 0


@reader
def the_future(hit: Hit, _story: Story) -> Reading | None:
    """The past and the future as such: "in the past", "the near future", "one day"."""
    if hit.has("one"):
        some_day = hit.word("one") == "one" and hit.look("day", "UNIT") == "D"
        return Reading("DATE", "FUTURE_REF") if some_day and direction(hit) > 0 else None
    if hit.has("past"):
        follows = hit.after()
        return Reading("DATE", "PAST_REF") if hit.word("past") == "past" and not follows.isdigit() else None
    if hit.has("future"):
        alone = hit.last - hit.first == 1
        return None if alone or hit.after() == "of" else Reading("DATE", "FUTURE_REF")
    return Reading("DATE", "FUTURE_REF") if hit.tokens.words[hit.last - 1] == "term" else None


@reader
def present(hit: Hit, story: Story) -> Reading | None:
    """The present, or the time spoken of: "these days", "current", "at that time"."""
    words = hit.tokens.words[hit.first : hit.last]
    if words[0] == "current" and len(words) == 1:
        return Reading("DATE", "PRESENT_REF")
    if words == ["these", "days"]:
        return Reading("DATE", "PRESENT_REF")
    if words in (["this", "time"], ["this", "moment"], ["present", "time"]) and hit.before() == "at":
        return Reading("DATE", "PRESENT_REF")
    if words == ["that", "time"] and hit.before() in {"at", "since", "by", "during"}:
        return Reading("DATE", story.anchor_value or "PAST_REF")
    return None
