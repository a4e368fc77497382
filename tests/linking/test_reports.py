from __future__ import annotations

import datetime as dt
import json

import pytest

from dateline.errors import InputError
from dateline.linking import words
from dateline.linking.reports import NAMES, pack, reports, unpack
from dateline.records import Factuality, Place, Published
from tests import sample

from .making import report


def test_a_report_tells_what_its_event_tells() -> None:
    claim, threat = reports(sample.RECORD, "first")
    assert (claim.id, claim.document, claim.source, claim.publisher) == ("e1", "velmar-1", "first", "Ostland Wire")
    assert (claim.type, claim.mode, claim.quad, claim.factuality) == ("ASSAULT", "destroy", 4, "claimed")
    assert claim.actors == ("Kestrel Front",)
    assert claim.countries == ("OST",)
    assert claim.killed == 2
    assert threat.actors == ("Anna Reyl",)
    assert threat.recipients == ("Kestrel Front",)


def test_its_place_is_fine_when_it_is_a_town() -> None:
    claim, threat = reports(sample.RECORD, "x")
    assert (claim.place, claim.country, claim.fine, claim.lat) == ("Velmar", "OST", True, 41.5)
    assert (threat.place, threat.lat, threat.fine) == (None, None, False)


def test_a_country_is_no_fine_place() -> None:
    country = Place(**{**sample.VELMAR.model_dump(), "precision": "country"})
    event = sample.CLAIM.model_copy(update={"place": country})
    assert not reports(sample.RECORD.model_copy(update={"events": (event,)}), "x")[0].fine


def test_where_no_time_is_told_the_publication_stands_in() -> None:
    claim, threat = reports(sample.RECORD, "x")
    assert (claim.start, claim.end, claim.dated) == (dt.date(2026, 5, 4), dt.date(2026, 5, 4), True)
    assert (threat.start, threat.end, threat.dated) == (dt.date(2026, 5, 4), dt.date(2026, 5, 4), False)


def test_without_any_date_it_has_none() -> None:
    undated = sample.DOCUMENT.model_copy(update={"published": Published()})
    threat = reports(sample.RECORD.model_copy(update={"document": undated}), "x")[1]
    assert (threat.start, threat.end, threat.dated, threat.published) == (None, None, False, None)


def test_the_day_for_which_something_is_promised_is_not_when_it_was_promised() -> None:
    later = sample.CLAIM.time
    assert later is not None
    time = later.model_copy(update={"start": dt.date(2026, 6, 1), "end": dt.date(2026, 6, 1)})
    promised = sample.CLAIM.model_copy(update={"time": time, "factuality": Factuality.ASSERTED})
    coming = promised.model_copy(update={"id": "e9", "factuality": Factuality.FUTURE})
    told, plan = reports(sample.RECORD.model_copy(update={"events": (promised, coming)}), "x")
    assert (told.start, told.dated) == (dt.date(2026, 5, 4), False)
    assert (plan.start, plan.dated) == (dt.date(2026, 6, 1), True)


def test_it_keeps_the_names_in_its_document_and_where_its_sentence_stands() -> None:
    claim = reports(sample.RECORD, "x")[0]
    assert "velmar" in claim.named
    assert claim.sentence == sample.CLAIM.sentence
    assert unpack(pack(claim)).sentence == claim.sentence


def test_words_are_those_of_the_sentence() -> None:
    claim = reports(sample.RECORD, "x")[0]
    assert "depot" in claim.words
    assert words.stem("league") not in claim.words
    assert words.stem("league") in claim.about


def test_without_its_text_a_record_gives_the_words_of_its_triggers() -> None:
    silent = sample.DOCUMENT.model_copy(update={"text": ""})
    assert reports(sample.RECORD.model_copy(update={"document": silent}), "x")[0].words == ("burn",)


def test_names_are_bounded() -> None:
    crowd = tuple(sample.actor("The Kestrel Front", f"Name {n}") for n in range(50))
    event = sample.CLAIM.model_copy(update={"actors": crowd})
    assert len(reports(sample.RECORD.model_copy(update={"events": (event,)}), "x")[0].actors) == NAMES


def test_packed_and_unpacked_it_is_the_same() -> None:
    for one in (*reports(sample.RECORD, "x"), report(), report(lat=None, start=None, dated=False, words=())):
        assert unpack(pack(one)) == one
        assert pack(unpack(pack(one))) == pack(one)


def test_packed_it_is_one_line_of_json() -> None:
    line = pack(report(actors=["Ång\nström"]))
    assert "\n" not in line
    assert json.loads(line)["actors"] == ["Ång\nström"]


def test_a_line_of_an_older_version_lacks_what_came_later() -> None:
    row = json.loads(pack(report()))
    del row["about"], row["fine"]
    assert unpack(json.dumps(row)).about == ()


@pytest.mark.parametrize("line", ["", "[]", "{}", "null", '{"start":"soon"}', "[" * 100_000, '{"id":1'])
def test_what_is_no_report_is_an_error(line: str) -> None:
    with pytest.raises(InputError, match="link its document again"):
        unpack(line)
