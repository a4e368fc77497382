from __future__ import annotations

import pytest

from dateline.according_to.found import SHELF, Found, Nearby, likeness, shared, size


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([(0, 10)], [(5, 15)], 5),
        ([(0, 10)], [(10, 15)], 0),
        ([(0, 10)], [(2, 4), (6, 8)], 4),
        ([(0, 2), (8, 12)], [(1, 10)], 3),
        ([], [(0, 3)], 0),
    ],
)
def test_shared_characters(one: list[tuple[int, int]], other: list[tuple[int, int]], expected: int) -> None:
    assert shared(one, other) == expected
    assert shared(other, one) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (((0, 10),), ((0, 10),), 1.0),
        (((0, 10),), ((0, 5),), 0.5),
        (((0, 10),), ((20, 30),), 0.0),
        (((0, 4), (6, 10)), ((0, 10),), 0.8),
        (((3, 3),), ((3, 3),), 0.0),
    ],
)
def test_likeness(one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...], expected: float) -> None:
    assert likeness(one, other) == pytest.approx(expected)


def test_size_counts_characters() -> None:
    assert size([(0, 3), (10, 14)]) == 7
    assert size([]) == 0


def test_the_hull_spans_the_contents_and_the_reach_the_cue_too() -> None:
    found = Found("reporting", None, (20, 24), ((0, 5), (8, 12)))
    assert found.hull == (0, 12)
    assert found.reach == (0, 24)
    assert Found("reporting", None, None, ((3, 9),)).reach == (3, 9)


@pytest.mark.parametrize(
    ("span", "numbers"),
    [
        ((0, 3), [0]),
        ((SHELF - 1, SHELF + 1), [0, 1]),
        ((SHELF * 3, SHELF * 3 + 1), [1, 2]),
        ((SHELF * 9, SHELF * 9 + 9), []),
        ((0, SHELF * 9), [0, 1, 2]),
    ],
)
def test_what_touches_a_span_is_found_nearby(span: tuple[int, int], numbers: list[int]) -> None:
    nearby = Nearby()
    for number, one in enumerate([(0, 5), (SHELF, SHELF * 3), (SHELF * 3 + 2, SHELF * 3 + 4)]):
        nearby.put(number, one)
    assert nearby.at(span) == numbers
