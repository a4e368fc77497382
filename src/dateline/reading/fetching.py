"""Fetching from the web with good manners: slowly, only what hosts allow, and nothing twice that hasn't changed."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple, Self

from dateline.errors import FetchError, InputError
from dateline.reading import addresses, robots
from dateline.reading.raw import inflate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from httpx2 import URL, BaseTransport, Response

AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers after which it is worth trying again."""
MOVED = frozenset({301, 302, 303, 307, 308})
GOOD = frozenset({200, 203})
UNCHANGED = 304
UNREADABLE = (
    "image/",
    "audio/",
    "video/",
    "font/",
    "application/pdf",
    "application/zip",
    "application/msword",
    "text/css",
)
"""Content types whose body isn't even fetched, by their beginning."""
ACCEPTED = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"
)


def _version() -> str:
    """The version of the package, which is by now loaded; its top imports all rooms, so no room may import it."""
    return str(sys.modules["dateline"].__version__)


@dataclass(frozen=True, slots=True)
class Manners:
    """How to behave towards hosts, and what to put up with from them.

    `delay` is the pause between two visits of a host, `timeout` how long it may be silent, `patience` how long one
    exchange may take as a whole, `longest_wait` the longest pause that a host may ask for (all in seconds); `tries` how
    often an address is asked for, `redirects` how often it may send us elsewhere, `bytes` the largest body, before and
    after decompression; `pages` and `lists` how many a feed or sitemap may lead to.  `allow_private` opens this
    computer and private networks, `ports` are those that may be talked to, `agent` is our name.
    """

    delay: float = 1.0
    timeout: float = 20.0
    patience: float = 120.0
    longest_wait: float = 60.0
    tries: int = 3
    redirects: int = 5
    bytes: int = 16 * 2**20
    pages: int = 200
    lists: int = 20
    allow_private: bool = False
    ports: frozenset[int] = addresses.PORTS
    agent: str = f"dateline/{_version()}"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back for an address.

    `final_url` is where redirects led, `body` the bytes out of any compression, or None: not modified since.  `etag`
    and `last_modified` are to be sent back the next time; `content_type` is as the server wrote it.
    """

    url: str
    final_url: str
    status: int
    body: bytes | None
    etag: str | None = None
    last_modified: str | None = None
    content_type: str = ""


class Clock(NamedTuple):
    """How time is told and spent, in seconds; tests give one whose time costs none."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class _Answer(NamedTuple):
    """What a server answered; the body only where it is wanted."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Fetcher:
    """Fetches addresses, one at a time; a context manager that ends its connections.  Not for several threads.

    Args:
        manners: how to behave.
        transport: what httpx2 sends requests through; by default connections to checked addresses only.
        resolver: the IP addresses of a host and port; by default the system's.
        clock: how time is told and spent.
    """

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        transport: BaseTransport | None = None,
        resolver: addresses.Resolve = addresses.resolve,
        clock: Clock | None = None,
    ) -> None:
        import httpx2  # noqa: PLC0415  (a fifth of a second to import, wanted for fetching only)

        from dateline.reading import pinned  # noqa: PLC0415

        self.manners = manners or Manners()
        self._clock = clock or Clock()
        self._guard = addresses.Guard(
            self._clock.now, resolver, allow_private=self.manners.allow_private, ports=self.manners.ports
        )
        self._robots = robots.Robots(self._ask, self.manners.agent.partition("/")[0], self._clock.now)
        self._deadline = pinned.Deadline(self._clock.now)
        self._visits: dict[str, float] = {}
        self._client = httpx2.Client(
            transport=transport or pinned.Transport(pinned.Backend(self._guard, self._deadline)),
            headers={"User-Agent": self.manners.agent, "Accept": ACCEPTED, "Accept-Encoding": "gzip"},
            timeout=self.manners.timeout,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all connections."""
        self.close()

    def close(self) -> None:
        """End all connections."""
        self._client.close()

    def get(self, url: str, etag: str | None = None, modified: str | None = None) -> Fetched:
        """Fetch an address, unless it hasn't changed.

        Args:
            url: the address.
            etag: what `Fetched.etag` was the last time.
            modified: what `Fetched.last_modified` was the last time.

        Raises:
            FetchError: it can't be fetched or may not.
        """
        target = addresses.parse(url)
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        final, answer = self._followed(target, {key: value for key, value in asked.items() if value})
        if answer.status not in GOOD and answer.status != UNCHANGED:
            lasting = 400 <= answer.status < 500 and answer.status not in AGAIN  # noqa: PLR2004  (HTTP's classes)
            message = f"{_shown(final)} answers {answer.status}: check the address"
            raise FetchError(message, status=answer.status, lasting=lasting)
        unchanged = answer.status == UNCHANGED
        return Fetched(
            url=str(target),
            final_url=str(final),
            status=answer.status,
            body=None if unchanged else answer.body,
            etag=answer.headers.get("etag") or (etag if unchanged else None),
            last_modified=answer.headers.get("last-modified") or (modified if unchanged else None),
            content_type=answer.headers.get("content-type", ""),
        )

    def _followed(self, url: URL, headers: Mapping[str, str], *, asking: bool = False) -> tuple[URL, _Answer]:
        """The answer for an address, wherever it has moved to; every step is checked like the first.

        `asking` says that it is a robots.txt that is asked for.
        """
        target = url
        for _ in range(self.manners.redirects + 1):
            self._guard.check(target)
            if not asking:
                self._wait(target.host, self._robots.check(target))
            answer = self._answered(target, headers, asking=asking)
            if answer.status not in MOVED or "location" not in answer.headers:
                return target, answer
            target = self._joined(target, answer.headers["location"])
        message = f"{_shown(url)} sends us on more than {self.manners.redirects} times: check the address"
        raise FetchError(message, lasting=True)

    @staticmethod
    def _joined(url: URL, location: str) -> URL:
        """Where a redirect leads."""
        import httpx2  # noqa: PLC0415

        try:
            return addresses.parse(str(url.join(location[: addresses.LENGTH])))
        except (httpx2.InvalidURL, ValueError):
            message = f"{_shown(url)} sends us to {location[:100]!r}, which is no address: check it"
            raise FetchError(message, lasting=True) from None

    def _ask(self, url: URL) -> tuple[int, bytes]:
        """Status and body of a robots.txt."""
        _, answer = self._followed(url, {}, asking=True)
        return answer.status, answer.body

    def _wait(self, host: str, wished: float) -> None:
        """Wait until a host may be visited again.

        Raises:
            FetchError: it wants more patience than we have.
        """
        if wished > self.manners.longest_wait:
            message = f"{host} wants {wished:,.0f} seconds between visits, which is too long: leave it out"
            raise FetchError(message, lasting=True)
        pause = self._visits.get(host, float("-inf")) + max(wished, self.manners.delay) - self._clock.now()
        if pause > 0:
            self._clock.sleep(pause)
        self._visits[host] = self._clock.now()

    def _answered(self, url: URL, headers: Mapping[str, str], *, asking: bool) -> _Answer:
        """The answer of a server, asked again where that may help."""
        import httpx2  # noqa: PLC0415

        reason, status = "", None
        for attempt in range(1, self.manners.tries + 1):
            pause = self.manners.delay * 2**attempt
            try:
                answer = self._exchanged(url, headers, asking=asking)
            except (httpx2.TimeoutException, httpx2.ReadError, httpx2.RemoteProtocolError) as error:
                reason = f"gives no whole answer ({str(error) or type(error).__name__})"
            except httpx2.HTTPError as error:
                reason = f"can't be reached ({str(error) or type(error).__name__})"
                break
            else:
                if answer.status not in AGAIN:
                    return answer
                reason, status = f"answers {answer.status}", answer.status
                pause = max(pause, _retry_after(answer.headers))
            if pause > self.manners.longest_wait or attempt == self.manners.tries:
                break
            self._clock.sleep(pause)
        message = f"{_shown(url)} {reason}: try again later"
        raise FetchError(message, status=status)

    def _exchanged(self, url: URL, headers: Mapping[str, str], *, asking: bool) -> _Answer:
        """One request and its answer."""
        self._deadline.start(self.manners.patience)
        response = self._client.send(self._client.build_request("GET", url, headers=headers), stream=True)
        try:
            body = self._body(url, response, asking=asking) if response.status_code in GOOD else b""
        finally:
            response.close()
            self._client.cookies.clear()  # nobody is to know us again
        return _Answer(response.status_code, response.headers, body)

    def _body(self, url: URL, response: Response, *, asking: bool) -> bytes:
        """The bytes of an answer, out of its compression; of a robots.txt as many as are read of it.

        Raises:
            FetchError: they are too many, or of a kind that can't be read.
        """
        media = response.headers.get("content-type", "").strip().lower()
        if not asking and media.startswith(UNREADABLE):
            message = f"{_shown(url)} is of type {media[:80]}, which can't be read: give a page, a feed or a text"
            raise FetchError(message, lasting=True)
        limit = robots.BYTES if asking else self.manners.bytes
        coding = response.headers.get("content-encoding", "").strip().lower()
        if coding not in {"", "identity", "gzip", "x-gzip"}:
            message = f"{_shown(url)} comes packed as {coding[:40]!r}, unasked: save the page and give the file"
            raise FetchError(message, lasting=True)
        parts = self._in_time(response)
        packed = _counted(parts, limit, cut=asking)
        try:
            body = b"".join(_counted(inflate(packed) if "gzip" in coding else packed, limit, cut=asking))
        except _TooLargeError:
            message = f"{_shown(url)} is larger than {limit:,} bytes: save it and give the file"
            raise FetchError(message, lasting=True) from None
        except InputError as error:
            message = f"{_shown(url)} {error}"
            raise FetchError(message) from None
        return body

    def _in_time(self, response: Response) -> Iterator[bytes]:
        """The bytes of an answer as they come, as long as there is time."""
        import httpx2  # noqa: PLC0415

        for part in response.stream:  # type: ignore[union-attr]  # a stream of bytes, not an asynchronous one
            if self._deadline.left() <= 0:
                raise httpx2.ReadTimeout("took too long as a whole")
            yield part


class _TooLargeError(Exception):
    """More bytes came than are allowed."""


def _counted(parts: Iterable[bytes], limit: int, *, cut: bool) -> Iterator[bytes]:
    """Pieces of bytes up to a limit; what is beyond it is cut off, or an error."""
    left = limit
    for part in parts:
        if len(part) > left and not cut:
            raise _TooLargeError
        yield part[:left]
        left -= len(part)
        if cut and left <= 0:
            return


def _shown(url: URL) -> str:
    """An address as errors show it."""
    return str(url)[: addresses.SHOWN]


def _retry_after(headers: Mapping[str, str]) -> float:
    """The seconds that a server asks to wait; a date counts from the server's own, so that no clock is needed."""
    raw = headers.get("retry-after", "").strip()
    if raw.isdecimal() and raw.isascii():
        return float(raw[:9])
    try:
        return (parsedate_to_datetime(raw) - parsedate_to_datetime(headers.get("date", ""))).total_seconds()
    except (ValueError, TypeError):
        return 0.0
