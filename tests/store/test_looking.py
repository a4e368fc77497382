"""What pages ask of a store beside its tables."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from dateline.store import Selection, Store, facets, looking, open_store
from dateline.store.selection import STANDINGS
from tests.web.conftest import MARCH, NO, RAID, reports
from tests.web.making import Told, report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dateline.store.engine import Engine

DAY = "2026-05-11"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The reports that pages are tested with, and an undated one."""
    with open_store(tmp_path_factory.mktemp("looking") / "s.db", create=True) as store:
        store.begin("v1")
        for record in reports():
            store.keep(record)
        told = Told(MARCH, "Lark Union", "marched against", "Tide Council", "PROTEST", None)
        store.keep(report(MARCH, told, day=None, title="Undated"))
        yield store


@pytest.fixture
def engine(kept: Store) -> Engine:
    return kept.engine


def key(engine: Engine, title: str) -> str:
    return str(engine.rows("SELECT id FROM documents WHERE title = :title", {"title": title})[0]["id"])


def test_the_newest_day_of_publication_stands_for_today(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert looking.day(engine) == "2026-05-04"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(dt.datetime(2026, 3, 10, 5, tzinfo=dt.UTC).timestamp())))
    assert looking.day(engine) == "2026-03-10", "a day to come doesn't"


