"""Do checks notice what is wrong? Recorded dates, numbers and office-holders of articles are changed one at a time.

usage: python benchmarks/mutations.py [ARTICLE…] [--seed N] [--each N] [--show]

Without articles those of examples/ are taken, and the documents beside the repository in shared/ where they are there.
Each change is made where the record supports what an article states, and could tell that the change is wrong: where the
property has one value, or its list is complete. Changes where it could not are counted apart.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from verify import shipped, workbench
from verify.documents import Document, Prose
from verify.reference.tables import Tables, read_tables
from verify.report.claims import ClaimLine, claim_lines
from verify.values import MONTH_NAMES, parse_edtf
from verify.verdicts import Verdict
from verify.workspace import find

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
DATED = frozenset({"agreement", "resolution", "event"})


class Article(NamedTuple):
    """A text with the day it was published on, if that is known."""

    name: str
    text: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """Words of an article that were replaced; `sort` is what they are: a date, a number, an office-holder.

    `refutable` says whether the record claims to be complete there, so that it can tell that the new words are wrong.
    """

    article: Article
    start: int
    end: int
    new: str
    sort: str
    about: str
    refutable: bool

    @property
    def text(self) -> str:
        """The article with the change in it."""
        return self.article.text[: self.start] + self.new + self.article.text[self.end :]


class Judged(NamedTuple):
    """What became of a change: whether it was refuted, and which claims were refuted besides."""

    change: Change
    noticed: bool
    besides: tuple[str, ...]


class Record:
    """What the reference that ships says of itself: what is complete, who held which office, when what was adopted."""

    def __init__(self, tables: Tables) -> None:
        self.many = {entry.property: entry.many == "yes" for entry in tables.properties}
        self.lists = {(entry.subject, entry.property): entry for entry in tables.lists}
        self.holders: dict[str, set[str]] = {}
        self.adopted: dict[str, str] = {}
        for fact in tables.facts:
            if fact.property == "holds":
                self.holders.setdefault(fact.subject, set()).add(fact.value)
            elif fact.property == "adopted" and fact.rank != "deprecated":
                self.adopted[fact.subject] = fact.value
        self.years: dict[str, set[str]] = {}
        for fact in tables.facts:
            self.years.setdefault(fact.subject, set()).add(fact.value[:4])
        self.people = sorted(
            {name for names in self.holders.values() for name in names if name.count(" ") == 1}
        )

    def is_closed(self, line: ClaimLine) -> bool:
        """Whether the record can tell that another value is wrong."""
        known = self.lists.get((line.asks or "", line.property))
        if line.property != "holds":
            return not self.many[line.property] or known is not None
        if known is None or line.as_of is None:
            return False
        told, begun = parse_edtf(line.as_of), parse_edtf(known.complete_from) if known.complete_from else None
        return begun is None or None in (told.earliest, begun.earliest) or told.earliest >= begun.earliest  # type: ignore[operator]


# --- the articles -------------------------------------------------------------------------------


def articles_here() -> Iterator[Article]:
    """The articles of examples/, and the documents in shared/."""
    for path in sorted((ROOT / "examples").glob("draft*.md")):
        published = re.search(r"^published: (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        body = path.read_text(encoding="utf-8").split("---", 2)[2]
        yield Article(path.name, body, published[1] if published else None)
    for path in sorted(SHARED.glob("articles/*.txt")):
        yield Article(path.name, path.read_text(encoding="utf-8"), "2016-04-09")
    for path in sorted(SHARED.glob("gold/claims/*dev.docs.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield Article(row["id"], row["text"], row.get("published"))


# --- the changes --------------------------------------------------------------------------------


def changes(
    article: Article, lines: Sequence[ClaimLine], record: Record, chance: random.Random
) -> Iterator[Change]:
    """One change for every claim of an article that the record supports and that says something exact."""
    for line in lines:
        if line.status is not Verdict.SUPPORTED or line.polarity != "asserted" or line.part != "body":
            continue
        made = _changed(line, article, record, chance)
        if made is not None:
            sort, start, end, new, refutable = made
            yield Change(article, start, end, new, sort, f"{line.asks} {line.property}", refutable)


_Made = tuple[str, int, int, str, bool]


def _changed(line: ClaimLine, article: Article, record: Record, chance: random.Random) -> _Made | None:
    if line.kind == "office":
        new = _another_person(line, record, chance)
        return ("office-holder", line.start, line.end, new, record.is_closed(line))
    if line.property == "cited":
        return _another_number(line, article, record, chance)
    if line.property in ("vote", "count"):
        written = _another_count(line.quote, chance)
        return ("number", line.start, line.end, written, record.is_closed(line)) if written else None
    if line.kind in DATED and line.stated is not None:
        spared = record.years.get(line.asks or "", set()) if line.property in ("dated", "occurred") else set()
        written = _another_date(line.quote, line.stated, spared, chance)
        return ("date", line.start, line.end, written, record.is_closed(line)) if written else None
    return None


def _another_person(line: ClaimLine, record: Record, chance: random.Random) -> str:
    """Someone on record who never held the office."""
    own = record.holders.get(line.asks or "", set())
    return chance.choice([name for name in record.people if name not in own])


def _another_number(line: ClaimLine, article: Article, record: Record, chance: random.Random) -> _Made | None:
    """A number of a resolution of another year; only its date, or one adopted later, shows that it is wrong."""
    digits = re.search(r"\d+", line.quote)
    if digits is None or line.asks not in record.adopted:
        return None
    behind = article.text[line.end : line.end + 9]
    dated = re.match(r"\s{0,2}\(\d{4}\)", behind) is not None
    year = record.adopted[line.asks][:4]
    fitting = [
        symbol.rpartition("/")[2]
        for symbol, day in record.adopted.items()
        if symbol.startswith("S/RES/")
        and (day[:4] != year if dated else article.published is not None and day > article.published)
    ]
    if not fitting:
        return None
    start = line.start + digits.start()
    return (
        "number",
        start,
        start + len(digits[0]),
        chance.choice(sorted(fitting)),
        dated or line.as_of is not None,
    )


def _another_count(quote: str, chance: random.Random) -> str | None:
    """ "two" as "three", "15-0" as "14-1" """
    words = ("two", "three", "four", "five", "six", "seven")
    if quote.lower() in words:
        return chance.choice([word for word in words if word != quote.lower()])
    tally = re.fullmatch(r"(\d+)([-–])(\d+)", quote)
    if tally is not None:
        return f"{int(tally[1]) - 1}{tally[2]}{int(tally[3]) + 1}"
    return str(int(quote) + 1) if quote.isdigit() else None


def _another_date(quote: str, stated: str, spared: set[str], chance: random.Random) -> str | None:
    """The same words with another day, month or year, whichever they give; none of the years in which it was, too."""
    ways = []
    year = re.search(r"\b(?:1[89]|20)\d\d\b", quote)
    day = re.search(r"(?<!\d)(?:[1-9]|[12]\d|3[01])(?!\d)", quote)
    month = re.search("|".join(MONTH_NAMES), quote)
    if year is not None:
        others = [str(int(year[0]) + off) for off in (-3, -2, -1, 1, 2, 3, 4)]
        ways.append((year, chance.choice([other for other in others if other not in spared] or ["1815"])))
    if day is not None and month is not None:
        ways.append((day, str(chance.choice([n for n in range(1, 29) if n != int(day[0])]))))
    if month is not None:
        ways.append((month, chance.choice([name for name in MONTH_NAMES if name != month[0]])))
    if not ways or re.search(r"\d{4}/|/", stated):
        return None
    found, new = chance.choice(ways)
    return quote[: found.start()] + new + quote[found.end() :]


# --- judging ------------------------------------------------------------------------------------


class Desk:
    """A store in which texts are judged by the checks and the reference that ship."""

    def __init__(self, folder: Path) -> None:
        self.workspace = replace(find(folder), database=str(folder / "mutations.db"))
        self.vocabulary = workbench.read_vocabulary(self.workspace)
        self.store, _ = workbench.open_workspace_store(self.workspace)

    def judge(self, articles: Iterable[Article]) -> list[list[ClaimLine]]:
        """The claims of articles, in their order."""
        documents = [
            Document(
                article=article.name, name=article.name, text=article.text, prose=Prose(article.text),
                published=article.published,
            )
            for article in articles
        ]  # fmt: skip
        done = [workbench.ingest(self.store, [one], self.vocabulary).document_ids for one in documents]
        workbench.check(self.store, self.workspace, self.vocabulary)
        with self.store.reading() as connection:
            return [list(claim_lines(connection, ids)) for ids in done]

    def close(self) -> None:
        """Close the store."""
        self.store.close()


def mutate(
    articles: Sequence[Article], folder: Path, *, seed: int, each: int
) -> tuple[list[Judged], list[str]]:
    """Make and judge changes, at most `each` in an article; also the claims refuted where nothing was changed."""
    chance = random.Random(seed)
    record = Record(read_tables(shipped.reference()))
    desk = Desk(folder)
    try:
        before = desk.judge(articles)
        wrong = [[_shown(line) for line in lines if line.status is Verdict.REFUTED] for lines in before]
        made: list[tuple[int, Change]] = []
        for number, (article, lines) in enumerate(zip(articles, before, strict=True)):
            found = list(changes(article, lines, record, chance))
            made += [(number, change) for change in chance.sample(found, min(each, len(found)))]
        texts = [
            Article(f"{change.article.name}#{at}", change.text, change.article.published)
            for at, (_, change) in enumerate(made)
        ]
        judged = [
            _judged(change, lines, wrong[number])
            for (number, change), lines in zip(made, desk.judge(texts), strict=True)
        ]
    finally:
        desk.close()
    return judged, [
        f"{article.name}: {line}" for article, lines in zip(articles, wrong, strict=True) for line in lines
    ]


def _judged(change: Change, lines: Sequence[ClaimLine], before: Sequence[str]) -> Judged:
    """A change is noticed if a claim is refuted that stands on the new words, or right behind them."""
    end = change.start + len(change.new)
    refuted = [line for line in lines if line.status is Verdict.REFUTED and _shown(line) not in before]
    near = [line for line in refuted if line.start < end + 9 and line.end > change.start - 1]
    # What is said of the changed thing elsewhere in the sentence is about the new one, and may be wrong of it.
    asked = {line.asks for line in lines if line.start < end and line.end > change.start}
    besides = tuple(_shown(line) for line in refuted if line not in near and line.asks not in asked)
    noticed = bool(near) or any(line.asks in asked for line in refuted)
    return Judged(change, noticed, besides)


def _shown(line: ClaimLine) -> str:
    return f"{line.asks} {line.property}: “{line.quote}”: {line.explanation}"


# --- printing -----------------------------------------------------------------------------------


def main() -> None:
    """Print how many changes were noticed, by what was changed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", nargs="*", type=Path)
    parser.add_argument("--published", help="the day on which the given articles were published")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=1000, help="changes in an article, at most")
    parser.add_argument("--show", action="store_true", help="show every change that was not noticed")
    given = parser.parse_args()
    texts = [Article(path.name, path.read_text(encoding="utf-8"), given.published) for path in given.articles]
    with tempfile.TemporaryDirectory() as folder:
        judged, wrong = mutate(texts or list(articles_here()), Path(folder), seed=given.seed, each=given.each)
    total: Counter[tuple[str, bool]] = Counter()
    noticed: Counter[tuple[str, bool]] = Counter()
    for one in judged:
        key = (one.change.sort, one.change.refutable)
        total[key] += 1
        noticed[key] += one.noticed
    for refutable in (True, False):
        print("the record can tell:" if refutable else "the record may be incomplete there:")
        for sort in ("date", "number", "office-holder"):
            if total[sort, refutable]:
                print(f"  {sort:14s} {noticed[sort, refutable]:4d} of {total[sort, refutable]:4d} refuted")
    can = [one for one in judged if one.change.refutable]
    share = 100 * sum(one.noticed for one in can) / len(can) if can else 0.0
    print(
        f"{share:.1f} % of {len(can)} refuted; {sum(bool(one.besides) for one in judged)} refuted something besides"
    )
    print(f"refuted before any change: {len(wrong)}")
    for line in wrong:
        print(f"  {line}")
    for one in judged if given.show else ():
        if (one.change.refutable and not one.noticed) or one.besides:
            old = one.change.article.text[one.change.start : one.change.end]
            around = one.change.text[
                max(0, one.change.start - 70) : one.change.start + len(one.change.new) + 50
            ]
            print(f"\n{one.change.article.name}: {old!r} → {one.change.new!r} ({one.change.about})")
            print(f"  … {' '.join(around.split())} …  {'; '.join(one.besides)}")


if __name__ == "__main__":
    main()
