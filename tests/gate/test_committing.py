"""From the store into the committed file, on both databases: waivers, and the decisions that stand."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from making import (
    NOW,
    claim_of,
    copied_reference,
    dated,
    document,
    edit,
    judge,
    judged_store,
    load,
    office,
    put,
    usual_checks,
)

from verify.errors import ExitCode, VerifyError
from verify.gate.committing import Exported, export_decisions, fingerprint_of, unwaive, waive
from verify.review.committed import Committed, Decision, Waiver, canonical, read_committed
from verify.review.decisions import decide
from verify.review.taking_back import undo
from verify.store.engine import Store
from verify.verdicts import Verdict

LAST_DAY = datetime.date(2026, 12, 31)
FILE = "decisions.ndjson"


@pytest.fixture
def judged(store: Store) -> Store:
    """The small reference and article, judged."""
    judged_store(store)
    return store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the committed file is, or will be."""
    return tmp_path / FILE


def file_of(path: Path) -> Committed:
    return read_committed(path, FILE)


def waived(store: Store, path: Path, claim: str, **more: Any) -> Waiver:
    said = {"reason": "awaiting", "owner": "Ana", "until": LAST_DAY} | more
    with store.reading() as connection:
        return waive(connection, claim, path=path, shown=FILE, **said)[1]


def unwaived(store: Store, path: Path, claim: str) -> Waiver:
    with store.reading() as connection:
        return unwaive(
            claim, path=path, shown=FILE, fingerprint_of=lambda given: fingerprint_of(connection, given)
        )


def exported(store: Store, path: Path) -> Exported:
    with store.reading() as connection:
        return export_decisions(connection, path=path, shown=FILE)


def decided(store: Store, quote: str, verdict: Verdict = Verdict.SUPPORTED, **more: Any) -> None:
    with store.writing() as connection:
        decide(connection, claim_of(store, quote), verdict, **{"actor": "Bo", "now": NOW} | more)


def undone(store: Store, quote: str, now: str = NOW) -> None:
    with store.writing() as connection:
        undo(connection, claim_of(store, quote), actor="Bo", now=now)


def moment(hour: int) -> str:
    return f"2026-11-20T{hour:02}:00:00.250000Z"


# ---------------------------------------------------------------- waivers


def test_a_refuted_claim_is_waived_and_the_line_says_which_it_is(judged: Store, path: Path) -> None:
    claim = claim_of(judged, "Mara Lind")
    waiver = waived(judged, path, claim[:8])
    assert waiver == Waiver(
        fingerprint_of_claim(judged, claim), "awaiting", "Ana", LAST_DAY, "harbour.txt", "Mara Lind"
    )
    assert path.read_text() == canonical([waiver])


def fingerprint_of_claim(store: Store, claim: str) -> str:
    with store.reading() as connection:
        return fingerprint_of(connection, claim)


def test_waiving_again_renews(judged: Store, path: Path) -> None:
    claim = claim_of(judged, "Mara Lind")
    waived(judged, path, claim)
    renewed = waived(
        judged, path, claim, reason="still awaiting", owner="Bo", until=datetime.date(2027, 1, 31)
    )
    assert path.read_text() == canonical([renewed])
    assert renewed.expires == datetime.date(2027, 1, 31)


def test_the_other_lines_stay_as_they_are(judged: Store, path: Path) -> None:
    other = Waiver("f" * 64, "another", "Ana", LAST_DAY, "a.txt")
    by_hand = canonical([other]).replace('","', '",   "')
    path.write_text(by_hand)
    waiver = waived(judged, path, claim_of(judged, "Mara Lind"))
    assert path.read_text() == by_hand + canonical([waiver])
    assert unwaived(judged, path, claim_of(judged, "Mara Lind")) == waiver
    assert path.read_text() == by_hand


@pytest.mark.parametrize(("quote", "status"), [("4 May 2010", "supported"), ("77", "not enough evidence")])
def test_what_is_not_refuted_cannot_be_waived(judged: Store, path: Path, quote: str, status: str) -> None:
    claim = claim_of(judged, quote)
    with pytest.raises(VerifyError) as error:
        waived(judged, path, claim)
    assert error.value.message == f"claim {claim[:8]} is not refuted but {status}: there is nothing to waive."
    assert error.value.hint == "See: verify queue list --status refuted"
    assert error.value.exit_code is ExitCode.USAGE
    assert not path.exists()


def test_what_only_the_file_refutes_can_be_waived(judged: Store, path: Path) -> None:
    decided(judged, "4 May 2010", Verdict.REFUTED)
    exported(judged, path)
    undone(judged, "4 May 2010")
    waived(judged, path, claim_of(judged, "4 May 2010"))
    assert len(file_of(path).waivers()) == 1


