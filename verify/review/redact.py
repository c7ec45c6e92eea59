"""Taking a text out of the store: what quotes it goes, and what was concluded of it stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, select, update

from verify.errors import ExitCode, VerifyError
from verify.review.waiting import item_code
from verify.store import redaction_log
from verify.store.ids import next_id
from verify.store.redactions import MARK
from verify.store.schema import METADATA
from verify.values import parse_edtf, parse_quantity

QUOTING = ("quote", "prefix", "suffix", "because")
"""The columns of a claim that are words of its text."""

STATING = ("subject", "value", "stated", "answer", "attributed_to")
"""The columns of a claim that may be words of its text, or what the reference calls it."""

MIN_PREFIX = 4
SHOWN = 5
QUOTED_WORDS = 4
"""As many words in a row, and a note quotes the text."""

_T = METADATA.tables
_BATCH = 500
# "S/RES/2231", "T/RES/3", "2016-W12": one word with a digit in it names or counts, and quotes nothing.
_IDENTIFIER = re.compile(r"\S*\d\S*")


@dataclass(frozen=True, slots=True)
class Held:
    """A document that has a text that is to go: its row, digest, name and article, and whether it stands."""

    document_id: int
    digest: str
    name: str
    article: str
    text_id: int
    stands: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A note of a person on a claim of a document; it stays, for the log of decisions is chained."""

    event: int
    claim: str
    quotes: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a redaction would touch: every document that has one of the texts, their claims, and people's notes."""

    documents: tuple[Held, ...]
    claims: int
    notes: tuple[Note, ...]
    redacted: tuple[int, ...]

    @property
    def texts(self) -> tuple[int, ...]:
        """The rows of the texts, in order."""
        return tuple(sorted({document.text_id for document in self.documents}))

    @property
    def left(self) -> tuple[int, ...]:
        """The rows of the texts that are not redacted yet."""
        return tuple(number for number in self.texts if number not in self.redacted)


def find(connection: Connection, given: str) -> Found:
    """The texts of an article (all its revisions), or of the document whose digest, or whose text's, begins so.

    Raises VerifyError (exit code 2) where none is meant, or documents of several texts are.
    """
    texts = _texts(connection, given)
    documents = tuple(_documents(connection, texts))
    claim = _T["claim"]
    numbers = [document.document_id for document in documents]
    count = sum(
        len(list(connection.scalars(select(claim.c.id).where(claim.c.document_id.in_(batch)))))
        for batch in _batches(numbers)
    )
    redacted = tuple(sorted(redaction_log.redacted_texts(connection, texts)))
    return Found(documents, count, tuple(_notes(connection, documents)), redacted)


def _texts(connection: Connection, given: str) -> set[int]:
    document, article, text = _T["document"], _T["article"], _T["text"]
    of_article = select(document.c.text_id).join(article, article.c.id == document.c.article_id)
    found = set(connection.scalars(of_article.where(article.c.name == given)))
    if found:
        return found
    shown = select(article.c.name).join(document, document.c.article_id == article.c.id).distinct()
    names = sorted(connection.scalars(shown.where(document.c.name == given)))
    if len(names) > 1:
        raise VerifyError(
            f"several articles are shown as {given!r}: {', '.join(names[:SHOWN])}.",
            hint="Name one of them.",
            exit_code=ExitCode.USAGE,
        )
    if names:
        return set(connection.scalars(of_article.where(article.c.name == names[0])))
    if re.fullmatch(r"[0-9a-fA-F]+", given) and len(given) >= MIN_PREFIX:
        begins = given.lower()
        query = select(document.c.text_id).where(document.c.digest.startswith(begins))
        found = set(connection.scalars(query))
        found |= set(connection.scalars(select(text.c.id).where(text.c.sha256.startswith(begins))))
    if len(found) == 1:
        return found
    what = f"several texts begin with {given!r}." if found else f"there is no article or document {given!r}."
    raise VerifyError(
        what,
        hint="Name the article as 'verify report articles' does, or give more of its digest.",
        exit_code=ExitCode.USAGE,
    )


