"""``dateline serve`` and ``dateline demo``, with nothing that listens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dateline.cli import serving
from dateline.store import Selection, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import FastAPI

    from tests.cli.conftest import Run


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What would be served: the arguments of uvicorn, with the application and how many documents its store has."""
    found: list[dict[str, Any]] = []

    def run(app: FastAPI, **options: Any) -> None:
        documents = app.state.store().ask("documents", Selection())
        found.append({"app": app, "documents": len(documents), **options})
        app.state.store.close()

    monkeypatch.setattr("uvicorn.run", run)
    return found


@pytest.fixture
def store(tmp_path: Path) -> str:
    open_store(tmp_path / "record.db", create=True).close()
    return str(tmp_path / "record.db")


def test_a_store_is_served_to_this_machine_alone(run: Run, served: list[dict[str, Any]], store: str) -> None:
    done = run("serve", store)
    assert done.exit_code == 0
    assert "http://127.0.0.1:8377/" in done.stderr
    assert (served[0]["host"], served[0]["port"]) == ("127.0.0.1", 8377)
    assert served[0]["app"].state.review_token is None
    assert served[0]["app"].user_middleware[0].kwargs["hosts"]


def test_others_are_let_in_only_if_asked(run: Run, served: list[dict[str, Any]], store: str) -> None:
    done = run("serve", store, "--host", "0.0.0.0", "--port", "9000")  # noqa: S104 - what is tested
    assert "everybody who can reach this machine" in done.stderr
    assert served[0]["app"].user_middleware[0].kwargs["hosts"] is None
    assert served[0]["port"] == 9000


def test_an_address_of_six_parts_is_written_in_brackets(run: Run, served: list[dict[str, Any]], store: str) -> None:
    assert "http://[::1]:8377/" in run("serve", store, "--host", "::1").stderr
    assert served[0]["host"] == "::1"


def test_whoever_judges_gets_a_new_token_each_time(run: Run, served: list[dict[str, Any]], store: str) -> None:
    for _ in range(2):
        assert "/review?token=" in run("serve", store, "--review").stderr
    tokens = [one["app"].state.review_token for one in served]
    assert len(set(tokens)) == 2
    assert all(len(token) >= 20 for token in tokens)


def test_a_token_may_be_given(run: Run, served: list[dict[str, Any]], store: str) -> None:
    assert "/review?token=tern" in run("serve", store, "--review", "--token", "tern").stderr
    assert served[0]["app"].state.review_token == "tern"  # noqa: S105 - the test's own


def test_a_token_without_judging_is_wrong_usage(run: Run, store: str) -> None:
    done = run("serve", store, "--token", "tern")
    assert done.exit_code == 2
    assert "--review" in done.stderr


def test_no_store_says_how_to_make_one(run: Run, tmp_path: Path) -> None:
    done = run("serve", tmp_path / "none.db")
    assert done.exit_code == 1
    assert "dateline add" in done.stderr


def test_missing_packages_are_named(run: Run, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    done = run("serve", store)
    assert done.exit_code == 1
    assert "dateline[web]" in done.stderr


@pytest.mark.usefixtures("no_model")
def test_the_demonstration_codes_a_folder_and_leaves_nothing(
    run: Run, served: list[dict[str, Any]], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("The Wren Council met the Teal Guild in Velmar on Monday, residents said.")
    (tmp_path / "empty.txt").write_text("")
    done = run("demo", tmp_path, "--port", "9001")
    assert done.exit_code == 0, done.output
    assert "1 reports" in done.stderr
    assert "empty.txt" in done.stderr
    assert served[0]["documents"] == 1
    assert not served[0]["app"].state.store.where.startswith(str(tmp_path))
    with pytest.raises(Exception, match="does not exist"):
        open_store(served[0]["app"].state.store.where)


@pytest.mark.usefixtures("no_model")
def test_without_a_folder_the_examples_are_shown(
    run: Run, served: list[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("The Wren Council met the Teal Guild in Velmar on Monday, residents said.")
    monkeypatch.setattr(serving, "REPORTS", (tmp_path / "none", tmp_path))
    assert run("demo").exit_code == 0
    assert served[0]["documents"] == 1


def test_without_examples_it_says_what_to_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "REPORTS", ())
    done = run("demo")
    assert done.exit_code == 2
    assert "folder" in done.stderr


def test_the_examples_of_a_working_copy_are_found() -> None:
    assert any(path.is_dir() for path in serving.REPORTS)


def test_whoever_may_have_addresses_fetched(run: Run, served: list[dict[str, Any]], store: str) -> None:
    for more in ([], ["--host", "0.0.0.0"], ["--no-fetch"]):  # noqa: S104 - what is tested
        assert run("serve", store, *more).exit_code == 0
    told = [(one["app"].state.fetches, one["app"].state.local) for one in served]
    assert told == [(True, True), (True, False), (False, True)]
