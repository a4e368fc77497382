"""A web without a network, whose time costs none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx2

from dateline.reading.fetching import Clock, Fetcher, Manners

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PUBLIC = "93.184.215.14"


class Time:
    """A clock that stands still until somebody sleeps; `slept` are the pauses in seconds."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.now += seconds

    def clock(self) -> Clock:
        """The same, as a fetcher wants it."""
        return Clock(lambda: self.now, self.sleep)


class Web:
    """Pages by address: each a response, a function of the request, or a list of these to be given in turn.

    `hosts` are the IP addresses of hosts that are no ordinary ones; `asked` are the addresses asked for, without
    those of robots.txt, which is not there unless it is among the pages.
    """

    def __init__(self, pages: dict[str, Any], hosts: dict[str, list[str]] | None = None) -> None:
        self.pages, self.hosts = pages, hosts or {}
        self.asked: list[str] = []
        self.requests: list[httpx2.Request] = []
        self.time = Time()

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        """What the address of a request gives."""
        url = str(request.url)
        self.requests.append(request)
        if not url.endswith("/robots.txt"):
            self.asked.append(url)
        page = self.pages.get(url, 404)
        if isinstance(page, list):
            page = page.pop(0)
        if isinstance(page, type | Exception):
            raise page("broken") if isinstance(page, type) else page
        if callable(page):
            page = page(request)
        return httpx2.Response(page) if isinstance(page, int) else page

    def resolve(self, host: str, _port: int) -> list[str]:
        """The IP addresses of a host."""
        return self.hosts.get(host, [host if host[:1].isdigit() or ":" in host else PUBLIC])

    def fetcher(self, **manners: Any) -> Fetcher:
        """A fetcher that sees this web and no other."""
        transport = httpx2.MockTransport(self.answer)
        return Fetcher(Manners(**manners), transport=transport, resolver=self.resolve, clock=self.time.clock())


def reply(content: bytes | str = b"x", status: int = 200, **headers: str) -> httpx2.Response:
    """A response whose body comes as it is given; underscores in names of headers stand for hyphens."""
    data = content.encode() if isinstance(content, str) else content
    named = {key.replace("_", "-"): value for key, value in headers.items()}
    return httpx2.Response(status, headers=named, stream=Parts(lambda: iter([data])))


class Parts(httpx2.SyncByteStream):
    """A body that comes in parts; a function gives them."""

    def __init__(self, parts: Callable[[], Iterator[bytes]]) -> None:
        self.parts = parts

    def __iter__(self) -> Iterator[bytes]:
        return self.parts()
