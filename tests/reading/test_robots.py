from __future__ import annotations

from typing import Any

import httpx2
import pytest

from dateline.errors import FetchError
from dateline.reading.robots import Robots
from tests.reading.web import Parts, Web, reply

ROBOTS = "https://valley.example/robots.txt"
URL = "https://valley.example/news/a"


def fetched(web: Web, url: str = URL) -> str:
    """What fetching an address gives: its body, or the error's words."""
    with web.fetcher() as fetcher:
        try:
            return (fetcher.get(url).body or b"").decode()
        except FetchError as error:
            return str(error)


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: *\nDisallow: /news/", False),
        ("User-agent: *\nDisallow: /sport/", True),
        ("User-agent: dateline\nDisallow: /", False),
        ("User-agent: Dateline\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/", True),
        ("User-agent: *\nDisallow: /*a$", False),
        ("", True),
        ("<html>no rules</html>", True),
        (b"\xff\xfe\0", True),
    ],
)
def test_what_a_host_allows(rules: str | bytes, allowed: bool) -> None:  # noqa: FBT001  (a case's answer)
    web = Web({URL: reply("A"), ROBOTS: reply(rules)})
    said = fetched(web)
    assert said == "A" if allowed else "may not be fetched, by its host's robots.txt" in said
    assert web.asked == ([URL] if allowed else [])


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (410, True), (500, False), (503, False), (429, False)]
)
def test_a_host_in_trouble_is_left_alone(status: int, allowed: bool) -> None:  # noqa: FBT001  (a case's answer)
    web = Web({URL: reply("A"), ROBOTS: [status] * 9})
    assert (fetched(web) == "A") is allowed
    assert web.asked == ([URL] if allowed else [])


def test_no_answer_keeps_out_too() -> None:
    web = Web({URL: reply("A"), ROBOTS: [httpx2.ReadTimeout] * 9})
    assert "its host can't say whether it may be" in fetched(web)


def test_a_host_is_asked_once_a_day_and_each_by_itself() -> None:
    hill = "https://hill.example/"
    web = Web({URL: lambda _: reply("A"), hill: reply("B"), ROBOTS: lambda _: reply("User-agent: *")})
    with web.fetcher() as fetcher:
        for url in (URL, URL, hill):
            fetcher.get(url)
        robots = [r.url.host for r in web.requests if r.url.path == "/robots.txt"]
        assert robots == ["valley.example", "hill.example"]
        web.time.now += 25 * 3600
        fetcher.get(URL)
    assert [r.url.host for r in web.requests if r.url.path == "/robots.txt"][2:] == ["valley.example"]


def test_where_a_redirect_leads_is_asked_as_well() -> None:
    rules = reply("User-agent: *\nDisallow: /")
    moved = reply(status=302, location="https://hill.example/b")
    web = Web({URL: moved, "https://hill.example/robots.txt": rules, "https://hill.example/b": reply("B")})
    assert "https://hill.example/b may not be fetched" in fetched(web)
    assert web.asked == [URL]


def test_a_file_without_end_is_cut() -> None:
    def endless() -> Any:
        yield b"User-agent: *\nDisallow: /news/\n"
        while True:
            yield b"# " + b"x" * 9_998

    web = Web({URL: reply("A"), ROBOTS: lambda _: httpx2.Response(200, stream=Parts(endless))})
    assert "may not be fetched" in fetched(web)


def test_the_delay_that_a_host_wishes() -> None:
    for rules, seconds in (("Crawl-delay: 7", 7), ("Request-rate: 1/10", 10), ("Crawl-delay: x", 0), ("Allow: /", 0)):
        body = f"User-agent: *\n{rules}\n".encode()
        robots = Robots(lambda _, body=body: (200, body), "dateline", lambda: 0.0)  # type: ignore[misc]  # bound now
        assert robots.check(httpx2.URL(URL)) == seconds
