"""Accuracy and speed of `find_dates` on annotated texts.

usage: python benchmarks/dates.py FILE-OR-FOLDER… [--errors N] [--slice all|cal|explicit] [--ablation] [--alone]

Reads JSON lines of {"id", "dct", "text", "timexes": [{"start", "end", "text", "type", "value"}]}, TimeML (.tml)
files, and claims annotated in DOCUMENTS.docs.jsonl with CLAIMS.gold.jsonl beside it. Spans match when they
overlap, one to one; a value counts when it equals the TIMEX3 value. "cal" keeps the calendar values (YYYY,
YYYY-MM, YYYY-MM-DD) on both sides, "explicit" those of them whose words name a month or a four-digit year. Speed
is CPU time over all texts, after one warm-up call. A file in the types of Recognizers-Text ("date", "daterange")
is counted by texts (`show_absolute_days`), one of phrases without places by phrases (`show_phrases`). The other
taggers that are installed (date_taggers.py) are measured too, but for `--alone`.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from date_taggers import Tagger, taggers

from verify.extract.dates import find_dates
from verify.extract.dates.grammar import Grammar, grammar
from verify.extract.dates.moment import Moment
from verify.extract.dates.timexes import timexes_by

CALENDAR = re.compile(r"(?:\d{4}|XXXX)(?:-(?:\d\d|XX)(?:-(?:\d\d|XX))?)?")
EXPLICIT = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)(?:\b|uary|ruary|ch|il|e|y|ust|tember|ober|ember)"
    r"|\b\d{4}\b|\b\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b",
    re.IGNORECASE,
)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
PUBLISHED = """
Published or measured elsewhere, value F1 (all / cal / explicit) and KB of text per CPU second:
                                     TempEval-3 Platinum     WikiWars (all)          speed
  HeidelTime 2.2 + TreeTagger        78.1 / 88.6 / 90.2      82.9 / 88.6 / 93.0      5 to 16
  UWTime (as published)              82.4
  Recognizers-Text 1.0.2a2           65.7 / 76.9 / 87.8      49.2 / 53.7 / 59.2      9
  Duckling                           47.5 / 55.3 / 68.5      32.2 / 39.8 / 48.6      111
  dateparser 1.5.0                   34.1 / 47.3 / 73.4      36.5 / 45.4 / 53.6      146
  chrono-node 2.10.3                 33.5 / 51.1 / 29.6      26.5 / 34.0 / 38.7      2177
