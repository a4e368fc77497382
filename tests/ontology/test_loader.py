"""What the loader answers, and how it fails."""

from __future__ import annotations

import dataclasses
import gc
import json
import os
import subprocess
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from dateline import ontology
from dateline.errors import KnowledgeError
from dateline.ontology import loader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOAD_PARSES = 2.0
SOURCE = Path(__file__).parents[2] / "src"
CASES = Path(__file__).parent.parent / "cases"
ONTOLOGY: dict[str, Any] = json.loads((CASES / "ontology.json").read_text("utf-8"))
CAMEO: list[dict[str, Any]] = json.loads((CASES / "ontology_cameo.json").read_text("utf-8"))
CACHED = (
    ontology.event_types,
    ontology.contexts,
    ontology.sectors,
    ontology.nonstates,
    ontology.territories,
    ontology.auxiliary_modes,
    ontology.cameo,
)
INNER = (ontology.event_type, loader._labels, loader._table)


def forget() -> None:
    for function in (*CACHED, *INNER):
        function.cache_clear()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder in place of the ontology's own."""
    forget()
    monkeypatch.setattr(loader, "HOME", tmp_path)
    (tmp_path / "types").mkdir()
    yield tmp_path
    forget()


@pytest.mark.parametrize("case", ONTOLOGY["types"], ids=lambda case: case["type"])
def test_quad_and_intensity_of_a_type(case: dict[str, Any]) -> None:
    assert ontology.quad(case["type"]) == case["quad"], case["why"]
    assert ontology.intensity(case["type"]) == case["intensity"], case["why"]


@pytest.mark.parametrize("case", ONTOLOGY["intensities"], ids=lambda case: f"{case['type']}-{case['mode']}")
def test_intensity_of_a_mode(case: dict[str, Any]) -> None:
    assert ontology.intensity(case["type"], case["mode"]) == case["intensity"], case["why"]


def test_modes_are_plovers() -> None:
    assert {label: list(ontology.modes(label)) for label in ontology.event_types()} == ONTOLOGY["modes"]


def test_only_vandalize_has_no_score_of_its_own() -> None:
    kinds = ontology.event_types().values()
    unscored = [(kind.label, mode.label) for kind in kinds for mode in kind.modes.values() if mode.intensity is None]
    assert unscored == [("PROTEST", "vandalize")]


@pytest.mark.parametrize("ask", [ontology.event_type, ontology.quad, ontology.modes, ontology.intensity])
def test_an_unknown_type_is_a_key_error(ask: Any) -> None:
    with pytest.raises(KeyError, match="YIELD"):
        ask("YIELD")


def test_a_mode_of_another_type_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="phone"):
        ontology.intensity("ASSAULT", "phone")


def test_labels_of_the_side_tables() -> None:
    assert list(ontology.contexts()) == ONTOLOGY["contexts"].split()
    assert list(ontology.sectors()) == ONTOLOGY["sectors"].split()
    assert list(ontology.nonstates()) == ONTOLOGY["nonstates"].split()
    assert list(ontology.territories()) == ONTOLOGY["territories"].split()


def test_auxiliary_modes_become_factualities() -> None:
    said = {label: mode.factuality for label, mode in ontology.auxiliary_modes().items()}
    assert said == {
        "historical": "asserted",
        "future": "future",
        "hypothetical": "hypothetical",
        "negation": "negated",
    }


@pytest.mark.parametrize("case", CAMEO, ids=lambda case: case["code"] or "nothing")
def test_from_cameo(case: dict[str, Any]) -> None:
    coding = ontology.from_cameo(case["code"])
    found = coding and [coding.type, coding.mode, list(coding.contexts)]
    assert found == case["coding"], case["why"]


def test_a_coding_is_a_plain_triple() -> None:
    assert ontology.from_cameo("0871") == ("RETREAT", "ceasefire", ("military",))


def test_a_very_long_code_is_no_trouble() -> None:
    assert ontology.from_cameo("04" + "9" * 1_000_000) == ("CONSULT", None, ())


