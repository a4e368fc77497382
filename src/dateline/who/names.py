"""One form for every spelling of a name: used when the tables are compiled and again when a text is looked up.

It needs only the standard library, because the build loads this file before the package is installed.
"""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode doesn't decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a", "&": " and "}
)
_SILENT = re.compile(r"[.'’‘`´ʻʼʽʾʿˈ\"“”()\u00ad\u200b-\u200d\u2060]")  # soft hyphens and the like too
_JOINTS = re.compile(r"[\s\-‐‑‒–—―/_,:;|]+")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
# The Arabic article is written in many ways; all become one.
_ARTICLES = {"el": "al", "ul": "al"}


def normalise(text: str) -> str:
    """The form under which a name is kept and looked up: ``"The Hashd el-Shaʿabi's"`` -> ``"hashd al shaabi"``.

    Case, accents, apostrophes, periods, brackets, a leading "the" and a final possessive go; hyphens, slashes and
    commas become one space; the Arabic article is always ``al``.  Any text is taken; the result may be empty.
    """
    bare = _POSSESSIVE.sub("", text.strip())
    folded = unicodedata.normalize("NFKD", bare.casefold()).translate(_LETTERS)
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = _JOINTS.sub(" ", _SILENT.sub("", plain)).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(_ARTICLES.get(word, word) for word in words)


# Longer acronyms are also written as names (Unicef, Asean); short ones would be words (us, is, who, mend).
_SHORT = 4


def in_capitals(text: str) -> bool:
    """Whether a name is an acronym that counts only when a text writes it in capitals (``US``, ``I.S.``, ``WHO``)."""
    letters = [letter for letter in text if letter.isalpha()]
    return 0 < len(letters) <= _SHORT and all(letter.isupper() for letter in letters)
