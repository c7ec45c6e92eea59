"""Write what people decided and waived in a store into the committed file, where CI finds it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from verify.display import clip
from verify.errors import ExitCode, VerifyError
from verify.report.claims import ClaimLine, claim_lines_by_id
from verify.report.fingerprint import claim_fingerprint
from verify.review.claim_ids import MIN_PREFIX, find_claim
from verify.review.committed import Committed, Decision, Waiver, canonical
from verify.review.committed_file import editing, with_entry, without_line, write_file
from verify.review.standing import DecidedClaim, decided_claims
from verify.verdicts import Verdict

QUOTED = 80
"""Cells of a quote that the file keeps, for people to know the claim by."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export came to: how many decisions and waivers the file has, and what became of decisions."""

    decisions: int
    waivers: int
    added: int
    changed: int
    removed: int


def waive(
    connection: Connection,
    claim: str,
    *,
    path: Path,
    shown: str,
    reason: str,
    owner: str,
    until: datetime.date,
) -> tuple[ClaimLine, Waiver]:
    """Waive a refuted claim until a day, that day included; an earlier waiver of it is replaced.

    `claim` is its id or the beginning of it; the file at `path` is shown as `shown`. Raises VerifyError for a claim
    that does not exist, or that is not refuted.
    """
    claim_id, _ = find_claim(connection, claim)
    (line,) = claim_lines_by_id(connection, [claim_id])
    fingerprint = claim_fingerprint(line)
    waiver = Waiver(fingerprint, reason, owner, until, line.article, _quoted(line))
    with editing(path, shown) as found:
        if line.status is not Verdict.REFUTED and not _refutes(found, fingerprint):
            status = line.status.label if line.status else "not judged"
            raise VerifyError(
                f"claim {line.claim[:8]} is not refuted but {status}: there is nothing to waive.",
                hint="See: verify queue list --status refuted",
                exit_code=ExitCode.USAGE,
            )
        write_file(path, with_entry(found, waiver), shown)
    return line, waiver


def _refutes(found: Committed, fingerprint: str) -> bool:
    _, decision = found.decisions().get(fingerprint, (0, None))
    return decision is not None and decision.verdict is Verdict.REFUTED


def unwaive(claim: str, *, path: Path, shown: str, fingerprint_of: Callable[[str], str]) -> Waiver:
    """Take a waiver out of the file. `claim` is how its fingerprint begins, else what `fingerprint_of` finds it by.

    Raises VerifyError where no waiver is meant, or several are.
    """
    with editing(path, shown) as found:
        waivers = found.waivers()
        meant = [known for known in waivers if len(claim) >= MIN_PREFIX and known.startswith(claim.lower())]
        meant = meant or [known for known in [fingerprint_of(claim)] if known in waivers]
        if len(meant) != 1:
            several = (
                "several waivers are of claims that begin" if meant else "no waiver is of a claim that begins"
            )
            raise VerifyError(
                f"{several} with {claim!r}.",
                place=shown,
                hint='Write how "claim" begins in its line, or the claim\'s id.',
                exit_code=ExitCode.USAGE,
            )
        number, waiver = waivers[meant[0]]
        write_file(path, without_line(found, number), shown)
    return waiver


def fingerprint_of(connection: Connection, claim: str) -> str:
    """The fingerprint of the claim whose id begins so. Raises VerifyError as `find_claim` does."""
    claim_id, _ = find_claim(connection, claim)
    (line,) = claim_lines_by_id(connection, [claim_id])
    return claim_fingerprint(line)


def export_decisions(connection: Connection, *, path: Path, shown: str) -> Exported:
    """Merge the decisions that stand in the store into the file, and put it into its canonical form.

    Of two decisions on a claim the later one stays. Those that were taken back in the store, or whose evidence
    changed since, are removed; those of claims that nobody decided in this store stay, and so do waivers.
    """
    said = _by_fingerprint(connection, list(decided_claims(connection)))
    with editing(path, shown) as found:
        before = {claim: decision for claim, (_, decision) in found.decisions().items()}
        after = dict(before)
        for fingerprint, (last_at, decision) in said.items():
            if fingerprint in before and _second(before[fingerprint].at) > _second(last_at):
                continue
            if decision is not None:
                after[fingerprint] = decision
            else:
                after.pop(fingerprint, None)
        waivers = [waiver for _, waiver in found.waivers().values()]
        text = canonical([*after.values(), *waivers])
        if text != "".join(line.text for line in found.lines):
            write_file(path, text, shown)
    return Exported(
        decisions=len(after),
        waivers=len(waivers),
        added=len(after.keys() - before.keys()),
        changed=sum(after[claim] != before[claim] for claim in after.keys() & before.keys()),
        removed=len(before.keys() - after.keys()),
    )


def _by_fingerprint(
    connection: Connection, claims: list[DecidedClaim]
) -> dict[str, tuple[str, Decision | None]]:
    """When people last said something of the claims of a fingerprint, and the latest decision that stands of them."""
    lines = claim_lines_by_id(connection, [claim.claim_id for claim in claims])
    said: dict[str, tuple[str, Decision | None]] = {}
    for claim, line in zip(claims, lines, strict=True):
        fingerprint = claim_fingerprint(line)
        last_at, decision = said.get(fingerprint, ("", None))
        decision = _decision(fingerprint, claim, line) or decision
        said[fingerprint] = max(last_at, claim.last_at), decision
    return said


def _decision(fingerprint: str, claim: DecidedClaim, line: ClaimLine) -> Decision | None:
    if claim.decision is None:
        return None
    return Decision(
        claim=fingerprint,
        verdict=claim.decision.verdict,
        owner=claim.decision.actor.strip() or "unknown",
        at=_second(claim.decision.at) + "Z",
        side=claim.decision.side,
        note=claim.decision.note,
        article=line.article,
        quote=_quoted(line),
    )


def _second(moment: str) -> str:
    """A UTC moment to the second, without its zone."""
    return moment[:19]


def _quoted(line: ClaimLine) -> str:
    return clip(" ".join(line.quote.split()), QUOTED)
