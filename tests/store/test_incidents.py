"""Events gathered into incidents, and what is written when these merge, split, lose events or are contested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dateline.linking import incidents as gathering
from dateline.records import Factuality
from dateline.store import Selection, asking, incidents
from tests.store.making import report, table
from tests.store.test_keeping import consistent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.linking.reports import Report
    from dateline.store import Store

OWN = {
    "a": "The paper of the capital adds that the windows of the bakery next door were blown in.",
    "b": "Another paper says that the mayor went to the hospital before dawn to see the wounded.",
    "c": "A third one has it from a nurse that two ambulances came, and that one had no petrol.",
}


def told(store: Store, name: str, **more: Any) -> str:
    """Keep a report that tells the same act in a document of its own; returns the id of its event."""
    record = report(name, more=OWN[name], **more)
    store.keep(record)
    return record.events[0].id


def keys(store: Store) -> list[int]:
    return [row["inc"] for row in store.engine.rows("SELECT inc FROM incidents ORDER BY inc")]


def history(store: Store, name: str) -> list[tuple[str, str | None]]:
    return [(row["change"], row["other"]) for row in asking.history(store.engine, name)]


@pytest.fixture
def two(store: Store) -> Store:
    """A store with two incidents: an attack that two papers tell, and another that one tells."""
    told(store, "a")
    told(store, "b", killed=13)
    told(store, "c", act="signed an accord with", killed=900)
    rows = {row["id"]: row for row in store.ask("incidents", Selection(sort="reports"))}
    if len(rows) == 1:
        (inc,) = keys(store)
        with store._moment() as writing:
            event = store.engine.rows("SELECT ev, id FROM events WHERE killed = 900")[0]
            (members,) = [incidents._members(store.engine, inc)]
            alone = next(r for r in members if r.id == event["id"])
            incidents._found(writing, event, alone, "put apart")
            incidents.refresh(writing, keys(store))
    return store


def test_reports_of_one_act_make_one_incident(store: Store) -> None:
    first, second = told(store, "a"), told(store, "b", killed=13)
    (row,) = store.ask("incidents", Selection())
    assert (row["reports"], row["documents"], row["sources"]) == (2, 2, 2)
    assert (row["killed_min"], row["killed_max"]) == (12, 13)
    assert (row["place"], row["who"], row["start_day"]) == ("Velmar", "Kestrel Front", "2031-05-06")
    assert history(store, row["id"])[:2] == [("founded", first), ("joined", second)]
    summary = table(store, "incidents")[0]["summary"]
    assert {first, second} == set(summary["type"]["events"])
    consistent(store)


def test_what_one_document_tells_of_an_act_is_in_one_incident(store: Store) -> None:
    record = report("a", more=OWN["a"])
    (attack, *_) = record.events
    dead = attack.model_copy(
        update={"id": f"{attack.id}b", "trigger": attack.trigger.model_copy(update={"text": "killed"})}
    )
    store.keep(record.model_copy(update={"events": (attack, dead)}))
    told(store, "b")
    (row,) = store.ask("incidents", Selection())
    assert (row["reports"], row["documents"], row["sources"]) == (3, 2, 2)
    assert ("joined", dead.id) in history(store, row["id"])
    consistent(store)


def test_merging_leaves_a_tombstone(two: Store) -> None:
    kept, gone = keys(two)
    names = {row["inc"]: row["id"] for row in two.engine.rows("SELECT inc, id FROM incidents")}
    with two._moment() as writing:
        incidents.merge(writing, kept, gone, "a person saw that they are one")
    rows = {row["id"]: row for row in table(two, "incidents")}
    assert rows[names[kept]]["reports"] == 3
    tombstone = rows[names[gone]]
    assert (tombstone["status"], tombstone["reports"], tombstone["gone_to"]) == ("withdrawn", 0, names[kept])
    assert ("merged", names[kept]) in history(two, names[gone])
    assert ("took in", names[gone]) in history(two, names[kept])
    assert [row["id"] for row in two.ask("incidents", Selection())] == [names[kept]]
    assert {row["incident"] for row in two.ask("events", Selection())} == {names[kept]}


def test_merging_an_incident_with_itself_is_nothing(two: Store) -> None:
    before = table(two, "incidents"), table(two, "history")
    with two._moment() as writing:
        incidents.merge(writing, keys(two)[0], keys(two)[0], "by mistake")
    assert (table(two, "incidents"), table(two, "history")) == before


def test_settling_splits_off_what_tells_another_act(two: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, gone = keys(two)
    with two._moment() as writing:
        incidents.merge(writing, kept, gone, "by mistake")

    def apart(found: Sequence[Report]) -> list[tuple[Report, ...]]:
        return [tuple(r for r in found if r.killed != 900), tuple(r for r in found if r.killed == 900)]

    monkeypatch.setattr(gathering, "settle", apart)
    with two._moment() as writing:
        incidents.settle(writing, kept)
    rows = {row["inc"]: row for row in two.engine.rows("SELECT * FROM incidents")}
    new = max(rows)
    assert new not in {kept, gone}
    assert (rows[kept]["reports"], rows[new]["reports"], rows[new]["killed_max"]) == (2, 1, 900)
    assert ("split", rows[new]["id"]) in history(two, rows[kept]["id"])
    assert history(two, rows[new]["id"])[0][0] == "founded"
    assert len({row["id"] for row in rows.values()}) == len(rows)  # a name is never given twice
    consistent(two)


def test_settling_what_belongs_together_changes_nothing(store: Store) -> None:
    told(store, "a")
    told(store, "b", killed=13)
    before = table(store, "incidents"), table(store, "history")
    with store._moment() as writing:
        incidents.settle(writing, keys(store)[0])
    assert (table(store, "incidents"), table(store, "history")) == before


def test_a_denial_makes_an_incident_contested(store: Store) -> None:
    told(store, "a")
    record = report("b", more=OWN["b"])
    denied = record.events[0].model_copy(update={"factuality": Factuality.DENIED})
    store.keep(record.model_copy(update={"events": (denied,)}))
    (row,) = store.ask("incidents", Selection(status=("contested",)))
    assert ("status", None) in history(store, row["id"])
    assert len(store.ask("events", Selection(status=("contested",)))) == 2


def test_refreshing_what_has_not_changed_writes_nothing(two: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = table(two, "incidents")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1950000000")
    two.begin("later")
    with two._moment() as writing:
        incidents.refresh(writing, keys(two))
    assert table(two, "incidents") == before


def test_candidates_are_bounded_by_the_latest(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incidents, "CROWD", 1)
    monkeypatch.setattr(incidents, "NEAREST", 1)
    told(store, "a")
    told(store, "b", killed=13)
    (report_,) = [r for r in incidents._members(store.engine, keys(store)[0]) if r.killed == 13]
    near = incidents.candidates(store.engine, report_)
    assert [[r.killed for r in members] for members in near.values()] == [[13]]
