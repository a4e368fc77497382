"""Rows of a store as a person wants to read them in a terminal: what, who to whom, where, and what speaks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.cli.plain import clean, dates, shorten
from dateline.cli.table import NOT_FACT, STYLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.text import Text

    from dateline.store.engine import Row

INDENT = "           "
"""As wide as a day and a space: what belongs to a row stands under it."""
CELL = 32
"""Characters of a cell of a panel."""


def event(row: Row, width: int) -> Iterator[Text]:
    """An event in a few lines: when, what, by whom to whom; where and how sure; the sentence."""
    yield _head(row, row["type"], row["mode"], row["factuality"])
    about = [row["id"], row["place"], row["publisher"] or "publisher unknown", f"{row['confidence']:.2f}"]
    yield _under(about, width)
    yield from _quoted(row["evidence"], width)


def incident(row: Row, width: int) -> Iterator[Text]:
    """An incident in two lines: when, what, by whom to whom; where, how many reports, and how it stands."""
    yield _head(row, row["type"], row["mode"], row["factuality"])
    reports = f"told {row['reports']} times in {row['documents']} documents, {row['independent']} independent"
    tolls = [_toll(row, "killed"), _toll(row, "injured")]
    yield _under([row["id"], row["status"], row["place"], *tolls, reports], width)


def commitment(row: Row, width: int) -> Iterator[Text]:
    """A commitment in a few lines: how it stands, who is bound to whom; until when, and to what."""
    from rich.text import Text  # noqa: PLC0415

    to = f" to {row['whom']}" if row["whom"] else ""
    bound = clean(f"{row['kind']} of {row['who'] or 'somebody'}{to}")
    yield Text(f"{row['status']:<{len(INDENT)}}{bound}", style="bold")
    due = dates(row["due_start"], row["due_end"])
    told = f"told {row['made_day']}" if row["made_day"] else ""
    yield _under([row["id"], f"due {due}" if due else "", told], width)
    yield from _quoted(row["what"], width)


LINES: dict[str, Callable[[Row, int], Iterator[Text]]] = {
    "events": event,
    "incidents": incident,
    "commitments": commitment,
}
"""How each kind of row is shown."""


def grid(rows: Sequence[Row]) -> Iterator[str]:
    """A panel as lines with a column a count, as wide as its widest cells."""
    cells = [[name.replace("_", " ") for name in rows[0]]]
    cells += [[shorten(str("" if value is None else value), CELL) for value in row.values()] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    left = [isinstance(value, str) for value in rows[0].values()]
    for line in cells:
        sides = zip(line, widths, left, strict=True)
        yield "  ".join(f"{cell:<{width}}" if words else f"{cell:>{width}}" for cell, width, words in sides).rstrip()


def _head(row: Row, kind: str, mode: str | None, factuality: str) -> Text:
    """The first line of a row; what isn't asserted stands in its own colour, and in words."""
    from rich.text import Text  # noqa: PLC0415

    who, whom = row["who"] or "(nobody named)", row["whom"]
    line = Text(f"{row['start_day'] or 'no day':<{len(INDENT)}}", style="dim")
    line.append(clean(f"{kind}-{mode}" if mode else kind), style="bold")
    line.append(f" {factuality}", style=STYLES[factuality] if factuality in NOT_FACT else "dim")
    return line.append("  " + clean(f"{who} → {whom}" if whom else who))


def _under(parts: Sequence[str | None], width: int) -> Text:
    from rich.text import Text  # noqa: PLC0415

    return Text(INDENT + shorten(" · ".join(part for part in parts if part), max(40, width - len(INDENT))), style="dim")


def _quoted(words: str, width: int) -> Iterator[Text]:
    """Words of a report, whole, on as many lines as they need."""
    from textwrap import wrap  # noqa: PLC0415

    from rich.text import Text  # noqa: PLC0415

    for line in wrap(f"“{clean(words)}”", max(40, width - len(INDENT))):
        yield Text(INDENT + line)


def _toll(row: Row, name: str) -> str:
    low, high = row[f"{name}_min"], row[f"{name}_max"]
    if low is None:
        return ""
    return f"{low} {name}" if low == high else f"{low} to {high} {name}"
