"""Who may judge: a token at the door, then a signed cookie with the reviewer's name and an hour at which it ends."""

from __future__ import annotations

import base64
import hashlib
import hmac
import threading
import time
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from fastapi import Request  # noqa: TC002 - FastAPI reads it when the program runs

from dateline.web.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

COOKIE = "dateline_review"
PATH = "/review"
SECONDS = 12 * 3600
"""How long a reviewer stays signed in."""
NAME = 80
"""Characters of a reviewer's name at most."""
TOKEN = 300
"""Characters of a token at most."""
LARGEST = 20_000
"""Bytes of a form at most."""
TRIES, WITHIN = 10, 60.0
"""Wrong tokens that are answered within so many seconds."""


class Door:
    """Lets in whoever knows the token, and slows down whoever guesses."""

    def __init__(self) -> None:
        self._wrong: list[float] = []
        self._lock = threading.Lock()

    def right(self, given: str, token: str) -> bool:
        """Whether somebody gave the token; takes the same time however wrong it is.

        Raises:
            Problem: too many have given wrong ones.
        """
        now = time.monotonic()
        with self._lock:
            self._wrong = [moment for moment in self._wrong if now - moment < WITHIN]
            if len(self._wrong) >= TRIES:
                raise Problem(429, f"too many wrong tokens: wait {WITHIN:.0f} seconds and try again")
            same = hmac.compare_digest(_hash(given), _hash(token))
            if not same:
                self._wrong.append(now)
        return same


def _hash(words: str) -> bytes:
    return hashlib.sha256(words.encode("utf-8", "replace")).digest()


def signed(name: str, token: str, until: int) -> str:
    """A cookie's value: the name, when it ends (seconds of the epoch), and a seal that only the token makes."""
    packed = base64.urlsafe_b64encode(name.encode("utf-8")).decode().rstrip("=")
    said = f"{packed}.{until}"
    return f"{said}.{_seal(said, token)}"


def _seal(said: str, token: str) -> str:
    return hmac.new(_hash(token), f"dateline review {said}".encode(), hashlib.sha256).hexdigest()


def reviewer(request: Request) -> str | None:
    """The name of whoever sends a request, if signed in; ``None`` else."""
    said, _, seal = request.cookies.get(COOKIE, "").rpartition(".")
    if not said or not hmac.compare_digest(_seal(said, token(request)).encode(), seal.encode("utf-8", "replace")):
        return None
    name, _, until = said.partition(".")
    name += "=" * (-len(name) % 4)
    return base64.urlsafe_b64decode(name).decode("utf-8") if int(until) > time.time() else None


def token(request: Request) -> str:
    """The token of the application.

    Raises:
        Problem: it was made without one, so that nobody can judge.
    """
    found: str | None = request.app.state.review_token
    if not found:
        raise Problem(404, "this server takes no judgements: start it with a review token to have this page")
    return found


def same_site(request: Request) -> None:
    """See that a form comes from a page of this very server and not from somebody else's.

    Raises:
        Problem: it doesn't say where it comes from, or comes from elsewhere.
    """
    origin = request.headers.get("origin", "")
    try:
        host = urlsplit(origin).netloc.lower()
    except ValueError:
        host = ""
    if not host or host != request.headers.get("host", "").lower():
        raise Problem(403, "this form was not sent from a page of this server: open /review here and send it again")


async def sent(request: Request) -> Mapping[str, str]:
    """The fields of a form, each once, without NUL and space around them.

    Raises:
        Problem: it comes from elsewhere, or is too long.
    """
    token(request)
    same_site(request)
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise Problem(413, f"the form has more than {LARGEST} bytes")
    try:
        found = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20)
    except ValueError:
        raise Problem(422, "the form has too many fields") from None
    return {name: values[-1].replace("\0", " ").replace("\r\n", "\n").strip() for name, values in found.items()}
