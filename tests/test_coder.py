"""The coder as its user meets it."""

from __future__ import annotations

import datetime as dt
from itertools import count, islice
from typing import TYPE_CHECKING

import pytest

from dateline import Coder, reading
from dateline.coder import LAYERS, STAGES, TOGETHER, dated
from dateline.errors import InputError, LayerError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.language.draft import Draft
    from dateline.records import Document

TEXT = (
    "PORT ESSEN (Agency) - Rebel fighters attacked an army post on Monday, killing three soldiers.\n\n"
    "“We will answer,” Defence Minister Ana Kolar told reporters in Vienna.\n\n"
    "The rebels denied that they had crossed the border."
)


def nothing(drafts: Sequence[Draft]) -> list[Draft]:
    """A reader that finds nothing."""
    return list(drafts)


def test_a_text_gives_a_sound_record() -> None:
    record = Coder().code(TEXT, published="2021-05-04")
    assert record.events
    assert record.misplaced() == []
    assert record.document.published.start == dt.date(2021, 5, 4)


def test_the_attack_is_in_it() -> None:
    record = Coder().code(TEXT)
    attack = next(e for e in record.events if e.trigger.text.startswith("attacked"))
    assert attack.type == "ASSAULT"
    assert attack.killed == 3


def test_the_quotation_has_its_speaker() -> None:
    record = Coder().code(TEXT)
    start = TEXT.index("We will answer")
    said = next(a for a in record.attributions if a.content[0][0] <= start + 1 < a.content[0][1])
    assert said.source is not None
    assert "Kolar" in (said.source.name or "")


def test_the_same_input_gives_the_same_bytes() -> None:
    assert Coder().code(TEXT).model_dump_json() == Coder().code(TEXT).model_dump_json()


@pytest.mark.parametrize("layer", LAYERS)
def test_only_the_layers_asked_for_are_filled(layer: str) -> None:
    record = Coder(layers=[layer]).code(TEXT)
    assert all(not getattr(record, name) for name in LAYERS if name != layer)


@pytest.mark.parametrize("layer", ["events", "attributions", "actors", "places", "times"])
def test_a_layer_alone_is_the_same_as_among_all(layer: str) -> None:
    assert getattr(Coder(layers=[layer]).code(TEXT), layer) == getattr(Coder().code(TEXT), layer)


def test_an_unknown_layer_names_the_known_ones() -> None:
    with pytest.raises(LayerError, match="events, attributions"):
        Coder(layers=["sentiment"])


def test_every_layer_is_served_by_a_stage() -> None:
    assert frozenset().union(*(serves for _, serves in STAGES)) == set(LAYERS)


def test_an_empty_text_is_an_input_error() -> None:
    with pytest.raises(InputError, match="empty"):
        Coder(read=nothing).code("  \n")


def test_a_date_that_is_none_is_an_input_error() -> None:
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        Coder(read=nothing).code(TEXT, published="soon")


def test_a_date_from_outside_wins() -> None:
    document = reading.from_text(TEXT, published="2020-01-01")
    assert dated(document, dt.date(2021, 5, 4)).published.start == dt.date(2021, 5, 4)
    assert dated(document, None) is document


def test_documents_stream() -> None:
    taken = 0

    def endless() -> Iterator[Document]:
        nonlocal taken
        for number in count():
            taken += 1
            yield reading.from_text(f"Report number {number} came in.")

    assert len(list(islice(Coder(read=nothing).code_all(endless()), 3))) == 3
    assert taken == TOGETHER


def test_nothing_found_is_an_empty_record_of_the_same_shape() -> None:
    record = Coder(read=nothing).code("Rain fell.")
    assert set(record.model_dump()) == {"document", *LAYERS}
    assert record.events == ()


def test_a_repeat_gives_no_record() -> None:
    body = "Norland's envoy warned Sudria on Monday that any raid on the border posts would be answered by force.\n"
    record = Coder().code("Envoy warns neighbour\n" + body + "The talks will resume next week in Vienna.\n" + body)
    assert record.document.repeats
    start = record.document.repeats[0][0]
    assert all(m.span[0] < start for m in record.mentions())