def test_the_five_classes_differ_from_the_quads_only_in_concede() -> None:
    quads = {label: kind.quad for label, kind in ontology.event_types().items()}
    assert set(ontology.PENTA) == set(quads)
    assert {label for label in quads if quads[label] != ontology.PENTA[label]} == {"CONCEDE"}


def test_one_type_is_read_alone() -> None:
    forget()
    assert ontology.quad("AID") == 2
    assert ontology.event_type.cache_info().currsize == 1
    assert ontology.event_type("AID") is ontology.event_types()["AID"]


def test_a_label_is_no_path() -> None:
    with pytest.raises(KeyError):
        ontology.event_type("../types/AID")


def test_all_is_loaded_once_and_frozen() -> None:
    for function in CACHED:
        assert function() is function()
        assert isinstance(function(), MappingProxyType)
    kind = ontology.event_types()["AID"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        kind.quad = 3  # type: ignore[misc]
    assert isinstance(kind.modes, MappingProxyType)
    assert isinstance(ontology.PENTA, MappingProxyType)


def test_everything_named_is_there() -> None:
    assert Counter(ontology.__all__) == Counter(set(ontology.__all__))
    assert all(hasattr(ontology, name) for name in ontology.__all__)


def test_nothing_is_read_on_import() -> None:
    code = (
        "import dateline.ontology.loader as l; print(l.event_types.cache_info().misses + l.cameo.cache_info().misses)"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)  # noqa: S603
    assert done.stdout.strip() == b"0"


def test_loading_takes_little_more_than_reading_the_files() -> None:
    """A ratio, since machines differ; the least of some tries in turn, since other work lengthens some."""
    pages = [path.read_text("utf-8") for path in loader.HOME.rglob("*.toml")]

    def load() -> None:
        forget()
        for function in CACHED:
            function()

    def parse() -> None:
        for page in pages:
            tomllib.loads(page)

    loading, parsing = least_times(load, parse)
    assert loading <= LOAD_PARSES * parsing


def least_times(*works: Callable[[], None]) -> list[float]:
    """The least processor time that each work takes in thirty tries by turns, in seconds.

    Garbage is left meanwhile: collecting that of all the tests before would count for whoever makes objects.
    """
    times: list[list[float]] = [[] for _ in works]
    gc.disable()
    try:
        for _ in range(30):
            for work, taken in zip(works, times, strict=True):
                began = time.process_time()
                work()
                taken.append(time.process_time() - began)
    finally:
        gc.enable()
    return [min(taken) for taken in times]


@pytest.mark.parametrize("ask", CACHED, ids=lambda ask: ask.__name__)
@pytest.mark.usefixtures("home")
def test_a_missing_file_says_what_to_do(ask: Any) -> None:
    with pytest.raises(KnowledgeError, match="missing or damaged; install dateline again"):
        ask()


@pytest.mark.parametrize(
    ("name", "text", "ask"),
    [
        ("contexts.toml", "contexts = [", ontology.contexts),
        ("contexts.toml", "[[contexts]]\nlabel = 'x'", ontology.contexts),
        ("contexts.toml", "[[contexts]]\ncaption = 'x'", ontology.contexts),
        ("sectors.toml", "[[sector]]\ncode = 'x'", ontology.sectors),
        ("auxiliary.toml", "[[auxiliary]]\nlabel = 'x'\nextra = 1", ontology.auxiliary_modes),
        ("types/AID.toml", "label = 'AID'", ontology.event_types),
        ("cameo.csv", "code,type\n01,AID\n", ontology.cameo),
    ],
    ids=["broken", "too few keys", "no label", "no section", "too many keys", "half a type", "half a row"],
)
def test_a_damaged_file_is_named(home: Path, name: str, text: str, ask: Any) -> None:
    (home / name).write_text(text, "utf-8")
    with pytest.raises(KnowledgeError, match=Path(name).name):
        ask()


def test_bytes_that_are_no_text_are_damage(home: Path) -> None:
    (home / "contexts.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KnowledgeError, match="contexts"):
        ontology.contexts()
