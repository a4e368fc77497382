"""The seed kept three times in one store: as text, as an HTML page, and with another head.

    python evaluation/kept.py

`kept.incidents` is the share of the incidents after all three that were there after the first: 1 when what was told
three times is one set.  `kept.sources` is the largest number of independent sources that an incident has: 1 when all
three count as one.  `kept.again` counts documents that come in anew when all are added a second time: none should.
"""

from __future__ import annotations

import html
import tempfile
from pathlib import Path

from events import SHARED

from dateline import keeper, reading
from dateline.store import open_store

HEAD = "Washington warns Tehran and its friends in Iraq\nBy our diplomatic editor\n"
DAY = "2024-06-20"
FORMS = ("text.txt", "page.html", "other-head.txt")


def figures() -> dict[str, float]:
    """The three figures."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        _write(home, next((SHARED / "seed").glob("*.txt")).read_text("utf-8"))
        with open_store(home / "kept.db", create=True) as store:
            counted = []
            for form in FORMS:
                states = [kept.state for kept in keeper.add(store, reading.read([home / form], published=DAY))]  # type: ignore[union-attr]
                rows = store.incidents().to_pylist()
                counted.append({row["id"] for row in rows})
                print(f"{form}: {', '.join(states)}; {len(rows)} incidents")
            again = list(keeper.add(store, reading.read([home / form for form in FORMS], published=DAY)))
            measured = {
                "kept.incidents": len(counted[0]) / len(counted[-1]),
                "kept.sources": float(max(row["independent"] for row in rows)),
                "kept.again": float(sum(kept.state != "known" for kept in again)),  # type: ignore[union-attr]
            }
    print(", ".join(f"{key} {value:.3f}" for key, value in measured.items()))
    return measured


def _write(home: Path, text: str) -> None:
    """The report in its three forms."""
    paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    page = f"<html><head><title>News</title></head><body><nav>Home</nav><article>{paragraphs}</article></body></html>"
    (home / FORMS[0]).write_text(text, "utf-8")
    (home / FORMS[1]).write_text(page, "utf-8")
    (home / FORMS[2]).write_text(HEAD + text.partition("\n")[2], "utf-8")


if __name__ == "__main__":
    figures()
