"""Readers of durations, windows, fiscal periods and repetitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.when import calendar
from dateline.when.lexicon import context, lexicon
from dateline.when.numbers import duration, number, ordinal, unit
from dateline.when.readers import reader
from dateline.when.rules_date import relative_year
from dateline.when.rules_relative import count_of, window_days
from dateline.when.story import Reading, Story
from dateline.when.tense import direction

if TYPE_CHECKING:
    from dateline.when.calendar import Days
    from dateline.when.grammar import Hit

_WINDOW_WAY = {"last": -1, "past": -1, "previous": -1, "PAST_REF": -1, "next": 1, "coming": 1, "following": 1}
"""Which way from today a window lies."""

_WITHOUT_END = frozenset({"past", "previous", "coming"})
"""Words that make a bare plural a mere reference ("coming weeks"), unless an article stands before them."""

_MONEY_REACH = 6
"""Tokens back within which a figure makes "a year" mean "every year"."""


QUARTERS_BACK = 3
"""Months that a quarter may be over and still be meant in a clause that looks ahead (results come later)."""


@reader
def quarter(hit: Hit, story: Story) -> Reading | None:
    """A quarter of a year: "the third quarter", "the 1988 fourth quarter", "next year's first quarter"."""
    which = ordinal(hit.word("ordinal"))
    if not which or which > 4:  # noqa: PLR2004 - quarters of a year
        return None
    return Reading("DATE", f"{_fiscal_year(hit, story, which * 3 - 2)}-Q{which}")


def _fiscal_year(hit: Hit, story: Story, begins: int) -> str:
    """The year of a part of the year that begins in the month `begins`, from its words, else the publication's.

    A part that has not begun by the publication lies in the year before, unless the clause looks ahead.
    """
    if hit.has("year"):
        return hit.word("year")
    if hit.has("rel"):
        return relative_year(hit, story)
    today = story.published
    if today is None:
        return "XXXX"
    if hit.has("ago"):
        return f"{today.year - 1:04d}"
    way = direction(hit)
    if way > 0 and begins + 2 < today.month - QUARTERS_BACK:
        return f"{today.year + 1:04d}"
    return f"{today.year - (begins > today.month and way <= 0):04d}"


@reader
def that_quarter(hit: Hit, story: Story) -> Reading | None:
    """The quarter last spoken of, or one by its place: "the quarter", "the year-ago period", "the latest quarter"."""
    words = hit.tokens.words[hit.first : hit.last]
    near = story.quarter_near(hit)
    year = _quarter_year(hit, story)
    if year:
        same = words[-1] == "quarter" or story.compares_quarters(hit)
        return Reading("DATE", f"{year}{near[4:] if same else ''}")
    rel = str(hit.look("rel", "LAST", "NEXT", "THIS", "THAT") or "the")
    if words[-1] in lexicon().tables["PERIOD"]:
        return Reading("DATE", near) if near and (rel, words[-1]) == ("latest", "period") else None
    if rel in {"the", "latest", "that", "same"} and near:
        return Reading("DATE", near)
    if rel == "the" and story.published is None:
        return None
    return Reading("DATE", story.shifted(story.published, "Q", _QUARTER_STEPS.get(rel, 0)))


_QUARTER_STEPS = {
    "last": -1,
    "past": -1,
    "latest": -1,
    "previous": -1,
    "the": -1,
    "next": 1,
    "coming": 1,
    "following": 1,
}


def _quarter_year(hit: Hit, story: Story) -> str:
    """The year that a quarter's own words name ("the 1988 quarter", "year-ago"), or the empty string."""
    if hit.has("ago"):
        return f"{story.published.year - 1:04d}" if story.published else "XXXX"
    if hit.has("rel") and "year" in hit.tokens.words[hit.first : hit.last]:
        return relative_year(hit, story)
    return hit.word("year")


