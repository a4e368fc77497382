from __future__ import annotations

import gzip
import io
import json
import os
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from dateline.errors import InputError
from dateline.reading import Limits, read
from dateline.reading.kinds import READERS
from dateline.records import Document
from tests.reading.web import Web, reply

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The river Orl burst its banks on Monday.\r\nNobody was hurt, the mayor said."


def line(**fields: Any) -> str:
    return json.dumps({"text": TEXT, **fields}) + "\n"


def documents(*sources: str | Path, **options: Any) -> list[Document]:
    """What is read, where nothing may go wrong."""
    found = list(read(sources, **options))
    assert [str(e) for e in found if isinstance(e, InputError)] == []
    return [d for d in found if isinstance(d, Document)]


def errors(*sources: str | Path, **options: Any) -> list[str]:
    """What is said of inputs that can't be read."""
    return [str(e) for e in read(sources, **options) if isinstance(e, InputError)]


def write(path: Path, data: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", TEXT),
        ("a.TXT", TEXT),
        ("a.text", TEXT),
        ("a", TEXT),
        ("a.md", TEXT),
        ("a.json", line()),
        ("a.jsonl", line()),
        ("a.ndjson", line()),
        ("a.csv", f'text\n"{TEXT}"\n'),
        ("a.tsv", f'id\ttext\n1\t"{TEXT}"\n'),
        ("a.txt.gz", gzip.compress(TEXT.encode(), mtime=0)),
        ("a.jsonl.gz", gzip.compress(line().encode(), mtime=0)),
        ("a.gz", gzip.compress(line().encode(), mtime=0)),
        ("a.csv.gz", gzip.compress(f'text\n"{TEXT}"\n'.encode(), mtime=0)),
    ],
)
def test_every_kind_of_file_gives_the_same_text(tmp_path: Path, name: str, data: str | bytes) -> None:
    assert [d.text for d in documents(write(tmp_path / name, data))] == [TEXT]


def test_a_parquet_file(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"text": [TEXT, TEXT], "id": [1, 2]}), tmp_path / "a.parquet")
    assert [(d.id, d.text) for d in documents(tmp_path / "a.parquet")] == [("1", TEXT), ("2", TEXT)]


def test_a_page(tmp_path: Path) -> None:
    body = "".join(
        f"<p>The river Orl burst its banks on Monday and took bridge number {i} with it.</p>" for i in range(9)
    )
    head = '<title>River</title><meta name="author" content="Ilse Roth"><meta name="date" content="2024-03-05">'
    page = write(tmp_path / "a.html", f"<html><head>{head}</head><body><article>{body}</article></body></html>")
    [found] = documents(page)
    assert found.text.count("burst its banks") == 9
    assert found.author == "Ilse Roth"
    assert (str(found.published.start), found.published.basis) == ("2024-03-05", "metadata")


def test_fields_of_an_object_are_kept_and_others_ignored(tmp_path: Path) -> None:
    data = line(id="x", title="T", url="file:x", publisher="P", published="2024-03-05", colour="red", dateline=3)
    [found] = documents(write(tmp_path / "a.jsonl", data))
    assert (found.id, found.title, found.url, found.publisher) == ("x", "T", "file:x", "P")
    assert str(found.published.start) == "2024-03-05"
    assert found.dateline is None


@pytest.mark.parametrize(("given", "expected"), [(7, "7"), (7.5, "7.5"), ("007", "007"), (" a ", " a ")])
def test_an_id_comes_back_as_it_was_written(tmp_path: Path, given: object, expected: str) -> None:
    assert documents(write(tmp_path / "a.jsonl", line(id=given)))[0].id == expected


@pytest.mark.parametrize("given", [None, ""])
def test_without_an_id_it_is_the_fingerprint(tmp_path: Path, given: object) -> None:
    [found] = documents(write(tmp_path / "a.jsonl", line(id=given)))
    assert found.id == found.sha256


@pytest.mark.parametrize(
    ("given", "start", "end"),
    [
        ("2024-03-05T10:00:00Z", "2024-03-05", "2024-03-05"),
        ({"start": "2024-03-01", "end": "2024-03-31", "basis": "given"}, "2024-03-01", "2024-03-31"),
        ({"start": "2024-03-01", "end": None}, "2024-03-01", "None"),
        ({"start": None}, "None", "None"),
        (None, "None", "None"),
    ],
)
def test_dates_as_files_hold_them(tmp_path: Path, given: object, start: str, end: str) -> None:
    [found] = documents(write(tmp_path / "a.jsonl", line(published=given)))
    assert (str(found.published.start), str(found.published.end)) == (start, end)


