"""Reports from the web for Code this: who may have us fetch, and one report at a time with good manners."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from dateline.errors import FetchError, InputError
from dateline.reading import Limits
from dateline.web import signing
from dateline.web.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import Request

    from dateline.reading.fetching import Fetcher
    from dateline.records import Document

WAIT = 10.0
"""Seconds to wait for another address that is being fetched."""
BYTES = 4 * 2**20
"""Bytes of a page at most: somebody waits for it."""


def fetcher() -> Fetcher:
    """A fetcher for somebody who waits: one try, little patience, no private network."""
    from dateline.reading.fetching import Fetcher, Manners  # noqa: PLC0415 - a fifth of a second, for addresses only

    return Fetcher(Manners(timeout=10, patience=15, longest_wait=20, tries=1, redirects=3, bytes=BYTES))


class Reports:
    """Fetches reports for requests, one at a time, by one fetcher, so that no host is asked faster than it likes.

    Args:
        make: gives the fetcher, when the first address comes.
    """

    def __init__(self, make: Callable[[], Fetcher] = fetcher) -> None:
        self._make = make
        self._fetcher: Fetcher | None = None
        self._lock = threading.Lock()

    def get(self, url: str) -> Document:
        """The report behind an address.

        Raises:
            Problem: it can't be fetched or may not, has no report, or others keep us longer than `WAIT`.
        """
        from dateline.reading import following  # noqa: PLC0415

        if not self._lock.acquire(timeout=WAIT):
            raise Problem(503, "another address is being fetched: try again in a minute")
        try:
            if self._fetcher is None:
                self._fetcher = self._make()
            return following.one(url, self._fetcher, limits=Limits(bytes=BYTES))
        except FetchError as error:
            ours = error.lasting and error.status is None  # the address itself is at fault, or may not be fetched
            raise Problem(422 if ours else 502, str(error)) from None
        except InputError as error:
            raise Problem(422, str(error)) from None
        finally:
            self._lock.release()

    def close(self) -> None:
        """End all connections."""
        with self._lock:
            if self._fetcher is not None:
                self._fetcher.close()
                self._fetcher = None


def may(request: Request) -> bool:
    """Whether whoever asks may have us fetch: anybody on this machine; of others, who is signed in with the token."""
    state = request.app.state
    if not state.fetches:
        return False
    return bool(state.local or (state.review_token and signing.reviewer(request)))


def report(request: Request, url: str) -> Document:
    """The report behind an address that somebody asks for.

    Raises:
        Problem: it can't be fetched, or whoever asks may not have it fetched.
    """
    if not may(request):
        state = request.app.state
        if state.fetches and state.review_token:
            raise Problem(403, "addresses are fetched for reviewers only: sign in at /review, or paste the text")
        raise Problem(403, "this server fetches no addresses for others: paste the text of the report")
    reports: Reports = request.app.state.reports
    return reports.get(url)
