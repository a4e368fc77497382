"""How linking is judged."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dateline.linking.mentions import Word
from dateline.linking.scoring import Same
from tests import sample
from tests.linking.making import report

sys.path.insert(0, str(Path(__file__).parents[2] / "evaluation"))
linking = importlib.import_module("linking")


def mention(start: int, end: int, cluster: str, *, checked: bool = True, kind: str = "event") -> dict[str, Any]:
    return {"start": start, "end": end, "cluster": cluster, "in_validated": checked, "kind": kind, "text": "x"}


ROW = {"id": "d", "mentions": [mention(0, 3, "A"), mention(5, 9, "B", checked=False), mention(5, 9, "C", kind="time")]}


def word(document: str, start: int, chance: float = 0.5) -> Word:
    return Word(document, (start, start + 2), "ab", 0, chance, np.zeros(1, np.float32))


def test_gold_are_the_event_mentions_of_checked_sentences() -> None:
    assert linking.gold([ROW]) == {("d", 0, 3): "A"}
    assert linking.gold([ROW], checked=False) == {("d", 0, 3): "A", ("d", 5, 9): "B"}


def test_a_gold_mention_has_the_cluster_of_its_surest_word() -> None:
    clusters = [(word("d", 0), word("e", 0)), (word("d", 2, 0.9),)]
    assert linking.told_by_words([("d", 0, 3), ("d", 5, 9), ("f", 0, 3)], clusters) == {("d", 0, 3): "1"}


def test_a_gold_mention_has_the_event_whose_trigger_it_shares_most_with() -> None:
    start, end = sample.CLAIM.trigger.span
    keys = [("velmar-1", start - 4, end), ("velmar-1", 0, 2)]
    assert linking.events_of(keys, [sample.RECORD]) == {keys[0]: "e1"}


def test_a_store_joins_what_shares_a_key_and_scores_high() -> None:
    rows = [report("a"), report("b"), report("c", start="2032-01-01", end="2032-01-01")]
    store = linking.stored(rows, lambda _a, _b: Same(0.9, ()))
    assert store.incident["a1"] == store.incident["b1"] == "a1"
    assert store.incident["c1"] == "c1"  # it scores as high, but isn't looked at
    assert store.near(rows[0]) == {"b1"}


@pytest.mark.parametrize(("start", "share"), [("2031-05-07", 1.0), ("2032-01-01", 0.0)])
def test_blocking_is_the_share_of_pairs_that_share_a_key(start: str, share: float) -> None:
    rows = [report("a"), report("b", start=start, end=start), report("c")]
    assert linking.blocked(rows, {"a1": "A", "b1": "A", "c1": "C"}) == share
    assert linking.blocked(rows, {}) == 0.0


def test_what_is_not_kept_is_not_scored() -> None:
    kept = linking._kept(ROW, lambda key: key[1] == 5)
    assert [m["cluster"] for m in kept["mentions"]] == ["B", "C"]
