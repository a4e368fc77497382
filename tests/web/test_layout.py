"""Where nodes lie: the same every time, inside the sheet, linked ones near, names apart."""

from __future__ import annotations

import itertools
import math

import pytest

from dateline.web import layout

STAR = [(0, nth) for nth in range(1, 8)]
CHAIN = [(nth, nth + 1) for nth in range(6)]


def test_nobody_lies_nowhere() -> None:
    assert layout.spread(0, []) == []


@pytest.mark.parametrize(
    ("nodes", "links"),
    [(1, []), (2, [(0, 1)]), (3, [(0, 1)]), (8, STAR), (7, CHAIN), (9, [(0, 1), (2, 3), (4, 5), (5, 6), (7, 8)])],
)
def test_all_lie_inside_and_apart(nodes: int, links: list[tuple[int, int]]) -> None:
    found = layout.spread(nodes, links, 1.5)
    assert len(found) == nodes
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in found)
    assert all(math.dist(a, b) > 0.05 for a, b in itertools.combinations(found, 2))


def test_the_same_links_give_the_same_places() -> None:
    assert layout.spread(8, STAR, 1.5) == layout.spread(8, STAR, 1.5)


def test_a_pair_that_is_linked_twice_is_linked_once() -> None:
    assert layout.spread(3, [(0, 1), (1, 0), (1, 2)]) == layout.spread(3, [(0, 1), (1, 2)])


def test_a_chain_lies_along_its_links() -> None:
    found = layout.spread(7, CHAIN)
    near = [math.dist(found[a], found[b]) for a, b in CHAIN]
    assert max(near) < math.dist(found[0], found[6]) / 2


def test_the_middle_of_a_star_is_nearest_to_all() -> None:
    found = layout.spread(8, STAR)

    def far(nth: int) -> float:
        return sum(math.dist(found[nth], other) for other in found)

    assert min(range(8), key=far) == 0


def test_parts_do_not_lie_in_each_other() -> None:
    found = layout.spread(6, [(0, 1), (1, 2), (3, 4), (4, 5)])
    boxes = []
    for part in (found[:3], found[3:]):
        xs, ys = zip(*part, strict=True)
        boxes.append((min(xs), min(ys), max(xs), max(ys)))
    (a, b, c, d), (e, f, g, h) = boxes
    assert c < e or g < a or d < f or h < b


def test_sixty_nodes_are_laid_out_at_once() -> None:
    links = [(a, (a * 7 + b) % 60) for a in range(60) for b in (1, 5) if a != (a * 7 + b) % 60]
    assert len(set(layout.spread(60, links, 1.6))) == 60


def test_a_label_that_finds_its_place_taken_goes_to_the_next() -> None:
    labels = [layout.Label(0, 50, 10, (0, 20)), layout.Label(30, 50, 10, (0, 20)), layout.Label(90, 50, 10, (0, 20))]
    assert layout.parted(labels, []) == [0, 20, 0]
    assert layout.parted(labels[:1], [(0, 0, 10, 10)]) == [20]


def test_a_label_without_room_stays() -> None:
    assert layout.parted([layout.Label(0, 50, 10, (0, 5))], [(0, 0, 99, 99)]) == [0]
