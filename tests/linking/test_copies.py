"""Which reports are copies: edits that must be seen through, likeness that must not deceive, and hostile texts."""

from __future__ import annotations

import dataclasses
import hashlib
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.linking import copies
from dateline.linking.copies import Copy, Sketch, copy_of, keys, sketch

REPORT = """Fishermen block harbour of Velmar over fuel prices

VELMAR, Ostland (Lakes News Agency) — Some sixty fishing boats closed the mouth of Velmar harbour on Tuesday.

Their crews demand that the government in Sandholm pay back a third of what they spend on fuel.

“We burn more money than we catch,” said Tomas Reyl, who speaks for the crews of the northern quays.

Two ferries with 340 passengers had to turn round and put in at Port Ellery instead.

Harbour master Edda Voss said that she would not call in the coast guard before Thursday noon.

The ministry of transport called the blockade unlawful but offered to receive three of the crews' spokesmen.

Fuel has risen by 41 percent since the refinery at Kestrel Bay burnt down in February.

A similar protest nine years ago lasted for eleven days and cost the port some four million crowns.

Shopkeepers along the waterfront have hung banners out of their windows in support of the boats.

Only the lifeboat and a tanker carrying drinking water for Tarn Island were let through."""
RIVAL = """Velmar cut off from the sea as skippers rise against ministry

Nobody could sail into Velmar or out of it yesterday, after a chain of trawlers had been drawn across its entrance.

“We burn more money than we catch,” said Tomas Reyl, who speaks for the crews of the northern quays.

Passengers of two ferries found themselves in Port Ellery, where buses were waiting for some of them by nightfall.

At the heart of the quarrel lies the price of diesel, which nobody has kept in check since the winter.

Minister Karel Dunn told parliament that he would rather talk than tow, and that talks could begin this week.

Opposition leader Ines Marr accused him of having slept through the whole of the spring.

The skippers have food for ten days on board, and their families bring them soup in rowing boats.

Insurers warned that each day without traffic would cost the merchants of the town dearly."""


def paragraphs(text: str = REPORT) -> list[str]:
    return text.split("\n\n")


def made(count: int, seed: int) -> list[str]:
    """Sentences of twelve made-up words each, no two alike."""
    draw = random.Random(seed)  # noqa: S311
    return [" ".join("".join(draw.choices("abcdeiklmnorstu", k=6)) for _ in range(12)) + "." for _ in range(count)]


def told(new: str, old: str) -> Copy | None:
    return copy_of(sketch(new), sketch(old))


def kind(new: str, old: str) -> str | None:
    copy = told(new, old)
    return copy.kind if copy else None


def changed(text: str, every: int) -> str:
    """Each so manyth word replaced."""
    return " ".join(f"word{chr(97 + i % 26)}" if i % every == 5 else w for i, w in enumerate(text.split(" ")))


# --- what must be seen through ---


def test_a_report_is_the_same_as_itself() -> None:
    copy = told(REPORT, REPORT)
    assert copy is not None
    assert (copy.kind, copy.share, copy.jaccard) == ("same", 1.0, 1.0)


def test_another_headline_byline_and_dateline_are_seen_through() -> None:
    body = "\n\n".join(paragraphs()[1:]).replace("VELMAR, Ostland (Lakes News Agency) — ", "PORT ELLERY (Courier) - ")
    assert kind(f"Boats against diesel\nBy Mira Stand\n\n{body}", REPORT) in {"same", "copy"}


@pytest.mark.parametrize("first", range(3))
def test_a_third_of_the_paragraphs_may_be_gone(first: int) -> None:
    kept = [p for i, p in enumerate(paragraphs()) if i % 3 != first]
    assert kind("\n\n".join(kept), REPORT) in {"copy", "part"}


