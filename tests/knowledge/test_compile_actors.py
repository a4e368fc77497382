"""The compiler: the same tables give the same bytes, and hand-written rows win over converted ones."""

from __future__ import annotations

import csv
import importlib.util
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    Query = Callable[[str], list[tuple[object, ...]]]

FOLDER = Path(__file__).parents[2] / "knowledge"
COUNTRY = [
    *("alpha3", "alpha2", "name", "official_name", "aliases", "demonyms", "capital", "metonyms", "government"),
    *("geonames", "start", "end", "source"),
]
ACTOR = ["key", "name", "kind", "country", "sectors", "aliases", "parent", "start", "end", "wikidata", "source"]
OFFICE = ["country", "office", "holder", "aliases", "start", "end", "sectors", "source"]
AGENT = ["phrase", "plural", "sectors", "sort", "generic", "source"]


@pytest.fixture(scope="module")
def compiler() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("compile_actors_under_test", FOLDER / "compile_actors.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def write(folder: Path, table: str, fields: list[str], *rows: dict[str, str]) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    write(
        tmp_path,
        "countries",
        COUNTRY,
        {
            "alpha3": "RUR",
            "name": "Ruritania",
            "aliases": "RR",
            "demonyms": "Ruritanian",
            "metonyms": "Strelsau",
            "source": "novel",
        },
        {"alpha3": "OLD", "name": "Old Ruritania", "demonyms": "Ruritanian", "end": "1890-01-01", "source": "novel"},
    )
    write(
        tmp_path,
        "actors",
        ACTOR,
        {"key": "guard", "name": "Castle Guard", "kind": "army", "country": "RUR", "aliases": "CG", "source": "novel"},
        {"key": "labour-x", "name": "Labour Party (Ruritania)", "kind": "party", "aliases": "RLP", "source": "novel"},
        {"key": "old-guard", "name": "Old Guard", "kind": "army", "aliases": "CG", "end": "1890-01-01", "source": "n"},
    )
    write(
        tmp_path,
        "actors_phoenix",
        ACTOR,
        {"key": "phoenix-guard", "name": "castle-guard", "kind": "army", "source": "Phoenix"},
        {"key": "phoenix-reds", "name": "Red Hand", "kind": "armed_group", "aliases": "CG|Hand", "source": "Phoenix"},
    )
    write(
        tmp_path,
        "offices",
        OFFICE,
        {"country": "RUR", "office": "King", "holder": "Rudolf Elphberg", "aliases": "Rudolf V", "source": "novel"},
    )
    write(
        tmp_path,
        "offices_phoenix",
        OFFICE,
        {"country": "RUR", "holder": "Rudolf Elphberg", "sectors": "ELI", "source": "Phoenix"},
        {"country": "RUR", "holder": "Rupert Hentzau", "sectors": "GOV", "source": "Phoenix"},
    )
    write(tmp_path, "agents", AGENT, {"phrase": "guard", "plural": "guards", "sectors": "MIL", "sort": "person"})
    write(tmp_path, "agents_phoenix", AGENT, {"phrase": "guard", "plural": "guards", "sectors": "CRM"})
    return tmp_path


@pytest.fixture
def query(compiler: ModuleType, tables: Path) -> Iterator[Query]:
    target = tables / "actors.db"
    compiler.compile_actors(tables, target)
    connection = sqlite3.connect(target)
    yield lambda sql: connection.execute(sql).fetchall()
    connection.close()


def test_the_same_tables_give_the_same_bytes(compiler: ModuleType, tables: Path) -> None:
    first, second = tables / "one.db", tables / "two.db"
    compiler.compile_actors(tables, first)
    compiler.compile_actors(tables, second)
    assert first.read_bytes() == second.read_bytes()


def test_an_older_file_is_replaced_whole_and_nothing_else_stays(compiler: ModuleType, tables: Path) -> None:
    target = tables / "actors.db"
    target.write_bytes(b"stale")
    compiler.compile_actors(tables, target)
    assert target.read_bytes().startswith(b"SQLite format 3")
    assert not target.with_suffix(".new").exists()


