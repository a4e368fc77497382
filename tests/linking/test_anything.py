"""Whatever a report holds: linking gives an answer, the same in any order, within its bounds."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.linking import alike, blocking, following, words
from dateline.linking.fields import Summary, summary
from dateline.linking.following import Pledge, follow
from dateline.linking.incidents import join, settle
from dateline.linking.reports import Report, pack, unpack
from dateline.linking.scoring import same

if TYPE_CHECKING:
    import random

TEXT = st.text(max_size=12) | st.sampled_from(["Ana Reyl", "Kestrel Front", "bombed", "met", "12 guards", "…", ""])
TEXTS = st.lists(TEXT, max_size=4).map(tuple)
MAYBE_TEXT = st.none() | TEXT
DAYS = st.none() | st.dates(dt.date(2031, 1, 1), dt.date(2031, 3, 1)) | st.sampled_from([dt.date.min, dt.date.max])
NUMBERS = st.none() | st.integers(0, 10**6)
DEGREES = st.none() | st.floats(-90, 90)


@st.composite
def made(draw: st.DrawFn) -> Report:
    """A report of anything; its period is in order."""
    start, end = draw(DAYS), draw(DAYS)
    if start and end and start > end:
        start, end = end, start
    name = draw(st.sampled_from("abcdef"))
    return Report(
        id=f"{name}{draw(st.integers(0, 3))}",
        document=name,
        source=draw(st.sampled_from("abc")),
        publisher=draw(MAYBE_TEXT),
        type=draw(st.sampled_from(["ASSAULT", "CONSULT", "COERCE", ""])),
        mode=draw(MAYBE_TEXT),
        quad=draw(st.integers(0, 4)),
        factuality=draw(st.sampled_from(["asserted", "claimed", "denied", "future", "else"])),
        trigger=draw(TEXT),
        actors=draw(TEXTS),
        recipients=draw(TEXTS),
        countries=draw(TEXTS),
        place=draw(MAYBE_TEXT),
        place_id=draw(MAYBE_TEXT),
        lat=draw(DEGREES),
        lon=draw(DEGREES),
        country=draw(MAYBE_TEXT),
        start=start,
        end=end,
        dated=draw(st.booleans()),
        published=draw(DAYS),
        killed=draw(NUMBERS),
        injured=draw(NUMBERS),
        words=words.content(" ".join(draw(TEXTS))),
        confidence=draw(st.floats(0, 1)),
        about=words.content(" ".join(draw(TEXTS))),
        fine=draw(st.booleans()),
    )


@st.composite
def pledged(draw: st.DrawFn) -> Pledge:
    """A commitment of anything."""
    what = draw(TEXT)
    return Pledge(
        id=draw(TEXT),
        document=draw(TEXT),
        source=draw(TEXT),
        kind=draw(st.sampled_from(["promise", "demand"])),
        by=draw(TEXTS),
        to=draw(TEXTS),
        what=what,
        words=words.content(what),
        condition=draw(MAYBE_TEXT),
        due_start=draw(DAYS),
        due_end=draw(DAYS),
        published=draw(DAYS),
    )


SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SOME
@given(made())
def test_a_report_comes_back_as_it_was_packed(report: Report) -> None:
    assert unpack(pack(report)) == report


@SOME
@given(made())
def test_its_keys_are_few_and_each_once(report: Report) -> None:
    keys = blocking.keys(report)
    assert len(keys) == len(set(keys)) <= blocking.MOST
    assert keys == blocking.keys(unpack(pack(report)))


@SOME
@given(made(), made())
def test_two_reports_have_a_chance_whichever_comes_first(one: Report, other: Report) -> None:
    found, turned = same(one, other), same(other, one)
    assert 0 <= found.chance <= 1
    assert found.chance == turned.chance
    assert set(alike.features(one, other)) <= set(alike.FEATURES)


@SOME
@given(st.lists(made(), max_size=6, unique_by=lambda r: r.id), st.randoms(use_true_random=False))
def test_settling_keeps_every_report_once_in_any_order(reports: list[Report], chance: random.Random) -> None:
    found = settle(reports)
    assert sorted(r.id for cluster in found for r in cluster) == sorted(r.id for r in reports)
    mixed = list(reports)
    chance.shuffle(mixed)
    assert settle(mixed) == found


@SOME
@given(made(), st.dictionaries(st.sampled_from("xyz"), st.lists(made(), max_size=3), max_size=3))
def test_a_report_joins_one_of_those_that_are_there_or_none(report: Report, there: dict[str, list[Report]]) -> None:
    name, because = join(report, there)
    assert name is None or name in there
    assert because


@SOME
@given(st.lists(made(), min_size=1, max_size=5, unique_by=lambda r: r.id))
def test_a_summary_names_only_events_of_its_incident(reports: list[Report]) -> None:
    found = summary(reports)
    ids = {r.id for r in reports}
    for field in (found.type, found.mode, found.period, found.place, found.killed, found.factuality, *found.actors):
        assert set(field.events) <= ids
        assert field.agreement <= found.counts.independent
        assert all(set(voice.events) <= ids for voice in field.others)
    assert found.counts.reports == len(reports)
    assert Summary.model_validate_json(found.model_dump_json()) == found
    assert summary(reports[::-1]) == found


@SOME
@given(pledged(), st.lists(made(), max_size=3), st.lists(pledged(), max_size=3))
def test_a_commitment_is_followed_or_not(pledge: Pledge, events: list[Report], later: list[Pledge]) -> None:
    assert following.unpack(following.pack(pledge)) == pledge
    assert len(following.keys(pledge)) <= following.MOST
    change = follow(pledge, events, later)
    assert change is None or change.shown_by in {*(r.id for r in events), *(p.id for p in later)}


@SOME
@given(st.text(max_size=60))
def test_words_of_any_text(text: str) -> None:
    found = words.content(text)
    assert len(found) == len(set(found))
    assert all(0 < len(word) <= words.LONGEST for word in found)
    assert words.acts(text) == words.acts(text)
    assert set(words.telling(text, 3)) <= set(found)
