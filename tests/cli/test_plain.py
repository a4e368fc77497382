"""The plain words for the parts of a record."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline import ontology
from dateline import records as r
from dateline.cli import plain
from tests.sample import CLAIM, DOCUMENT, FRONT, MONDAY, PART_OF, REYL, TEXT, ULTIMATUM, VELMAR, credited, mention


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("two\n\n  words", "two words"),
        ("bell\x07 and \x1b[31mred", "bell and [31mred"),
        ("right \u202eto left\u2069", "right to left"),
        ("Ōtsu — “naïve”", "Ōtsu — “naïve”"),
        ("", ""),
    ],
)
def test_clean_leaves_only_what_can_be_printed(raw: str, shown: str) -> None:
    assert plain.clean(raw) == shown


@pytest.mark.parametrize(("width", "shown"), [(20, "nine boats"), (10, "nine boats"), (7, "nine b…"), (0, "…")])
def test_shorten_keeps_to_the_width(width: int, shown: str) -> None:
    assert plain.shorten("nine boats", width) == shown


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (None, None, ""),
        (dt.date(2026, 5, 4), dt.date(2026, 5, 4), "2026-05-04"),
        (dt.date(2026, 5, 1), dt.date(2026, 5, 31), "2026-05-01 to 2026-05-31"),
        (dt.date(2026, 5, 1), None, "from 2026-05-01"),
        (None, dt.date(2026, 5, 1), "until 2026-05-01"),
    ],
)
def test_dates_show_a_period(start: dt.date | None, end: dt.date | None, shown: str) -> None:
    assert plain.dates(start, end) == shown


def test_a_title_falls_back_on_the_text_and_then_on_the_id() -> None:
    untitled = DOCUMENT.model_copy(update={"title": None})
    assert plain.title(DOCUMENT) == "Kestrel Front says it burned a fuel depot"
    assert plain.title(untitled).startswith("Kestrel Front says it burned")
    assert plain.title(untitled.model_copy(update={"text": " "})) == "velmar-1"


def test_the_origin_says_what_is_unknown_and_what_a_date_rests_on() -> None:
    bare = r.Document(id="x", sha256="0" * 64)
    assert plain.origin(bare) == "publisher unknown · date unknown"
    dated = bare.model_copy(update={"published": DOCUMENT.published.model_copy(update={"basis": "metadata"})})
    assert plain.origin(dated) == "publisher unknown · 2026-05-04 (metadata)"


def test_the_origin_says_that_a_report_repeats_itself() -> None:
    assert plain.origin(DOCUMENT.model_copy(update={"repeats": ((0, 9),)})).endswith("says part of itself twice")


def test_an_actor_is_called_by_its_name_or_else_by_its_words() -> None:
    assert plain.name(FRONT) == "Kestrel Front"
    assert plain.name(FRONT.model_copy(update={"name": None})) == "The Kestrel Front"


def test_names_come_once_each_in_order() -> None:
    assert plain.names([REYL, FRONT, REYL]) == "Anna Reyl, Kestrel Front"
    assert plain.names([], "nobody") == "nobody"


def test_a_code_is_country_and_sectors() -> None:
    assert (plain.code(FRONT), plain.code(REYL)) == ("OST REB", "GOV")


@pytest.mark.parametrize(
    ("changes", "shown"), [({}, "Velmar, OST"), ({"country": None}, "Velmar"), ({"name": None}, "“Velmar”")]
)
def test_an_unresolved_place_stands_in_quotes(changes: dict[str, object], shown: str) -> None:
    assert plain.place(VELMAR.model_copy(update=changes)) == shown


def test_what_is_not_stated_is_empty() -> None:
    assert (plain.place(None), plain.time(None), plain.credits_line(())) == ("", "", "")


def test_a_time_shows_its_dates_and_its_words() -> None:
    assert plain.time(MONDAY) == "2026-05-04 (“Monday”)"
    assert plain.time(MONDAY.model_copy(update={"start": None, "end": None})) == "“Monday”"


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({"killed": None, "count": None}, ""),
        ({"count": None}, "2 killed"),
        ({"injured": 5}, "2 killed, 5 injured"),
        ({"killed": None, "count": r.Count(min=12, max=15)}, "12 to 15"),
        ({"killed": None, "count": r.Count(min=12)}, "at least 12"),
        ({"killed": None, "count": r.Count(max=15)}, "at most 15"),
    ],
)
def test_harm_shows_numbers_and_ranges(changes: dict[str, object], shown: str) -> None:
    assert plain.harm(CLAIM.model_copy(update=changes)) == shown


def test_credits_show_the_chain_nearest_first() -> None:
    outer = credited("Anna Reyl", "denied").model_copy(update={"medium": "radio"})
    chain = (credited("The Kestrel Front", "said"), outer)
    assert plain.credits_line(chain) == "The Kestrel Front (said) < Anna Reyl (denied, radio)"
    assert plain.credit(outer.model_copy(update={"cue": None, "medium": None})) == "Anna Reyl"


def test_a_caption_is_that_of_the_mode_or_else_of_the_type() -> None:
    for label, kind in ontology.event_types().items():
        assert plain.caption(label, None) == kind.caption
        assert [plain.caption(label, mode) for mode in kind.modes] == [m.caption for m in kind.modes.values()]


def test_a_stretch_is_split_at_its_mention() -> None:
    assert plain.split_at(TEXT, CLAIM.sentence, CLAIM.trigger) == (
        "VELMAR - The Kestrel Front said on Monday that it had ",
        "burned",
        " a fuel depot near Velmar, killing two guards.",
    )


def test_a_split_adds_no_space_that_is_not_there() -> None:
    before, _, after = plain.split_at(TEXT, CLAIM.sentence, mention("guard"))
    assert (before[-4:], after) == ("two ", "s.")


def test_a_relation_is_a_sentence() -> None:
    assert plain.tie(PART_OF) == "Kestrel Front is part of Free League"
    dated = PART_OF.model_copy(
        update={"period": r.Period(start=dt.date(2020, 1, 1)), "according_to": (credited("Anna Reyl", "denied"),)}
    )
    assert plain.tie(dated).endswith("Free League (from 2020-01-01, according to Anna Reyl (denied))")


@pytest.mark.parametrize("kind", list(r.RelationKind))
def test_every_kind_of_relation_has_words(kind: r.RelationKind) -> None:
    assert f" {plain.RELATION_WORDS[kind.value]} " in plain.tie(PART_OF.model_copy(update={"relation": kind}))


def test_a_commitment_shows_condition_and_due_date() -> None:
    assert plain.promise(ULTIMATUM) == (
        "Anna Reyl to Kestrel Front: “arrests” · condition “unless it left the valley by 10 May” · due by 2026-05-10"
    )


def test_a_commitment_of_nobody_in_particular() -> None:
    bare = ULTIMATUM.model_copy(update={"by": (), "to": (), "condition": None, "due": None})
    assert plain.promise(bare) == "somebody: “arrests”"