@pytest.mark.parametrize(
    ("claim", "said"),
    [("ffff", "no claim begins with 'ffff'."), ("ff", "'ff' is too short for a claim's id.")],
)
def test_a_claim_that_is_not_there(judged: Store, path: Path, claim: str, said: str) -> None:
    for change in (waived, unwaived):
        with pytest.raises(VerifyError) as error:
            change(judged, path, claim)
        assert (error.value.message, error.value.exit_code) == (said, ExitCode.USAGE)


def test_a_waiver_is_taken_out_by_its_fingerprint_or_by_the_claim(judged: Store, path: Path) -> None:
    claim = claim_of(judged, "Mara Lind")
    for given in (claim, claim[:6].upper(), fingerprint_of_claim(judged, claim)[:8].upper()):
        waiver = waived(judged, path, claim)
        assert unwaived(judged, path, given) == waiver
        assert path.read_text() == ""


def test_a_claim_without_a_waiver_has_none_to_take_out(judged: Store, path: Path) -> None:
    with pytest.raises(VerifyError) as error:
        unwaived(judged, path, claim_of(judged, "Mara Lind")[:8])
    assert error.value.message.startswith("no waiver is of a claim that begins with '")
    assert error.value.hint == 'Write how "claim" begins in its line, or the claim\'s id.'
    assert (error.value.place, error.value.exit_code) == (FILE, ExitCode.USAGE)


def test_a_beginning_that_two_waivers_have_takes_out_neither(judged: Store, path: Path) -> None:
    text = canonical(Waiver("abcd" + digit * 60, "awaiting", "Ana", LAST_DAY) for digit in "12")
    path.write_text(text)
    with pytest.raises(VerifyError, match="several waivers are of claims that begin with 'abcd'"):
        unwaived(judged, path, "abcd")
    assert path.read_text() == text


def test_a_long_quote_over_lines_is_kept_short(store: Store, path: Path) -> None:
    load(store)
    text = f"Mara\n  Lind{' of the harbour' * 20} is harbour master."
    put(store, document(text), [office(text, text[: text.index(" is")], "Mara Lind")])
    judge(store, usual_checks())
    with store.reading() as connection:
        claim = connection.exec_driver_sql("SELECT digest FROM claim").scalar_one()
    quote = waived(store, path, str(claim)).quote
    assert quote.startswith("Mara Lind of the harbour of")
    assert (len(quote), quote[-1]) == (80, "…")


# ---------------------------------------------------------------- decisions


def test_decisions_that_stand_are_exported_and_waivers_are_kept(judged: Store, path: Path) -> None:
    waiver = waived(judged, path, claim_of(judged, "4 and"))
    decided(judged, "Mara Lind", Verdict.SUPPORTED, side="reference", note="she stayed", now=moment(9))
    decided(judged, "77", Verdict.REFUTED, now=moment(10))
    undone(judged, "77")
    assert exported(judged, path) == Exported(decisions=1, waivers=1, added=1, changed=0, removed=0)
    fingerprint = fingerprint_of_claim(judged, claim_of(judged, "Mara Lind"))
    assert path.read_text() == canonical(
        [
            waiver,
            Decision(
                claim=fingerprint,
                verdict=Verdict.SUPPORTED,
                owner="Bo",
                at="2026-11-20T09:00:00Z",
                side="reference",
                note="she stayed",
                article="harbour.txt",
                quote="Mara Lind",
            ),
        ]
    )


def test_exporting_again_changes_nothing(judged: Store, path: Path) -> None:
    decided(judged, "Mara Lind")
    exported(judged, path)
    before = path.stat()
    assert exported(judged, path) == Exported(decisions=1, waivers=0, added=0, changed=0, removed=0)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_nothing_decided_makes_no_file(judged: Store, path: Path) -> None:
    assert exported(judged, path) == Exported(0, 0, 0, 0, 0)
    assert not path.exists()


def test_a_decision_taken_back_is_taken_out_and_a_later_one_takes_its_place(
    judged: Store, path: Path
) -> None:
    decided(judged, "Mara Lind", now=moment(9))
    decided(judged, "4 and", now=moment(9))
    exported(judged, path)
    undone(judged, "Mara Lind", moment(10))
    decided(judged, "4 and", Verdict.REFUTED, actor="Cy", now=moment(10))
    assert exported(judged, path) == Exported(decisions=1, waivers=0, added=0, changed=1, removed=1)
    [(_, decision)] = file_of(path).decisions().values()
    assert (decision.verdict, decision.owner, decision.at) == (Verdict.REFUTED, "Cy", "2026-11-20T10:00:00Z")


