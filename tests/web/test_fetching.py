"""Code this by address: fetched with good manners, shown at once, never stored, and not for strangers."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from dateline import coder
from dateline.web import fetching, pasting, signing
from dateline.web.app import create_app
from dateline.web.guard import LOOPBACK
from tests import sample
from tests.reading.web import Web, reply
from tests.web.conftest import EVIL, HOST
from tests.web.reading import Page

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from dateline.records import Document, Record

    Ask = Callable[..., AbstractContextManager[TestClient]]

URL = "https://valley.example/a"
ROBOTS = "https://valley.example/robots.txt"
TOKEN = "terns on the mole"  # noqa: S105 - of this test
BODY = "".join(f"<p>{line}</p>" for line in sample.TEXT.splitlines() if line)


def article(words: str = BODY, title: str = "Raid on Velmar") -> httpx2.Response:
    page = f"<html><head><title>{title}</title></head><body><article>{words}</article></body></html>"
    return reply(page, content_type="text/html; charset=utf-8")


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every document a record without events."""

    def code_all(_: coder.Coder, documents: Iterable[Document]) -> Iterator[Record]:
        for document in documents:
            yield sample.RECORD.model_copy(
                update={"document": document, "events": (), "attributions": (), "relations": (), "commitments": ()}
            )

    monkeypatch.setattr(coder.Coder, "code_all", code_all)


def asking(stored: Path, web: Web, **how: Any) -> TestClient:
    """Somebody with a browser before a server that sees a web of its own."""
    app = create_app(stored, **{"hosts": LOOPBACK, **how})
    app.state.reports = fetching.Reports(lambda: web.fetcher(tries=1, redirects=3))
    return TestClient(app, base_url=HOST, headers={"accept": "text/html"})


def test_the_form_asks_for_an_address(stored: Path) -> None:
    with asking(stored, Web({})) as client:
        found = Page(client.get("/code").text)
    assert found.all("input", name="url")
    assert found.all("textarea", name="text")


def test_a_report_is_fetched_and_shown_at_once_and_not_stored(stored: Path) -> None:
    web = Web({URL: article()})
    with asking(stored, web) as client:
        before = client.get("/documents.json").json()
        answer = client.post("/code", data={"url": f" {URL} "})
        assert client.get("/documents.json").json() == before
    found = Page(answer.text)
    assert answer.status_code == 200
    assert "Raid on Velmar" in found.text
    assert "valley.example" in found.text
    assert sample.TEXT.splitlines()[3][:20] in found.text
    assert web.asked == [URL]


def test_programs_get_the_record_of_an_address(stored: Path) -> None:
    with asking(stored, Web({URL: article()})) as client:
        told = client.post("/code.json", json={"url": URL, "published": "2026-05-06"}).json()
    assert told["document"]["url"] == URL
    assert told["document"]["published"]["start"] == "2026-05-06"


def test_hosts_are_asked_once_whether_they_may_be_visited(stored: Path) -> None:
    web = Web({URL: lambda _: article()})
    with asking(stored, web) as client:
        for _ in range(2):
            assert client.post("/code", data={"url": URL}).status_code == 200
    assert [str(r.url) for r in web.requests] == [ROBOTS, URL, URL]
    assert web.time.slept == [1.0]


