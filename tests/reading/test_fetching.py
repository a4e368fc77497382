from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from dateline import __version__
from dateline.errors import FetchError, InputError
from dateline.reading.fetching import Fetcher, Manners
from tests.reading.web import Parts, Web, reply

if TYPE_CHECKING:
    from collections.abc import Iterator

URL = "https://valley.example/a"


def refused(web: Web, url: str = URL, **manners: Any) -> FetchError:
    """The error that an address gives."""
    with web.fetcher(**manners) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.get(url)
    message = str(caught.value)
    assert ": " in message
    assert "\n" not in message
    assert isinstance(caught.value, InputError)
    return caught.value


def test_a_page_as_it_came() -> None:
    web = Web(
        {URL: reply("Words.", etag='"1"', last_modified="Tue, 05 Mar 2024 10:00:00 GMT", content_type="text/html")}
    )
    with web.fetcher() as fetcher:
        found = fetcher.get(URL + "#part")
    assert (found.url, found.final_url, found.status, found.body) == (URL, URL, 200, b"Words.")
    assert (found.etag, found.last_modified) == ('"1"', "Tue, 05 Mar 2024 10:00:00 GMT")
    assert found.content_type == "text/html"
    headers = web.requests[-1].headers
    assert headers["user-agent"] == f"dateline/{__version__}"
    assert headers["accept-encoding"] == "gzip"
    assert "if-none-match" not in headers


def test_nobody_fetches_what_has_not_changed() -> None:
    web = Web({URL: lambda request: reply(status=304 if request.headers.get("if-none-match") == '"1"' else 200)})
    with web.fetcher() as fetcher:
        found = fetcher.get(URL, etag='"1"', modified="Tue, 05 Mar 2024 10:00:00 GMT")
    assert web.requests[-1].headers["if-modified-since"] == "Tue, 05 Mar 2024 10:00:00 GMT"
    assert (found.status, found.body, found.etag) == (304, None, '"1"')


def test_no_cookie_comes_back() -> None:
    web = Web({URL: [reply(set_cookie="who=me"), reply()]})
    with web.fetcher() as fetcher:
        fetcher.get(URL)
        fetcher.get(URL)
    assert "cookie" not in web.requests[-1].headers


def test_hosts_are_visited_slowly_and_each_by_itself() -> None:
    other = "https://hill.example/"
    web = Web({URL: [reply(), reply()], other: reply()})
    with web.fetcher(delay=3) as fetcher:
        fetcher.get(URL)
        fetcher.get(other)
        assert web.time.slept == []
        web.time.now += 1
        fetcher.get(URL)
    assert web.time.slept == [2]


def test_a_host_says_how_slowly() -> None:
    rules = reply("User-agent: *\nCrawl-delay: 20")
    web = Web({URL: [reply(), reply()], "https://valley.example/robots.txt": rules})
    with web.fetcher() as fetcher:
        fetcher.get(URL)
        fetcher.get(URL)
    assert web.time.slept == [20]


def test_a_host_that_wants_too_much_patience_is_left() -> None:
    web = Web({URL: reply(), "https://valley.example/robots.txt": reply("User-agent: *\nCrawl-delay: 86400")})
    assert "86,400 seconds between visits" in str(refused(web))
    assert web.asked == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(status: int) -> None:
    web = Web({URL: reply(status=status, location="/b?c=1#d"), "https://valley.example/b?c=1": reply("B")})
    with web.fetcher() as fetcher:
        found = fetcher.get(URL)
    assert (found.url, found.final_url, found.body) == (URL, "https://valley.example/b?c=1", b"B")


def test_redirects_end() -> None:
    web = Web({URL: lambda _: reply(status=302, location=URL)})
    assert "more than 5 times" in str(refused(web))
    assert len(web.asked) == 6


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:10.0.0.1]/",
        "http://[::1]/",
        "http://[64:ff9b::a00:1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://inside.example/",
        "http://both.example/",
        "//inside.example/",
        "https://me:secret@hill.example/",
        "https://hill.example:22/",
        "file:///etc/passwd",
        "ftp://hill.example/",
        "gopher://hill.example/",
        "http://",
        "http://[",
    ],
)
def test_redirects_lead_to_no_private_place(target: str) -> None:
    inside = {
        "inside.example": ["10.1.2.3"],
        "both.example": ["93.184.215.14", "192.168.0.1"],
        "2130706433": ["127.0.0.1"],
        "0x7f.1": ["127.0.0.1"],
    }
    web = Web({URL: reply(status=302, location=target)}, inside)
    assert refused(web).lasting
    assert [str(r.url) for r in web.requests] == ["https://valley.example/robots.txt", URL]


def test_a_robots_file_leads_to_no_private_place_either() -> None:
    moved = reply(status=302, location="http://169.254.169.254/")
    web = Web({URL: reply(), "https://valley.example/robots.txt": moved})
    assert "169.254.169.254" in str(refused(web))
    assert len(web.requests) == 1


def test_an_intranet_may_be_allowed() -> None:
    web = Web({"http://127.0.0.1/": reply("A")})
    with web.fetcher(allow_private=True) as fetcher:
        assert fetcher.get("http://127.0.0.1/").body == b"A"
    assert "not in the public Internet" in str(refused(web, "http://169.254.169.254/", allow_private=True))


