"""Every figure on the development corpora, beside its pinned floor; exit code 1 when one falls below.

    python evaluation/figures.py [NAME ...] [--raise]

Names are modules of this folder (all by default).  `floors.json` pins, for a figure, a `floor` or a `ceiling` and
what was `asked` of it; a pin easier than that is marked `short`, with what was measured.  Floors only rise: --raise
lifts each to what was measured (rounded down to half a point), never lower.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import json
import math
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

Floors: TypeAlias = dict[str, dict[str, float]]

HOME = Path(__file__).parent
FLOORS = HOME / "floors.json"
BESIDE = (
    *("places", "linking", "copies", "attributions", "mentions", "pronouns", "events", "pairs", "seed", "sentences"),
    *("demo", "actors", "times", "undated", "kept"),
)
"""What is measured side by side on all cores, what takes longest first."""
ALONE = ("speed", "store")
"""What measures seconds, and so has the machine for itself."""
MODULES = (*BESIDE, *ALONE)


def measure(names: list[str]) -> dict[str, float]:
    """The figures of the named modules."""
    measured: dict[str, float] = {}
    with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=_one_thread) as workers:
        beside = [workers.submit(_measured, name) for name in BESIDE if name in names]
        for done in as_completed(beside):
            told, found = done.result()
            print(told, end="", flush=True)
            measured |= found
    for name in ALONE:
        if name in names:
            told, found = _measured(name)
            print(told, end="", flush=True)
            measured |= found
    return measured


def _one_thread() -> None:
    """Keep what multiplies matrices from taking all cores for itself."""
    os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def _measured(name: str) -> tuple[str, dict[str, float]]:
    """What a module prints, and its figures."""
    sys.path.insert(0, str(HOME))
    began = time.perf_counter()
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        found = importlib.import_module(name).figures()
    return f"\n== {name}\n{out.getvalue()}({time.perf_counter() - began:.0f} s)\n", found


def below(measured: dict[str, float], floors: Floors) -> list[str]:
    """The figures that have sunk, in words; also those pinned but not measured by a module that ran."""
    rooms = {name.split(".")[0] for name in measured}
    sunk = []
    for name, pin in floors.items():
        if name.split(".")[0] not in rooms:
            continue
        value = measured.get(name)
        if value is None:
            sunk.append(f"{name} was not measured")
        elif value < pin.get("floor", -math.inf):
            sunk.append(f"{name} {value:.3f} is below its floor {pin['floor']}")
        elif value > pin.get("ceiling", math.inf):
            sunk.append(f"{name} {value:.3f} is above its ceiling {pin['ceiling']}")
    return sunk


def raised(measured: dict[str, float], floors: Floors) -> Floors:
    """The floors lifted to what was measured, and none lowered; new figures get one.  Speeds stay as they are."""
    result = {name: dict(pin) for name, pin in floors.items()}
    for name, value in measured.items():
        pin = result.setdefault(name, {})
        if name.startswith(("speed.", "store.")) or "per_second" in name:
            continue
        if "ceiling" in pin:
            pin["ceiling"] = min(pin["ceiling"], value)
        else:
            whole = float(value).is_integer() and value > 1
            pin["floor"] = max(pin.get("floor", -math.inf), value if whole else math.floor(value * 200) / 200)
    return {name: pin for name, pin in result.items() if pin}


def table(measured: dict[str, float], floors: Floors) -> str:
    """One line a figure: measured, pinned, asked."""
    lines = [f"{'figure':34s} {'measured':>9s} {'pinned':>9s} {'asked':>7s}"]
    for name, value in sorted(measured.items()):
        pin = floors.get(name, {})
        held = f">={pin['floor']:g}" if "floor" in pin else f"<={pin['ceiling']:g}" if "ceiling" in pin else ""
        asked = f"{pin['asked']:g}" if "asked" in pin else ""
        asked += " SHORT" if "short" in pin else ""
        lines.append(f"{name:34s} {value:9.3f} {held:>9s} {asked:>7s}")
    return "\n".join(lines)


def main() -> None:
    """Measure, print the table, hold the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(MODULES)}")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what was measured")
    options = parser.parse_args()
    if unknown := sorted(set(options.names) - set(MODULES)):
        parser.error(f"no figures are called {', '.join(unknown)}; there are {', '.join(MODULES)}")
    floors: Floors = json.loads(FLOORS.read_text("utf-8"))
    measured = measure(options.names or list(MODULES))
    print("\n" + table(measured, floors))
    sunk = below(measured, floors)
    for line in sunk:
        print(f"FAILED: {line}", file=sys.stderr)
    if options.lift and not sunk:
        FLOORS.write_text(json.dumps(raised(measured, floors), indent=2, sort_keys=True) + "\n", "utf-8")
    sys.exit(bool(sunk))


if __name__ == "__main__":
    main()
