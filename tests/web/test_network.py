"""The network's page: who towards whom, every arrow and number with its events."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from dateline.store import Selection
from dateline.web import network
from tests.web.conftest import EVIL
from tests.web.reading import page

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


def row(one: str, other: str, *quads: int, **more: Any) -> dict[str, Any]:
    names = {"from_id": one, "from_name": one, "to_id": other, "to_name": other}
    counts = {f"q{nth}": n for nth, n in enumerate(quads, 1)}
    return {**names, "from_country": None, "to_country": None, **counts, "n": sum(quads), "last": None, **more}


def drawn(*rows: dict[str, Any], by: str = "actor") -> tuple[list[network.Node], list[network.Edge]]:
    return network.drawn(rows, Selection(), by)


def test_the_page_has_a_drawing_and_a_table(client: TestClient) -> None:
    found = page(client, "/network")
    assert found.all("svg", id="network")
    assert "Heron Brigade" in found.text
    assert "Salt Mill" in found.text
    assert not any("style" in attributes for _, attributes in found.elements)


def test_every_dyads_number_leads_to_so_many_events(client: TestClient) -> None:
    source = client.get("/network").text
    numbers = re.findall(r'<td class="num[^"]*"><a href="(/events\?[^"]+)">(\d+)</a>', source)
    assert len(numbers) >= 4
    for href, number in numbers:
        rows = client.get(href.replace("&amp;", "&").replace("/events?", "/events.json?")).json()["rows"]
        assert len(rows) == int(number)


def test_arrows_and_circles_lead_to_events(client: TestClient) -> None:
    found = page(client, "/network")
    links = [a for a in found.all("a") if str(a.get("class", "")).startswith(("edge", "node"))]
    assert len(links) >= 6
    assert all(str(a["href"]).startswith("/events?") and a["aria-label"] for a in links)


def test_dyads_as_data(client: TestClient) -> None:
    found = client.get("/network.json?type=AID").json()
    assert (found["by"], found["cut"]) == ("actor", False)
    (dyad,) = found["dyads"]
    assert (dyad["from_name"], dyad["to_name"], dyad["n"], dyad["q2"]) == ("Plover Guild", "Teal Guild", 1, 1)


def test_by_country_and_what_is_neither(client: TestClient) -> None:
    assert client.get("/network.json?by=country").json()["by"] == "country"
    assert page(client, "/network?by=country")
    assert client.get("/network.json?by=planet").status_code == 422


def test_an_empty_selection_says_what_to_do(client: TestClient) -> None:
    found = page(client, "/network?party=Nobody+At+All")
    assert "Take all conditions away" in found.text
    assert not found.all("svg", id="network")


def test_names_out_of_reports_stay_words(client: TestClient) -> None:
    source = client.get("/network").text
    assert "<script>alert" not in source
    assert EVIL.split("'", maxsplit=1)[0] not in source


@pytest.mark.parametrize(
    ("quads", "kind"),
    [((5, 0, 0, 0), "cooperation"), ((0, 2, 0, 1), "cooperation"), ((1, 0, 0, 1), "mixed"), ((0, 0, 1, 2), "conflict"),
     ((1, 0, 1, 1), "conflict")],
)  # fmt: skip
def test_a_dyad_is_what_most_of_its_events_are(quads: tuple[int, ...], kind: str) -> None:
    _, (edge,) = drawn(row("a", "b", *quads))
    assert edge.kind == kind


def test_both_directions_are_drawn_apart() -> None:
    nodes, edges = drawn(row("a", "b", 0, 0, 0, 3), row("b", "a", 1, 0, 0, 0))
    assert [(n.name, n.n) for n in nodes] == [("a", 4), ("b", 4)]
    assert [(e.source, e.target) for e in edges] == [(0, 1), (1, 0)]
    assert edges[0].path != edges[1].path
    assert edges[0].words == "a to b: 3 material conflict"


def test_more_events_make_thicker_arrows_and_larger_circles() -> None:
    nodes, edges = drawn(row("a", "b", 0, 0, 0, 40), row("a", "c", 0, 0, 0, 1))
    assert edges[0].width > edges[1].width
    assert [n.name for n in nodes] == ["a", "b", "c"]
    assert nodes[0].radius > nodes[1].radius > nodes[2].radius


def test_the_drawing_is_bounded() -> None:
    many = [row(f"hub {nth % 3}", f"leaf {nth}", 0, 0, 1, 0) for nth in range(400)]
    nodes, edges = drawn(*many)
    assert len(nodes) <= network.NODES
    assert len(edges) <= network.EDGES
    assert all(0 <= n.x <= network.WIDE and 0 <= n.y <= network.HIGH for n in nodes)


def test_whoever_has_no_link_in_the_drawing_is_left_out() -> None:
    many = [row("hub", f"leaf {nth}", 0, 0, 5, 0) for nth in range(80)]
    nodes, _ = drawn(*many, row("far", "off", 0, 0, 0, 1))
    assert "far" not in {n.name for n in nodes}


def test_nothing_drawn_is_no_error() -> None:
    assert drawn() == ([], [])


def test_long_names_are_cut_where_they_are_drawn_alone() -> None:
    name = "The Very Long Committee of the Lower Harbour"
    nodes, _ = drawn(row(name, "b", 1, 0, 0, 0))
    node = next(n for n in nodes if n.name == name)
    assert len(node.label) <= 22
    assert node.label.endswith("…")
