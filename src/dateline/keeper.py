"""From documents to incidents: read, code, keep, link, one document at a time, with nothing done twice."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from dateline import __version__
from dateline.coder import TOGETHER, Coder
from dateline.errors import InputError
from dateline.records import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dateline.store import Store
    from dateline.store.fetched import Fetches
    from dateline.store.keeping import Kept

ROOMS = ("ontology", "reading", "language", "who", "when", "where", "what", "according_to")
"""The rooms that code: a change of any of their files makes another coder of the same version."""


@cache
def version() -> str:
    """What codes: the package's version and a hash of its code, models and tables, such as ``0.1.0+5f3a9c01``."""
    made = hashlib.sha256()
    for room in ROOMS:
        for path in sorted(Path(str(files("dateline") / room)).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                made.update(path.name.encode() + path.read_bytes())
    return f"{__version__}+{made.hexdigest()[:8]}"


def add(
    store: Store,
    documents: Iterable[Document | InputError],
    coder: Coder | None = None,
    *,
    text: bool = True,
    seen: Fetches | None = None,
) -> Iterator[Kept | InputError]:
    """Add documents to a store: each that is new is coded, kept and linked, as one transaction.

    Killed at any moment, what was yielded is whole in the store, and adding the same documents again does the rest.

    Args:
        store: opened for writing.
        documents: what `dateline.reading.read` gives; errors pass through.
        coder: what codes them; everything by default.
        text: whether the words of documents are kept.
        seen: the store's ledger, where the documents are fetched with it: what was fetched is noted when it is kept.

    Yields:
        What became of each document, in order.
    """
    store.begin(version(), text=text)
    waiting = iter(documents)
    coder = coder or Coder()
    while chunk := list(islice(waiting, TOGETHER)):
        yield from _add(store, chunk, coder)
        if seen:
            seen.settle()
    if seen:
        seen.settle()
    store.end()


def _add(store: Store, chunk: list[Document | InputError], coder: Coder) -> Iterator[Kept | InputError]:
    """Add some documents; those that need it are coded together."""
    fresh = _fresh(store, chunk)
    records = coder.code_all(fresh.values())
    for place, document in enumerate(chunk):
        if isinstance(document, InputError):
            yield document
        elif place in fresh:
            yield store.keep(next(records))
        else:
            yield store.known(document) or store.keep_copy(document) or store.keep(next(coder.code_all([document])))


def _fresh(store: Store, chunk: list[Document | InputError]) -> dict[int, Document]:
    """The documents that must be coded, by place: neither known nor in the very words of another, here or there."""
    found: dict[int, Document] = {}
    words: set[str] = set()
    for place, document in enumerate(chunk):
        if isinstance(document, Document) and document.sha256 not in words and not store.has(document):
            words.add(document.sha256)
            found[place] = document
    return found


def code_again(store: Store, coder: Coder | None = None) -> Iterator[Kept]:
    """Code the documents of a store that another version coded; the older codings stay beside the new ones.

    Documents whose words the store doesn't keep are left as they are.
    """
    store.begin(version())
    coder = coder or Coder()
    waiting = store.coded_before(version())
    while chunk := list(islice(waiting, TOGETHER)):
        for record in coder.code_all(chunk):
            yield store.keep_again(record)
    store.end()
