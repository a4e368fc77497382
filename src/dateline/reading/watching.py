"""Which feeds to watch, how often, and which of them are due: a pure reckoning, without clock or network."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.errors import FetchError, InputError
from dateline.reading import addresses

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

KEYS = ("url", "every", "publisher")
UNITS = {"m": 1, "h": 60, "d": 24 * 60}
"""Minutes of each unit that an interval may be given in."""
EVERY = re.compile(r"\s*(\d{1,5})\s*([mhd])\s*")
SHORTEST, LONGEST = dt.timedelta(minutes=1), dt.timedelta(days=366)
USUAL = "1h"
"""How often a feed is fetched that doesn't say how often."""
BYTES = 2**20


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, sitemap or page to fetch again and again: where, how often, and who publishes it (None: it says so)."""

    url: str
    every: dt.timedelta
    publisher: str | None = None


def load(path: Path) -> tuple[Feed, ...]:
    """The feeds of a file in TOML: tables ``[[feed]]`` with ``url``, and maybe ``every`` ("15m") and ``publisher``.

    Raises:
        InputError: the file can't be read, or something in it is wrong; says what and where.
    """
    try:
        with path.open("rb") as file:
            data = file.read(BYTES + 1)
    except OSError as error:
        message = f"{path} can't be read ({error.strerror}): check the path and your rights to it"
        raise InputError(message) from None
    if len(data) > BYTES:
        message = f"{path} is larger than {BYTES:,} bytes: cut it into several"
        raise InputError(message)
    try:
        return parse(data.decode("utf-8"))
    except UnicodeDecodeError:
        message = f"{path} is no UTF-8: save it as UTF-8"
        raise InputError(message) from None
    except InputError as error:
        message = f"{path}{error}"
        raise InputError(message) from None


def parse(text: str) -> tuple[Feed, ...]:
    """The feeds of a text in TOML.

    Raises:
        InputError: something in it is wrong; the words follow a name of the text.
    """
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        message = f" is no TOML ({str(error)[:200]}): mend it"
        raise InputError(message) from None
    if unknown := sorted(set(found) - {"feed"}):
        message = f" has {unknown[0][:80]!r} at its top: it holds tables [[feed]] and nothing else"
        raise InputError(message)
    tables = found.get("feed")
    if not isinstance(tables, list) or not tables:
        raise InputError(' names no feed: write [[feed]] and below it url = "https://..."')
    feeds = tuple(_feed(number, table) for number, table in enumerate(tables, 1))
    urls = [feed.url for feed in feeds]
    for number, url in enumerate(urls, 1):
        if urls.index(url) < number - 1:
            message = f", feed {number} has the address of feed {urls.index(url) + 1}: leave one out"
            raise InputError(message)
    return feeds


def _feed(number: int, table: object) -> Feed:
    """One table of the file."""
    if not isinstance(table, dict):
        message = f", feed {number} is no table: write [[feed]]"
        raise InputError(message)
    if unknown := sorted(set(table) - set(KEYS)):
        message = f", feed {number} has an unknown key {unknown[0][:80]!r}: the keys are {', '.join(KEYS)}"
        raise InputError(message)
    for key, value in table.items():
        if not isinstance(value, str) or not value.strip():
            message = f", feed {number} has a {key} that is no text: write it in quotes"
            raise InputError(message)
    if "url" not in table:
        message = f", feed {number} has no url: give its address"
        raise InputError(message)
    try:
        url = str(addresses.parse(table["url"]))
    except FetchError as error:
        message = f", feed {number}: {error}"
        raise InputError(message) from None
    return Feed(url, _every(number, table.get("every", USUAL)), table.get("publisher"))


def _every(number: int, raw: str) -> dt.timedelta:
    """How often, as written: a whole number and m, h or d."""
    found = EVERY.fullmatch(raw)
    every = dt.timedelta(minutes=int(found[1]) * UNITS[found[2]]) if found else None
    if every is None or not SHORTEST <= every <= LONGEST:
        message = f', feed {number} is to be fetched every {raw[:40]!r}: write "15m", "2h" or "1d", between 1m and 366d'
        raise InputError(message)
    return every


def due(feeds: Sequence[Feed], state: Mapping[str, dt.datetime], now: dt.datetime) -> list[Feed]:
    """The feeds whose time has come, those first that have waited longest beyond it.

    Args:
        feeds: the feeds to watch.
        state: when each was fetched last, by address; one that isn't there has never been.
        now: the time, with its zone if those in `state` have one.

    Returns:
        Those never fetched come first, in their order.
    """
    new = [feed for feed in feeds if feed.url not in state]
    late = [(state[feed.url] + feed.every, feed) for feed in feeds if feed.url in state]
    return new + [feed for at, feed in sorted(late, key=lambda pair: pair[0]) if at <= now]


def wait(feeds: Sequence[Feed], state: Mapping[str, dt.datetime], now: dt.datetime) -> dt.timedelta:
    """How long nothing is due; zero if something is.

    Args:
        feeds: the feeds to watch, at least one.
        state: when each was fetched last, by address.
        now: the time.
    """
    next_ones = [state[feed.url] + feed.every for feed in feeds if feed.url in state]
    if len(next_ones) < len(feeds):
        return dt.timedelta()
    return max(min(next_ones) - now, dt.timedelta())
