"""The first page: a week against the weeks before it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from dateline.store import open_store
from dateline.web.app import create_app
from dateline.web.now import EVERYTHING, Change, changes, level, limits, link
from tests.web.conftest import HOST
from tests.web.making import Told, report
from tests.web.reading import page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = dt.date(2026, 3, 31)


def row(days_ago: int, n: int, country: str = "PRT", kind: str = "PROTEST") -> dict[str, object]:
    return {"country": country, "type": kind, "quad": 4, "day": str(TODAY - dt.timedelta(days=days_ago)), "n": n}


def only(rows: list[dict[str, object]], weeks: int = 52) -> Change:
    """The change of the one type in some rows."""
    (found,) = [change for change in changes(rows, TODAY, weeks) if change.type != EVERYTHING]
    return found


def test_this_week_is_the_seven_days_to_today() -> None:
    assert only([row(0, 1), row(6, 2), row(7, 4)]).week == 3


def test_means_are_over_the_weeks_before() -> None:
    assert only([row(0, 9), row(7, 4), row(34, 4), row(35, 52)]).means == (2.0, 60 / 52)


def test_a_young_store_is_averaged_over_the_weeks_that_it_has() -> None:
    found = only([row(0, 9), row(7, 4), row(14, 6), row(21, 100)], weeks=2)
    assert found.means == (5.0, 5.0)


def test_a_store_of_this_week_alone_has_no_mean() -> None:
    found = only([row(0, 50)], weeks=0)
    assert found.means == (None, None)
    assert found.level == "too few to say"


def test_a_countrys_types_are_counted_together_too() -> None:
    found = changes([row(0, 5), row(1, 6, kind="AID"), row(1, 1, "FRA")], TODAY, 52)
    assert {(c.country, c.week) for c in found if c.type == EVERYTHING} == {("PRT", 11), ("FRA", 1)}


def test_everywhere_comes_before_a_country() -> None:
    rows = [row(0, 9, "PRT"), row(0, 9, "")]
    assert [c.country for c in changes(rows, TODAY, 52)] == ["", "", "PRT", "PRT"]
    assert "place" not in link(changes(rows, TODAY, 52)[0], TODAY)


def test_sure_and_large_changes_come_first() -> None:
    rows = [row(0, 4), row(7, 16, "FRA", "AID"), row(0, 30, "DEU", "AID")]
    assert [c.country for c in changes(rows, TODAY, 52)] == ["DEU", "DEU", "PRT", "PRT", "FRA", "FRA"]


@pytest.mark.parametrize(
    ("week", "mean", "told"),
    [
        (4, 4.9, "too few to say"),
        (5, 0.0, "much more"),
        (0, 5.0, "much less"),
        (109, 100.0, "about the same"),
        (91, 100.0, "about the same"),
        (110, 100.0, "more"),
        (90, 100.0, "less"),
        (125, 100.0, "much more"),
        (75, 100.0, "much less"),
        (50, None, "too few to say"),
    ],
)
def test_levels(week: int, mean: float | None, told: str) -> None:
    assert level(week, mean) == told


def test_thresholds_stand_in_their_file() -> None:
    assert set(limits()) == {"few", "more", "much", "weeks", "ahead"}
    assert len(limits()["weeks"]) == 2


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A store with six marches this week and one in each of the weeks before."""
    path = tmp_path_factory.mktemp("now") / "busy.db"
    with open_store(path, create=True) as store:
        store.begin("test")
        for nth, name in enumerate("Alder Birch Cedar Damson Elder Fir Gorse Hazel Ivy Juniper".split()):
            town = f"{name[::-1].title()}mar"
            sentence = f"The {name} Union marched against the {name} Council in {town} with {nth}7 carts."
            told = Told(sentence, f"{name} Union", "marched against", f"{name} Council", "PROTEST", None, place=town)
            ago = nth if nth < 6 else (nth - 5) * 7
            store.keep(report(sentence, told, day=str(TODAY - dt.timedelta(days=ago)), title=name))
    with TestClient(create_app(path), base_url=HOST, headers={"accept": "text/html"}) as made:
        yield made


def test_the_page_says_what_changed(busy: TestClient) -> None:
    found = page(busy, "/")
    assert "much more" in found.text
    assert "Portugal" in found.text
    assert "the store has only " in found.text


def test_the_newest_day_stands_for_today_and_the_page_says_so(busy: TestClient) -> None:
    assert "that day stands for today" in page(busy, "/").text
    assert busy.get("/now.json").json()["today"] == str(TODAY)


def test_a_store_of_this_very_day_doesnt(busy: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = dt.datetime.combine(TODAY, dt.time(12), dt.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
    assert "stands for today" not in page(busy, "/").text


def test_a_number_leads_to_as_many_incidents(busy: TestClient) -> None:
    told = busy.get("/now.json").json()
    assert {(c["country"], c["week"]) for c in told["changes"]} == {
        ("", told["changes"][0]["week"]),
        ("PRT", told["changes"][0]["week"]),
    }
    assert told["changes"][0]["week"] >= limits()["few"]
    for change in told["changes"]:
        made = Change(**{**change, "means": tuple(change["means"])})
        address = urlsplit(link(made, TODAY))
        assert busy.get(f"{address.path}.json?{address.query}").json()["total"] == change["week"]


def test_the_first_page_of_the_whole_store(client: TestClient) -> None:
    found = page(client, "/")
    assert "Contested" in found.text
    assert "/incidents?status=contested" in found.links
    assert "too few to say" in found.text


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    open_store(tmp_path / "empty.db", create=True).close()
    with TestClient(create_app(tmp_path / "empty.db"), base_url=HOST, headers={"accept": "text/html"}) as made:
        assert "dateline add" in page(made, "/").text
        for kind in ("events", "incidents", "commitments", "actors", "documents"):
            assert "dateline add" in page(made, f"/{kind}").text