@pytest.mark.parametrize(
    ("pages", "url", "status", "words"),
    [
        ({ROBOTS: reply("User-agent: *\nDisallow: /")}, URL, 422, "robots.txt"),
        ({ROBOTS: 503}, URL, 502, "whether it may be"),
        ({URL: 404}, URL, 502, "answers 404"),
        ({URL: 500}, URL, 502, "answers 500"),
        ({URL: httpx2.ReadTimeout}, URL, 502, "no whole answer"),
        ({URL: httpx2.ConnectError}, URL, 502, "can't be reached"),
        ({URL: reply("%PDF", content_type="application/pdf")}, URL, 422, "can't be read"),
        ({URL: article("")}, URL, 422, URL),
        ({URL: reply("")}, URL, 422, URL),
        ({URL: reply('{"text": "One."}\n{"text": "Two."}')}, URL, 422, "several documents"),
        ({URL: reply("<rss><channel><item><link>/b</link></item></channel></rss>")}, URL, 422, "one of them"),
        ({URL: reply("", 302, location="http://10.1.2.3/")}, URL, 422, "not in the public Internet"),
        ({URL: reply("", 302, location="file:///etc/passwd")}, URL, 422, "https://"),
        ({URL: article("<p>word</p>" + "x " * pasting.LONGEST)}, URL, 413, str(pasting.LONGEST)),
        ({}, "http://127.0.0.1:80/", 422, "not in the public Internet"),
        ({}, "http://169.254.169.254/latest", 422, "not in the public Internet"),
        ({}, "https://inside.example/", 422, "not in the public Internet"),
        ({}, "https://valley.example:22/", 422, "port 22"),
        ({}, "ftp://valley.example/", 422, "https://"),
        ({}, "Wren Council", 422, "https://"),
        ({}, f"https://valley.example/{'a' * 3000}", 422, "2,048"),
    ],
)
def test_what_cant_be_had_is_told_in_a_sentence(
    stored: Path, pages: dict[str, Any], url: str, status: int, words: str
) -> None:
    web = Web(pages, hosts={"inside.example": ["192.168.1.4"]})
    with asking(stored, web) as client:
        answer = client.post("/code", data={"url": url})
    assert answer.status_code == status
    assert words in Page(answer.text).text
    assert "Traceback" not in answer.text
    assert not [asked for asked in web.asked if "valley.example" not in asked]  # nothing private was asked for


def test_a_page_that_is_too_large_is_not_read(stored: Path) -> None:
    with asking(stored, Web({URL: reply("x" * 20_000_000)})) as client:
        answer = client.post("/code.json", json={"url": URL}, headers={"accept": "application/json"})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert "larger than" in answer.json()["detail"]


def test_markup_there_is_shown_not_carried_out(stored: Path) -> None:
    web = Web({URL: reply(f"Men called {EVIL} burned the mill near Gorse, said residents.", content_type="text/plain")})
    with asking(stored, web) as client:
        source = client.post("/code", data={"url": URL}).text
    assert "&lt;script&gt;alert" in source
    assert "<script>alert" not in source


@pytest.mark.parametrize("how", [{"fetches": False}, {"hosts": None}, {"hosts": {"records.example"}}])
def test_strangers_fetch_nothing_through_us(stored: Path, how: dict[str, Any]) -> None:
    web = Web({URL: article()})
    app = asking(stored, web, **how)
    app.headers["host"] = "records.example" if how.get("hosts") else "127.0.0.1"
    with app as client:
        assert not Page(client.get("/code").text).all("input", name="url")
        answer = client.post("/code", data={"url": URL})
    assert answer.status_code == 403
    assert "paste the text" in Page(answer.text).text
    assert web.requests == []


def test_beyond_this_machine_only_who_is_signed_in_may_fetch(stored: Path) -> None:
    web = Web({URL: article()})
    with asking(stored, web, hosts=None, review_token=TOKEN) as client:
        answer = client.post("/code", data={"url": URL})
        assert answer.status_code == 403
        assert "sign in at /review" in Page(answer.text).text
        assert web.requests == []
        door = client.post("/review/door", data={"name": "Ines Ruo", "token": TOKEN}, headers={"origin": HOST})
        assert door.status_code == 200
        assert client.cookies.get(signing.COOKIE)
        assert client.post("/code", data={"url": URL}).status_code == 200
    assert web.asked == [URL]


def test_others_wait_but_not_for_ever(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "WAIT", 0.01)
    with asking(stored, Web({URL: article()})) as client:
        with client.app.state.reports._lock:  # type: ignore[attr-defined]
            assert client.post("/code", data={"url": URL}).status_code == 503
        assert client.post("/code", data={"url": URL}).status_code == 200


def test_the_fetcher_of_the_page_is_short_of_patience_and_knows_no_private_network() -> None:
    with fetching.fetcher() as made:
        manners = made.manners
    assert (manners.allow_private, manners.tries, manners.bytes) == (False, 1, fetching.BYTES)
    assert manners.patience <= 15
