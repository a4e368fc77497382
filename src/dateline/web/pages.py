"""Pages from templates: everything that comes out of a record is escaped and cleaned on its way."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dateline import __version__
from dateline.web import words

if TYPE_CHECKING:
    from fastapi import Request

HOME = Path(__file__).parent
NAVIGATION = (
    ("/", "Now"),
    ("/events", "Events"),
    ("/incidents", "Incidents"),
    ("/map", "Map"),
    ("/network", "Network"),
    ("/commitments", "Commitments"),
    ("/actors", "Actors"),
    ("/documents", "Documents"),
    ("/review", "Review"),
    ("/code", "Code this"),
    ("/about", "About"),
)


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401
    """A page.

    Args:
        request: what it answers.
        template: the name of a file in ``templates/``.
        status: of HTTP.
        values: what the template is given; `title` names the page.
    """
    state = request.app.state
    given = {"path": request.url.path, "query_string": request.url.query, "store_name": state.name, **values}
    given.setdefault("navigation", [item for item in NAVIGATION if item[0] in state.paths])
    return HTMLResponse(environment().get_template(template).render(given), status)


@cache
def environment() -> Environment:
    """The templates, with the words that they may use."""
    made = Environment(
        loader=FileSystemLoader(HOME / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(words=words, version=__version__, asset=asset)
    return made


def shown(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    """What stands on the page for a value: nothing for ``None``, cleaned text for text."""
    if value is None:
        return ""
    return words.safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def asset(name: str) -> str:
    """The address of a static file, with a hash of what it holds, so that a new version is fetched anew."""
    made = hashlib.sha256((HOME / "static" / name).read_bytes()).hexdigest()[:8]
    return f"/static/{name}?{made}"
