"""From a decision to a fact: what a person concluded, with its source, becomes a row of the reference.

`verify.review.proposals` says what the fact would be; here it is written. Nothing here asks anybody.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from verify.documents import publisher_key
from verify.errors import ExitCode, VerifyError
from verify.verdicts import Verdict
from verify.workbench import check, read_rule_vocabulary, take_up_reference, utc_now
from verify.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from verify.reference.curating import Curated
    from verify.reference.home import Home
    from verify.reference.tables import SourceEntry
    from verify.review.proposals import Proposal
    from verify.store.engine import Store


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source that the reference does not know yet. `accessed` is the day on which its page was really read, or ""."""

    title: str
    publisher: str = ""
    url: str = ""
    kind: str = ""
    accessed: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Promoted:
    """What became of a promotion: the fact, the rows that changed, their files, and what the checks now conclude.

    `flips` counts the claims that turned over; `status` is the claim's. Both are None where nothing was judged again.
    """

    fact: str
    action: str
    changes: tuple[Any, ...]
    files: tuple[str, ...]
    written: bool
    flips: int | None = None
    status: Verdict | None = None


def promote(
    store: Store,
    workspace: Workspace,
    proposal: Proposal,
    *,
    sources: tuple[str, ...] = (),
    new_source: NewSource | None = None,
    reason: str = "",
    actor: str,
    dry_run: bool = False,
    judge: bool = True,
    clock: Callable[[], str] = utc_now,
) -> Promoted:
    """Write the fact into the workspace's tables, let the store take it up, log it, and judge what it touches.

    Raises VerifyError, before anything is written: with exit code 2 for a fact without a value or a source, and one
    whose only source is the article's own publisher, with 4 for what its tables refuse.
    """
    from verify.reference.curating import refuse_shipped
    from verify.reference.home import read_home, write_home

    refuse_shipped(workspace.reference)
    home = read_home(workspace.reference)
    curated, code, action = _curated(home, proposal, sources, new_source, reason, actor, clock())
    if dry_run:
        return Promoted(code, action, curated.changes, (), written=False)
    files = tuple(write_home(curated.home))
    take_up_reference(workspace, clock=clock)
    named = _named_sources(sources, new_source, home)
    detail = {"fact": code, "action": action, "value": proposal.value, "sources": named}
    with store.writing() as connection:
        _log(connection, "promote", proposal, detail, actor=actor, now=clock())
    done = Promoted(code, action, curated.changes, files, written=True)
    return _judged(store, workspace, proposal, done, actor, clock) if judge else done


def _curated(
    home: Home,
    proposal: Proposal,
    sources: tuple[str, ...],
    new_source: NewSource | None,
    reason: str,
    actor: str,
    now: str,
) -> tuple[Curated, str, str]:
    """The tables as they would stand, and the code of the fact that was added or corrected."""
    from verify.reference.curating import Addition, Author, add, correct

    if proposal.value is None:
        raise _usage(
            f"the decision ({proposal.verdict.label}) does not say what is right.", "Say it with --value."
        )
    named = _named_sources(sources, new_source, home)
    _refuse_own_word(home, proposal, named, new_source)
    entry = _entry(home, new_source) if new_source is not None else None
    author = Author(actor, now, reason or proposal.why())
    if proposal.corrects is not None:
        cells = {"value": proposal.value, "sources": "|".join(named)}
        cells |= {"valid_from": proposal.valid_from} if proposal.valid_from else {}
        cells |= {"valid_to": proposal.valid_to} if proposal.valid_to else {}
        return (
            correct(home, proposal.corrects, cells, author, new_source=entry),
            proposal.corrects,
            "corrected",
        )
    wanted = Addition(
        subject=proposal.subject,
        property=proposal.property,
        value=proposal.value,
        scope=proposal.scope,
        sources=named,
        new_source=entry,
        valid_from=proposal.valid_from,
        valid_to=proposal.valid_to,
    )
    curated = add(home, wanted, author)
    (code,) = (change.key for change in curated.changes if change.table == "facts")
    return curated, code, "added"


