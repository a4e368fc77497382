"""How many: the killed, the injured, and how many acts one trigger stands for.

Numbers are lower bounds, as the field counts: "at least 12" and "more than 12" are 12, "dozens" is 24.  A number counts
for an event only where a clause-sized stretch round its trigger says so.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from dateline.records import Count

if TYPE_CHECKING:
    from dateline.language.draft import Span

REACH = 90
"""How far, in characters, a casualty phrase may stand from the trigger."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """The compiled patterns of `counts.toml`; each has a group ``n``, and `several` may have ``low`` and ``high``."""

    killed: re.Pattern[str]
    injured: re.Pattern[str]
    several: re.Pattern[str]
    least: re.Pattern[str]
    acts: re.Pattern[str]
    asides: re.Pattern[str]
    words: dict[str, int]
    more: re.Pattern[str]
    fewer: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """The patterns, compiled at first use."""
    table: dict[str, Any] = tomllib.loads(files("dateline.what").joinpath("counts.toml").read_text("utf-8"))
    words: dict[str, int] = table["numbers"]
    number = r"\d{1,3}(?:,\d{3})+|\d{1,6}|" + "|".join(sorted(words, key=len, reverse=True))
    n = rf"(?<![\w.,-])(?!{table['numbers_not']['pattern']})(?P<n>{number})(?![\w%]|[.,]\d)"
    m = n.replace("?P<n>", "?P<m>")
    before_any = "|".join(table[name]["verb"] for name in ("killed", "injured"))

    def casualties(name: str) -> re.Pattern[str]:
        after, before, noun = (table[name][key] for key in ("participle", "verb", "noun"))
        people = table["people"]["pattern"]
        about = "(?:at least |more than |about |some |around |up to |an? estimated |nearly |over )?"
        # "five gunmen killed 12": what a number or a person follows is done to these, not to the five
        done = rf"(?! {about}(?:{number}|the|his|her|their|him|them)\b)"
        gap = rf"(?:(?!(?:and|but|while|{number}|{before_any})\b)[\w'’-]+,? ){{0,4}}?"
        return re.compile(
            rf"{n} +(?:{people} )?(?:{gap})?"
            rf"(?:(?:were |was |have been |had been |are |been |others? )(?:{after})\b|(?:{after})\b{done})"
            rf"|\b(?:{before}) {about}(?:between (?:{number}) and )?{m}"
            rf"(?! (?:{table['people']['not']})\b)"
            rf"|(?:{noun}) (?:of |at |to |toll of )(?:at least |more than )?{m.replace('?P<m>', '?P<k>')}",
            re.IGNORECASE,
        )

    return Patterns(
        casualties("killed"),
        casualties("injured"),
        re.compile(
            rf"(?:(?<=between )(?P<from>{number}) and (?P<until>{number})"
            rf"|(?P<low>{number})(?: to |-|–| or )(?P<high>{number})|{n})\s+(?:[\w'’-]+ ){{0,2}}$",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:\bbetween ({number}) and |\b({number})(?: to |-|–| or ))$", re.IGNORECASE),
        re.compile(table["killed"]["acts"], re.IGNORECASE),
        re.compile(table["asides"]["pattern"], re.IGNORECASE),
        words,
        re.compile(table["bounds"]["more"], re.IGNORECASE),
        re.compile(table["bounds"]["fewer"], re.IGNORECASE),
    )


def killed(sentence: str, trigger: Span) -> int | None:
    """How many the sentence says were killed in the event whose trigger is at `trigger` (offsets in the sentence)."""
    if patterns().acts.fullmatch(sentence[trigger[0] : trigger[1]]) and (acts := several(sentence, trigger)):
        return acts.min
    return _casualties(patterns().killed, sentence, trigger)


def injured(sentence: str, trigger: Span) -> int | None:
    """How many the sentence says were hurt in the event."""
    return _casualties(patterns().injured, sentence, trigger)


def several(sentence: str, trigger: Span) -> Count | None:
    """How many acts a trigger in the plural stands for: "more than 30 raids" is 30 or more; ``None`` when unsaid."""
    before = sentence[max(0, trigger[0] - 60) : trigger[0]]
    match = patterns().several.search(before)
    if not match or not sentence[trigger[0] : trigger[1]].rstrip().endswith("s"):
        return None
    if match["low"] or match["from"]:
        ends = sorted((_value(match["low"] or match["from"]), _value(match["high"] or match["until"])))
        return Count(min=ends[0], max=ends[1])
    number, bound = _value(match["n"]), before[: match.start()]
    if number == 1:  # "a series of raids", "one of the raids": of how many nothing is said
        return None
    if patterns().more.search(bound) or not match["n"][0].isdigit():
        return Count(min=number)
    if patterns().fewer.search(bound):
        return Count(max=number)
    return Count(min=number, max=number)


def _casualties(pattern: re.Pattern[str], sentence: str, trigger: Span) -> int | None:
    best: tuple[int, int] | None = None
    sentence = patterns().asides.sub(lambda aside: " " * len(aside[0]), sentence)
    for match in pattern.finditer(sentence):
        distance = max(match.start() - trigger[1], trigger[0] - match.end(), 0)
        value = next(name for name in ("n", "m", "k") if match[name])
        if distance <= REACH and (best is None or distance < best[0]):
            best = distance, _least(sentence, match.span(value))
    return best[1] if best else None


def _least(sentence: str, number: Span) -> int:
    """The number at a span, or the lower one of the range that it ends: "12 to 15" is 12."""
    said = _value(sentence[number[0] : number[1]])
    ranged = patterns().least.search(sentence[max(0, number[0] - 30) : number[0]])
    return min(said, _value(ranged[1] or ranged[2])) if ranged else said


def _value(number: str) -> int:
    known = patterns().words.get(number.lower())
    return known if known is not None else int(number.replace(",", ""))
