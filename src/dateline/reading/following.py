"""The documents behind an address: a page's own, or those that a feed or a sitemap leads to."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast
from urllib.parse import urljoin

from dateline.errors import FetchError, InputError
from dateline.reading import addresses, kinds
from dateline.reading.fetching import Fetched
from dateline.reading.raw import Limits, Link

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

    from dateline.reading.document import When
    from dateline.reading.fetching import Fetcher
    from dateline.reading.kinds import Stream
    from dateline.records import Document

    _Step: TypeAlias = Generator[Document | InputError, None, bool]
    """Yields documents and errors; returns whether nothing is left to be done another time."""

DEPTH = 2
"""Lists that may lead to one another before a page comes: an index, its sitemaps."""
DEFAULT = Limits()


class Ledger(Protocol):
    """Remembers what was fetched, from one run to the next."""

    def validators(self, url: str) -> tuple[str | None, str | None] | None:
        """What to send to learn whether an address has changed: etag, last modified; None if it is new."""

    def note(self, fetched: Fetched) -> None:
        """Remember that an address was fetched and all its documents were taken; also one that never can be."""


class Memory:
    """A `Ledger` that lasts as long as the process."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str | None, str | None]] = {}

    def validators(self, url: str) -> tuple[str | None, str | None] | None:
        """What to send to learn whether an address has changed; None if it is new."""
        return self._known.get(url)

    def note(self, fetched: Fetched) -> None:
        """Remember an address, and the one that it led to."""
        self._known[fetched.url] = (fetched.etag, fetched.last_modified)
        self._known.setdefault(fetched.final_url, (None, None))


def documents(  # noqa: PLR0913  (the first three are the matter, the others wishes by keyword)
    url: str,
    fetcher: Fetcher,
    seen: Ledger,
    *,
    limits: Limits = DEFAULT,
    published: When = None,
    publisher: str | None = None,
) -> Iterator[Document | InputError]:
    """Fetch an address and read what it holds.

    Feeds and sitemaps lead on to their pages, the newest first and no more than the fetcher's manners allow; those that
    were seen are left out.  An address is noted once its documents were taken, a list once all its pages were, so what
    is broken off goes on the next time.

    Args:
        url: the address of a page, a feed, a sitemap, or any file that `dateline.reading.read` knows.
        fetcher: what fetches it.
        seen: what was fetched before.
        limits: what is refused as too large.
        published: when documents that don't say so themselves were published.
        publisher: who published them; else whom they or their list name, else the host's name.

    Yields:
        A document, or in its place an `InputError` that says which address, why, and what to do.
    """
    walk = _Walk(fetcher, seen, limits, published, publisher)
    yield from walk.visit(Link(url, {}), 0)
    if walk.left_out:
        message = f"leads to {walk.left_out:,} addresses more than are fetched at a time: fetch it again to go on"
        yield InputError(f"{url[: addresses.SHOWN]} {message}")


def one(url: str, fetcher: Fetcher, *, limits: Limits = DEFAULT, published: When = None) -> Document:
    """The one document that an address holds, fetched now; nothing that it leads to is.

    Args:
        url: the address of a page, or of a file with one report.
        fetcher: what fetches it.
        limits: what is refused as too large.
        published: when it was published, if it doesn't say so itself.

    Raises:
        FetchError: it can't be fetched or may not.
        InputError: it holds no document, several, or a list of others.
    """
    walk = _Walk(fetcher, Memory(), limits, published, None)
    walk.stay()
    found = list(islice(walk.visit(Link(url, {}), 0), 2))
    shown = url[: addresses.SHOWN]
    if walk.left_out:
        message = f"{shown} is a list that leads to other pages: give the address of one of them"
        raise InputError(message)
    for item in found:
        if isinstance(item, InputError):
            raise item
    if len(found) != 1:
        message = f"{shown} holds {'several documents' if found else 'no document'}: give the address of one report"
        raise InputError(message)
    return cast("Document", found[0])


