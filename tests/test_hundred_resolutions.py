"""A text that cites a hundred resolutions with their dates: exactly the wrong ones are refuted."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from verify import shipped, workbench
from verify.documents import Document, Prose
from verify.report.claims import ClaimLine, claim_lines
from verify.values import MONTH_NAMES
from verify.verdicts import Verdict
from verify.workspace import find

Judge = Callable[[str], list[ClaimLine]]
WAYS = (
    "resolution {number} ({year}) of {day} {month} {year}",
    "Security Council resolution {number}, adopted on {month} {day}, {year}",
    "S/RES/{number} ({year}), which was adopted on {day} {month} {year}",
    "resolution {number} of {month} {day}, {year}",
)


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    folder = tmp_path_factory.mktemp("hundred")
    workspace = replace(find(folder), database=str(folder / "verify.db"))
    vocabulary = workbench.read_vocabulary(workspace)
    store, _ = workbench.open_workspace_store(workspace)

    def run(text: str) -> list[ClaimLine]:
        document = Document(
            article="hundred", name="hundred", text=text, prose=Prose(text), published="2025-01-01"
        )
        done = workbench.ingest(store, [document], vocabulary)
        assert workbench.check(store, workspace, vocabulary).complete
        with store.reading() as connection:
            return claim_lines(connection, done.document_ids)

    yield run
    store.close()


def adopted() -> dict[str, date]:
    """The day on which each resolution was adopted, those on which sources differ left out."""
    rows = csv.DictReader((shipped.reference() / "resolutions" / "facts.csv").open(encoding="utf-8"))
    return {
        row["subject"].rpartition("/")[2]: date.fromisoformat(row["value"])
        for row in rows
        if row["property"] == "adopted" and not row["disputed"] and row["value"] < "2024"
    }


def said(number: str, day: date, way: str) -> str:
    return way.format(number=number, year=day.year, month=MONTH_NAMES[day.month - 1], day=day.day)


@pytest.mark.parametrize("apart", [1, 30, 400], ids=lambda days: f"{days} days off")
def test_exactly_the_wrong_ones_are_refuted(judge: Judge, apart: int) -> None:
    chance = random.Random(apart)
    register = adopted()
    numbers = chance.sample(sorted(register), 100)
    wrong = set(numbers[::7])
    sentences = [
        f"The Security Council recalled {said(number, told, WAYS[at % len(WAYS)])}."
        for at, number in enumerate(numbers)
        for told in [register[number] + timedelta(days=apart if number in wrong else 0)]
    ]
    lines = judge("\n\n".join(sentences))
    assert len({line.subject for line in lines if line.property == "cited"}) == 100
    refuted = {line.subject for line in lines if line.status is Verdict.REFUTED}
    assert refuted == {f"S/RES/{number}" for number in wrong}
    supported = {
        line.subject for line in lines if line.property == "adopted" and line.status is Verdict.SUPPORTED
    }
    assert supported >= {f"S/RES/{number}" for number in numbers if number not in wrong}


def test_a_hundred_of_them_in_one_list(judge: Judge) -> None:
    register = adopted()
    numbers = [str(number) for number in range(1600, 1700)]
    listed = ", ".join(f"{number} ({register[number].year + (number == '1650')})" for number in numbers)
    lines = judge(f"The Security Council recalled its resolutions {listed}, and said so.")
    assert {line.subject for line in lines if line.property == "cited"} == {f"S/RES/{n}" for n in numbers}
    assert {line.subject for line in lines if line.status is Verdict.REFUTED} == {"S/RES/1650"}
