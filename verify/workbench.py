"""The compositions: read → extract → store → check → report."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verify import __version__
from verify.errors import ExitCode, VerifyError
from verify.toml_file import read_toml
from verify.vocabulary import Vocabulary
from verify.workspace import FILE, Workspace

if TYPE_CHECKING:
    from verify.checks.features import Preflight
    from verify.checks.plan import Check
    from verify.checks.rehearsal import Rehearsed
    from verify.checks.run import Run
    from verify.checks.starter import Starter
    from verify.claims import Claim
    from verify.documents import Document
    from verify.read import Meta
    from verify.reference.load import Loaded
    from verify.report.claims import ClaimLine
    from verify.review.desk import Desk
    from verify.store.engine import Store

SOFTWARE = f"verify {__version__}"

DOCUMENTS_A_TRANSACTION = 100


@dataclass(frozen=True, slots=True)
class Ingestion:
    """What became of the articles: the rows of documents stored or found, and the articles that could not be read."""

    document_ids: tuple[int, ...]
    errors: tuple[VerifyError, ...]
    new_documents: int
    new_claims: int
    retired_claims: int


def utc_now() -> str:
    """The moment, in UTC, as the store writes moments."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_articles(
    sources: Iterable[str], *, defaults: Meta, workspace: Workspace, stdin: Callable[[], bytes]
) -> Iterator[Document | VerifyError]:
    """Read articles; one that cannot be read comes out as its error, and the rest go on."""
    from verify.documents import Document
    from verify.read import read_article

    for source in sources:
        for found in read_article(source, defaults=defaults, root=workspace.root, stdin=stdin):
            if isinstance(found, Document) and found.publisher is None and workspace.publisher is not None:
                yield replace(found, publisher=workspace.publisher)
            else:
                yield found


def read_vocabulary(workspace: Workspace) -> Vocabulary:
    """What the workspace's reference can know about."""
    from verify.reference.vocabulary import read_vocabulary as read

    return read(workspace.reference)


def read_rule_vocabulary(workspace: Workspace) -> Vocabulary:
    """What rules can speak of: the reference's vocabulary without who holds an office, which only extraction asks."""
    from verify.reference.vocabulary import read_vocabulary as read

    return read(workspace.reference, offices=False)


def extract_document(document: Document, vocabulary: Vocabulary) -> tuple[Claim, ...]:
    """The claims of a document, their spans in its text as it came."""
    from verify.extract import extract

    found = extract(
        document.prose.content, vocabulary, published=document.published, headline=document.headline
    )
    if document.prose.content == document.text:
        return found
    return tuple(_placed(claim, document) for claim in found)


def _placed(claim: Claim, document: Document) -> Claim:
    from verify.claims import Part, Span

    if claim.span.part is Part.HEADLINE:
        return claim
    start, end = document.prose.range_in_text(claim.span.start, claim.span.end)
    return replace(claim, span=Span.of(document.text, start, end, claim.span.part))


def open_workspace_store(
    workspace: Workspace, *, clock: Callable[[], str] = utc_now
) -> tuple[Store, Loaded | None]:
    """Open the workspace's store, ready to work with, its reference brought up to the workspace's tables."""
    from verify.reference.tables import digest
    from verify.store.upgrade import open_store

    store = open_store(workspace.database)
    if _loaded_digest(store) == digest(workspace.reference):
        return store, None
    from verify.reference.load import load_reference

    with store.writing() as connection:
        return store, load_reference(connection, workspace.reference, actor=workspace.actor, now=clock())


def take_up_reference(workspace: Workspace, *, clock: Callable[[], str] = utc_now) -> Loaded | None:
    """Let the workspace's store, if there is one yet, take up what changed in the tables.

    None where there is no store, or nothing changed.
    """
    store = standing_store(workspace)
    if store is None:
        return None
    store.close()
    store, loaded = open_workspace_store(workspace, clock=clock)
    store.close()
    return loaded


def standing_store(workspace: Workspace) -> Store | None:
    """The workspace's store, or None where there is none yet; nothing is made."""
    from verify.store.engine import connect
    from verify.store.upgrade import open_store

    if "://" not in workspace.database:
        found = connect(workspace.database)
        if not Path(found.name).exists():
            return None
    return open_store(workspace.database, create=False)


def _loaded_digest(store: Store) -> str | None:
    from sqlalchemy import select

    from verify.store.schema import METADATA

    reference = METADATA.tables["reference"]
    with store.reading() as connection:
        latest = select(reference.c.digest).order_by(reference.c.id.desc()).limit(1)
        return connection.execute(latest).scalar()


