"""What every request passes: to whom it was sent, how long it is, whether its answer is known, what a page may load."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response

from dateline import __version__
from dateline.store import clock
from dateline.web.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""Names under which this very machine is called."""
LONGEST = 4_000
"""Bytes of a query at most."""
LARGEST = 1_000_000
"""Bytes that anybody may send at most."""
DEEPEST = 2_000
"""Bytes of a path at most."""
HEADERS = {
    "content-security-policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'self'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
UNCACHED = ("/static/", "/code", "/review")
"""Paths whose answers depend on more than the store and the address."""


class Guard:
    """ASGI middleware.

    Args:
        app: what is guarded.
        stamp: gives what changes whenever the store does.
        hosts: names that the server answers to, against pages elsewhere that point a name of theirs here (DNS
            rebinding); ``None`` for any.
    """

    def __init__(self, app: ASGIApp, stamp: Callable[[], str], hosts: Collection[str] | None = None) -> None:
        self.app = app
        self.stamp = stamp
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refused(scope, headers)
        if refused is not None:
            await refused(scope, receive, _with(send, {}))
            return
        path = str(scope["path"])
        tag = None
        if scope["method"] in {"GET", "HEAD"} and not path.startswith(UNCACHED):
            tag = await to_thread.run_sync(self._tag, scope, headers)
            if tag in [part.strip() for part in headers.get("if-none-match", "").split(",")]:
                await Response(status_code=304, headers={"etag": tag})(scope, receive, _with(send, {}))
                return
        bodiless = scope["method"] == "HEAD"
        asked = {**scope, "method": "GET"} if bodiless else scope
        await self.app(asked, receive, _with(send, {"etag": tag} if tag else {}, bodiless=bodiless))

    def _refused(self, scope: Scope, headers: Headers) -> Response | None:
        host = headers.get("host", "").lower()
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        if self.hosts is not None and name not in self.hosts:
            known = ", ".join(sorted(self.hosts))
            return problem(421, f"this server is not {name[:80] or 'nameless'}: ask it as one of {known}")
        if len(scope["query_string"]) > LONGEST or len(scope["path"]) > DEEPEST:
            return problem(414, f"the address is too long: a query has at most {LONGEST} bytes")
        return None if scope["method"] in {"GET", "HEAD"} else _unsent(headers)

    def _tag(self, scope: Scope, headers: Headers) -> str:
        parts = (__version__, self.stamp(), clock.today(), scope["path"], headers.get("accept", ""))
        made = hashlib.sha256("\n".join(parts).encode("utf-8", "replace") + scope["query_string"])
        return f'W/"{made.hexdigest()[:20]}"'


def _unsent(headers: Headers) -> Response | None:
    """Why what somebody sends is not taken: it is large, its size unknown, or another site's page sends it."""
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return problem(403, "a page of another site sent this: open this server's own page and send it from there")
    size = headers.get("content-length", "")
    if not size.isdecimal() and "transfer-encoding" in headers:
        return problem(411, "the size of what you send is unknown: send it with a Content-Length")
    if size.isdecimal() and int(size[:12]) > LARGEST:
        return problem(413, f"{size[:12]} bytes are too much: send at most {LARGEST}")
    return None


def _with(send: Send, more: dict[str, str], *, bodiless: bool = False) -> Send:
    """Send, with our headers on the answer; only a whole answer (200) may be kept and asked for again.

    `bodiless` answers HEAD: what GET would, without its body.
    """

    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            if message["status"] == 200:  # noqa: PLR2004 - OK
                headers.update(more)
            headers.setdefault("cache-control", "no-cache")
            headers.add_vary_header("accept")
        elif bodiless:
            message = {**message, "body": b""}
        await send(message)

    return wrapped
