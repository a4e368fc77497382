"""The map's files: from the registry that npm uses, checked, and only those that are wanted."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest

import hatch_build
import web_assets

HOME = Path(__file__).parent.parent


def packed(files: dict[str, bytes]) -> bytes:
    """A package of an npm registry with these files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, words in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(words)
            archive.addfile(member, io.BytesIO(words))
    return out.getvalue()


PACKAGE = packed({"package/dist/lines.js": b"draw()", "package/LICENSE": b"free", "package/other.js": b"no"})


def hashed(package: bytes) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(package).digest()).decode()


def asset(**changes: Any) -> dict[str, Any]:
    files = {"package/dist/lines.js": "lines.js", "package/LICENSE": "lines.LICENSE.txt"}
    made = {"name": "lines", "version": "1.0.0", "path": "lines/-/lines-1.0.0.tgz", "to": "src/vendor", "files": files}
    return {**made, "integrity": hashed(PACKAGE), **changes}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one asset that ships and one for tests, and a registry that has both."""
    for_tests = asset(name="probe", to="tests/vendor")
    (tmp_path / web_assets.LOCK).write_text(json.dumps({"assets": [asset(), for_tests]}), "utf-8")
    monkeypatch.setattr(web_assets, "_download", lambda _asset: PACKAGE)
    return tmp_path


def fails(_asset: object) -> bytes:
    raise OSError("no network")


def test_only_wanted_files_are_kept(root: Path) -> None:
    assert web_assets.fetch(root) == ["lines", "probe"]
    assert sorted(p.name for p in (root / "src/vendor").iterdir()) == [".lines", "lines.LICENSE.txt", "lines.js"]
    assert (root / "src/vendor/lines.js").read_bytes() == b"draw()"


def test_what_is_for_tests_can_be_left_out(root: Path) -> None:
    assert web_assets.fetch(root, tests=False) == ["lines"]
    assert not (root / "tests").exists()


def test_what_is_there_is_not_fetched_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    web_assets.fetch(root)
    monkeypatch.setattr(web_assets, "_download", fails)
    monkeypatch.setattr(web_assets, "_npm_pack", fails)
    assert web_assets.fetch(root) == []


def test_another_hash_in_the_lock_fetches_again(root: Path) -> None:
    web_assets.fetch(root)
    assert web_assets.present(root, asset())
    assert not web_assets.present(root, asset(integrity="sha512-other"))
    (root / "src/vendor/lines.js").unlink()
    assert not web_assets.present(root, asset())


def test_another_package_is_refused() -> None:
    other = asset(integrity=hashed(b"something else"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(web_assets, "_download", lambda _asset: PACKAGE)
        with pytest.raises(web_assets.AssetError, match="not what the lock names"):
            web_assets.package(other)


def test_npm_is_asked_when_the_download_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_assets, "_download", fails)
    monkeypatch.setattr(web_assets, "_npm_pack", lambda _asset: PACKAGE)
    assert web_assets.package(asset()) == PACKAGE


@pytest.mark.parametrize("error", [OSError("no network"), subprocess.CalledProcessError(1, "npm")])
def test_a_registry_out_of_reach_is_one_sentence(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refuse(_asset: object) -> bytes:
        raise error

    monkeypatch.setattr(web_assets, "_download", fails)
    monkeypatch.setattr(web_assets, "_npm_pack", refuse)
    with pytest.raises(web_assets.AssetError, match=r"lines 1\.0\.0 can't be fetched \(OSError: no network; "):
        web_assets.package(asset())


@pytest.mark.parametrize("files", [{"package/missing.js": "a.js"}, {"package/LICENSE": "../../outside.txt"}])
def test_a_lock_can_ask_for_nothing_that_isnt_there_or_outside(tmp_path: Path, files: dict[str, str]) -> None:
    with pytest.raises(web_assets.AssetError):
        web_assets.put(tmp_path, asset(files=files), PACKAGE)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_a_link_in_a_package_is_no_file(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        link = tarfile.TarInfo("package/LICENSE")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)
    with pytest.raises(web_assets.AssetError, match="has no file"):
        web_assets.put(tmp_path, asset(files={"package/LICENSE": "a.txt"}), out.getvalue())


def test_the_registry_is_the_one_that_npm_is_told_to_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "npmrc"
    own.write_text("fund=false\nregistry = http://mirror.invalid/npm/\n", "utf-8")
    monkeypatch.setenv("NPM_CONFIG_USERCONFIG", str(own))
    monkeypatch.delenv("npm_config_registry", raising=False)
    monkeypatch.delenv("NPM_CONFIG_REGISTRY", raising=False)
    assert web_assets.registry() == "http://mirror.invalid/npm"
    monkeypatch.setenv("npm_config_registry", "https://other.invalid/")
    assert web_assets.registry() == "https://other.invalid"


def test_a_registry_is_on_the_web(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("npm_config_registry", "file:///etc")
    with pytest.raises(ValueError, match="no address of the web"):
        web_assets.registry()


def test_an_install_without_network_goes_on(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    for way in ("_download", "_npm_pack"):
        monkeypatch.setattr(web_assets, way, fails)
    monkeypatch.setattr(hatch_build, "load", lambda _script: web_assets)
    assert "install again with network" in hatch_build.fetch_assets(root, tests=False)


def test_an_install_with_network_has_nothing_to_say(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    monkeypatch.setattr(hatch_build, "load", lambda _script: web_assets)
    assert hatch_build.fetch_assets(root, tests=True) == ""


def test_the_lock_names_no_registry_and_each_hash() -> None:
    lock = (HOME / web_assets.LOCK).read_text("utf-8")
    assert "://" not in lock
    for one in web_assets.assets(HOME):
        assert len(base64.b64decode(one["integrity"].removeprefix("sha512-"))) == 64
        assert one["path"] == f"{one['name']}/-/{one['name']}-{one['version']}.tgz"


def test_what_ships_is_small() -> None:
    """Wheels stay small: a quarter of a megabyte for the map."""
    shipped = [HOME / a["to"] / name for a in web_assets.assets(HOME, tests=False) for name in a["files"].values()]
    assert sum(p.stat().st_size for p in shipped if p.is_file()) < 250_000