@pytest.mark.parametrize(
    "broken", [500, 502, 503, 504, 429, 408, httpx2.ReadTimeout, httpx2.ConnectTimeout, httpx2.ReadError]
)
def test_what_may_pass_is_tried_again_and_more_slowly(broken: Any) -> None:
    web = Web({URL: [broken, broken, reply("A")]})
    with web.fetcher() as fetcher:
        assert fetcher.get(URL).body == b"A"
    assert web.time.slept == [2, 4]


@pytest.mark.parametrize("broken", [503, httpx2.ReadTimeout])
def test_nothing_is_tried_for_ever(broken: Any) -> None:
    web = Web({URL: [broken] * 9})
    error = refused(web)
    assert (len(web.asked), error.lasting, error.status) == (3, False, broken if broken == 503 else None)
    assert "try again later" in str(error)


@pytest.mark.parametrize("gone", [400, 401, 403, 404, 410, 451])
def test_what_is_gone_is_not_tried_again(gone: int) -> None:
    web = Web({URL: [gone] * 9})
    error = refused(web)
    assert (len(web.asked), error.lasting, error.status) == (1, True, gone)


def test_no_connection_is_told_at_once() -> None:
    web = Web({URL: httpx2.ConnectError("Connection refused")})
    assert "can't be reached (Connection refused)" in str(refused(web))
    assert web.time.slept == []


@pytest.mark.parametrize(
    ("headers", "pauses"),
    [
        ({"retry_after": "7"}, [7]),
        ({"retry_after": "1"}, [2]),
        ({"retry_after": "nonsense"}, [2]),
        ({"retry_after": "-5"}, [2]),
        ({"retry_after": "Tue, 05 Mar 2024 10:00:30 GMT", "date": "Tue, 05 Mar 2024 10:00:00 GMT"}, [30]),
        ({"retry_after": "Tue, 05 Mar 2024 10:00:30 GMT"}, [2]),
    ],
)
def test_a_server_says_when_to_come_again(headers: dict[str, str], pauses: list[float]) -> None:
    web = Web({URL: [reply(status=429, **headers), reply("A")]})
    with web.fetcher() as fetcher:
        assert fetcher.get(URL).body == b"A"
    assert web.time.slept == pauses


@pytest.mark.parametrize("wish", ["3600", "9" * 400])
def test_nobody_waits_for_an_hour(wish: str) -> None:
    web = Web({URL: [reply(status=503, retry_after=wish), reply("A")]})
    assert refused(web).status == 503
    assert web.time.slept == []


def test_a_compressed_body() -> None:
    web = Web({URL: reply(gzip.compress(b"Words.", mtime=0), content_encoding="gzip")})
    with web.fetcher() as fetcher:
        assert fetcher.get(URL).body == b"Words."


def bomb() -> Iterator[bytes]:
    """A hundred million bytes, packed into few."""
    yield gzip.compress(b"\0" * 100_000_000, mtime=0)


def endless() -> Iterator[bytes]:
    """A body without end."""
    while True:
        yield b"x" * 10_000


@pytest.mark.parametrize(
    ("body", "headers", "words"),
    [
        (bomb, {"content-encoding": "gzip"}, "larger than 1,000,000 bytes"),
        (endless, {}, "larger than 1,000,000 bytes"),
        (endless, {"content-length": "5"}, "larger than 1,000,000 bytes"),
        (lambda: iter([b"no gzip"]), {"content-encoding": "gzip"}, "damaged gzip"),
        (lambda: iter([gzip.compress(b"Words.")[:-9]]), {"content-encoding": "gzip"}, "cut off"),
        (lambda: iter([b"x"]), {"content-encoding": "br"}, "packed as 'br'"),
        (lambda: iter([b"x"]), {"content-encoding": "gzip, gzip"}, "packed as 'gzip, gzip'"),
        (endless, {"content-type": "image/png"}, "type image/png, which can't be read"),
        (endless, {"content-type": "Application/PDF; x"}, "can't be read"),
    ],
)
def test_hostile_bodies_are_refused(body: Any, headers: dict[str, str], words: str) -> None:
    web = Web({URL: lambda _: httpx2.Response(200, headers=headers, stream=Parts(body))})
    assert words in str(refused(web, bytes=1_000_000))


def test_a_body_that_comes_too_slowly_is_left() -> None:
    web = Web({})

    def slow() -> Iterator[bytes]:
        while True:
            web.time.now += 5
            yield b"x"

    web.pages[URL] = lambda _: httpx2.Response(200, stream=Parts(slow))
    assert "took too long" in str(refused(web, patience=60, tries=1))


def test_an_unknown_host_is_one_clear_sentence() -> None:
    def offline(_host: str, _port: int) -> list[str]:
        raise OSError(-3, "Temporary failure in name resolution")

    with Fetcher(Manners(), resolver=offline) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.get(URL)
    assert str(caught.value) == (
        f"{URL} can't be fetched: valley.example can't be found (Temporary failure in name resolution): "
        "check the address and the connection to the network"
    )
    assert not caught.value.lasting
