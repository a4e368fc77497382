"""What a test reads from a page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

APART = frozenset({"td", "th", "dt", "dd", "li", "p", "summary"})
"""Elements that a reader sees apart from what stands before them."""
VOID = frozenset({"meta", "link", "br", "input", "img"})


class Page(HTMLParser):
    """A page taken apart: its elements with their attributes, its words, and what isn't closed in turn."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.crossed: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in APART:
            self.text += " "
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.crossed.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, **attributes: str) -> list[dict[str, str | None]]:
        """The attributes of every element of a kind that has some of them."""
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [found for kind, found in self.elements if kind == tag and wanted.items() <= found.items()]

    @property
    def links(self) -> list[str]:
        """Where its links lead."""
        return [str(found["href"]) for found in self.all("a")]


def page(client: TestClient, path: str, status: int = 200) -> Page:
    """A page of the application, closed in turn; of the status that is expected."""
    answer = client.get(path)
    assert answer.status_code == status, answer.text[:400]
    assert answer.headers["content-type"].startswith("text/html")
    found = Page(answer.text)
    assert not found.crossed
    return found


def key_of(client: TestClient, kind: str, **wanted: str) -> str:
    """The id of the first row of a table that has some values."""
    rows = client.get(f"/{kind}.json?limit=1000").json()["rows"]
    return str(next(row["id"] for row in rows if all(re.search(v, str(row[k])) for k, v in wanted.items())))
