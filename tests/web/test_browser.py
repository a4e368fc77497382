"""Every page in a real browser, by mouse and by key: what is drawn, what is chosen, what is kept, who can use it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dateline.store import asking, open_store
from dateline.web import mapping
from tests.web.conftest import reports
from tests.web.screenshots import PAGES, sign_in
from tests.web.serving import browsing, chromium, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium() is None, reason="no browser: install Debian's chromium, or name one in CHROMIUM"),
    pytest.mark.xdist_group("browser"),
]

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
MILLISECONDS = 300
"""In which 20,000 points are drawn."""
SERIOUS = frozenset({"serious", "critical"})
needs_axe = pytest.mark.skipif(not AXE.is_file(), reason="no axe-core: python web_assets.py fetches it")
needs_map = pytest.mark.skipif(not mapping.drawable(), reason="no map files: python web_assets.py fetches them")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as made:
        yield made


@pytest.fixture(scope="module")
def home(stored: Path) -> Iterator[str]:
    """A server of the store that all tests of the pages read."""
    with serving(stored) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1200, "height": 900})
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page; whatever its scripts complain of fails the test."""
    made = context.new_page()
    complaints: list[str] = []
    made.on("pageerror", lambda error: complaints.append(str(error)))
    made.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    yield made
    assert complaints == []