def _documents(connection: Connection, texts: set[int]) -> Iterator[Held]:
    document, article = _T["document"], _T["article"]
    query = (
        select(document, article.c.name.label("article"), article.c.document_id.label("latest"))
        .join(article, article.c.id == document.c.article_id)
        .order_by(document.c.id)
    )
    for batch in _batches(sorted(texts)):
        for row in connection.execute(query.where(document.c.text_id.in_(batch))):
            yield Held(row.id, row.digest, row.name, row.article, row.text_id, row.latest == row.id)


def _notes(connection: Connection, documents: Sequence[Held]) -> Iterator[Note]:
    decision, claim, document, text = _T["decision"], _T["claim"], _T["document"], _T["text"]
    query = (
        select(
            decision.c.id,
            decision.c.note,
            decision.c.detail,
            claim.c.digest,
            document.c.headline,
            text.c.content,
        )
        .join(claim, claim.c.id == decision.c.claim_id)
        .join(document, document.c.id == claim.c.document_id)
        .join(text, text.c.id == document.c.text_id)
        .where((decision.c.note != "") | (decision.c.event == "correct"))
        .order_by(decision.c.id)
    )
    for batch in _batches([document.document_id for document in documents]):
        for row in connection.execute(query.where(document.c.id.in_(batch))):
            words = f"{row.headline}\n{row.content}"
            corrects = bool(row.detail) and '"quote"' in row.detail
            yield Note(row.id, row.digest, corrects or _quotes(row.note, words))


def _quotes(note: str, text: str) -> bool:
    words = note.casefold().split()
    told = f" {' '.join(text.casefold().split())} "
    return any(
        f" {' '.join(words[at : at + QUOTED_WORDS])} " in told for at in range(len(words) - QUOTED_WORDS + 1)
    )


def redact(connection: Connection, found: Found, *, actor: str, now: str, reason: str) -> None:
    """Take the texts out that are still there: each is an event, and their claims stand no more.

    Raises VerifyError (exit code 2) for an event without a reason or an actor.
    """
    _require(actor, reason)
    for text_id in found.left:
        redaction_log.append(connection, redaction_log.REDACT, text_id, actor=actor, now=now, reason=reason)
    gone = [document for document in found.documents if document.text_id in found.left]
    text, document = _T["text"], _T["document"]
    for batch in _batches(list(found.left)):
        connection.execute(update(text).where(text.c.id.in_(batch)).values(content=MARK))
    for batch in _batches([held.document_id for held in gone]):
        of_batch = document.c.id.in_(batch) & (document.c.headline != "")
        connection.execute(update(document).where(of_batch).values(headline=MARK))
        _forget_items(connection, batch)
        _retire(connection, batch, {held.document_id for held in gone if held.stands})
        _mark_claims(connection, batch)
        _mark_keys(connection, batch)
    if gone:
        # The queue repeats subjects; whoever opens it next makes it anew.
        for name in ("queue", "queue_cell", "queue_mark"):
            connection.execute(delete(_T[name]))


def lift(connection: Connection, found: Found, *, actor: str, now: str, reason: str) -> None:
    """Let the redacted texts be taken in again, each as an event; what was taken out does not come back by itself.

    Raises VerifyError (exit code 2) where none of them is redacted, and as `redact` does.
    """
    _require(actor, reason)
    if not found.redacted:
        raise VerifyError(
            "nothing of it is redacted.",
            hint="See: verify redact --help",
            exit_code=ExitCode.USAGE,
        )
    for text_id in found.redacted:
        redaction_log.append(connection, redaction_log.LIFT, text_id, actor=actor, now=now, reason=reason)


def _require(actor: str, reason: str) -> None:
    for what, said, option in (("its reason", reason, "--reason"), ("its author", actor, "--actor")):
        if not said.strip():
            raise VerifyError(
                f"a redaction needs {what}.", hint=f"Say it with {option}.", exit_code=ExitCode.USAGE
            )


def _forget_items(connection: Connection, documents: Sequence[int]) -> None:
    """Drop what reviewers have of the items of these documents' claims: the codes of items repeat what claims state."""
    claim = _T["claim"]
    items = select(item_code()).where(claim.c.document_id.in_(documents))
    for name in ("draft", "lease", "skipped"):
        table = _T[name]
        connection.execute(delete(table).where(table.c.item.in_(items)))


