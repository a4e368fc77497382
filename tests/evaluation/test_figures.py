"""Floors hold, and only rise."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent.parent / "evaluation"
sys.path.insert(0, str(HOME))
import figures  # noqa: E402 - evaluation/ is no package


def test_a_figure_below_its_floor_is_told() -> None:
    (told,) = figures.below({"a.x": 0.49}, {"a.x": {"floor": 0.5}})
    assert "below" in told


def test_a_figure_above_its_ceiling_is_told() -> None:
    (told,) = figures.below({"a.x": 7}, {"a.x": {"ceiling": 6}})
    assert "above" in told


def test_a_pinned_figure_that_was_not_measured_is_told() -> None:
    (told,) = figures.below({"a.x": 1}, {"a.y": {"floor": 0.5}})
    assert "not measured" in told


def test_figures_of_modules_that_did_not_run_are_left_alone() -> None:
    assert figures.below({"a.x": 1}, {"b.y": {"floor": 0.5}}) == []


@pytest.mark.parametrize(("value", "floor"), [(0.7234, 0.72), (0.6, 0.7)])
def test_floors_only_rise(value: float, floor: float) -> None:
    assert figures.raised({"a.x": value}, {"a.x": {"floor": 0.7}})["a.x"]["floor"] == pytest.approx(floor)


def test_ceilings_only_fall() -> None:
    assert figures.raised({"a.x": 4}, {"a.x": {"ceiling": 6}})["a.x"]["ceiling"] == 4
    assert figures.raised({"a.x": 8}, {"a.x": {"ceiling": 6}})["a.x"]["ceiling"] == 6


def test_no_pin_is_easier_than_what_was_asked() -> None:
    for name, pin in json.loads((HOME / "floors.json").read_text("utf-8")).items():
        if "asked" in pin:
            assert pin.get("floor", pin["asked"]) >= pin["asked"] or "short" in pin, name
            assert pin.get("ceiling", pin["asked"]) <= pin["asked"] or "short" in pin, name
