from __future__ import annotations

import datetime as dt
from dataclasses import fields
from itertools import combinations
from typing import Any

import pytest

from dateline.linking import words
from dateline.linking.blocking import keys
from dateline.linking.incidents import join, settle
from dateline.linking.reports import Report

from .making import cases

EMPTY: dict[str, Any] = {
    **dict.fromkeys(("publisher", "mode", "place", "place_id", "lat", "lon", "country", "killed", "injured")),
    "actors": (),
    "recipients": (),
    "countries": (),
    "factuality": "asserted",
    "fine": False,
    "confidence": 0.8,
}
FIELDS = {field.name for field in fields(Report)} - {"start", "end", "published"}
CASES = cases("groups")


def made(case: dict[str, Any]) -> list[Report]:
    """The reports of a case, each of a document and a source of its own."""
    found = []
    for number, row in enumerate(case["reports"]):
        given = {
            name: tuple(value) if isinstance(value, list) else value for name, value in row.items() if name in FIELDS
        }
        sentence, published = row["sentence"], dt.date.fromisoformat(row["published"])
        days = {name: dt.date.fromisoformat(row.get(name, row["published"])) for name in ("start", "end")}
        name = f"d{number}"
        found.append(
            Report(
                **{**EMPTY, **given, **days},
                id=name,
                document=name,
                source=name,
                dated="start" in row,
                published=published,
                words=words.content(sentence),
                about=words.telling(sentence, 24),
                named=words.names(sentence, 24),
            )
        )
    return found


def expected(case: dict[str, Any]) -> list[list[str]]:
    return sorted([f"d{n}" for n in group] for group in case["groups"])


def test_there_are_many_of_both_kinds() -> None:
    apart = [case for case in CASES if len(case["groups"]) > 1]
    assert len(CASES) >= 30
    assert 15 <= len(apart) <= len(CASES) - 12


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_reports_fall_into_their_incidents(case: dict[str, Any]) -> None:
    assert sorted(sorted(r.id for r in cluster) for cluster in settle(made(case))) == expected(case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_one_after_the_other_they_join_the_same(case: dict[str, Any]) -> None:
    incidents: dict[str, list[Report]] = {}
    for report in made(case):
        name, _ = join(report, incidents)
        incidents.setdefault(name or report.id, []).append(report)
    assert sorted([r.id for r in cluster] for cluster in incidents.values()) == expected(case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_reports_of_one_act_share_a_key(case: dict[str, Any]) -> None:
    reports = made(case)
    for group in case["groups"]:
        for one, other in combinations(group, 2):
            assert set(keys(reports[one])) & set(keys(reports[other]))