@pytest.mark.parametrize("share", [0.35, 0.45, 0.55])
def test_a_truncated_report_is_part_of_the_whole(share: float) -> None:
    cut = REPORT[: int(len(REPORT) * share)] + "..."
    assert kind(cut, REPORT) == "part"
    assert kind(REPORT, cut) == "merged"


def test_repeated_paragraphs_count_once() -> None:
    parts = paragraphs()
    twice = "\n\n".join([*parts, *parts[2:7]])
    assert sketch(twice).sentences == sketch(REPORT).sentences
    assert sketch(twice).words == sketch(REPORT).words
    assert kind(twice, REPORT) == "same"


def test_an_update_with_a_new_paragraph_is_a_copy() -> None:
    news = "Late on Wednesday the boats opened a lane of forty metres for the ferries of the island line."
    assert kind("\n\n".join([*paragraphs()[:1], news, *paragraphs()[1:]]), REPORT) == "copy"


def test_a_word_in_ten_may_be_changed() -> None:
    copy = told(changed(REPORT, 10), REPORT)
    assert copy is not None
    assert copy.kind == "reworded"
    assert "names and numbers" in copy.because


@pytest.mark.parametrize("others", [20, 90])
def test_a_report_inside_a_round_up_is_found_and_the_rest_is_told(others: int) -> None:
    rest = made(others, seed=3)
    round_up = "\n\n".join([*rest[:7], REPORT, *rest[7:]])
    copy = told(round_up, REPORT)
    assert copy is not None
    assert (copy.kind, copy.share) == ("merged", 1.0)
    assert f"{others} of them are its own" in copy.because
    assert kind(REPORT, round_up) == "part"
    assert set(keys(sketch(round_up))) & set(keys(sketch(REPORT)))


def test_line_breaks_marks_and_capitals_do_not_count() -> None:
    words = REPORT.replace("“", '"').replace("”", '"').replace("—", "--").split(" ")
    wrapped = "\n\n".join("\n".join(textwrapped(p)) for p in " ".join(words).split("\n\n"))
    assert kind(wrapped, REPORT) == "same"
    assert kind(REPORT.upper(), REPORT) == "same"


def textwrapped(paragraph: str, width: int = 60) -> list[str]:
    lines = [""]
    for word in paragraph.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def test_signs_inside_words_do_not_count() -> None:
    assert sketch(REPORT.replace("Velmar", "Vel\u00admar").replace("crews", "cr\u200bews")) == sketch(REPORT)


# --- what must not deceive ---


def test_another_report_of_the_same_event_with_a_shared_quote_is_no_copy() -> None:
    assert told(RIVAL, REPORT) is None


def test_a_shared_background_paragraph_makes_no_copy() -> None:
    background = "\n\n".join(paragraphs()[7:10])
    assert set(sketch(f"{RIVAL}\n\n{background}").sentences) & set(sketch(REPORT).sentences)
    assert told(f"{RIVAL}\n\n{background}", REPORT) is None


FOOTER = """
Follow us on the networks for more from the harbour and the lakes. All rights reserved by the Lakes Courier of Velmar.
Please contact our desk with corrections to anything that you have read here today.
Sign up for the letter that we send to our readers on every working day of the week."""


def test_a_shared_footer_makes_no_copy() -> None:
    first, second = "\n".join(made(4, seed=1)), "\n".join(made(4, seed=2))
    assert told(first + FOOTER, second + FOOTER) is None
    assert kind(first + FOOTER, first) == "same"


def weather(day: int, degrees: tuple[int, int, int, int]) -> str:
    a, b, c, d = degrees
    return f"""Weather for day {day}.
Along the coast it will be dry at first, with a high of {a} degrees and a light wind from the west.
In the hills there may be showers in the afternoon, with {b} degrees at noon and {c} in the night.
Boats of less than six metres should stay in harbour while the storm ball is up.
The water of the lakes has {d} degrees at the surface, measured at the pier of Velmar.
The next report of the weather office will be given out at six in the evening."""


