"""The tutorial is a scripted new user's first day: rows and rules alone, and everything judged.

That its sessions print what it says is tested with the other pages; here is what they must show.
"""

from __future__ import annotations

import re
from pathlib import Path

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "tutorial.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"^```console\n(.*?)^```$", PAGE, re.M | re.S)
FILES = re.findall(r"^`([^`\n]+)`:\n\n```(\w+)$", PAGE, re.M)


def session(command: str) -> str:
    (found,) = (printed for printed in SESSIONS if printed.startswith(f"$ {command}\n"))
    return found


def test_it_needs_no_python() -> None:
    assert {kind for _, kind in FILES} == {"csv", "gherkin", "markdown"}
    assert not re.findall(r"\.py\b", PAGE)


def test_the_rows_and_the_rules_are_sound() -> None:
    assert session("verify reference lint").endswith("nothing to mend\n")
    assert session("verify check --lint").endswith("nothing to mend\n")


def test_dates_numbers_and_names_are_judged() -> None:
    for article, supported, refuted, unsettled in (
        ("lanterns", 2, 2, 0),
        ("counts", 2, 2, 1),
        ("names", 3, 2, 1),
    ):
        printed = session(f"verify run articles/{article}.md")
        table, reasons = printed.split("\n\n", 2)[1], printed.split("\n\n", 2)[2]
        counts = [table.count(mark) for mark in ("✓ supported", "✗ refuted", "? not enough evidence")]
        assert counts == [supported, refuted, unsettled], article
        assert reasons.count("       by features/checks/") == refuted, article


def test_a_rehearsal_and_a_spec_show_the_rule() -> None:
    rehearsed = session("verify check --dry-run --only 'ceasefires/*' --format table")
    for outcome in ("agrees → supported", "agrees within its precision → supported", "differs → refuted"):
        assert outcome in rehearsed
    assert session("verify check --specs features/specs/ceasefires.feature --format table").endswith(
        "specs hold\n"
    )
