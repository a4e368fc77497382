from __future__ import annotations

import pytest
from httpx2 import URL

from dateline.errors import FetchError
from dateline.reading import addresses
from dateline.reading.addresses import Guard, local, parse, public


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_public_addresses(address: str) -> None:
    assert public(address)


PRIVATE = [
    "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "::1", "fd00::1", "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
]  # fmt: skip
NEVER = [
    "0.0.0.0",  # noqa: S104  (an address to refuse)
    "169.254.169.254", "224.0.0.1", "239.1.1.1", "::", "fe80::1", "fe80::1%eth0", "ff02::1",
    "::ffff:169.254.169.254",
]  # fmt: skip
NEITHER = [
    "100.64.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1", "192.88.99.1", "fec0::1", "::7f00:1",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2001:0:5ef5:79fb::1", "2002:7f00:1::", "2001:db8::1",
    "2002:a00:1::1",
]  # fmt: skip


@pytest.mark.parametrize("address", [*PRIVATE, *NEVER, *NEITHER])
def test_addresses_that_are_not_public(address: str) -> None:
    assert not public(address)


def test_what_an_allowance_opens() -> None:
    assert all(local(address) for address in PRIVATE)
    assert not any(local(address) for address in [*NEVER, "8.8.8.8"])


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://Valley.Example", "https://valley.example"),
        (" http://valley.example:80/a?b=c#d ", "http://valley.example/a?b=c"),
        ("https://vállęy.example/é", "https://xn--vlly-5na25a.example/%C3%A9"),
        ("https://[2606:4700::1111]:8443/", "https://[2606:4700::1111]:8443/"),
    ],
)
def test_the_normal_form_of_an_address(url: str, normal: str) -> None:
    assert str(parse(url)).rstrip("/") == normal.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        "", "valley.example", "/a", "ftp://valley.example/", "file:///etc/passwd", "javascript:alert(1)", "http://",
        "http:///a", "https://me@valley.example/", "https://me:secret@valley.example/",
        "https://[::1/", "https://valley.example/\0", "https://" + "x" * 3_000, "data:text/html,x",
    ],
)  # fmt: skip
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(FetchError) as caught:
        parse(url)
    assert caught.value.lasting
    assert "secret" not in str(caught.value)
    assert len(str(caught.value)) < 500


def guard(*found: str, **options: bool) -> Guard:
    return Guard(lambda: 0.0, lambda _host, _port: found, **options)  # type: ignore[arg-type]  # only allow_private


def test_every_address_of_a_host_has_to_be_public() -> None:
    assert guard("93.184.215.14", "8.8.8.8").addresses("a.example", 80) == ("93.184.215.14", "8.8.8.8")
    for addresses_ in (("93.184.215.14", "10.0.0.1"), ("::1",), ()):
        with pytest.raises(FetchError):
            guard(*addresses_).check(URL("http://a.example/"))


@pytest.mark.parametrize("number", [22, 25, 6379, 81, 65_535])
def test_ports_of_other_services_are_shut(number: int) -> None:
    with pytest.raises(FetchError, match=f"port {number}"):
        guard("8.8.8.8").check(URL(f"http://a.example:{number}/"))
    Guard(lambda: 0.0, lambda *_: ["8.8.8.8"], ports=frozenset({number})).check(URL(f"http://a.example:{number}/"))


def test_a_name_that_changes_its_address_is_not_followed() -> None:
    answers, now = [["8.8.8.8"], ["127.0.0.1"]], [0.0]
    watchful = Guard(lambda: now[0], lambda *_: answers.pop(0))
    assert watchful.addresses("a.example", 80) == ("8.8.8.8",)
    now[0] = addresses.KEPT - 1
    assert watchful.addresses("a.example", 80) == ("8.8.8.8",)
    now[0] = addresses.KEPT + 1
    with pytest.raises(FetchError, match=r"127\.0\.0\.1"):
        watchful.addresses("a.example", 80)


def test_figures_in_every_spelling_are_seen_through() -> None:
    for host in ("2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"):
        with pytest.raises(FetchError, match="not in the public Internet"):
            Guard(lambda: 0.0).addresses(host, 80)


def test_a_name_that_nobody_has() -> None:
    with pytest.raises(FetchError, match="can't be found"):
        Guard(lambda: 0.0).check(URL(f"http://{'a' * 64}.example/"))