def _named_sources(sources: tuple[str, ...], new_source: NewSource | None, home: Home) -> tuple[str, ...]:
    """The codes of the sources, that of the new one included. Raises VerifyError where there are none."""
    codes = sources
    if new_source is not None:
        codes = (*(code for code in sources if code != new_source.code), _code_of(new_source))
    if not codes:
        raise _usage(
            "a fact needs its source.",
            "Name one of the reference with --source, or describe a new one with --source-title.",
        )
    known = {entry.source for entry in home.tables().sources}
    unknown = [code for code in sources if code not in known and new_source is None]
    if unknown:
        raise _usage(
            f"{unknown[0]!r} is no source yet.",
            "Describe it with --source-title, --source-publisher and --source-url, or name one of sources.csv.",
        )
    return codes


def _code_of(source: NewSource) -> str:
    from verify.reference.curating import slug

    return source.code or slug(source.title)[:60].strip("-")


def _entry(home: Home, source: NewSource) -> SourceEntry:
    from verify.reference.tables import SourceEntry

    if not source.title.strip():
        raise _usage("a new source has no title.", "Give it one with --source-title.")
    return SourceEntry(
        _code_of(source), source.title, source.publisher, source.url, source.kind, source.accessed, ""
    )


def _refuse_own_word(
    home: Home, proposal: Proposal, sources: tuple[str, ...], new_source: NewSource | None
) -> None:
    """Raise VerifyError where nobody but the article's own publisher says so."""
    if not (proposal.publisher or "").strip():
        return
    publishers = {entry.source: entry.publisher for entry in home.tables().sources}
    if new_source is not None:
        publishers[_code_of(new_source)] = new_source.publisher
    own = publisher_key(proposal.publisher or "")
    if all(publisher_key(publishers.get(code, "")) == own for code in sources):
        raise _usage(
            f"only {(proposal.publisher or '').strip()!r} would say so, who published the article itself: nobody is "
            "borne out by their own word.",
            "Name a source that does not depend on it.",
        )


def _log(
    connection: Connection, event: str, proposal: Proposal, detail: dict[str, Any], *, actor: str, now: str
) -> None:
    from verify.review.log import Entry, append

    told = json.dumps(detail, ensure_ascii=False, sort_keys=True)
    append(connection, [Entry(event, proposal.claim_id, detail=told)], actor=actor, now=now)


def _judged(
    store: Store,
    workspace: Workspace,
    proposal: Proposal,
    done: Promoted,
    actor: str,
    clock: Callable[[], str],
) -> Promoted:
    """What the checks conclude of what the fact touches. A decision that they do not contradict is made anew on the new
    evidence, by whom promoted it, so that the claim does not come back to be decided."""
    from verify.review.log import Entry, append
    from verify.store.status import said_of

    run = check(store, workspace, read_rule_vocabulary(workspace), clock=clock)
    with store.writing() as connection:
        status = _found(connection, proposal.claim_id)
        decision = said_of(connection, [proposal.claim_id])[proposal.claim_id].decision
        if status in (proposal.verdict, Verdict.NOT_ENOUGH_EVIDENCE, None) and decision is not None:
            side = None if decision.side == "reference" else decision.side
            again = Entry(
                "decide",
                proposal.claim_id,
                verdict=proposal.verdict,
                side=side,
                note=decision.note,
                stands=1,
                detail=json.dumps({"promoted": done.fact}),
            )
            append(connection, [again], actor=actor, now=clock())
    return replace(done, flips=sum(judged.flips.total for judged in run.judged), status=status)


def _found(connection: Connection, claim_id: int) -> Verdict | None:
    """What the checks, decisions left aside, conclude of a claim."""
    from sqlalchemy import select

    from verify.store.schema import METADATA
    from verify.store.status import foremost_verdicts

    claim = METADATA.tables["claim"]
    row = connection.execute(foremost_verdicts(select(claim.c.id).where(claim.c.id == claim_id))).first()
    return Verdict(row.verdict) if row is not None else None


def _usage(message: str, hint: str) -> VerifyError:
    return VerifyError(message, hint=hint, exit_code=ExitCode.USAGE)
