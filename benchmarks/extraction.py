"""How fast statements are extracted: megabytes of text per second of CPU time, with a vocabulary of N aliases.

usage: python benchmarks/extraction.py TEXT… [--aliases N] [--repeat N]

The aliases are synthetic (names of agreements, persons, offices and events that hardly ever occur), so that what is
measured is the cost of looking for them; the properties are those that extraction needs to tie dates.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from verify.extract import extract
from verify.extract.dates import find_dates
from verify.extract.matching import Matcher
from verify.vocabulary import Alias, Property, Subject, Time, ValueType, Vocabulary

KINDS = ("agreement", "person", "office", "event")
PUBLISHED = "2016-04-09"


def vocabulary_of(size: int) -> Vocabulary:
    """A vocabulary with `size` made-up aliases, a tenth of them of an event in parts."""
    subjects: dict[str, Subject] = {}
    aliases: list[Alias] = []
    for number in range(size):
        kind = KINDS[number % len(KINDS)]
        name = f"{kind.title()} of Somewhere {number:06d}"
        subjects[name] = Subject(name, kind)
        parted = number % 10 == 3
        text = (
            f"Somewhere{number}|Elsewhere{number} … fired|launched … missile|missiles"
            if parted
            else f"the {number} {kind} of Nowhere"
        )
        aliases.append(Alias(text, name))
    return Vocabulary(subjects, tuple(aliases), {p.id: p for p in _properties()})


def _properties() -> list[Property]:
    dated = {
        "adopted": ("resolution", ()),
        "concluded": ("agreement", ("reached", "agreed", "struck", "concluded", "adopted")),
        "signed": ("agreement", ("signed", "signing", "signature")),
        "in force": ("agreement", ("entered into force", "took effect", "in force")),
        "ended": ("agreement", ("expired", "terminated", "collapsed")),
        "dated": ("agreement", ()),
        "occurred": ("event", ()),
    }
    return [
        Property(p, kind, ValueType.DATE, Time.DATED, True, (), phrases)
        for p, (kind, phrases) in dated.items()
    ]


def main() -> None:
    """Print the speed for each file and for all of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--aliases", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()

    vocabulary = vocabulary_of(arguments.aliases)
    begun = time.process_time()
    Matcher(vocabulary)
    print(f"{arguments.aliases} aliases prepared in {time.process_time() - begun:.2f} s")
    extract("A first text.", vocabulary)

    total = Measure(0.0, 0.0, 0.0)
    for path in arguments.texts:
        text = path.read_text(encoding="utf-8")
        measure = Measure(
            megabytes=len(text.encode("utf-8")) / 1e6,
            whole=_least(partial(extract, text, vocabulary, published=PUBLISHED), arguments.repeat),
            dates=_least(partial(find_dates, text, PUBLISHED), arguments.repeat),
        )
        claims = len(extract(text, vocabulary, published=PUBLISHED))
        print(f"{path.name:40s} {measure}  {claims} claims")
        total = Measure(*(sum(pair) for pair in zip(total, measure, strict=True)))
    print(f"{'all':40s} {total}")


class Measure(NamedTuple):
    """Megabytes of text, and the seconds that all of extraction and its dates alone took."""

    megabytes: float
    whole: float
    dates: float

    def __str__(self) -> str:
        speed, speed_of_dates = self.megabytes / self.whole, self.megabytes / self.dates
        return f"{self.megabytes:7.2f} MB  {speed:6.2f} MB/s  (dates alone {speed_of_dates:6.2f} MB/s)"


def _least(work: Callable[[], object], repeat: int) -> float:
    return min(_seconds(work) for _ in range(repeat))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
