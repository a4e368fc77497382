from __future__ import annotations

import gzip
import io
import time
from typing import TYPE_CHECKING, Any

import pytest

from dateline.errors import InputError
from dateline.reading import feeds, read
from dateline.reading.raw import Limits, Link
from dateline.records import Document

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = Limits()
REPORT = " ".join(f"The river Orl rose by {i} centimetres, said the mayor." for i in range(9))
HTML = f"<p>{REPORT}</p><figure><img><figcaption>A caption</figcaption></figure><p>Nobody was <b>hurt</b>.</p>"
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'

RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Valley &amp; Hill Post</title><link>https://valley.example/</link>
<item><title>Old</title><link>https://valley.example/old</link><pubDate>Mon, 04 Mar 2024 09:00:00 GMT</pubDate></item>
<item><title>Undated</title><link>https://valley.example/undated</link></item>
<item><title>The &lt;i&gt;Orl&lt;/i&gt;</title><link>https://valley.example/orl</link><dc:creator>Ilse Roth</dc:creator>
<pubDate>Tue, 05 Mar 2024 23:00:00 -0500</pubDate><description>Water.</description>
<content:encoded><![CDATA[{HTML}]]></content:encoded></item></channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Hill Post</title>
<entry><title>Escaped</title><link rel="self" href="https://hill.example/self"/><link href="https://hill.example/1"/>
<author><name>Ilse Roth</name></author><published>2024-03-05T10:00:00Z</published>
<content type="html">{HTML.replace("<", "&lt;")}</content></entry>
<entry><title>Nested</title><link rel="alternate" href="https://hill.example/2"/>
<updated>2024-03-04T10:00:00Z</updated><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml">{HTML.replace("<img>", "<img/>")}</div></content></entry>
<entry><title>Plain</title><id>https://hill.example/3</id><updated>2024-03-03T10:00:00Z</updated>
<content type="text">{REPORT} 3 &lt; 5.</content></entry></feed>"""


def run(data: str | bytes, limits: Limits = LIMITS) -> list[Any]:
    """What is found, errors as their words."""
    found = feeds.lists(io.BytesIO(data.encode() if isinstance(data, str) else data), limits)
    return [str(item.fields) if isinstance(item.fields, InputError) else item.fields for item in found]


def refused(data: str | bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(InputError) as caught:
        run(data, limits)
    return str(caught.value)


def test_rss_gives_full_reports_and_links_the_newest_first() -> None:
    full, old, undated = run(RSS)
    assert full == {
        "title": "The Orl",
        "publisher": "Valley & Hill Post",
        "published": "Tue, 05 Mar 2024 23:00:00 -0500",
        "basis": "metadata",
        "text": f"{REPORT}\nNobody was hurt.",
        "url": "https://valley.example/orl",
        "author": "Ilse Roth",
        "listed": True,
    }
    assert [(link.url, link.fields["title"], link.leads) for link in (old, undated)] == [
        ("https://valley.example/old", "Old", False),
        ("https://valley.example/undated", "Undated", False),
    ]


def test_atom_in_its_three_kinds_of_content() -> None:
    escaped, nested, plain = run(ATOM)
    assert escaped["text"] == nested["text"] == f"{REPORT}\nNobody was hurt."
    assert plain["text"] == f"{REPORT} 3 < 5."
    assert [f["url"] for f in (escaped, nested, plain)] == [f"https://hill.example/{i}" for i in (1, 2, 3)]
    assert [escaped["author"], nested["published"]] == ["Ilse Roth", "2024-03-04T10:00:00Z"]


def test_rdf() -> None:
    data = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
    <channel><title>Post</title></channel><item><title>A</title><link>https://a.example/</link></item></rdf:RDF>"""
    [link] = run(data)
    assert (link.url, link.fields["publisher"]) == ("https://a.example/", "Post")


@pytest.mark.parametrize("end", ["…", " [...]", "... Read more", " Continue reading →"])
def test_the_beginning_of_a_report_is_a_link(end: str) -> None:
    assert isinstance(run(RSS.replace("Nobody was <b>hurt</b>.", f"Nobody{end}"))[0], Link)
    assert isinstance(run(RSS.replace(REPORT, "Water rose."))[0], Link)


def test_an_entry_without_address_gives_what_text_it_has() -> None:
    item = "<rss><channel><item><description>&lt;p&gt;Water rose.&lt;/p&gt;</description></item><item/></channel></rss>"
    found, empty = run(item)
    assert (found["text"], found["url"]) == ("Water rose.", None)
    assert "neither text nor address" in empty


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("Tue, 05 Mar 2024 10:00:00 GMT", "Tue, 05 Mar 2024 10:00:00 GMT"), ("nonsense", "nonsense"), ("", None)],
)
def test_dates_are_kept_as_written(raw: str, expected: str | None) -> None:
    [link] = run(f"<rss><channel><item><link>https://a.example</link><pubDate>{raw}</pubDate></item></channel></rss>")
    assert link.fields["published"] == expected


def test_times_are_compared_whatever_their_zone() -> None:
    dates = [
        "2024-03-05T23:00:00-05:00",
        "Wed, 06 Mar 2024 01:00:00 GMT",
        "2024-03-06T02:00:00",
        "9999-12-31T23:59:59-12:00",
    ]
    items = "".join(
        f"<item><link>https://a.example/{i}</link><pubDate>{d}</pubDate></item>" for i, d in enumerate(dates)
    )
    assert [link.url[-1] for link in run(f"<rss><channel>{items}</channel></rss>")] == ["3", "0", "2", "1"]


