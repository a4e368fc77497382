"""How commands fetch: the options that say what may be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from dateline.reading.fetching import Manners


def _manners(_context: click.Context, _parameter: click.Parameter, value: bool) -> Manners:  # noqa: FBT001 - click's
    from dateline.reading.fetching import Manners  # noqa: PLC0415 - heavy

    return Manners(allow_private=value, ports=frozenset(range(1, 65536))) if value else Manners()


def fetching_option(command: Any) -> Any:  # noqa: ANN401 - a command
    """The option of commands that fetch: whether addresses of this computer and its network may be asked for."""
    return click.option(
        "--allow-private",
        "manners",
        is_flag=True,
        callback=_manners,
        help="Fetch from this computer and private networks too.",
    )(command)
