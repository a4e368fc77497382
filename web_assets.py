"""Fetch what the map is drawn with: the files that ``web-assets.lock.json`` names, out of packages of an npm registry.

No third-party code lies in git.  The build (see ``hatch_build.py``) fetches each package once from whatever registry
npm is set up to use here, checks it against the hash in the lock, and keeps only the files named there.  By hand:

    python web_assets.py            what the package ships, and what the browser tests need
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Asset = Mapping[str, Any]

LOCK = "web-assets.lock.json"
PUBLIC = "https://registry.npmjs.org"
"""Where npm looks when nobody has told it otherwise."""
SHIPPED = "src/"
"""Assets that go below this folder belong to the package; all others are for tests."""
SECONDS = 20
LARGEST = 8_000_000
"""Bytes of a package, and of a file in it, at most."""


class AssetError(Exception):
    """An asset can't be had; the text says which and why."""


def assets(root: Path, *, tests: bool = True) -> list[Asset]:
    """What the lock names, in its order; `tests`: with what only tests need."""
    found: list[Asset] = json.loads((root / LOCK).read_text("utf-8"))["assets"]
    return [asset for asset in found if tests or asset["to"].startswith(SHIPPED)]


def fetch(root: Path, *, tests: bool = True) -> list[str]:
    """Put every asset in its place; those that are there already are left alone.

    Args:
        root: the project's folder.
        tests: whether to fetch what only tests need, too.

    Returns:
        The names of the packages that were fetched.

    Raises:
        AssetError: one can't be had; what is there by then stays, and the rest is not tried.
    """
    done = []
    for asset in assets(root, tests=tests):
        if not present(root, asset):
            put(root, asset, package(asset))
            done.append(asset["name"])
    return done


def present(root: Path, asset: Asset) -> bool:
    """Whether all files of an asset are there, out of the very package that the lock names."""
    folder = root / asset["to"]
    stamp = folder / f".{asset['name']}"
    there = all((folder / name).is_file() for name in asset["files"].values())
    return there and stamp.is_file() and stamp.read_text("utf-8") == asset["integrity"]


def put(root: Path, asset: Asset, packed: bytes) -> None:
    """Take the wanted files out of a package; the stamp comes last, so that half a job is done again."""
    folder = root / asset["to"]
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(fileobj=io.BytesIO(packed), mode="r:gz") as archive:
        for inside, name in asset["files"].items():
            if PurePosixPath(name).name != name:
                message = f"{LOCK}: {name!r} is no plain file name"
                raise AssetError(message)
            (folder / name).write_bytes(_member(archive, asset, inside))
    (folder / f".{asset['name']}").write_text(asset["integrity"], "utf-8")


def _member(archive: tarfile.TarFile, asset: Asset, inside: str) -> bytes:
    """A regular file of an archive, whole."""
    try:
        member = archive.getmember(inside)
        held = archive.extractfile(member) if member.isreg() and member.size <= LARGEST else None
    except (KeyError, tarfile.TarError):
        held = None
    if held is None:
        message = f"{asset['name']} {asset['version']} has no file {inside}"
        raise AssetError(message)
    with held:
        return held.read()


def package(asset: Asset) -> bytes:
    """The package of an asset as the registry gives it, with the hash that the lock asks for.

    Raises:
        AssetError: the registry doesn't give it, or gives something else.
    """
    packed, reasons = b"", []
    for way in (_download, _npm_pack):
        try:
            packed = way(asset)
            break
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            reasons.append(f"{type(error).__name__}: {error}")
    else:
        message = f"{asset['name']} {asset['version']} can't be fetched ({'; '.join(reasons)})"
        raise AssetError(message)
    found = "sha512-" + base64.b64encode(hashlib.sha512(packed).digest()).decode()
    if not hmac.compare_digest(found, asset["integrity"]):
        message = f"{asset['name']} {asset['version']} is not what the lock names: it has {found}"
        raise AssetError(message)
    return packed


def registry() -> str:
    """The registry that npm is told to use here: by the environment, by a ``.npmrc``, else the public one."""
    told = next(_told(), PUBLIC).strip().strip("\"'").rstrip("/")
    if not told.startswith(("https://", "http://")):
        message = f"the npm registry {told!r} is no address of the web"
        raise ValueError(message)
    return told


def _told() -> Iterator[str]:
    settings = {key.lower(): value for key, value in os.environ.items() if value}
    if "npm_config_registry" in settings:
        yield settings["npm_config_registry"]
    for path in (settings.get("npm_config_userconfig"), Path.home() / ".npmrc", "/etc/npmrc"):
        if path and Path(path).is_file():
            yield from re.findall(r"^\s*registry\s*=\s*(\S+)", Path(path).read_text("utf-8", "replace"), re.MULTILINE)


def _download(asset: Asset) -> bytes:
    address = f"{registry()}/{asset['path']}"
    with urllib.request.urlopen(address, timeout=SECONDS) as answer:  # noqa: S310 - `registry` lets only the web through
        packed: bytes = answer.read(LARGEST + 1)
    if len(packed) > LARGEST:
        message = f"{address} is larger than {LARGEST} bytes"
        raise ValueError(message)
    return packed


def _npm_pack(asset: Asset) -> bytes:
    """The same through npm itself, which knows proxies, certificates and passwords that are set up for it."""
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("there is no npm to ask instead")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", f"{asset['name']}@{asset['version']}", "--silent", "--ignore-scripts"]
        command += ["--pack-destination", folder, "--fetch-retries=0", f"--fetch-timeout={SECONDS * 1000}"]
        subprocess.run(command, check=True, capture_output=True, timeout=3 * SECONDS, cwd=folder)  # noqa: S603 - ours
        return next(Path(folder).glob("*.tgz")).read_bytes()


def main() -> int:
    """Fetch everything; says what was fetched, or why not."""
    try:
        done = fetch(Path(__file__).parent)
    except AssetError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"fetched {', '.join(done)}" if done else "everything is there")
    return 0


if __name__ == "__main__":
    sys.exit(main())
