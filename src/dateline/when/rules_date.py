"""Readers of calendar dates: days, months, years, decades, centuries, seasons, weekdays, feasts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dateline.records import Precision
from dateline.when import calendar
from dateline.when.lexicon import context, lexicon
from dateline.when.numbers import ordinal, spoken_year, unit
from dateline.when.readers import reader
from dateline.when.story import Reading, Story, at_unit, pick
from dateline.when.tense import direction

if TYPE_CHECKING:
    from dateline.when.grammar import Hit

_WAY = {"last": -1, "past": -1, "previous": -1, "latest": -1, "next": 1, "coming": 1, "following": 1}
_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month in which a season begins."""

_OLDEST_BARE_YEAR = 1900
LATEST_YEAR = 2100
"""The latest year that a report speaks of by its number."""

_NEWEST_BARE_YEAR = 2060


def relative_year(hit: Hit, story: Story) -> str:
    """The year that "last year", "this year", "that year" stands for, as a value."""
    rel = str(hit.look("rel", "LAST", "NEXT", "THIS", "THAT") or "this")
    if rel in {"that", "same"} and story.anchor:
        return f"{story.anchor.year:04d}"
    return story.shifted(story.published, "Y", _WAY.get(rel, 0))


def stated_year(hit: Hit, story: Story) -> str | None:
    """The year that the expression names, as four digits or X; ``None`` when it names none."""
    if hit.has("rel"):
        return relative_year(hit, story)
    if hit.has("spoken"):
        return spoken_year(hit.tokens.words[hit.parts["spoken"][0] : hit.last])
    word = hit.word("year") or _shared_year(hit)
    if len(word) == 2:  # noqa: PLR2004 - a year without its century
        return ("19" if int(word) > 30 else "20") + word  # noqa: PLR2004
    return word or None


_JOINED = frozenset({"and", "or", "to", "through", "until", "-", "–", "—"})
"""Words that join two dates of which only the second names the year."""


def _shared_year(hit: Hit) -> str:
    """The year of "July 2016" for the month in "June and July 2016", or the empty string."""
    words, months = hit.tokens.words, lexicon().tables["MONTH"]
    if hit.after() not in _JOINED:
        return ""
    following = [w for w in words[hit.last + 1 : hit.last + 5] if w != ","]
    named = any(w.rstrip(".") in months for w in following[:2])
    year = next((w for w in following[1:3] if len(w) == 4 and w.isdigit()), "")  # noqa: PLR2004 - digits of a year
    return year if named else ""


def _raw(hit: Hit, name: str) -> str:
    """A part as the text writes it."""
    spans = hit.tokens.spans
    first, last = hit.parts[name]
    return hit.tokens.text[spans[first][0] : spans[last - 1][1]]


def _capital_follows(hit: Hit) -> bool:
    """Whether the next token starts with a capital right after a space (a name goes on)."""
    if hit.last >= len(hit.tokens.spans):
        return False
    start, _ = hit.tokens.spans[hit.last]
    return hit.tokens.text[start].isupper() and hit.tokens.text[hit.span[1] : start] == " "


def _is_preposition(word: str) -> bool:
    return word in lexicon().tables["PREP"]


@reader
def calendar_day(hit: Hit, story: Story) -> Reading | None:
    """A day of a month: "March 5", "5 March 2001", "Friday, Oct. 13", "3 JAN 90"."""
    month = int(hit.look("month", "MONTH") or 0)
    day = ordinal(hit.word("day")) if not hit.word("day").isdigit() else int(hit.word("day"))
    if not day or calendar.make_date(2000, month, day) is None:
        return None
    if len(hit.word("year")) == 2 and not _raw(hit, "month").rstrip(".").isupper():  # noqa: PLR2004
        return None
    if hit.has("rel") and hit.tokens.words[hit.last - 1] != "year":
        return _relative_day(hit, story, month, day)
    year = stated_year(hit, story)
    if year is None:
        guess = _year_by_weekday(hit, story, month, day) or story.year_of(hit, month, day)
        year = f"{guess:04d}" if guess else "XXXX"
    if year.isdigit() and calendar.make_date(int(year), month, day) is None:
        return None
    return Reading("DATE", f"{year}-{month:02d}-{day:02d}")


def _relative_day(hit: Hit, story: Story, month: int, day: int) -> Reading:
    """A day by its place, "last Oct. 5", "next Monday, May 6": the last such day over, or the first to come."""
    today = story.published
    if today is None:
        return Reading("DATE", f"XXXX-{month:02d}-{day:02d}")
    way = _WAY.get(str(hit.look("rel", "LAST", "NEXT", "THIS")), 0)
    choices = [d for n in (-1, 0, 1) if (d := calendar.make_date(today.year + n, month, day))]
    fits = [d for d in choices if (d < today if way < 0 else d >= today)] or choices
    return Reading("DATE", (fits[-1] if way < 0 else fits[0]).isoformat())


