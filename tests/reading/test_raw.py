from __future__ import annotations

import codecs
import contextlib
import gzip
import io
import os
import zlib
from typing import TYPE_CHECKING

import pytest

from dateline.errors import InputError
from dateline.reading import raw

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = "The café of Łódź said “never”\r\nand closed.\n"
LIMITS = raw.Limits(characters=100, bytes=20)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_told_by_its_mark_and_newlines_stay(encoding: str) -> None:
    assert raw.decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")])
def test_both_byte_orders(mark: bytes, encoding: str) -> None:
    assert raw.decode(mark + TEXT.encode(encoding)) == TEXT


def test_english_with_western_quote_marks() -> None:
    text = "The café said “never” to the plan – and closed, after years of waiting for the town’s answer."
    assert raw.decode(text.encode("cp1252")) == text


def test_a_language_with_other_letters() -> None:
    text = "Река вышла из берегов в понедельник и затопила нижний город, сообщила в среду администрация района. " * 3
    assert raw.decode(text.encode("cp1251")) == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\xd0\xcf\x11\xe0....", "office"),
        (b"\x1f\x8b....", "gzip"),
        (b"PAR1....", "Parquet"),
        (b"A\0B", "NUL"),
        ("wide".encode("utf-16-le"), "NUL"),
        (bytes([1, 2, 3, 4, 5, 6, 7, 8]) * 20, "binary"),
        (b"\xff\xfeA", "utf-16"),
        (bytes(range(128, 256)) * 40, "unknown encoding"),
    ],
)
def test_what_is_no_text_is_named_with_the_next_step(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        raw.decode(data)
    assert ": " in str(caught.value)


@pytest.mark.parametrize("seed", range(5))
def test_random_bytes_never_do_worse_than_an_input_error(seed: int) -> None:
    data = os.urandom(200 * (seed + 1))
    with contextlib.suppress(InputError):
        assert isinstance(raw.decode(data), str)


def test_a_letter_cut_in_two_at_the_end_of_a_head_is_no_error() -> None:
    head = "café".encode()[:-1]
    assert raw.encoding_of(head, whole=False) == "utf-8"
    assert raw.encoding_of(head) != "utf-8"


def test_take_reads_all_even_from_a_slow_stream() -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            del size
            return super().read(3)

    assert raw.take(Slow(b"twelve bytes"), LIMITS) == b"twelve bytes"


@pytest.mark.parametrize(("data", "words"), [(b"", "empty"), (b" \n", "empty"), (b"x" * 21, "larger than 20 bytes")])
def test_take_refuses(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        raw.take(io.BytesIO(data), LIMITS)


def test_take_never_reads_much_more_than_the_limit() -> None:
    stream = io.BytesIO(b"x" * 10_000)
    with pytest.raises(InputError):
        raw.take(stream, LIMITS)
    assert stream.tell() <= LIMITS.bytes + 1


def test_lines_are_numbered_and_an_overlong_one_is_skipped_whole() -> None:
    stream = io.BytesIO(b"one\n" + b"x" * 90 + b"\nthree\r\n\nfive")
    found = list(raw.lines(stream, LIMITS))
    assert [number for number, _ in found] == [1, 2, 3, 4, 5]
    assert [line for _, line in found if isinstance(line, bytes)] == [b"one\n", b"three\r\n", b"\n", b"five"]
    assert isinstance(found[1][1], InputError)


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ("<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>", "koi8_r"),
        ('<meta charset="windows-1251">', "utf-8"),
        ('<meta charset="windows-1251">', "utf-16"),
    ],
)
def test_a_page_is_read_in_the_encoding_it_declares_unless_it_is_unicode(head: str, encoding: str) -> None:
    html = f"<html><head>{head}</head><body>Река вышла из берегов</body></html>"
    assert raw.decode_page(html.encode(encoding)) == html


@pytest.mark.parametrize("declared", ["hex", "nonsense", "undefined", "idna"])
def test_a_page_that_declares_no_text_encoding_is_guessed(declared: str) -> None:
    html = f"<html><head><meta charset={declared}></head><body>The café and the mill by the river</body></html>"
    assert raw.decode_page(html.encode("cp1252")) == html


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_what_is_compressed_comes_in_small_pieces(pack: Callable[[bytes], bytes]) -> None:
    plain = b"water " * 100_000 + bytes(range(256))
    packed = pack(plain)
    for parts in ([packed], [packed[i : i + 7] for i in range(0, len(packed), 7)], [packed, b"rubbish behind it"]):
        pieces = list(raw.inflate(parts))
        assert b"".join(pieces) == plain
        assert max(map(len, pieces)) <= raw.PIECE


@pytest.mark.parametrize(
    ("parts", "words"),
    [([], "cut off"), ([b""], "cut off"), ([b"no gzip"], "damaged"), ([zlib.compress(b"x" * 99)[:-3]], "cut off")],
)
def test_compression_that_is_damaged(parts: list[bytes], words: str) -> None:
    with pytest.raises(InputError, match=words):
        list(raw.inflate(parts))


@pytest.mark.parametrize("name", ["punycode", "idna", "unicode_escape", "utf-7", "hex", "no-such-encoding"])
def test_encodings_that_no_page_is_in_are_not_taken_at_their_word(name: str) -> None:
    data = f"<meta charset={name}><p>".encode() + "Müller".encode("cp1252")
    assert raw.decode_page(data).endswith("Müller")
    assert raw.decode_page(data, declared=name).endswith("Müller")
