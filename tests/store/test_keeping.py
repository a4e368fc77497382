"""What becomes of documents: new, known, copies, versions, coded again; and nothing is in the store twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import invented
import pytest

from dateline.store import Selection, Store, asking, facets, open_store
from dateline.store.naming import document_id
from tests.sample import RECORD
from tests.store.making import VERSION, exported, report, table

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.records import Record
    from dateline.store.engine import Row


def moved(record: Record, name: str) -> Record:
    """The same words at another address."""
    document = record.document.model_copy(update={"url": f"https://{name}.example/2", "publisher": f"{name}.example"})
    return invented.coded(record, document)


def revised(record: Record, more: str) -> Record:
    """A later text at the same address, with a sentence more."""
    name = record.document.publisher or ""
    return report(name.removesuffix(".example"), more=more)


def consistent(store: Store) -> None:
    """What hangs together in any store, whatever was done to it."""
    rows = store.engine.rows
    for child, key, parent in (
        ("mentions", "ev", "events"),
        ("links", "ev", "events"),
        ("link_keys", "ev", "events"),
        ("parties", "com", "commitments"),
        ("pledge_keys", "com", "commitments"),
        ("events", "doc", "documents"),
        ("codings", "doc", "documents"),
        ("commitments", "doc", "documents"),
    ):
        alone = f"NOT EXISTS (SELECT 1 FROM {parent} p WHERE p.{key} = c.{key})"  # noqa: S608
        orphans = rows(f"SELECT count(*) AS n FROM {child} c WHERE {alone}")  # noqa: S608 - names of our own
        assert orphans[0]["n"] == 0, child
    moved_on = "coalesce(m.day, '') <> coalesce(e.start_day, '')"
    wrong = f"SELECT count(*) AS n FROM mentions m JOIN events e ON e.ev = m.ev WHERE {moved_on}"  # noqa: S608
    assert rows(wrong)[0]["n"] == 0
    stale = "SELECT count(*) AS n FROM events e JOIN documents d ON d.doc = e.doc WHERE d.current = 0"
    assert rows(stale)[0]["n"] == 0
    tallied = rows("SELECT sum(events) AS n FROM tallies WHERE facet = 'type'")[0]["n"] or 0
    assert tallied == rows("SELECT count(*) AS n FROM events")[0]["n"]
    assert rows("SELECT count(*) AS n FROM tallies WHERE events < 0")[0]["n"] == 0
    for name, recounted in RECOUNTED.items():
        counted = "incidents" if name == "outcomes" else "events"
        kept = rows(f"SELECT * FROM {name} WHERE {counted} <> 0")  # noqa: S608 - names of our own
        assert sorted(map(_plain, kept)) == sorted(map(_plain, rows(recounted))), name


RECOUNTED = {
    "calendar": (
        "SELECT coalesce(start_day, '') AS start_day, quad, factuality, count(*) AS events FROM events GROUP BY 1, 2, 3"
    ),
    "points": (
        "SELECT cell, lat, lon, quad, factuality, count(*) AS events FROM events WHERE lat IS NOT NULL "
        "GROUP BY 1, 2, 3, 4, 5"
    ),
    "involved": (
        "SELECT actor, count(DISTINCT ev) AS events FROM mentions WHERE actor IS NOT NULL "
        "AND role IN ('actor', 'recipient') GROUP BY 1"
    ),
    "outcomes": " UNION ALL ".join(
        f"SELECT '{facet}' AS facet, {column} AS value, count(*) AS incidents FROM incidents "  # noqa: S608
        "WHERE status <> 'withdrawn' GROUP BY 1, 2"
        for facet, column in {
            "status": "status",
            "type": "type",
            "factuality": "factuality",
            "quad": "'' || quad",
            "month": "substr(coalesce(start_day, ''), 1, 7)",
        }.items()
    ),
}
"""What the tables of counts hold, counted anew."""


def _plain(row: Row) -> str:
    return str(sorted(row.items()))


def test_a_record_made_by_hand_is_kept_whole(store: Store) -> None:
    kept = store.keep(RECORD)
    assert (kept.state, kept.events) == ("new", 2)
    assert store.record(kept.id) == RECORD.model_dump(mode="json")
    assert asking.text(store.engine, kept.id) == RECORD.document.text
    (claim, threat) = sorted(store.ask("events", Selection()), key=lambda row: str(row["type"]))
    assert (claim["who"], claim["place"], claim["factuality"], claim["killed"]) == (
        "Kestrel Front",
        "Velmar",
        "claimed",
        2,
    )
    assert (threat["who"], threat["whom"], threat["start_day"]) == ("Anna Reyl", "Kestrel Front", "2026-05-04")
    assert claim["evidence"] == RECORD.document.text[slice(*RECORD.events[0].sentence)]
    (ultimatum,) = store.ask("commitments", Selection())
    assert (ultimatum["who"], ultimatum["what"], ultimatum["due_end"]) == ("Anna Reyl", "arrests", "2026-05-10")
    (tie,) = asking.relations(store.engine, table(store, "relations")[0]["subject_id"])
    assert (tie["subject"], tie["relation"], tie["object"]) == ("Kestrel Front", "part of", "Free League")
    (said,) = table(store, "attributions")
    assert said["content"] == "Nothing burned,"
    consistent(store)


def test_what_is_known_stays_as_it_is(store: Store) -> None:
    record = report()
    first = store.keep(record)
    before = exported(store)
    assert store.has(record.document)
    assert store.known(record.document) == store.keep(record)
    again = store.keep(record)
    assert (again.id, again.state, again.events) == (first.id, "known", 0)
    assert exported(store) == before


def test_the_same_words_elsewhere_are_a_copy_without_events(store: Store) -> None:
    record = report()
    first = store.keep(record)
    copy = moved(record, "other")
    assert store.known(copy.document) is None
    assert store.has(copy.document)
    kept = store.keep_copy(copy.document)
    assert kept is not None
    assert (kept.state, kept.events) == ("copy", 0)
    assert len(store.ask("events", Selection())) == 1
    (incident,) = store.ask("incidents", Selection())
    assert (incident["reports"], incident["documents"], incident["sources"], incident["independent"]) == (1, 2, 2, 1)
    assert store.record(kept.id) == store.record(first.id)
    assert [row["id"] for row in asking.copies(store.engine, kept.id)] == [first.id]
    assert [row["id"] for row in asking.copies(store.engine, first.id)] == [kept.id]
    consistent(store)


def test_keeping_the_record_of_a_copy_does_the_same(store: Store) -> None:
    """Two programs may have coded the same words at once; the second must not bring the events again."""
    record = report()
    store.keep(record)
    assert store.keep(moved(record, "other")).state == "copy"
    assert len(store.ask("events", Selection())) == 1
    consistent(store)


def test_no_copy_is_kept_of_words_that_are_not_there(store: Store) -> None:
    assert store.keep_copy(report().document) is None
    assert store.ask("documents", Selection()) == []


def test_a_near_copy_says_so_and_its_events_join(store: Store) -> None:
    store.keep(report("a"))
    kept = store.keep(report("b", more="It was raining in the evening, and the market on the square closed early."))
    assert (kept.state, kept.events) == ("copy", 1)
    (incident,) = store.ask("incidents", Selection())
    assert (incident["reports"], incident["independent"]) == (2, 1)
    copy = next(row for row in store.ask("documents", Selection()) if row["id"] == kept.id)
    assert "sentences" in copy["copied"]
    consistent(store)


def test_a_new_text_at_an_address_is_a_new_version(store: Store) -> None:
    old = report("a")
    first = store.keep(old)
    kept = store.keep(revised(old, "The army said later that all its men were safe, and that nobody was hurt."))
    assert kept.state == "version"
    rows = {row["id"]: row for row in store.ask("documents", Selection())}
    assert [(rows[name]["version"], rows[name]["current"]) for name in (first.id, kept.id)] == [(1, 0), (2, 1)]
    assert [row["document"] for row in store.ask("events", Selection())] == [kept.id]
    assert store.record(first.id) == old.model_dump(mode="json")  # what the older version said can still be read
    consistent(store)


def test_the_incident_of_an_older_version_goes_on(store: Store) -> None:
    old = report("a")
    store.keep(old)
    (before,) = store.ask("incidents", Selection())
    store.keep(revised(old, "The army said later that all its men were safe, and that nobody was hurt."))
    (after,) = store.ask("incidents", Selection())
    assert (after["id"], after["reports"]) == (before["id"], 1)
    changes = [row["change"] for row in asking.history(store.engine, after["id"])]
    assert changes == ["founded", "joined", "left"]


def test_what_a_new_version_no_longer_says_is_withdrawn(store: Store) -> None:
    old = report("a")
    store.keep(old)
    (before,) = store.ask("incidents", Selection())
    silent = revised(old, "Editors took the report down, since nothing in it could be confirmed by anybody.")
    store.keep(silent.model_copy(update={"events": ()}))
    assert store.ask("incidents", Selection()) == []
    (gone,) = store.ask("incidents", Selection(status=("withdrawn",)))
    assert (gone["id"], gone["reports"]) == (before["id"], 0)
    assert [row["change"] for row in asking.history(store.engine, gone["id"])] == ["founded", "left", "status"]
    consistent(store)


def test_a_text_that_comes_back_is_known_and_changes_nothing(store: Store) -> None:
    """A, B, A: else adding the same folder twice would turn everything round each time."""
    first, second = report("a"), report("a", more="A second version adds that the bridge is open again.")
    store.keep(first)
    store.keep(second)
    before = exported(store)
    assert store.keep(first).state == "known"
    assert exported(store) == before
    third = store.keep(report("a", more="A third version adds that the bridge is shut after all."))
    assert (third.state, [row["version"] for row in table(store, "documents") if row["current"]]) == ("version", [3])
    consistent(store)


def test_a_copy_inherits_the_events_of_what_it_copied(store: Store) -> None:
    record = report("a")
    store.keep(record)
    heir = moved(record, "heir")
    store.keep_copy(heir.document)
    store.keep(revised(record, "The first paper adds that the harbour is closed to ships until the morning."))
    rows = [row for row in store.ask("events", Selection()) if row["document"] == document_id(heir.document)]
    assert [(row["id"], row["publisher"]) for row in rows] == [(record.events[0].id, "heir.example")]
    assert store.record(document_id(heir.document)) is not None
    assert facets.values(store.engine, Selection())["publisher"] == [("a.example", 1), ("heir.example", 1)]
    consistent(store)


def test_the_last_heir_takes_the_events_with_it(store: Store) -> None:
    record = report("a")
    store.keep(record)
    store.keep_copy(moved(record, "heir").document)
    for name in ("a", "heir"):
        text = report(name, act="shelled", killed=40, more=f"The editors of {name} wrote all of it anew that night.")
        document = text.document.model_copy(update={"url": f"https://{name}.example/{'1' if name == 'a' else '2'}"})
        assert store.keep(invented.coded(text, document).model_copy(update={"events": ()})).state == "version"
    assert store.ask("events", Selection()) == []
    consistent(store)


def test_coding_again_replaces_what_was_said(store: Store) -> None:
    record = report("a")
    store.keep(record)
    (incident,) = store.ask("incidents", Selection())
    store.begin("2.0+test")
    (waiting,) = store.coded_before("2.0+test")
    assert waiting == record.document
    kept = store.keep_again(report("a", act="bombed").model_copy(update={"document": waiting}))
    assert (kept.state, kept.events) == ("again", 1)
    assert list(store.coded_before("2.0+test")) == []
    assert [row["version"] for row in table(store, "codings")] == [VERSION, "2.0+test"]
    (after,) = store.ask("incidents", Selection())
    assert after["id"] == incident["id"]
    consistent(store)


def test_coding_again_by_the_same_version_is_kept_in_place(store: Store) -> None:
    record = report("a")
    store.keep(record)
    store.keep_again(record.model_copy(update={"events": ()}))
    (coding,) = table(store, "codings")
    assert coding["record"]["events"] == []
    assert store.ask("events", Selection()) == []
    consistent(store)


def test_a_superseded_version_is_not_coded_again(store: Store) -> None:
    old = report("a")
    store.keep(old)
    store.keep(revised(old, "The army said later that all its men were safe, and that nobody was hurt."))
    before = exported(store)
    assert store.keep_again(old).state == "known"
    assert exported(store) == before


def test_an_heir_is_coded_again_as_itself(store: Store) -> None:
    record = report("a")
    store.keep(record)
    heir = moved(record, "heir")
    store.keep_copy(heir.document)
    store.keep(revised(record, "The first paper adds that the harbour is closed to ships until the morning."))
    waiting = {document.url: document for document in store.coded_before("3.0+test")}
    assert waiting.keys() == {record.document.url, heir.document.url}
    found = waiting[heir.document.url]
    assert document_id(found) == document_id(heir.document)
    store.begin("3.0+test")
    assert store.keep_again(invented.coded(record, found)).state == "again"
    consistent(store)


def test_coding_again_a_document_that_is_not_there_keeps_it(store: Store) -> None:
    assert store.keep_again(report()).state == "new"


def test_an_event_that_a_record_has_twice_counts_once(store: Store) -> None:
    record = report()
    kept = store.keep(record.model_copy(update={"events": record.events * 2}))
    assert kept.events == 1
    consistent(store)


def test_words_are_left_out_on_wish(where: str | Path) -> None:
    with open_store(where, create=True) as store:
        store.begin(VERSION, text=False)
        kept = store.keep(report())
        assert asking.text(store.engine, kept.id) is None
        assert store.ask("events", Selection())[0]["evidence"].startswith("The Kestrel Front bombed")
        assert list(store.coded_before("9+test")) == []


def test_a_run_tells_its_version_and_how_many_documents_it_added(where: str | Path) -> None:
    with open_store(where, create=True) as store:
        store.begin(VERSION)
        for name in ("a", "b", "a"):
            store.keep(report(name, act="bombed" if name == "a" else "shelled", killed=3))
    with open_store(where) as store:
        (run,) = store.engine.rows("SELECT version, started, ended, documents FROM runs")
        assert run == {
            "version": VERSION,
            "started": "2030-03-17T17:46:40Z",
            "ended": "2030-03-17T17:46:40Z",
            "documents": 2,
        }


@pytest.mark.parametrize("odd", ["\0", "nul\0inside", "🜲", "\u202e", "'; DROP TABLE events; --", "\ufffe"])
def test_odd_characters_are_kept(store: Store, odd: str) -> None:
    record = report(
        more=f"Somebody wrote {odd.replace(chr(0), '')} on the wall of the town hall during the night before."
    )
    document = record.document.model_copy(update={"title": f"Title {odd}", "publisher": odd or None})
    kept = store.keep(invented.coded(record, document))
    assert asking.text(store.engine, kept.id) == record.document.text
    (row,) = store.ask("documents", Selection())
    assert row["title"] == f"Title {odd}".replace("\0", "\ufffd")
    assert len(store.ask("events", Selection(source=odd))) == 1
    consistent(store)


def test_a_failure_in_the_middle_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.keep(report("a"))
    before = exported(store)

    def fail(*_: Any) -> None:
        raise RuntimeError("pulled the plug")

    monkeypatch.setattr("dateline.store.keeping.pledges.bind", fail)
    with pytest.raises(RuntimeError, match="plug"):
        store.keep(report("b", act="shelled", killed=3))
    assert exported(store) == before
    monkeypatch.undo()
    assert store.keep(report("b", act="shelled", killed=3)).state in {"new", "copy"}


def test_many_invented_reports_hang_together(kept: Store) -> None:
    consistent(kept)
    states = kept.engine.rows("SELECT count(*) AS n FROM documents WHERE copied IS NOT NULL")
    assert states[0]["n"] > 5
    assert kept.engine.rows("SELECT count(*) AS n FROM documents WHERE current = 0")[0]["n"] > 2
