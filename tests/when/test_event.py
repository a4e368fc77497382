"""The time of an event: from its role, else from its clause or sentence."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from dateline import when

from .drafting import at, draft

if TYPE_CHECKING:
    from dateline.records import Time


def resolved(text: str, role: str) -> Time | None:
    made = when.find(draft(text))
    return when.resolve(made, at(made, role))


def nearest(text: str, trigger: str, sentence: int = 0) -> str | None:
    made = when.find(draft(*text.split(" | ")))
    found = when.near(made, sentence, at(made, trigger))
    return found.text if found else None


@pytest.mark.parametrize(
    ("text", "role", "words", "value"),
    [
        ("Gunmen struck on Monday.", "Monday", "Monday", "2017-09-11"),
        ("Gunmen struck on Monday.", "on Monday", "on Monday", "2017-09-11"),
        ("Gunmen struck late on Monday.", "late on Monday", "late on Monday", "2017-09-11"),
        ("Gunmen struck on Monday night.", "Monday", "Monday night", "2017-09-11TNI"),
        ("Gunmen struck for two hours on Monday.", "for two hours on Monday", "for two hours on Monday", "2017-09-11"),
        ("Gunmen struck for two hours.", "two hours", "two hours", "PT2H"),
        ("On June 3, then on Monday, they struck.", "Monday", "Monday", "2017-09-11"),
    ],
)
def test_a_role_takes_the_time_in_it(text: str, role: str, words: str, value: str) -> None:
    found = resolved(text, role)
    assert found is not None
    assert (found.text, found.value) == (words, value)


def test_a_resolved_time_spans_what_it_quotes() -> None:
    made = when.find(draft("Gunmen struck on Monday."))
    found = when.resolve(made, at(made, "on Monday"))
    assert found is not None
    assert made.slice(found.span) == found.text == "on Monday"


def test_a_role_without_a_time_resolves_to_none() -> None:
    assert resolved("Gunmen struck during the parade on Monday.", "during the parade") is None


def test_a_role_beside_a_time_resolves_to_none() -> None:
    assert resolved("Gunmen struck on Monday.", "on ") is None


def test_since_an_event_leaves_the_end_open() -> None:
    found = resolved("They have fought since a failed July coup.", "since a failed July coup")
    assert found is not None
    assert (found.start, found.end) == (dt.date(2017, 7, 1), None)


@pytest.mark.parametrize(
    ("why", "text", "trigger", "expected"),
    [
        ("in the clause", "Gunmen struck on Monday.", "struck", "Monday"),
        ("before the verb", "On Monday gunmen struck.", "struck", "Monday"),
        ("the nearer of two", "On June 3 gunmen came and struck again on June 9.", "struck", "June 9"),
        ("the own clause first", "Gunmen struck on Monday, while troops left on Friday.", "left", "Friday"),
        ("the other clause if need be", "Gunmen struck, but troops left on Friday.", "struck", "Friday"),
        ("not the reporting verb's", "Gunmen struck the port, he said on Monday.", "struck", None),
        ("not the reporting verb's, without a preposition", "The army said Monday that gunmen struck.", "struck", None),
        ("the reporting verb's own", "The army said on Monday that gunmen struck.", "said", "Monday"),
        ("no duration", "Gunmen struck for three days.", "struck", None),
        ("no repetition", "Gunmen strike every Friday.", "strike", None),
        ("no mere reference", "Gunmen now strike the port.", "strike", None),
        ("no time from a quotation", "“We march on Friday,” said gunmen, who struck.", "struck", None),
        ("a time in the same quotation", "“We march on Friday,” said gunmen, who struck.", "march", "Friday"),
        ("no time from the next sentence", "Gunmen struck. | Troops left on Monday.", "struck", None),
        ("an hour", "Gunmen struck at 10 p.m. Monday.", "struck", "10 p.m. Monday"),
    ],
)
def test_an_event_without_a_role(why: str, text: str, trigger: str, expected: str | None) -> None:
    assert nearest(text, trigger) == expected, why


@pytest.mark.parametrize("index", [-1, 1, 99])
def test_a_sentence_that_is_not_there_has_no_time(index: int) -> None:
    assert nearest("Gunmen struck on Monday.", "struck", index) is None
