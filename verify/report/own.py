"""A user's own reports: SQL files with named parameters in the folder `reports` of the workspace.

    -- title: Refuted claims of a publisher
    -- about: since a day, the latest first
    -- param publisher
    -- param since: 2016-01-01
    SELECT article, quote, recorded FROM v_claim_status
    WHERE status = 'refuted' AND publisher = :publisher AND published >= :since

What `-- param` gives behind a colon is the default; without one a value has to be given. All values are texts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from verify.errors import ExitCode, VerifyError
from verify.file_errors import unreadable
from verify.report.views import VIEWS
from verify.store.reading.parameters import names_in

FOLDER = "reports"
_HEADER = re.compile(
    r"--\s*(?:(?P<key>title|about)\s*:|param\s+(?P<param>[A-Za-z_]\w*)\s*(?P<has>:)?)(?P<rest>.*)"
)
_PARAM = re.compile(r"--\s*param\b")


@dataclass(frozen=True, slots=True)
class OwnReport:
    """A report of the user's: `parameters` by name, with the default, or None where a value has to be given."""

    name: str
    path: Path
    statement: str
    title: str = ""
    about: str = ""
    parameters: Mapping[str, str | None] = field(default_factory=dict)

    def values(self, given: Mapping[str, str]) -> dict[str, str]:
        """The values of all parameters. Raises VerifyError (exit code 2) for one that is missing or unknown."""
        for name in given:
            if name not in self.parameters:
                known = ", ".join(self.parameters) or "none"
                raise VerifyError(
                    f"the report {self.name!r} has no parameter {name!r}.",
                    place=str(self.path),
                    hint=f"It has: {known}.",
                    exit_code=ExitCode.USAGE,
                )
        values = {name: given.get(name, default) for name, default in self.parameters.items()}
        for name, value in values.items():
            if value is None:
                raise VerifyError(
                    f"the report {self.name!r} wants a value for {name!r}.",
                    place=str(self.path),
                    hint=f"Give it with --param {name}=VALUE.",
                    exit_code=ExitCode.USAGE,
                )
        return {name: value for name, value in values.items() if value is not None}

    def place_of(self, offset: int | None, words: str) -> str:
        """file:line of a place in the statement, else of the first of the words that a message quotes."""
        if offset is None:
            offset = _place_of_words(self.statement, words)
        return f"{self.path}:{self.statement.count(chr(10), 0, offset) + 1}"


def _place_of_words(statement: str, said: str) -> int:
    """Where what a message names stands in a statement: SQLite says only what, not where."""
    bare = re.sub(r"--[^\n]*|/\*.*?\*/", lambda match: " " * len(match[0]), statement, flags=re.DOTALL)
    for named in re.findall(r'"([^"]+)"|(?:column|table|function): (?:\w+\.)*([\w$]+)', said):
        word = named[0] or named[1]
        if (found := re.search(rf"(?<!\w){re.escape(word)}(?!\w)", bare)) is not None:
            return found.start()
    return len(bare) - len(bare.lstrip())


def own_files(root: Path) -> dict[str, Path]:
    """The files of a workspace's reports, by the name of the report; they are not read."""
    return {path.stem: path for path in sorted((root / FOLDER).glob("*.sql"))}


def read_report(path: Path) -> OwnReport:
    """A report's file. Raises VerifyError where it cannot be read, or has the name of a report of verify's own."""
    place = str(path)
    if not path.resolve().is_relative_to(path.parent.parent.resolve()):
        raise VerifyError(
            "this leads out of the workspace.", place=place, hint="Put the file itself into the folder."
        )
    if path.stem in VIEWS or path.stem == "page":
        raise VerifyError(
            f"a report of verify's own is called {path.stem!r}.",
            place=place,
            hint="Give the file another name.",
        )
    try:
        statement = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise VerifyError("this is not UTF-8.", place=place, hint="Save it as UTF-8.") from None
    except OSError as error:
        raise unreadable(error, place) from None
    if "\0" in statement:
        raise VerifyError("this is no text.", place=place, hint="Save it as UTF-8.")
    return _parsed(path, statement)


def _parsed(path: Path, statement: str) -> OwnReport:
    told = {"title": path.stem, "about": ""}
    used = names_in(statement)
    parameters: dict[str, str | None] = {}
    for number, line in enumerate(statement.split("\n"), 1):
        if line.strip() and not line.lstrip().startswith("--"):
            break
        found = _HEADER.fullmatch(line.strip())
        if found is None and _PARAM.match(line.strip()):
            raise VerifyError(
                "this names no parameter.", place=f"{path}:{number}", hint="Write: -- param since: 2016-01-01"
            )
        if found is None:
            continue
        if found["key"]:
            told[found["key"]] = found["rest"].strip()
            continue
        name, default = found["param"], found["rest"].strip() if found["has"] else None
        if name not in used:
            raise VerifyError(
                f"the statement has no :{name}.",
                place=f"{path}:{number}",
                hint="Use it, or take the line away.",
            )
        if name in parameters:
            raise VerifyError(
                f"a line before this one names {name!r}, too.",
                place=f"{path}:{number}",
                hint="Take one away.",
            )
        parameters[name] = default
    undeclared: dict[str, str | None] = dict.fromkeys(name for name in used if name not in parameters)
    return OwnReport(path.stem, path, statement, told["title"], told["about"], parameters | undeclared)