"""
PHRASE_DAY = re.compile(r"\((\d+), (\d+), (\d+), 0, 0, 0\) Day")
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


def ours(rules: Grammar, text: Text) -> list[Timex]:
    """What `find_timexes` finds, with the words."""
    published = Moment.read(text.published) if text.published else None
    return [
        Timex(one.start, one.end, text.text[one.start : one.end], one.type, one.value)
        for one in timexes_by(text.text, rules, published)
    ]


def other(tagger: Tagger, text: Text) -> list[Timex]:
    """What another tagger finds; whatever it raises, the text counts as one without dates."""
    published = datetime.date.fromisoformat(text.published or "2020-01-01")
    try:
        found = tagger(text.text, published)
    except Exception as error:
        print(f"    {type(error).__name__} on {text.id}")
        return []
    return [Timex(start, end, text.text[start:end], kind, value) for start, end, kind, value in found]


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


def load_claims(path: Path) -> list[Text]:
    """Documents with their claims: dates, and dates that other claims have for a value (type ""); optional ones not."""
    claims: dict[str, list[dict[str, Any]]] = {}
    for line in path.with_name(path.name.replace(".docs.", ".gold.")).read_text("utf-8").splitlines():
        row = json.loads(line)
        claims.setdefault(row["doc"], []).append(row)
    texts = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        timexes = [
            Timex(
                one["start"],
                one["end"],
                one["quote"],
                "DATE" if one["kind"] == "date" else "",
                one["value"] or "",
            )
            for one in claims.get(row["id"], [])
            if (one["kind"] == "date" or one["kind"] == "agreement") and not is_optional(one)
        ]
        texts.append(Text(row["id"], row["text"], row["published"], timexes))
    return texts


def is_optional(claim: dict[str, Any]) -> bool:
    return str(claim.get("note") or "").startswith("ambiguous:")


def show_claims(path: Path, errors: int) -> None:
    """Print F1 over date claims; and how many dates of other claims are found with their value.

    Only what the gold leaves out as optional can be found without being counted; "~" is disregarded.
    """
    spans = values = gold = found = dated = right = 0
    wrong: list[str] = []
    optional = {
        (row["doc"], row["start"], row["end"])
        for row in map(
            json.loads, path.with_name(path.name.replace(".docs.", ".gold.")).read_text("utf-8").splitlines()
        )
        if is_optional(row)
    }
    for text in load_claims(path):
        ours_here = [
            Timex(one.start, one.end, text.text[one.start : one.end], "DATE", one.value.rstrip("~"))
            for one in find_dates(text.text, text.published)
        ]
        claimed = [one for one in text.timexes if one.type == "DATE"]
        for claim in text.timexes:
            if claim.type == "" and re.match(r"[\dX]{4}", claim.value):
                hits = [one for one in ours_here if one.start < claim.end and claim.start < one.end]
                dated += 1
                right += any(one.value == claim.value for one in hits)
                if all(one.value != claim.value for one in hits):
                    wrong.append(
                        error("VALUE", text, claim, " ".join(one.value for one in hits) or "nothing")
                    )
        pairs = matches(claimed, ours_here)
        free = {
            j
            for j, one in enumerate(ours_here)
            if any(doc == text.id and start < one.end and one.start < end for doc, start, end in optional)
        } - {j for _, j in pairs}
        gold += len(claimed)
        found += len(ours_here) - len(free)
        spans += len(pairs)
        for i, j in pairs:
            values += claimed[i].value == ours_here[j].value
            if claimed[i].value != ours_here[j].value:
                wrong.append(error("VALUE", text, claimed[i], ours_here[j].value))
    if gold:
        print(
            f"    dates    gold {gold:5} found {found:5}  span F1 {f1(spans, found, gold):5.1f}"
            f"  value F1 {f1(values, found, gold):5.1f}"
        )
    if dated:
        print(f"    dates of other claims: {right} of {dated} with their value ({100 * right / dated:.1f} %)")
    for line in wrong[:errors]:
        print("       ", line)


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
    if path.name.endswith(".gold.jsonl"):
        return []
    if path.suffix == ".tml":
        return load_timeml(path)
    return load_jsonl(path) if path.suffix == ".jsonl" else []


def measure(name: str, texts: list[Text], tagger: Callable[[Text], list[Timex]]) -> list[list[Timex]]:
    """Run a tagger over texts, print its speed, and return what it found."""
    start = time.process_time()
    predictions = [tagger(text) for text in texts]
    seconds = max(time.process_time() - start, 1e-9)
    size = sum(len(text.text.encode("utf-8", "surrogatepass")) for text in texts) / 1000
    print(f"  {name}: {len(texts)} texts, {size:.0f} KB, {size / seconds:.0f} KB per CPU second")
    return predictions


def show(texts: list[Text], predictions: list[list[Timex]], slices: Sequence[str], errors: int) -> None:
    """Print one line a slice, and the first errors of each."""
    for name in slices:
        counts = tally(texts, predictions, name)
        print(
            f"    {name:8} gold {counts.gold:5} found {counts.found:5} false {counts.found - counts.overlapping:4}"
            f"  span F1 {f1(counts.overlapping, counts.found, counts.gold):5.1f}"
            f"  value F1 {f1(counts.equal, counts.found, counts.gold):5.1f}"
        )
        for line in counts.errors[:errors]:
            print("       ", line)


def show_absolute_days(path: Path, errors: int) -> None:
    """Print the row of day cases: texts whose every expression is a date whose every value is YYYY-MM-DD.

    Where the file gives several values for an expression (a year-less day before and after the reference date),
    any of them counts. A text is right when as many dates are found as annotated and each, in order, overlaps
    its expression and has its value; "spans too" wants the same words as well. The reference date is the
    text's `dct`, the language tag en-US; "~" is disregarded.
    """
    rules = grammar("en-US")
    cases = right = exact = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = row["timexes"]
        if not gold or not all(map(is_absolute_day, gold)):
            continue
        cases += 1
        text = Text(row["id"], row["text"], day_of(row["dct"]), [])
        found = [timex for timex in ours(rules, text) if timex.type in ("DATE", "TIME")]
        pairs = list(zip(gold, found, strict=False))
        same = len(gold) == len(found) and all(
            max(one["start"], other.start) < min(one["end"], other.end)
            and other.value in {value["value"] for value in one["values"]}
            for one, other in pairs
        )
        right += same
        exact += same and all((one["start"], one["end"]) == (other.start, other.end) for one, other in pairs)
        if not same and errors > 0:
            errors -= 1
            print(
                "       ", row["dct"][:10], row["text"], [(one["text"], one["value"]) for one in gold], found
            )
    if cases:
        print(
            f"  absolute days: {right} of {cases} texts right ({100 * right / cases:.1f} %), spans too {exact}"
        )


def show_phrases(path: Path, errors: int) -> None:
    """Print how many phrases that mean one day ("(2013, 2, 15, 0, 0, 0) Day") are read as that day and nothing else."""
    rules = grammar("en-US")
    cases = right = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        match = PHRASE_DAY.match(row.get("args") or "")
        if match is None:
            continue
        cases += 1
        day = "{:04}-{:02}-{:02}".format(*map(int, match.groups()))
        found = ours(rules, Text("", row["text"], day_of(row["dct"]), []))
        right += [one.value for one in found] == [day]
        if [one.value for one in found] != [day] and errors > 0:
            errors -= 1
            print("       ", row["dct"][:10], row["text"], day, [one.value for one in found])
    if cases:
        print(f"  phrases for a day: {right} of {cases} right ({100 * right / cases:.1f} %)")


def is_absolute_day(timex: dict[str, Any]) -> bool:
    """Whether an expression is a date and all its values are days."""
    values = timex.get("values") or []
    return (
        timex["type"] == "date"
        and bool(values)
        and all(
            value.get("type") == "date" and DAY.fullmatch(value.get("value") or "") is not None
            for value in values
        )
    )


def show_ablation(texts: list[Text]) -> None:
    """Print the change of value F1 when one family of rules is left out."""
    whole: dict[str, float] = {}
    for family in ("", *grammar().families):
        rules = grammar("en", family)
        predictions = [ours(rules, text) for text in texts]
        scores = {}
        for name in SLICES:
            counts = tally(texts, predictions, name)
            scores[name] = f1(counts.equal, counts.found, counts.gold)
        whole = whole or scores
        change = "  ".join(f"{name} {scores[name] - whole[name]:+6.1f}" for name in SLICES)
        print(f"    without {family or 'nothing':50} {change}")


def show_path(path: Path, options: argparse.Namespace, others: dict[str, Tagger]) -> None:
    """Print what is known of a file or folder in the way that its content allows."""
    print(path.name)
    if path.name.endswith(".docs.jsonl"):
        show_claims(path, options.errors)
        if options.ablation:
            texts = load_claims(path)
            for text in texts:
                text.timexes = [timex for timex in text.timexes if timex.type == "DATE"]
            show_ablation(texts)
        return
    if path.suffix == ".jsonl" and '"timexes"' not in path.open(encoding="utf-8").readline():
        show_phrases(path, options.errors)
        return
    texts = load(path)
    if any(timex.type.islower() for text in texts for timex in text.timexes):
        show_absolute_days(path, options.errors)
        return
    slices = [options.slice] if options.slice else SLICES
    show(texts, measure("verify", texts, partial(ours, grammar())), slices, options.errors)
    for name, tagger in others.items():
        show(texts, measure(name, texts, partial(other, tagger)), slices, 0)
    if options.ablation:
        show_ablation(texts)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each slice")
    parser.add_argument("--slice", choices=SLICES, help="only this slice")
    parser.add_argument("--ablation", action="store_true", help="leave out one family of rules at a time")
    parser.add_argument("--alone", action="store_true", help="do not measure other taggers")
    options = parser.parse_args()
    find_dates("9 March 2016")
    others = {} if options.alone else taggers()
    for path in options.gold:
        for file in sorted(path.iterdir()) if path.is_dir() and not list(path.glob("*.tml")) else [path]:
            if file.suffix != ".py" and not file.name.endswith(".gold.jsonl"):
                show_path(file, options, others)
    print(PUBLISHED)


if __name__ == "__main__":
    main()
