"""The whole way through the house, on one screen: a document in, its record out."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from dateline import according_to, language, reading, what, when, where, who
from dateline.errors import InputError, LayerError
from dateline.language import encoder
from dateline.reading.document import period
from dateline.records import Record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from dateline.language.draft import Draft
    from dateline.records import Document

    Read = Callable[[Sequence[Draft]], Iterable[Draft]]

LAYERS = ("events", "attributions", "relations", "commitments", "actors", "places", "times")
"""What a record holds beside its document, in the order of printing."""

STAGES: tuple[tuple[Callable[[Draft], Draft], frozenset[str]], ...] = (
    (who.find, frozenset(LAYERS)),
    (when.find, frozenset({"times", "events", "commitments"})),
    (where.find, frozenset(LAYERS) - {"times"}),
    (who.settle, frozenset(LAYERS) - {"times", "places"}),
    (what.find, frozenset({"events", "commitments"})),
    (according_to.find, frozenset({"attributions", "events", "commitments"})),
    (according_to.credit, frozenset({"events", "commitments"})),
    (who.relate, frozenset({"relations"})),
    (according_to.bind, frozenset({"commitments"})),
)
"""The stages after reading and language, in order, each with the layers that need it."""

TOGETHER = 16
"""Documents whose windows are read in common batches."""


class Coder:
    """Codes documents.

    Args:
        layers: what to find (names from `LAYERS`); everything by default.
        read: what finds triggers, cues and names in drafts; by default the encoder that the package carries.

    Raises:
        LayerError: a layer that doesn't exist.
        KnowledgeError: model or tables are missing from the installation.
    """

    def __init__(self, layers: Collection[str] | None = None, read: Read | None = None) -> None:
        self.layers = frozenset(LAYERS if layers is None else layers)
        if unknown := sorted(self.layers - set(LAYERS)):
            message = f"No layer is called {', '.join(unknown)}; the layers are {', '.join(LAYERS)}."
            raise LayerError(message)
        self._read = read or self._encode

    def code(self, text: str | Document, published: str | dt.date | None = None) -> Record:
        """The record of one text or document.

        Args:
            text: a text, or a document as `dateline.reading` makes it.
            published: when it was published, any ISO form; wins over what the document says.

        Raises:
            InputError: the text is empty, or `published` is no date.
        """
        document = reading.from_text(text) if isinstance(text, str) else text
        return next(self.code_all([dated(document, published)]))

    def relation(
        self, text: str | Document, source: tuple[int, int] | None = None, target: tuple[int, int] | None = None
    ) -> dict[str, float]:
        """The type of what a given source does to a given target, whether or not it would be coded as an event.

        Args:
            text: a text, or a document as `dateline.reading` makes it; a sentence or a few.
            source: characters (start, end) of who does it; None: whoever.
            target: characters of whom it is done to; None: whomever.

        Returns:
            The probability of each of PLOVER's types, the likeliest first.

        Raises:
            InputError: the text is empty, or a span holds no word of it.
        """
        document = reading.from_text(text) if isinstance(text, str) else text
        return what.relation(document, encoder.shipped(), source, target)

    def code_all(self, documents: Iterable[Document]) -> Iterator[Record]:
        """The records of documents, in order; reads ahead by `TOGETHER` documents, holds no more."""
        waiting = iter(documents)
        while chunk := list(islice(waiting, TOGETHER)):
            for draft in self._read([language.split(d) for d in chunk]):
                yield self._finish(draft)

    @staticmethod
    def _encode(drafts: Sequence[Draft]) -> Iterator[Draft]:
        return language.read(drafts, encoder.shipped())

    def _finish(self, draft: Draft) -> Record:
        for stage, serves in STAGES:
            if self.layers & serves:
                draft = stage(draft)
        return Record(document=draft.document, **{name: getattr(draft, name) for name in LAYERS if name in self.layers})


def dated(document: Document, published: str | dt.date | None) -> Document:
    """The document with a publication date that its reader knows better; unchanged without one.

    Raises:
        InputError: `published` is no date in any known form.
    """
    if published is None:
        return document
    known = period(published)
    if known.start is None:
        message = f"{published!r} is no date that dateline understands: write it as YYYY-MM-DD"
        raise InputError(message)
    return document.model_copy(update={"published": known})
