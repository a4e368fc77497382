"""Feeds (RSS, Atom) and sitemaps: the documents that they carry, and the addresses of those that they only name.

They are parsed by libxml2, which mends what is broken, in a time that grows with their length and no faster.
"""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from dateline.errors import InputError
from dateline.reading import formats
from dateline.reading.document import period
from dateline.reading.raw import Found, Limits, Link, decode_page, take

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*>)*+<(?:[\w.-]+:)?([\w.-]+)", re.DOTALL | re.IGNORECASE
)
"""The name of an XML document's root.  One whose document type declares something has none: entities swell."""
FEEDS = frozenset({"rss", "feed", "rdf", "channel"})
SITEMAPS = frozenset({"urlset", "sitemapindex"})
LIST_BYTES = 16 * 2**20
"""Bytes of the longest feed or sitemap; a tree of it may take thirty times as many."""
FULL_WORDS = 60
"""Words from which on the content of an entry counts as the whole report and not as its beginning."""
CUT = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:read more|continue reading)\W{0,5})\Z", re.IGNORECASE)
"""How the beginning of a report ends that is told in full elsewhere."""
BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section "
    "table tr ul".split()
)
DROPPED = frozenset("audio button figure form iframe nav noscript script style svg template video".split())
ENTRIES = frozenset({"item", "entry", "url", "sitemap"})
CONTENTS = frozenset({"encoded", "content", "body"})
DATES = ("pubdate", "published", "publication_date", "date", "issued", "updated", "modified")
"""The elements of an entry that may tell when it was published, the best first."""
SUMMARIES = ("description", "summary")
FIELD_LENGTH, ADDRESS_LENGTH = 1000, 2048
"""Characters of a field that are kept, and of an address that is no nonsense."""
CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f]")


def lists(stream: BinaryIO, limits: Limits, charset: str | None = None) -> Iterator[Found]:
    """A feed or a sitemap, the newest first: documents that a feed carries in full, and links for all others.

    An XML file that is a web page is read as one.  `charset` is the encoding that its server names.

    Raises:
        InputError: the file is none of these, declares entities, or is too large.
    """
    text = decode_page(take(stream, limits), charset)
    name = root(text)
    if name in FEEDS | SITEMAPS:
        yield from _entries(text)
    elif name == "html":
        yield Found("", formats.article(text))
    elif re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise InputError("is XML with declarations of its own, which may swell: give a feed or sitemap without them")
    else:
        raise InputError("is XML, but neither a feed nor a sitemap nor a page: save its reports as .txt or .jsonl")


def root(text: str) -> str | None:
    """The name of the root of an XML document or of its beginning, small and without prefix; None if there is none."""
    found = ROOT.match(text.removeprefix("\ufeff"))
    return found[1].lower() if found else None


def _entries(text: str) -> Iterator[Found]:
    """The entries of a feed or a sitemap, the newest first, those without a date last."""
    if len(text) > LIST_BYTES:
        message = f"is a list of more than {LIST_BYTES:,} characters: cut it"
        raise InputError(message)
    publisher, entries = None, []
    for element in _elements(text):
        name = _name(element)
        if name in ENTRIES:
            entries.append(element)
        elif name == "title" and publisher is None and not entries:
            publisher = _line(element.text)
    read = [(number, *_entry(_fields(element), publisher)) for number, element in enumerate(entries, 1)]
    if not read:
        raise InputError("is a list without entries: try again later")
    for number, _, fields in sorted(read, key=lambda entry: entry[1], reverse=True):
        yield Found(f"entry {number}", fields)


def _elements(text: str) -> Iterator[Any]:
    """The elements of an XML document down to the entries of a list, in order; what is broken is mended or left out."""
    from lxml import etree  # noqa: PLC0415  (wanted for lists only)

    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    tree = etree.fromstring(text.encode(), parser)
    for child in tree if tree is not None else ():
        yield child
        if _name(child) == "channel":
            yield from child


