"""Copies: how surely reports that came from one text are told from reports that did not.

    python evaluation/copies.py [--errors N] [--grow N]

Every report of the corpora (`SOURCES`) is filed in an index like a store's, from key to reports; each edit of every
third one then asks the index for candidates and `copy_of` decides.  An edited report of fewer than 40 words is left
out.  `copies.recall` is the share of edited reports whose original is found, over all `EDITS`; `copies.precision` the
share of all copies called that are some: of the edited reports, of the reports among each other, and of traps made to
look alike (reports with one footer or one background paragraph under them, forecasts and market reports that fill a
form).  Random, same-topic and same-day pairs are all among those of the index.

What the corpora hold is no list of two reports each: agencies' reports are in them cut and rewritten.  So, before a
pair of untouched reports counts as false: (1) if half of the shorter one's words stand in the other in runs of twelve
or more, they came from one text; (2) else both were read, and `copies.txt` says whether the one is made from the text
of the other or of a third (`copy`) or written anew, whatever quotes they share (`two`); (3) a pair that wasn't read is
false.  `copies.untouched` is the precision of these alone, a much harder figure; their recall is over the pairs where
four fifths stand in such runs.  An edited report that is found to be a copy of a copy of its original counts neither
way.

`--grow` measures the cost: candidates for each new report in an index of up to N sketches.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import re
import textwrap
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from dateline.linking import copies
from dateline.linking.copies import Sketch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

HOME = Path(__file__).resolve().parents[1]
CORPUS = HOME / os.environ.get("SHARED", "../shared") / "corpus"
SOURCES = ("places-lgl", "events", "incidents-ecbplus", "attributions-train", "attributions-dev")
READ = Path(__file__).parent / "copies.txt"
EVERY = 3
"""Every so manyth report is edited."""
RUN = 12
"""Words in a row that two reports don't share by chance, nor in a short quote."""
ONE_TEXT, MOST = 0.5, 0.8

Texts: TypeAlias = dict[str, str]
Pair: TypeAlias = tuple[str, str]


def texts(corpus: Path = CORPUS) -> Texts:
    """The corpora's reports by their ids."""
    found: Texts = {}
    for source in SOURCES:
        for line in (corpus / f"{source}.jsonl").read_text("utf-8").split("\n"):
            if line:
                row = json.loads(line)
                found[row.get("id") or row["doc_id"]] = row["text"]
    return found


class Index:
    """Reports under their keys, as a store has them."""

    def __init__(self) -> None:
        """Start empty."""
        self.sketches: dict[str, Sketch] = {}
        self.filed: dict[int, list[str]] = defaultdict(list)

    def add(self, name: str, sketch: Sketch) -> None:
        """File a report."""
        self.sketches[name] = sketch
        for key in copies.keys(sketch):
            self.filed[key].append(name)

    def candidates(self, sketch: Sketch) -> set[str]:
        """Reports that share a key with a new one."""
        return {name for key in copies.keys(sketch) for name in self.filed.get(key, ())}

    def copies(self, sketch: Sketch) -> dict[str, copies.Copy]:
        """Reports of which a new one is a copy."""
        decided = ((name, copies.copy_of(sketch, self.sketches[name])) for name in self.candidates(sketch))
        return {name: copy for name, copy in decided if copy}


# --- edits: each takes a text, a source of chance and the other reports -------------------------------------------

Edit: TypeAlias = "Callable[[str, random.Random, Sequence[str]], str]"
BLOCK = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+")


def blocks(text: str) -> list[str]:
    """Paragraphs of a text, or its sentences if it has fewer than four."""
    paragraphs = [line for line in text.split("\n") if line.strip()]
    return paragraphs if len(paragraphs) > 3 else [part for part in BLOCK.split(text) if part.strip()]  # noqa: PLR2004


def headed(text: str, chance: random.Random, _: Sequence[str]) -> str:
    """Another headline, byline and dateline; the first line goes."""
    town = chance.choice(("VELMAR", "PORT ELLERY", "KESTREL BAY"))
    head = f"What we know so far {chance.randrange(999)}\nBy our own reporter, {town} desk\n\n{town} (LNA) — "
    return head + "\n\n".join(blocks(text)[1:])


