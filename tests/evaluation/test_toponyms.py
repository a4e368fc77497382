"""The scorer of places, on rows and answers made by hand."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from dateline.records import Place

SCRIPT = Path(__file__).parent.parent.parent / "evaluation" / "places.py"


def load() -> Any:
    spec = importlib.util.spec_from_file_location("evaluation_places", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


places = load()
TEXT = "Kabul, Herat and Qwzrblx"


def gold(start: int, end: int, lat: float | None = 34.5, lon: float | None = 69.2) -> dict[str, Any]:
    return {"start": start, "end": end, "text": TEXT[start:end], "lat": lat, "lon": lon}


def answer(start: int, end: int, lat: float | None = 34.5, lon: float | None = 69.2) -> Place:
    return Place(span=(start, end), text=TEXT[start:end], lat=lat, lon=lon)


def row(*toponyms: dict[str, Any]) -> dict[str, Any]:
    return {"id": "a", "text": TEXT, "toponyms": list(toponyms)}


def scored(toponyms: list[dict[str, Any]], answers: list[Place]) -> list[float]:
    measured = places.score([row(*toponyms)], [answers])
    del measured["calibration"]
    return [round(value, 3) for value in measured.values()]


@pytest.mark.parametrize(
    ("toponyms", "answers", "figures"),
    [
        ([gold(0, 5)], [answer(0, 5)], [1, 1, 1, 1, 1]),
        ([gold(0, 5)], [answer(2, 9)], [1, 1, 1, 1, 1]),
        ([gold(0, 5)], [answer(7, 12)], [0, 0, 0, 0, 0]),
        ([gold(0, 5)], [answer(0, 5, 36.0, 69.2)], [1, 1, 1, 0, 0]),
        ([gold(0, 5), gold(7, 12)], [answer(0, 5)], [1, 0.5, 0.667, 1, 0.5]),
        ([gold(0, 5), gold(7, 12)], [answer(0, 5), answer(7, 12, None, None)], [1, 1, 1, 1, 0.5]),
        ([gold(0, 5), gold(7, 12, None, None)], [answer(0, 5), answer(7, 12)], [1, 1, 1, 1, 1]),
        ([gold(0, 5), gold(0, 5)], [answer(0, 5)], [1, 1, 1, 1, 1]),
        ([], [answer(0, 5)], [0, 0, 0, 0, 0]),
        ([gold(0, 5)], [], [0, 0, 0, 0, 0]),
    ],
)
def test_the_figures_of_answers(toponyms: list[Any], answers: list[Place], figures: list[float]) -> None:
    assert scored(toponyms, answers) == figures


def test_calibration_is_how_far_confidence_is_from_being_right() -> None:
    """Half of the names of which it is sure by .75 are right: .25 off."""
    found = answer(0, 5), answer(7, 12, 0.0, 0.0)
    sure = [one.model_copy(update={"confidence": 0.75}) for one in found]
    assert places.calibration([row(gold(0, 5), gold(7, 12))], [sure]) == pytest.approx(0.25)
    assert places.calibration([row(gold(0, 5))], [[answer(0, 5)]]) == 0


def test_an_exact_span_goes_before_one_that_overlaps() -> None:
    assert scored([gold(0, 5)], [answer(0, 12, 0.0, 0.0), answer(0, 5)]) == [1, 1, 1, 1, 1]


def test_the_room_is_measured_with_its_speed() -> None:
    measured = places.measure([row(gold(0, 5, 34.53, 69.17), gold(7, 12, 34.34, 62.2))])
    assert measured["accuracy_161_end_to_end"] == 1
    assert measured["documents_per_second"] > 0