@pytest.mark.parametrize(
    "data",
    [
        RSS.replace("</channel></rss>", ""),
        RSS.replace("Valley &amp; Hill", "Valley &amp; Hill").replace("<description>", "<description>&nbsp;a & b"),
        RSS.replace("</item>", "</itm>", 1).replace("</itm>", "</item>"),
        RSS.replace('<?xml version="1.0"?>', "<!-- a --><?pi b?>\n<!DOCTYPE rss PUBLIC 'a' 'b.dtd'>\n"),
    ],
)
def test_feeds_that_are_slightly_broken_are_read(data: str) -> None:
    assert run(data)[0]["text"] == f"{REPORT}\nNobody was hurt."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1250"])
def test_encodings(encoding: str) -> None:
    data = RSS.replace("Ilse Roth", "Ilse Rőth").replace('version="1.0"', f'version="1.0" encoding="{encoding}"')
    assert run(data.encode(encoding))[0]["author"] == "Ilse Rőth"


def test_a_sitemap_gives_links_the_newest_first() -> None:
    data = f"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {NEWS}>
    <url><loc> https://a.example/old </loc><lastmod>2024-03-01</lastmod></url>
    <url><loc>https://a.example/new</loc><lastmod>2024-03-09</lastmod><image><loc>https://a.example/i.png</loc></image>
    <news:news><news:publication><news:name>Post</news:name></news:publication><news:title>New &amp; wet</news:title>
    <news:publication_date>2024-03-05</news:publication_date></news:news></url></urlset>"""
    new, old = run(data)
    assert (new.url, old.url) == ("https://a.example/new", "https://a.example/old")
    assert new.fields == {"title": "New & wet", "publisher": "Post", "published": "2024-03-05", "basis": "metadata"}
    assert (old.fields["published"], old.leads) == (None, False)


def test_the_index_of_a_sitemap_leads_to_others() -> None:
    place = "<sitemap><loc>https://a.example/{0}.xml</loc><lastmod>2024-03-0{0}</lastmod></sitemap>"
    links = run("<sitemapindex>" + "".join(place.format(i) for i in (1, 3, 2)) + "</sitemapindex>")
    assert [(link.url[-5], link.leads) for link in links] == [("3", True), ("2", True), ("1", True)]


BOMB = (
    "<!DOCTYPE {0} [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {b} '{'&' + a + ';'}{'&' + a + ';'}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (BOMB.format("rss") + RSS.partition("?>")[2].replace("Water.", "&i;"), "may swell"),
        (
            "<!doctype urlset [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><urlset><url><loc>&x;</loc></url></urlset>",
            "may swell",
        ),
        ("<rss><channel/></rss>", "without entries"),
        ("<rss>" + "<a>" * 500_000, "without entries"),
        ("<urlset>" + "<" * 100_000, "without entries"),
        ("<nitf><body/></nitf>", "neither a feed nor a sitemap"),
        ("words", "neither a feed nor a sitemap"),
        ("<!-- " * 100_000, "neither a feed nor a sitemap"),
        ("<rss>" + " " * (16 * 2**20), "more than 16,777,216"),
        ("", "is empty"),
        (b"\0\1\2\3", "NUL"),
    ],
)
def test_what_is_refused(data: str | bytes, words: str) -> None:
    assert words in refused(data)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_no_encoding_hides_declarations(encoding: str) -> None:
    assert "may swell" in refused((BOMB.format("rss") + "<rss><channel/></rss>").encode(encoding))


def test_an_address_without_end_is_refused() -> None:
    [message] = run(f"<urlset><url><loc>https://a.example/{'x' * 3_000}</loc></url></urlset>")
    assert "address of more than 2,048" in message


@pytest.mark.parametrize(
    "data",
    [
        "<rss><channel><item><author>" + "a" * 1_000_000 + "</author><link>x</link></item></channel></rss>",
        "<rss><channel>" + "<item><link>https://a.example/</link></item>" * 10_000,
        "<rss><channel><item><title>" + "&#" * 500_000,
        "<rss><channel><item><pubDate>" + "1 " * 500_000 + "</pubDate><link>x</link></item></channel></rss>",
        "<feed><entry><link href='x'/>" + "<content type='html'>a</content>" * 20_000 + "</entry></feed>",
        "<rss><channel><item><encoded>" + "&lt;div>" * 100_000 + "</encoded></item></channel></rss>",
    ],
)
def test_no_feed_takes_long(data: str) -> None:
    began = time.process_time()
    assert run(data)
    assert time.process_time() - began < 5


def test_control_characters_and_scripts_leave_no_trace() -> None:
    assert feeds.words("a\0b<script>x()</script><p>c&nbsp;d</p>e<!-- f -->g<style>h</style>") == "a b\nc d\neg"
    assert feeds.words("<?xml version='1.0' encoding='utf-8'?>") == ""
    assert feeds.words("") == ""


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "a.atom", "a.xml.gz"])
def test_a_feed_as_a_file(tmp_path: Path, name: str) -> None:
    data = RSS.encode()
    (tmp_path / name).write_bytes(gzip.compress(data, mtime=0) if name.endswith("gz") else data)
    full, *links = read(tmp_path / name)
    assert isinstance(full, Document)
    assert (full.publisher, str(full.published.start), full.published.basis) == (
        "Valley & Hill Post",
        "2024-03-05",
        "metadata",
    )
    assert [str(link).partition(name)[2] for link in links] == [
        ", entry 1 holds no text but an address: give https://valley.example/old to have it fetched",
        ", entry 2 holds no text but an address: give https://valley.example/undated to have it fetched",
    ]


def test_a_feed_on_standard_input() -> None:
    assert isinstance(next(read("-", stdin=io.BytesIO(RSS.encode()))), Document)


def test_a_page_in_xml(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(
        f"<?xml version='1.0'?><html><body><article>{HTML}</article></body></html>", "utf-8"
    )
    [found] = read(tmp_path / "a.xml")
    assert isinstance(found, Document)