def dropped(text: str, chance: random.Random, _: Sequence[str]) -> str:
    """A third of the paragraphs gone."""
    parts = blocks(text)
    gone = set(chance.sample(range(len(parts)), len(parts) // 3))
    return "\n\n".join(part for i, part in enumerate(parts) if i not in gone)


def truncated(text: str, chance: random.Random, _: Sequence[str]) -> str:
    """Only the first 35 to 60 % of the words."""
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    return text[: ends[int(len(ends) * chance.uniform(0.35, 0.6)) - 1]] + "..."


def repeated(text: str, chance: random.Random, _: Sequence[str]) -> str:
    """A third of the paragraphs said again behind."""
    parts = blocks(text)
    return "\n\n".join([*parts, *chance.sample(parts, len(parts) // 3 + 1)])


def updated(text: str, chance: random.Random, others: Sequence[str]) -> str:
    """A paragraph of another report in front."""
    return "\n\n".join([chance.choice(blocks(chance.choice(others))), *blocks(text)])


def reworded(text: str, chance: random.Random, others: Sequence[str]) -> str:
    """A word in ten is another one."""
    supply = chance.choice(others).split()
    return re.sub(r"\S+", lambda word: chance.choice(supply) if chance.random() < 0.1 else word[0], text)  # noqa: PLR2004


def merged(text: str, chance: random.Random, others: Sequence[str]) -> str:
    """In the middle of four other reports."""
    first, second, *rest = chance.sample(others, 4)
    return "\n\n".join([first, second, text, *rest])


def wrapped(text: str, _: random.Random, __: Sequence[str]) -> str:
    """Lines of 72 characters, and the marks of a typewriter."""
    plain = text.translate(str.maketrans("“”‘’—", "\"\"''-"))
    return "\n\n".join(textwrap.fill(part, 72) for part in blocks(plain))


def several(text: str, chance: random.Random, others: Sequence[str]) -> str:
    """Another head, a third dropped, paragraphs repeated."""
    return repeated(dropped(headed(text, chance, others), chance, others), chance, others)


EDITS: dict[str, Edit] = {
    edit.__name__: edit for edit in (headed, dropped, truncated, repeated, updated, reworded, merged, wrapped, several)
}


# --- traps: texts that look alike and are none --------------------------------------------------------------------

FOOTER = """The Lakes Courier is printed in Velmar and read in the nine lake counties.
Letters to its editors should bear a name and an address and have no more than two hundred words.
All rights reserved. You may not be shown this page again unless you have agreed to our terms of use.
Follow us on whatever network you like best to hear of the harbour before others do."""
BACKGROUND = """The Kestrel Front took up arms nine years ago, after the lake counties had lost their own parliament.
Some four thousand people have been killed since, most of them in the two northern counties.
Talks in Port Ellery broke down last spring over who was to collect the duties of the harbours."""
SKIES = ("sunny", "cloudy", "foggy", "wet", "stormy", "dull")
WINDS = ("north", "east", "south", "west", "northeast", "southwest")
TOWNS = ("Velmar", "Port Ellery", "Kestrel Bay", "Ostmouth", "Nether Quay", "Sandholm", "Tarn Hill", "Reedham")


def forecast(chance: random.Random) -> str:
    """A weather report that fills a form."""
    skies = "\n".join(
        f"In {town} it will be {chance.choice(SKIES)} at first with winds from the {chance.choice(WINDS)} "
        f"and a high of about {chance.randrange(-5, 35)} degrees."
        for town in chance.sample(TOWNS, 5)
    )
    return (
        f"Weather for the lake counties, day {chance.randrange(1, 365)}\n{skies}\n"
        "Boats of less than six metres should stay in harbour when the storm ball is up.\n"
        "The next report of the weather office will be given out at six in the evening."
    )


def market(chance: random.Random) -> str:
    """A report of prices that fills a form."""
    rows = "\n".join(
        f"{ware} closed at {chance.randrange(10, 900)}.{chance.randrange(10, 99)} crowns a tonne, "
        f"{chance.choice(('up', 'down'))} {chance.randrange(1, 60)} from the day before."
        for ware in ("Barley", "Copper", "Dried herring", "Timber", "Salt", "Wool")
    )
    return (
        f"Prices at the Velmar exchange, day {chance.randrange(1, 365)}\n{rows}\n"
        "All prices are those of the last sale before the bell and hold for delivery within thirty days."
    )


def traps(reports: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Names and texts, none a copy of another: what stands before the colon of a name tells the kind."""
    chance = random.Random(7)  # noqa: S311
    for number in range(200):
        yield f"forecast:{number}", forecast(chance)
        yield f"market:{number}", market(chance)
    long = [text for text in reports if len(text.split()) >= 100]  # noqa: PLR2004 - else it is more tail than report
    for number, text in enumerate(chance.sample(long, 200)):
        kind, tail = ("footer", FOOTER) if number % 2 else ("background", BACKGROUND)
        yield f"{kind}:{number}", f"{text}\n\n{tail}"


# --- what is true ---------------------------------------------------------------------------------------------------


def pair(a: str, b: str) -> Pair:
    """Two names in order."""
    return (a, b) if a < b else (b, a)


def runs(text: str) -> list[int]:
    """Each run of twelve words of a text, as a number."""
    words = re.findall(r"[^\W_]+", text.lower())
    return [hash(tuple(words[i : i + RUN])) for i in range(len(words) - RUN + 1)]


def in_runs(mine: Sequence[int], theirs: set[int]) -> float:
    """The share of a text's words that lie in runs which another text has too."""
    covered = {word for i, run in enumerate(mine) if run in theirs for word in range(i, i + RUN)}
    return len(covered) / (len(mine) + RUN - 1)


def verbatim(reports: Texts) -> dict[Pair, float]:
    """Every pair of reports that share a run, and how much of the shorter one's words stand in such runs."""
    found = {name: runs(text) for name, text in reports.items()}
    where: dict[int, set[str]] = defaultdict(set)
    for name, every in found.items():
        for run in every:
            where[run].add(name)
    pairs = {pair(a, b) for names in where.values() for a, b in itertools.combinations(names, 2)}
    return {
        (a, b): in_runs(*((found[a], set(found[b])) if len(found[a]) < len(found[b]) else (found[b], set(found[a]))))
        for a, b in pairs
    }


def read(path: Path = READ) -> dict[Pair, bool]:
    """The pairs that were read, and whether they came from one text."""
    rows = (line.split() for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return {pair(a, b): verdict == "copy" for a, b, verdict in rows}


class Truth(NamedTuple):
    """What is known of pairs of untouched reports: the share of shared runs, and what was read."""

    shared: Mapping[Pair, float]
    read: Mapping[Pair, bool]

    def one_text(self, a: str, b: str) -> bool:
        """Whether two reports came from one text, by the rule at the head of this file."""
        return a == b or self.shared.get(pair(a, b), 0) >= ONE_TEXT or self.read.get(pair(a, b), False)


# --- the figures ----------------------------------------------------------------------------------------------------


class Count(NamedTuple):
    """What came of one kind of texts: how many were asked, their originals found, and right and false copies called."""

    asked: int = 0
    found: int = 0
    right: int = 0
    false: int = 0

    def __add__(self, other: object) -> Count:
        """Both together."""
        return Count(*map(sum, zip(self, other, strict=True))) if isinstance(other, Count) else NotImplemented

    @property
    def precision(self) -> float:
        """Right copies over all that were called."""
        return self.right / max(1, self.right + self.false)


def edited(reports: Texts) -> Iterator[tuple[str, str, str, Sequence[str]]]:
    """Every edit of every third report: its kind, the original's name, the text, and all names that it is made of."""
    names = list(reports)
    for number, name in enumerate(names[::EVERY]):
        for kind, edit in EDITS.items():
            chance = random.Random(f"{number} {kind}")  # noqa: S311 - the same on every run
            others = chance.sample(names, 6)
            text = edit(reports[name], chance, [reports[other] for other in others if other != name])
            yield kind, name, text, [name, *others]


def of_edits(reports: Texts, index: Index, truth: Truth, errors: int) -> dict[str, Count]:
    """Edited reports: whether their originals are found, and what else."""
    counts: dict[str, Count] = defaultdict(Count)
    short = copies.limits()["sketch"]["words"]
    for kind, name, text, sources in edited(reports):
        sketch = copies.sketch(text)
        if min(sketch.words, index.sketches[name].words) < short:
            continue
        found = index.copies(sketch)
        false = {other for other in found if not any(truth.one_text(source, other) for source in sources)}
        counts[kind] += Count(1, name in found, name in found, len(false))
        if (name not in found or false) and errors > 0:
            errors -= 1
            print(f"  {kind} {name}: {'found' if name in found else 'MISSED'} {sorted(false)}")
    return counts


def of_untouched(index: Index, truth: Truth) -> Count:
    """Reports among each other."""
    called = {
        pair(name, other): copy
        for name, sketch in index.sketches.items()
        for other, copy in index.copies(sketch).items()
        if other != name
    }
    false = {both: copy for both, copy in called.items() if not truth.one_text(*both)}
    for both, copy in sorted(false.items()):
        print(f"  false: {' '.join(both)} ({'two' if both in truth.read else 'not read'}) {copy.kind}: {copy.because}")
    certain = [both for both, share in truth.shared.items() if share >= MOST and _long(index, both)]
    for both in sorted(set(certain) - set(called)):
        print(f"  missed: {' '.join(both)} {truth.shared[both]:.2f}")
    return Count(len(certain), sum(both in called for both in certain), len(called) - len(false), len(false))


def _long(index: Index, names: Iterable[str]) -> bool:
    return all(index.sketches[name].words >= copies.limits()["sketch"]["words"] for name in names)


def of_traps(reports: Texts) -> dict[str, Count]:
    """Texts made to look alike, each kind among itself."""
    index, counts = Index(), dict[str, Count]()
    for name, text in traps(list(reports.values())):
        kind, sketch = name.split(":")[0], copies.sketch(text)
        counts[kind] = counts.get(kind, Count()) + Count(asked=1, false=len(index.copies(sketch)))
        index.add(name, sketch)
    return counts


def table(counts: Mapping[str, Count]) -> None:
    """One line a kind."""
    print(f"{'':12s} {'asked':>6s} {'found':>6s} {'recall':>7s} {'right':>6s} {'false':>6s} {'precision':>9s}")
    for kind, n in counts.items():
        recall = f"{n.found / n.asked:7.3f}" if n.found else " " * 7
        precision = f"{n.precision:9.3f}" if n.right else " " * 9
        print(f"{kind:12s} {n.asked:6d} {n.found:6d} {recall} {n.right:6d} {n.false:6d} {precision}")


def figures(corpus: Path = CORPUS, errors: int = 0) -> dict[str, float]:
    """Every figure of copies."""
    reports = texts(corpus)
    index = Index()
    began = time.process_time()
    for name, text in reports.items():
        index.add(name, copies.sketch(text))
    print(f"{len(reports) / (time.process_time() - began):.0f} reports sketched and filed a second of the processor")
    truth = Truth(verbatim(reports), read())
    edits, untouched, trapped = of_edits(reports, index, truth, errors), of_untouched(index, truth), of_traps(reports)
    every = sum(edits.values(), Count())
    called = sum(trapped.values(), every + untouched._replace(asked=0, found=0))
    table({**edits, "all edits": every, "untouched": untouched, **trapped})
    return {
        "copies.precision": called.precision,
        "copies.recall": every.found / every.asked,
        "copies.untouched": untouched.precision,
    }


# --- what it costs ----------------------------------------------------------------------------------------------------


def varied(pool: Sequence[str], number: int) -> str:
    """A new report: sentences drawn from all over the corpora, a word in five another one."""
    chance = random.Random(number)  # noqa: S311
    supply = chance.choice(pool).split()
    words = " ".join(chance.sample(pool, chance.randrange(5, 25)))
    return re.sub(r"\S+", lambda word: chance.choice(supply) if chance.random() < 0.2 else word[0], words)  # noqa: PLR2004


def grow(size: int, corpus: Path = CORPUS) -> None:
    """Print how many candidates a new report has as the index grows, and what asking costs."""
    pool = [part for text in texts(corpus).values() for part in blocks(text)]
    index, asked = Index(), list(map(copies.sketch, texts(corpus).values()))[::5]
    for number in range(1, size + 1):
        index.add(f"made {number}", copies.sketch(varied(pool, number)))
        if number in {size // 100, size // 10, size // 2, size}:
            began = time.process_time()
            counts = sorted(len(index.candidates(sketch)) for sketch in asked)
            found = time.process_time() - began
            for sketch in asked:
                index.copies(sketch)
            whole = time.process_time() - began - found
            print(
                f"{number} reports, {sum(map(len, index.filed.values()))} rows of keys: candidates on average "
                f"{sum(counts) / len(counts):.1f}, median {counts[len(counts) // 2]}, most {counts[-1]}; "
                f"{found / len(asked) * 1000:.2f} ms to find them, {whole / len(asked) * 1000:.2f} ms with the decision"
            )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, help="how many errors of edits to print")
    parser.add_argument("--grow", type=int, default=0, metavar="N", help="measure the cost with up to N reports")
    options = parser.parse_args()
    if options.grow:
        grow(options.grow)
        return
    for name, value in figures(errors=options.errors).items():
        print(f"{name:24s} {value:.4f}")


if __name__ == "__main__":
    main()