@reader
def half(hit: Hit, story: Story) -> Reading | None:
    """Half a year: "the first half of 1990", "the second half"."""
    word = hit.word("ordinal")
    which = 2 if word == "last" else ordinal(word)
    if which not in {1, 2}:
        return None
    if hit.has("decade"):
        digits = "".join(c for c in hit.word("decade") if c.isdigit())
        return Reading("DATE", (digits if len(digits) == 4 else f"19{digits}")[:3], "END" if which > 1 else "START")  # noqa: PLR2004
    if not hit.has("year") and hit.tokens.words[hit.last - 1] == "half" and not story.period:
        return None
    return Reading("DATE", f"{_fiscal_year(hit, story, which * 6 - 5)}-H{which}")


@reader
def duration_of(hit: Hit, story: Story) -> Reading | None:
    """A counted duration: "three days", "a year and a half", "two-week", "2 1/2 years", "half an hour"."""
    letter = unit(hit.word("unit"))
    if _is_age(hit) or (letter == "Q" and hit.after() == "of"):
        return None
    if hit.word("n") in {"a", "an"} and not hit.has("half"):
        return _single(hit, story, letter)
    count = _count(hit)
    if count is None or (letter == "Y" and hit.word("unit") == "year" and count > LONGEST_YEARS):
        return None
    value = duration(count * 3, "M") if letter == "Q" and count > 1 else duration(count, letter)
    return Reading("DURATION", value, days=_deadline(hit, story, letter, count))


LONGEST_YEARS = 1000
"""Above it a figure before "year" is a year itself ("the 1998 year")."""


def _is_age(hit: Hit) -> bool:
    """Whether the duration is somebody's age ("52 years old", "a 6-year-old")."""
    return hit.has("old") or hit.after() == "old" or (hit.after() == "-" and hit.after(1) == "old")


def _deadline(hit: Hit, story: Story, letter: str, count: float) -> Days | None:
    """The days of "within three weeks" in a clause that looks ahead; ``None`` for any other duration."""
    if hit.before() != "within" or direction(hit) <= 0:
        return None
    return window_days(story, letter, count, 1)


def _count(hit: Hit) -> float | None:
    """The number of units of a duration, halves and fractions included."""
    if not hit.has("n"):
        return 0.5 if hit.has("half") else None
    if hit.word("n") in {"a", "an"}:
        return 1.5
    whole = number(hit.tokens.words[hit.parts["n"][0] : hit.last])
    if whole is None:
        return None
    upper, _, lower = hit.word("frac").partition("/")
    part = int(upper) / int(lower) if lower and int(lower) else 0
    return whole + part + (0.5 if hit.has("half") else 0)


def _single(hit: Hit, story: Story, letter: str) -> Reading | None:
    """One unit, "a year": how long, or how often where an amount stands before it ("$3 a day")."""
    if letter in {"N", "WE", "S"}:
        return None
    if hit.has("approx") or hit.before() in context("lasting"):
        return Reading("DURATION", duration(1, letter), days=_deadline(hit, story, letter, 1))
    recent = hit.tokens.signs[max(0, hit.first - _MONEY_REACH) : hit.first]
    figures = lexicon().category_signs["NUMBER"]
    counted = any(sign in figures for sign in recent) or hit.before() in {"times", "once", "twice"}
    return Reading("SET", duration(1, letter)) if counted and letter in {"Y", "M", "W", "D"} else None


@reader
def vague_duration(hit: Hit, _story: Story) -> Reading | None:
    """A duration without a number: "several months", "a few days", "for weeks", "decades-long"."""
    if hit.has("time"):
        long = (hit.word("vague"), hit.word("time")) == ("some", "time") and hit.before() in {"for", "in", "quite"}
        return Reading("DURATION", "PXM") if long else None
    word = hit.word("unit")
    letter, plural = unit(word), word in lexicon().tables["UNITS"]
    if letter == "Q" and hit.before() == "-":
        return None
    if hit.tokens.words[hit.last - 1] == "long":
        return Reading("DURATION", duration("X" if plural else 1, letter))
    if not (_is_vague_number(hit, plural=plural) if hit.has("vague") else _lasts(hit)):
        return None
    return Reading("DURATION", duration(2 if hit.word("vague") == "couple" else "X", letter))


