from __future__ import annotations

import itertools
import json
from typing import Any

import pytest

from dateline.linking.fields import Summary, summary

from .making import DAY, report


def said(*changes: dict[str, Any]) -> Summary:
    """The summary of one report for each dict of changes, of documents a, b, c …"""
    return summary([report(name, **changed) for name, changed in zip("abcdefg", changes, strict=False)])


def test_a_field_says_who_supports_it_and_who_does_not() -> None:
    field = said({}, {}, {"mode": "drone", "publisher": "Velmar Post"}).mode
    assert (field.value, field.agreement, field.events) == ("explosives", 2, ("a1", "b1"))
    (other,) = field.others
    assert (other.value, other.events, other.sources, other.publishers) == ("drone", ("c1",), ("c",), ("Velmar Post",))


def test_copies_count_as_one_source() -> None:
    found = said({"mode": "drone"}, {"source": "a", "mode": "drone"}, {"source": "a", "mode": "drone"}, {}, {})
    assert found.mode.value == "explosives"
    assert (found.counts.reports, found.counts.documents, found.counts.independent) == (5, 5, 3)


def test_counts() -> None:
    rows = [report("a", publisher="P"), report("a", id="a2", publisher="P"), report("b", publisher="P"), report("c")]
    counts = summary(rows).counts
    assert (counts.reports, counts.documents, counts.sources, counts.independent) == (4, 3, 2, 3)


def test_a_toll_has_a_range_in_words() -> None:
    toll = said({"killed": 11}, {"killed": 14}, {"killed": 14}, {"killed": None}).killed
    assert (toll.value, toll.low, toll.high, toll.text, toll.agreement) == (14, 11, 14, "killed 11 to 14", 2)
    assert [v.value for v in toll.others] == [11]


def test_of_tolls_equally_supported_the_last_published_holds() -> None:
    later = {"published": "2031-05-09"}
    assert said({"killed": 11, **later}, {"killed": 14}).killed.value == 11
    assert said({"killed": 11}, {"killed": 14, **later}).killed.value == 14


def test_one_toll_has_no_range() -> None:
    assert said({}, {}).killed.text == "killed 12"


def test_what_nobody_tells_is_empty() -> None:
    bare = {"mode": None, "killed": None, "place": None, "place_id": None, "country": None, "actors": ()}
    found = said(bare, bare)
    assert (found.mode.value, found.mode.events) == (None, ())
    assert found.killed.text is None
    assert found.place.value is None
    assert found.actors == ()


def test_the_period_is_the_tightest_that_all_allow() -> None:
    month = {"start": "2031-05-01", "end": "2031-05-31"}
    period = said(month, {}, {"start": "2031-05-05", "end": "2031-05-06"}).period
    assert period.value == {"start": "2031-05-06", "end": "2031-05-06", "stated": True}
    assert period.agreement == 3


def test_another_day_is_told_beside_it() -> None:
    period = said({}, {}, {"start": "2031-05-08", "end": "2031-05-08"}).period
    assert period.value["start"] == "2031-05-06"
    assert [v.value for v in period.others] == [{"start": "2031-05-08", "end": "2031-05-08"}]


def test_an_open_period_narrows_what_it_can() -> None:
    period = said({"start": None, "end": "2031-05-07"}, {"start": "2031-05-03", "end": None}).period
    assert period.value == {"start": "2031-05-03", "end": "2031-05-07", "stated": True}


def test_without_a_stated_day_it_happened_before_the_first_report() -> None:
    period = said({"dated": False}, {"dated": False, "published": "2031-05-09"}).period
    assert period.value == {"start": None, "end": DAY.isoformat(), "stated": False}
    assert period.agreement == 0


def test_the_finest_place_holds_and_its_country_agrees() -> None:
    country = {"place": "Ostland", "place_id": "1", "fine": False}
    place = said(country, country, {}).place
    assert place.value == {"name": "Velmar", "id": "77", "lat": 41.5, "lon": -7.25, "country": "OST"}
    assert (place.agreement, place.others) == (3, ())


def test_a_place_elsewhere_does_not_agree() -> None:
    place = said({}, {}, {"place": "Westland", "place_id": "2", "fine": False, "country": "WES"}).place
    assert place.agreement == 2
    assert [v.value for v in place.others] == ["Westland"]


def test_names_that_hold_each_other_are_one_party() -> None:
    found = said({"actors": ("Kestrel Front",)}, {"actors": ("Kestrel",)}, {"actors": ("Free League",)}).actors
    assert [(s.value, s.agreement, s.events) for s in found] == [
        ("Kestrel Front", 2, ("a1", "b1")),
        ("Free League", 1, ("c1",)),
    ]


def test_the_strongest_factuality_comes_first() -> None:
    found = said({"factuality": "alleged"}, {"factuality": "alleged"}, {"factuality": "claimed"})
    assert found.factuality.value == "claimed"
    assert [v.value for v in found.factuality.others] == ["alleged"]


def test_one_source_makes_a_candidate_two_corroborate() -> None:
    assert said({}).status == "candidate"
    assert said({}, {"source": "a"}).status == "candidate"
    found = said({}, {})
    assert (found.status, found.because) == ("corroborated", ("2 independent sources tell it",))


def test_two_that_only_expect_it_do_not_corroborate() -> None:
    assert said({"factuality": "future"}, {"factuality": "future"}).status == "candidate"


def test_a_denial_contests_what_others_tell() -> None:
    found = said({}, {}, {"factuality": "denied"})
    assert (found.status, found.because) == ("contested", ("denied: c1",))


def test_a_denial_alone_contests_nothing() -> None:
    assert said({"factuality": "denied"}).status == "candidate"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"killed": 40}, "killed: 12 or 40: a1, b1"),
        ({"start": "2031-05-09", "end": "2031-05-09"}, "days: 3 days apart: a1, b1"),
        ({"place": "Tamsk", "place_id": "9", "lat": 43.0}, "places: Velmar and Tamsk, 167 km apart: a1, b1"),
    ],
)
def test_a_contradiction_contests(changed: dict[str, Any], why: str) -> None:
    found = said({}, changed)
    assert (found.status, found.because) == ("contested", (why,))


def test_one_source_does_not_contradict_itself() -> None:
    assert said({}, {"killed": 40, "source": "a"}).status == "candidate"


def test_first_and_last_report() -> None:
    found = said({"published": "2031-05-09"}, {"published": None}, {})
    assert (str(found.first), str(found.last)) == ("2031-05-06", "2031-05-09")


def test_the_order_does_not_matter() -> None:
    rows = [
        report("a"),
        report("b", killed=13, actors=("Kestrel",)),
        report("c", place="Ostland", fine=False, mode=None),
    ]
    assert len({summary(order).model_dump_json() for order in itertools.permutations(rows)}) == 1


def test_it_is_ready_for_json_and_every_event_is_of_the_incident() -> None:
    found = json.loads(said({}, {"killed": 14, "factuality": "denied"}).model_dump_json())
    named = {e for f in ("type", "mode", "period", "place", "killed", "factuality") for e in found[f]["events"]}
    assert named == {"a1", "b1"}
    assert Summary.model_validate(found).model_dump(mode="json") == found


def test_no_reports_make_no_summary() -> None:
    with pytest.raises(ValueError, match="at least one"):
        summary([])
