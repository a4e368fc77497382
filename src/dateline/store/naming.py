"""Stable names: what the store calls a document, an actor, a commitment, wherever and whenever it is made."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.records import Actor, Document

LENGTH = 16
"""Hex digits of an id: 64 bits, of which a thousand million share two with a chance of a fortieth."""


def digest(*parts: object) -> str:
    """An id made of its parts, in hex."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "backslashreplace")).hexdigest()[:LENGTH]


def number(key: str) -> int:
    """A key as a signed 64-bit integer, as databases index it best."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "backslashreplace"), digest_size=8).digest(), signed=True)


def key_of(document: Document) -> str:
    """What a document is known by through its versions: its address, else the input's own id, else its text's hash."""
    return document.url or document.id


def document_id(document: Document) -> str:
    """The id of one version of a document."""
    return digest("document", key_of(document), document.sha256)


def folded(name: str) -> str:
    """A name as it is searched: small letters, no accents, single spaces."""
    plain = unicodedata.normalize("NFKD", name)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def actor_id(actor: Actor) -> str:
    """The id of whom a mention stands for: by its Wikidata number, else by name and country."""
    if actor.id:
        return digest("actor", actor.id)
    return digest("actor", folded(actor.name or actor.text), actor.country)
