from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import httpcore2
import httpx2
import pytest

from dateline.errors import FetchError
from dateline.reading.addresses import Guard
from dateline.reading.fetching import Fetcher, Manners
from dateline.reading.pinned import Backend, Deadline, Transport

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/plain\r\n\r\nok"


class Line(httpcore2.NetworkStream):
    """A connection that gives one answer and remembers for which name it was encrypted."""

    def __init__(self, parts: list[bytes], names: list[str | None]) -> None:
        self.parts, self.names = list(parts), names
        self.sent = b""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        del max_bytes
        assert timeout is not None
        return self.parts.pop(0) if self.parts else b""

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        del timeout
        self.sent += buffer

    def close(self) -> None:
        pass

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        del ssl_context, timeout
        self.names.append(server_hostname)
        return self

    def get_extra_info(self, info: str) -> Any:
        del info


class Wire(httpcore2.NetworkBackend):
    """Connects to nothing and remembers where it was asked to connect to; addresses in `dead` can't be reached."""

    def __init__(self, *dead: str, parts: list[bytes] | None = None) -> None:
        self.dead, self.parts = dead, parts or [ANSWER]
        self.asked: list[tuple[str, int]] = []
        self.names: list[str | None] = []
        self.lines: list[Line] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore2.NetworkStream:
        del timeout, local_address, socket_options
        self.asked.append((host, port))
        if host in self.dead:
            raise httpcore2.ConnectError("refused")
        self.lines.append(Line(self.parts, self.names))
        return self.lines[-1]


def client(wire: Wire, answers: list[list[str]], clock: Callable[[], float] = lambda: 0.0) -> httpx2.Client:
    """A client whose hosts have the addresses that are given in turn."""
    guard = Guard(clock, lambda *_: answers.pop(0))
    return httpx2.Client(transport=Transport(Backend(guard, Deadline(clock), wire)), timeout=5, trust_env=False)


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    wire = Wire()
    with client(wire, [["93.184.215.14"]]) as web:
        assert web.get("https://valley.example/a").text == "ok"
    assert wire.asked == [("93.184.215.14", 443)]
    assert wire.names == ["valley.example"]
    assert b"\r\nHost: valley.example\r\n" in wire.lines[0].sent


def test_another_address_is_tried_if_one_is_dead() -> None:
    wire = Wire("93.184.215.14")
    with client(wire, [["93.184.215.14", "8.8.8.8"]]) as web:
        assert web.get("http://valley.example/").text == "ok"
    assert wire.asked == [("93.184.215.14", 80), ("8.8.8.8", 80)]
    with client(Wire("8.8.8.8"), [["8.8.8.8"]]) as web, pytest.raises(httpx2.ConnectError, match="refused"):
        web.get("http://valley.example/")


def test_a_private_address_is_never_connected_to() -> None:
    wire = Wire()
    with client(wire, [["127.0.0.1"]]) as web, pytest.raises(FetchError, match="not in the public Internet"):
        web.get("http://valley.example/")
    assert wire.asked == []


def test_a_name_that_leads_elsewhere_after_the_check_changes_nothing() -> None:
    wire, answers = Wire(), [["93.184.215.14"], ["127.0.0.1"]]
    guard = Guard(lambda: 0.0, lambda *_: answers.pop(0))
    guard.check(httpx2.URL("http://valley.example/"))
    transport = Transport(Backend(guard, Deadline(lambda: 0.0), wire))
    with httpx2.Client(transport=transport, timeout=5, trust_env=False) as web:
        web.get("http://valley.example/")
    assert wire.asked == [("93.184.215.14", 80)]


def test_a_head_that_drips_ends_with_the_deadline() -> None:
    now = [0.0]

    def clock() -> float:
        now[0] += 1
        return now[0]

    deadline, wire = Deadline(clock), Wire(parts=[b"HTTP/1.1 200 OK\r\n", *[b"X-A: b\r\n"] * 500])
    transport = Transport(Backend(Guard(lambda: 0.0, lambda *_: ["8.8.8.8"]), deadline, wire))
    deadline.start(30)
    with httpx2.Client(transport=transport, timeout=5) as web, pytest.raises(httpx2.ReadTimeout, match="too long"):
        web.get("http://valley.example/")
    assert now[0] < 40


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ([b"nonsense\r\n\r\n"], httpx2.RemoteProtocolError),
        ([b""], httpx2.RemoteProtocolError),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab", b""], httpx2.RemoteProtocolError),
        ([b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000], httpx2.RemoteProtocolError),
    ],
)
def test_broken_answers(parts: list[bytes], error: type[Exception]) -> None:
    with client(Wire(parts=parts), [["8.8.8.8"]]) as web, pytest.raises(error):
        web.get("http://valley.example/")


@contextmanager
def server(answer: bytes) -> Iterator[int]:
    """A server on this computer that gives the same answer to whoever asks; its port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    with connection:
                        connection.recv(65536)
                        connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def test_a_true_connection() -> None:
    answer = ANSWER.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    with server(answer) as number:
        manners = Manners(delay=0, allow_private=True, ports=frozenset({number}))
        with Fetcher(manners) as fetcher:
            found = fetcher.get(f"http://127.0.0.1:{number}/")
        assert (found.status, found.body, found.content_type) == (200, b"ok", "text/plain")
        with Fetcher(Manners(ports=manners.ports)) as fetcher, pytest.raises(FetchError, match="not in the public"):
            fetcher.get(f"http://127.0.0.1:{number}/")


def test_a_port_that_nobody_listens_at() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        number = listener.getsockname()[1]
    manners = Manners(delay=0, allow_private=True, ports=frozenset({number}))
    with Fetcher(manners) as fetcher, pytest.raises(FetchError, match="can't be reached"):
        fetcher.get(f"http://127.0.0.1:{number}/")
