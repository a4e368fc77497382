"""From a text to a `Document`: the one constructor that every reader uses, and what it fills in by itself."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import re
import unicodedata
from typing import TypeAlias

from dateline.errors import InputError
from dateline.reading import repeats, stated
from dateline.records import Document, Published

When: TypeAlias = "str | dt.date | Published | None"
"""How a date of publication may be given; a string in any form that `dateline.reading.dates` knows."""

COMMON = (
    "the and of to that is for on with was by said from has have are were which it he they she not at as its his "
    "her be who will after been their this but had would "
    "in a an two say says over into more than or about out"
)
ENGLISH = frozenset(COMMON.split())
ENGLISH_SHARE = 0.15
"""Share of such words from which on a text counts as English; its neighbours share only some of the short ones."""
SAMPLE = 1500
"""Characters of a text that the guess looks at."""

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.{0,20})?")
"""A calendar day in ISO 8601, a time after it or not: the day as written, whatever its time zone."""

HEADLINE_LENGTH = 160
HEADLINE_WORDS = (2, 25)
HEADLINE_END = re.compile(r"[^.:;,…—–_-]$|(?:\b[A-Z]\.){2,}$")
NO_HEADLINE = re.compile(r"by\s+\w|[-*•]\s|\d+[.)]\s|https?:|.*\d:\d\d|.*\([A-Z][\w ]+\)$", re.IGNORECASE)
"""Bylines, list items, addresses, clock times and agencies in brackets stand on first lines too."""
BETWEEN = re.compile(r"by\s|.*\d", re.IGNORECASE)
BODY_WORDS = 8
"""Words that a line needs to count as the paragraph under a headline."""
WORD = re.compile(r"[^\W\d_]+")
SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")


def from_text(  # noqa: PLR0913  (a document's own fields, all but the text by keyword)
    text: str,
    *,
    id: str | None = None,  # noqa: A002  (the word of the contract)
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    published: When = None,
) -> Document:
    """Make a document of a text.

    Args:
        text: the report; kept as it is, every offset refers to it.
        id: what the caller calls it; else the `sha256`.
        title: its headline; else the text's first line if that reads like one (it stays in the text).
        url: where it was found.
        publisher: who published it.
        published: when; else the date that the report states of itself, with basis ``dateline``.  A string that can't
            be understood leaves the date unknown with basis ``not understood``.

    Returns:
        A document with its repeats, language (``en`` or ``None``) and `sha256`: that of the text in Unicode NFC with
        every run of white space made one space and none at the ends, in UTF-8.

    Raises:
        InputError: the text is no string or empty, or it or another field holds characters that no text has.
    """
    _check(text)
    for name, value in (("id", id), ("title", title), ("url", url), ("publisher", publisher)):
        _check_signs(name, value or "")
    sha256 = fingerprint(text)
    return Document(
        id=id or sha256,
        title=title or headline(text),
        url=url,
        publisher=publisher,
        published=_published(text, published),
        language=guess_language(text),
        sha256=sha256,
        repeats=repeats.find(text),
        text=text,
    )


def _check(text: object) -> None:
    if not isinstance(text, str):
        message = f"the text is of type {type(text).__name__}, no string: give the report's words as one string"
        raise InputError(message)
    if not text.strip():
        raise InputError("the text is empty: give at least one sentence")
    if "\0" in text:
        raise InputError("the text holds NUL characters, so it was decoded wrongly or is binary: save it as UTF-8")
    _check_signs("text", text)


def _check_signs(name: str, value: str) -> None:
    """Refuse half a surrogate pair, which JSON can hold and no output can."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        message = f"character {error.start} of the {name} is half of a surrogate pair: write the {name} as UTF-8"
        raise InputError(message) from None


def fingerprint(text: str) -> str:
    """The SHA-256, in hex, of a text in NFC with every run of white space made one space and none at the ends."""
    return hashlib.sha256(" ".join(unicodedata.normalize("NFC", text).split()).encode()).hexdigest()


def period(published: When, basis: str = "given") -> Published:
    """The period of publication that a date or a string stands for.

    Args:
        published: a date, a string in any known form, a finished period, or ``None`` for unknown.
        basis: what the answer rests on.

    Returns:
        The period; without dates if nothing is known, with basis ``not understood`` if the string says nothing.
    """
    if published is None or isinstance(published, Published):
        return published or Published()
    if isinstance(published, dt.date):
        day = published.date() if isinstance(published, dt.datetime) else published
        return Published(start=day, end=day, basis=basis)
    if not published.strip():
        return Published()
    days = _days(published.strip())
    return Published(start=days[0], end=days[1], basis=basis) if days else Published(basis="not understood")


def _published(text: str, given: When) -> Published:
    """The publication as given, else as the report states it of itself."""
    known = period(given)
    if known.start is None and (day := stated.day(text)):
        return period(day, basis="dateline")
    return known


def _days(raw: str) -> tuple[dt.date, dt.date] | None:
    """First and last day of a publication date in any form; ``None`` if it can't be understood."""
    if ISO_DAY.fullmatch(raw):
        try:
            day = dt.date.fromisoformat(raw[:10])
        except ValueError:
            return None
        return day, day
    from dateline.reading.dates import published  # noqa: PLC0415  (its tables load when such a date comes by)

    return published(raw)


def headline(text: str) -> str | None:
    """The first line of a text if it reads like a headline over a paragraph, else ``None``."""
    lines = text.lstrip("\ufeff").lstrip().split("\n", 8)
    first = lines[0].strip()
    rest = [line.strip() for line in lines[1:]]
    body = next((line for line in rest if line and not _between(line)), "")
    count = len(first.split())
    if len(first) > HEADLINE_LENGTH or not HEADLINE_WORDS[0] <= count <= HEADLINE_WORDS[1]:
        return None
    if not HEADLINE_END.search(first) or NO_HEADLINE.match(first):
        return None
    if len(body.split()) < BODY_WORDS or body[0].islower():
        return None
    return None if rest[0] and _wrapped([first, *rest]) else first


def _between(line: str) -> bool:
    """Whether a line may stand between a headline and its paragraph: a byline or a time of publication."""
    return len(line.split()) < BODY_WORDS and BETWEEN.match(line) is not None


def _wrapped(lines: list[str]) -> bool:
    """Whether these lines look wrapped by hand: one goes on in the next with a small letter, or all are in capitals."""
    pairs = itertools.pairwise(lines)
    return all(line == line.upper() for line in lines) or any(
        a and b and b[0].islower() and not SENTENCE_END.search(a) for a, b in pairs
    )


def guess_language(text: str) -> str | None:
    """``en`` if enough of the text's words are common English ones, else ``None`` (unknown)."""
    words = WORD.findall(text[:SAMPLE].lower())
    common = sum(word in ENGLISH for word in words)
    return "en" if common and common >= ENGLISH_SHARE * len(words) else None