def test_the_default_date_is_for_documents_without_one(tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", line() + line(published="2024-03-05"))
    assert [str(d.published.start) for d in documents(source, published="2020-01-01")] == ["2020-01-01", "2024-03-05"]


def test_a_directory_is_read_in_order_and_in_depth(tmp_path: Path) -> None:
    names = ["b.txt", "a.txt", "c/z.txt", "c/d/e.jsonl", ".hidden.txt", ".git/x.txt", "notes.bin", "Makefile"]
    for name in names:
        write(tmp_path / name, line(id=name) if name.endswith("jsonl") else f"{name} holds words.")
    found = documents(tmp_path)
    assert [d.text.split()[0] for d in found] == ["a.txt", "b.txt", "c/z.txt", "The"]


def test_a_link_that_turns_in_a_circle_ends(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", TEXT)
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    assert len(documents(tmp_path)) == 1


def test_sources_keep_their_order_and_an_error_stands_in_its_place(tmp_path: Path) -> None:
    first, second = write(tmp_path / "b.txt", TEXT), write(tmp_path / "a.txt", TEXT)
    found = list(read([first, tmp_path / "none", second]))
    assert [type(item) for item in found] == [Document, InputError, Document]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", "", "is empty"),
        ("a.txt", " \n", "is empty"),
        ("a.txt", b"\0\1\2", "binary"),
        ("a.txt", b"%PDF-1", "PDF"),
        ("a.txt", bytes(range(128, 256)) * 7, "unknown encoding"),
        ("a.docx", b"PK\x03\x04", "office"),
        ("a.jsonl", '{"id": 1}', "line 1 has no text"),
        ("a.jsonl", '{"text": null}', "line 1 has no text"),
        ("a.jsonl", '{"text": ""}', "line 1: the text is empty"),
        ("a.jsonl", '{"text": 5}', "line 1: the text is of type int"),
        ("a.jsonl", '{"text": "a\\u0000b"}', "line 1: the text holds NUL"),
        ("a.jsonl", '{"text": "\\ud800"}', "line 1: character 0"),
        ("a.jsonl", '{"text": "a", "title": ["b"]}', "line 1 has a title of type list"),
        ("a.jsonl", '{"text": "a", "url": true}', "line 1 has a url of type bool"),
        ("a.jsonl", '{"text": "a", "published": [1]}', "line 1 has a published of type list"),
        ("a.jsonl", '{"text": "' + "x" * 201 + '"}', "line 1 has a text of 201 characters, more than 200"),
        ("a.jsonl", '{"text": ', "line 1 is no JSON"),
        ("a.json", "[3]", "item 1 is JSON of type int"),
        ("a.csv", "text\n\n,\n", "row 3 has no text"),
        ("a.csv", "a\n1\n", "no column named text"),
        ("a.parquet", b"PAR1", "no Parquet"),
        ("a.parquet.gz", b"\x1f\x8b", "compressed twice"),
        ("a.txt.gz", b"no gzip", "damaged gzip"),
        ("a.txt.gz", gzip.compress(TEXT.encode(), mtime=0)[:-12], "damaged gzip"),
        ("a.txt.gz", gzip.compress(TEXT.encode(), mtime=0)[:15] + b"\xff" * 30, "damaged gzip"),
        ("a.txt.gz", gzip.compress(b"x" * 5_000, mtime=0), "larger than 1,000 bytes"),
        ("a.txt", "x" * 1_001, "larger than 1,000 bytes"),
        ("a.html", "<html></html>", "no article text"),
    ],
)
def test_one_clear_line_for_whatever_is_wrong_and_the_rest_goes_on(
    tmp_path: Path, name: str, data: str | bytes, words: str
) -> None:
    bad, good = write(tmp_path / name, data), write(tmp_path / "good.txt", TEXT)
    found = list(read([bad, good], limits=Limits(characters=200, bytes=1_000)))
    assert [type(item) for item in found] == [InputError, Document]
    message = str(found[0])
    assert message.startswith(str(bad))
    assert words in message
    assert ": " in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("no/such/file.txt", "does not exist"),
        ("ftp://valley.example/river", "can't be fetched: give an address that begins with https://"),
        ("http://", "can't be fetched"),
        ("https://127.0.0.1/", "not in the public Internet"),
        ("", "no file name"),
        ("a\0b", "no file name"),
    ],
)
def test_sources_that_name_no_file(source: str, words: str) -> None:
    [message] = errors(source)
    assert words in message