def test_one_form_with_other_numbers_is_no_copy() -> None:
    assert told(weather(12, (21, 17, 9, 14)), weather(13, (24, 16, 11, 15))) is None


def test_one_form_with_the_same_numbers_is_a_copy() -> None:
    assert kind(weather(12, (21, 17, 9, 14)), weather(12, (21, 17, 9, 14))) == "same"


def test_a_short_text_is_nobodys_copy() -> None:
    short = " ".join(made(3, seed=1))
    assert sketch(short).words < copies.limits()["sketch"]["words"]
    assert told(short, short) is None
    assert keys(sketch(short)) == ()


def test_two_sentences_are_enough_only_if_the_wording_between_them_is_shared_too() -> None:
    shared, rest = made(2, seed=1), made(20, seed=2)
    asides = [" ".join(sentence.split()[:6]) + "." for sentence in made(8, seed=3)]
    old = " ".join([*shared, *asides[:4], *rest])
    assert kind(" ".join([*shared, *asides[:4]]), old) == "part"
    assert kind(" ".join([*shared, *asides[4:]]), old) is None


# --- keys ---


def test_keys_are_few_sorted_distinct_and_signed() -> None:
    for text in (REPORT, " ".join(made(5000, seed=4))):
        found = keys(sketch(text))
        assert 0 < len(found) <= 60
        assert list(found) == sorted(set(found))
        assert all(-(2**63) <= key < 2**63 for key in found)
    assert min(keys(sketch(REPORT))) < 0


