"""The works that claims stand in, and which of them stated a thing first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, func, select

from verify.store.order import by_code_point
from verify.store.redactions import MARK
from verify.store.schema import METADATA

_T = METADATA.tables
_Row: TypeAlias = Any
_BATCH = 500


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


def work_of(connection: Connection, document_id: int) -> Work:
    """The document of a row as a work."""
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


def said() -> Any:
    """What a claim says of its key: the value, or what is stated where nothing gives it one."""
    claim = _T["claim"]
    return func.coalesce(claim.c.value, claim.c.stated, "")


class FirstWorks:
    """Which work stated something first; each question is looked up once, since many claims ask the same few."""

    __slots__ = ("_asked", "_connection", "_documents", "_works")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._asked: set[int] = set()
        self._documents: dict[tuple[int, str, str], int] = {}
        self._works: dict[int, Work] = {}

    def look_up(self, keys: set[int]) -> None:
        """Make the claim keys of these rows known."""
        asked = sorted(keys - self._asked)
        self._asked |= keys
        for start in range(0, len(asked), _BATCH):
            self._documents |= _first_documents(self._connection, asked[start : start + _BATCH])

    def of(self, key: int | None, said: str, polarity: str) -> Work | None:
        """The work published before all others that stand, have a date and state this of a key; None if unknown.

        It is unknown where two are of one day, or of days of which one may be before or after the other ("2016").
        """
        document = self._documents.get((key, said, polarity)) if key is not None else None
        if document is None:
            return None
        if document not in self._works:
            if len(self._works) >= _BATCH:
                self._works.clear()
            self._works[document] = work_of(self._connection, document)
        return self._works[document]


def _first_documents(connection: Connection, keys: Sequence[int]) -> dict[tuple[int, str, str], int]:
    """By claim key, value and polarity, the row of the document that states it first."""
    claim, document, article = _T["claim"], _T["document"], _T["article"]
    published = by_code_point(connection, document.c.published)
    stated = (claim.c.key_id, said().label("said"), claim.c.polarity)
    place = func.dense_rank().over(
        partition_by=(claim.c.key_id, said(), claim.c.polarity), order_by=(published, document.c.id)
    )
    dated = (
        select(*stated, claim.c.document_id, document.c.published, place.label("place"))
        .join(document, document.c.id == claim.c.document_id)
        .join(article, article.c.document_id == document.c.id)
        .where(
            claim.c.key_id.in_(keys),
            claim.c.retired == 0,
            claim.c.quote != MARK,
            document.c.published.is_not(None),
        )
        .subquery("dated")
    )
    columns = (dated.c.key_id, dated.c.said, dated.c.polarity)
    rows = connection.execute(
        select(*columns, dated.c.place, dated.c.published, dated.c.document_id)
        .where(dated.c.place <= 2)
        .distinct()
        .order_by(*columns, dated.c.place)
    )
    found = {}
    for asked, works in groupby(rows, lambda row: (row.key_id, row.said, row.polarity)):
        document_id = _first(works)
        if document_id is not None:
            found[asked] = document_id
    return found


def _first(works: Iterable[_Row]) -> int | None:
    """The first of works, given in the order of their dates as text; None where it may as well be the next.

    "2016" and "2016-04" come before all days that may be in them: only the next can begin with the same.
    """
    first, *later = works
    is_known = not any(work.published.startswith(first.published) for work in later)
    return int(first.document_id) if is_known else None
