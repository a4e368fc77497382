"""Readers beside a writer: no error, and how much slower they answer than while nobody writes.

    python evaluation/readers.py [--processes 8] [--threads 6] [--seconds 20]

Processes with several threads each, every thread with a reader of its own, ask a store common questions; first while
it rests, then while one process adds invented reports, one transaction each.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from dateline.store import Selection, facets, open_store

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import invented  # noqa: E402 - this folder is no package

BEFORE = 200
"""Reports in the store before anybody asks."""
QUESTIONS = (
    Selection(),
    Selection(party="Kestrel Front"),
    Selection(text="Velmar"),
    Selection(place="OST"),
    Selection(near=(12.4, 180.0, 60.0)),
)
PAUSE = 0.02
"""Seconds between two questions of a reader: a person reads what was answered."""


def read(where: str, threads: int, seconds: float) -> list[float]:
    """Ask with so many threads for so long; returns the milliseconds of each answer."""
    spent: list[float] = []
    failed: list[BaseException] = []

    def ask(first: int) -> None:
        try:
            with open_store(where) as store:
                nth, end = first, time.monotonic() + seconds
                while time.monotonic() < end:
                    began = time.perf_counter()
                    wanted = QUESTIONS[nth % len(QUESTIONS)]
                    store.ask("events", wanted)
                    facets.values(store.engine, wanted)
                    spent.append(1000 * (time.perf_counter() - began))
                    nth += 1
                    time.sleep(PAUSE)
        except BaseException as error:  # noqa: BLE001 - any failure of a thread is told
            failed.append(error)

    running = [threading.Thread(target=ask, args=(nth,)) for nth in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    if failed:
        raise failed[0]
    return spent


def write(where: str, start: int, seconds: float) -> int:
    """Add invented reports for so long; returns how many."""
    end, count = time.monotonic() + seconds, 0
    with open_store(where, create=True) as store:
        store.begin("measured")
        while time.monotonic() < end:
            store.keep(invented.record(start + count))
            count += 1
    return count


def _process(call: str) -> subprocess.Popen[str]:
    paths = os.pathsep.join((str(HERE), str(HERE.parent / "src")))
    program = f"import json, readers; print(json.dumps(readers.{call}))"
    command, surroundings = [sys.executable, "-c", program], {**os.environ, "PYTHONPATH": paths}
    return subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own


def asked(where: Path, processes: int, threads: int, seconds: float) -> list[float]:
    """The milliseconds of all answers that so many processes got.

    Raises:
        RuntimeError: one of them failed.
    """
    running = [_process(f"read({str(where)!r}, {threads}, {seconds})") for _ in range(processes)]
    told = [process.communicate()[0] for process in running]
    if any(process.returncode for process in running):
        raise RuntimeError("a reader failed")
    return [float(value) for one in told for value in json.loads(one)]


def compare(where: Path, processes: int, threads: int, seconds: float) -> tuple[list[float], list[float], int]:
    """Answers at rest, answers beside a writer (both in milliseconds, sorted), and how many reports it added."""
    with open_store(where, create=True) as store:
        store.begin("measured")
        for record in invented.records(BEFORE):
            store.keep(record)
    idle = asked(where, processes, threads, seconds)
    writer = _process(f"write({str(where)!r}, {BEFORE}, {seconds + 3})")
    busy = asked(where, processes, threads, seconds)
    added = int(writer.communicate()[0])
    if writer.returncode:
        raise RuntimeError("the writer failed")
    return sorted(idle), sorted(busy), added


def p95(values: list[float]) -> float:
    """The 95th percentile of sorted values."""
    return values[int(len(values) * 0.95)]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--processes", type=int, default=8)
    options.add_argument("--threads", type=int, default=6)
    options.add_argument("--seconds", type=float, default=20)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as home:
        found = compare(Path(home) / "store.db", given.processes, given.threads, given.seconds)
    idle, busy, added = found
    print(f"{given.processes * given.threads} readers: p95 {p95(idle):.0f} ms at rest ({len(idle)} answers), ", end="")
    print(
        f"{p95(busy):.0f} ms while {added} reports were added ({len(busy)} answers): {p95(busy) / p95(idle):.2f} times"
    )


if __name__ == "__main__":
    main()
