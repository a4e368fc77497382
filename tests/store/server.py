"""A PostgreSQL server of the tests' own, in a folder that goes with it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTINGS = "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=90"
USER = "postgres"


@dataclass
class Server:
    """A running server, known by the folder of its socket."""

    home: Path
    made: int = 0

    def address(self, database: str = "postgres") -> str:
        return f"postgresql:///{database}?host={self.home}&user={USER}"

    def fresh(self, template: str | None = None) -> str:
        """The address of a new database, empty or a copy of another one of this server."""
        self.made += 1
        name = f"store{self.made}"
        like = "" if template is None else f" TEMPLATE {template.split('///')[1].split('?')[0]}"
        with psycopg.connect(self.address(), autocommit=True) as db:
            db.execute(f"CREATE DATABASE {name}{like}".encode())
        return self.address(name)


def programs() -> Path | None:
    """The folder of PostgreSQL's programs; Debian keeps them off the path."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


def missing() -> str | None:
    """Why no server can be started here; ``None`` if one can."""
    if programs() is None:
        return "PostgreSQL is not installed (Debian: apt-get install postgresql)"
    if os.geteuid() == 0:
        try:
            pwd.getpwnam(USER)
        except KeyError:
            return f"PostgreSQL does not run as root, and there is no user {USER}"
    return None


@contextmanager
def serving() -> Iterator[Server]:
    """A server while the block lasts."""
    home = Path(tempfile.mkdtemp(prefix="dl-pg-", dir="/tmp"))
    as_user = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(home, USER, USER)
    where = programs()
    assert where is not None
    data = str(home / "data")

    def run(*command: str) -> None:
        subprocess.run([*as_user, *command], check=True, capture_output=True, cwd="/")

    try:
        initial = ("--auth=trust", f"--username={USER}", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8")
        run(str(where / "initdb"), "--pgdata", data, *initial)
        options = f"{SETTINGS} -c unix_socket_directories={home}"
        log = str(home / "log")
        run(str(where / "pg_ctl"), "--pgdata", data, "--wait", "--log", log, "--options", options, "start")
        try:
            yield Server(home)
        finally:
            run(str(where / "pg_ctl"), "--pgdata", data, "--mode", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
