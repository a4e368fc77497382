"""The output contract: every key, sound spans, the shipped schema, and a way there and back."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import jsonschema
import pytest
from hypothesis import given
from pydantic import BaseModel, ValidationError

import dateline
from dateline import records as r
from tests.sample import CLAIM, DOCUMENT, QUOTE, RECORD, TEXT, VELMAR, mention

PLACE = [
    "span",
    "text",
    "name",
    "id",
    "lat",
    "lon",
    "country",
    "feature",
    "precision",
    "radius",
    "confidence",
    "demonym",
]
TIME = ["span", "text", "type", "value", "start", "end", "precision"]
ACTOR = ["span", "text", "name", "id", "country", "sectors", "via"]

CONTRACT = {
    r.Record: ["document", "events", "attributions", "relations", "commitments", "actors", "places", "times"],
    r.Document: ["id", "title", "url", "publisher", "published", "dateline", "language", "sha256", "repeats"],
    r.Published: ["start", "end", "basis", "candidates", "because"],
    r.Event: [
        *("id", "type", "mode", "contexts", "quad", "intensity", "sentence", "trigger", "actors", "recipients"),
        *("place", "time", "factuality", "according_to", "killed", "injured", "count", "confidence", "because"),
    ],
    r.Mention: ["span", "text"],
    r.Actor: ACTOR,
    r.Place: PLACE,
    r.Time: TIME,
    r.Credited: [*ACTOR, "cue", "medium"],
    r.Count: ["min", "max"],
    r.Attribution: ["id", "kind", "source", "cue", "content", "within"],
    r.Relation: ["subject", "relation", "object", "period", "evidence", "factuality", "according_to"],
    r.Commitment: ["kind", "by", "to", "what", "condition", "due", "evidence", "according_to"],
    r.Due: ["start", "end"],
}
SCHEMA = Path(dateline.__file__).with_name("schema.json")
VALIDATOR = jsonschema.Draft202012Validator(r.json_schema())


def printed(record: r.Record) -> dict[str, Any]:
    """A record as a user gets it."""
    parsed: dict[str, Any] = json.loads(record.model_dump_json())
    return parsed


@pytest.mark.parametrize("noun", CONTRACT, ids=lambda noun: noun.__name__)
def test_the_schema_asks_for_every_key_and_no_other(noun: type[BaseModel]) -> None:
    schema = noun.model_json_schema(mode="serialization")
    assert list(schema["properties"]) == CONTRACT[noun]
    assert (schema["required"], schema["additionalProperties"]) == (CONTRACT[noun], False)


def test_the_printed_record_has_every_key_even_where_nothing_is_stated() -> None:
    empty = printed(r.Record(document=r.Document(id="x", sha256="0" * 64)))
    assert list(empty) == CONTRACT[r.Record]
    assert list(empty["document"]) == CONTRACT[r.Document]
    assert empty["document"]["published"] == {
        "start": None,
        "end": None,
        "basis": None,
        "candidates": [],
        "because": [],
    }


def test_the_text_is_not_printed() -> None:
    assert "text" not in printed(RECORD)["document"]


def test_the_shipped_schema_is_the_one_that_records_give() -> None:
    assert json.loads(SCHEMA.read_text("utf-8")) == r.json_schema(), "run scripts/schema"


def test_the_shipped_schema_is_a_schema_and_holds_for_a_record() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(printed(RECORD), schema)


@pytest.mark.parametrize("path", [("events",), ("document", "published", "basis"), ("events", 0, "killed")])
def test_the_shipped_schema_refuses_a_missing_key(path: tuple[str | int, ...]) -> None:
    record = printed(RECORD)
    holder: Any = record
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    with pytest.raises(jsonschema.ValidationError, match="required property"):
        jsonschema.validate(record, json.loads(SCHEMA.read_text("utf-8")))


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        r.Mention.model_validate({"span": (0, 1), "text": "a", "colour": "red"})


@pytest.mark.parametrize("span", [(2, 1), (-1, 3)])
def test_a_span_out_of_order_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValidationError, match="not ordered"):
        r.Mention(span=span, text="")
    with pytest.raises(ValidationError, match="not ordered"):
        r.Event.model_validate({**CLAIM.model_dump(), "sentence": span})


def test_a_span_must_be_as_long_as_its_text() -> None:
    with pytest.raises(ValidationError, match="holds 3 characters, its text 4"):
        r.Mention(span=(0, 3), text="four")


def test_misplaced_finds_only_what_lies_elsewhere() -> None:
    assert RECORD.misplaced() == []
    moved = r.Mention(span=(0, 6), text="burned")
    assert RECORD.model_copy(update={"events": (CLAIM.model_copy(update={"trigger": moved}),)}).misplaced() == [moved]


def test_mentions_reach_into_every_corner() -> None:
    found = RECORD.mentions()
    assert {CLAIM.according_to[0], CLAIM.according_to[0].cue, QUOTE.cue, VELMAR} <= set(found)
    assert DOCUMENT.dateline in found


def test_a_period_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValidationError, match="after its end"):
        r.Period(start=dt.date(2026, 2, 2), end=dt.date(2026, 2, 1))
    assert r.Period(start=dt.date(2026, 2, 1)).end is None


@pytest.mark.parametrize(
    ("field", "value"), [("quad", 5), ("intensity", 11.0), ("confidence", 1.1), ("factuality", "rumoured")]
)
def test_an_event_out_of_range_is_refused(field: str, value: object) -> None:
    with pytest.raises(ValidationError, match=field):
        r.Event.model_validate({**CLAIM.model_dump(), field: value})


@pytest.mark.parametrize(("field", "value"), [("lat", 90.5), ("lon", -181.0), ("country", "Ostland")])
def test_a_place_off_the_globe_is_refused(field: str, value: object) -> None:
    with pytest.raises(ValidationError, match=field):
        r.Place.model_validate({**VELMAR.model_dump(), field: value})


def test_records_are_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        CLAIM.type = "AID"


def test_a_quote_is_a_direct_attribution() -> None:
    assert r.Quote(id="q", content=((0, 3),)).kind == "direct"
    with pytest.raises(ValidationError, match="direct"):
        r.Quote.model_validate({"id": "q", "content": [(0, 3)], "kind": "indirect"})


def test_incidents_and_judgements_hold_what_they_need() -> None:
    assert r.Incident(id="i1", events=("e1", "e2")).status == "candidate"
    said = r.Judgement(event="e1", verdict="reject", by="reader", at=dt.datetime(2026, 5, 5, tzinfo=dt.UTC))
    assert said.value is None


SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda pair: (min(pair), max(pair)))
MENTIONS = SPANS.map(lambda s: {"span": s, "text": TEXT[s[0] : s[1]]})
NAMES = st.none() | st.text(max_size=12)
CODES = st.none() | st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)
DATES = st.none() | st.dates()
ACTORS = st.builds(
    lambda m, name, country, sectors: r.Actor(**m, name=name, country=country, sectors=tuple(sectors)),
    *(MENTIONS, NAMES, CODES, st.lists(st.sampled_from(["GOV", "MIL", "REB"]), max_size=2)),
)
PLACES = st.builds(
    lambda m, lat, lon: r.Place(**m, lat=lat, lon=lon),
    *(MENTIONS, st.floats(-90, 90), st.floats(-180, 180)),
)
TIMES = st.builds(
    lambda m, start, end: r.Time(**m, type="DATE", value="2026", start=start, end=end), MENTIONS, DATES, DATES
)
EVENTS = st.builds(
    r.Event,
    id=st.text(max_size=8),
    type=st.just("ASSAULT"),
    quad=st.integers(1, 4),
    intensity=st.none() | st.floats(-10, 10),
    sentence=SPANS,
    trigger=MENTIONS.map(r.Mention.model_validate),
    actors=st.lists(ACTORS, max_size=2).map(tuple),
    place=st.none() | PLACES,
    time=st.none() | TIMES,
    factuality=st.sampled_from(r.Factuality),
    killed=st.none() | st.integers(0, 10**6),
    confidence=st.floats(0, 1),
    because=st.lists(st.text(max_size=20), max_size=2).map(tuple),
)
RECORDS = st.builds(
    r.Record,
    document=st.just(DOCUMENT),
    events=st.lists(EVENTS, max_size=3).map(tuple),
    actors=st.lists(ACTORS, max_size=3).map(tuple),
    places=st.lists(PLACES, max_size=2).map(tuple),
    times=st.lists(TIMES, max_size=2).map(tuple),
)


@given(RECORDS)
def test_any_record_goes_to_json_and_back(record: r.Record) -> None:
    line = record.model_dump_json()
    again = r.Record.model_validate_json(line)
    assert again.model_dump_json() == line
    assert "\n" not in line
    assert record.misplaced() == []


@given(RECORDS)
def test_any_record_fits_the_schema(record: r.Record) -> None:
    VALIDATOR.validate(printed(record))


def test_the_sample_says_what_its_text_says() -> None:
    assert mention("burned", 1) == CLAIM.trigger
    assert TEXT[slice(*CLAIM.sentence)].endswith("killing two guards.")
