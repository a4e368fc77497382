"""A command line whose coder needs no model: every document gets the sample's findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from dateline import coder
from dateline.cli import main
from tests.sample import RECORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dateline.records import Document, Record

    Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run ``dateline`` with arguments and, by keyword, what comes on standard input."""

    def call(*arguments: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)

    return call


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every document the sample's findings, so that only the command line is tested."""

    def code_all(_: coder.Coder, documents: Iterable[Document]) -> Iterator[Record]:
        for document in documents:
            yield RECORD.model_copy(update={"document": document})

    monkeypatch.setattr(coder.Coder, "code_all", code_all)
