"""What a store can do: the verbs that everything else (command line, page, other programs) is made of."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from dateline.store import asking, clock, exporting, fetched, keeping, verdicts
from dateline.store.keeping import Kept, Writing
from dateline.store.selection import Selection
from dateline.store.statements import insert, next_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyarrow as pa

    from dateline.records import Document, Judgement, Record
    from dateline.store.engine import Engine, Row

ASKED: dict[str, Callable[[Engine, Selection], list[Row]]] = {
    "events": asking.events,
    "incidents": asking.incidents,
    "commitments": asking.commitments,
    "actors": asking.actors,
    "documents": asking.documents,
}
"""What can be asked for by a selection."""


class Store:
    """An open store; a context manager that closes it.

    Args:
        engine: the database, as `dateline.store.open_store` opens it.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writing: Writing | None = None

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the database; a run that is open is marked as ended."""
        if self._writing:
            self.end()
        self.engine.close()

    # writing

    def begin(self, version: str, *, text: bool = True) -> None:
        """Begin a run: all that is kept from here on is by this version of the coder.

        Args:
            version: what codes the documents.
            text: whether their words are kept; else only quotes, offsets, hash and address.
        """
        moment = clock.now()
        with self.engine.transaction():
            run = next_key(self.engine, "runs", "run")
            row = {"run": run, "version": version, "started": moment, "ended": None, "documents": 0}
            insert(self.engine, "runs", [row])
        self._writing = Writing(self.engine, run, version, moment, text)

    def end(self) -> None:
        """End the run."""
        if self._writing:
            values = {"run": self._writing.run, "moment": clock.now()}
            with self.engine.transaction():
                self.engine.run("UPDATE runs SET ended = :moment WHERE run = :run", values)
            self._writing = None

    @property
    def writing(self) -> Writing:
        """What stays the same in this run; one without a version if none was begun."""
        return self._writing or Writing(self.engine, 0, "", clock.now())

    def known(self, document: Document) -> Kept | None:
        """What to answer to a document that is there already; ``None`` if it isn't."""
        row = keeping.known(self.engine, document)
        return Kept(row["id"], "known") if row else None

    def has(self, document: Document) -> bool:
        """Whether a document is there already, or a current one with the very same words."""
        return keeping.known(self.engine, document) is not None or keeping.twin(self.engine, document) is not None

    def keep_copy(self, document: Document) -> Kept | None:
        """Keep a document whose very words another one has, as one transaction; ``None`` if there is no such other."""
        with self._moment() as writing:
            twin = keeping.twin(self.engine, document)
            return keeping.keep_copy(writing, document, twin) if twin else None

    def keep(self, record: Record) -> Kept:
        """Keep a document and all that its record says, as one transaction; what is there already stays as it is."""
        with self._moment() as writing:
            return self.known(record.document) or keeping.keep(writing, record)

    def keep_again(self, record: Record) -> Kept:
        """Replace what the store says of a document by this run's coding of it, as one transaction."""
        with self._moment() as writing:
            row = keeping.known(self.engine, record.document)
            return keeping.keep_again(writing, record, row) if row else keeping.keep(writing, record)

    def coded_before(self, version: str) -> Iterator[Document]:
        """The current documents that another version of the coder coded, with their words, in order."""
        return keeping.coded_before(self.engine, version)

    def judge(self, judgement: Judgement) -> str:
        """Keep a judgement and let it take effect; returns its id.

        Raises:
            JudgementError: it names no event or field that there is.
        """
        with self._moment() as writing:
            return verdicts.judge(writing, judgement)

    @contextmanager
    def _moment(self) -> Iterator[Writing]:
        """A transaction, with what its writing needs."""
        writing = self.writing
        with self.engine.transaction():
            yield writing

    # asking

    def ask(self, kind: str, wanted: Selection) -> list[Row]:
        """The rows of a selection of `kind`: a key of `ASKED`."""
        return ASKED[kind](self.engine, wanted)

    def events(self, **wanted: Any) -> pa.Table:  # noqa: ANN401 - the fields of a selection
        """Events as an Arrow table (``.to_pandas()`` makes a data frame); the arguments are `Selection`'s fields."""
        return _table(self.ask("events", Selection(**{"limit": asking.ENOUGH, **wanted})))

    def incidents(self, **wanted: Any) -> pa.Table:  # noqa: ANN401
        """Incidents as an Arrow table; the arguments are `Selection`'s fields."""
        return _table(self.ask("incidents", Selection(**{"limit": asking.ENOUGH, **wanted})))

    def commitments(self, **wanted: Any) -> pa.Table:  # noqa: ANN401
        """Commitments as an Arrow table; the arguments are `Selection`'s fields."""
        return _table(self.ask("commitments", Selection(**{"limit": asking.ENOUGH, **wanted})))

    def actors(self, **wanted: Any) -> pa.Table:  # noqa: ANN401
        """Actors as an Arrow table; ``party`` names them."""
        return _table(self.ask("actors", Selection(**{"limit": asking.ENOUGH, **wanted})))

    def panel(self, by: str = "country", per: str = "month", **wanted: Any) -> pa.Table:  # noqa: ANN401
        """Counts by unit and period as an Arrow table; see `asking.panel`."""
        return _table(asking.panel(self.engine, Selection(**wanted), by, per))

    def record(self, document: str) -> dict[str, Any] | None:
        """The record of a document as it was printed."""
        return asking.record(self.engine, document)

    def export(self) -> Iterator[dict[str, Any]]:
        """Everything in the store but its runs and fetches, row by row in an order that depends on nothing else."""
        return exporting.everything(self.engine)

    def ledger(self) -> fetched.Fetches:
        """What has been fetched, for a fetcher that fetches nothing twice."""
        return fetched.Fetches(self.engine)


def _table(rows: list[Row]) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415 - a third of a second

    return pa.Table.from_pylist([dict(row) for row in rows])
