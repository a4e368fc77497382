"""The table: what a person reads in a terminal."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from dateline import records as r
from dateline.cli import table
from tests.sample import CLAIM, DOCUMENT, RECORD, THREAT

ESCAPE = "\x1b"


def shown(*records: r.Record, width: int = 100, colour: bool = False) -> str:
    """What the table prints for records."""
    return "\n".join(line.plain for record in records for line in table.lines(record, width, colour=colour))


def with_event(**changes: object) -> r.Record:
    """The sample with its first event changed and no other."""
    return RECORD.model_copy(update={"events": (CLAIM.model_copy(update=changes),)})


def test_the_document_comes_first() -> None:
    lines = shown(RECORD).splitlines()
    assert lines[0].startswith("━━ Kestrel Front says it burned a fuel depot ━")
    assert lines[1] == "Ostland Wire · 2026-05-04 · from VELMAR"


def test_an_event_says_who_did_what_with_its_code() -> None:
    assert "CLAIMED      Kestrel Front (OST REB) → destroys property\n" in shown(RECORD)
    assert "ASSAULT-destroy · where Velmar, OST · when 2026-05-04 (“Monday”) · 2 killed · e1 at 0.81" in shown(
        RECORD, width=120
    )


def test_an_event_says_to_whom() -> None:
    assert "Anna Reyl → threatens with arrest or trial → Kestrel Front (OST REB)" in shown(RECORD)


def test_an_event_says_according_to_whom() -> None:
    assert "according to The Kestrel Front (said)" in shown(RECORD)


def test_the_trigger_is_marked_in_its_sentence_without_colour() -> None:
    assert "it had [burned] a fuel depot" in re.sub(r"\s+", " ", shown(RECORD))


def test_the_trigger_is_underlined_with_colour() -> None:
    marked = table.marked_sentence(CLAIM, DOCUMENT.text, colour=True)
    assert "it had burned a fuel depot" in marked.plain
    assert [marked.plain[s.start : s.end] for s in marked.spans if "underline" in str(s.style)] == ["burned"]


def test_nobody_named_is_said_so() -> None:
    assert "(nobody named) → destroys property" in shown(with_event(actors=()))


@pytest.mark.parametrize("factuality", list(r.Factuality))
def test_every_factuality_has_its_own_look(factuality: r.Factuality) -> None:
    record = with_event(factuality=factuality)
    assert f"\n{factuality.value.upper():<13}Kestrel Front" in shown(record)
    looks = [style for name, style in table.STYLES.items() if name == factuality.value]
    assert looks
    assert all(list(table.STYLES.values()).count(look) == 1 for look in looks)


def test_the_rest_is_listed_below() -> None:
    text = shown(RECORD)
    assert "who says     Anna Reyl (said): “Nothing burned,”" in text
    assert "relations    Kestrel Front is part of Free League" in text
    assert "commitments  ultimatum: Anna Reyl to Kestrel Front: “arrests”" in text


def test_a_document_without_events_says_so() -> None:
    assert "no event found" in shown(r.Record(document=DOCUMENT))


@pytest.mark.parametrize("width", [40, 60, 80, 132])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(len(line) for line in shown(RECORD, width=width).splitlines()) <= width


def test_a_terminal_of_no_width_still_shows_words() -> None:
    assert "Kestrel" in shown(RECORD, width=1)


def test_a_pipe_gets_no_escape_codes() -> None:
    out = io.StringIO()
    table.write([RECORD], out)
    assert ESCAPE not in out.getvalue()


def test_a_terminal_gets_colours_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert f"{ESCAPE}[1;33mCLAIMED" in _on_a_terminal(monkeypatch)
    monkeypatch.setenv("NO_COLOR", "1")
    assert f"{ESCAPE}[1;33m" not in _on_a_terminal(monkeypatch)


def _on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> str:
    out = io.StringIO()
    terminal = Console(file=out, force_terminal=True, color_system="standard", highlight=False, markup=False, width=100)
    monkeypatch.setattr(table, "console_on", lambda _: terminal)
    table.write([RECORD], out)
    return out.getvalue()


def test_escape_codes_of_a_report_never_reach_the_terminal() -> None:
    hostile = DOCUMENT.model_copy(update={"title": "Sale\x1b[2J\x07 \u202eecalp", "publisher": "A\x9bB"})
    text = shown(RECORD.model_copy(update={"document": hostile}))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


def test_markup_of_a_report_is_shown_as_it_is() -> None:
    out = io.StringIO()
    table.write(
        [RECORD.model_copy(update={"document": DOCUMENT.model_copy(update={"title": "[bold]Five[/bold]"})})], out
    )
    assert "[bold]Five[/bold]" in out.getvalue()


def test_totals_close_the_table() -> None:
    out = io.StringIO()
    table.write([RECORD, RECORD], out)
    assert out.getvalue().splitlines()[-1] == "2 documents, 4 events, of them 2 only claimed, alleged or denied"


def test_no_records_print_nothing() -> None:
    out = io.StringIO()
    table.write([], out)
    assert out.getvalue() == ""


def test_every_recipient_is_named_once() -> None:
    twice = with_event(recipients=(*THREAT.recipients, *THREAT.recipients))
    assert "→ Kestrel Front (OST REB)\n" in shown(twice)