def _year_by_weekday(hit: Hit, story: Story, month: int, day: int) -> int | None:
    """The one year around the publication in which the day falls on the weekday that is named with it."""
    weekday = hit.look("weekday", "WEEKDAY", "DAYABBR")
    if weekday is None or story.published is None:
        return None
    years = [story.published.year + n for n in (-1, 0, 1)]
    fits = [y for y in years if (d := calendar.make_date(y, month, day)) and d.isoweekday() == weekday]
    return fits[0] if len(fits) == 1 else None


@reader
def day_range(hit: Hit, story: Story) -> Reading | None:
    """Days of one month: "April 8-18", "3 to 5 May"; the value is the first day, the period all of them."""
    first = calendar_day(hit, story)
    month = int(hit.look("month", "MONTH") or 0)
    if first is None or int(hit.word("last")) <= int(hit.word("day")):
        return None
    if not first.value[:4].isdigit():
        return first
    end = calendar.make_date(int(first.value[:4]), month, int(hit.word("last")))
    return Reading("DATE", first.value, days=(dt.date.fromisoformat(first.value), end, Precision.DAY)) if end else None


@reader
def numeric_date(hit: Hit, _story: Story) -> Reading | None:
    """A date in figures: ISO, or day and month in the one order that the calendar allows."""
    word = hit.word("full")
    if word[4:5] == "-":
        if calendar.days(word[:10])[0] is None or not 1000 <= int(word[:4]) <= LATEST_YEAR:  # noqa: PLR2004
            return None
        clock = word[11:]
        return Reading("TIME" if clock else "DATE", f"{word[:10]}T{clock}" if clock else word[:10])
    one, two, year = (int(p) for p in word.replace("/", ".").replace("-", ".").split("."))
    if not 1000 <= year <= LATEST_YEAR:  # noqa: PLR2004 - four figures
        return None
    readings = {d for d in (calendar.make_date(year, one, two), calendar.make_date(year, two, one)) if d}
    return Reading("DATE", readings.pop().isoformat()) if len(readings) == 1 else None


@reader
def month(hit: Hit, story: Story) -> Reading | None:
    """A month: "August", "mid-October", "last May", "June 1998", "January this year", "the end of March"."""
    number = int(hit.look("month", "MONTH") or 0)
    mod = str(hit.look("early", "EARLY", "EDGE") or "")
    year = None
    if hit.has("rel") and hit.tokens.words[hit.last - 1] == hit.word("month"):
        year = _relative_month_year(hit, story, number)
    else:
        year = stated_year(hit, story)
        if hit.has("spoken") and year is None:
            return None
    if year is None:
        if not mod and not _is_month_alone(hit):
            return None
        guess = story.year_of(hit, number)
        year = f"{guess:04d}" if guess else "XXXX"
    return Reading("DATE", f"{year}-{number:02d}", mod if mod != "ANY" else "")


def _is_month_alone(hit: Hit) -> bool:
    """Whether a month's name without year or day means the month, not a person, a verb or a modal."""
    raw = _raw(hit, "month")
    at = hit.parts["month"][0]
    before = hit.tokens.words[at - 1] if at else ""
    if _is_preposition(before) or before in context("before_month"):
        return not (before in {"a", "an"} and _capital_follows(hit))
    if raw.lower() in {"may", "march"} or (len(raw) <= 3 and raw[-1] != "."):  # noqa: PLR2004
        return False
    return not _capital_follows(hit)


def _relative_month_year(hit: Hit, story: Story, number: int) -> str:
    """The year of "last May" (the latest one over), "next May", "this May" (of this year)."""
    if story.published is None:
        return "XXXX"
    today, rel = story.published, str(hit.look("rel", "LAST", "NEXT", "THIS", "THAT"))
    way = _WAY.get(rel, 0)
    if way < 0:
        return f"{today.year - (number >= today.month):04d}"
    if way > 0:
        return f"{today.year + (number <= today.month):04d}"
    return f"{today.year:04d}"


@reader
def year(hit: Hit, _story: Story) -> Reading | None:
    """A year: "1988", "fiscal 1989", "early 1991", "the end of 1990"."""
    if hit.has("spoken"):
        spoken = spoken_year(hit.tokens.words[hit.parts["spoken"][0] : hit.last])
        return Reading("DATE", spoken) if spoken else None
    word = hit.word("year")
    bare = hit.last - hit.first == 1
    if bare and not _is_year(hit, int(word)):
        return None
    mod = str(hit.look("early", "EARLY", "EDGE") or "")
    return Reading("DATE", word, mod if mod != "ANY" else "")


