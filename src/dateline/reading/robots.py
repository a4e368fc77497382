"""What a host's robots.txt asks of visitors (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from dateline.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable

    from httpx2 import URL
    from protego import Protego

    Ask: TypeAlias = Callable[[URL], tuple[int, bytes]]
    """Status and body of a robots.txt; raises FetchError if there is no answer."""

KEPT = 24 * 3600.0
"""Seconds for which an answer holds."""
KEPT_SHUT = 600.0
"""Seconds until a host without a good answer is asked again."""
BYTES = 500 * 1024
"""Bytes of a robots.txt that are read; what follows is ignored."""
TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a host asks: `rules`, or `shut` if it may not be visited at all; for as long as `until` (seconds)."""

    until: float
    rules: Protego | None = None
    shut: FetchError | None = None


class Robots:
    """The wishes of hosts, each asked once a day.

    A robots.txt that isn't there (4xx) allows everything; a host that has trouble (5xx, 429, no answer) is kept out of.

    Args:
        ask: how to get a robots.txt.
        agent: by which name it may speak of us.
        clock: seconds, as `time.monotonic` gives them.
    """

    def __init__(self, ask: Ask, agent: str, clock: Callable[[], float]) -> None:
        self._ask, self._agent, self._clock = ask, agent, clock
        self._known: dict[tuple[str, str], _Rules] = {}

    def check(self, url: URL) -> float:
        """The seconds that the host wants between visits, 0 if it doesn't say.

        Raises:
            FetchError: it doesn't want this address visited, or can't say.
        """
        wishes = self._wishes(url)
        if wishes.shut is not None:
            said = wishes.shut
            message = f"{str(url)[:300]} can't be fetched, since its host can't say whether it may be ({said})"
            raise FetchError(message, status=said.status, lasting=said.lasting)
        if wishes.rules is None:
            return 0.0
        if not wishes.rules.can_fetch(str(url), self._agent):
            message = f"{str(url)[:300]} may not be fetched, by its host's robots.txt: leave it out"
            raise FetchError(message, lasting=True)
        rate = wishes.rules.request_rate(self._agent)
        return max(wishes.rules.crawl_delay(self._agent) or 0.0, rate.seconds / rate.requests if rate else 0.0)

    def _wishes(self, url: URL) -> _Rules:
        host = (url.scheme, url.netloc.decode("ascii"))
        known = self._known.get(host)
        if known is None or known.until < self._clock():
            known = self._known[host] = self._asked(url)
        return known

    def _asked(self, url: URL) -> _Rules:
        from protego import Protego  # noqa: PLC0415  (wanted for fetching only)

        try:
            status, body = self._ask(url.copy_with(path="/robots.txt", query=None))
        except FetchError as error:
            return _Rules(self._clock() + KEPT_SHUT, shut=error)
        if status == TOO_MANY or not 200 <= status < 500:  # noqa: PLR2004  (classes of HTTP's answers)
            shut = FetchError(f"its robots.txt answers {status}: try again later", status=status)
            return _Rules(self._clock() + KEPT_SHUT, shut=shut)
        if status >= 300:  # noqa: PLR2004
            return _Rules(self._clock() + KEPT)
        return _Rules(self._clock() + KEPT, Protego.parse(body.decode("utf-8", "replace")))
