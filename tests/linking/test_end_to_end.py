"""From texts to incidents and to what became of a commitment, by the coder and the rules together."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from dateline import Coder, reading
from dateline.linking.fields import summary
from dateline.linking.following import follow, pledges
from dateline.linking.incidents import join, settle
from dateline.linking.reports import reports

if TYPE_CHECKING:
    from dateline.linking.reports import Report
    from dateline.records import Record

WIRE = "VELMAR (Wire) - Gunmen killed 12 people at a market in Velmar on Tuesday, police said."
POST = "Gunmen attacked a market in Velmar on Tuesday and killed 14 people, according to doctors."
LATER = "TAMSK (Wire) - Police arrested the union leader Mira Holt in Tamsk on Friday."
PUBLISHED = {"wire": "2031-05-07", "post": "2031-05-08", "later": "2031-05-10"}


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder()


def coded(coder: Coder, name: str, text: str, published: str) -> Record:
    return coder.code(reading.from_text(text, id=name, publisher=name.title()), published)


@pytest.fixture(scope="module")
def found(coder: Coder) -> dict[str, list[Report]]:
    texts = {"wire": WIRE, "post": POST, "later": LATER}
    return {
        name: [r for r in reports(coded(coder, name, text, PUBLISHED[name]), name) if r.type in ("ASSAULT", "COERCE")]
        for name, text in texts.items()
    }


def test_two_papers_on_one_attack_and_a_third_on_an_arrest(found: dict[str, list[Report]]) -> None:
    clusters = settle([r for mine in found.values() for r in mine])
    told = sorted({r.document for r in cluster} for cluster in clusters)
    assert {"wire", "post"} in told
    assert {"later"} in told


def test_joining_one_after_the_other_gives_the_same(found: dict[str, list[Report]]) -> None:
    name, because = join(found["post"][0], {"market": found["wire"], "arrest": found["later"]})
    assert name == "market"
    assert because[0].startswith("market at")


def test_what_the_incident_says(found: dict[str, list[Report]]) -> None:
    told = summary([found["wire"][0], found["post"][0]])
    assert told.type.value == "ASSAULT"
    assert told.status == "corroborated"
    assert (told.killed.low, told.killed.high, told.killed.text) == (12, 14, "killed 12 to 14")
    assert told.period.value["start"] == "2031-05-06"
    assert (told.counts.documents, told.counts.sources, told.counts.independent) == (2, 2, 2)
    assert (told.first, told.last) == (dt.date(2031, 5, 7), dt.date(2031, 5, 8))


def test_a_copy_corroborates_nothing(coder: Coder, found: dict[str, list[Report]]) -> None:
    (copy, *_) = reports(coded(coder, "copy", WIRE, "2031-05-07"), "wire")
    told = summary([found["wire"][0], copy])
    assert told.status == "candidate"
    assert (told.counts.documents, told.counts.independent) == (2, 1)


def test_a_promise_that_is_kept(coder: Coder) -> None:
    said = coded(coder, "said", "The Kestrel Front promised to release 40 captured guards by 20 May.", "2031-05-07")
    done = coded(coder, "done", "The Kestrel Front released the 40 captured guards on Monday.", "2031-05-20")
    (pledge,) = pledges(said, "said")
    assert pledge.due_end == dt.date(2031, 5, 20)
    change = follow(pledge, reports(done, "done"))
    assert change is not None
    assert (change.became, change.document) == ("met", "done")


@pytest.mark.parametrize(
    "text",
    [
        "The Free League released the 40 captured guards on Monday.",
        "The Kestrel Front shelled the guards' camp on Monday.",
    ],
)
def test_a_promise_of_which_nothing_is_told(coder: Coder, text: str) -> None:
    said = coded(coder, "said", "The Kestrel Front promised to release 40 captured guards by 20 May.", "2031-05-07")
    (pledge,) = pledges(said, "said")
    assert follow(pledge, reports(coded(coder, "done", text, "2031-05-20"), "done")) is None
