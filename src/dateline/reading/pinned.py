"""HTTP connections that go where they were allowed to go, and end when their time is over.

The parts of httpcore2 that are public are put together here: its pool of connections asks our backend for each, the
backend asks the `Guard` for the addresses of the host, and connects to one of these.  Host header, SNI and certificate
remain those of the name.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpcore2
import httpx2

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Iterator

    from dateline.reading.addresses import Guard

TRIED = 3
"""Addresses of a host that are tried until one connects."""


class Deadline:
    """The moment by which an exchange has to be over; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._until = clock, float("inf")

    def start(self, seconds: float) -> None:
        """Allow so many seconds from now on."""
        self._until = self._clock() + seconds

    def left(self) -> float:
        """The seconds that are left; none or fewer when it is over."""
        return self._until - self._clock()

    def within(self, timeout: float | None) -> float:
        """A time-out that ends with the deadline at the latest.

        Raises:
            httpcore2.ReadTimeout: it is over.
        """
        left = self.left()
        if left <= 0:
            raise httpcore2.ReadTimeout("took too long as a whole")
        return left if timeout is None else min(timeout, left)


class Stream(httpcore2.NetworkStream):
    """A connection that keeps to a deadline, however slowly the other side sends."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes, once they come."""
        return self._inner.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        self._inner.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        """End the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """Go on encrypted, with the certificate of the name and not of the number."""
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return Stream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  (httpcore2's own word)
        """What the connection tells of itself."""
        return self._inner.get_extra_info(info)


class Backend(httpcore2.NetworkBackend):
    """Makes connections to addresses that a guard has checked."""

    def __init__(self, guard: Guard, deadline: Deadline, inner: httpcore2.NetworkBackend | None = None) -> None:
        self._guard, self._deadline, self._inner = guard, deadline, inner or httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to a host.

        Raises:
            FetchError: it may not be talked to.
            httpcore2.ConnectError: it can't.
        """
        failed: Exception = httpcore2.ConnectError("no address")
        for address in self._guard.addresses(host, port)[:TRIED]:
            try:
                within = self._deadline.within(timeout)
                return Stream(
                    self._inner.connect_tcp(address, port, within, local_address, socket_options), self._deadline
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        raise failed


@contextmanager
def _translated() -> Iterator[None]:
    """Errors of httpcore2 as those of httpx2."""
    try:
        yield
    except httpcore2.ConnectTimeout as error:
        raise httpx2.ConnectTimeout(str(error)) from error
    except httpcore2.TimeoutException as error:
        raise httpx2.ReadTimeout(str(error)) from error
    except httpcore2.ConnectError as error:
        raise httpx2.ConnectError(str(error)) from error
    except httpcore2.NetworkError as error:
        raise httpx2.ReadError(str(error)) from error
    except (httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as error:
        raise httpx2.RemoteProtocolError(str(error)) from error


class _Body(httpx2.SyncByteStream):
    """The bytes of an answer as they come."""

    def __init__(self, inner: Any) -> None:  # noqa: ANN401  (httpcore2 has no name for it)
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        with _translated():
            yield from self._inner

    def close(self) -> None:
        self._inner.close()


class Transport(httpx2.BaseTransport):
    """What httpx2 sends its requests through."""

    def __init__(self, backend: httpcore2.NetworkBackend) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(trust_env=False), keepalive_expiry=30, network_backend=backend
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request; the answer's body is still to be read."""
        url = request.url
        sent = httpcore2.Request(
            method=request.method,
            url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with _translated():
            answer = self._pool.handle_request(sent)
        return httpx2.Response(status_code=answer.status, headers=answer.headers, stream=_Body(answer.stream))

    def close(self) -> None:
        """End all connections."""
        self._pool.close()
