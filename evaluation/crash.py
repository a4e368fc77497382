"""A writer killed at any moment: what it said it had kept is there, and doing the rest gives the very same store.

    python evaluation/crash.py [--kills 200] [--reports 120] [--coded 3]

A process adds invented reports (and some of examples/, by the real coder) to a store and is killed with SIGKILL at
random moments; each time the store is opened again, looked over and given to the next process, which adds the same
reports from the first on.  In the end its export must equal, byte for byte, that of a store that nobody killed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.keeper import add
from dateline.reading import from_text
from dateline.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.records import Document

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import invented  # noqa: E402 - this folder is no package

MOMENT = "1900000000"
LONGEST = 120
"""Seconds that one process may take."""


def real(count: int) -> list[Document]:
    """Some of the example reports."""
    paths = sorted((HERE.parent / "examples").glob("*.txt"))[:count]
    return [from_text(path.read_text("utf-8"), id=path.name) for path in paths]


def write(where: Path, reports: int, coded: int, pause: float) -> None:
    """Add the reports to a store, and print the id of each that is in; what the killed process does."""
    records = list(invented.records(reports))
    with open_store(where, create=True) as store:
        documents = [record.document for record in records]
        for kept in add(store, documents, invented.Stub(records)):
            print(getattr(kept, "id", kept), flush=True)
            time.sleep(pause)
        if coded:
            for kept in add(store, real(coded)):
                print(getattr(kept, "id", kept), flush=True)


def lines(where: Path) -> Iterator[str]:
    """A store's export, line by line."""
    with open_store(where) as store:
        for row in store.export():
            yield json.dumps(row, sort_keys=True)


def started(where: Path, reports: int, coded: int, pause: float = 0.0) -> subprocess.Popen[str]:
    """A process that adds the reports."""
    program = f"import crash; crash.write(crash.Path({str(where)!r}), {reports}, {coded}, {pause})"
    paths = os.pathsep.join((str(HERE), str(HERE.parent / "src")))
    surroundings = {**os.environ, "SOURCE_DATE_EPOCH": MOMENT, "PYTHONPATH": paths}
    command = [sys.executable, "-c", program]
    return subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own


def finished(where: Path, reports: int, coded: int) -> None:
    """Add the reports and let nobody disturb it.

    Raises:
        RuntimeError: it failed.
    """
    with started(where, reports, coded) as process:
        process.communicate(timeout=LONGEST * 5)
    if process.returncode:
        message = f"adding the reports failed with {process.returncode}"
        raise RuntimeError(message)


def killed(where: Path, reports: int, coded: int, after: tuple[int, float]) -> list[str]:
    """Add the reports and be killed some moments after so many are in; returns the ids that the process printed."""
    count, moments = after
    told: list[str] = []
    with started(where, reports, coded) as process:
        while process.stdout and len(told) < count and (line := process.stdout.readline()):
            told.append(line.strip())
        time.sleep(moments)
        process.kill()
        told += process.stdout.read().split() if process.stdout else ()
    return told


def survives(home: Path, kills: int, reports: int, coded: int) -> tuple[int, int]:
    """Kill writers of one store so many times; returns how many ids they printed, and how many were new at a restart.

    Raises:
        AssertionError: something that was told is not there, the store is damaged, or the end differs.
    """
    whole, broken = home / "whole.db", home / "broken.db"
    finished(whole, reports, coded)
    chance = random.Random(kills)  # the moments differ by the machine anyhow  # noqa: S311
    told: set[str] = set()
    fresh = 0
    for nth in range(kills):
        # further on from time to time, so that every stretch of the work is met
        count = chance.randint(0, 1 + (reports + coded) * nth // max(1, kills))
        found = killed(broken, reports, coded, (count, chance.uniform(0, 0.05)))
        fresh += len(set(found) - told)
        told |= set(found)
        check(broken, told)
    finished(broken, reports, coded)
    check(broken, told)
    _must(list(lines(broken)) == list(lines(whole)), "the exports differ")
    return len(told), fresh


def check(where: Path, told: set[str]) -> None:
    """A store that was left in the middle: sound, and with all that was told."""
    if not where.exists():
        _must(not told, "the store is gone")
        return
    with open_store(where, create=True) as store:
        _must(store.engine.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}], "the store is damaged")
        there = {row["id"] for row in store.engine.rows("SELECT id FROM documents")}
    _must(told <= there, f"lost: {sorted(told - there)[:3]}")


def _must(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - as in an assertion
    if not holds:
        raise AssertionError(otherwise)


def main() -> None:
    """Kill, and say what came of it."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--reports", type=int, default=120)
    options.add_argument("--coded", type=int, default=3)
    asked = options.parse_args()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as home:
        told, _ = survives(Path(home), asked.kills, asked.reports, asked.coded)
    print(f"{asked.kills} kills, {told} documents told, none lost, the export the same to the byte", end=" ")
    print(f"({time.perf_counter() - began:.0f} s)")


if __name__ == "__main__":
    main()
