"""The same input gives the same bytes: whatever the order of sets, the process or the thread."""

from __future__ import annotations

import itertools
import json
import math
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.according_to import bind, credit, find
from dateline.according_to.configuration import Configuration
from dateline.according_to.crediting import judge, weights
from dateline.records import Factuality

from .drafting import actor, draft_of, event

TEXT = (
    "“We will not pay,” Ada Brenner said on Monday. The union said soldiers had burned a mill, but the army denied "
    "burning it. Villagers accused the army of burning two barns. The army pledged to leave if talks resume."
)
HOME = Path(__file__).parents[2]


def coded(text: str = TEXT) -> str:
    """A text through the room, as JSON."""
    draft = find(draft_of(text))
    events = tuple(event(draft, word, "ASSAULT", (actor(text, "soldiers"),)) for word in ("burned", "burning it"))
    done = bind(credit(replace(draft, events=events)))
    rows = (*done.attributions, *done.events, *done.commitments)
    return json.dumps([row.model_dump(mode="json") for row in rows])


def test_weights_are_finite_and_of_the_kind_that_rounds() -> None:
    values = [value for row in weights().values() for value in row.values()]
    assert all(math.isfinite(value) for value in values)
    assert any(value % 1 for value in values)


@pytest.mark.parametrize(
    "names",
    [
        ("accused", "agree", "claim", "ed"),
        ("accused", "agree", "cue", "opens"),
        ("accused", "agree", "hearsay", "talking"),
        ("accused", "agree", "nominal", "speaking"),
    ],
)
def test_where_two_factualities_are_as_likely_the_order_of_adding_decides_nothing(names: tuple[str, ...]) -> None:
    """The names are those of sums that come out even, and are rounded apart when they are added one by one."""
    verdicts = {judge(Configuration(order, ()), {})[0] for order in itertools.permutations(names)}  # type: ignore[arg-type]
    assert len(verdicts) == 1


@pytest.mark.parametrize("name", sorted({*weights()} - {"base", "prior", "unread"}))
def test_what_speaks_most_for_a_verdict_never_overturns_it(name: str) -> None:
    row = {stands: weights()[name].get(stands, 0.0) for stands in Factuality}
    best = max(Factuality, key=lambda stands: row[stands])
    verdict, _ = judge(Configuration(frozenset(), ()), dict.fromkeys(map(str, Factuality), 0.1) | {str(best): 0.4})
    again, _ = judge(Configuration(frozenset({name}), ()), dict.fromkeys(map(str, Factuality), 0.1) | {str(best): 0.4})
    assert verdict == again == best


def test_another_seed_of_hashes_gives_the_same_record() -> None:
    code = "from tests.according_to.test_steady import coded; print(coded())"
    path = os.pathsep.join((str(HOME / "src"), str(HOME)))
    printed = {
        subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            cwd=HOME,
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
    assert "Ada Brenner" in printed.pop()


def test_threads_code_as_one_does() -> None:
    texts = [TEXT, TEXT.replace("Ada Brenner", "Jo Roe"), TEXT.replace("union", "league")]
    alone = [coded(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(coded, texts * 4)) == alone * 4


def test_line_ends_of_another_system_change_offsets_alone() -> None:
    text = "The union said the mill is shut.\n\n“It was old,” Jo Roe said."
    rows = [
        [(a.kind, a.source and a.source.text, a.cue and a.cue.text) for a in find(draft_of(one)).attributions]
        for one in (text, text.replace("\n", "\r\n"))
    ]
    assert rows[0] == rows[1]
    assert len(rows[0]) == 2