def ingest(
    store: Store,
    documents: Iterable[Document | VerifyError],
    vocabulary: Vocabulary,
    *,
    clock: Callable[[], str] = utc_now,
    progress: Callable[[int], None] = lambda done: None,
) -> Ingestion:
    """Store documents and their claims, a hundred documents a transaction.

    A document that stands already and was extracted with this vocabulary is left alone.
    """
    ids: list[int] = []
    errors: list[VerifyError] = []
    counts = [0, 0, 0]
    stamp = vocabulary.digest()
    stream = iter(documents)
    while batch := list(islice(stream, DOCUMENTS_A_TRANSACTION)):
        errors += [item for item in batch if isinstance(item, VerifyError)]
        read = [item for item in batch if not isinstance(item, VerifyError)]
        refused = _redacted(store, read)
        errors += [error for error in refused if error is not None]
        read = [document for document, error in zip(read, refused, strict=True) if error is None]
        if read:
            ids += _ingest_batch(store, read, vocabulary, stamp, clock, counts)
        progress(len(ids))
    return Ingestion(tuple(dict.fromkeys(ids)), tuple(errors), *counts)


def _redacted(store: Store, documents: list[Document]) -> list[VerifyError | None]:
    """For each document, why it is not taken in again, where its text was redacted."""
    from verify.store.redaction_log import refusals

    with store.reading() as connection:
        return refusals(connection, documents)


def _ingest_batch(
    store: Store,
    documents: list[Document],
    vocabulary: Vocabulary,
    stamp: str,
    clock: Callable[[], str],
    counts: list[int],
) -> list[int]:
    """Extract what is not stored yet, then write it: other writers wait for the writing alone."""
    from verify.extract import EXTRACTOR
    from verify.reference.records import refresh_records
    from verify.review.carrying_over import carry_over
    from verify.store.ingest import extraction_stands, write_document

    with store.reading() as connection:
        standing = [extraction_stands(connection, document, EXTRACTOR, stamp) for document in documents]
    claims = [
        () if found is not None else extract_document(document, vocabulary)
        for document, found in zip(documents, standing, strict=True)
    ]
    if None not in standing:
        return [found for found in standing if found is not None]
    ids: list[int] = []
    with store.writing() as connection:
        for document, found, stated in zip(documents, standing, claims, strict=True):
            if found is not None:
                ids.append(found)
                continue
            written = write_document(
                connection, document, stated, extractor=EXTRACTOR, vocabulary=stamp, now=clock()
            )
            counts[0] += written.new_document
            counts[1] += written.added
            counts[2] += written.retired
            ids.append(written.document_id)
        refresh_records(connection)
        carry_over(connection, ids, now=clock())
    return ids


@dataclass(frozen=True, slots=True)
class Extracted:
    """What extracting a stored document anew changed: claims by id that were found, and that are retired."""

    document: str
    kept: int
    found: tuple[dict[str, Any], ...]
    retired: tuple[dict[str, Any], ...]


def extract_stored(
    store: Store, vocabulary: Vocabulary, *, whole: bool = False, clock: Callable[[], str] = utc_now
) -> Iterator[Extracted]:
    """Extract the stored documents that stand anew, where the vocabulary or the extractor changed; with `whole`, all.

    Equal claims keep their ids, verdicts and decisions, and the missing are retired. Each document is written by
    itself, so that what was done stays done.
    """
    from verify.extract import EXTRACTOR
    from verify.read.again import read_again
    from verify.reference.records import refresh_records
    from verify.review.carrying_over import carry_over
    from verify.store.ingest import write_document
    from verify.store.stored import outdated_documents, standing_claims, stored_document

    stamp = vocabulary.digest()
    with store.reading() as connection:
        numbers = outdated_documents(connection, EXTRACTOR, stamp, whole=whole)
    for number in numbers:
        with store.reading() as connection:
            document = read_again(stored_document(connection, number))
        claims = extract_document(document, vocabulary)
        with store.writing() as connection:
            before = standing_claims(connection, number)
            write_document(connection, document, claims, extractor=EXTRACTOR, vocabulary=stamp, now=clock())
            refresh_records(connection)
            carry_over(connection, [number], now=clock())
            after = standing_claims(connection, number)
        yield Extracted(
            document.name,
            len(before.keys() & after.keys()),
            tuple(claim for digest, claim in after.items() if digest not in before),
            tuple(claim for digest, claim in before.items() if digest not in after),
        )


def preflight(workspace: Workspace, vocabulary: Vocabulary) -> Preflight:
    """Read the workspace's checks over; nothing is judged."""
    from verify.checks.features import read_features

    return read_features(workspace.checks, vocabulary, root=workspace.root, tags=workspace.tags)


def unheard_publishers(workspace: Workspace, checks: Sequence[Check]) -> list[str]:
    """A line for every publisher that checks name and no article has; none where no article is stored yet.

    The store is opened only for checks that name any, and neither made nor upgraded.
    """
    from verify.checks.publishers import name_publishers, unheard

    if not name_publishers(checks):
        return []
    from verify.store.publishers import stored_publishers

    known = stored_publishers(workspace.database)
    own = {workspace.publisher} if known and workspace.publisher else set()
    return list(unheard(checks, known | own))


