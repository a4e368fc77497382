"""Which addresses may be fetched: no private network, no odd port, no password, and no name that leads there.

A feed, a page or a redirect may name any address, and whoever wrote it would like to see what our network holds.  So a
host name is resolved here, every address that it has is checked, and the connection goes to one that was checked.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import TYPE_CHECKING, TypeAlias

from dateline.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from httpx2 import URL

    Resolve: TypeAlias = Callable[[str, int], Sequence[str]]
    _Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS = frozenset({80, 443, 8080, 8443})
"""Where web servers listen; other services must not be talked to."""
LENGTH = 2048
"""Characters of the longest address."""
HOST = re.compile(rb"[a-z0-9._:-]+")
"""A host's name, or its address in figures, as it is sent."""
SHOWN = 300
"""Characters of an address that an error shows."""
KEPT = 60.0
"""Seconds for which a host's addresses are kept, so that checking and connecting see the same."""
TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""NAT64 (RFC 6052): the last four bytes are an IPv4 address."""
NEVER = (
    ipaddress.IPv6Network("64:ff9b:1::/48"),  # NAT64 of a local network (RFC 8215)
    ipaddress.IPv6Network("2001::/32"),  # Teredo: leads into somebody's private network
    ipaddress.IPv4Network("192.88.99.0/24"),  # relays from IPv6 (RFC 7526)
)


def parse(url: str) -> URL:
    """An address in its normal form, without fragment.

    Raises:
        FetchError: it is no address that could be fetched.
    """
    from httpx2 import URL, InvalidURL  # noqa: PLC0415  (wanted for fetching only)

    try:
        parsed = URL(url.strip()) if len(url) <= LENGTH else None
    except (InvalidURL, UnicodeError, ValueError):
        parsed = None
    shown = repr(url[:SHOWN])
    if parsed is None:
        message = f"{shown} is no address that can be understood, or longer than {LENGTH:,} characters: check it"
        raise FetchError(message, lasting=True)
    if parsed.scheme not in {"http", "https"} or not HOST.fullmatch(parsed.raw_host):
        message = f"{shown} can't be fetched: give an address that begins with https:// or http:// and a host"
        raise FetchError(message, lasting=True)
    if parsed.userinfo:
        message = (
            f"{parsed.scheme}://{parsed.host} can't be fetched with a name or password in its address: leave it out"
        )
        raise FetchError(message, lasting=True)
    return parsed.copy_with(fragment=None)


def port(url: URL) -> int:
    """The port of an address, written in it or its scheme's."""
    return url.port or (443 if url.scheme == "https" else 80)


def public(address: str) -> bool:
    """Whether an IP address, in figures, lies in the public Internet, also behind any IPv4 address inside it."""
    return _inner(ipaddress.ip_address(address.partition("%")[0])) is not None


def _inner(given: _Address) -> _Address | None:
    """The address that is reached in the end, if all on the way are public."""
    inner: _Address | None = None
    if isinstance(given, ipaddress.IPv6Address):
        inner = given.ipv4_mapped or given.sixtofour
        if given in TRANSLATED:
            inner = ipaddress.IPv4Address(given.packed[-4:])
        if inner is not None:
            return _inner(inner)
    if any(given in network for network in NEVER if network.version == given.version):
        return None
    shut = given.is_multicast or given.is_reserved or given.is_unspecified or getattr(given, "is_site_local", False)
    return given if given.is_global and not shut else None


def local(address: str) -> bool:
    """Whether an IP address is that of this computer or of a private network: what an allowance opens, and no more.

    Link-local addresses are left out: there clouds keep the passwords of the computer.
    """
    given = ipaddress.ip_address(address.partition("%")[0])
    plain = (given.ipv4_mapped or given) if isinstance(given, ipaddress.IPv6Address) else given
    return plain.is_private and not (plain.is_link_local or plain.is_multicast or plain.is_unspecified)


def resolve(host: str, number: int) -> list[str]:
    """The IP addresses of a host, in figures, in the order of the system.

    Raises:
        OSError: it has none, or the name service can't be reached.
    """
    found = socket.getaddrinfo(host, number, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[4][0]) for place in found))


class Guard:
    """Knows where connections may go.

    Args:
        clock: seconds, as `time.monotonic` gives them.
        resolver: the IP addresses of a host and port.
        allow_private: whether this computer and private networks may be fetched from.
        ports: the ports that may be talked to.
    """

    def __init__(
        self,
        clock: Callable[[], float],
        resolver: Resolve = resolve,
        *,
        allow_private: bool = False,
        ports: frozenset[int] = PORTS,
    ) -> None:
        self._clock, self._resolve = clock, resolver
        self._allow_private, self._ports = allow_private, ports
        self._known: dict[tuple[str, int], tuple[float, tuple[str, ...]]] = {}

    def check(self, url: URL) -> None:
        """Nothing, if an address may be fetched.

        Raises:
            FetchError: it may not, or its host is unknown.
        """
        if port(url) not in self._ports:
            message = f"{str(url)[:SHOWN]} asks for port {port(url)}, where no web pages are fetched from: check it"
            raise FetchError(message, lasting=True)
        try:
            self.addresses(url.raw_host.decode("ascii"), port(url))
        except FetchError as error:
            message = f"{str(url)[:SHOWN]} can't be fetched: {error}"
            raise FetchError(message, lasting=error.lasting) from None

    def addresses(self, host: str, number: int) -> tuple[str, ...]:
        """The IP addresses, all checked, to which a connection to a host may go.

        Raises:
            FetchError: the host is unknown, or one of its addresses is not public.
        """
        until, found = self._known.get((host, number), (0.0, ()))
        if not found or until < self._clock():
            found = self._looked_up(host, number)
            self._known[host, number] = (self._clock() + KEPT, found)
        return found

    def _looked_up(self, host: str, number: int) -> tuple[str, ...]:
        try:
            found = tuple(self._resolve(host, number))
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            message = f"{host[:SHOWN]} can't be found ({reason}): check the address and the connection to the network"
            raise FetchError(message) from None
        if not found:
            message = f"{host[:SHOWN]} has no address in the network: check the name"
            raise FetchError(message)
        for address in found:
            if not (public(address) or (self._allow_private and local(address))):
                message = (
                    f"{host[:SHOWN]} leads to {address}, which is not in the public Internet: "
                    "save the page and give the file"
                )
                raise FetchError(message, lasting=True)
        return found
