"""The seal: what was sealed is there unchanged, or where it is not; alike on both databases."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from making import LATER, claim_of, judge, judged_store, put, usual_checks, usual_claims
from making import document as article
from sqlalchemy import text

from verify.errors import ExitCode, VerifyError
from verify.review.decisions import decide
from verify.store.engine import Store, connect
from verify.store.redaction_log import LIFT, append
from verify.store.seal import make_seal
from verify.store.sealed import Sealed, broken_seal, read_sealed, seal_file
from verify.verdicts import Verdict


def filled(store: Store) -> Store:
    """A judged store with decisions and an event in the log of redactions."""
    judged_store(store)
    with store.writing() as connection:
        for quote in ("1 March 1999", "2 June 2010", "77"):
            decide(connection, claim_of(store, quote), Verdict.SUPPORTED, actor="Ana", now=LATER)
        append(connection, LIFT, 1, actor="Ana", now=LATER, reason="none")
    return store


@pytest.fixture
def full(store: Store) -> Store:
    return filled(store)


def sealed(store: Store) -> Sealed:
    """The seal of a store, as its file brings it back."""
    with store.reading() as connection:
        seal = make_seal(connection)
    return Sealed(seal.marks, seal.digest, seal)


def broken(store: Store, kept: Sealed, *statements: str) -> list[str]:
    """What the seal says after statements that go around all guards; then they are taken back."""
    with store.engine.execution_options(writes=True).connect() as connection:
        for table in (
            ("verdict", "decision", "redaction", "claim", "record", "fact", "run") if statements else ()
        ):
            for action in ("update", "delete", "replace", "no_move"):
                if store.is_sqlite:
                    connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{action}"))
            if not store.is_sqlite:
                connection.execute(text(f'ALTER TABLE "{table}" DISABLE TRIGGER ALL'))
        for statement in statements:
            connection.execute(text(statement))
        found = broken_seal(connection, kept)
        connection.rollback()
    return found


def test_both_databases_have_the_same_seal(new_database: Callable[..., str]) -> None:
    lines = set()
    for kind in ("sqlite", "postgresql"):
        store = filled(connect(new_database(kind)))
        with store.reading() as connection:
            lines.add(make_seal(connection).line)
        store.close()
    assert len(lines) == 1


def test_what_comes_later_breaks_no_seal(full: Store, tmp_path: Path) -> None:
    with full.reading() as connection:
        seal = make_seal(connection)
    path = tmp_path / "seal.json"
    path.write_text(seal_file(seal, at=LATER, software="verify test"), encoding="utf-8")
    put(full, article(article="pier.txt"), usual_claims())
    judge(full, usual_checks())
    with full.writing() as connection:
        decide(connection, claim_of_pier(full), Verdict.REFUTED, actor="Bo", now=LATER)
        append(connection, LIFT, 1, actor="Bo", now=LATER, reason="none")
    with full.reading() as connection:
        for given in (seal.line, f" {seal.line}\n", str(path)):
            assert broken_seal(connection, read_sealed(given)) == []
        assert make_seal(connection).digest != seal.digest


def claim_of_pier(store: Store) -> str:
    with store.reading() as connection:
        return str(connection.execute(text("SELECT digest FROM claim ORDER BY id DESC LIMIT 1")).scalar_one())


FORGED = "f" * 64
TAMPERED = {
    "a verdict changed": (
        ["UPDATE verdict SET outcome = 2 WHERE claim_id = 1"],
        ["run 1, check small/concluded: verdicts were changed (outcome)"],
    ),
    "a verdict deleted": (
        ["DELETE FROM verdict WHERE claim_id = 1"],
        ["run 1, check small/concluded: 1 verdicts are missing"],
    ),
    "a verdict put in between": (
        [
            "INSERT INTO verdict (claim_id, check_id, run_id, outcome, verdict) VALUES (2, 1, 1, 4, 1)",
        ],
        ["run 1, check small/concluded: 1 verdicts were put in"],
    ),
    "the end cut off": (
        ["DELETE FROM verdict WHERE claim_id > 4"],
        ["run 1, check small/cited: 3 verdicts are missing"],
    ),
    "a claim made another": (
        [f"UPDATE claim SET digest = '{FORGED[:32]}' WHERE id = 3"],
        ["claims 1 to 4,095 (by their rows) are not what was sealed"],
    ),
    "a fact's revision made another": (
        ["UPDATE fact SET digest = 'x' WHERE id = 2"],
        ["facts 1 to 4,095 (by their rows) are not what was sealed"],
    ),
    "a run made another's": (
        ["UPDATE run SET actor = 'Eve'"],
        ["runs 1 to 4,095 (by their rows) are not what was sealed"],
    ),
    "the log of decisions cut off": (
        ["DELETE FROM decision WHERE id = 3"],
        ["the log of decisions ends at 2; it was sealed up to 3"],
    ),
    "the log of decisions written anew": (
        [f"UPDATE decision SET digest = '{FORGED}' WHERE id = 3"],
        ["the log of decisions is another one from 1 to 3 on"],
    ),
    "the log of redactions emptied": (
        ["DELETE FROM redaction"],
        ["the log of redactions ends at 0; it was sealed up to 1"],
    ),
}  # fmt: skip


def test_what_was_done_behind_the_guards_is_told_with_its_place(full: Store) -> None:
    kept = sealed(full)
    assert broken(full, kept) == []
    for what, (statements, told) in TAMPERED.items():
        found = broken(full, kept, *statements)
        assert [line for line in found if "verdicts of claims" not in line] == told, what
        assert ("verdicts of claims 1 to 4,095 (by their rows) are not what was sealed" in found) is (
            "verdict" in told[0]
        )
    line = broken(full, Sealed(kept.marks, kept.digest), "DELETE FROM verdict WHERE claim_id = 1")
    assert line[0] == "what was sealed is not there unchanged"
    # Two verdicts exchanged leave all counts and sums as they were.
    with full.reading() as connection:
        query = text("SELECT claim_id, outcome FROM verdict WHERE check_id = 4 AND claim_id IN (5, 6)")
        of = {row.claim_id: row.outcome for row in connection.execute(query)}
    assert of[5] != of[6]
    swap = f"UPDATE verdict SET outcome = CASE claim_id WHEN 5 THEN {of[6]} ELSE {of[5]} END WHERE claim_id IN (5, 6)"
    told = "verdicts of claims 1 to 4,095 (by their rows) are not what was sealed"
    assert broken(full, kept, swap) == [told]


def test_a_run_that_may_go_on_is_not_sealed(full: Store) -> None:
    with full.writing() as connection:
        connection.execute(text("UPDATE run SET finished_at = NULL"))
    kept = sealed(full)
    assert (kept.marks["run"], kept.seal.verdicts if kept.seal else None) == (0, 0)
    with full.writing() as connection:
        connection.execute(
            text("INSERT INTO verdict (claim_id, check_id, run_id, outcome) VALUES (2, 1, 1, 4)")
        )
    assert broken(full, kept) == []


@pytest.fixture
def kept_file(migrated_sqlite: Path) -> Iterator[str]:
    store = connect(str(migrated_sqlite))
    with store.reading() as connection:
        yield seal_file(make_seal(connection), at=LATER, software="verify test")
    store.close()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("seal1-12-ab", "'seal1-12-ab' is no seal."),
        ("no/such/file", "the seal cannot be read (No such file or directory)."),
    ],
)
def test_what_is_no_seal_is_refused(given: str, message: str) -> None:
    with pytest.raises(VerifyError) as error:
        read_sealed(given)
    assert (error.value.message, error.value.exit_code) == (message, ExitCode.USAGE)


def test_a_file_that_was_changed_is_refused(kept_file: str, tmp_path: Path) -> None:
    path = tmp_path / "seal.json"
    said = json.loads(kept_file)
    not_written = "the file is not one that 'verify db seal' wrote."
    not_whole = "the file does not hold together: what it says is not what its digest says."
    broken_files = {
        "": not_written,
        "[]": not_written,
        '{"seal": 3}': '"seal" is no line of a seal.',
        "[" * 100_000: not_written,
        json.dumps(said | {"covers": {}}): not_written,
        json.dumps(said | {"covers": said["covers"] | {"marks": said["covers"]["marks"] | {"run": True}}}): not_written,
        json.dumps(said | {"covers": said["covers"] | {"marks": said["covers"]["marks"] | {"run": 9}}}): not_whole,
        json.dumps(said | {"covers": said["covers"] | {"blocks": {"claim": {"0": FORGED}}}}): not_whole,
    }  # fmt: skip
    for content, message in broken_files.items():
        path.write_text(content, encoding="utf-8")
        with pytest.raises(VerifyError) as error:
            read_sealed(str(path))
        assert error.value.message == message, content[:80]
        assert (error.value.place, error.value.hint) == (str(path), "Take the copy that was kept elsewhere.")
