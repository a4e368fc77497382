from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from dateline.linking import parts, words
from dateline.linking.parts import merged, together

from .making import report

FIRST, SECOND, THIRD, FAR = (0, 80), (82, 130), (400, 480), (5000, 5080)
ATTACK: dict[str, Any] = {"trigger": "attacked", "sentence": FIRST, "words": "Kestrel Front attacked barracks Velmar"}
KILLED: dict[str, Any] = {**ATTACK, "id": "a2", "trigger": "killed", "recipients": ("12 recruits",)}


def acts(first: dict[str, Any], second: dict[str, Any]) -> int:
    """Into how many acts two reports of one document fall."""
    return len(together([report(**first), report(**second)]))


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"mode": "firearms"},
        {"sentence": SECOND},
        {"sentence": SECOND, "type": "RETREAT", "quad": 2, "trigger": "wounded"},
        {"sentence": (300, 380), "recipients": ()},
        {"sentence": SECOND, "trigger": "fled", "actors": ("the attackers",)},
        {"sentence": FAR, "trigger": "attacked", "recipients": ()},
        {"sentence": SECOND, "place": "Tamsk", "place_id": "9", "lat": 43.1, "lon": -7.0},  # only from elsewhere
    ],
)
def test_what_one_document_tells_of_one_act_is_together(changed: dict[str, Any]) -> None:
    assert acts(ATTACK, {**KILLED, **changed}) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"sentence": SECOND, "trigger": "shelled"},  # goes on, but says neither what came of it nor by whom
        {"sentence": THIRD},  # done to others, and not right after it
        {"sentence": FAR},
        {"start": dt.date(2031, 5, 9), "end": dt.date(2031, 5, 9)},
        {"factuality": "future"},
        {"factuality": "negated"},
        {"actors": ("Free League",)},
        {"actors": ("Ostland Army",), "recipients": ("Kestrel Front",)},
        {"trigger": "buried"},
        {"sentence": SECOND, "place": "Tamsk", "place_id": "9", "lat": 43.1, "lon": -7.0, "words": "killed in Tamsk"},
        {"sentence": FAR, "trigger": "attacked", "recipients": ("harbour guards",)},
        {"type": "CONSULT", "quad": 1, "trigger": "met"},
    ],
)
def test_what_does_not_fit_is_another_act(changed: dict[str, Any]) -> None:
    assert acts(ATTACK, {**KILLED, **changed}) == 2


def test_people_named_apart_make_two_acts() -> None:
    named = {"recipients": ("Mira Holt",)}, {"recipients": ("Jan Orlo",)}
    assert acts({**ATTACK, **named[0]}, {**KILLED, **named[1]}) == 2


def test_a_march_is_no_strike() -> None:
    march = {"type": "PROTEST", "mode": "demo", "trigger": "marched", "sentence": FIRST, "recipients": ()}
    assert acts(march, {**march, "id": "a2", "trigger": "rallied"}) == 1
    assert acts(march, {**march, "id": "a2", "trigger": "strike", "mode": "strike"}) == 2


def test_promises_of_one_speech_stay_apart() -> None:
    promise = {"type": "AGREE", "quad": 1, "mode": None, "trigger": "promised", "sentence": FIRST}
    assert acts(promise, {**promise, "id": "a2"}) == 2


def test_every_report_is_in_one_act_and_in_order() -> None:
    found = [report(id=f"a{n}", sentence=(n * 40, n * 40 + 39), trigger=t) for n, t in enumerate(["met", "killed"] * 9)]
    told = together(found)
    assert sorted(r.id for act in told for r in act) == sorted(r.id for r in found)
    assert all(act == sorted(act, key=lambda r: r.sentence) for act in told)
    assert together([]) == []


def test_an_act_has_a_most() -> None:
    most = parts.table().most
    found = [report(**{**KILLED, "id": f"a{n}"}) for n in range(most + 1)]
    assert [len(act) for act in together(found)] == [most, 1]


def test_only_so_far_is_looked_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "BACK", 1)
    between = report(id="a1", type="CONSULT", trigger="met", sentence=SECOND)
    again = report(**{**ATTACK, "id": "a2", "sentence": FAR})
    assert len(together([report(**ATTACK), between, again])) == 3
    monkeypatch.setattr(parts, "BACK", 2)
    assert len(together([report(**ATTACK), between, again])) == 2


def test_merged_they_say_all_that_they_tell() -> None:
    one = report(**{**ATTACK, "killed": None, "dated": False, "fine": False, "place": None, "mode": None})
    other = report(**{**KILLED, "injured": 3, "mode": "firearms"})
    told = merged([one, other])
    assert (told.id, told.document) == (one.id, one.document)
    assert told.trigger == "attacked killed"
    assert told.recipients == ("Ostland Army", "12 recruits")
    assert (told.place, told.killed, told.injured, told.mode) == ("Velmar", 12, 3, "firearms")
    assert (told.dated, told.start) == (True, other.start)
    assert set(told.words) == set(one.words) | set(other.words)
    assert merged([one]) is one


def test_merged_whoever_does_such_things_gives_way_to_a_name() -> None:
    told = merged([report(actors=("gunmen",)), report(id="a2", actors=("Kestrel Front",), mode="drone")])
    assert told.actors == ("Kestrel Front",)
    assert told.mode is None
    told = merged([report(actors=("gunmen",)), report(id="a2", actors=("attackers",))])
    assert told.actors == ("gunmen", "attackers")


def test_the_table_knows_types_and_acts() -> None:
    table = parts.table()
    assert table.mixed <= table.close
    assert table.outcomes | table.after <= {act for found in words.table().acts.values() for act in found}