class _Walk:
    """One way through an address and all that it leads to; `left_out` counts what was too much for once."""

    def __init__(self, fetcher: Fetcher, seen: Ledger, limits: Limits, published: When, publisher: str | None) -> None:
        self._fetcher, self._seen, self._limits = fetcher, seen, limits
        self._published, self._publisher = published, publisher
        self._pages, self._lists = fetcher.manners.pages, fetcher.manners.lists
        self.left_out = 0

    def stay(self) -> None:
        """Follow no link from here on; each counts as left out."""
        self._pages = self._lists = 0

    def visit(self, link: Link, depth: int) -> _Step:
        """The documents of one address; `depth` is how many lists led there."""
        try:
            url = str(addresses.parse(link.url))
            fetched = self._fetcher.get(url, *(self._seen.validators(url) or (None, None)))
        except FetchError as error:
            yield error
            if error.lasting:
                self._seen.note(Fetched(link.url, link.url, error.status or 0, None))
            return error.lasting
        if fetched.body is None:
            return True
        whole = yield from self._read(fetched, link, depth)
        if whole:
            self._seen.note(fetched)
        return whole

    def _read(self, fetched: Fetched, link: Link, depth: int) -> _Step:
        """The documents of what was fetched, and of what it leads to."""
        whole = True
        for where, fields in kinds.found(lambda: _opened(fetched, self._limits), self._limits):
            place = f"{fetched.final_url[: addresses.SHOWN]}{', ' if where else ''}{where}"
            if isinstance(fields, Link):
                whole &= yield from self._follow(fields, fetched.final_url, depth)
            elif isinstance(fields, InputError):
                yield InputError(f"{place}{kinds.reason(fields)}")
            elif fields.get("listed"):
                yield from self._carried(place, fields, fetched)
            else:
                own = {**fields} if where else self._page(fields, fetched, link)
                yield self._document(place, own)
        return whole

    def _follow(self, link: Link, base: str, depth: int) -> _Step:
        """The documents behind a link, unless it was seen or is too much."""
        try:
            target = str(addresses.parse(urljoin(base, link.url)))
        except (FetchError, ValueError) as error:
            yield error if isinstance(error, FetchError) else InputError(f"{link.url[:100]!r} is no address: check it")
            return True
        if not link.leads and self._seen.validators(target) is not None:
            return True
        if depth >= DEPTH or (self._lists if link.leads else self._pages) <= 0:
            self.left_out += 1
            return depth >= DEPTH  # a list too deep will be too deep the next time
        if link.leads:
            self._lists -= 1
        else:
            self._pages -= 1
        return (yield from self.visit(link._replace(url=target), depth + 1))

    def _carried(self, place: str, fields: Mapping[str, object], fetched: Fetched) -> Iterator[Document | InputError]:
        """The document that a feed carries, unless it was seen."""
        url = _joined(fetched.final_url, fields.get("url"))
        if url is not None and self._seen.validators(url) is not None:
            return
        publisher = self._publisher or fields.get("publisher") or _host(url or fetched.final_url)
        yield self._document(place, {**fields, "url": url or fetched.final_url, "publisher": publisher})
        if url is not None:
            self._seen.note(Fetched(url, url, fetched.status, None))

    def _page(self, fields: Mapping[str, object], fetched: Fetched, link: Link) -> dict[str, object]:
        """The fields of an address that is one document: what it doesn't say itself comes from the link to it."""
        named = fields.get("publisher")
        canonical = _joined(fetched.final_url, fields.get("url"))
        if canonical and named in {addresses.parse(canonical).host, _host(canonical)}:
            named = None  # no name, but the host of whatever address the page calls its own
        publisher = self._publisher or named or link.fields.get("publisher")
        said = link.fields if not fields.get("published") and link.fields.get("published") else fields
        return {
            **fields,
            "url": fetched.final_url,
            "title": fields.get("title") or link.fields.get("title"),
            "publisher": publisher or _host(fetched.final_url),
            "published": said.get("published"),
            "basis": said.get("basis", "given"),
        }

    def _document(self, place: str, fields: Mapping[str, object]) -> Document | InputError:
        try:
            return kinds.document(fields, self._limits, self._published)
        except InputError as error:
            return InputError(f"{place}{kinds.reason(error)}")


@contextmanager
def _opened(fetched: Fetched, limits: Limits) -> Iterator[Stream]:
    """What was fetched, with its reader."""
    from httpx2 import URL  # noqa: PLC0415  (wanted for fetching only)

    path = PurePosixPath(URL(fetched.final_url).path)
    yield kinds.answered(fetched.body or b"", path, fetched.content_type, limits)


def _joined(base: str, url: object) -> str | None:
    """The address of a link in its normal form; None if it is none."""
    try:
        return str(addresses.parse(urljoin(base, str(url)))) if url else None
    except (FetchError, ValueError):
        return None


def _host(url: str) -> str:
    """The name of the host of an address, as a publisher is called who doesn't say its name."""
    return addresses.parse(url).host.removeprefix("www.")
