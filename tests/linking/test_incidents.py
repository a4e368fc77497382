from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from dateline.linking.incidents import SETTLED, average, join, settle
from dateline.linking.scoring import Same

from .making import report

if TYPE_CHECKING:
    from dateline.linking.reports import Report

OTHER = {"trigger": "met", "type": "CONSULT", "quad": 1, "mode": None, "killed": None, "words": "talks on fishing"}


def by_number(a: Report, b: Report) -> Same:
    """A score for the tests: near certain where the triggers are one."""
    return Same(0.9 if a.trigger == b.trigger else 0.1, ())


def test_a_report_joins_the_incident_that_it_fits() -> None:
    found, because = join(report("c"), {"x": [report("b", **OTHER)], "y": [report("a")]})
    assert found == "y"
    assert because[0].startswith("y at ")


def test_it_begins_its_own_where_none_fits() -> None:
    found, because = join(report("c"), {"x": [report("b", **OTHER)]})
    assert found is None
    assert because[0].startswith("nearest x")


@pytest.mark.parametrize("candidates", [{}, {"x": []}, {"x": [report("c")]}])
def test_without_candidates_it_begins_its_own(candidates: dict[str, list[Report]]) -> None:
    assert join(report("c"), candidates)[0] is None


def test_of_two_alike_the_first_by_name() -> None:
    assert join(report("c"), {"y": [report("a")], "x": [report("b")]})[0] == "x"


def test_two_events_of_one_document_join_only_where_they_are_the_same() -> None:
    assert join(report("a", id="a2"), {"x": [report("a")]})[0] == "x"
    assert join(report("a", id="a2", **OTHER), {"x": [report("a")]})[0] is None


def test_what_one_document_tells_of_an_act_joins_together() -> None:
    attack, dead = report("c", place=None, place_id=None, dated=False), report("c", id="c2", trigger="killed")
    found, because = join([attack, dead], {"x": [report("b", **OTHER)], "y": [report("a")]})
    assert found == "y"
    assert because[0].startswith("y at")
    assert join([attack, dead], {"x": [attack, dead]})[0] is None


def test_settling_keeps_together_what_one_document_tells_of_an_act() -> None:
    dead = report("a", id="a2", trigger="killed")
    found = settle([report("a"), dead, report("b"), report("c", **OTHER)])
    assert [sorted(r.id for r in cluster) for cluster in found] == [["a1", "a2", "b1"], ["c1"]]


def test_settling_parts_what_does_not_belong() -> None:
    found = settle([report("a"), report("b"), report("c", **OTHER), report("d", **OTHER)])
    assert [[r.document for r in c] for c in found] == [["a", "b"], ["c", "d"]]


def test_settling_is_the_same_in_any_order() -> None:
    mixed = [report(f"{n}", trigger=f"t{n % 5}") for n in range(30)]
    expected = settle(mixed, by_number)
    assert len(expected) == 5
    for seed in range(5):
        random.Random(seed).shuffle(mixed)  # noqa: S311 - only an order
        assert settle(mixed, by_number) == expected


def test_what_is_given_twice_counts_once() -> None:
    assert [len(c) for c in settle([report("a"), report("a")])] == [1]


def test_nothing_makes_no_incident() -> None:
    assert settle([]) == []


def test_a_vast_incident_is_settled_in_part_and_the_rest_joins() -> None:
    vast = [report(f"{n:04}", trigger=f"t{n % 3}") for n in range(SETTLED + 30)]
    vast.append(report("zz", trigger="alone"))
    found = settle(vast, by_number)
    assert sorted(map(len, found)) == [1, 90, 90, 90]


def test_average_linkage_wants_the_average_not_one_link() -> None:
    chances = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.1}
    assert average(3, chances, 0.5) == [[0, 1], [2]]
    assert average(3, chances, 0.4) == [[0, 1, 2]]


def test_a_missing_link_is_none() -> None:
    assert average(4, {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.9}, 0.5) == [[0, 1], [2, 3]]


def test_average_of_averages_counts_members() -> None:
    chances = {(0, 1): 0.99, (0, 2): 0.98, (1, 2): 0.98, (0, 3): 0.9, (1, 3): 0.3, (2, 3): 0.3}
    assert average(4, chances, 0.51) == [[0, 1, 2], [3]]
    assert average(4, chances, 0.5) == [[0, 1, 2, 3]]
