"""Build hook: compile the tables that dateline ships and git does not hold.

For wheels and for editable installs alike, before the files are collected:

* ``src/dateline/where/gazetteer.db`` from packaged GeoNames extracts and ``knowledge/places.csv``;
* ``src/dateline/who/actors.db`` from the tables in ``knowledge/``;
* ``src/dateline/web/vendor/``, the scripts and outlines that draw the map, fetched as ``web-assets.lock.json`` says.

A table newer than everything it is made from is left alone, and so are files that were fetched from the same lock.
Without network the map's files stay away, and the page says so; nothing else depends on them.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType


def load(script: Path) -> ModuleType:
    """Import a script by its path; ``knowledge/`` is no package."""
    spec = importlib.util.spec_from_file_location(script.stem, script)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(script)
    module = importlib.util.module_from_spec(spec)

    sys.modules[script.stem] = module  # dataclasses look their module up by name while its body runs
    spec.loader.exec_module(module)
    return module


def fresh(target: Path, inputs: Iterable[Path]) -> bool:
    """Whether `target` exists and no input is newer."""
    return target.exists() and all(path.stat().st_mtime <= target.stat().st_mtime for path in inputs)


def tables(root: Path) -> list[Path]:
    """The scripts and tables in ``knowledge/`` that actors are compiled from."""
    knowledge = root / "knowledge"
    return [
        p for p in sorted(knowledge.rglob("*")) if p.suffix in {".csv", ".toml", ".json"} and p.name != "places.csv"
    ]


def compile_places(root: Path) -> None:
    """Make the gazetteer if it is missing or old."""
    script, target = root / "knowledge" / "compile_gazetteer.py", root / "src" / "dateline" / "where" / "gazetteer.db"
    if not fresh(target, [script, root / "knowledge" / "places.csv", root / "src" / "dateline" / "where" / "names.py"]):
        load(script).compile_gazetteer(target)


def compile_who(root: Path) -> None:
    """Make the table of actors if it is missing or old."""
    script, target = root / "knowledge" / "compile_actors.py", root / "src" / "dateline" / "who" / "actors.db"
    if not fresh(target, [script, *tables(root)]):
        load(script).compile_actors(root / "knowledge", target)


def fetch_assets(root: Path, *, tests: bool) -> str:
    """Fetch what the map is drawn with; returns what went wrong, in a sentence, since the rest works without it."""
    fetching = load(root / "web_assets.py")
    try:
        fetching.fetch(root, tests=tests)
    except fetching.AssetError as error:
        return f"the map of `dateline serve` will not be drawn: {error}; install again with network to mend it"
    return ""


class CompileKnowledge(BuildHookInterface[BuilderConfig]):
    """Hatchling calls this before it collects files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Make what wheels and editable installs need; a source archive carries none of it."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        compile_places(root)
        compile_who(root)
        if trouble := fetch_assets(root, tests=version == "editable"):
            self.app.display_warning(trouble)
