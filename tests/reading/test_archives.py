from __future__ import annotations

import gzip
import io
import random
from contextlib import suppress
from typing import Any

import pytest
from fastwarc.stream_io import BrotliWriter

from dateline.errors import InputError
from dateline.reading import archives, read
from dateline.reading.raw import Limits

LIMITS = Limits()


def page(name: str) -> str:
    """A page with an article that names a bridge."""
    body = "".join(
        f"<p>The flood took the {name} bridge on Monday, as reader {i} of the paper saw.</p>" for i in range(4)
    )
    return f"<html><head><title>{name}</title></head><body><article>{body}</article></body></html>"


def record(body: str | bytes, url: str = "https://valley.example/a", **changes: Any) -> bytes:
    """A record; `changes` may give its kind, status, media, more header lines of the answer, and a false length."""
    data = body.encode() if isinstance(body, str) else body
    length = changes.get("length")
    media, more = changes.get("media", "text/html; charset=utf-8"), changes.get("more", "")
    answer = f"HTTP/1.1 {changes.get('status', '200 OK')}\r\nContent-Type: {media}\r\n{more}\r\n".encode() + data
    head = (
        f"WARC/1.0\r\nWARC-Type: {changes.get('kind', 'response')}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2024-03-05T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def packed(*records: bytes, level: int = 9) -> bytes:
    """Records, each compressed by itself."""
    return b"".join(gzip.compress(r, level, mtime=0) for r in records)


def brotli(data: bytes) -> bytes:
    """Bytes compressed with Brotli."""
    out = io.BytesIO()
    with BrotliWriter(out) as writer:
        writer.write(data)
    return out.getvalue()


def run(data: bytes, limits: Limits = LIMITS) -> list[str]:
    """The bridges of the pages that are found, or what is said of a place that can't be read."""
    found = archives.archive(io.BytesIO(data), limits)
    return [
        f"{where}: {fields}" if isinstance(fields, InputError) else str(dict(fields)["text"]).split()[4]  # type: ignore[arg-type]  # no links
        for where, fields in found
    ]


ONE, TWO, THREE = (record(page(name), f"https://valley.example/{name}") for name in ("Orl", "Mill", "Tanner"))


@pytest.mark.parametrize(
    "data", [ONE + TWO + THREE, packed(ONE, TWO, THREE), packed(ONE + TWO + THREE), packed(ONE, TWO, THREE, level=0)]
)
def test_pages_in_order_however_they_are_compressed(data: bytes) -> None:
    assert run(data) == ["Orl", "Mill", "Tanner"]


def test_a_page_has_the_address_that_the_archive_gives_it() -> None:
    canonical = page("Orl").replace("<head>", '<head><link rel="canonical" href="https://elsewhere.example/x">')
    [(where, fields)] = archives.archive(io.BytesIO(record(canonical, "<https://valley.example/orl>")), LIMITS)
    assert isinstance(fields, dict)
    assert (where, fields["url"], fields["title"]) == ("record at byte 0", "https://valley.example/orl", "Orl")


@pytest.mark.parametrize(
    "other",
    [
        record(page("Other"), status="404 Not Found"),
        record(page("Other"), status="301 Moved"),
        record("{}", media="application/json"),
        record(page("Other"), kind="request"),
        record(page("Other"), kind="revisit"),
        record("software: a crawler", kind="warcinfo"),
    ],
)
def test_what_is_no_page_is_left_out(other: bytes) -> None:
    assert run(other + ONE + other) == ["Orl"]
    with pytest.raises(InputError, match="no HTML page"):
        run(other)


@pytest.mark.parametrize("data", [b"", packed(b"")])
def test_an_empty_archive_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="no HTML page"):
        run(data)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("Content-Encoding: gzip", gzip.compress(page("Mill").encode(), mtime=0)),
        ("Content-Encoding: br", brotli(page("Mill").encode())),
        ("Transfer-Encoding: chunked", b"%x\r\n%s\r\n0\r\n\r\n" % (len(page("Mill")), page("Mill").encode())),
        ("Transfer-Encoding: chunked", page("Mill").encode()),
        ("Content-Encoding: gzip", page("Mill").encode()),
        ("Content-Encoding: unknown", page("Mill").encode()),
    ],
)
def test_pages_are_unpacked_unless_the_crawler_did(coding: str, body: bytes) -> None:
    assert run(record(body, more=coding + "\r\n") + ONE) == ["Mill", "Orl"]


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_a_page_that_swells_is_refused_and_the_next_is_read(coding: str) -> None:
    swollen = b"<p>x</p>" * 4_000_000
    body = gzip.compress(swollen, mtime=0) if coding == "gzip" else brotli(swollen)
    found = run(packed(record(body, more=f"Content-Encoding: {coding}\r\n"), ONE), Limits(bytes=100_000))
    assert ["larger than 100,000 bytes" in found[0], found[1:]] == [True, ["Orl"]]


