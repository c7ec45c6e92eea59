"""A small workspace to test with: the checks that ship, a reference of a few rows, articles of our own."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Collection, Iterable
from pathlib import Path

from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler

from verify import shipped

TABLES: dict[str, list[str]] = {
    "subjects": [
        "subject,kind,note",
        "Lake Accord,agreement,",
        "US Secretary of State,office,",
        "John Kerry,person,",
        "Rex Tillerson,person,",
        "S/RES,series,",
        *(f"S/RES/{number},resolution," for number in (2230, 2231, 2233, 2321)),
        "harbour fire,event,",
    ],
    "aliases": ["alias,subject,context", "harbour fires,harbour fire,"],
    "facts": [
        "fact,subject,property,scope,value,valid_from,valid_to,rank,disputed,sources,note",
        "lake/concluded,Lake Accord,concluded,,2015-07-14,,,normal,,gazette,",
        "lake/signed,Lake Accord,signed,,2015-07-20,,,normal,,gazette,",
        "kerry,US Secretary of State,holds,,John Kerry,2013-02-01,2017-01-20,normal,,gazette,",
        "tillerson,US Secretary of State,holds,,Rex Tillerson,2017-02-01,2018-03-31,normal,,gazette,",
        "S/RES/2230/adopted,S/RES/2230,adopted,,2015-07-14,,,normal,,register,",
        "S/RES/2231/adopted,S/RES/2231,adopted,,2015-07-20,,,normal,,register,",
        "S/RES/2233/adopted,S/RES/2233,adopted,,2015-07-29,,,normal,,register,",
        "S/RES/2321/adopted,S/RES/2321,adopted,,2016-11-30,,,normal,,register,",
        "fire/1,harbour fire,occurred,,2016-03-09,,,normal,,gazette,",
    ],
    "lists": ["list,subject,property,from,to,gaps,source,note", "S/RES,S/RES,cited,1,2400,2232,register,"],
    "sources": [
        "source,title,publisher,url,kind,accessed",
        "gazette,State gazette,Ministry,https://example.org/gazette,public record,",
        "register,Register of resolutions,Council,https://example.org/register,public record,",
    ],
}


def _pickles(feature: Path) -> int:
    document = Parser().parse(feature.read_text(encoding="utf-8"))
    return len(Compiler().compile({**document, "uri": feature.name}))


def count_checks(features: Iterable[str]) -> int:
    """How many checks these features that ship hold, as Gherkin counts scenarios and example rows."""
    return sum(_pickles(shipped.checks() / f"{feature}.feature") for feature in features)


CHECKS = count_checks(path.stem for path in shipped.checks().glob("*.feature"))
"""How many checks ship."""

GOOD = (
    "The Lake Accord was concluded on July 14, 2015. "
    "UN Security Council Resolution 2231 was adopted on July 20, 2015."
)
WRONG_DATE = "The Lake Accord was concluded on July 4, 2015."


def write_reference(folder: Path, **changes: Iterable[str]) -> None:
    """Write the small reference, with other rows for the tables named."""
    target = folder / "reference" / "own"
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(shipped.reference() / "core" / "properties.csv", target / "properties.csv")
    for name, rows in (TABLES | changes).items():
        (target / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def changed(table: str, old: str, new: str) -> list[str]:
    """The rows of a table, with some words of one changed."""
    rows = [row.replace(old, new) for row in TABLES[table]]
    assert rows != TABLES[table], f"no row of {table} holds {old!r}"
    return rows


def make(
    folder: Path, settings: str = 'actor = "Ana"\npublisher = "Example Daily"\n', **articles: str
) -> Path:
    """Make a workspace of a folder; articles by stem, as Markdown."""
    shutil.copytree(shipped.checks(), folder / "features" / "checks")
    write_reference(folder)
    (folder / "articles").mkdir()
    for stem, text in articles.items():
        (folder / "articles" / f"{stem}.md").write_text(text, encoding="utf-8")
    (folder / "verify.toml").write_text(settings, encoding="utf-8")
    return folder


def keep_checks(folder: Path, features: Collection[str]) -> None:
    """Leave only these of the features that ship, by stem."""
    for path in (folder / "features" / "checks").glob("*.feature"):
        if path.stem not in features:
            path.unlink()


def dated(text: str, published: str = "2016-04-09") -> str:
    """An article with its day of publication in front."""
    return f"---\npublished: {published}\n---\n\n{text}\n"


def rows_of(csv_text: str) -> list[list[str]]:
    """The rows of a CSV."""
    return list(csv.reader(csv_text.splitlines()))