def _retire(connection: Connection, documents: Sequence[int], standing: set[int]) -> None:
    claim, log = _T["claim"], _T["standing"]
    query = select(claim.c.id, claim.c.document_id).where(
        claim.c.document_id.in_(documents), claim.c.retired == 0
    )
    stood = [row.id for row in connection.execute(query.order_by(claim.c.id)) if row.document_id in standing]
    if stood:
        free = next_id(connection, log)
        rows = [{"id": free + place, "claim_id": number, "stands": 0} for place, number in enumerate(stood)]
        connection.execute(insert(log), rows)
    of_documents = claim.c.document_id.in_(documents) & (claim.c.retired == 0)
    connection.execute(update(claim).where(of_documents).values(retired=1))


def _mark_claims(connection: Connection, documents: Sequence[int]) -> None:
    claim, subject = _T["claim"], _T["subject"]
    known = set(connection.scalars(select(subject.c.name)))
    columns = (*QUOTING, *STATING, "answer_digest")
    query = select(claim.c.id, *(claim.c[name] for name in columns)).where(claim.c.document_id.in_(documents))
    rows = [_marked(row, known) for row in connection.execute(query)]
    if rows:
        change = update(claim).where(claim.c.id == bindparam("row"))
        connection.execute(change.values({name: bindparam(name) for name in columns}), rows)


def _marked(row: Any, known: set[str]) -> dict[str, Any]:
    """What becomes of a claim; with the words of its answer goes what these could be guessed by."""
    stating = {name: _unquoted(getattr(row, name), known) for name in STATING}
    digest = None if stating["answer"] == MARK else row.answer_digest
    return {"row": row.id, **dict.fromkeys(QUOTING, MARK), **stating, "answer_digest": digest}


def _unquoted(said: str | None, known: set[str]) -> str | None:
    """What a claim states, where it is what the reference calls it, a date, number or identifier; else the mark."""
    if said is None or said in known or all(part in known for part in said.split(" + ")):
        return said
    if _IDENTIFIER.fullmatch(said):
        return said
    for parse in (parse_edtf, parse_quantity):
        try:
            parse(said)
        except ValueError:
            continue
        return said
    return MARK


def _mark_keys(connection: Connection, documents: Sequence[int]) -> None:
    """Take the words out of the keys that only claims of redacted texts ask, and the reference does not know."""
    claim, key, subject, document = _T["claim"], _T["claim_key"], _T["subject"], _T["document"]
    asked = select(claim.c.key_id).where(claim.c.document_id.in_(documents), claim.c.key_id.is_not(None))
    query = select(key.c.id, key.c.subject, key.c.scope).where(
        key.c.id.in_(asked), key.c.subject.not_in(select(subject.c.name))
    )
    known = set(connection.scalars(select(subject.c.name)))
    rows = [row for row in connection.execute(query).all() if _unquoted(row.subject, known) != row.subject]
    askers = select(document.c.text_id).join(claim, claim.c.document_id == document.c.id)
    # Checks ask more of a subject than claims do: such keys go with the last that claims ask of it, and before it.
    for words in sorted({row.subject for row in rows}):
        of_words = askers.join(key, key.c.id == claim.c.key_id).where(key.c.subject == words)
        if _all_redacted(connection, of_words):
            beside = select(key.c.id, key.c.subject, key.c.scope).where(
                key.c.subject == words, ~select(claim.c.id).where(claim.c.key_id == key.c.id).exists()
            )
            for row in connection.execute(beside).all():
                _mark_key(connection, row, known)
    for row in rows:
        if _all_redacted(connection, askers.where(claim.c.key_id == row.id)):
            _mark_key(connection, row, known)


def _all_redacted(connection: Connection, texts: Select[Any]) -> bool:
    found = set(connection.scalars(texts))
    return found <= redaction_log.redacted_texts(connection, found).keys()


def _mark_key(connection: Connection, row: Any, known: set[str]) -> None:
    key = _T["claim_key"]
    scope = _unquoted(row.scope, known) if row.scope else ""
    change = update(key).where(key.c.id == row.id)
    connection.execute(change.values(subject=f"{MARK} {row.id}", scope=scope))


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _BATCH):
        yield numbers[start : start + _BATCH]