@pytest.mark.parametrize("edit", ["truncated", "changed", "dropped"])
def test_copies_share_a_key(edit: str) -> None:
    new = {
        "truncated": REPORT[: len(REPORT) // 3],
        "changed": changed(REPORT, 10),
        "dropped": "\n\n".join(paragraphs()[::2]),
    }[edit]
    assert set(keys(sketch(new))) & set(keys(sketch(REPORT)))


def test_unlike_reports_hardly_ever_share_a_key() -> None:
    filed = [keys(sketch(" ".join(made(15, seed=seed)))) for seed in range(60)]
    assert len({key for found in filed for key in found}) == sum(map(len, filed))


# --- sketches ---


def test_a_sketch_is_the_same_bytes_in_every_run() -> None:
    digest = hashlib.sha256(sketch(REPORT).pack()).hexdigest()
    assert digest[:16] == "9d50053abd812f2f", (
        "what is hashed has changed: raise FORM, or stored sketches match nothing any more"
    )


def test_digests_of_two_algorithms_are_not_compared() -> None:
    old = dataclasses.replace(sketch(REPORT), algorithm=1)
    copy = copy_of(sketch(REPORT), old)
    assert copy is not None
    assert (copy.kind, copy.jaccard) == ("same", 0.0)
    assert copy_of(sketch(changed(REPORT, 10)), old) is None
    assert not set(keys(old)) - set(old.sentences) & set(keys(sketch(REPORT)))


def test_a_very_long_text_is_sampled_and_still_compared() -> None:
    long = made(3000, seed=8)
    limit = copies.limits()["sketch"]
    mine = sketch(" ".join(long))
    assert len(mine.sentences) == limit["sentences"]
    assert len(mine.pack()) < 12_000
    assert kind(" ".join(long[:1500]), " ".join(long)) == "part"
    assert kind(" ".join(long), " ".join(made(3000, seed=9))) is None


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (b"", "form"),
        (b"\xff" + bytes(600), "form"),
        (sketch(REPORT).pack()[:5], "damaged"),
        (sketch(REPORT).pack()[:300], "damaged"),
        (sketch(REPORT).pack()[:-1], "damaged"),
        (sketch(REPORT).pack() + b"x", "damaged"),
        (sketch("short").pack()[:-4], "damaged"),
    ],
)
def test_a_damaged_sketch_is_one_clear_error(damage: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        Sketch.unpack(damage)


# --- properties ---

SENTENCE = st.lists(st.text("abcdeéßЖ中7A", min_size=1, max_size=6), min_size=1, max_size=14).map(" ".join)
TEXT = st.lists(SENTENCE, min_size=0, max_size=12).map(". ".join)


@given(st.one_of(TEXT, st.text()))
@settings(deadline=None)
def test_a_sketch_comes_back_as_it_was_packed(text: str) -> None:
    assert Sketch.unpack(sketch(text).pack()) == sketch(text)


@given(TEXT)
@settings(deadline=None)
def test_any_text_long_enough_is_the_same_as_itself(text: str) -> None:
    mine = sketch(text)
    copy = copy_of(mine, mine)
    assert (copy is not None) == (mine.words >= copies.limits()["sketch"]["words"])
    assert copy is None or (copy.kind, copy.share) == ("same", 1.0)


@given(st.permutations(range(14)), st.integers(2, 14), st.integers(2, 14))
@settings(max_examples=60, deadline=None)
def test_the_order_of_arguments_turns_the_relation_round(order: list[int], first: int, second: int) -> None:
    supply = made(14, seed=11)
    a = sketch(" ".join(supply[i] for i in order[:first]))
    b = sketch(" ".join(supply[i] for i in order[-second:]))
    forth, back = copy_of(a, b), copy_of(b, a)
    turned = {"part": "merged", "merged": "part"}
    assert (forth is None) == (back is None)
    if forth and back:
        assert back.kind == turned.get(forth.kind, forth.kind)
        assert (back.share, back.jaccard) == (forth.share, forth.jaccard)


# --- hostile texts ---


@pytest.mark.parametrize(
    "unit",
    ["word ", "a", "1,", "\n", ". . ", "VELMAR ", "A, ", "“”", "Ж", "中", "reporting by ", "a.B", "\u0301", "İ", "𐏿 "],
)
def test_time_and_size_stay_small_whatever_the_text(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    began = time.process_time()
    mine = sketch(text)
    assert len(keys(mine)) <= 60
    assert len(mine.pack()) < 12_000
    assert time.process_time() - began < 5


def test_a_megabyte_without_a_sentence_end_is_compared_by_its_wording() -> None:
    words = " ".join(made(12_000, seed=5)).replace(".", "")
    assert len(words) > 1_000_000 * 0.9
    assert kind(words, words) == "same"
    assert kind(words[: len(words) // 2], words) == "reworded"
    assert kind(words, " ".join(made(12_000, seed=6)).replace(".", "")) is None


@pytest.mark.parametrize("text", ["", " \n ", "…!?—", "\ud800" * 100, "😀" * 500, "\x00" * 100])
def test_a_text_without_letters_is_nobodys_copy(text: str) -> None:
    assert told(text, text) is None
    assert keys(sketch(text)) == ()


@pytest.mark.parametrize(
    ("letters", "stop", "gap"),
    [
        ("абвгдежзиклмнопрст", ". ", " "),
        ("αβγδεζηθικλμνξοπρστ", "; ", " "),
        ("ابتثجحخدذرزسشصضطظ", "؟ ", " "),
        ("अआइईउऊएऐओऔकखगघचछजझ", "। ", " "),
        ("的一是不了人我在有他这中大来上国个到说", "。", ""),
        ("กขคงจฉชซญดตถทธนบปผ", " ", ""),
    ],
)
def test_other_scripts_are_read_too(letters: str, stop: str, gap: str) -> None:
    draw = random.Random(letters)  # noqa: S311
    said = [gap.join("".join(draw.choices(letters, k=3)) for _ in range(12)) for _ in range(30)]
    whole, other = stop.join(said[:20]), stop.join(said[20:])
    assert kind(whole, whole) == "same"
    assert kind(stop.join(said[:10]), whole) in {"part", "reworded"}
    assert kind(other, whole) is None