def _is_vague_number(hit: Hit, *, plural: bool) -> bool:
    """Whether the word before the unit counts: "a number of days", "some years", but not "some day", "number days"."""
    return plural and (hit.word("vague") != "number" or hit.tokens.words[hit.first] == "a")


def _lasts(hit: Hit) -> bool:
    """Whether a bare plural ("for weeks", "in the days before") is a stretch of time and not a mere count."""
    if hit.tokens.words[hit.first] == "the":
        return hit.before() in {"in", "during"}
    return hit.before() in context("spanning") or (
        hit.after() == "of" and hit.before() not in {"early", "late", "small"}
    )


@reader
def window(hit: Hit, story: Story) -> Reading | None:
    """A stretch from today: "the past three months", "the next few days"; also "the first nine months"."""
    letter = unit(hit.word("unit"))
    if not hit.has("rel"):
        return _counted(hit, letter)
    rel = str(hit.look("rel", "LAST", "NEXT", "RECENT"))
    way = _WINDOW_WAY.get(rel, 0)
    count = count_of(hit) if hit.has("n") or "couple" in hit.tokens.words[hit.first : hit.last] else None
    if count is not None:
        days = window_days(story, letter, count, way) if way else calendar.UNKNOWN
        return Reading("DURATION", duration(count, letter), days=days)
    if hit.has("both") or (not hit.has("vague") and rel in _WITHOUT_END and not _has_article(hit)):
        return Reading("DATE", "FUTURE_REF" if way > 0 else "PAST_REF")
    days = calendar.UNKNOWN
    if way and story.published:
        days = (story.published, None, None) if way > 0 else (None, story.published, None)
    return Reading("DURATION", duration("X", letter), days=days)


def _has_article(hit: Hit) -> bool:
    return hit.tokens.words[hit.first] in {"the", "its"}


def _counted(hit: Hit, letter: str) -> Reading | None:
    """A counted part of a longer stretch: "the first nine months", "the nine months", "the first hours"."""
    if hit.has("n"):
        count = number(hit.tokens.words[hit.parts["n"][0] : hit.last])
        return Reading("DURATION", duration(count, letter)) if count else None
    opening = hit.has("ordinal") and (hit.has("vague") or hit.word("ordinal") == "first")
    if opening or hit.tokens.words[hit.last - 1] == "ahead":
        return Reading("DURATION", duration("X", letter))
    return None


@reader
def every(hit: Hit, _story: Story) -> Reading | None:
    """Something that comes back: "every day", "each July", "Mondays", "every three years"."""
    if hit.has("unit"):
        letter = unit(hit.word("unit"))
        value = "XXXX-WXX-WE" if letter == "WE" else duration(count_of(hit) or 1, letter)
        return None if letter in {"S", "M-"} else Reading("SET", value)
    part = hit.look("part", "PART", "PARTS")
    if hit.has("weekday"):
        weekday = hit.look("weekday", "WEEKDAY", "WEEKDAYS")
        return Reading("SET", f"XXXX-WXX-{weekday}" + (f"T{part}" if part else ""))
    if part:
        return Reading("SET", f"XXXX-XX-XXT{part}")
    month = hit.look("month", "MONTH")
    return Reading("SET", f"XXXX-{month:02d}" if month else f"XXXX-{hit.look('season', 'SEASON')}")


@reader
def often(hit: Hit, _story: Story) -> Reading | None:
    """An adjective or adverb of repetition: "daily", "weekly"."""
    return Reading("SET", str(hit.look("often", "OFTEN")))
