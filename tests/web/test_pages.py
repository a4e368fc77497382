"""Every page: in order, safe whatever a report holds, walkable by keyboard, and the same twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dateline import __version__
from dateline.records import Factuality
from dateline.store.looking import TABLES
from dateline.store.selection import STANDINGS, STATUSES
from dateline.web import pages, words
from tests.web.conftest import EVIL
from tests.web.reading import Page, page

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

FIXED = ("/", *(f"/{kind}" for kind in TABLES), "/code", "/about", "/api")
STYLE = (pages.HOME / "static" / "style.css").read_text("utf-8")


def every(client: TestClient) -> list[str]:
    """The address of every page that the store has."""
    found = list(FIXED)
    for kind in TABLES:
        rows = client.get(f"/{kind}.json?limit=1000").json()["rows"]
        found += [f"/{kind.removesuffix('s')}/{row['id']}" for row in rows if kind != "events"]
    return [*found, "/place/PRT"]


def test_every_page_of_the_store_is_whole_and_safe(client: TestClient) -> None:
    for path in every(client):
        source = client.get(path).text
        found = Page(source)
        assert not found.crossed, path
        assert "<script>alert" not in source, path
        assert not found.all("img"), path
        assert all(script["src"] for script in found.all("script")), path
        assert not [name for _, attributes in found.elements for name in attributes if name.startswith("on")], path
        assert not [a for _, a in found.elements if "style" in a], path
        assert "\u202e" not in source, path
        assert not [link for link in found.links if re.match(r"\s*(javascript|data):", link, re.IGNORECASE)], path


def test_hostile_names_are_shown_as_they_are(client: TestClient) -> None:
    shown = EVIL.replace("\u202e", "\ufffd")
    for path in ("/events", "/incidents", "/documents", "/actors"):
        assert shown in page(client, path).text, path


def test_every_page_has_one_heading_a_title_a_language_and_a_way_past_the_navigation(client: TestClient) -> None:
    for path in every(client):
        found = page(client, path)
        assert len(found.all("h1")) == 1, path
        assert found.all("html", lang="en"), path
        assert found.links[0] == "#main", path
        assert found.all("main", id="main"), path
        assert "· dateline" in found.text, path


def test_anchors_stand_once(client: TestClient) -> None:
    for path in every(client):
        anchors = [a["id"] for _, a in page(client, path).elements if "id" in a]
        assert len(anchors) == len(set(anchors)), path


def test_every_link_leads_somewhere(client: TestClient) -> None:
    links = {link.partition("#")[0] for path in every(client) for link in page(client, path).links}
    later = ("/map", "/network", "/review")  # pages that other modules bring
    known = set(client.app.state.paths)  # type: ignore[attr-defined]
    for link in sorted(links):
        view = "/" + link.strip("/").partition("?")[0].partition("/")[0]
        if link.startswith("/") and (view not in later or view in known):
            assert client.get(link).status_code == 200, link


def test_everything_is_served_from_here(client: TestClient) -> None:
    for path in FIXED:
        found = page(client, path)
        sources = [str(a.get("src") or a.get("href")) for tag, a in found.elements if tag in {"script", "link"}]
        assert sources
        for source in sources:
            assert source.startswith("/static/")
            assert client.get(source).status_code == 200


def test_what_a_name_of_a_static_file_carries_changes_with_it() -> None:
    assert re.fullmatch(r"/static/style\.css\?[0-9a-f]{8}", pages.asset("style.css"))


def test_the_same_page_is_the_same_bytes(client: TestClient) -> None:
    for path in every(client):
        assert client.get(path).content == client.get(path).content, path


def test_the_navigation_says_where_one_is(client: TestClient) -> None:
    here = [a["href"] for a in page(client, "/events?type=AID").all("a") if a.get("aria-current") == "page"]
    assert here == ["/events?type=AID"]


def test_the_words_are_explained(client: TestClient) -> None:
    found = page(client, "/about").text
    told = (*words.FACTUALITY.values(), *words.STATUS.values(), *words.QUADS.values())
    assert all(meaning in found for meaning in told if meaning != words.STATUS["repeated"])


def test_every_word_of_the_store_has_a_meaning() -> None:
    assert set(words.FACTUALITY) == {str(f) for f in Factuality}
    assert {*STATUSES, *STANDINGS} <= set(words.STATUS)


def test_every_factuality_and_quad_has_a_look_of_its_own() -> None:
    for factuality in words.FACTUALITY:
        assert f".f-{factuality}.fact" in STYLE
    for quad in words.QUADS:
        assert STYLE.count(f"--quad{quad}:") == 2, "one colour in the light, one in the dark"


def luminance(colour: str) -> float:
    """How light a colour is (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1])