def test_of_an_empty_store_this_day_is_today(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    with open_store(tmp_path_factory.mktemp("empty") / "s.db", create=True) as store:
        assert looking.day(store.engine) == "1970-01-02"
        assert looking.first_day(store.engine) is None
        assert looking.sizes(store.engine)["version"] is None


def test_the_first_day(engine: Engine) -> None:
    assert looking.first_day(engine) == "2026-02-01"


def test_sizes_count_every_table_and_name_the_coder(engine: Engine) -> None:
    found = looking.sizes(engine)
    assert found["documents"] == 7
    assert found["events"] == engine.rows("SELECT count(*) AS n FROM events")[0]["n"]
    assert found["version"] == "v1"


@pytest.mark.parametrize(
    ("where", "name"),
    [
        ("/home/ines/secret/iraq.db", "iraq.db"),
        ("iraq.db", "iraq.db"),
        ("postgresql://me:secret@host/db", "a PostgreSQL database"),
    ],
)
def test_a_citation_names_the_store_and_not_its_folder_or_user(engine: Engine, where: str, name: str) -> None:
    told = looking.cited(engine, "events", Selection(type=("ASSAULT",)), where)
    assert (told.store, told.kind, told.day) == (name, "events", "2026-05-04")
    assert told.asked == {"type": ("ASSAULT",)}
    assert told.documents == looking.sizes(engine)["documents"]
    assert (told.version, told.address) == ("v1", None)


def test_a_stamp_changes_with_every_change(tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_store(tmp_path_factory.mktemp("stamp") / "s.db", create=True) as store:
        seen = [looking.stamp(store.engine)]
        acts: list[Callable[[], object]] = [
            lambda: store.begin("v1"),
            lambda: store.keep(report(RAID, title="a")),
            lambda: store.keep_copy(report(RAID, title="b", url="https://c.example").document),
            lambda: store.begin("v2"),
            lambda: store.keep_again(report(RAID, title="a")),
            store.end,
        ]
        for act in acts:
            act()
            seen.append(looking.stamp(store.engine))
        assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("kind", sorted(looking.TABLES))
def test_a_count_is_how_many_rows_there_are(kept: Store, kind: str) -> None:
    wanted = Selection(limit=1000)
    assert looking.count(kept.engine, kind, wanted, DAY) == len(kept.ask(kind, wanted)) > 0


@pytest.mark.parametrize("kind", sorted(looking.TABLES))
def test_the_values_of_a_facet_are_no_more_than_the_rows(engine: Engine, kind: str) -> None:
    n = looking.count(engine, kind, Selection(), DAY)
    for name, values in facets.of(engine, kind, Selection(), DAY).items():
        assert len(values) <= facets.SHOWN
        if name != "actor":
            assert sum(count for _, _, count in values) <= n


def test_facets_hold_within_a_selection(engine: Engine) -> None:
    found = facets.of(engine, "events", Selection(party="Heron Brigade"), DAY)
    assert found["type"] == [("ASSAULT", "ASSAULT", 3)]
    assert found["factuality"] == [("asserted", "asserted", 2), ("denied", "denied", 1)]
    assert [name for _, name, _ in found["actor"]] == ["Heron Brigade", "Salt Mill"]
    assert found["month"] == [("2026-03", "2026-03", 3)]


def test_each_facet_of_incidents_counts_the_incidents_that_its_choice_gives(engine: Engine) -> None:
    found = facets.of(engine, "incidents", Selection(type=("ASSAULT",)), DAY)
    assert [*found] == ["status", "type", "factuality", "quad", "actor", "country", "source", "month"]
    fields = {"actor": "party", "country": "place", "source": "source"}
    for name, field in fields.items():
        assert found[name]
        for value, _, n in found[name]:
            wanted = Selection(type=("ASSAULT",), **{field: value})  # type: ignore[arg-type] # each is a text
            assert looking.count(engine, "incidents", wanted, DAY) == n


def test_namesakes_are_told_apart_by_country(tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_store(tmp_path_factory.mktemp("same") / "s.db", create=True) as store:
        store.begin("test")
        made = report(RAID, Told(RAID, "Heron Brigade", "burned", "Salt Mill"))
        event = made.events[0]
        (actor,), (mill,) = event.actors, event.recipients
        other = mill.model_copy(update={"name": actor.name, "country": None})
        store.keep(made.model_copy(update={"events": (event.model_copy(update={"recipients": (other,)}),)}))
        names = sorted(name for _, name, _ in facets.parties(store.engine, Selection()))
    assert names == ["Heron Brigade (PRT)", "Heron Brigade (no country)"]


def test_parties_may_be_of_one_side(engine: Engine) -> None:
    wanted = Selection(type=("ASSAULT",), place="Velmar", factuality=("denied",))
    assert [name for _, name, _ in facets.parties(engine, wanted, "actor")] == ["Heron Brigade"]
    assert [name for _, name, _ in facets.parties(engine, wanted, "recipient")] == ["Salt Mill"]


def test_other_reports_of_the_same_incident(engine: Engine) -> None:
    found = looking.peers(engine, key(engine, "Mill burns"))
    assert {row["publisher"] for row in found} == {"Nordic Brief", "Ostland Wire"}
    assert looking.peers(engine, key(engine, "Undated")) == []


def test_one_row_of_each_kind(engine: Engine) -> None:
    document = looking.one_document(engine, key(engine, "Mill burns"))
    assert document
    assert (document["title"], document["newest"]) == ("Mill burns", document["id"])
    event = looking.one_event(engine, "e1")
    assert event
    assert event["type"] == "ASSAULT"
    assert looking.one_actor(engine, "none") is looking.one_event(engine, "none") is None
    assert looking.one_document(engine, "none") is None


def test_an_older_version_knows_the_newest(tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_store(tmp_path_factory.mktemp("versions") / "s.db", create=True) as store:
        store.begin("v1")
        first = store.keep(report(RAID, url="https://a.example")).id
        second = store.keep(report(NO, url="https://a.example")).id
        older = looking.one_document(store.engine, first)
        assert older
        assert (older["newest"], older["current"]) == (second, 0)


def test_the_events_of_a_document_are_in_order_of_its_words(engine: Engine) -> None:
    found = looking.of_document(engine, key(engine, "Kestrel Front says it burned a fuel depot"))
    assert [row["id"] for row in found] == ["e1", "e2"]


def test_events_by_id(engine: Engine) -> None:
    assert [row["id"] for row in looking.events_by_id(engine, ["e2", "none", "e1"])] == ["e1", "e2"]
    assert looking.events_by_id(engine, []) == []


def test_a_thread_is_all_that_was_said_of_a_commitment(engine: Engine) -> None:
    (found,) = engine.rows("SELECT id FROM commitments WHERE what = 'arrests'")
    (row,) = looking.thread(engine, found["id"], "2026-05-10")
    assert row["status"] == "open"
    assert looking.thread(engine, found["id"], DAY)[0]["status"] == "lapsed"
    assert looking.thread(engine, "none", DAY) == []


def test_what_falls_due_between_two_days(engine: Engine) -> None:
    assert [row["what"] for row in looking.due(engine, "2026-05-10", "2026-05-10", DAY)][:1] == ["arrests"]
    assert looking.due(engine, "2026-05-11", "2026-06-01", DAY) == []


@pytest.mark.parametrize("status", STANDINGS)
def test_commitments_are_counted_by_their_standing_on_a_day(engine: Engine, status: str) -> None:
    counted = {value: n for value, _, n in facets.of(engine, "commitments", Selection(), DAY)["status"]}
    assert looking.count(engine, "commitments", Selection(status=(status,)), DAY) == counted.get(status, 0)


def test_only_what_is_told_to_have_happened_counts_for_a_week(engine: Engine) -> None:
    told = looking.weekly(engine, "2026-03-01", "2026-03-31")
    sql = (
        "SELECT count(DISTINCT i.inc) AS n FROM incidents i JOIN events e ON e.incident = i.inc "
        "WHERE i.type = 'ASSAULT' "
        "AND i.factuality IN ('asserted', 'claimed', 'alleged') AND e.country = 'PRT' AND i.start_day LIKE '2026-03-%'"
    )
    found = [row["n"] for row in told if (row["type"], row["country"]) == ("ASSAULT", "PRT")]
    assert sum(found) == engine.rows(sql)[0]["n"] > 0
    assert looking.weekly(engine, "1990-01-01", "1990-01-31") == []


def test_what_an_actor_says(engine: Engine) -> None:
    (reyl,) = engine.rows("SELECT id FROM actors WHERE name = 'Anna Reyl' AND country = 'OST'")
    (said, *_) = looking.sayings(engine, reyl["id"])
    assert (said["kind"], said["cue"], said["content"]) == ("direct", "said", "Nothing burned,")


def test_histories_of_several(engine: Engine) -> None:
    ids = [row["id"] for row in engine.rows("SELECT id FROM incidents ORDER BY inc LIMIT 2")]
    assert {row["subject"] for row in looking.histories(engine, ids)} == set(ids)
    assert looking.histories(engine, []) == []


def test_everywhere_counts_what_is_placed_in_no_country_too(engine: Engine) -> None:
    found = looking.weekly(engine, "2026-01-01", "2026-12-31")
    everywhere = sum(row["n"] for row in found if row["country"] == "")
    told = "factuality IN ('asserted', 'claimed', 'alleged')"
    sql = f"SELECT count(*) AS n FROM incidents WHERE {told} AND start_day >= '2026'"  # noqa: S608 - the test's own
    assert everywhere == engine.rows(sql)[0]["n"]
    assert everywhere > max(sum(row["n"] for row in found if row["country"] == c) for c in ("PRT", "OST"))
