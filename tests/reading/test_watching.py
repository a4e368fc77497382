from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from dateline.errors import InputError
from dateline.reading.watching import Feed, due, load, parse, wait

if TYPE_CHECKING:
    from pathlib import Path

NOW = dt.datetime(2026, 3, 9, 12, tzinfo=dt.UTC)
A, B, C = (
    Feed(f"https://{name}.example/feed", dt.timedelta(minutes=m)) for name, m in (("a", 15), ("b", 60), ("c", 5))
)


def ago(minutes: float) -> dt.datetime:
    return NOW - dt.timedelta(minutes=minutes)


def test_feeds_as_they_are_written() -> None:
    text = """
    [[feed]]
    url = "https://Valley.example/feed#x"
    every = "15m"
    publisher = "Valley Post"
    [[feed]]
    url = "https://hill.example/sitemap.xml"
    """
    assert parse(text) == (
        Feed("https://valley.example/feed", dt.timedelta(minutes=15), "Valley Post"),
        Feed("https://hill.example/sitemap.xml", dt.timedelta(hours=1), None),
    )


@pytest.mark.parametrize(
    ("raw", "minutes"), [("1m", 1), ("90m", 90), (" 2 h ", 120), ("1d", 1440), ("366d", 366 * 1440)]
)
def test_intervals(raw: str, minutes: int) -> None:
    [feed] = parse(f'[[feed]]\nurl = "https://a.example/"\nevery = "{raw}"')
    assert feed.every == dt.timedelta(minutes=minutes)


URL = 'url = "https://a.example/"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "names no feed"),
        ("feed = 3", "names no feed"),
        ("feed = []", "names no feed"),
        ("feed = [3]", "feed 1 is no table"),
        ("[[feed]", "is no TOML"),
        ("a = " + "[" * 5_000, "is no TOML"),
        ("[[feeds]]\n" + URL, "has 'feeds' at its top"),
        ("[[feed]]\nevery = '1h'", "feed 1 has no url"),
        (f"[[feed]]\n{URL}[[feed]]\nurl = 'b'", "feed 2: 'b' can't be fetched"),
        ("[[feed]]\nurl = 'https://me:secret@a.example/'", "name or password"),
        ("[[feed]]\nurl = 7", "a url that is no text"),
        (f"[[feed]]\n{URL}publisher = ' '", "a publisher that is no text"),
        (f"[[feed]]\n{URL}evry = '1h'", "an unknown key 'evry': the keys are url, every, publisher"),
        (f"[[feed]]\n{URL}every = 'often'", "every 'often': write"),
        (f"[[feed]]\n{URL}every = '0m'", "between 1m and 366d"),
        (f"[[feed]]\n{URL}every = '99999d'", "between 1m and 366d"),
        (f"[[feed]]\n{URL}every = '-5m'", "between 1m and 366d"),
        (f"[[feed]]\n{URL}[[feed]]\n{URL}", "feed 2 has the address of feed 1"),
    ],
)
def test_one_clear_sentence_for_whatever_is_wrong(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        load(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert words in message
    assert "secret" not in message


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for data, words in ((b"\xff", "no UTF-8"), (b"#" * 2_000_000, "larger than"), (None, "can't be read")):
        path = tmp_path / f"{words}.toml"
        if data is not None:
            path.write_bytes(data)
        with pytest.raises(InputError, match=words):
            load(path)


def test_what_has_waited_longest_comes_first_and_what_is_new_before_it() -> None:
    assert due([A, B, C], {}, NOW) == [A, B, C]
    assert due([A, B, C], {A.url: ago(16), B.url: ago(90)}, NOW) == [C, B, A]
    assert due([A, B, C], {A.url: ago(15), B.url: ago(59), C.url: ago(4)}, NOW) == [A]
    assert due([A], {A.url: ago(-60)}, NOW) == []


def test_it_goes_on_where_it_stopped() -> None:
    state = {A.url: ago(1), B.url: ago(1), C.url: ago(1)}
    seen, now = [], NOW
    while now < NOW + dt.timedelta(minutes=61):
        now += wait([A, B, C], state, now)
        for feed in due([A, B, C], state, now):
            seen.append(feed)
            state[feed.url] = now
    assert [seen.count(feed) for feed in (A, B, C)] == [4, 1, 13]


@pytest.mark.parametrize(
    ("state", "minutes"),
    [({}, 0), ({A.url: ago(5)}, 0), ({A.url: ago(5), B.url: ago(55)}, 5), ({A.url: ago(50), B.url: ago(1)}, 0)],
)
def test_how_long_nothing_is_due(state: dict[str, dt.datetime], minutes: int) -> None:
    assert wait([A, B], state, NOW) == dt.timedelta(minutes=minutes)
