"""The same question asked of other tools, and of `verify check`: which of a million dates differ from the record?

    python benchmarks/peers.py [--claims 1000000] [--keep FOLDER]

Each tool is installed by name into a virtual environment of its own that is thrown away (or kept in a folder for the
next time); one that does not install is left out, and why is printed. The claims and facts are two CSV files; `verify`
has them in its store, on SQLite. Times are those of the whole process, its start-up included, and memory is its peak.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import million
from checks import ROOT
from process import Finished, run
from record import Record, date, write_workspace
from sqlalchemy import text

from verify import __version__
from verify.store.engine import connect

SCENARIOS = 5_000
"""Claims that behave is asked about, one scenario each; its time is multiplied up."""

ABOUT = """
import importlib.metadata, sys
about = importlib.metadata.metadata(sys.argv[1])
classified = [line.split(" :: ")[-1] for line in about.get_all("Classifier") or [] if line.startswith("License")]
print(about["Version"], about.get("License-Expression") or (classified or [about.get("License") or "unknown"])[0])
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: the package that names it, what pip is asked for, the program that asks, and what it keeps."""

    package: str
    requirements: tuple[str, ...]
    keeps: str
    share: int = 0


PEERS = {
    "duckdb": Peer("duckdb", ("duckdb",), "the differing rows"),
    "soda": Peer("soda-core", ("soda-core-duckdb",), "a count"),
    # Later versions fetch a part of themselves from elsewhere while they are installed.
    "dbt": Peer("dbt-core", ("dbt-core==1.10.*", "dbt-duckdb==1.9.*"), "the differing rows"),
    "pandera": Peer("pandera", ("pandera[pandas]",), "the differing rows, in memory"),
    "great_expectations": Peer("great_expectations", ("great_expectations",), "a count and a sample"),
    "behave": Peer("behave", ("behave",), "nothing", SCENARIOS),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool found and cost."""

    name: str
    version: str
    licence: str
    done: Finished
    differing: int
    keeps: str


def write_question(folder: Path, claims: int) -> Path:
    """Fill a store with claims of one property and write the same claims and facts as CSV; returns the workspace."""
    record = Record()
    record.days["concluded"] = {f"Agreement {number}": [720_000 + 3 * number] for number in range(1, 5_001)}
    title, given, then = "Concluded", ('claims about when an agreement was "concluded"',), (
        'a claim that agrees is "supported"', 'a claim that differs is "refuted"',
    )  # fmt: skip
    workspace = write_workspace(folder / "workspace", record, checks={"agreements": [(title, given, then)]})
    million.fill(str(folder / "full.db"), workspace, record, claims, exact="concluded")
    facts = ((subject, date(days[0])) for subject, days in record.days["concluded"].items())
    _write(folder / "facts.csv", ("key", "recorded"), facts)
    store = connect(str(folder / "full.db"))
    with store.reading() as connection:
        rows = connection.execute(text("SELECT id, subject, value FROM claim ORDER BY id"))
        _write(folder / "claims.csv", ("id", "key", "claimed"), rows)
    store.close()
    return workspace


def _write(path: Path, header: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def ask(name: str, peer: Peer, folder: Path, environments: Path, claims: int) -> Answer | str:
    """Install a tool and ask it; returns its answer, or why there is none."""
    environment = environments / name
    python = environment / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    installed = subprocess.run(
        [str(python), "-m", "pip", "install", "-q", *peer.requirements], capture_output=True, text=True
    )
    if installed.returncode:
        return "does not install here: " + installed.stderr.strip().splitlines()[-1]
    about = subprocess.run(
        [str(python), "-c", ABOUT, peer.package], capture_output=True, text=True, check=True
    )
    version, _, licence = about.stdout.strip().partition(" ")
    asked = min(peer.share or claims, claims)
    program = str(ROOT / "benchmarks" / "peers" / f"ask_{name}.py")
    done = run([str(python), program, str(asked)], folder, GX_ANALYTICS_ENABLED="false", DO_NOT_TRACK="1")
    if done.code:
        return "does not run here: " + (done.stderr.strip().splitlines() or ["no message"])[-1]
    found = int(done.stdout.split()[-1])
    if asked < claims:
        name += f" (seconds × {claims // asked})"
        times = claims / asked
        done = replace(done, seconds=done.seconds * times)
        found = round(found * times)
    return Answer(name, version, licence.split("\n")[0], done, found, peer.keeps)


def ask_verify(workspace: Path, folder: Path) -> Answer:
    """Ask `verify check`, on a store that holds the claims and where nothing is judged yet."""
    database = str(folder / "full.db")
    done = run(
        [sys.executable, "-m", "verify", "check", "--database", database], workspace, PYTHONPATH=str(ROOT)
    )
    store = connect(database)
    with store.reading() as connection:
        found = connection.execute(text("SELECT count(*) FROM verdict WHERE verdict = 1")).scalar_one()
    store.close()
    return Answer("verify", __version__, "Apache-2.0", done, found, "every verdict, with its record and fact")


@contextmanager
def environments(kept: Path | None) -> Iterator[Path]:
    """A folder for virtual environments: the one to be kept, or one that goes."""
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with tempfile.TemporaryDirectory() as place:
        yield Path(place)


def main() -> None:
    """Ask everyone and print one table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--claims", type=int, default=1_000_000)
    options.add_argument("--keep", type=Path, help="keep the virtual environments here")
    given = options.parse_args()
    print(f"{'tool':<32} {'version':<10} {'licence':<32} {'seconds':>8} {'MB':>7} {'differing':>9}  keeps")
    with tempfile.TemporaryDirectory() as place, environments(given.keep) as homes:
        folder = Path(place)
        workspace = write_question(folder, given.claims)
        for name, peer in PEERS.items():
            show(name, ask(name, peer, folder, homes, given.claims))
        show("verify", ask_verify(workspace, folder))


def show(name: str, answer: Answer | str) -> None:
    """Print one row."""
    if isinstance(answer, str):
        print(f"{name:<32} {answer[:150]}", flush=True)
        return
    figures = f"{answer.done.seconds:>8.1f} {answer.done.megabytes:>7.0f} {answer.differing:>9,}"
    about = f"{answer.name:<32} {answer.version:<10} {answer.licence[:32]:<32}"
    print(f"{about} {figures}  {answer.keeps}", flush=True)


if __name__ == "__main__":
    main()
