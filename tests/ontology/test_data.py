"""The ontology's own data: complete, consistent, and every example coded from its own words."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from dateline import ontology
from dateline.records import Factuality

KINDS = list(ontology.event_types().values())
EXAMPLES = [(kind, example) for kind in KINDS for example in kind.examples]


def test_counts_are_plovers() -> None:
    assert len(KINDS) == 16
    assert sum(len(kind.modes) for kind in KINDS) == 67
    assert len(ontology.contexts()) == 37
    assert len(ontology.sectors()) == 25
    assert len(ontology.auxiliary_modes()) == 4


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.label)
def test_a_type_says_everything_about_itself(kind: ontology.EventType) -> None:
    assert kind == ontology.event_types()[kind.label]
    assert kind.quad in {1, 2, 3, 4}
    assert (kind.intensity > 0) == (kind.quad < 3) or kind.intensity == 0
    assert kind.definition.endswith(".")
    assert len(kind.rules) >= 3
    assert len(kind.near_misses) >= 3
    assert len(kind.examples) >= 3


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.label)
def test_a_mode_has_the_sign_of_its_type_and_an_example(kind: ontology.EventType) -> None:
    shown = {example.mode for example in kind.examples}
    for mode in kind.modes.values():
        score = ontology.intensity(kind.label, mode.label)
        assert -10 <= score <= 10
        assert score * kind.intensity >= 0
        assert mode.caption
        assert mode.definition.endswith(".")
        assert mode.label in shown, f"{kind.label}-{mode.label} has no example"


def test_a_near_miss_is_another_type_and_says_why() -> None:
    for kind in KINDS:
        for near in kind.near_misses:
            assert near.type in ontology.event_types(), near.reading
            assert near.type != kind.label, near.reading
            assert near.reading.endswith("."), near.reading
            assert near.why.endswith("."), near.reading


@pytest.mark.parametrize(("kind", "example"), EXAMPLES, ids=[f"{k.label}-{i}" for i, (k, _) in enumerate(EXAMPLES)])
def test_an_example_is_coded_from_its_own_words(kind: ontology.EventType, example: ontology.Example) -> None:
    assert example.mode is None or example.mode in kind.modes
    assert example.factuality in set(Factuality)
    for words in (example.trigger, *example.actors, *example.recipients):
        pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
        assert re.search(pattern, example.sentence), f"{words!r} isn't in {example.sentence!r}"


def test_an_example_where_a_recipient_is_required_has_one_or_is_a_joint_act() -> None:
    asked = [example for kind, example in EXAMPLES if kind.recipient_required]
    bare = [example.sentence for example in asked if not example.recipients and len(example.actors) < 2]
    assert bare == []


def test_examples_are_all_different_and_show_every_factuality() -> None:
    sentences = [example.sentence for _, example in EXAMPLES]
    assert len(set(sentences)) == len(sentences)
    assert {example.factuality for _, example in EXAMPLES} == {str(word) for word in Factuality}


def test_the_mends_of_figures_are_written_down() -> None:
    """The mends that the sources force are written down where they're made."""
    decided = {kind.label: " ".join(kind.decisions) for kind in KINDS}
    assert "+3" in decided["ACCUSE"]
    assert "vandalize" in decided["PROTEST"]
    assert "quad 4" in decided["SANCTION"]
    assert "016" in decided["REJECT"]


def test_side_tables_are_filled() -> None:
    tables = (ontology.contexts(), ontology.sectors(), ontology.nonstates(), ontology.territories())
    for table in tables:
        for row in table.values():
            assert row.caption
            assert row.definition.endswith(".")
    assert {sector.group for sector in ontology.sectors().values()} == {"state", "political", "society"}


def test_auxiliary_modes_name_known_factualities() -> None:
    assert {mode.factuality for mode in ontology.auxiliary_modes().values()} <= {str(word) for word in Factuality}


def test_codes_for_actors_are_three_capitals_and_never_shared() -> None:
    codes = [*ontology.sectors(), *ontology.nonstates(), *ontology.territories()]
    assert len(set(codes)) == len(codes)
    assert [code for code in codes if not re.fullmatch(r"[A-Z]{3}", code)] == []


@pytest.mark.parametrize("row", ontology.cameo().values(), ids=lambda row: row.code)
def test_a_bridge_row_names_known_things(row: ontology.CameoRow) -> None:
    assert re.fullmatch(r"(0[1-9]|1\d|20)(\d\d?)?", row.code)
    assert row.caption
    if row.coding is None:
        assert row.note, "a code that is no event must say why"
        return
    assert row.coding.type in ontology.event_types()
    assert row.coding.mode is None or row.coding.mode in ontology.modes(row.coding.type)
    assert set(row.coding.contexts) <= set(ontology.contexts())


def test_the_bridge_has_every_family_and_no_orphans() -> None:
    codes = ontology.cameo()
    assert {code for code in codes if len(code) == 2} == {f"{family:02}" for family in range(1, 21)}
    assert {code for code in codes if len(code) > 2 and code[:-1] not in codes} == set()
    assert len(codes) >= 300


def test_the_bridge_is_in_order_and_without_doubles() -> None:
    text = (ontology.loader.HOME / "cameo.csv").read_text("utf-8").splitlines()[1:]
    codes = [line.split(",", 1)[0] for line in text]
    assert all(first < second for first, second in pairwise(codes))


def test_a_note_is_a_mend_or_a_drop() -> None:
    for row in ontology.cameo().values():
        assert not row.note or row.mended or row.coding is None, row.code
        assert not row.note or row.note.startswith(("mend: ", "dropped with ")), row.code


def test_an_appeal_is_coded_as_its_twin_among_the_demands() -> None:
    rows = ontology.cameo()
    for code in [code for code in rows if code.startswith("02")]:
        assert rows[code].coding == rows["10" + code[2:]].coding, code
