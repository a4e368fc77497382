from __future__ import annotations

import math
import tomllib
from importlib.resources import files

import pytest

from dateline.where.rank import (
    FEATURES,
    Around,
    Name,
    alone,
    candidates,
    cast,
    chances,
    explain,
    kilometres,
    names_of,
    rank,
    score,
    weights,
)
from dateline.where.toponyms import Toponym


def named(*names: str) -> list[Name | None]:
    return names_of([Toponym((0, 1), name) for name in names])


def best(*names: str, around: Around | None = None) -> list[str | None]:
    keys = named(*names)
    found = rank(keys, around or Around())
    return [place[0].country if name and (place := found[name]) else None for name in keys]


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((0, 0), (0, 0), 0),
        ((0, 0), (0, 1), 111.2),
        ((90, 0), (-90, 0), 20015),
        ((0, 179.5), (0, -179.5), 111.2),
        ((33.34, 44.40), (36.34, 43.12), 353),
    ],
)
def test_kilometres(a: tuple[float, float], b: tuple[float, float], km: float) -> None:
    assert kilometres(a, b) == pytest.approx(km, rel=0.01, abs=0.01)


def test_every_feature_has_a_weight_and_none_is_left_over() -> None:
    table = tomllib.loads(files("dateline.where").joinpath("weights.toml").read_text("utf-8"))
    assert set(table) == {*FEATURES, "nil"}
    assert set(weights()) == set(table)


def test_chances_sum_to_one_and_keep_the_order() -> None:
    found = chances([1.0, 3.0, 2.0])
    assert sum(found) == pytest.approx(1)
    assert found[1] > found[2] > found[0]


def test_chances_of_huge_scores_do_not_overflow() -> None:
    assert chances([1e4, 0.0]) == pytest.approx([1.0, 0.0])
    assert chances([]) == []


def test_the_score_is_the_weighted_sum() -> None:
    assert score({"people": 2.0, "main": 1.0}) == pytest.approx(2 * weights()["people"] + weights()["main"])


def test_every_candidate_has_features() -> None:
    (name,) = named("Springfield")
    assert name is not None
    rows = explain([name], Around())[name]
    assert len(rows) == len(candidates(name)) > 10
    assert all(set(row) <= set(FEATURES) for row in rows)


def test_an_abbreviation_is_a_candidate_only_where_it_may_be() -> None:
    assert all(c.kind != 2 for c in candidates(Name("ind")) if len(candidates(Name("ind"))) > 1)
    assert any(c.name == "Indiana" for c in candidates(Name("ind", noun="code")))


@pytest.mark.parametrize(
    ("names", "countries"),
    [
        (["Tripoli", "Benghazi"], ["LBY", "LBY"]),
        (["Tripoli", "Beirut", "Lebanon"], ["LBN", "LBN", "LBN"]),
        (["Georgia", "Tbilisi", "Batumi"], ["GEO", "GEO", "GEO"]),
        (["Georgia", "Atlanta", "Savannah", "Macon"], ["USA", "USA", "USA", "USA"]),
        (["Valencia", "Caracas", "Maracay"], ["VEN", "VEN", "VEN"]),
        (["Valencia", "Madrid", "Alicante"], ["ESP", "ESP", "ESP"]),
        (["Qwzrblx"], [None]),
        ([], []),
    ],
)
def test_the_names_of_a_document_decide_together(names: list[str], countries: list[str | None]) -> None:
    assert best(*names) == countries


def test_a_container_outweighs_fame() -> None:
    names = names_of([Toponym((0, 5), "Paris", container="Texas"), Toponym((7, 12), "Texas", holds="Paris")])
    found = rank(names, Around())
    town, state = (found[name] for name in names if name)
    assert town is not None
    assert state is not None
    assert town[0].admin1 == state[0].rank


def test_what_one_mention_says_holds_for_the_later_ones() -> None:
    first, later = names_of([Toponym((0, 5), "Paris", container="Texas"), Toponym((9, 14), "Paris")])
    assert first == later


def test_two_mentions_that_say_different_things_are_two_names() -> None:
    said = [Toponym((0, 9), "Lexington", container="Ky."), Toponym((20, 29), "Lexington", container="Mass.")]
    found = rank(names_of(said), Around())
    states = {place[0].admin1 for place in found.values() if place}
    assert len(states) == 2


def test_home_and_actors_speak_for_a_country() -> None:
    assert best("Hamilton", around=Around(home="NZL")) == ["NZL"]
    assert best("Hyderabad", around=Around(actors={"PAK": 1.0})) == ["PAK"]


def test_a_probability_comes_with_the_choice() -> None:
    (name,) = named("Baghdad")
    assert name is not None
    place = rank([name], Around())[name]
    assert place is not None
    assert 0.9 < place[1] <= 1


def test_votes_are_shared_among_the_candidates() -> None:
    (name,) = named("Springfield")
    assert name is not None
    votes = cast({name: chances([score(row) for row in alone(name)])})
    assert math.isclose(sum(votes.countries.values()), 1, abs_tol=0.5)
    assert list(votes.points) == ["springfield"]