def _name(element: Any) -> str:  # noqa: ANN401  (lxml has no types)
    """The name of an element without its namespace, small; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def _fields(entry: Any) -> dict[str, list[Any]]:  # noqa: ANN401  (lxml has no types)
    """The elements of an entry by name, its own with none, and what a sitemap for news puts one or two below them."""
    fields: dict[str, list[Any]] = {_name(entry): []}
    waiting = list(entry)
    for element in waiting:  # grows as it goes
        name = _name(element)
        fields.setdefault(name, []).append(element)
        if name in {"news", "publication"}:
            waiting.extend(element)
    return fields


def _entry(fields: Mapping[str, list[Any]], publisher: str | None) -> tuple[str, dict[str, object] | Link | InputError]:
    """When an entry was published or changed, to compare, and its document if it is there in full, else its link."""
    raw = next((text for name in DATES if (text := _first(fields, name))), None)
    said: dict[str, object] = {
        "title": _first(fields, "title"),
        "publisher": _first(fields, "name") or publisher,
        "published": _day(raw),
        "basis": "metadata",
    }
    moment = _moment(raw or _first(fields, "lastmod") or "")
    url = _address(fields)
    contents = [_text(element) for name in CONTENTS for element in fields.get(name, ())]
    text = max(contents, key=len, default="")
    if url and (len(text.split()) < FULL_WORDS or CUT.search(text)):
        return moment, _link(url, said, fields)
    text = text or next((words for name in SUMMARIES for e in fields.get(name, ()) if (words := _text(e))), "")
    author = _first(fields, "creator") or _first(fields, "author")
    if text:
        return moment, {**said, "text": text, "url": url, "author": author, "listed": True}
    return moment, InputError("has neither text nor address: leave it out")


def _link(url: str, said: dict[str, object], fields: Mapping[str, list[Any]]) -> Link | InputError:
    """The link of an entry; in the index of a sitemap it leads to further ones."""
    if len(url) > ADDRESS_LENGTH:
        message = f"has an address of more than {ADDRESS_LENGTH:,} characters: leave it out"
        return InputError(message)
    return Link(url, said, leads="sitemap" in fields)


def _address(fields: Mapping[str, list[Any]]) -> str | None:
    """The address of an entry's document: Atom's alternate link, RSS's link, a sitemap's, or an id that is one."""
    for element in fields.get("link", ()):
        if element.get("rel", "alternate") == "alternate" and (
            url := (element.get("href") or element.text or "").strip()
        ):
            return str(url)
    for name in ("loc", "guid", "id"):
        for element in fields.get(name, ()):
            url = (element.text or "").strip()
            if name == "loc" or re.match(r"https?://", url, re.IGNORECASE):
                return url or None
    return None


def _first(fields: Mapping[str, list[Any]], name: str) -> str | None:
    """The text of the first element of a name, on one line and not too long; a person's is that of its name."""
    for element in fields.get(name, ()):
        inner = next((child for child in element if _name(child) == "name"), element)
        if line := _line(inner.text):
            return line
    return None


def _line(text: str | None) -> str | None:
    """A short text on one line, out of its HTML; None if it is blank."""
    return words((text or "")[:FIELD_LENGTH]).replace("\n", " ") or None


def _text(element: Any) -> str:  # noqa: ANN401  (lxml has no types)
    """The text of an element that holds a report: plain, as escaped HTML, or as elements of its own."""
    if len(element):
        return _joined(element)
    value = element.text or ""
    return value.strip() if element.get("type") in {"text", "text/plain"} else words(value)


def _day(raw: str | None) -> str | None:
    """A date as written if that is understood, else the day that a stricter reading finds; None if there is none."""
    if raw is None or period(raw).start is not None:
        return raw
    return _moment(raw)[:10] or raw


def _moment(raw: str) -> str:
    """A date or time in ISO 8601 and UTC, to compare; empty if it can't be understood."""
    for parse in (dt.datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(raw)
            return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).astimezone(dt.UTC).isoformat()
        except (ValueError, OverflowError):
            continue
    known = period(raw).start
    return known.isoformat() if known else ""


def words(html: str) -> str:
    """The text of a piece of HTML, one paragraph a line; no scripts, captions or forms."""
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    from lxml import etree  # noqa: PLC0415  (wanted for lists only)
    from lxml import html as parser  # noqa: PLC0415

    try:
        tree = parser.fragment_fromstring(CONTROL.sub(" ", html), create_parent="div")
    except (etree.LxmlError, ValueError):  # nothing in it, or an XML declaration
        return ""
    return _joined(tree)


def _joined(tree: Any) -> str:  # noqa: ANN401  (lxml has no types)
    """The text of a tree of HTML, one paragraph a line."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in "".join(_pieces(tree)).split("\v"))))


def _pieces(tree: Any) -> Iterator[str]:  # noqa: ANN401  (lxml has no types)
    """The strings of an HTML tree in order, a vertical tab at each end of a block."""
    from lxml import etree  # noqa: PLC0415  (wanted for lists only)

    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event in {"comment", "pi"}:
            yield element.tail or ""
            continue
        name = _name(element)
        if name in BLOCKS:
            yield "\v"
        if event == "end":
            yield "" if element is tree else element.tail or ""
        elif name in DROPPED:
            walk.skip_subtree()
        else:
            yield element.text or ""
