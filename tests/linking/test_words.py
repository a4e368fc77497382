from __future__ import annotations

import pytest

from dateline.linking import words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("arrests", "arrested"),
        ("arresting", "arrest"),
        ("struck", "strike"),
        ("strikes", "striking"),
        ("shot", "shooting"),
        ("nominated", "nominations"),
        ("stopped", "stop"),
        ("bodies", "body"),
        ("met", "meeting"),
        ("agreement", "agreed"),
        ("kill", "killed"),
        ("shell", "shelling"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert words.stem(one) == words.stem(other)


@pytest.mark.parametrize(("one", "other"), [("press", "pres"), ("bus", "bed"), ("sing", "sed"), ("port", "report")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert words.stem(one) != words.stem(other)


def test_content_leaves_out_what_says_nothing() -> None:
    assert words.content("The guards said on Monday that they had shelled the town") == ("guard", "shel", "town")


def test_a_word_counts_once_in_the_order_of_the_text() -> None:
    assert words.content("Town and towns, guard and town") == ("town", "guard")


def test_what_is_endless_is_no_word() -> None:
    assert words.content("x" * 1000 + " guard") == ("guard",)


def test_telling_gives_the_most_frequent_first() -> None:
    assert words.telling("A boat sank. The boat of Velmar was old; Velmar mourns the boat.", 2) == (
        "boat",
        "velmar",
    )


@pytest.mark.parametrize(
    ("trigger", "act"),
    [("gunned down", "kill"), ("opened fire", "shoot"), ("died", "kill"), ("took them hostage", "abduct")],
)
def test_acts_of_a_trigger(trigger: str, act: str) -> None:
    assert act in words.acts(trigger)


def test_an_unknown_trigger_is_its_own_act() -> None:
    assert words.acts("yodelled") == {words.stem("yodelled")}


def test_a_trigger_of_stopped_words_keeps_them() -> None:
    assert words.stems("went on") == ("went", "on")


def test_cosine() -> None:
    assert words.cosine("ab", "ab") == 1.0
    assert words.cosine("abcd", "a") == 0.5
    assert words.cosine("", "a") == 0.0


def test_names_are_the_words_that_are_only_written_with_a_capital() -> None:
    text = (
        "Rebels shelled Velmar. Then the rebels left Velmar for Tamsk on Monday, and a Mill burnt; the mill is Reyl's."
    )
    assert words.names(text, 9) == ("velmar", "tamsk", "reyl")
    assert words.names(text, 1) == ("velmar",)
    assert words.names("", 9) == ()