def _is_year(hit: Hit, number: int) -> bool:
    """Whether four digits mean a year and not an amount, an address, a flight."""
    before, after = hit.before(), hit.after()
    start, end = hit.span
    text = hit.tokens.text
    if text[start - 1 : start] in {"$", "#", "£", "€", "-", ".", ",", ":", "/"} and start:
        return text[start - 1] == "-" and before == "-" and hit.before(2) in {"mid", "post", "pre"}
    if text[end : end + 1] in {"%", "/"} or (text[end : end + 1] == "-" and text[end + 1 : end + 2].isdigit()):
        return False
    if before in context("before_amount") or (before, hit.before(2)) == (".", "no") or after in context("after_amount"):
        return False
    if _is_preposition(before) or before in context("before_year"):
        return number >= _OLDEST_BARE_YEAR or before in {"in", "since", "until", "by", "from"}
    if hit.first and text[hit.tokens.spans[hit.first - 1][0]].isupper():  # a name goes on: a ship, a model
        return False
    plural = after.endswith("s") and after not in {"'s", "was", "is", "has", "as"} and len(after) > 3  # noqa: PLR2004
    return _OLDEST_BARE_YEAR <= number <= _NEWEST_BARE_YEAR and not (plural and number % 100 == 0)


@reader
def year_range(hit: Hit, story: Story) -> Reading | None:
    """Several years: "1990-91", "2001-2005"; the value is the first, the period runs to the last."""
    first = int(hit.word("year"))
    last = int(hit.word("last") or f"{first // 100}{hit.word('short'):0>2}")
    if not _OLDEST_BARE_YEAR <= first < last < first + 100:
        return None
    _ = story
    return Reading("DATE", f"{first}", days=(dt.date(first, 1, 1), dt.date(last, 12, 31), Precision.YEAR))


@reader
def decade(hit: Hit, _story: Story) -> Reading | None:
    """Ten years: "the 1990s", "the early '80s", "the nineties"."""
    word = hit.word("decade")
    mod = str(hit.look("early", "EARLY", "EDGE") or "")
    known = hit.look("decade", "DECADE")
    if known is not None:
        return Reading("DATE", f"19{known}", mod)
    digits = "".join(c for c in word if c.isdigit())
    if len(digits) == 2:  # noqa: PLR2004 - "'80s"
        if word[0].isdigit() and hit.before() in {"his", "her", "their", "in"} and not hit.has("early"):
            return None
        digits = "19" + digits
    return Reading("DATE", digits[:3], mod)


@reader
def century(hit: Hit, _story: Story) -> Reading | None:
    """A hundred years: "the 20th century"."""
    number = ordinal(hit.word("ordinal"))
    if hit.look("unit", "UNIT") != "C" or not number or number > LATEST_YEAR // 100 + 1:
        return None
    return Reading("DATE", f"{number - 1:02d}", str(hit.look("early", "EARLY", "EDGE") or ""))


@reader
def season(hit: Hit, story: Story) -> Reading | None:
    """A season: "this summer", "last fall", "the spring of 1998"; winter belongs to the year in which it begins."""
    name = str(hit.look("season", "SEASON"))
    dated = hit.has("rel") or hit.has("year") or hit.has("spoken")
    if not dated and hit.word("season") in {"fall", "spring"} and hit.before() not in context("before_season"):
        return None
    mod = str(hit.look("early", "EARLY") or "")
    return Reading("DATE", f"{_season_year(hit, story, name)}-{name}", mod)


def _season_year(hit: Hit, story: Story, name: str) -> str:
    """The year of a season, from its own words or from the publication."""
    if hit.has("year") or hit.has("spoken"):
        return stated_year(hit, story) or "XXXX"
    if story.published is None:
        return "XXXX"
    if hit.tokens.words[hit.last - 1] == "year":
        return relative_year(hit, story)
    rel = str(hit.look("rel", "LAST", "NEXT", "THIS", "THAT") or "")
    if not rel and direction(hit) < 0:
        rel = "past"
    return f"{story.published.year + _season_shift(rel, _BEGINS[name], story.published.month):04d}"


def _season_shift(rel: str, begins: int, month_now: int) -> int:
    """Years from the publication's year to that of "last fall", "this past spring", "next summer"."""
    way = 0 if rel == "past" else _WAY.get(rel, 0)
    if begins == 12 and month_now < 3:  # noqa: PLR2004 - January and February belong to the winter of the year before
        return way - 1
    if rel == "past":
        return -(begins > month_now)
    if way < 0:
        running = (month_now % 12) // 3 == (begins % 12) // 3
        return -(begins >= month_now or running)
    return int(way > 0 and begins <= month_now)


