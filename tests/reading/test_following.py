from __future__ import annotations

import datetime as dt
import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from dateline.errors import InputError
from dateline.reading.fetching import Fetched
from dateline.reading.following import Memory, documents, one
from dateline.reading.raw import Limits
from dateline.records import Document
from tests.reading.web import Web, reply

if TYPE_CHECKING:
    import httpx2

HOME = "https://valley.example"
WORDS = " ".join(f"The river Orl rose by {i} centimetres, said the mayor." for i in range(9))


def page(name: str, head: str = "") -> httpx2.Response:
    """A page with an article that names a bridge."""
    body = f"<article><p>The flood took the {name} bridge on Monday.</p><p>{WORDS}</p></article>"
    html = f"<html><head><title>{name}</title>{head}</head><body>{body}</body></html>"
    return reply(html, content_type="text/html; charset=utf-8")


def feed(*items: str, etag: str = "") -> httpx2.Response:
    """A feed; each item is `name|date` for a link, or with `|full` behind it for a report."""
    out = []
    for item in items:
        name, date, *full = item.split("|")
        body = (
            f"<content:encoded>&lt;p>The flood took the {name} bridge. {WORDS}&lt;/p></content:encoded>" if full else ""
        )
        out.append(f"<item><title>T {name}</title><link>/{name}</link><pubDate>{date}</pubDate>{body}</item>")
    return reply(f"<rss><channel><title>Valley Post</title>{''.join(out)}</channel></rss>", etag=etag)


def sitemap(*urls: str, name: str = "urlset") -> httpx2.Response:
    """A sitemap of addresses, or of other sitemaps."""
    inner = "url" if name == "urlset" else "sitemap"
    return reply(f"<{name}>" + "".join(f"<{inner}><loc>{u}</loc></{inner}>" for u in urls) + f"</{name}>")


def run(web: Web, url: str, seen: Memory | None = None, **options: Any) -> list[Any]:
    """The documents behind an address, errors as their words."""
    manners = options.pop("manners", {})
    with web.fetcher(delay=0, **manners) as fetcher:
        found = list(documents(url, fetcher, seen or Memory(), **options))
    return [str(item) if isinstance(item, InputError) else item for item in found]


def names(found: list[Any]) -> list[str]:
    """Which bridges documents name; errors as they are."""
    return [d.text.split()[4] if isinstance(d, Document) else d for d in found]


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "https://www.elsewhere.example/x", "http://[", ""])
def test_a_page_has_the_address_where_it_was_found(address: str) -> None:
    canonical = f'<link rel="canonical" href="{address}">'
    web = Web({f"{HOME}/a": reply(status=301, location="/b"), f"{HOME}/b": page("Orl", canonical)})
    [found] = run(web, f"{HOME}/a")
    assert (found.url, found.title, found.publisher, found.id) == (f"{HOME}/b", "Orl", "valley.example", found.sha256)


@pytest.mark.parametrize(
    ("head", "options", "publisher"),
    [
        ("", {}, "valley.example"),
        ('<meta property="og:site_name" content="The Post">', {}, "The Post"),
        ('<meta property="og:site_name" content="The Post">', {"publisher": "Mine"}, "Mine"),
    ],
)
def test_who_published_it(head: str, options: dict[str, Any], publisher: str) -> None:
    assert (
        run(Web({"https://www.valley.example/": page("Orl", head)}), "https://www.valley.example/", **options)[
            0
        ].publisher
        == publisher
    )


def test_a_feed_leads_to_its_pages_the_newest_first() -> None:
    dated = '<meta property="article:published_time" content="2024-02-29T10:00:00Z">'
    web = Web(
        {
            f"{HOME}/feed": feed("one|2024-03-01", "two|2024-03-03", "three|2024-03-02|full"),
            f"{HOME}/one": page("Orl", dated),
            f"{HOME}/two": page("Mill"),
        }
    )
    found = run(web, f"{HOME}/feed")
    assert names(found) == ["Mill", "three", "Orl"]
    assert [str(d.published.start) for d in found] == ["2024-03-03", "2024-03-02", "2024-02-29"]
    assert [d.publisher for d in found] == ["Valley Post"] * 3
    assert [d.url for d in found] == [f"{HOME}/two", f"{HOME}/three", f"{HOME}/one"]
    assert web.asked == [f"{HOME}/feed", f"{HOME}/two", f"{HOME}/one"]


