"""``dateline watch`` and ``add`` against a small server on this computer: what is new comes in, once."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

import pytest

from dateline.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .conftest import Run

FEED = """<rss version="2.0"><channel><title>Lakes News</title>
<item><link>{home}/a.html</link><pubDate>Mon, 04 May 2026 10:00:00 GMT</pubDate></item>
</channel></rss>"""
PAGE = """<html><head><title>Dockers march in Salmir</title></head><body><article>
<p>Hundreds of dockers marched through Salmir on Monday to protest against new port fees, the union said.</p>
<p>Police arrested two men near the harbour office. The mayor promised to meet the dockers on Friday.</p>
</article></body></html>"""


class Handler(BaseHTTPRequestHandler):
    """Serves a feed and a page, and remembers what was asked for."""

    asked: ClassVar[list[str]] = []
    page: ClassVar[str] = PAGE

    def do_GET(self) -> None:
        self.asked.append(self.path)
        home = f"http://{self.headers['Host']}"
        pages = {"/news.rss": ("application/rss+xml", FEED.format(home=home)), "/a.html": ("text/html", self.page)}
        kind, body = pages.get(self.path, ("", ""))
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def home() -> Iterator[str]:
    """The address of a running server."""
    Handler.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_a_feed_leads_to_comes_in_once(run: Run, home: str, tmp_path: Path) -> None:
    feeds, store = tmp_path / "feeds.toml", str(tmp_path / "s.db")
    feeds.write_text(f'[[feed]]\nurl = "{home}/news.rss"\nevery = "1h"\n', "utf-8")
    first = run("watch", str(feeds), "--store", store, "--once", "--allow-private")
    assert "1 new" in first.output
    assert run("watch", str(feeds), "--store", store, "--once", "--allow-private").output == ""
    assert Handler.asked.count("/a.html") == 1
    with open_store(store) as opened:
        (document,) = opened.engine.rows("SELECT url, publisher, start_day FROM documents")
        assert document == {"url": f"{home}/a.html", "publisher": "Lakes News", "start_day": "2026-05-04"}
        assert {row["type"] for row in opened.events().to_pylist()} >= {"PROTEST"}


def test_an_address_added_again_is_not_fetched_again_for_nothing(run: Run, home: str, tmp_path: Path) -> None:
    store = str(tmp_path / "s.db")
    assert "1 new" in run("add", f"{home}/a.html", "--store", store, "--allow-private").output
    assert "1 known already" in run("add", f"{home}/a.html", "--store", store, "--allow-private").output


def test_private_addresses_are_refused_unless_allowed(run: Run, home: str, tmp_path: Path) -> None:
    result = run("add", f"{home}/a.html", "--store", str(tmp_path / "s.db"))
    assert result.exit_code == 1
    assert Handler.asked == []


def test_a_file_of_feeds_that_is_wrong_is_one_clear_line(run: Run, tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.toml"
    feeds.write_text("[[feed]]\nurl = 'ftp://x'\n", "utf-8")
    result = run("watch", str(feeds), "--store", str(tmp_path / "s.db"), "--once")
    assert result.exit_code == 1
    assert "feed 1" in result.output


def test_a_page_that_changed_is_its_second_version(
    run: Run, home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = str(tmp_path / "s.db")
    assert "1 new; " in run("add", f"{home}/a.html", "--store", store, "--allow-private").output
    monkeypatch.setattr(Handler, "page", PAGE.replace("two men", "nine men").replace("Hundreds", "Thousands"))
    told = run("add", f"{home}/a.html", "--store", store, "--allow-private").output
    assert "1 new versions of documents that were there" in told
    with open_store(store) as opened:
        versions = opened.engine.rows("SELECT version, current, url FROM documents ORDER BY version")
        assert [(row["version"], row["current"]) for row in versions] == [(1, 0), (2, 1)]
        assert {row["url"] for row in versions} == {f"{home}/a.html"}
        words = " ".join(row["evidence"] for row in opened.events().to_pylist())
        assert "Thousands" in words
        assert "Hundreds" not in words
    whole = run("export", "--store", store).output
    assert "two men" in whole  # the older version can still be read


def test_a_feed_that_fails_is_told_and_the_others_are_fetched(run: Run, home: str, tmp_path: Path) -> None:
    feeds, store = tmp_path / "feeds.toml", str(tmp_path / "s.db")
    tables = [f'[[feed]]\nurl = "{home}/{name}"\nevery = "1h"\n' for name in ("gone.rss", "news.rss")]
    feeds.write_text("".join(tables), "utf-8")
    result = run("watch", str(feeds), "--store", store, "--once", "--allow-private", "--quiet")
    assert result.exit_code == 0
    assert f"{home}/gone.rss" in result.output
    assert "404" in result.output
    assert "nothing to do" in result.output
    assert f"{home}/news.rss: 1 new; " in result.output
