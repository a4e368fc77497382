from __future__ import annotations

from typing import Any

import pytest

from dateline.linking import alike
from dateline.linking.scoring import NEVER, same, weighed, weights

from .making import report


def test_two_reports_of_one_act() -> None:
    found = same(report(), report("b", trigger="blew up", killed=13, words="A bomb of the Kestrel Front hit barracks"))
    assert found.chance > 0.8
    assert found.because


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"start": "2031-05-12", "end": "2031-05-12"}, "6 days apart"),
        ({"lat": 44.0}, "278 km apart"),
        ({"killed": 90}, "12 killed, or 90"),
        ({"dated": False, "start": "2031-09-01", "end": "2031-09-01", "published": "2031-09-01"}, "118 days apart"),
        ({"dated": False, "start": "2031-05-01", "end": "2031-05-01", "published": "2031-05-01"}, "told 5 days before"),
    ],
)
def test_what_cannot_be_one_act(changed: dict[str, Any], why: str) -> None:
    found = same(report(), report("b", **changed))
    assert found.chance == NEVER
    assert found.because[0].startswith(why)


@pytest.mark.parametrize(
    "changed",
    [
        {"start": "2031-05-07", "end": "2031-05-07"},
        {"lat": 41.7},
        {"killed": 31},
        {"killed": 90, "dated": False},
        {"start": "2031-05-01", "end": "2031-05-31"},
        {"dated": False, "start": "2031-05-01", "end": "2031-05-01", "published": "2031-05-01", "factuality": "future"},
    ],
)
def test_no_rule_forbids_what_may_be_one_act(changed: dict[str, Any]) -> None:
    assert same(report(), report("b", **changed)).chance > NEVER


def test_the_order_does_not_matter() -> None:
    one, other = report(), report("b", actors=(), trigger="blast", place=None, lat=None, killed=3)
    assert same(one, other) == same(other, one)


@pytest.mark.parametrize(
    ("changed", "feature"),
    [
        ({}, "type"),
        ({"type": "COERCE"}, "quad"),
        ({"type": "AGREE", "quad": 1}, "type_against"),
        ({"mode": "drone"}, "mode_against"),
        ({"trigger": "explosion"}, "act"),
        ({"trigger": "yodelled"}, "act_other"),
        ({"trigger": "yodelled", "type": "AGREE"}, "act_against"),
        ({"about": "", "words": ""}, "story"),
        ({"actors": ("Free League",)}, "actors_against"),
        ({"actors": ("the Kestrel Front rebels",)}, "actors"),
        ({"recipients": ("Kestrel Front",), "actors": ()}, "crossed"),
        ({"recipients": ("Kestrel Front",), "actors": ("Ostland Army",)}, "recipients_against"),
        ({"place_id": "78"}, "place"),
        ({"place_id": "78", "lat": 42.0}, "place_against"),
        ({"place_id": "78", "fine": False}, "country"),
        ({"place_id": "78", "fine": False, "country": "WES"}, "country_against"),
        ({"start": "2031-05-09", "end": "2031-05-09"}, "day_near"),
        ({"dated": False}, "near"),
        ({"dated": False, "start": "2031-06-01", "end": "2031-06-01"}, "far"),
        ({"killed": 15}, "toll_near"),
        ({"killed": 90}, "toll_against"),
        ({"factuality": "future"}, "later_against"),
        ({"document": "a"}, "same_document"),
    ],
)
def test_features(changed: dict[str, Any], feature: str) -> None:
    found = alike.features(report(), report("b", **changed))
    assert found[feature] > 0
    assert set(found) <= set(alike.FEATURES)


@pytest.mark.parametrize("role", ["actors", "recipients"])
def test_names_of_people_that_differ_count_more_than_words_for_them(role: str) -> None:
    holt, crowd, orlo = ({role: (name,)} for name in ("Mira Holt", "recruits", "Jan Orlo"))
    people = alike.features(report("a", **holt), report("b", **orlo))
    unlike = alike.features(report("a", **crowd), report("b", **orlo))
    assert (people[f"{role}_against"], unlike[f"{role}_other"]) == (1.0, 1.0)
    assert weights()[f"{role}_against"] < weights()[f"{role}_other"]


def test_two_victims_named_apart_make_two_acts() -> None:
    one, other = report(recipients=("Mira Holt",)), report("b", recipients=("Jan Orlo",))
    assert same(one, other).because == ("done to Mira Holt, or to Jan Orlo",)
    assert same(one, other) == same(other, one)
    assert same(one, report("b", recipients=("Jan Orlo",), trigger="blew up")).chance > NEVER
    assert same(one, report("b", recipients=("Jan Orlo", "Mira Holt"))).chance > NEVER
    assert same(one, report("b", recipients=("Jan Orlo",), actors=("Mira Holt",))).chance > NEVER


def test_nothing_known_gives_no_feature_of_it() -> None:
    bare = {"actors": (), "recipients": (), "place": None, "start": None, "end": None, "killed": None, "mode": None}
    found = alike.features(report(), report("b", **bare))
    for name in ("actors", "recipients", "place", "country", "day", "near", "toll", "mode"):
        assert name not in found
        assert f"{name}_against" not in found


def test_half_a_name_is_half_alike() -> None:
    assert alike.named_alike(["Ana Reyl"], ["Ana Tomov"]) == 0.5
    assert alike.named_alike(["Ana Reyl"], ["Reyl"]) == 1.0
    assert alike.named_alike(["Ana Reyl"], []) == 0.0
    assert alike.named_alike(["United Velmar Workers"], ["United Ostland Front"]) == 0.0


def test_every_weight_is_there_and_the_reasons_are_the_weightiest() -> None:
    table = weights()
    assert set(table) == {*alike.FEATURES, "bias", "join"}
    found = weighed({"a": 1.0, "b": 1.0, "c": 0.01}, {"a": 1.0, "b": -2.0, "c": 1.0, "bias": 1.0})
    assert found.chance == 0.5025
    assert found.because == ("b -2.0", "a +1.0")


def test_chances_stay_between_none_and_certainty() -> None:
    assert weighed({"a": 1.0}, {"a": 1e9, "bias": 0.0}).chance == 1.0
    assert weighed({"a": 1.0}, {"a": -1e9, "bias": 0.0}).chance == 0.0