def new_check(
    workspace: Workspace, vocabulary: Vocabulary, name: str, *, kind: str | None, property: str | None
) -> tuple[Path, Starter]:
    """Write a feature file to begin with into the workspace's own checks; its path, and what it is about.

    Raises VerifyError (exit code 2) outside a workspace, for a name that is taken or none, and for a kind or a property
    that the reference does not describe.
    """
    from verify.checks.starter import chosen_property, starter
    from verify.checks.starting import path_of, write_new
    from verify.checks.step_error import StepError

    path = path_of(workspace, name)
    try:
        chosen = chosen_property(vocabulary, path.stem, kind, property)
        others = preflight(workspace, vocabulary).checks if any(workspace.checks.rglob("*.feature")) else ()
        made = starter(path.stem, chosen, vocabulary, publisher=workspace.publisher, others=others)
    except StepError as error:
        raise VerifyError(error.message, hint=error.hint, exit_code=ExitCode.USAGE) from None
    write_new(path, made.text)
    return path, made


def check(
    store: Store,
    workspace: Workspace,
    vocabulary: Vocabulary,
    *,
    found: Preflight | None = None,
    whole: bool = False,
    clock: Callable[[], str] = utc_now,
    meanwhile: Callable[[], object] | None = None,
) -> Run:
    """Run the workspace's checks on what is new since they last ran, or on everything.

    `found` is their preflight, if it was made; `meanwhile` may be called while the database judges. Raises VerifyError
    (exit code 3) before anything is judged, where a check is broken.
    """
    from verify.checks.run import run_checks

    found = preflight(workspace, vocabulary) if found is None else found
    found.refuse()
    make_ready(store, found.checks)
    return run_checks(
        store,
        found.checks,
        vocabulary.properties,
        actor=workspace.actor,
        software=SOFTWARE,
        clock=clock,
        declared=found.declared,
        whole=whole,
        meanwhile=meanwhile,
    )


def make_ready(store: Store, checks: Iterable[Check]) -> None:
    """Look up in the reference what checks ask of a subject beside what its claims ask."""
    pairs = [pair for check in checks for pair in check.plan.looked_up()]
    if not pairs:
        return
    from verify.reference.records import ensure_keys

    with store.writing() as connection:
        ensure_keys(connection, pairs)


def rehearse(
    store: Store, workspace: Workspace, vocabulary: Vocabulary, checks: Sequence[Check]
) -> tuple[list[Rehearsed], dict[int, ClaimLine]]:
    """What checks would find of all that is stored, and the claims they show of it, by row; nothing is recorded.

    The reference counts as it stands in the workspace's tables, though it was not loaded yet.
    """
    from verify.checks.rehearsal import rehearse as find
    from verify.reference.load import load_reference
    from verify.reference.records import ensure_keys
    from verify.report.claims import claim_lines_by_id

    with store.rehearsing() as connection:
        load_reference(connection, workspace.reference, actor=workspace.actor, now=utc_now())
        ensure_keys(connection, [pair for check in checks for pair in check.plan.looked_up()])
        rehearsed = find(connection, checks, vocabulary.properties)
        shown = sorted({row for each in rehearsed for count in each.outcomes for row in count.first})
        lines = dict(zip(shown, claim_lines_by_id(connection, shown), strict=True))
    return rehearsed, lines


def open_desk(
    workspace: Workspace, *, actor: str | None = None, session: str = "", clock: Callable[[], str] = utc_now
) -> Desk:
    """A reviewer's desk at the workspace's store, which must be there. `actor` is the workspace's if None.

    Raises VerifyError for claims of a kind that the workspace wants two people to decide and that there is not.
    """
    from verify.review.desk import Desk
    from verify.review.kinds import refuse_unknown_kinds
    from verify.store.upgrade import open_store

    store = open_store(workspace.database, create=False)
    if workspace.policy.kinds:
        with store.reading() as connection:
            refuse_unknown_kinds(connection, workspace.policy.kinds, partial(_place_of_kinds, workspace))
    return Desk(store, actor or workspace.actor, clock, workspace.policy, session)


def _place_of_kinds(workspace: Workspace) -> str:
    return read_toml(workspace.root / FILE).place("review", "four_eyes", "kind")


def default_articles(workspace: Workspace) -> list[str]:
    """The articles that the workspace names: files, and the files of folders, sorted."""
    found: list[str] = []
    for place in workspace.articles:
        if place.is_dir():
            found += [str(path) for path in sorted(place.rglob("*")) if _is_article(path)]
        elif place.exists():
            found.append(str(place))
    return found


def _is_article(path: Path) -> bool:
    return path.is_file() and path.suffix in {".txt", ".md", ".markdown", ".ndjson", ".jsonl"}
