"""How a place name is spelt for look-up: one key for every way of writing it.

The gazetteer's compiler (``knowledge/compile_gazetteer.py``) and its reader share this module, so that what was stored
under a key is found under it.  It imports nothing but the standard library: the build has nothing else.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "ə": "a",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "-": " ",
        "‐": " ",
        "‑": " ",
        "–": " ",
        "—": " ",
        "/": " ",
        ",": " ",
    }
    # apostrophes, ayn, hamza and points carry no difference between two places
    | dict.fromkeys("'`´‘’ʻʼʾʿʹ.·\"“”", "")
)
_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@lru_cache(maxsize=65536)
def normalise(name: str) -> str:
    """The look-up key of a place name: lower case, no accents, points or apostrophes, hyphens as blanks.

    A leading article is dropped and ``St.``, ``Mt.``, ``Ft.`` are spelt out, so that a town is found however the
    report abbreviates it.  The key of a name in another script than Latin keeps that script.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    words = plain.translate(_LETTERS).split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    if len(words) > 1:
        words = [_WORDS.get(word, word) for word in words]
    return " ".join(words)
