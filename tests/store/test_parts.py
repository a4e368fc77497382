"""The small parts: names, keys, statements, the clock, fetches, copies, tallies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.fetching import Fetched
from dateline.store import Selection, clock, copies, facets, fetched, naming, postgres, statements, tallying
from tests import sample
from tests.store.making import report

if TYPE_CHECKING:
    from dateline.store import Store


def test_an_id_is_sixteen_hex_digits_and_depends_on_each_part() -> None:
    assert re.fullmatch("[0-9a-f]{16}", naming.digest("a", 1, None))
    assert len({naming.digest(*parts) for parts in (("a", "b"), ("ab",), ("a", None, "b"), ("b", "a"))}) == 4


@given(st.text())
def test_a_number_fits_a_database(key: str) -> None:
    assert -(2**63) <= naming.number(key) < 2**63
    assert naming.number(key) == naming.number(key)


def test_a_name_is_folded() -> None:
    assert naming.folded("  Ålmar   COUNCIL ") == "almar council"
    assert naming.folded("Straße") == "strasse"


def test_an_actor_is_known_by_number_or_by_name_and_country() -> None:
    front, other = sample.FRONT, sample.FRONT.model_copy(update={"name": "KESTREL  front"})
    assert naming.actor_id(front) == naming.actor_id(other)
    assert naming.actor_id(front) != naming.actor_id(front.model_copy(update={"country": "NRL"}))
    numbered = front.model_copy(update={"id": "Q1"})
    assert naming.actor_id(numbered) == naming.actor_id(numbered.model_copy(update={"name": "another"}))


def test_a_document_is_known_by_address_then_by_its_own_id() -> None:
    document = sample.DOCUMENT
    assert naming.key_of(document) == "velmar-1"
    assert naming.key_of(document.model_copy(update={"url": "https://x.example"})) == "https://x.example"
    assert naming.document_id(document) != naming.document_id(document.model_copy(update={"sha256": "1" * 64}))


def test_the_clock_stands_where_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (clock.now(), clock.today()) == ("2030-03-17T17:46:40Z", "2030-03-17")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "99999999999")
    assert clock.today() == "5138-11-16"
    for value in ("", "soon", "-5", "9" * 12, "9" * 5000):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
        assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", clock.now())
        assert not clock.now().startswith("2030-03-17T17:46:40")


def test_a_list_binds_its_values() -> None:
    assert statements.among("x", []) == ("NULL", {})
    assert statements.among("x", ["a'", 2]) == (":x0, :x1", {"x0": "a'", "x1": 2})


def test_rows_are_gathered_in_order() -> None:
    rows = [{"a": 2, "n": 1}, {"a": 1, "n": 2}, {"a": 2, "n": 3}]
    assert [(key, [row["n"] for row in group]) for key, group in statements.by(rows, "a").items()] == [
        (2, [1, 3]),
        (1, [2]),
    ]


def test_those_that_share_most_come_first(store: Store) -> None:
    filed = {1: (10, 11, 12), 2: (10, 11), 3: (10,), 4: (10, 11, 12), 5: (99,)}
    for doc, keys in filed.items():
        statements.insert(store.engine, "sketch_keys", [{"key": key, "doc": doc} for key in keys])
    assert statements.sharing(store.engine, "doc", [10, 11, 12], 100, 10) == [1, 4, 2, 3]
    assert statements.sharing(store.engine, "doc", [10, 11, 12], 100, 2) == [1, 4]
    assert statements.sharing(store.engine, "doc", [10], 2, 10) == [3, 4]  # of a crowd, the latest
    assert statements.sharing(store.engine, "doc", [], 2, 10) == []


def test_more_keys_than_a_statement_takes_are_looked_up(store: Store) -> None:
    keys = list(range(0, 3 * statements.AT_ONCE, 2))
    statements.insert(store.engine, "link_keys", [{"key": key, "ev": 7} for key in range(3 * statements.AT_ONCE)])
    statements.insert(store.engine, "link_keys", [{"key": keys[-1], "ev": 8}])
    assert statements.sharing(store.engine, "ev", keys, 10, 10) == [7, 8]


def test_nothing_is_inserted_of_no_rows(store: Store) -> None:
    statements.insert(store.engine, "events", [])
    assert statements.next_key(store.engine, "events", "ev") == 1


def test_a_row_that_is_there_is_not_passed_over(store: Store) -> None:
    row = {"key": 1, "doc": 1}
    statements.insert(store.engine, "sketch_keys", [row])
    with pytest.raises(Exception, match=r"(?i)unique"):
        statements.insert(store.engine, "sketch_keys", [row])


def test_what_was_fetched_is_remembered(store: Store) -> None:
    ledger = store.ledger()
    assert isinstance(ledger, fetched.Fetches)
    address = "https://paper.example/a?b='c'&d=%20"
    assert ledger.validators(address) is None
    ledger.note(Fetched(address, address, 200, b"", '"tag"', "Tue, 06 May 2031 10:00:00 GMT"))
    assert store.ledger().validators(address) is None
    ledger.settle()
    assert ledger.validators(address) == ('"tag"', "Tue, 06 May 2031 10:00:00 GMT")
    ledger.note(Fetched(address, address, 304, None))
    ledger.settle()
    assert store.ledger().validators(address) == (None, None)
    assert ledger.validators(address[:-1]) is None
    (row,) = store.engine.rows("SELECT status, fetched FROM fetches")
    assert row == {"status": 304, "fetched": clock.now()}


def test_a_copy_is_found_by_its_sketch(store: Store) -> None:
    kept = store.keep(report("a"))
    made = copies.sketch(report("b", more="One more line that the other paper does not have at all.").document.text)
    found = copies.find(store.engine, made)
    assert found is not None
    assert (found.whole, kept.id in found.because) == (False, True) or found.whole
    assert copies.find(store.engine, copies.sketch("Too short to be anybody's copy.")) is None
    other = " ".join(f"word{n} other{n * 3} thing{n * 7}" for n in range(60))
    assert copies.find(store.engine, copies.sketch(other)) is None


def test_tallies_go_up_and_down(store: Store) -> None:
    row = {**dict.fromkeys(tallying.FACETS), "type": "AID", "quad": 2, "factuality": "asserted", "cell": None}
    row |= {"start_day": "2031-05-06"}
    undated = {**row, "start_day": None, "cell": 17, "lat": 1.5, "lon": 2.5}
    tallying.count(store.engine, [row, row, undated], 1)
    tallying.count(store.engine, [row], -1)
    sql = "SELECT month, events FROM tallies WHERE facet = 'type' ORDER BY month"
    assert store.engine.rows(sql) == [{"month": "", "events": 1}, {"month": "2031-05", "events": 1}]
    days = store.engine.rows("SELECT start_day, events FROM calendar ORDER BY start_day")
    assert days == [{"start_day": "", "events": 1}, {"start_day": "2031-05-06", "events": 1}]
    assert store.engine.rows("SELECT lat, lon, events FROM points") == [{"lat": 1.5, "lon": 2.5, "events": 1}]
    told = facets.values(store.engine, Selection())
    assert (told["type"], told["country"]) == ([("AID", 2)], [])


@pytest.mark.parametrize(
    ("sql", "translated"),
    [
        ("SELECT :a, :b_1", "SELECT %(a)s, %(b_1)s"),
        ("x LIKE '100%'", "x LIKE '100%%'"),
        ("start_day::date", "start_day::date"),
    ],
)
def test_statements_are_translated_for_postgres(sql: str, translated: str) -> None:
    assert postgres._translated(sql) == translated
