"""The type of what a given source does to a given target, and PLV's labels for it."""

from __future__ import annotations

import pytest

from dateline import Coder, ontology, reading
from dateline.errors import InputError
from dateline.what import pairs, plv

TEXT = "Ostland expelled two diplomats of Merrow on Friday, and Velia sharply criticised Norland."


def span(words: str, text: str = TEXT) -> tuple[int, int]:
    """Where some words stand."""
    return text.index(words), text.index(words) + len(words)


def likeliest(source: str | None, target: str | None) -> str:
    """The first type for a pair of the text."""
    found = Coder().relation(TEXT, span(source) if source else None, span(target) if target else None)
    return next(iter(found))


def test_the_pair_decides_which_act_is_meant() -> None:
    """One sentence tells two acts: each belongs to its own pair."""
    assert likeliest("Ostland", "Merrow") == "SANCTION"
    assert likeliest("Velia", "Norland") == "ACCUSE"


def test_probabilities_cover_every_type_and_fall() -> None:
    """Sixteen probabilities that sum to one, the likeliest first."""
    found = Coder().relation(TEXT, span("Ostland"), span("Merrow"))
    assert set(found) == set(ontology.event_types())
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert sum(found.values()) == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize(("source", "target"), [(None, "Merrow"), ("Ostland", None), (None, None)])
def test_either_party_may_be_unknown(source: str | None, target: str | None) -> None:
    """A missing span stands for whoever."""
    assert likeliest(source, target) in {"SANCTION", "COERCE", "ACCUSE"}


@pytest.mark.parametrize("bad", [(900, 910), (7, 8), (5, 5)])
def test_a_span_without_a_word_is_told(bad: tuple[int, int]) -> None:
    """Offsets outside the text, on a blank or of no length give one clear error."""
    with pytest.raises(InputError, match="check the offsets"):
        Coder().relation(TEXT, bad, span("Merrow"))


def test_an_empty_text_is_told() -> None:
    """Nothing to read is an error, as for `code`."""
    with pytest.raises(InputError):
        Coder().relation("  ")


def test_plv_has_its_own_labels() -> None:
    """The adapter gives PLV's roots: no CONCEDE or RETREAT, but YIELD."""
    found = plv.root(TEXT, span("Ostland"), span("Merrow"))
    assert set(found) == set(plv.QUADS)
    assert sum(found.values()) == pytest.approx(1, abs=0.02)
    assert next(iter(found)) in {"SANCTION", "COERCE", "REJECT"}


def test_a_pair_is_read_as_its_source_its_target_everything_and_the_first() -> None:
    """Each part is a mean over pieces; an end that is not given is everything."""
    window = pairs.window_of(reading.from_text(TEXT), span("Ostland"), None)
    source, target, everything, first = plv.parts(window, span("Ostland"), None)
    assert [row.sum() for row in (source, target, everything, first)] == pytest.approx([1, 1, 1, 1])
    assert not source[len(source) // 2 :].any()
    assert (target == everything).all()
    assert first[0] == 1
