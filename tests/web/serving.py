"""A server of a store for a real browser, and the browser, where there is one."""

from __future__ import annotations

import os
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from dateline.web.app import create_app
from dateline.web.guard import LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

TOKEN = "kestrels over velmar"  # noqa: S105 - of the store that the tests make
ARGUMENTS = ["--no-sandbox", "--disable-gpu"]
SECONDS = 20


def chromium() -> Path | None:
    """The browser that the tests drive: what ``CHROMIUM`` names, else Debian's."""
    path = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
    return path if path.is_file() else None


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser without a window."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def serving(store: Path | str, token: str | None = TOKEN) -> Iterator[str]:
    """The address of a server of a store, on a free port of this machine."""
    server = uvicorn.Server(
        uvicorn.Config(create_app(store, review_token=token, hosts=LOOPBACK), port=0, log_level="warning")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + SECONDS
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(SECONDS)
