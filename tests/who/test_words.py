from __future__ import annotations

import pytest

from dateline.who.words import read_words


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Iran's envoy", ["Iran", "'s", "envoy"]),
        ("Iran’s envoy", ["Iran", "’s", "envoy"]),
        ("the Greens' plan", ["the", "Greens", "'", "plan"]),
        ("Sha'abi and O’Neill", ["Sha'abi", "and", "O’Neill"]),
        ("I’m sure we’re late", ["I", "’m", "sure", "we", "’re", "late"]),
        ("U.S. envoys", ["U.S.", "envoys"]),
        ("the U.S.-led force", ["the", "U.S.-led", "force"]),
        ("Gen. Vang and Mr. Ames", ["Gen.", "Vang", "and", "Mr.", "Ames"]),
        ("John F. Grommel", ["John", "F.", "Grommel"]),
        ("It was him. He left.", ["It", "was", "him", ".", "He", "left", "."]),
        ("al-Zorbek (AZ)", ["al-Zorbek", "(", "AZ", ")"]),
        ("Brown&Co sold 1,500", ["Brown&Co", "sold", "1,500"]),
        ("didn't", ["didn't"]),
        ("", []),
    ],
)
def test_words_and_marks(text: str, forms: list[str]) -> None:
    assert list(read_words(text).forms) == forms


@pytest.mark.parametrize("text", ["Iran's  U.S. envoy,\nsaid", "  ", "żółć – “quoted”", "a\u00a0b"])
def test_offsets_give_the_words_back(text: str) -> None:
    words = read_words(text)
    places = zip(words.starts, words.ends, words.forms, strict=True)
    assert all(text[start:end] == form for start, end, form in places)


def test_lower_case_drops_the_stop_of_an_abbreviation() -> None:
    assert read_words("Gen. Vang of the U.S. left.").lower == ("gen", "vang", "of", "the", "u.s", "left", ".")


@pytest.mark.parametrize(
    ("form", "capital"),
    [
        ("Iran", True),
        ("iran", False),
        ("al-Zorbek", True),
        ("el-Sisi", True),
        ("US-led", False),
        ("Iranian-backed", False),
        ("Kenyan-born", False),
        ("Anne-Marie", True),
        ("co-Founder", False),
        ("HMC", True),
        ("7", False),
    ],
)
def test_what_begins_like_a_name(form: str, *, capital: bool) -> None:
    assert read_words(form).capital == (capital,)


def test_what_can_begin_a_name() -> None:
    assert read_words("The 5 men saw al-Zorbek, twice").likely == (0, 1, 4)


def test_the_words_inside_a_span() -> None:
    words = read_words("one two three")
    assert [list(words.inside(span)) for span in [(0, 13), (4, 7), (5, 7), (4, 9), (13, 13), (3, 4)]] == [
        [0, 1, 2],
        [1],
        [],
        [1],
        [],
        [],
    ]


def test_a_span_of_words() -> None:
    words = read_words("one two three")
    assert words.span(1, 3) == (4, 13)


def test_what_is_a_word() -> None:
    words = read_words("one, two")
    assert [words.is_word(index) for index in (-1, 0, 1, 2, 3)] == [False, True, False, True, False]