def test_a_hand_written_actor_hides_its_converted_twin(query: Query) -> None:
    assert {key for (key,) in query("SELECT key FROM known")} == {
        "OLD", "RUR", "guard", "labour-x", "old-guard", "phoenix-reds",
    }  # fmt: skip


def test_a_converted_actor_loses_the_aliases_that_somebody_wrote_by_hand(query: Query) -> None:
    assert query("SELECT aliases FROM known WHERE key = 'phoenix-reds'") == [("Hand",)]


def test_the_living_bearer_of_an_alias_comes_before_the_former(query: Query) -> None:
    assert query("SELECT keys, cased FROM alias WHERE form = 'cg'") == [("guard old-guard", 1)]


def test_a_qualified_name_is_shown_plain_and_found_only_by_its_aliases(query: Query) -> None:
    assert query("SELECT name FROM known WHERE key = 'labour-x'") == [("Labour Party",)]
    assert query("SELECT keys FROM alias WHERE form LIKE 'labour%'") == []
    assert query("SELECT keys FROM alias WHERE form = 'rlp'") == [("labour-x",)]


def test_a_living_state_keeps_the_nationality_it_shares_with_a_former_one(query: Query) -> None:
    assert query("SELECT alpha3 FROM demonym WHERE form = 'ruritanian'") == [("RUR",)]


def test_states_are_actors_too(query: Query) -> None:
    assert query("SELECT keys FROM alias WHERE form = 'ruritania'") == [("RUR",)]
    assert query("SELECT kind, country FROM known WHERE key = 'RUR'") == [("country", "RUR")]


def test_converted_rows_about_a_person_written_by_hand_are_left_out(query: Query) -> None:
    assert query("SELECT holder, office FROM office ORDER BY holder") == [
        ("Rudolf Elphberg", "King"),
        ("Rupert Hentzau", ""),
    ]


def test_family_names_are_indexed_only_for_named_offices(query: Query) -> None:
    assert query("SELECT form, names FROM surname") == [("elphberg", "rudolf elphberg")]


@pytest.mark.parametrize(
    ("country", "holder", "families"),
    [
        ("RUR", "Rudolf Elphberg", {"elphberg"}),
        ("CHN", "Li Example", {"li"}),
        ("UNO", "Han Bo-ring", {"han"}),
        ("USA", "Ann Smith-Jones", {"smith jones"}),
        ("IRQ", "Omar al-Basri", {"al basri", "basri"}),
    ],
)
def test_where_the_family_name_stands(compiler: ModuleType, country: str, holder: str, families: set[str]) -> None:
    assert compiler._family_names({"country": country, "holder": holder}) == families


def test_family_names_that_are_everyday_words_are_left_out(compiler: ModuleType) -> None:
    row = {"country": "RUR", "office": "king", "holder": "John Table", "aliases": ""}
    assert compiler.surname_rows([row], frozenset({"table"})) == []
    assert compiler.surname_rows([row], frozenset()) == [("table", "john table")]


def test_holders_are_found_by_name_and_alias(query: Query) -> None:
    found = query("SELECT holder.form, office.holder FROM holder JOIN office USING (number) ORDER BY 1")
    assert found == [
        ("rudolf elphberg", "Rudolf Elphberg"),
        ("rudolf v", "Rudolf Elphberg"),
        ("rupert hentzau", "Rupert Hentzau"),
    ]


def test_a_hand_written_agent_noun_wins(query: Query) -> None:
    assert query("SELECT form, sectors FROM agent") == [("guard", "MIL"), ("guards", "MIL")]


def test_a_row_that_is_too_long_is_refused(compiler: ModuleType, tables: Path) -> None:
    (tables / "agents.csv").write_text('phrase,plural\n"broken', encoding="utf-8")
    with pytest.raises(csv.Error):
        compiler.compile_actors(tables, tables / "actors.db")


def test_main_says_where_it_wrote(
    compiler: ModuleType, tables: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(compiler, "HERE", tables)
    monkeypatch.setattr(compiler, "TARGET", tables / "out.db")
    assert compiler.main() == 0
    assert str(tables / "out.db") in capsys.readouterr().out
