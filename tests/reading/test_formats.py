from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import pyarrow as pa
import pytest
from pyarrow import parquet

from dateline.errors import InputError
from dateline.reading import formats
from dateline.reading.raw import Found, Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LIMITS = Limits()
TEXT = "The river Orl burst its banks on Monday.\r\nNobody was hurt."
PAGE = """\
<html><head><title>River bursts its banks | Valley Post</title>
<meta property="og:title" content="River bursts its banks"><meta property="og:site_name" content="Valley Post">
<meta name="author" content="Ilse Roth"><meta property="article:published_time" content="2024-03-05T10:00:00Z">
<link rel="canonical" href="https://valley.example/river"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>River bursts its banks</h1>
<p>The river Orl burst its banks on Monday and flooded the lower town, the mayor said in the evening.</p>
<p>Some three hundred people were taken to a school on the hill, where they may have to stay for weeks.</p>
</article><footer>All rights reserved by the owners of the paper</footer></body></html>"""


def run(reader: Callable[[BinaryIO, Limits], Iterator[Found]], data: bytes | str, limits: Limits = LIMITS) -> list[Any]:
    """What a reader finds: (where, fields) or (where, the error's words)."""
    stream = io.BufferedReader(cast("io.RawIOBase", io.BytesIO(data.encode() if isinstance(data, str) else data)))
    found = list(reader(cast("BinaryIO", stream), limits))
    return [(where, str(fields) if isinstance(fields, InputError) else fields) for where, fields in found]


def refused(reader: Callable[[BinaryIO, Limits], Iterator[Found]], data: bytes | str) -> str:
    with pytest.raises(InputError) as caught:
        run(reader, data)
    return str(caught.value)


def test_plain_text_keeps_its_newlines() -> None:
    assert run(formats.plain, TEXT) == [("", {"text": TEXT})]


def test_a_page_gives_its_article_and_what_it_says_of_itself() -> None:
    [(where, fields)] = run(formats.page, PAGE)
    assert where == ""
    assert "burst its banks on Monday" in fields["text"]
    assert "stay for weeks" in fields["text"]
    assert "Sport" not in fields["text"]
    assert (fields["title"], fields["publisher"], fields["author"]) == (
        "River bursts its banks",
        "Valley Post",
        "Ilse Roth",
    )
    assert (fields["published"], fields["basis"]) == ("2024-03-05", "metadata")
    assert fields["url"] == "https://valley.example/river"


def test_the_paragraphs_of_a_page_are_lines() -> None:
    [(_, fields)] = run(formats.page, PAGE)
    assert [line.split()[0] for line in fields["text"].splitlines()][-2:] == ["The", "Some"]


@pytest.mark.parametrize("html", ["<html></html>", "<p></p>", "<!-- nothing -->", "<div>" * 20_000])
def test_a_page_without_an_article_is_refused(html: str) -> None:
    assert "no article text" in refused(formats.page, html)


def test_a_page_that_breaks_its_parser_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("trafilatura.bare_extraction", broken)
    assert "RecursionError" in refused(formats.page, PAGE)


def test_one_json_object() -> None:
    data = {"text": TEXT, "id": "a", "extra": [1], "title": "T", "url": "u", "publisher": "p", "published": "2024"}
    [(where, fields)] = run(formats.objects, json.dumps(data))
    assert where == ""
    assert fields == {key: value for key, value in data.items() if key != "extra"}


def test_a_json_list_numbers_its_items() -> None:
    found = run(formats.objects, json.dumps([{"text": "a"}, 3, {"text": "b"}]))
    assert [where for where, _ in found] == ["item 1", "item 2", "item 3"]
    assert "not an object" in found[1][1]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("", "empty"),
        ("[]", "empty list"),
        ('{"text": ', "no JSON"),
        ('{"text": "a"}\n{"text": "b"}', "on each line"),
        ("[" * 200_000, "nested too deeply"),
        ('{"a":' * 200_000, "nested too deeply"),
        ("[" + "9" * 5000 + "]", "no JSON that can be read"),
    ],
)
def test_bad_json_is_refused(data: str, words: str) -> None:
    assert words in refused(formats.objects, data)