def test_a_date_given_is_for_what_has_none() -> None:
    web = Web({f"{HOME}/feed": feed("one|2024-03-01", "two|"), f"{HOME}/one": page("Orl"), f"{HOME}/two": page("Mill")})
    found = run(web, f"{HOME}/feed", published="2020-01-01")
    assert [str(d.published.start) for d in found] == ["2024-03-01", "2020-01-01"]


def test_nothing_is_fetched_twice() -> None:
    web = Web(
        {
            f"{HOME}/feed": [
                feed("one|2024-03-01", "two|2024-03-02|full", "one|2024-03-01", etag='"1"'),
                lambda request: reply(status=304 if request.headers["if-none-match"] == '"1"' else 500),
                feed("one|2024-03-01", "two|2024-03-02|full", "three|2024-03-03", etag='"2"'),
            ],
            f"{HOME}/one": [page("Orl")],
            f"{HOME}/three": [page("Mill")],
        }
    )
    seen = Memory()
    assert names(run(web, f"{HOME}/feed", seen)) == ["two", "Orl"]
    assert run(web, f"{HOME}/feed", seen) == []
    assert names(run(web, f"{HOME}/feed", seen)) == ["Mill"]
    assert seen.validators(f"{HOME}/feed") == ('"2"', None)


def test_what_failed_for_now_is_tried_again_and_what_is_gone_is_not() -> None:
    web = Web(
        {
            f"{HOME}/feed": lambda _: feed("gone|2024-03-02", "busy|2024-03-01", etag='"1"'),
            f"{HOME}/gone": 404,
            f"{HOME}/busy": [503, page("Orl")],
        }
    )
    seen = Memory()
    first = run(web, f"{HOME}/feed", seen, manners={"tries": 1})
    assert ["/gone answers 404" in first[0], "/busy answers 503" in first[1]] == [True, True]
    assert seen.validators(f"{HOME}/feed") is None
    assert names(run(web, f"{HOME}/feed", seen)) == ["Orl"]
    assert seen.validators(f"{HOME}/feed") == ('"1"', None)


def test_what_was_not_taken_is_not_noted() -> None:
    web, seen = Web({f"{HOME}/feed": feed("one|2024-03-01"), f"{HOME}/one": page("Orl")}), Memory()
    with web.fetcher() as fetcher:
        waiting = documents(f"{HOME}/feed", fetcher, seen)
        next(waiting)
        assert seen.validators(f"{HOME}/one") is None
        assert list(waiting) == []
    assert seen.validators(f"{HOME}/one") == (None, None)


def test_a_sitemap_and_its_index() -> None:
    web = Web(
        {
            f"{HOME}/index.xml": sitemap(f"{HOME}/1.xml", f"{HOME}/2.xml.gz", name="sitemapindex"),
            f"{HOME}/1.xml": sitemap("/a"),
            f"{HOME}/2.xml.gz": reply(gzip.compress(sitemap(f"{HOME}/b").read(), mtime=0)),
            f"{HOME}/a": page("Orl"),
            f"{HOME}/b": page("Mill"),
        }
    )
    assert names(run(web, f"{HOME}/index.xml")) == ["Orl", "Mill"]


def test_only_so_many_pages_at_a_time_and_the_others_later() -> None:
    web = Web({f"{HOME}/feed": lambda _: feed(*(f"p{i}|2024-03-0{i}" for i in range(1, 6)))})
    web.pages |= {f"{HOME}/p{i}": page(f"P{i}") for i in range(1, 6)}
    seen = Memory()
    *first, left = names(run(web, f"{HOME}/feed", seen, manners={"pages": 3}))
    assert first == ["P5", "P4", "P3"]
    assert "leads to 2 addresses more than are fetched at a time" in left
    assert names(run(web, f"{HOME}/feed", seen, manners={"pages": 3})) == ["P2", "P1"]


def test_lists_that_lead_to_lists_without_end() -> None:
    def deeper(request: httpx2.Request) -> httpx2.Response:
        return sitemap(*(f"{request.url}{i}" for i in range(3)), name="sitemapindex")

    web = Web({f"{HOME}/{a}{b}{c}": deeper for a in "s" for b in ("", *"012") for c in ("", *"012")})
    [left] = run(web, f"{HOME}/s", manners={"lists": 5})
    assert "leads to 13 addresses more than are fetched at a time" in left
    assert len(web.asked) == 6


def test_a_feed_leads_to_no_private_place() -> None:
    links = ["http://169.254.169.254/", "http://127.0.0.1:8080/", "file:///etc/passwd", "http://[", "javascript:x()"]
    web = Web({f"{HOME}/feed": sitemap(*links, f"{HOME}/a"), f"{HOME}/a": page("Orl")})
    *refused, good = run(web, f"{HOME}/feed")
    assert len(refused) == len(links)
    assert all(isinstance(item, str) for item in refused)
    assert names([good]) == ["Orl"]
    assert web.asked == [f"{HOME}/feed", f"{HOME}/a"]


