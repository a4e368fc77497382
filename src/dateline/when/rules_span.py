"""Readers of durations, windows, fiscal periods and repetitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.when import calendar
from dateline.when.lexicon import lexicon
from dateline.when.numbers import duration, number, ordinal, unit
from dateline.when.readers import reader
from dateline.when.rules_date import relative_year
from dateline.when.rules_relative import count_of, window_days
from dateline.when.story import Reading, Story
from dateline.when.tense import direction

if TYPE_CHECKING:
    from dateline.when.grammar import Hit

_MONEY_REACH = 6
"""Tokens back within which a figure makes "a year" mean "every year"."""


QUARTERS_BACK = 3
"""Months that a quarter may be over and still be meant in a clause that looks ahead (results come later)."""


@reader
def quarter(hit: Hit, story: Story) -> Reading | None:
    """A quarter of a year: "the third quarter", "third-quarter", "the 1988 fourth quarter", "next year's first quarter"."""
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
    if hit.has("year") or hit.has("ago"):
        year = hit.word("year") or (str(story.published.year - 1) if story.published else "XXXX")
        return Reading("DATE", f"{year}{near[4:] if words[-1] == 'quarter' or story.compares_quarters(hit) else ''}")
    if words[-1] in lexicon().tables["PERIOD"]:
        return Reading("DATE", near) if near and words[-2:] == ["latest", "period"] else None
    rel = str(hit.look("rel", "LAST", "NEXT", "THIS", "THAT") or "the")
    if rel in {"the", "latest", "that", "same"} and near:
        return Reading("DATE", near)
    if rel == "the" and story.published is None:
        return None
    steps = {"last": -1, "past": -1, "latest": -1, "previous": -1, "the": -1, "next": 1, "coming": 1, "following": 1}
    return Reading("DATE", story.shifted(story.published, "Q", steps.get(rel, 0)))


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
    words = hit.tokens.words[hit.first : hit.last]
    if letter == "Q" and hit.after() == "of":
        return None
    if hit.has("old") or hit.after() == "old" or (hit.after() == "-" and hit.after(1) == "old"):
        return None
    if hit.has("n") and hit.word("n") in {"a", "an"} and not hit.has("half"):
        return _single(hit, story, letter)
    count = _count(hit, words)
    if count is None:
        return None
    if letter == "Y" and hit.word("unit") == "year" and hit.word("n").isdigit() and count > 1000:  # noqa: PLR2004
        return None
    days = None
    if hit.before() == "within" and direction(hit) > 0:
        days = window_days(story, letter, count, 1)
    if letter == "Q" and count > 1:
        return Reading("DURATION", duration(count * 3, "M"), days=days)
    return Reading("DURATION", duration(count, letter), days=days)


def _count(hit: Hit, words: list[str]) -> float | None:
    """The number of units of a duration, halves and fractions included."""
    if hit.has("half") and not hit.has("n"):
        return 0.5
    if hit.word("n") in {"a", "an"}:
        return 1.5
    start = words.index(hit.word("n"))
    whole = number(words[start:])
    if words[0] in {"a", "an"} and hit.word("n") in {"hundred", "dozen", "thousand"}:
        whole = number(words[start:])
    if whole is None:
        return None
    if hit.has("frac"):
        upper, _, lower = hit.word("frac").partition("/")
        whole += int(upper) / int(lower) if int(lower) else 0
    return whole + (0.5 if hit.has("half") else 0)


def _single(hit: Hit, story: Story, letter: str) -> Reading | None:
    """ "a year": how long, or how often where an amount stands before it."""
    if letter in {"N", "WE", "S"}:
        return None
    before = hit.before()
    if hit.has("approx") or before in _LASTING:
        within = before == "within" and direction(hit) > 0
        return Reading("DURATION", duration(1, letter), days=window_days(story, letter, 1, 1) if within else None)
    recent = hit.tokens.signs[max(0, hit.first - _MONEY_REACH) : hit.first]
    figures = lexicon().category_signs["NUMBER"]
    if letter in {"Y", "M", "W", "D"} and (
        any(sign in figures for sign in recent) or before in {"times", "once", "twice"}
    ):
        return Reading("SET", duration(1, letter))
    return None


_LASTING = {
    "for",
    "in",
    "within",
    "after",
    "than",
    "lasting",
    "lasted",
    "took",
    "takes",
    "take",
    "over",
    "about",
    "nearly",
    "almost",
    "least",
    "to",
    "spent",
    "of",
    "half",
    "barely",
    "only",
    "just",
    "every",
    "during",
    "until",
    "as",
}


def letter_of(hit: Hit) -> str:
    """The letter of the expression's unit."""
    return unit(hit.word("unit"))