@reader
def weekday(hit: Hit, story: Story) -> Reading | None:
    """A weekday, with or without a part of the day: "Thursday", "last Friday", "late Monday night"."""
    number = int(hit.look("weekday", "WEEKDAY", "DAYABBR") or 0)
    if hit.look("weekday", "WEEKDAY") is None and not hit.word("weekday").endswith("."):
        return None
    if hit.after() in lexicon().tables["MASTHEAD"] and _capital_follows(hit):
        return None
    mod = str(hit.look("early", "EARLY") or "")
    part = hit.look("part", "PART")
    day = weekday_day(hit, story, number)
    value = day.isoformat() if day else f"XXXX-WXX-{number}"
    if part:
        return Reading("TIME", f"{value}T{part}")
    return Reading("DATE", value, mod if mod != "ANY" else "")


def weekday_day(hit: Hit, story: Story, number: int) -> dt.date | None:
    """The day that a weekday (1 Monday to 7) means: by its own words, else by the tense of the clause."""
    today = story.published
    if today is None:
        return None
    rel = str(hit.look("rel", "LAST", "NEXT", "THIS", "THAT") or "")
    if hit.has("week"):
        return today + (7 * _WAY.get(rel, 0) + number - today.isoweekday()) * calendar.DAY
    if rel in {"previous", "following", "that"} and story.anchor:
        return _toward(story.anchor, number, -1 if rel == "previous" else 1, skip=rel != "that")
    if rel in _WAY:
        return _toward(today, number, _WAY[rel], skip=True)
    way = direction(hit)
    if rel == "this" and way == 0:
        way = 1
    return _toward(today, number, 1 if way > 0 else -1, skip=False)


def _toward(day: dt.date, number: int, way: int, *, skip: bool) -> dt.date:
    """The nearest weekday `number` from a day on, back (-1) or ahead (1); `skip` leaves out the day itself."""
    distance = (number - day.isoweekday()) * way % 7
    return day + way * (distance or 7 * skip) * calendar.DAY


@reader
def feast(hit: Hit, story: Story) -> Reading | None:
    """A feast of the calendar: "Christmas Day", "New Year's Eve", "last Thanksgiving", "Good Friday", "Ramadan"."""
    name = "01-01" if hit.has("newyear") else str(hit.look("feast", "FEAST", "GOOD", "EID", "ELECTION"))
    last = hit.tokens.words[hit.last - 1]
    if last != _SECOND.get(hit.word("feast"), last):
        return None
    shift = int(hit.look("shift", "EVE", "EASTERDAY") or 0)
    if hit.has("year"):
        return _feast_on(hit, calendar.feast(name, int(hit.word("year"))) + shift * calendar.DAY)
    today = story.published
    if today is None:
        return Reading("DATE", f"XXXX-{name}") if name[:2].isdigit() and not shift else None
    choices = [calendar.feast(name, today.year + n) + shift * calendar.DAY for n in (-1, 0, 1)]
    way = _WAY.get(str(hit.look("rel", "LAST", "NEXT", "THIS") or ""), 0) or direction(hit)
    if way:
        fits = [d for d in choices if (d < today if way < 0 else d > today)]
        return _feast_on(hit, fits[-1] if way < 0 else fits[0])
    return _feast_on(hit, pick(choices, today, 0))


def _feast_on(hit: Hit, first: dt.date) -> Reading:
    """A feast that begins on a day; a fast goes on for its month."""
    if hit.word("feast") not in _MONTH_LONG:
        return Reading("DATE", first.isoformat())
    return Reading("DATE", first.isoformat(), days=(first, first + 29 * calendar.DAY, Precision.DAY))


_SECOND = {"good": "friday", "election": "day"}
"""Words that are a feast only together with a second one."""

_MONTH_LONG = frozenset({"ramadan", "ramazan"})


@reader
def part_of_month(hit: Hit, story: Story) -> Reading | None:
    """A week or day counted in a month: "the first week of May", "the last day of June 2017", "the week of June 5"."""
    letter = unit(hit.word("unit"))
    dated = month(hit, story) if not hit.has("day") else calendar_day(hit, story)
    if letter not in {"W", "D"} or dated is None or not dated.value[:4].isdigit():
        return None
    first, last, _ = calendar.days(dated.value)
    if first is None or last is None:
        return None
    if hit.has("day"):
        return Reading("DATE", at_unit(first, letter))
    length = 7 if letter == "W" else 1
    which = ordinal(hit.word("ordinal"))
    start = last - (length - 1) * calendar.DAY if which is None else first + (which - 1) * length * calendar.DAY
    if start > last:
        return None
    end = min(start + (length - 1) * calendar.DAY, last)
    return Reading(
        "DATE", at_unit(start, letter), days=(start, end, Precision.WEEK if letter == "W" else Precision.DAY)
    )