@pytest.fixture
def judging(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A server of a store of its own that may be judged, and the store."""
    path = tmp_path / "j.db"
    with open_store(path, create=True) as store:
        store.begin("test")
        for record in reports():
            store.keep(record)
    with serving(path) as address:
        yield address, path


def judgements(path: Path) -> list[dict[str, Any]]:
    with open_store(path) as store:
        return [dict(row) for row in asking.judgements(store.engine)]


def drawn(page: Page, home: str, query: str = "") -> None:
    """Open the map and wait until it is drawn."""
    page.goto(f"{home}/map{query}")
    page.wait_for_selector("#atlas[data-ready][data-points]")


# every page


@pytest.fixture(scope="module")
def roomy(browser: Browser, home: str) -> Iterator[BrowserContext]:
    """A browser that lets axe in, of somebody who reviews."""
    made = browser.new_context(viewport={"width": 1200, "height": 900}, color_scheme="light", bypass_csp=True)
    sign_in(made, home)
    yield made
    made.close()


def violations(page: Page, *only: str) -> list[str]:
    """What axe-core finds that seriously keeps somebody out, by all rules or only some."""
    options: dict[str, Any] = {"resultTypes": ["violations"], **({"runOnly": list(only)} if only else {})}
    found = [v for v in page.evaluate("options => axe.run(options)", options)["violations"] if v["impact"] in SERIOUS]
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]} {v['nodes'][0]['failureSummary'][:200]}" for v in found]


@needs_axe
@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_page_serves_everybody(roomy: BrowserContext, home: str, name: str) -> None:
    """In the light, in the dark, and on a small phone; one visit, since visits are slow."""
    page = roomy.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    answer = page.goto(home + PAGES[name])
    assert answer
    assert answer.ok
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").count() == 1
    page.add_script_tag(path=AXE)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page, "color-contrast") == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert complaints == []
    page.close()


@pytest.mark.parametrize("name", ["events", "map", "network", "documents"])
def test_pages_are_whole_without_javascript(browser: Browser, home: str, name: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(home + PAGES[name])
    assert page.locator("table tbody tr").count() > 0
    assert page.locator(".live:visible").count() == 0
    context.close()


# map and timeline


@needs_map
def test_the_map_is_drawn_in_colour(page: Page, home: str) -> None:
    drawn(page, home)
    page.wait_for_timeout(200)
    colours = page.evaluate(
        """() => {
          const canvas = document.querySelector('#atlas canvas'), found = new Set();
          const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          for (let at = 0; at < data.length; at += 4) found.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
          return found.size;
        }"""
    )
    assert colours > 20
    assert int(page.get_attribute("#atlas", "data-points") or 0) >= 1


@needs_map
def test_days_chosen_on_the_timeline_narrow_the_map_and_the_address(page: Page, home: str) -> None:
    drawn(page, home)
    everything = page.locator("#state").inner_text()
    page.locator("#timeline").scroll_into_view_if_needed()
    box = page.locator("#timeline").bounding_box()
    assert box
    page.mouse.move(box["x"] + 2, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 60, steps=4)
    page.mouse.up()
    assert "since=" in page.url
    assert "until=" in page.url
    assert page.locator("#state").inner_text() != everything
    assert page.locator("#timeline .brush").count() == 1
    assert page.locator("input[name=since]").input_value() in page.url
    page.reload()
    page.wait_for_selector("#atlas[data-ready]")
    assert page.locator("#timeline .brush").count() == 1
    page.click("#whole")
    assert "since=" not in page.url
    assert page.locator("#state").inner_text() == everything


@needs_map
def test_a_place_chosen_by_key_narrows_the_timeline(page: Page, home: str) -> None:
    drawn(page, home)
    bars = page.locator("#timeline rect").count()
    place = page.locator("#places tbody a").first
    place.focus()
    page.keyboard.press("Enter")
    assert "near=" in page.url
    assert page.locator("#timeline rect").count() <= bars
    assert page.locator("#places tbody tr").count() == 1
    number = page.locator("#places tbody td.num a").first
    told = int(number.inner_text())
    number.click()
    page.wait_for_url("**/events?*")
    assert f"1 to {told} of {told}" in page.locator(".pager").inner_text()


@needs_map
def test_a_place_chosen_by_mouse_is_the_one_pointed_at(page: Page, home: str) -> None:
    drawn(page, home, "?near=41.5,-7.25,1")  # the map is fitted to the place, which so lies in its middle
    page.locator("#atlas canvas").scroll_into_view_if_needed()
    box = page.locator("#atlas canvas").bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    assert page.locator(".tip").is_visible()
    page.mouse.click(*middle)
    page.wait_for_url(lambda url: "near=" not in url)
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )  # drawn again
    page.mouse.click(*middle)
    page.wait_for_url(lambda url: "near=41.5%2C-7.25%2C1" in url)


@needs_map
def test_the_map_moves_by_key_and_button(page: Page, home: str) -> None:
    drawn(page, home)
    canvas = page.locator("#atlas canvas")
    canvas.focus()
    before = canvas.screenshot()
    for key in ("ArrowLeft", "+", "-", "-", "0"):
        page.keyboard.press(key)
        page.wait_for_timeout(80)
    assert canvas.screenshot() != before
    page.click("[data-do=fit]")
    page.click("[data-do=in]")
    page.click("[data-do=world]")


def world(page: Page) -> tuple[list[float], float, float]:
    """Where the edges of the world lie on the canvas (left, top, right, bottom), and its size."""
    page.wait_for_timeout(80)
    edges = [float(part) for part in str(page.get_attribute("#atlas", "data-world")).split(",")]
    wide, high = page.evaluate("(c => [c.clientWidth, c.clientHeight])(document.querySelector('#atlas canvas'))")
    return edges, wide, high


@needs_map
def test_the_whole_world_is_centred(page: Page, home: str) -> None:
    drawn(page, home)
    page.click("[data-do=world]")
    (left, top, right, bottom), wide, high = world(page)
    assert abs(left - (wide - right)) <= 2
    assert abs(top - (high - bottom)) <= 2
    assert left >= 0
    assert top >= 0
    assert (right - left) / wide > 0.9 or (bottom - top) / high > 0.9


@needs_map
def test_the_world_stays_on_the_canvas_however_it_is_moved(page: Page, home: str) -> None:
    drawn(page, home)
    page.locator("#atlas canvas").focus()
    for key in ("-", "-", "-", "-", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
    (left, top, right, bottom), wide, high = world(page)
    assert abs(left - (wide - right)) <= 2
    assert abs(top - (high - bottom)) <= 2
    page.click("[data-do=fit]")
    for _ in range(40):
        page.keyboard.press("ArrowRight")
    (_, _, right, _), wide, _ = world(page)
    assert right >= wide - 10


@needs_map
def test_places_all_over_the_world_are_all_in_the_first_view(page: Page, home: str) -> None:
    there = [[64.1, -150.0], [-41.0, 174.0], [35.0, 139.0], [-33.0, -70.0], [0.0, 10.0]]
    body = {
        "first": "2026-01-01",
        "places": [[lat, lon, f"p{nth}", "PRT", "city"] for nth, (lat, lon) in enumerate(there)],
        "cells": [n for nth in range(len(there)) for n in (nth, nth, 4, 9)],
        "cut": False,
        "most": 20_000,
    }
    page.route("**/map.json*", lambda route: route.fulfill(json=body))
    drawn(page, home)
    (left, top, right, bottom), wide, high = world(page)
    assert abs(left - (wide - right)) <= 2
    assert top >= -1
    assert bottom <= high + 1
    assert right <= wide


@needs_map
def test_the_frame_follows_the_size_of_the_window(page: Page, home: str) -> None:
    drawn(page, home)
    page.click("[data-do=world]")
    page.set_viewport_size({"width": 700, "height": 900})
    page.wait_for_timeout(200)
    (left, _, right, _), wide, _ = world(page)
    assert wide < 700
    assert abs(left - (wide - right)) <= 2


@needs_map
def test_playing_walks_through_the_days_and_stops(page: Page, home: str) -> None:
    drawn(page, home)
    page.click("#play")
    first = page.url
    assert "since=" in first
    page.wait_for_url(lambda url: url != first)
    page.click("#play")
    assert "Play" in page.locator("#play").inner_text()


@needs_map
def test_twenty_thousand_points_are_drawn_at_once(page: Page, home: str) -> None:
    places = [
        [-60 + 130 * (n * 0.6180339 % 1), -180 + 360 * (n * 0.7548776 % 1), f"P{n}", "PRT", "city"]
        for n in range(20_000)
    ]
    cells = [number for n in range(20_000) for number in (n, n % 300, 1 + n % 4, 1 + n % 3)]
    told = {"first": "2026-01-01", "places": places, "cells": cells, "cut": True, "most": 20_000}
    page.route("**/map.json?*", lambda route: route.fulfill(json=told))
    drawn(page, home)
    page.wait_for_selector("#atlas[data-points='20000']")
    for _ in range(3):
        page.click("[data-do=out]")
        page.wait_for_timeout(100)
    took = float(page.get_attribute("#atlas", "data-ms") or 1e9)
    assert took <= MILLISECONDS
    assert "more than can be drawn" in page.locator("#state").inner_text()


@needs_map
def test_a_map_that_cannot_be_had_says_so(page: Page, context: BrowserContext, home: str) -> None:
    context.route("**/map.json?*", lambda route: route.fulfill(status=200, body="no json"))
    page.goto(f"{home}/map")
    page.get_by_text("The map can't be drawn").wait_for()
    assert page.locator("#places tbody tr").count() > 0


# network


def test_what_is_pointed_at_in_the_network_stands_out(page: Page, home: str) -> None:
    page.goto(f"{home}/network")
    page.locator(".node").first.focus()
    assert page.locator("#network.lit").count() == 1
    assert page.locator(".edge.on").count() >= 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/events?*party=*")


# the other pages' keys


def test_the_reader_is_walked_by_key(page: Page, home: str) -> None:
    page.goto(f"{home}/documents")
    page.get_by_role("link", name=re.compile("Kestrel Front says")).first.click()
    page.wait_for_url("**/document/*")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator(".lit, :focus").count() > 0


# review


def begin(page: Page, judging: tuple[str, Path], query: str = "") -> None:
    sign_in(page.context, judging[0])
    page.goto(f"{judging[0]}/review{query}")


def event(page: Page) -> str:
    return page.get_attribute("#words", "data-event") or ""


def press(page: Page, key: str) -> None:
    """Press a key that leads to another page, and wait for it."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_decisions_by_key(page: Page, judging: tuple[str, Path]) -> None:
    begin(page, judging)
    seen = [event(page)]
    for key in ("a", "x", " "):
        press(page, key)
        seen.append(event(page))
    assert len(set(seen)) == 4
    told = [(row["event"], row["verdict"]) for row in judgements(judging[1])]
    assert told == [(seen[0], "accept"), (seen[1], "reject")]


def test_the_last_decision_is_taken_back_by_key(page: Page, judging: tuple[str, Path]) -> None:
    begin(page, judging)
    first = event(page)
    press(page, "x")
    press(page, "u")
    assert event(page) == first
    assert [row["verdict"] for row in judgements(judging[1])] == ["reject", "withdraw"]


def test_a_flag_needs_its_reason(page: Page, judging: tuple[str, Path]) -> None:
    begin(page, judging)
    page.keyboard.press("f")
    assert page.evaluate("document.activeElement.id") == "why"
    page.keyboard.type("axe in two")  # in a field, keys are letters
    press(page, "Enter")
    (made,) = judgements(judging[1])
    assert (made["verdict"], made["why"]) == ("flag", "axe in two")


def test_words_chosen_in_the_text_correct_a_field(page: Page, judging: tuple[str, Path]) -> None:
    begin(page, judging, "?party=Kestrel&quad=4")
    page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.getElementById('words'), NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode());) {
            const at = node.data.indexOf('two guards');
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 'two guards'.length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
          }
        }"""
    )
    page.click("#choosing [data-field=whom]")
    assert page.input_value("#f-whom") == "two guards"
    press(page, "Enter")
    (made,) = judgements(judging[1])
    assert (made["verdict"], made["field"], json.loads(made["value"])) == ("correct", "whom", "two guards")
    assert page.locator(".field.changed label").inner_text() == "to whom"


def test_a_type_is_corrected_by_its_list(page: Page, judging: tuple[str, Path]) -> None:
    begin(page, judging)
    page.select_option("#f-type", "PROTEST")
    with page.expect_navigation():
        page.get_by_role("button", name="Correct what", exact=True).click()
    assert page.input_value("#f-type") == "PROTEST"
    assert [row["field"] for row in judgements(judging[1])] == ["type"]


def test_review_works_without_javascript(browser: Browser, judging: tuple[str, Path]) -> None:
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, judging[0])
    page = context.new_page()
    page.goto(f"{judging[0]}/review")
    page.fill("#why", "as the text says")
    page.get_by_role("button", name=re.compile("Accept")).click()
    page.get_by_role("button", name=re.compile("Take the last back")).click()
    context.close()
    assert [row["verdict"] for row in judgements(judging[1])] == ["accept", "withdraw"]


# on a phone


@pytest.mark.parametrize("path", ["/", "/events", "/incidents", "/commitments"])
def test_on_a_phone_nothing_lies_beyond_the_edge_and_how_it_stands_is_seen(
    browser: Browser, home: str, path: str
) -> None:
    phone = browser.new_context(viewport={"width": 360, "height": 780})
    page = phone.new_page()
    page.goto(home + path)
    beyond = page.evaluate(
        "[...document.querySelectorAll('.stacks td, .stacks .fact, .stacks .status')]"
        ".filter(e => e.offsetParent && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.textContent)"
    )
    assert beyond == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    if path != "/":
        assert page.locator(".stacks .fact:visible, .stacks .status:visible").count() > 0
    phone.close()


def test_moments_stand_in_the_readers_zone_with_the_sources_behind(browser: Browser, home: str) -> None:
    for zone, marks in (("Asia/Kathmandu", ("GMT+5:45", "UTC)")), ("UTC", ("UTC",))):
        away = browser.new_context(timezone_id=zone)
        page = away.new_page()
        page.goto(f"{home}/about")
        told = page.locator("time.moment").first.inner_text()
        assert all(mark in told for mark in marks)
        assert ("(" in told) == (zone != "UTC")
        away.close()
