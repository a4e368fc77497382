from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from dateline.errors import KnowledgeError
from dateline.where import gazetteer
from dateline.where.gazetteer import by_key, by_rank, look_up


@pytest.mark.parametrize(
    ("name", "main", "country", "feature"),
    [
        ("Kiev", "Kyiv", "UKR", "PPLC"),
        ("Baghdad", "Baghdad", "IRQ", "PPLC"),
        ("Iraq", "Iraq", "IRQ", "PCLI"),
        ("U.S.", "United States", "USA", "PCLI"),
        ("Burma", "Myanmar", "MMR", "PCLI"),
        ("Ivory Coast", "Ivory Coast", "CIV", "PCLI"),
        ("North Darfur", "North Darfur", "SDN", "ADM1"),
        ("Hodeidah", "Al Ḩudaydah", "YEM", "PPL"),
        ("Donbass", "Donbas", "UKR", "RGN"),
        ("Bab al-Mandab", "Bab el-Mandeb", None, "STRT"),
        ("Mariupol", "Mariupol", "UKR", "PPL"),
    ],
)
def test_the_best_known_place_of_a_name(name: str, main: str, country: str | None, feature: str) -> None:
    found = [(c.name, c.country, c.feature) for c in look_up(name)]
    assert (main, country, feature) in found


@pytest.mark.parametrize("name", ["", "Qwzrblx", "'; DROP TABLE names; --", "\x00", "x" * 100_000])
def test_an_unknown_name_has_no_place(name: str) -> None:
    assert look_up(name) == ()


def test_namesakes_come_by_population_and_are_limited() -> None:
    ranks = [c.rank for c in look_up("San Antonio")]
    assert ranks == sorted(ranks)
    assert len(ranks) == gazetteer.MOST


def test_a_town_lies_in_its_state_and_country() -> None:
    town = next(c for c in look_up("Lexington") if c.population > 300_000)
    (state,) = [c for c in look_up("Kentucky") if c.country == "USA" and c.feature == "ADM1"]
    (country,) = [c for c in look_up("United States") if c.feature == "PCLI"]
    assert town.lies_in(state)
    assert town.lies_in(country)
    assert not state.lies_in(town)
    assert not country.lies_in(country)


def test_a_rank_leads_to_its_place() -> None:
    town = look_up("Mosul")[-1]
    assert by_rank(town.rank) is not None
    assert by_rank(10**9) is None


def test_an_abbreviated_state_is_marked_as_such() -> None:
    assert {c.kind for c in look_up("Ky") if c.name == "Kentucky"} == {gazetteer.CODE}


def test_points_are_degrees() -> None:
    (country,) = [c for c in look_up("Iraq") if c.feature == "PCLI"]
    assert (country.lat, country.lon) == pytest.approx((33, 43), abs=1.5)


def test_a_missing_gazetteer_says_how_to_make_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(gazetteer, "DATABASE", tmp_path / "none.db")
    gazetteer._connection.cache_clear()
    by_key.cache_clear()
    try:
        with pytest.raises(KnowledgeError, match="install dateline again"):
            look_up("Baghdad")
    finally:
        gazetteer._connection.cache_clear()


def test_a_damaged_gazetteer_says_how_to_make_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"not a database at all " * 100)
    monkeypatch.setattr(gazetteer, "DATABASE", broken)
    gazetteer._connection.cache_clear()
    by_key.cache_clear()
    try:
        with pytest.raises(KnowledgeError, match="damaged"):
            look_up("Baghdad")
    finally:
        gazetteer._connection().close()
        gazetteer._connection.cache_clear()


def test_the_gazetteer_is_small_and_cannot_be_written() -> None:
    assert gazetteer.DATABASE.stat().st_size <= 40 * 2**20
    with pytest.raises(Exception, match="readonly"):
        gazetteer._connection().execute("DELETE FROM names")


def test_the_first_look_up_is_quick() -> None:
    gazetteer._connection.cache_clear()
    by_key.cache_clear()
    start = time.perf_counter()
    look_up("Baghdad")
    assert time.perf_counter() - start < 0.05


def test_importing_opens_nothing() -> None:
    code = "import dateline.where as w, dateline.where.gazetteer as g; print(g._connection.cache_info().currsize)"
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(gazetteer.__file__).parents[2])},
    )
    assert done.stdout.strip() == "0"


def test_threads_share_it() -> None:
    found: list[int] = []
    by_key.cache_clear()
    work = [threading.Thread(target=lambda n=name: found.append(len(look_up(n)))) for name in ("Mosul", "Aden") * 8]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert len(found) == 16
    assert all(found)