def test_a_decision_that_stands_again_once_the_one_after_it_is_taken_back(judged: Store, path: Path) -> None:
    decided(judged, "4 and", Verdict.SUPPORTED, now=moment(9))
    decided(judged, "4 and", Verdict.REFUTED, now=moment(10))
    exported(judged, path)
    undone(judged, "4 and", moment(11))
    exported(judged, path)
    [(_, decision)] = file_of(path).decisions().values()
    assert (decision.verdict, decision.at) == (Verdict.SUPPORTED, "2026-11-20T09:00:00Z")


def test_of_two_people_the_one_who_decided_later_is_right(judged: Store, path: Path) -> None:
    decided(judged, "4 and", now=moment(9))
    exported(judged, path)
    [(_, ours)] = file_of(path).decisions().values()
    theirs = replace(ours, verdict=Verdict.REFUTED, owner="Cy", at="2026-11-20T09:00:01Z")
    path.write_text(canonical([theirs]))
    assert exported(judged, path) == Exported(decisions=1, waivers=0, added=0, changed=0, removed=0)
    assert path.read_text() == canonical([theirs])
    undone(judged, "4 and", "2026-11-20T09:00:00.900000Z")
    exported(judged, path)
    assert path.read_text() == canonical([theirs])


def test_decisions_of_claims_that_nobody_decided_here_stay(judged: Store, path: Path) -> None:
    theirs = Decision("f" * 64, Verdict.SUPPORTED, "Cy", "2026-11-20T09:00:00Z")
    path.write_text(canonical([theirs]))
    decided(judged, "4 and")
    assert exported(judged, path).decisions == 2
    assert theirs in [line.entry for line in file_of(path).lines]


def test_a_decision_whose_evidence_changed_is_taken_out(judged: Store, path: Path, tmp_path: Path) -> None:
    decided(judged, "Mara Lind")
    exported(judged, path)
    folder = copied_reference(tmp_path / "reference")
    edit(folder, "facts", "Ole Brandt,2015-01-10", "Ole Brandt,2015-01-11")
    load(judged, folder)
    judge(judged, usual_checks(), folder)
    assert exported(judged, path) == Exported(decisions=0, waivers=0, added=0, changed=0, removed=1)


def test_decisions_on_what_stands_no_more_are_not_exported(judged: Store, path: Path) -> None:
    decided(judged, "Mara Lind")
    corrected = "The Harbour Treaty was concluded on 4 May 2010.\n"
    claims = [dated(corrected, "4 May 2010", "Harbour Treaty", "concluded", "2010-05-04")]
    put(judged, document(corrected), claims)
    assert exported(judged, path).decisions == 0


def test_one_sentence_in_two_articles_is_one_line_that_stands_where_either_does(
    store: Store, path: Path
) -> None:
    load(store)
    text = "Mara Lind is harbour master."
    for name in ("a.txt", "b.txt"):
        put(store, document(text, article=name), [office(text, "Mara Lind", "Mara Lind")])
    judge(store, usual_checks())
    with store.reading() as connection:
        first, second = connection.exec_driver_sql("SELECT digest FROM claim ORDER BY id").scalars()
    with store.writing() as connection:
        decide(connection, first, Verdict.SUPPORTED, actor="Bo", now=moment(9))
        decide(connection, second, Verdict.REFUTED, actor="Bo", now=moment(10))
    exported(store, path)
    [(_, decision)] = file_of(path).decisions().values()
    assert (decision.verdict, decision.article) == (Verdict.REFUTED, "b.txt")
    with store.writing() as connection:
        undo(connection, second, actor="Bo", now=moment(11))
    exported(store, path)
    assert {entry.verdict for _, entry in file_of(path).decisions().values()} == {Verdict.SUPPORTED}


def test_an_actor_of_spaces_does_not_make_a_file_that_cannot_be_read(judged: Store, path: Path) -> None:
    decided(judged, "Mara Lind", actor=" ")
    exported(judged, path)
    [(_, decision)] = file_of(path).decisions().values()
    assert decision.owner == "unknown"


def test_an_export_puts_the_file_into_order(judged: Store, path: Path) -> None:
    waivers = [
        Waiver(digit * 64, "awaiting", "Ana", LAST_DAY, article)
        for digit, article in (("1", "b"), ("2", "a"))
    ]
    path.write_text("".join(canonical([waiver]) for waiver in waivers))
    exported(judged, path)
    assert path.read_text() == canonical(waivers)