def test_a_record_that_is_too_large_is_refused_and_the_next_is_read() -> None:
    found = run(packed(record("x" * 5_000_000), ONE), Limits(bytes=100_000))
    assert ["record at byte 0: is a page larger than 100,000 bytes" in found[0], found[1:]] == [True, ["Orl"]]


def test_the_charset_of_the_answer_counts_where_the_page_has_none() -> None:
    body = page("Müller").encode("cp1250")
    assert run(record(body, media="text/html; charset=windows-1250")) == ["Müller"]
    assert run(record(page("Müller"), media="text/html; charset=windows-1250")) == ["Müller"]
    assert run(record(body, media="text/html; charset=punycode")) == ["Müller"]


def damaged(data: bytes) -> bytes:
    """The bytes with a stretch in the middle made unreadable."""
    return data[:40] + b"\xff" * 60 + data[100:]


@pytest.mark.parametrize(
    ("data", "bridges"),
    [
        (packed(ONE) + damaged(packed(TWO)) + packed(THREE), ["Orl", "Tanner"]),
        (damaged(packed(TWO)) + packed(ONE) + packed(THREE), ["Orl", "Tanner"]),
        (packed(ONE) + b"rubbish" + packed(THREE), ["Orl", "Tanner"]),
        (ONE + b"rubbish\r\n\r\n" + THREE, ["Orl", "Tanner"]),
        (ONE + record(page("Two"), length=30) + THREE, ["Orl", "Tanner"]),
        (ONE + record(page("Mill"), length=1_000_000) + THREE, ["Orl", "Tanner"]),
        (ONE + record("x", "https://valley.example/" + "x" * 100_000) + THREE, ["Orl", "Tanner"]),
        (ONE + TWO.replace(b"HTTP/1.1 200 OK", b"no answer at all") + THREE, ["Orl", "Tanner"]),
        (ONE + TWO + THREE[:-50], ["Orl", "Mill"]),
        (packed(ONE, TWO) + packed(THREE)[:-50], ["Orl", "Mill"]),
    ],
)
def test_a_damaged_place_is_one_error_and_reading_goes_on(data: bytes, bridges: list[str]) -> None:
    found = run(data)
    assert [line for line in found if ":" not in line] == bridges
    errors = [line for line in found if ":" in line]
    assert len(errors) == 1, errors
    assert "record a" in errors[0]
    assert "get the archive again" in errors[0]


def test_no_record_is_found_inside_a_page() -> None:
    inside = record(page("Mill") + "<!--\r\n" + record(page("False")).decode() + "-->")
    assert [line for line in run(inside + b"rubbish" + ONE) if ":" not in line] == ["Mill", "Orl"]
    assert [line for line in run(packed(inside, level=0) + b"rubbish" + packed(ONE)) if ":" not in line] == [
        "Mill",
        "Orl",
    ]


def test_an_archive_that_is_all_damage_is_given_up() -> None:
    found = run(b"\x1f\x8b\x08rubbish" * 5_000)
    assert len(found) == 2
    assert "damaged in 100 places" in found[1]


def test_damaged_bytes_never_break_out() -> None:
    choice, sound = random.Random(7), packed(ONE, TWO, THREE) + ONE + TWO  # noqa: S311  (for a test)
    for _ in range(300):
        data = bytearray(sound)
        for _ in range(choice.randrange(1, 30)):
            data[choice.randrange(len(data))] = choice.randrange(256)
        with suppress(InputError):
            run(bytes(data[: choice.randrange(len(data))]))


def test_archives_are_read_by_their_suffix(tmp_path: Any) -> None:
    (tmp_path / "a.warc").write_bytes(ONE)
    (tmp_path / "b.warc.gz").write_bytes(packed(TWO, record("<html></html>")))
    found = list(read(tmp_path))
    assert [getattr(item, "url", None) for item in found] == [
        "https://valley.example/Orl",
        "https://valley.example/Mill",
        None,
    ]
    assert "b.warc.gz, record at byte" in str(found[2])
    assert "no article text" in str(found[2])