@reader
def vague_duration(hit: Hit, _story: Story) -> Reading | None:
    """A duration without a number: "several months", "a few days", "for weeks", "decades"."""
    if hit.has("time"):
        if hit.word("vague") != "some" or hit.word("time") != "time":
            return None
        return Reading("DURATION", "PXM") if hit.before() in {"for", "in", "quite"} else None
    if (
        not hit.has("vague")
        and hit.before()
        not in {
            "for",
            "in",
            "within",
            "after",
            "over",
            "of",
            "into",
            "through",
            "throughout",
            "until",
            "before",
            "during",
        }
        and hit.after() not in {"of"}
    ):
        return None
    letter = unit(hit.word("unit"))
    count = hit.look("vague", "VAGUE")
    if hit.word("vague") == "number" and "a" not in hit.tokens.words[hit.first : hit.first + 1]:
        return None
    if (
        hit.has("vague")
        and hit.word("unit") in lexicon().tables["UNIT"]
        and hit.before(0)
        and hit.word("vague") == "some"
    ):
        return None
    if count == 2 and hit.word("vague") == "couple":  # noqa: PLR2004
        return Reading("DURATION", duration(2, letter))
    return Reading("DURATION", duration("X", letter))


@reader
def window(hit: Hit, story: Story) -> Reading | None:
    """A stretch counted from today: "the past three months", "the next few days", "recent weeks"; "the first nine months"."""
    letter = unit(hit.word("unit"))
    words = hit.tokens.words[hit.first : hit.last]
    if hit.has("ordinal") or not hit.has("rel"):
        return _counted(hit, letter)
    if hit.word("rel") == "recent":
        return Reading("DATE", "PAST_REF")
    rel = str(hit.look("rel", "LAST", "NEXT", "THIS"))
    way = {"last": -1, "past": -1, "previous": -1, "latest": 0, "next": 1, "coming": 1, "following": 1}.get(rel, 0)
    if rel in {"this", "these", "current"} and not hit.has("n"):
        return None
    count = count_of(hit) if hit.has("n") or "couple" in words else None
    if count is None:
        days = calendar.UNKNOWN
        if way and story.published:
            days = (story.published, None, None) if way > 0 else (None, story.published, None)
        if not hit.has("vague") and (rel == "coming" or (way < 0 and rel != "last")) and not _has_article(hit):
            return Reading("DATE", "PAST_REF" if way < 0 else "FUTURE_REF", days=days)
        return Reading("DURATION", duration("X", letter), days=days)
    return Reading(
        "DURATION", duration(count, letter), days=window_days(story, letter, count, way) if way else calendar.UNKNOWN
    )


def _has_article(hit: Hit) -> bool:
    return hit.tokens.words[hit.first] in {"the", "its"}


def _counted(hit: Hit, letter: str) -> Reading | None:
    """ "the first nine months", "the nine months", "the first hours"."""
    words = hit.tokens.words[hit.first : hit.last]
    if hit.has("n"):
        count = number(words[words.index(hit.word("n")) :])
        return Reading("DURATION", duration(count, letter)) if count else None
    if hit.has("ordinal") and (hit.has("vague") or hit.word("ordinal") in {"first"}):
        return Reading("DURATION", duration("X", letter))
    return Reading("DURATION", duration("X", letter)) if words[-1] == "ahead" else None


@reader
def every(hit: Hit, _story: Story) -> Reading | None:
    """Something that comes back: "every day", "each July", "Mondays", "every three years"."""
    if hit.has("weekday"):
        number_ = hit.look("weekday", "WEEKDAY", "WEEKDAYS")
        part = hit.look("part", "PART", "PARTS")
        return Reading("SET", f"XXXX-WXX-{number_}" + (f"T{part}" if part else ""))
    if hit.has("month"):
        return Reading("SET", f"XXXX-{int(hit.look('month', 'MONTH') or 0):02d}")
    if hit.has("season"):
        return Reading("SET", f"XXXX-{hit.look('season', 'SEASON')}")
    if hit.has("part"):
        return Reading("SET", f"XXXX-XX-XXT{hit.look('part', 'PART')}")
    letter = unit(hit.word("unit"))
    if letter in {"S", "M-"}:
        return None
    if letter == "WE":
        return Reading("SET", "XXXX-WXX-WE")
    count = count_of(hit) or 1
    return Reading("SET", duration(count, letter))


@reader
def often(hit: Hit, _story: Story) -> Reading | None:
    """An adjective or adverb of repetition: "daily", "weekly", "annually"."""
    word = hit.word("often")
    if word in {"annual", "quarterly", "monthly", "nightly"}:
        return None
    return Reading("SET", str(hit.look("often", "OFTEN")))
