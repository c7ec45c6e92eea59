"""`verify extract --stored`: stored documents extracted anew, and what differs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import newsroom
import pytest

Verify = Callable[..., Any]


@pytest.fixture
def judged(verify: Verify, folder: Path) -> dict[str, Any]:
    """The refuted claim of the workspace's one article, decided."""
    text = newsroom.dated(f"*{newsroom.WRONG_DATE}* The shore deal was signed on 2 May 2014.")
    (folder / "articles" / "draft.md").write_text(text, encoding="utf-8")
    [claim] = [found for found in verify("run").objects if found["status"] == "refuted"]
    assert verify("queue", "decide", claim["claim"], "supported", "--note", "by the protocol").code == 0
    found: dict[str, Any] = claim
    return found


def status(verify: Verify, claim: dict[str, Any]) -> str:
    return str(verify("queue", "show", claim["claim"], "--json").objects[0]["status"])


def test_nothing_changed(verify: Verify, judged: dict[str, Any]) -> None:
    done = verify("extract", "--stored")
    assert (done.code, done.out) == (0, "")
    assert done.err == "0 documents extracted anew: 0 claims kept, 0 found, 0 retired\n"


def test_a_new_alias_finds_a_claim_and_the_rest_stay_as_decided(
    verify: Verify, folder: Path, judged: dict[str, Any]
) -> None:
    newsroom.write_reference(folder, aliases=[*newsroom.TABLES["aliases"], "shore deal,Lake Accord,"])
    done = verify("extract", "--stored")
    names = ("change", "document", "property", "subject", "quote")
    assert [tuple(found[name] for name in names) for found in done.objects] == [
        ("found", "draft.md", "signed", "Lake Accord", "2 May 2014"),
        ("retired", "draft.md", "signed", "shore deal", "2 May 2014"),
    ]
    assert done.err.startswith("1 documents extracted anew: ")
    assert done.err.endswith(", 1 found, 1 retired   Next: verify check\n")
    assert status(verify, judged) == "supported"
    assert verify("check").code == 0
    assert verify("extract", "--stored").err.startswith("0 documents")


def test_a_claim_that_is_retired_and_found_again_keeps_its_decision(
    verify: Verify, folder: Path, judged: dict[str, Any]
) -> None:
    # A longer name over the same words asks about something else.
    subjects = [*newsroom.TABLES["subjects"], "Treaty of the Pond,agreement,"]
    aliases = [*newsroom.TABLES["aliases"], "The Lake Accord,Treaty of the Pond,"]
    newsroom.write_reference(folder, subjects=subjects, aliases=aliases)
    objects = verify("extract", "--stored").objects
    assert judged["claim"] in {found["claim"] for found in objects if found["change"] == "retired"}
    newsroom.write_reference(folder)
    again = verify("extract", "--stored").objects
    assert judged["claim"] in {found["claim"] for found in again if found["change"] == "found"}
    verify("check")
    assert status(verify, judged) == "supported"


def test_all_of_them(verify: Verify, judged: dict[str, Any]) -> None:
    done = verify("extract", "--stored", "--all", "--format", "table")
    assert done.out.startswith("1 documents extracted anew: ")
    assert ", 0 found, 0 retired\n" in done.out


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--stored", "draft.md"), 2, "--stored reads what is stored: leave out articles."),
        (("--stored", "--published", "2016"), 2, "leave out --published."),
        (("--all", "draft.md"), 2, "--all and --database are for --stored"),
    ],
)
def test_what_does_not_go_together(verify: Verify, arguments: tuple[str, ...], code: int, told: str) -> None:
    done = verify("extract", *arguments)
    assert (done.code, told in done.err) == (code, True)


def test_without_a_store_there_is_nothing_to_extract(verify: Verify, folder: Path, no_store: None) -> None:
    done = verify("extract", "--stored")
    assert done.code == 4
    assert done.err.endswith("verify.db: there is no store yet. Run first: verify run ARTICLE\n")
    assert not (folder / "verify.db").exists()
