from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from dateline.errors import InputError
from dateline.linking.following import MOST, follow, keys, lapsed, pack, pledges, unpack
from tests import sample

from .making import DAY, pledge, report

LATER = DAY + dt.timedelta(40)
REOPEN = pledge("withdraw the garrison from the old harbour", due_end=DAY + dt.timedelta(30))
DONE: dict[str, Any] = {
    "type": "RETREAT",
    "mode": "withdraw",
    "quad": 2,
    "trigger": "withdrew",
    "actors": ("Ana Reyl",),
    "recipients": (),
    "published": LATER,
    "start": LATER,
    "end": LATER,
    "words": "Reyl withdrew the garrison from the harbour on Friday",
}


def became(**changed: Any) -> str | None:
    found = follow(REOPEN, [report("b", **{**DONE, **changed})])
    return found.became if found else None


def test_a_pledge_tells_what_its_commitment_tells() -> None:
    (found,) = pledges(sample.RECORD, "first")
    assert (found.document, found.source, found.kind) == ("velmar-1", "first", "ultimatum")
    assert (found.by, found.to) == (("Anna Reyl",), ("Kestrel Front",))
    assert (found.what, found.condition, str(found.due_end)) == (
        "arrests",
        "unless it left the valley by 10 May",
        "2026-05-10",
    )


def test_a_report_of_the_act_meets_it() -> None:
    found = follow(REOPEN, [report("b", **DONE)])
    assert found is not None
    assert (found.became, found.shown_by, found.document) == ("met", "b1", "b")
    assert any("garrison" in reason for reason in found.because)


@pytest.mark.parametrize(
    "changed",
    [
        {"actors": ("Tomas Berg",)},
        {"actors": ()},
        {"trigger": "inspected", "words": "Reyl inspected the garrison"},
        {"words": "Reyl withdrew a lawsuit"},
        {"factuality": "future"},
        {"factuality": "alleged"},
        {"published": DAY - dt.timedelta(1)},
        {"published": DAY + dt.timedelta(900)},
        {"published": None, "start": None},
        {"start": DAY - dt.timedelta(9), "end": DAY - dt.timedelta(9)},
        {"document": "a"},
    ],
)
def test_anything_less_does_not(changed: dict[str, Any]) -> None:
    assert became(**changed) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Reyl postponed withdrawing the garrison from the harbour", "postponed"),
        ("Reyl scrapped the plan to withdraw the garrison from the old harbour", "withdrawn"),
        ("Reyl refused to withdraw the garrison from the harbour", "broken"),
    ],
)
def test_words_say_what_became_of_it(words: str, expected: str) -> None:
    assert became(words=words) == expected


def test_what_was_not_done_when_due_is_broken() -> None:
    assert became(factuality="negated") == "broken"
    assert became(factuality="negated", published=DAY + dt.timedelta(5)) is None


@pytest.mark.parametrize(
    ("what", "trigger", "words"),
    [
        ("release 40 captured guards", "freed", "Reyl freed the captured guards"),
        ("hold talks on fishing quotas", "met", "Reyl met the fishing fleet for talks about quotas"),
        ("fully withdraw from the harbour", "pullout", "Reyl finished the pullout at the harbour"),
        ("resign over the harbour affair", "stepped down", "Reyl stepped down over the harbour affair"),
    ],
)
def test_the_act_may_have_another_name(what: str, trigger: str, words: str) -> None:
    found = follow(pledge(what), [report("b", **{**DONE, "trigger": trigger, "words": words})])
    assert found is not None
    assert found.became == "met"


def test_who_is_bound_says_it_again() -> None:
    again = pledge("withdraw the whole garrison from the harbour", "b", published=LATER, by=("Reyl",))
    found = follow(REOPEN, [], [again])
    assert found is not None
    assert (found.became, found.shown_by) == ("repeated", "bp")


def test_a_later_due_day_postpones() -> None:
    again = pledge("withdraw the garrison from the harbour", "b", published=LATER, due_end=LATER + dt.timedelta(60))
    found = follow(REOPEN, [], [again])
    assert found is not None
    assert found.became == "postponed"
    assert "now due" in found.because[-1]


@pytest.mark.parametrize(
    "changed", [{"by": ("Tomas Berg",)}, {"kind": "demand"}, {"published": None}, {"document": "a"}]
)
def test_another_commitment_does_not_repeat_it(changed: dict[str, Any]) -> None:
    row = {"published": LATER, **changed}
    assert (
        follow(REOPEN, [], [pledge("withdraw the garrison from the old harbour", row.pop("document", "b"), **row)])
        is None
    )


def test_other_words_do_not_repeat_it() -> None:
    assert follow(REOPEN, [], [pledge("build a new harbour school", "b", published=LATER)]) is None


def test_nothing_says_nothing() -> None:
    assert follow(REOPEN, []) is None


def test_without_any_dates_order_is_not_asked_for() -> None:
    undated = pledge(REOPEN.what, published=None)
    found = follow(undated, [report("b", **{**DONE, "published": None, "start": None, "end": None, "dated": False})])
    assert found is not None


def test_a_pledge_and_what_meets_it_share_a_key() -> None:
    assert set(keys(REOPEN)) & set(keys(report("b", **DONE)))
    assert not set(keys(REOPEN)) & set(keys(report("b", **{**DONE, "actors": ("Tomas Berg",)})))


def test_keys_are_bounded() -> None:
    long = pledge(" ".join(f"word{n}x" for n in range(99)), by=tuple(f"Name Number{n}" for n in range(9)))
    assert len(keys(long)) == MOST


def test_packed_and_unpacked_it_is_the_same() -> None:
    for one in (REOPEN, *pledges(sample.RECORD, "x")):
        assert unpack(pack(one)) == one
        assert pack(unpack(pack(one))) == pack(one)
    assert json.loads(pack(REOPEN))["due_end"] == "2031-06-05"


@pytest.mark.parametrize("line", ["", "[]", "{}", "null", '{"published":"soon"}', "[" * 100_000])
def test_what_is_no_pledge_is_an_error(line: str) -> None:
    with pytest.raises(InputError, match="link its document again"):
        unpack(line)


def test_past_due_without_news() -> None:
    assert lapsed(DAY, DAY + dt.timedelta(1)) == "past due without news"
    assert lapsed(DAY, DAY) is None
    assert lapsed(None, DAY) is None
