"""Accuracy and speed of `find_dates` on annotated texts.

usage: python benchmarks/dates.py FILE-OR-FOLDER… [--errors N] [--slice all|cal|explicit]

Reads JSON lines of {"id", "dct", "text", "timexes": [{"start", "end", "text", "type", "value"}]} and TimeML
(.tml) files. Spans match when they overlap, one to one; a value counts when it equals the TIMEX3 value. "cal"
keeps the calendar values (YYYY, YYYY-MM, YYYY-MM-DD) on both sides, "explicit" those of them whose words name
a month or a four-digit year. Speed is CPU time over all texts, after one warm-up call.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from verify.extract.dates import DateMention, find_dates

CALENDAR = re.compile(r"(?:\d{4}|XXXX)(?:-(?:\d\d|XX)(?:-(?:\d\d|XX))?)?")
EXPLICIT = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:\b|uary|ruary|ch|il|e|y|ust|tember|ober|ember)"
    r"|\b\d{4}\b|\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b",
    re.IGNORECASE,
)
SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI", "33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4"}
JOINT = re.compile(r"\s*[-‐‑–—/]\s*")
SLICES = ("all", "cal", "explicit")


@dataclass(frozen=True, slots=True)
class Timex:
    """One annotated expression."""

    start: int
    end: int
    words: str
    type: str
    value: str


@dataclass(slots=True)
class Text:
    """A text with its annotation; `published` is its document creation time, as a day."""

    id: str
    text: str
    published: str | None
    timexes: list[Timex]


@dataclass(slots=True)
class Tally:
    """Counts of one slice."""

    gold: int = 0
    found: int = 0
    overlapping: int = 0
    equal: int = 0
    errors: list[str] = field(default_factory=list)


def timex_value(edtf: str) -> str:
    """The TIMEX3 value of an EDTF date that is no interval."""
    text = edtf.rstrip("~?%")
    if text.startswith("-"):
        fields = text[1:].split("-")
        return "-".join([f"BC{int(fields[0]) + 1:04d}", *fields[1:]]) if fields[0].isdigit() else text
    year, _, rest = text.partition("-")
    if rest in SEASONS:
        return f"{year}-{SEASONS[rest]}"
    return text.rstrip("X") if 0 < year.count("X") < 4 else text


def timexes_of(mention: DateMention, text: str) -> Iterator[Timex]:
    """The TIMEX3 expressions of a mention: a range written with a dash is two of them."""
    words = text[mention.start : mention.end]
    first, _, last = mention.value.partition("/")
    joint = JOINT.search(words)
    if not last:
        yield Timex(mention.start, mention.end, words, "DATE", timex_value(first))
    elif joint and not re.match(r"mid-", words, re.IGNORECASE):
        cut, resume = mention.start + joint.start(), mention.start + joint.end()
        yield Timex(mention.start, cut, text[mention.start : cut], "DATE", timex_value(first))
        yield Timex(resume, mention.end, text[resume : mention.end], "DATE", timex_value(last))
    else:
        day = datetime.date.fromisoformat(first) if re.fullmatch(r"\d{4}-\d\d-\d\d", first) else None
        value = day.strftime("%G-W%V") if day and day.isoweekday() == 1 else mention.value
        yield Timex(mention.start, mention.end, words, "DATE", value)


def in_slice(timex: Timex, name: str) -> bool:
    if name == "all":
        return True
    calendar = timex.type in ("DATE", "") and CALENDAR.fullmatch(timex.value) is not None
    return calendar and (name == "cal" or EXPLICIT.search(timex.words) is not None)


def matches(gold: list[Timex], found: list[Timex]) -> list[tuple[int, int]]:
    """Overlapping pairs, one to one: equal spans first, then by overlap."""
    pairs = []
    for i, one in enumerate(gold):
        for j, other in enumerate(found):
            overlap = min(one.end, other.end) - max(one.start, other.start)
            if overlap > 0:
                equal = (one.start, one.end) == (other.start, other.end)
                pairs.append((not equal, -overlap, one.start, other.start, i, j))
    used_gold: set[int] = set()
    used_found: set[int] = set()
    kept = []
    for *_, i, j in sorted(pairs):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            kept.append((i, j))
    return kept


def tally(texts: list[Text], predictions: list[list[Timex]], name: str) -> Tally:
    counts = Tally()
    for text, predicted in zip(texts, predictions, strict=True):
        gold = [timex for timex in text.timexes if in_slice(timex, name)]
        found = [timex for timex in predicted if in_slice(timex, name)]
        pairs = matches(gold, found)
        counts.gold += len(gold)
        counts.found += len(found)
        counts.overlapping += len(pairs)
        for i, j in pairs:
            if gold[i].value == found[j].value:
                counts.equal += 1
            else:
                counts.errors.append(error("VALUE", text, gold[i], found[j].value))
        missed = set(range(len(gold))) - {i for i, _ in pairs}
        false = set(range(len(found))) - {j for _, j in pairs}
        counts.errors += [error("MISS", text, gold[i]) for i in sorted(missed)]
        counts.errors += [error("FALSE", text, found[j]) for j in sorted(false)]
    return counts


def error(kind: str, text: Text, timex: Timex, instead: str = "") -> str:
    before = " ".join(text.text[max(timex.start - 50, 0) : timex.start].split())
    after = " ".join(text.text[timex.end : timex.end + 25].split())
    return (
        f"{kind:5} {text.id}: …{before} [[{timex.words}]] {after}… {timex.value} {instead and '≠ ' + instead}"
    )


def f1(equal: int, found: int, gold: int) -> float:
    return 200 * equal / (found + gold) if found + gold else 0.0


def day_of(stamp: str) -> str | None:
    match = re.match(r"(\d{4})-?(\d\d)-?(\d\d)", stamp or "")
    return "-".join(match.groups()) if match else None


def load_jsonl(path: Path) -> list[Text]:
    texts = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        timexes = [
            Timex(one["start"], one["end"], one["text"], one.get("type") or "", one.get("value") or "")
            for one in row["timexes"]
        ]
        texts.append(Text(row["id"], row["text"], day_of(row["dct"]), timexes))
    return texts


def load_timeml(path: Path) -> list[Text]:
    root = ElementTree.parse(path).getroot()
    body = root.find("TEXT")
    stamp = root.find("DCT/TIMEX3")
    if body is None:
        return []
    timexes: list[Timex] = []
    parts: list[str] = []

    def walk(element: ElementTree.Element) -> None:
        start = sum(map(len, parts))
        parts.append(element.text or "")
        for child in element:
            walk(child)
            parts.append(child.tail or "")
        if element.tag == "TIMEX3":
            words = "".join(parts)[start:]
            kind, value = element.get("type", ""), element.get("value", "")
            timexes.append(Timex(start, start + len(words), words, kind, value))

    walk(body)
    published = day_of(stamp.get("value", "")) if stamp is not None else None
    return [Text(path.name, "".join(parts), published, timexes)]


def load(path: Path) -> list[Text]:
    if path.is_dir():
        return [text for file in sorted(path.iterdir()) for text in load(file)]
    if path.suffix == ".tml":
        return load_timeml(path)
    return load_jsonl(path) if path.suffix == ".jsonl" else []


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each slice")
    parser.add_argument("--slice", choices=SLICES, help="only this slice")
    options = parser.parse_args()
    find_dates("9 March 2016")
    for path in options.gold:
        texts = load(path)
        start = time.process_time()
        mentions = [find_dates(text.text, text.published) for text in texts]
        seconds = time.process_time() - start
        predictions = [
            [timex for mention in found for timex in timexes_of(mention, text.text)]
            for text, found in zip(texts, mentions, strict=True)
        ]
        size = sum(len(text.text.encode("utf-8", "surrogatepass")) for text in texts) / 1000
        print(
            f"{path.name}: {len(texts)} texts, {size:.0f} KB, {size / max(seconds, 1e-9):.0f} KB per CPU second"
        )
        for name in [options.slice] if options.slice else SLICES:
            counts = tally(texts, predictions, name)
            relaxed = f1(counts.overlapping, counts.found, counts.gold)
            value = f1(counts.equal, counts.found, counts.gold)
            false = counts.found - counts.overlapping
            print(
                f"  {name:8} gold {counts.gold:5} found {counts.found:5} false {false:4}"
                f"  span F1 {relaxed:5.1f}  value F1 {value:5.1f}"
            )
            for line in counts.errors[: options.errors]:
                print("     ", line)


if __name__ == "__main__":
    main()