def test_json_lines_go_on_after_each_kind_of_bad_line() -> None:
    lines = [
        b'\xef\xbb\xbf{"text": "a"}',
        b'{"text": "b"',
        b"",
        b'["c"]',
        b'{"text": "caf\xe9"}',
        b"[" * 100_000,
        b'{"text": "d", "id": 4}',
    ]
    found = run(formats.json_lines, b"\n".join(lines))
    assert [where for where, _ in found] == ["line 1", "line 2", "line 4", "line 5", "line 6", "line 7"]
    assert [fields for _, fields in found if isinstance(fields, dict)] == [{"text": "a"}, {"text": "d", "id": 4}]
    words = [fields for _, fields in found if isinstance(fields, str)]
    assert [w.split(":")[0].split(" (")[0] for w in words] == [
        "is no JSON",
        "is JSON of type list, not an object",
        "is no UTF-8",
        "is nested too deeply",
    ]


def test_an_overlong_json_line_is_one_error() -> None:
    data = json.dumps({"text": "x" * 100}) + "\n" + json.dumps({"text": "a"})
    found = run(formats.json_lines, data, Limits(bytes=50))
    assert [where for where, _ in found] == ["line 1", "line 2"]
    assert "longer than 50 bytes" in found[0][1]


@pytest.mark.parametrize("data", ["", "\n \n"])
def test_json_lines_without_any_are_refused(data: str) -> None:
    assert "empty" in refused(formats.json_lines, data)


def test_json_lines_in_utf_16() -> None:
    data = '{"text": "Łódź"}\n{"text": "b"}\n'.encode("utf-16")
    assert [fields["text"] for _, fields in run(formats.json_lines, data)] == ["Łódź", "b"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_tables_with_any_delimiter(delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([["id", " Text ", "other"], ["1", 'One, "two";\r\nthree | four', "x"], [], ["2", "Five", "y"]])
    found = run(formats.table, out.getvalue())
    assert [fields for _, fields in found] == [
        {"id": "1", "text": 'One, "two";\r\nthree | four'},
        {"id": "2", "text": "Five"},
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_tables_in_other_encodings(encoding: str) -> None:
    assert run(formats.table, "text\ncafé noir\n".encode(encoding)) == [("row 2", {"text": "café noir"})]


def test_a_table_holds_texts_of_any_length() -> None:
    assert len(run(formats.table, "text\n" + "x" * 300_000)[0][1]["text"]) == 300_000


@pytest.mark.parametrize(
    ("data", "words"),
    [("", "empty"), ("a,b\n1,2\n", "names a, b"), ("text\n", "no rows"), ("\n", "empty")],
)
def test_bad_tables_are_refused(data: str, words: str) -> None:
    assert words in refused(formats.table, data)


def test_a_row_that_stops_being_text_ends_the_table_with_an_error() -> None:
    data = b"text\n" + b"good row\n" * 20_000 + b"caf\xe9\n"
    found = run(formats.table, data)
    assert found[0] == ("row 2", {"text": "good row"})
    assert "UTF-8" in found[-1][1]


def test_a_cell_over_the_limit_is_an_error_and_not_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    before = csv.field_size_limit(50)
    try:
        monkeypatch.setattr(csv, "field_size_limit", lambda *_: 50)
        [(where, words)] = run(formats.table, "text\n" + "x" * 100)
    finally:
        monkeypatch.undo()
        csv.field_size_limit(before)
    assert where == "row 2"
    assert "field limit" in words


def table(columns: dict[str, list[Any]]) -> bytes:
    out = io.BytesIO()
    parquet.write_table(pa.table(columns), out, row_group_size=2)
    return out.getvalue()


def test_parquet_rows_come_in_order_over_batches() -> None:
    count = formats.BATCH * 2 + 3
    data = table({"text": [f"text {i}" for i in range(count)], "id": list(range(count)), "other": [0.5] * count})
    found = run(formats.parquet, data)
    assert [where for where, _ in found] == [f"row {i + 1}" for i in range(count)]
    assert found[-1][1] == {"text": f"text {count - 1}", "id": count - 1}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PAR1 and then nothing", "no Parquet file"),
        (b"", "no Parquet file"),
        (table({"words": ["a"]}), "no column named text"),
        (table({"text": []}), "no rows"),
    ],
)
def test_bad_parquet_is_refused(data: bytes, words: str) -> None:
    message = refused(formats.parquet, data)
    assert words in message
    assert "\n" not in message
