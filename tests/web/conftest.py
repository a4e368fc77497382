"""One store of reports made by hand, and the application over it, for all tests of the page."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pytest

from dateline.store import open_store
from dateline.web.app import create_app
from tests import sample
from tests.web.making import Told, report

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dateline.records import Record

HOST = "http://127.0.0.1"
RAID = "The Heron Brigade burned the Salt Mill in Velmar on Sunday, residents said."
SAME = "On Sunday the Heron Brigade burned the Salt Mill in Velmar and killed people, medics said."
NO = "The Heron Brigade never burned the Salt Mill in Velmar, its spokesman insisted."
MARCH = "Lark Union marched against the Tide Council in secret."
EVIL = "<script>alert('x')</script><img src=x onerror=alert(1)>\"'&\u202e"
MEAL = "=cmd() wrote the Teal Guild, and Plover Guild fed the Teal Guild."


def raid(sentence: str, killed: int | None = None, factuality: str = "asserted") -> Told:
    return Told(sentence, "Heron Brigade", "burned", "Salt Mill", killed=killed, factuality=factuality, place="Velmar")


def hostile() -> Record:
    """A report with markup in every field that a page could show."""
    sentence = f"{EVIL} burned {EVIL[::-1]} near Gorse."
    told = Told(sentence, EVIL, "burned", EVIL[::-1], place="Gorse", source=EVIL, because=(EVIL,), killed=1)
    made = report(f"{sentence}\n\n{EVIL}", told, title=EVIL, publisher=EVIL, url=f"javascript:{EVIL}", language=EVIL)
    bad = sample.PART_OF.model_copy(update={"evidence": (0, 20)})
    place = made.events[0].place
    assert place
    event = made.events[0].model_copy(update={"place": place.model_copy(update={"name": EVIL})})
    pledge = sample.ULTIMATUM.model_copy(
        update={"evidence": (0, 20), "what": event.trigger, "condition": event.trigger, "by": event.actors}
    )
    return made.model_copy(update={"events": (event,), "relations": (bad,), "commitments": (pledge,)})


def reports() -> Iterator[Record]:
    """What is in the store: two reports of one raid that differ, a denial, the sample, and a hostile one."""
    yield sample.RECORD
    yield report(RAID, raid(RAID, 3), publisher="Harbour Courier", title="Mill burns", url="https://a.example/1")
    yield report(SAME, raid(SAME, 30), publisher="Nordic Brief", title="Mill in flames", day="2026-03-10")
    yield report(NO, raid(NO, None, "denied"), publisher="Ostland Wire", title="Brigade denies", day="2026-03-11")
    fed = Told(MEAL, "Plover Guild", "fed", "Teal Guild", type="AID", mode=None, quad=2)
    yield report(MEAL, fed, title="=SUM(A1)", day="2026-02-01")
    yield hostile()


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store."""
    path = tmp_path_factory.mktemp("web") / "page.db"
    with open_store(path, create=True) as store:
        store.begin("test")
        for record in reports():
            store.keep(record)
        store.end()
        store.begin("test", text=False)
        marched = Told(MARCH, "Lark Union", "marched against", "Tide Council", type="PROTEST", mode=None)
        store.keep(report(MARCH, marched, title="No words kept", day="2026-03-12"))
        store.keep_copy(report(MARCH, marched, title="Copied", url="https://b.example/2").document)
    return path


@pytest.fixture(scope="session")
def client(stored: Path) -> Iterator[TestClient]:
    """Somebody with a browser."""
    with TestClient(create_app(stored), base_url=HOST, headers={"accept": "text/html"}) as made:
        yield made