@pytest.mark.parametrize(
    ("path", "body", "media", "texts"),
    [
        ("/a.jsonl", json.dumps({"text": "A b."}) + "\n" + json.dumps({"text": "C d."}), "", ["A b.", "C d."]),
        ("/a", json.dumps({"text": "A b."}), "application/json", ["A b."]),
        ("/a.csv", "text\nA b.\n", "text/csv", ["A b."]),
        ("/a.txt", "A b.", "text/plain", ["A b."]),
        ("/a.php", "A b.", "", ["A b."]),
        ("/a", gzip.compress(b'{"text": "A b."}', mtime=0), "application/gzip", ["A b."]),
        ("/a.txt.gz", gzip.compress(b"A b.", mtime=0), "application/gzip", ["A b."]),
    ],
)
def test_other_kinds_of_files(path: str, body: str | bytes, media: str, texts: list[str]) -> None:
    found = run(Web({HOME + path: reply(body, content_type=media)}), HOME + path)
    assert [getattr(d, "text", d) for d in found] == texts


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("windows-1250", "utf-8"),
        ("utf-8", "cp1252"),
        ("windows-1250", "cp1250"),
        ("punycode", "cp1252"),
    ],
)
def test_a_wrong_charset_does_no_harm(charset: str, encoding: str) -> None:
    body = page("Müller").read().decode().encode(encoding)
    web = Web({f"{HOME}/a": reply(body, content_type=f"text/html; charset={charset}")})
    assert names(run(web, f"{HOME}/a")) == ["Müller"]


@pytest.mark.parametrize(
    ("body", "media", "words"),
    [
        ("", "text/html", "is empty"),
        ("<html></html>", "text/html", "no article text"),
        ("\0\1", "text/plain", "binary"),
        ("%PDF-1.7", "", "PDF"),
        ("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", "application/rss+xml", "may swell"),
        ("<rss><channel/></rss>", "text/html", "without entries"),
        (gzip.compress(b"\0" * 3_000_000, mtime=0), "application/gzip", "larger than 1,000,000 bytes"),
        (gzip.compress(b'{"text": "A b."}\n' * 100_000, mtime=0), "", "larger than 1,000,000 bytes"),
        (gzip.compress(b"A b.", mtime=0)[:-9], "", "damaged gzip"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_address(body: str | bytes, media: str, words: str) -> None:
    [message] = run(Web({f"{HOME}/a": reply(body, content_type=media)}), f"{HOME}/a", limits=Limits(bytes=1_000_000))
    assert message.startswith(f"{HOME}/a ")
    assert words in message


def test_the_memory_knows_both_ends_of_a_redirect() -> None:
    memory = Memory()
    memory.note(Fetched("https://a.example/", "https://b.example/", 200, b"", "e", "m"))
    assert memory.validators("https://a.example/") == ("e", "m")
    assert memory.validators("https://b.example/") == (None, None)
    assert memory.validators("https://c.example/") is None


def test_one_address_gives_one_document_and_leads_nowhere() -> None:
    web = Web({f"{HOME}/a": page("Alder"), f"{HOME}/b": page("Birch")})
    with web.fetcher() as fetcher:
        found = one(f"{HOME}/a", fetcher, published=dt.date(2024, 3, 5))
    assert names([found]) == ["Alder"]
    assert found.published.start == dt.date(2024, 3, 5)
    assert found.publisher == "valley.example"
    assert web.asked == [f"{HOME}/a"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (feed("alder|Tue, 05 Mar 2024 10:00:00 GMT"), "one of them"),
        (feed("alder|Tue, 05 Mar 2024 10:00:00 GMT|full", "birch|Tue, 05 Mar 2024 10:00:00 GMT|full"), "several"),
        (sitemap(f"{HOME}/b"), "one of them"),
        (sitemap(f"{HOME}/more.xml", name="sitemapindex"), "one of them"),
        (reply("<rss><channel></channel></rss>"), HOME),
    ],
)
def test_a_list_is_no_document(answer: httpx2.Response, words: str) -> None:
    web = Web({HOME + "/x": answer})
    with web.fetcher() as fetcher, pytest.raises(InputError, match=words):
        one(HOME + "/x", fetcher)
    assert web.asked == [HOME + "/x"]