def test_colours_can_be_read(scheme: int) -> None:
    values = {name: found[scheme] for name in set(re.findall(r"--([\w-]+): #", STYLE)) if (found := colours(name))}
    papers = [values[name] for name in ("paper", "sheet", "tint")]
    pairs = [(values[n], p) for n in ("ink", "soft", "link", "quad1", "quad2", "quad3", "quad4") for p in papers]
    pairs += [(values["ink"], values[n]) for n in ("who", "did", "whom", "where", "when", "says", "commits", "lit")]
    for one, other in pairs:
        low, high = sorted((luminance(one), luminance(other)))
        assert (high + 0.05) / (low + 0.05) >= 4.5, (one, other)


def colours(name: str) -> list[str]:
    """The values of a colour in the light and in the dark, six digits each."""
    found = re.findall(rf"--{name}: #([0-9a-f]{{3,6}});", STYLE)
    return ["#" + (f if len(f) == 6 else "".join(c * 2 for c in f)) for f in found]


def test_every_call_is_described_and_listed(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    listed = page(client, "/api").text
    for path, ways in described["paths"].items():
        assert path in listed
        assert all(told["summary"] and told["description"] for told in ways.values()), path
    assert described["info"]["version"] == __version__


def test_the_schema_of_a_record_is_served(client: TestClient) -> None:
    assert client.get("/schema.json").json()["title"] == "Record"


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (words.days("2026-01-01", "2026-01-01"), "2026-01-01"),
        (words.days("2026-01-01", None), "2026-01-01"),
        (words.days(None, "2026-01-02"), "until 2026-01-02"),
        (words.days(None, None), ""),
        (words.moment("2026-03-09T07:12:44Z"), "2026-03-09 07:12 UTC"),
        (words.clock("2026-03-09T06:30"), "06:30"),
        (words.clock("2026-03-09T06"), "06:00"),
        (words.clock("2026-03-09TMO"), "in the morning"),
        (words.clock("2026-03-09TXX"), ""),
        (words.clock("2026-03-09"), ""),
        (words.clock("PT30M"), ""),
        (words.number(1234567, 10**9), "1\u202f234\u202f567"),
        (words.number(10_001), "more than 10\u202f000"),
        (words.toll(3, 3, "killed"), "3 killed"),
        (words.toll(3, None, "killed"), "3 killed"),
        (words.toll(None, 5, "killed"), "5 killed"),
        (words.toll(3, 5, "killed"), "3 to 5 killed"),
        (words.toll(None, None, "killed"), ""),
        (words.caption("NOPE"), "NOPE"),
        (words.caption("AID", "nope"), words.caption("AID")),
        (words.country("ZZZ"), "ZZZ"),
        (words.country(None), ""),
        (words.country("PSE"), "Palestine"),
        (words.sector("ZZZ"), "ZZZ"),
        (words.context("nope"), "nope"),
        (words.plural(1, "report"), "report"),
        (words.plural(0, "report"), "reports"),
    ],
)
def test_words(found: str, told: str) -> None:
    assert found == told
