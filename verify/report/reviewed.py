"""Claims with what was concluded of them, when and by whom, and the works they stand in: what exports publish."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, func, select

from verify.report.articles import article_name
from verify.report.claims import ClaimLine, claim_lines_by_id
from verify.store.order import by_code_point
from verify.store.redactions import MARK
from verify.store.schema import METADATA
from verify.verdicts import Verdict

_T = METADATA.tables
_Row: TypeAlias = Any
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims to export: of the articles named, or of all; with `since`, those concluded on that day or later.

    `since` is a day, month or year as ISO 8601 writes it, which compares with the moments of the store as text.
    """

    articles: tuple[str, ...] = ()
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A document as exports name it. `published` is EDTF; `text_sha256` is that of its text, the headline left out."""

    article: str
    digest: str
    headline: str
    publisher: str | None
    url: str | None
    language: str
    published: str | None
    text_sha256: str
    ingested_at: str


@dataclass(frozen=True, slots=True)
class Conclusion:
    """When a claim's status was concluded (a UTC moment), and by whom: None where a check did it.

    `side` is which side is wrong, in that person's view; `checked` what the checks concluded.
    """

    at: str
    actor: str | None
    side: str | None
    checked: Verdict | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A claim that stands and has a status. `first` is the earliest published work that states the same, if known."""

    line: ClaimLine
    work: Work
    conclusion: Conclusion
    first: Work | None

    @property
    def record_explains(self) -> bool:
        """Whether what the check found tells why: not where a person overrules it, or says that the record is wrong."""
        return self.conclusion.checked is self.line.status and self.conclusion.side not in (
            "reference",
            "both",
        )


def reviewed_claims(connection: Connection, wanted: Wanted, *, decided: bool) -> Iterator[Reviewed]:
    """The claims that have a status, in the order of articles and texts; with `decided`, those that people decided.

    Raises VerifyError (exit code 2) for an article that the store does not have.
    """
    wanted = named_as_stored(connection, wanted)
    return _in_batches(connection, iter(connection.execute(_query(connection, wanted, decided))))


def reviewed_by_id(connection: Connection, claims: Sequence[str]) -> dict[str, Reviewed]:
    """Of these claims, by their ids, those that have a status, whether they still stand or not."""
    found: dict[str, Reviewed] = {}
    for start in range(0, len(claims), _BATCH):
        batch = _concluded().where(_T["claim"].c.digest.in_(claims[start : start + _BATCH]))
        found |= {one.line.claim: one for one in _in_batches(connection, iter(connection.execute(batch)))}
    return found


def _in_batches(connection: Connection, rows: Iterator[_Row]) -> Iterator[Reviewed]:
    works: dict[int, Work] = {}
    first: dict[tuple[int, str, str], Work] = {}
    asked: set[int] = set()
    while batch := list(islice(rows, _BATCH)):
        lines = claim_lines_by_id(connection, [row.claim_id for row in batch])
        # Many claims ask few questions: each is looked up once.
        keys = {row.key_id for row in batch if row.key_id is not None} - asked
        asked |= keys
        first |= _first_works(connection, keys)
        for row, line in zip(batch, lines, strict=True):
            if row.document_id not in works:
                works = {row.document_id: _one_work(connection, row.document_id)}
            work, earliest = works[row.document_id], first.get((row.key_id, row.said, line.polarity))
            yield Reviewed(line, work, _conclusion(row), earliest)


def _conclusion(row: _Row) -> Conclusion:
    checked = Verdict(row.checked) if row.checked is not None else None
    return Conclusion(row.at, row.actor, row.side, checked)


def count_undecided(connection: Connection, wanted: Wanted) -> int:
    """How many of the claims wanted have a status that no person decided."""
    status = _T["status"].c.decision_id
    wanted = named_as_stored(connection, wanted)
    chosen = _query(connection, wanted, False).where(status.is_(None)).order_by(None).subquery()
    return int(connection.execute(select(func.count()).select_from(chosen)).scalar_one())


def named_as_stored(connection: Connection, wanted: Wanted) -> Wanted:
    """The same, with articles named as the store knows them. Raises VerifyError (exit code 2) for one it has not."""
    return replace(wanted, articles=tuple(article_name(connection, name) for name in wanted.articles))


def concluded_since(day: str) -> Select[Any]:
    """The ids of claims whose status was concluded on a day (ISO 8601) or later."""
    claim, status, run, decision = _T["claim"], _T["status"], _T["run"], _T["decision"]
    return (
        select(claim.c.digest)
        .join(status, status.c.claim_id == claim.c.id)
        .outerjoin(run, run.c.id == status.c.run_id)
        .outerjoin(decision, decision.c.id == status.c.decision_id)
        .where(_at() >= day)
    )


