"""The application: every view over one store."""

from __future__ import annotations

from contextlib import asynccontextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from dateline import __version__
from dateline.web import pages, problems
from dateline.web.fetching import Reports
from dateline.web.guard import LOOPBACK, Guard
from dateline.web.stores import Stores

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection
    from pathlib import Path

VIEWS = ("now", "tables", "reader", "things", "pasting", "about", "mapping", "network", "reviewing")
"""The modules of this room that have a `router`."""
THREADS = 8
"""Requests that are answered at once; each thread has a reader of its own."""


def create_app(
    store: str | Path,
    *,
    review_token: str | None = None,
    hosts: Collection[str] | None = None,
    fetches: bool = True,
) -> FastAPI:
    """The application over a store.

    ``app.state.store()`` is a reader for the thread that asks, ``app.state.store.writing()`` opens the writer.

    Args:
        store: the file or address of the store.
        review_token: what whoever judges must send; without one nobody can judge.
        hosts: names that the server answers to, such as `guard.LOOPBACK`; any, without.
        fetches: whether Code this takes addresses; where `hosts` are not this machine alone, of whoever is signed in
            with the token only, so that no stranger fetches through us.

    Raises:
        StoreError: there is no such store.
    """
    stores = Stores(store)

    @asynccontextmanager
    async def lifespan(served: FastAPI) -> AsyncIterator[None]:
        from anyio import to_thread  # noqa: PLC0415 - only a running server has one

        to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield
        served.state.reports.close()
        stores.close()

    app = FastAPI(
        title="dateline",
        version=__version__,
        summary="Who did or said what to whom, where, when, and according to whom: a store of coded news reports.",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.store = stores
    app.state.review_token = review_token
    app.state.reports = Reports()
    app.state.fetches = fetches
    app.state.local = hosts is not None and LOOPBACK.issuperset(hosts)
    app.state.name = _name(store)
    problems.install(app)
    routers = [import_module(f"dateline.web.{n}").router for n in VIEWS if find_spec(f"dateline.web.{n}")]
    for router in routers:
        app.include_router(router)
    paths = {route.path for router in routers for route in router.routes}
    app.state.paths = frozenset(paths if review_token else paths - {"/review"})
    app.mount("/static", StaticFiles(directory=pages.HOME / "static"), name="static")
    app.add_middleware(Guard, stamp=stores.stamp, hosts=hosts)
    return app


def _name(store: str | Path) -> str:
    """What a page calls the store: its file's name, or its database's without user and host."""
    known = str(store)
    return (known.partition("?")[0] if "://" in known else known).rpartition("/")[2]
