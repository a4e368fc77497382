"""Number words and figures, and the durations made of them."""

from __future__ import annotations

from dateline.when.lexicon import lexicon, meaning

DURATION_UNIT = {"N": "D", "F": "W", "WE": "W"}
"""Units that TIMEX3 durations express by another (a fortnight is two weeks)."""


def figure(word: str) -> float | None:
    """The value of one number word or figure (``twenty``, ``2,500``, ``1/2``, ``3rd``); ``None`` if it is neither."""
    known = lexicon().tables["NUMBER"].get(word)
    if known is not None:
        return float(known)
    if "/" in word:
        upper, _, lower = word.partition("/")
        return int(upper) / int(lower) if upper.isdigit() and lower.isdigit() and int(lower) else None
    try:
        return float(word.replace(",", ""))
    except ValueError:
        return None


def number(words: list[str]) -> float | None:
    """The value of several: sums below a hundred, multiplied by hundreds, dozens and thousands ("two hundred and ten").

    Two figures joined by "or", "to" or a dash ("two or three") give the first.
    """
    total = 0.0
    part: float | None = None
    joined = False
    for word in words:
        if word in {"or", "to", "-", "–", "and"}:
            joined = word == "or"
            continue
        value = figure(word)
        if value is None or joined:
            break
        if value in {100, 12} and part is not None:
            part *= value
        elif value == 1000:  # noqa: PLR2004 - the word "thousand"
            total, part = total + (part or 1) * value, 0.0
        else:
            if part is not None and (value >= part or value >= 20 or part < 20) and part % 100:  # noqa: PLR2004
                break
            part = (part or 0) + value
    return None if part is None else total + part


def spoken_year(words: list[str]) -> str | None:
    """A year as it is spoken ("nineteen ninety-six", "two thousand", "two thousand and five"); ``None`` for others."""
    values = [v for v in (figure(w) for w in words if w not in {"-", "and"}) if v is not None]
    if any(w[0].isdigit() or w == "dozen" for w in words):
        return None
    if len(values) > 1 and values[0] in {18, 19, 20} and values[1] in range(10, 100):
        ones = values[2] if len(values) > 2 and values[1] >= 20 and values[2] < 10 else 0  # noqa: PLR2004
        return f"{int(values[0] * 100 + values[1] + ones)}"
    if values[:2] == [2, 1000]:
        return f"{int(2000 + (values[2] if len(values) > 2 else 0))}"  # noqa: PLR2004
    return None


def ordinal(word: str) -> int | None:
    """The value of an ordinal (``third``, ``23rd``), ``None`` for another word."""
    table = lexicon().tables["ORDINAL"]
    if word in table or word == "second":
        return int(table.get(word, 2))
    digits = word[:-2]
    return int(digits) if digits.isdigit() else None


def unit(word: str) -> str:
    """The letter of a unit word, singular or plural (``D W M Q Y E C N WE F H S M-`` for minutes)."""
    for category in ("UNIT", "UNITS", "YEARWORD", "QUARTER"):
        if word in lexicon().tables[category]:
            return str(meaning(category, word))
    message = f"{word!r} is no unit of time"
    raise KeyError(message)


def duration(count: float | str, letter: str) -> str:
    """The TIMEX3 value of a duration: ``P3D``, ``PT2H``, ``PXW``, ``P2Y6M``, ``P1E``."""
    if letter == "F":
        count, letter = (count * 2 if isinstance(count, float | int) else count), "W"
    if letter == "E" and not isinstance(count, str) and count > 1:
        count, letter = count * 10, "Y"
    letter = DURATION_UNIT.get(letter, letter)
    clock = letter in {"H", "M-", "S"}
    letter = letter[0]
    if isinstance(count, str):
        return f"P{'T' if clock else ''}{count}{letter}"
    whole = int(count)
    rest = count - whole
    smaller = {"Y": ("M", 12), "M": ("W", 4), "H": ("M", 60), "D": ("H", 24), "W": ("D", 7), "E": ("Y", 10)}
    text = f"{whole}{letter}" if whole or not rest else ""
    if clock and letter == "M":
        smaller = {"M": ("S", 60)}
    tail = ""
    if rest and letter in smaller:
        name, factor = smaller[letter]
        tail = f"{'T' if letter == 'D' else ''}{round(rest * factor)}{name}"
    return f"P{'T' if clock else ''}{text}{tail}"
