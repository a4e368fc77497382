"""The figures of copies: what is true of two reports, and that the script counts rightly."""

from __future__ import annotations

import importlib
import json
import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "evaluation"))
copies = importlib.import_module("copies")


def made(count: int, seed: int) -> list[str]:
    """Paragraphs of twelve made-up words each."""
    draw = random.Random(seed)  # noqa: S311
    return [" ".join("".join(draw.choices("abcdeiklmnorstu", k=6)) for _ in range(12)) + "." for _ in range(count)]


def corpus(folder: Path, **reports: str) -> Path:
    """A folder with all sources, the first of them holding these reports."""
    for source in copies.SOURCES:
        (folder / f"{source}.jsonl").write_text("", "utf-8")
    lines = (json.dumps({"id": name, "text": text}) + "\n" for name, text in reports.items())
    (folder / f"{copies.SOURCES[0]}.jsonl").write_text("".join(lines), "utf-8")
    return folder


def test_shared_runs_are_measured_on_the_shorter_report() -> None:
    whole = made(10, seed=1)
    shared = copies.verbatim({"b": " ".join(whole), "a": " ".join(whole[:5]), "c": " ".join(made(10, seed=2))})
    assert shared == {("a", "b"): 1.0}


def test_what_was_read_decides_where_the_rule_does_not(tmp_path: Path) -> None:
    path = tmp_path / "copies.txt"
    path.write_text("# a remark\nb a copy\nc a two\n", "utf-8")
    truth = copies.Truth({("c", "d"): 0.5, ("d", "e"): 0.49}, copies.read(path))
    told = [truth.one_text(*both) for both in ("aa", "ab", "ba", "ac", "dc", "de", "ae")]
    assert told == [True, True, True, False, True, False, False]


@pytest.mark.parametrize("kind", sorted(copies.EDITS))
def test_an_edit_changes_the_text_and_is_the_same_again(kind: str) -> None:
    text, others = "\n\n".join(made(9, seed=1)), ["\n\n".join(made(9, seed=seed)) for seed in range(2, 8)]
    first, second = (copies.EDITS[kind](text, random.Random(3), others) for _ in range(2))  # noqa: S311
    assert first == second != text


def test_traps_are_the_same_again_and_of_four_kinds() -> None:
    reports = [" ".join(made(9, seed=seed)) for seed in range(220)]
    first, second = list(copies.traps(reports)), list(copies.traps(reports))
    assert first == second
    assert {name.split(":")[0] for name, _ in first} == {"forecast", "market", "footer", "background"}


def test_reports_of_one_text_are_told_from_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reports = {f"r{seed}": "\n\n".join(made(12, seed=seed)) for seed in range(210)}
    reports["again"] = reports["r0"]
    measured = copies.figures(corpus(tmp_path, **reports))
    assert measured["copies.precision"] > 0.95
    assert measured["copies.recall"] > 0.95
    assert measured["copies.untouched"] == measured["copies.untouched_recall"] == 1.0
    assert "all edits" in capsys.readouterr().out


def test_a_pair_that_was_not_read_is_false(capsys: pytest.CaptureFixture[str]) -> None:
    index = copies.Index()
    for name in ("a", "b"):
        index.add(name, copies.copies.sketch(" ".join(made(12, seed=1))))
    assert copies.of_untouched(index, copies.Truth({}, {})) == copies.Count(false=1)
    assert "not read" in capsys.readouterr().out
    assert copies.of_untouched(index, copies.Truth({("a", "b"): 1.0}, {})) == copies.Count(1, 1, 1, 0)


def test_growth_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reports = {f"r{seed}": "\n\n".join(made(30, seed=seed)) for seed in range(5)}
    copies.grow(100, corpus(tmp_path, **reports))
    assert capsys.readouterr().out.count("candidates on average") == 4