@pytest.mark.parametrize("name", [b"caf\xe9.txt", b"none\xff.txt"])
def test_names_that_are_no_utf_8_can_be_printed(tmp_path: Path, name: bytes) -> None:
    path = os.fsencode(tmp_path) + b"/" + name
    if name.startswith(b"caf"):
        with open(path, "wb"):  # noqa: PTH123  (a path of bytes)
            pass
    [message] = errors(os.fsdecode(path))
    assert "\\udc" in message
    assert message.encode()


def test_a_directory_without_readable_files_says_so(tmp_path: Path) -> None:
    write(tmp_path / "a.bin", TEXT)
    [message] = errors(tmp_path)
    assert all(suffix in message for suffix in READERS)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt", TEXT)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(type(path), "open", refuse)
    assert "rights" in errors(path)[0]


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (TEXT.encode(), [TEXT]),
        (b"[Photo: a mill] The mill fell.", ["[Photo: a mill] The mill fell."]),
        ((line() + line()).encode(), [TEXT, TEXT]),
        (b"\xef\xbb\xbf \n" + line().encode(), [TEXT]),
        (json.dumps({"text": TEXT}, indent=2).encode(), [TEXT]),
        (json.dumps([{"text": TEXT}]).encode(), [TEXT]),
        (gzip.compress(TEXT.encode(), mtime=0), [TEXT]),
        (b"< 5 people came, the mayor said.", ["< 5 people came, the mayor said."]),
    ],
)
def test_standard_input_is_told_by_its_first_bytes(data: bytes, texts: list[str]) -> None:
    assert [d.text for d in documents("-", stdin=io.BytesIO(data))] == texts


def test_a_page_on_standard_input() -> None:
    body = "<p>The river Orl burst its banks on Monday and flooded the lower town of Velmar.</p>" * 5
    page = f"\n<!DOCTYPE html><html><body><article>{body}</article></body></html>"
    assert "burst its banks" in documents("-", stdin=io.BytesIO(page.encode()))[0].text


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "empty"), (b"PAR1", "give its path"), (b"WARC/1.0", "ending in .warc"), (b"\0\0", "binary")],
)
def test_standard_input_that_is_no_text(data: bytes, words: str) -> None:
    [message] = errors("-", stdin=io.BytesIO(data))
    assert message.startswith("standard input")
    assert words in message


def test_the_process_s_own_standard_input_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert documents("-")[0].text == TEXT


def test_documents_come_one_by_one(tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", line(id=1) + line(id=2))
    stream = read([source, "no/such/file"])
    first = next(stream)
    assert isinstance(first, Document)
    assert first.id == "1"
    assert len(list(stream)) == 2


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    source = write(tmp_path / "a.jsonl", line() + '{"text": 1}\n' + line(published="2024-03-05"))
    assert [repr(item) for item in read([source])] == [repr(item) for item in read([source])]


def test_one_path_needs_no_list(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("The envoys met.", "utf-8")
    for source in (tmp_path / "report.txt", str(tmp_path / "report.txt")):
        (document,) = read(source)
        assert isinstance(document, Document)
        assert document.text == "The envoys met."


def test_addresses_and_files_may_be_mixed(tmp_path: Path) -> None:
    page = f"<html><body><article><p>{'The river Orl burst its banks on Monday. ' * 9}</p></article></body></html>"
    web = Web({"https://valley.example/a": reply(page, content_type="text/html")})
    with web.fetcher() as fetcher:
        found = list(read(["https://valley.example/a", write(tmp_path / "a.txt", TEXT)], fetcher=fetcher))
        assert [getattr(d, "url", "") for d in found] == ["https://valley.example/a", None]
        web.pages["https://valley.example/a"] = reply(page)
        assert len(documents("https://valley.example/a", fetcher=fetcher)) == 1


def test_without_a_network_each_address_gives_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def offline(*_: object, **__: object) -> None:
        raise OSError(-3, "Temporary failure in name resolution")

    monkeypatch.setattr("socket.getaddrinfo", offline)
    found = errors("https://valley.example/a", "https://valley.example/b", "https://hill.example/")
    assert [line.partition(" can't be fetched: ")[0] for line in found] == [
        "https://valley.example/a",
        "https://valley.example/b",
        "https://hill.example/",
    ]
    assert all("check the address and the connection" in line for line in found)
