from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from dateline.according_to import bind, find
from dateline.according_to.commitments import table
from dateline.records import Commitment, Factuality, Precision, Time

from .drafting import actor, cases, draft_of, event, span

if TYPE_CHECKING:
    from dateline.language.draft import Draft


def shown(found: Commitment) -> dict[str, Any]:
    """A commitment in the words of a case."""
    row: dict[str, Any] = {"kind": found.kind, "what": found.what.text}
    for name in ("by", "to", "according_to"):
        if parties := getattr(found, name):
            row[name] = [party.text for party in parties]
    if found.condition:
        row["condition"] = found.condition.text
    return row


@pytest.mark.parametrize("case", cases("commitments"))
def test_commitments(case: dict[str, Any]) -> None:
    draft = bind(find(draft_of(case["text"])))
    found = [shown(one) for one in draft.commitments]
    expected = case["found"]
    # who says so is a matter of attributions; a case names it where it matters
    for got, wanted in zip(found, expected, strict=False):
        if "according_to" not in wanted:
            got.pop("according_to", None)
    assert found == expected


@pytest.mark.parametrize("case", cases("commitments"))
def test_the_evidence_is_the_sentence(case: dict[str, Any]) -> None:
    draft = bind(find(draft_of(case["text"])))
    spans = {sentence.span for sentence in draft.sentences}
    for found in draft.commitments:
        assert found.evidence in spans
        assert found.evidence[0] <= found.what.span[0] < found.what.span[1] <= found.evidence[1]
        assert draft.slice(found.what.span) == found.what.text


def day(month: int, number: int) -> dt.date:
    """A day of 2031."""
    return dt.date(2031, month, number)


def timed(text: str, words: str, start: dt.date | None, end: dt.date | None, published: str | None) -> Draft:
    """A draft with one time in it, its attributions found."""
    time = Time(
        span=span(text, words), text=words, type="DATE", value="x", start=start, end=end, precision=Precision.DAY
    )
    return find(replace(draft_of(text, published), times=(time,)))


def test_due_is_the_time_of_the_act() -> None:
    text = "The governor pledged to reopen the bridge by June."
    found = bind(timed(text, "June", day(6, 1), day(6, 30), "2031-03-02")).commitments[0]
    assert found.due is not None
    assert (found.due.start, found.due.end) == (day(6, 1), day(6, 30))


def test_the_day_of_the_saying_is_not_due() -> None:
    text = "“We will reopen the bridge,” the governor said on June 18."
    assert bind(timed(text, "June 18", day(6, 18), day(6, 18), "2031-06-18")).commitments[0].due is None


def test_what_is_over_is_not_due() -> None:
    text = "The governor pledged to repeat the census of 2020."
    found = bind(timed(text, "2020", dt.date(2020, 1, 1), dt.date(2020, 12, 31), "2031-03-02")).commitments
    assert [one.due for one in found] == [None]


def test_a_time_without_dates_is_not_due() -> None:
    text = "The governor pledged to reopen the bridge soon."
    assert bind(timed(text, "soon", None, None, None)).commitments[0].due is None


def test_without_a_date_of_publication_any_time_may_be_due() -> None:
    text = "The governor pledged to reopen the bridge by June."
    assert bind(timed(text, "June", day(6, 1), day(6, 30), None)).commitments[0].due is not None


def test_the_nearest_of_two_times_is_due() -> None:
    text = "In March the governor pledged to reopen the bridge by June."
    march = Time(span=span(text, "March"), text="March", type="DATE", value="x", start=day(3, 1), end=day(3, 31))
    june = Time(span=span(text, "June"), text="June", type="DATE", value="x", start=day(6, 1), end=day(6, 30))
    found = bind(replace(find(draft_of(text, "2031-03-20")), times=(march, june))).commitments[0]
    assert found.due is not None
    assert found.due.start == day(6, 1)


def test_a_future_agreement_is_a_plan() -> None:
    text = "A summit of the nine states follows in May."
    draft = draft_of(text)
    agreed = event(draft, "summit", "AGREE", (actor(text, "the nine states"),)).model_copy(
        update={"factuality": Factuality.FUTURE}
    )
    found = bind(replace(draft, events=(agreed,))).commitments
    assert [shown(one) for one in found] == [
        {"kind": "plan", "what": "summit of the nine states follows in May", "by": ["the nine states"]}
    ]


def test_a_past_agreement_is_none() -> None:
    draft = draft_of("A summit of the nine states followed in May.")
    assert bind(replace(draft, events=(event(draft, "summit", "AGREE"),))).commitments == ()


def test_an_event_adds_nothing_to_a_construction() -> None:
    text = "The two ministries plan to hold talks in Oslo."
    draft = draft_of(text)
    agreed = event(draft, "talks", "AGREE").model_copy(update={"factuality": Factuality.FUTURE})
    assert len(bind(replace(draft, events=(agreed,))).commitments) == 1


def test_we_is_the_speaker() -> None:
    draft = bind(find(draft_of("“We will resume the talks,” Ada Brenner said.")))
    party = draft.commitments[0].by[0]
    assert (party.text, party.name, party.via) == ("We", "Ada Brenner", "pronoun")


def test_repeats_bind_nobody() -> None:
    text = "The governor pledged to reopen the bridge.\n\nThe governor pledged to reopen the bridge."
    second = (text.rindex("The governor"), len(text))
    assert len(bind(draft_of(text, repeats=(second,))).commitments) == 1


@pytest.mark.parametrize(
    "text", ["", "will", "will will", "pledged to", "The army pledged to", "called on", "if", "should", "He will ."]
)
def test_scraps_do_no_harm(text: str) -> None:
    assert bind(find(draft_of(text))).commitments == ()


def test_the_table_holds_no_act_twice() -> None:
    assert not table().acts & table().own
    assert table().reports