def _at() -> Any:
    """When a status was concluded."""
    return func.coalesce(_T["decision"].c.at, _T["run"].c.started_at)


def _said() -> Any:
    """What a claim says of its key: the value, or what is stated where nothing gives it one."""
    claim = _T["claim"]
    return func.coalesce(claim.c.value, claim.c.stated, "")


def _concluded() -> Select[Any]:
    """Claims that have a status and whose words are there, with what concluded it."""
    claim, status, run = _T["claim"], _T["status"], _T["run"]
    decision, verdict = _T["decision"], _T["verdict"]
    return (
        select(
            status.c.claim_id,
            claim.c.document_id,
            claim.c.key_id,
            _said().label("said"),
            _at().label("at"),
            decision.c.actor,
            decision.c.side,
            verdict.c.verdict.label("checked"),
        )
        .join(claim, claim.c.id == status.c.claim_id)
        .outerjoin(run, run.c.id == status.c.run_id)
        .outerjoin(
            verdict,
            (verdict.c.claim_id == status.c.claim_id)
            & (verdict.c.check_id == status.c.check_id)
            & (verdict.c.run_id == status.c.run_id),
        )
        .outerjoin(decision, decision.c.id == status.c.decision_id)
        .where(status.c.verdict.is_not(None), claim.c.quote != MARK)
    )


def _query(connection: Connection, wanted: Wanted, decided: bool) -> Select[Any]:
    claim, article, status = _T["claim"], _T["article"], _T["status"]
    query = (
        _concluded()
        .join(article, article.c.document_id == claim.c.document_id)
        .where(claim.c.retired == 0)
        .order_by(
            by_code_point(connection, article.c.name),
            claim.c.part.desc(),
            claim.c.span_start,
            claim.c.span_end,
            claim.c.kind,
            claim.c.property,
            claim.c.id,
        )
    )
    if decided:
        query = query.where(status.c.decision_id.is_not(None))
    if wanted.articles:
        query = query.where(article.c.name.in_(wanted.articles))
    return query.where(_at() >= wanted.since) if wanted.since is not None else query


def _works() -> Select[Any]:
    document, article, text = _T["document"], _T["article"], _T["text"]
    return (
        select(
            document.c.digest,
            document.c.headline,
            document.c.publisher,
            document.c.url,
            document.c.language,
            document.c.published,
            document.c.ingested_at,
            article.c.name.label("article"),
            text.c.sha256,
        )
        .join(article, article.c.id == document.c.article_id)
        .join(text, text.c.id == document.c.text_id)
    )


def _one_work(connection: Connection, document_id: int) -> Work:
    return _work(connection.execute(_works().where(_T["document"].c.id == document_id)).one())


def latest_work(connection: Connection, article: str) -> Work:
    """The document of an article that stands."""
    named = _T["article"].c.name == article
    latest = _T["document"].c.id == _T["article"].c.document_id
    return _work(connection.execute(_works().where(named, latest)).one())


def _work(row: _Row) -> Work:
    return Work(
        article=row.article,
        digest=row.digest,
        headline=row.headline,
        publisher=row.publisher,
        url=row.url,
        language=row.language,
        published=row.published,
        text_sha256=row.sha256,
        ingested_at=row.ingested_at,
    )


def _first_works(connection: Connection, keys: set[int]) -> dict[tuple[int, str, str], Work]:
    """By claim key, value and polarity, the earliest published of the works that stand and state it."""
    claim, document, article = _T["claim"], _T["document"], _T["article"]
    earliest_first = func.row_number().over(
        partition_by=(claim.c.key_id, _said(), claim.c.polarity),
        order_by=(document.c.published_day, by_code_point(connection, article.c.name)),
    )
    found: dict[tuple[int, str, str], Work] = {}
    asked = sorted(keys)
    for start in range(0, len(asked), _BATCH):
        dated = (
            select(
                claim.c.key_id,
                _said().label("said"),
                claim.c.polarity,
                claim.c.document_id,
                earliest_first.label("place"),
            )
            .join(document, document.c.id == claim.c.document_id)
            .join(article, article.c.document_id == document.c.id)
            .where(
                claim.c.key_id.in_(asked[start : start + _BATCH]),
                claim.c.retired == 0,
                claim.c.quote != MARK,
                document.c.published_day.is_not(None),
            )
            .subquery("dated")
        )
        query = (
            _works()
            .add_columns(dated.c.key_id, dated.c.said, dated.c.polarity)
            .join(dated, dated.c.document_id == document.c.id)
            .where(dated.c.place == 1)
        )
        for row in connection.execute(query):
            found[row.key_id, row.said, row.polarity] = _work(row)
    return found
