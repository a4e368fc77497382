"""``dateline watch``: feeds fetched again and again into a store, until somebody stops it."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.fetching import fetching_option
from dateline.cli.inputs import knowledge_option
from dateline.cli.selecting import store_option
from dateline.cli.storing import tally, tell

if TYPE_CHECKING:
    from dateline.coder import Coder
    from dateline.reading.fetching import Manners
    from dateline.reading.watching import Feed
    from dateline.store import Store

NAP = 60.0
"""Seconds of sleep at most before the clock is looked at again: a laptop that slept wakes up late."""


@click.command(
    short_help="Fetch feeds into a store again and again, until stopped.",
    epilog="""\b
Examples:
  dateline watch feeds.toml
  dateline watch feeds.toml --store iraq.db --once     each feed that is due, then stop (for cron)

\b
feeds.toml holds a table for each feed:
  [[feed]]
  url = "https://example.org/news.rss"
  every = "15m"
  publisher = "Example News"

Stopped at any moment, it goes on where it was: nothing is fetched twice, and nothing is lost.

\b
In Python: dateline.reading.following.documents(url, fetcher, store.ledger()) and dateline.keeper.add""",
)
@click.argument("feeds", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@store_option
@fetching_option
@knowledge_option
@click.option("--once", is_flag=True, help="Stop when nothing is due.")
@click.option("--quiet", "-q", is_flag=True, help="Show no progress (errors still are).")
def watch(feeds: Path, store: str, manners: Manners, *, once: bool, quiet: bool) -> None:
    """Fetch the feeds of a file when they are due, and add what they lead to, until stopped with Ctrl-C."""
    from dateline.coder import Coder  # noqa: PLC0415 - heavy
    from dateline.reading import watching  # noqa: PLC0415
    from dateline.store import open_store  # noqa: PLC0415

    watched = watching.load(feeds)
    coder = Coder()
    tried: dict[str, dt.datetime] = {}
    with open_store(store, create=True) as opened:
        while True:
            state = {**opened.ledger().last(), **tried}
            now = dt.datetime.now(dt.UTC)
            for feed in watching.due(watched, state, now):
                tried[feed.url] = now
                _fetch(opened, feed, coder, manners, quiet=quiet)
            if once:
                return
            pause = watching.wait(watched, {**state, **tried}, dt.datetime.now(dt.UTC)).total_seconds()
            time.sleep(min(NAP, pause))


def _fetch(store: Store, feed: Feed, coder: Coder, manners: Manners, *, quiet: bool) -> None:
    """Fetch one feed, and add what is new."""
    from dateline import keeper  # noqa: PLC0415
    from dateline.reading import following  # noqa: PLC0415
    from dateline.reading.fetching import Fetcher  # noqa: PLC0415

    seen = store.ledger()
    with Fetcher(manners) as fetcher:
        found = following.documents(feed.url, fetcher, seen, publisher=feed.publisher)
        counted = tally(keeper.add(store, found, coder, seen=seen), feed.url, quiet=quiet)
    tell(counted, feed.url, strict=False)
