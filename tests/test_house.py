"""The house limits of docs/design.md; each test prints the offenders."""

from __future__ import annotations

import ast
import json
import os
import re
import statistics
import subprocess
import sys
import time
import tomllib
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import grimp
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HOME = Path(__file__).parent.parent
SOURCE = HOME / "src" / "dateline"
SHARED = HOME.parent / "shared"

FILE_LINES, FUNCTION_LINES, MEDIAN_LINES, PARAMETERS, DEPTH, DEPENDENCIES = 500, 60, 12, 6, 2, 15
IMPORT_SECONDS, HELP_SECONDS = 0.2, 0.3
SEED_RUN, CORPUS_RUN = 8, 10  # so many words in a row that stand in a reference text too are copied, not met by chance
DISTINCT = 6  # words that a run must have, however often it says them

Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(*roots: str) -> list[Path]:
    """All Python files below the named directories of the project, in order."""
    return sorted(path for root in roots for path in (HOME / root).rglob("*.py"))


EVERYWHERE = ("src", "tests", "evaluation", "training", "knowledge")


def functions(path: Path) -> Iterator[tuple[str, Function]]:
    """Every function of a file, nested ones and methods too, with a name to print."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, Function):
            yield f"{path.relative_to(HOME)}:{node.lineno} {node.name}", node


def length(node: Function) -> int:
    """Lines from ``def`` to the end, the docstring included."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def parameters(node: Function) -> int:
    """How many parameters a caller may have to think of: everything but ``self`` and ``cls``."""
    spec = node.args
    named = [arg.arg for arg in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs)]
    return len([name for name in named if name not in {"self", "cls"}]) + bool(spec.vararg) + bool(spec.kwarg)


def undocumented(path: Path) -> Iterator[str]:
    """Public modules, classes, functions and methods of a file that have no docstring."""
    tree = ast.parse(path.read_text("utf-8"))
    if not ast.get_docstring(tree):
        yield f"{path.relative_to(HOME)}"
    waiting: list[ast.Module | ast.ClassDef] = [tree]
    while waiting:
        for node in waiting.pop().body:
            if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
                if not ast.get_docstring(node):
                    yield f"{path.relative_to(HOME)}:{node.lineno} {node.name}"
                if isinstance(node, ast.ClassDef):
                    waiting.append(node)


def none_of(offenders: Iterable[str], what: str) -> None:
    """Fail with one offender a line."""
    found = list(offenders)
    assert not found, f"{what}:\n  " + "\n  ".join(found)


def test_files_are_short() -> None:
    sizes = {path: len(path.read_text("utf-8").splitlines()) for path in python_files(*EVERYWHERE)}
    none_of((f"{path.relative_to(HOME)} {n}" for path, n in sizes.items() if n > FILE_LINES), "long files")


def test_functions_are_short() -> None:
    every = [item for path in python_files(*EVERYWHERE) for item in functions(path)]
    none_of((f"{name} {length(node)}" for name, node in every if length(node) > FUNCTION_LINES), "long functions")


def test_most_functions_are_very_short() -> None:
    lengths = [length(node) for path in python_files("src") for _, node in functions(path)]
    assert statistics.median(lengths) < MEDIAN_LINES


def test_parameters_are_few() -> None:
    every = [item for path in python_files(*EVERYWHERE) for item in functions(path)]
    none_of((f"{name} {parameters(node)}" for name, node in every if parameters(node) > PARAMETERS), "many parameters")


def test_the_tree_is_flat() -> None:
    deep = (path.relative_to(SOURCE) for path in SOURCE.rglob("*") if "__pycache__" not in path.parts)
    none_of((str(path) for path in deep if len(path.parts) - 1 > DEPTH), "deep paths")


def test_imports_make_no_cycle() -> None:
    graph = grimp.build_graph("dateline", exclude_type_checking_imports=True, cache_dir=None)
    try:
        TopologicalSorter({m: graph.find_modules_directly_imported_by(m) for m in graph.modules}).prepare()
    except CycleError as error:
        pytest.fail("import cycle: " + " -> ".join(error.args[1]))


def test_public_names_are_documented() -> None:
    none_of((name for path in python_files("src") for name in undocumented(path)), "no docstring")


def test_tests_are_as_long_as_the_code() -> None:
    def lines(root: str) -> int:
        return sum(len(path.read_text("utf-8").splitlines()) for path in python_files(root))

    assert lines("tests") >= lines("src")


def test_direct_dependencies_are_few() -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
    assert len(project["dependencies"]) <= DEPENDENCIES, project["dependencies"]


def seconds(*arguments: str, within: float) -> float:
    """The shortest wall time of a Python started with these arguments; stops trying once it's within the limit."""
    best, environment = float("inf"), {**os.environ, "PYTHONPATH": str(HOME / "src")}
    for _ in range(12):
        began = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)  # noqa: S603 - ours
        best = min(best, time.perf_counter() - began)
        if best <= within:
            break
    return best


def test_import_is_quick() -> None:
    assert seconds("-c", "import dateline", within=IMPORT_SECONDS) <= IMPORT_SECONDS


def test_help_is_quick() -> None:
    assert seconds("-m", "dateline", "--help", within=HELP_SECONDS) <= HELP_SECONDS


def words(text: str) -> list[str]:
    """The words of a text, without case and punctuation."""
    return re.findall(r"[^\W_]+", text.lower())


def runs(text: str, size: int) -> set[str]:
    """Every run of so many words of a text, but for those that say a name twice and no more."""
    found = words(text)
    every = (found[i : i + size] for i in range(len(found) - size + 1))
    return {" ".join(run) for run in every if len(set(run)) >= DISTINCT}


def committed_texts() -> Iterator[tuple[str, str]]:
    """Every text file that git tracks or would track, by its name."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=HOME, check=True, capture_output=True, text=True).stdout  # noqa: S603 - ours
    for name in filter(None, names.split("\0")):
        try:
            yield name, (HOME / name).read_text("utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # weights and other tables of bytes, or a file that was just removed


def strings(value: object) -> Iterator[str]:
    """All strings inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def seed_texts() -> Iterator[str]:
    """The seed's report, where it lies beside the project."""
    return (path.read_text("utf-8", errors="replace") for path in sorted((SHARED / "seed").glob("*.txt")))


def corpus_texts() -> Iterator[str]:
    """Every item of every corpus, where they lie beside the project."""
    for path in sorted((SHARED / "corpus").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from (" ".join(strings(json.loads(line))) for line in lines)


def copied(ours: Iterable[tuple[str, str]], theirs: Iterable[str], size: int) -> list[str]:
    """Runs of words in `ours` (name and text) that stand in `theirs` too, each with the name of its file."""
    where = {run: name for name, text in ours for run in runs(text, size)}
    return sorted({f"{where[run]}: {run}" for text in theirs for run in runs(text, size) if run in where})


def test_no_sentence_of_the_seed_is_copied() -> None:
    none_of(copied(committed_texts(), seed_texts(), SEED_RUN), "copied words")


def test_no_sentence_of_a_corpus_is_copied() -> None:
    none_of(copied(committed_texts(), corpus_texts(), CORPUS_RUN), "copied words")


def test_a_copied_sentence_would_be_found() -> None:
    sentence = "The harbour master of Port Ellery counted nine boats before dawn"
    ours = [("planted.txt", f"Before that, {sentence.upper()}, he said.")]
    assert len(copied(ours, [f"A line. {sentence}. Another line."], SEED_RUN)) == len(words(sentence)) - SEED_RUN + 1
