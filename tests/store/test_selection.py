"""A selection finds what going through everything finds, with any value in it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import SelectionError
from dateline.store import Selection, asking, facets
from dateline.store.selection import SORTS, STATUSES, matching
from tests.store import brute
from tests.store.making import KEPT, table

if TYPE_CHECKING:
    from dateline.store import Store

HOSTILE = (
    "'; DROP TABLE events; --",
    '" OR 1=1 --',
    "%",
    "_",
    "\\",
    "100%",
    "under_score",
    ":since",
    "%(since)s",
    "{where}",
    "\0",
    "Front\0",
    "\udcff",
    "NEAR(",
    "a AND",
    "evidence:",
    "^x*",
    "-",
    "(",
    "🜲",
    "\u202eabc",
    "x" * 5000,
    " ",
    "*",
    "$1",
    "?1",
)
"""Values that mean something to a database, a formatter or a search engine, and must mean only themselves."""
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "actor": st.sampled_from(
        ["Kestrel Front", "front", "Q901", "OST", "under_score", "100%", "nobody", "ålmar", "IGO"]
    ),
    "recipient": st.sampled_from(["Norland", "the", "NRL", "Q905", "DROP TABLE", "XYZ"]),
    "party": st.sampled_from(["Free League", "ALM", "Council", "Q902"]),
    "according_to": st.sampled_from(["the", "Norland", "OST", "ALM", "Q901", "nobody"]),
    "type": st.lists(st.sampled_from(["ASSAULT", "CONSULT", "PROTEST", "AID"]), max_size=2, unique=True).map(tuple),
    "mode": st.sampled_from(["explosives", "meet", "aid", "none of these"]),
    "quad": st.lists(st.integers(1, 4), max_size=2, unique=True).map(tuple),
    "place": st.sampled_from(["Velmar", "9000007", "OST", "the Lakes Province", "velmar"]),
    "near": st.tuples(
        st.one_of(st.sampled_from([90.0, -90.0, 41.5, 12.4, 0.0]), st.floats(-90, 90)),
        st.one_of(st.sampled_from([180.0, -180.0, -7.25, 179.9]), st.floats(-180, 180)),
        st.one_of(st.sampled_from([1.0, 20.0, 20_038.0]), st.floats(0.1, 20_038)),
    ),
    "since": st.dates(dt.date(2028, 12, 28), dt.date(2029, 1, 18)),
    "until": st.dates(dt.date(2029, 1, 1), dt.date(2029, 1, 20)),
    "factuality": st.lists(st.sampled_from(["asserted", "denied", "claimed"]), max_size=2, unique=True).map(tuple),
    "status": st.lists(st.sampled_from(STATUSES), max_size=2, unique=True).map(tuple),
    "source": st.sampled_from(["ostland.example", "The Velmar Wire", "nobody.example"]),
    "text": st.sampled_from(["Velmar", "kestrel", '"Kestrel Front" bombed', '"Front Kestrel"', "grain sent", "zebra"]),
    "min_confidence": st.floats(0, 1),
}
SELECTIONS = st.fixed_dictionaries({}, optional=FIELDS).filter(lambda made: len(made) <= 4)
HYPOTHESIS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(scope="session")
def data(kept_at: Any) -> brute.Whole:
    from dateline.store import open_store  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patch, open_store(kept_at) as store:
        patch.setenv("SOURCE_DATE_EPOCH", "1900000000")
        return brute.whole(store)


def made(fields: dict[str, Any]) -> Selection | None:
    """The selection of these fields; ``None`` if its days are out of order."""
    since, until = fields.get("since"), fields.get("until")
    return None if since and until and since > until else Selection(limit=10_000, **fields)


def found(store: Store, kind: str, wanted: Selection) -> set[str]:
    return {row["id"] for row in store.ask(kind, wanted)}


@HYPOTHESIS
@given(fields=SELECTIONS)
def test_events_are_those_of_brute_force(kept: Store, data: brute.Whole, fields: dict[str, Any]) -> None:
    if wanted := made(fields):
        assert found(kept, "events", wanted) == brute.events(data, wanted)
        assert asking.count(kept.engine, "events", wanted) == len(brute.events(data, wanted))


@HYPOTHESIS
@given(fields=SELECTIONS)
def test_incidents_are_those_of_brute_force(kept: Store, data: brute.Whole, fields: dict[str, Any]) -> None:
    if wanted := made(fields):
        assert found(kept, "incidents", wanted) == brute.incidents(data, wanted)
        assert asking.count(kept.engine, "incidents", wanted) == len(brute.incidents(data, wanted))


@pytest.mark.parametrize("name", FIELDS)
def test_each_field_leaves_something_out_and_something_in(kept: Store, data: brute.Whole, name: str) -> None:
    values = {
        **dict.fromkeys(("actor", "party"), "Kestrel Front"),
        "recipient": "Norland",
        "according_to": "OST",
        "type": ("ASSAULT", "AID"),
        "mode": next(row["mode"] for row in data.events if row["mode"]),
        "quad": (1, 4),
        "place": "Velmar",
        "near": (41.5, -7.25, 30.0),
        "since": dt.date(2029, 1, 5),
        "until": dt.date(2029, 1, 5),
        "factuality": ("asserted",),
        "status": ("corroborated",),
        "source": "lakes.example",
        "text": "Velmar",
        "min_confidence": 0.6,
    }
    wanted = Selection(limit=10_000, **{name: values[name]})
    rows = found(kept, "events", wanted)
    assert 0 < len(rows) < len(data.events)
    assert rows == brute.events(data, wanted)


def test_an_event_is_found_by_its_document_and_its_incident(kept: Store, data: brute.Whole) -> None:
    row = data.events[7]
    ways: tuple[dict[str, Any], ...] = ({"document": row["document"]}, {"incident": row["incident_id"]})
    for fields in ways:
        wanted = Selection(limit=100, **fields)
        assert row["id"] in found(kept, "events", wanted)
        assert found(kept, "events", wanted) == brute.events(data, wanted)
        assert row["incident_id"] in found(kept, "incidents", wanted)


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    "field", ["actor", "party", "according_to", "place", "source", "text", "document", "incident", "mode"]
)
def test_a_hostile_value_means_only_itself(kept: Store, data: brute.Whole, field: str, value: str) -> None:
    fields: dict[str, Any] = {field: value}
    wanted = Selection(limit=10_000, **fields)
    for kind in ("events", "incidents", "commitments", "actors", "documents"):
        kept.ask(kind, wanted)
    if field != "text":
        assert found(kept, "events", wanted) == brute.events(data, wanted)
    facets.of(kept.engine, "events", wanted, "")
    kept.panel(by="dyad", per="week", **{field: value})
    assert len(kept.ask("documents", Selection(limit=10_000))) == KEPT


@pytest.mark.parametrize(
    ("name", "least", "most"), [("%", 1, 1), ("_", 1, 1), ("100%", 1, 1), ("\\", 0, 0), ('"', 1, 1)]
)
def test_wildcards_in_a_name_stand_for_themselves(kept: Store, name: str, least: int, most: int) -> None:
    assert least <= len(matching(kept.engine, name)) <= most
    assert all(name in row["name"] for row in kept.ask("actors", Selection(party=name)))


def test_wildcards_in_a_title_stand_for_themselves(kept: Store) -> None:
    everything = kept.ask("documents", Selection(limit=10_000))
    for words in ("100%", "UNDER_SCORE", "report 1", "r_port", "1%0"):
        shown = {row["id"] for row in kept.ask("documents", Selection(limit=10_000, text=words))}
        assert shown == {row["id"] for row in everything if words.lower() in row["title"].lower()}


def test_words_of_a_commitment_are_found(kept: Store) -> None:
    everything = kept.ask("commitments", Selection(limit=10_000))
    assert everything
    assert len(kept.ask("commitments", Selection(limit=10_000, text="Northern Customs"))) == len(everything)
    assert not kept.ask("commitments", Selection(limit=10_000, text="northern_customs"))


@pytest.mark.parametrize("text", ["!!!", '""', "- -", '"'])
def test_a_search_without_a_word_finds_nothing(kept: Store, text: str) -> None:
    assert kept.ask("events", Selection(text=text)) == []


@pytest.mark.parametrize("text", ["Velmar OR zebra", "zebra NOT Velmar", "-Velmar", "Vel*", "Velmar AND zebra"])
def test_operators_are_words(kept: Store, text: str) -> None:
    plain = found(kept, "events", Selection(text="Velmar", limit=10_000))
    assert plain
    # "-Velmar" is the word with a dash before it; the others ask for words that no event has
    assert found(kept, "events", Selection(text=text, limit=10_000)) == (plain if text == "-Velmar" else set())


def test_a_word_is_found_in_its_other_forms(kept: Store) -> None:
    assert found(kept, "events", Selection(text="bombing")) == found(kept, "events", Selection(text="bombed"))


def test_commitments_are_found_by_party_and_day(kept: Store) -> None:
    everything = kept.ask("commitments", Selection(limit=10_000))
    for name in {row["who"] for row in everything}:
        for field in ("actor", "party"):
            rows = kept.ask("commitments", Selection(limit=10_000, **{field: name}))
            assert {row["id"] for row in rows} == {row["id"] for row in everything if row["who"] == name}
        assert not kept.ask("commitments", Selection(recipient=name))
    since, until = dt.date(2029, 1, 14), dt.date(2029, 1, 15)
    rows = kept.ask("commitments", Selection(limit=10_000, since=since, until=until))
    assert {row["id"] for row in rows} == {
        row["id"] for row in everything if "2029-01-14" <= row["due_start"] <= "2029-01-15"
    }
    assert rows


def test_commitments_are_found_by_who_published_them(kept: Store) -> None:
    everything = kept.ask("commitments", Selection(limit=10_000))
    publishers = {row["publisher"] for row in everything} - {None}
    assert len(publishers) > 1
    for publisher in publishers:
        wanted = {row["id"] for row in everything if row["publisher"] == publisher}
        assert found(kept, "commitments", Selection(source=publisher, limit=10_000)) == wanted
    assert not kept.ask("commitments", Selection(source="nobody.example"))


def test_commitments_are_found_by_a_country(kept: Store) -> None:
    rows = kept.ask("commitments", Selection(limit=10_000, actor="OST"))
    of = {row["name"] for row in table(kept, "actors") if row["country"] == "OST"}
    everything = kept.ask("commitments", Selection(limit=10_000))
    assert {row["id"] for row in rows} == {row["id"] for row in everything if row["who"] in of}
    assert rows


def test_three_large_letters_that_are_no_country_are_a_name(kept: Store) -> None:
    assert {row["name"] for row in kept.ask("actors", Selection(party="THE"))} >= {'the "Quoted" Brigade'}
    assert {row["country"] for row in kept.ask("actors", Selection(party="ALM"))} == {"ALM"}


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"type": ("WAR",)}, "type"),
        ({"factuality": ("sure",)}, "factuality"),
        ({"status": ("done",)}, "status"),
        ({"quad": (5,)}, "quad"),
        ({"sort": "random"}, "sort"),
        ({"since": dt.date(2030, 1, 2), "until": dt.date(2030, 1, 1)}, "exchange"),
        ({"limit": 0}, "limit"),
        ({"limit": 10_001}, "limit"),
        ({"offset": -1}, "offset"),
        ({"near": (91.0, 0.0, 5.0)}, "latitude"),
        ({"near": (0.0, 181.0, 5.0)}, "longitude"),
        ({"near": (0.0, 0.0, 0.0)}, "kilometres"),
        ({"near": (float("nan"), 0.0, 1.0)}, "latitude"),
        ({"near": (1.0, 2.0)}, r"near is \(1.0, 2.0\): give latitude, longitude and kilometres"),
        ({"near": (0.0, 0.0, float("inf"))}, "kilometres"),
        ({"since": "May"}, "since is 'May': give a day as YYYY-MM-DD"),
        ({"until": "2031-5-6"}, "until is '2031-5-6'"),
        ({"until": 20310506}, "until is 20310506"),
        ({"since": "2030-01-02", "until": dt.datetime(2030, 1, 1, 23, tzinfo=dt.UTC)}, "exchange"),
        ({"type": "WAR"}, "'WAR' is no type: it is one of ACCUSE, "),
        (
            {"status": ("Open",)},
            "'Open' is no status: .* reviewed, withdrawn, open, .* repeated, lapsed$",
        ),
        ({"min_confidence": 1.01}, "min_confidence is 1.01: give a number from 0 to 1"),
        ({"min_confidence": -0.1}, "min_confidence"),
        ({"min_confidence": float("nan")}, "min_confidence is nan"),
        ({"offset": 2**53}, "offset"),
    ],
)
def test_what_there_cannot_be_is_refused(fields: dict[str, Any], word: str) -> None:
    with pytest.raises(SelectionError, match=word):
        Selection(**fields)


def test_a_day_may_be_a_moment_or_words_and_a_list_one_value() -> None:
    """Else a moment at midnight would leave out the whole of its day: "2031-05-06" < "2031-05-06 00:00:00"."""
    wanted = Selection(since=dt.datetime(2031, 5, 6, 13, tzinfo=dt.UTC), type=("AID",), factuality=("denied",))
    loose: dict[str, Any] = {"since": "2031-05-06", "type": "AID", "factuality": ["denied"]}
    assert Selection(**loose) == wanted
    assert wanted.since == dt.date(2031, 5, 6)
    quads: Any = 4
    assert Selection(quad=quads).given() == {"quad": (4,)}
    loose = {"status": [], "type": None}
    assert not Selection(**loose).given()


@pytest.mark.parametrize("kind", ["events", "incidents", "documents"])
def test_both_ends_of_a_stretch_of_days_are_in_it(kept: Store, kind: str) -> None:
    rows = kept.ask(kind, Selection(limit=10_000))
    days = sorted({row["start_day"] for row in rows if row["start_day"]})
    first, last = days[1], days[3]
    wanted = Selection(since=dt.datetime.fromisoformat(first), until=dt.datetime.fromisoformat(last), limit=10_000)
    assert found(kept, kind, wanted) == {row["id"] for row in rows if first <= (row["start_day"] or "") <= last}
    alone = Selection(since=dt.date.fromisoformat(first), until=dt.date.fromisoformat(first), limit=10_000)
    assert {row["start_day"] for row in kept.ask(kind, alone)} == {first}


def test_given_names_what_leaves_something_out() -> None:
    assert not Selection(sort="oldest", limit=3, offset=6).given()
    assert Selection(actor="a", type=("AID",)).given() == {"actor": "a", "type": ("AID",)}


@pytest.mark.parametrize("sort", SORTS)
def test_every_sort_orders_every_kind(kept: Store, data: brute.Whole, sort: str) -> None:
    for kind in ("events", "incidents", "commitments", "actors", "documents"):
        assert kept.ask(kind, Selection(sort=sort))
    rows = kept.ask("events", Selection(sort=sort, limit=10_000))
    assert len(rows) == len(data.events)
    days = [row["start_day"] or "" for row in rows]
    if sort in {"newest", "reports"}:
        assert days == sorted(days, reverse=True)
    if sort == "oldest":
        assert days == sorted(days)
    if sort == "uncertain":
        assert [row["confidence"] for row in rows] == sorted(row["confidence"] for row in rows)


def test_incidents_are_sorted_by_how_often_they_are_reported(kept: Store) -> None:
    told = [row["reports"] for row in kept.ask("incidents", Selection(sort="reports", limit=10_000))]
    assert told == sorted(told, reverse=True)
    assert told[0] > told[-1]
