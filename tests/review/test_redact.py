"""A takedown: the words go and what was concluded stays; the guards let nothing else through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from making import (
    LATER,
    NOW,
    TEXT,
    claim_of,
    dated,
    document,
    judge,
    judged_store,
    put,
    rows,
    snapshot,
    usual_checks,
    usual_claims,
)
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from verify.checks.replay import replay
from verify.errors import ExitCode, VerifyError
from verify.reference.records import ensure_keys
from verify.review.decisions import decide
from verify.review.desk import Desk
from verify.review.redact import Found, find, lift, redact
from verify.store import engine
from verify.store.engine import Store
from verify.store.integrity import check_store
from verify.store.redaction_log import redacted_document
from verify.store.redactions import MARK
from verify.store.scrub import scrub
from verify.store.seal import make_seal
from verify.store.sealed import broken_seal, read_sealed
from verify.verdicts import Verdict

SECRET = "Ottilie Quandt"
HEADLINE = f"{SECRET} signs"
BODY = f"{TEXT}The Quandt-Ferry Protocol was signed by {SECRET} on 3 March 2011.\n"


def claims() -> list[object]:
    """The usual claims, and one whose subject only its text knows."""
    own = dated(
        BODY,
        "3 March 2011",
        "Quandt-Ferry Protocol",
        "signed",
        "2011-03-03",
        answer=SECRET,
        attributed_to=SECRET,
    )
    return [*usual_claims(BODY), own]


@pytest.fixture
def store_with(store: Store) -> Store:
    """A judged article that somebody decided of; another article with its text, and one with a text of its own."""
    judged_store(store)
    put(store, document(BODY, article="quandt.txt", headline=HEADLINE), claims())  # type: ignore[arg-type]
    put(store, document(BODY, article="copy.txt", published=None), [])
    judge(store, usual_checks())
    claim = claim_of(store, "3 March 2011")
    with store.writing() as connection:
        decide(connection, claim, Verdict.REFUTED, actor="Ana", now=LATER, note="the day is wrong")
        decide(
            connection,
            claim,
            Verdict.REFUTED,
            actor="Ana",
            now=LATER,
            note="signed by Ottilie Quandt on 3 May",
        )
    return store


def taken_out(store: Store, given: str = "quandt.txt", change: Callable[..., None] = redact) -> Found:
    with store.writing() as connection:
        found = find(connection, given)
        change(connection, found, actor="Ana", now=LATER, reason="court order")
    return found


def findings(store: Store) -> list[str]:
    with store.reading() as connection:
        return [finding.what for finding in check_store(connection)]


def words_left(store: Store, *words: str) -> list[str]:
    """The tables, but the log of decisions, in which any of the words still stand."""
    return [
        name
        for name, found in snapshot(store).items()
        if name != "decision" and any(word in repr(row) for row in found for word in words)
    ]


def test_the_words_go_and_what_was_concluded_stays(store_with: Store) -> None:
    claim = claim_of(store_with, "3 March 2011")
    desk = Desk(store_with, "Ana", clock=lambda: LATER, session="one")
    assert desk.lines()
    (item,) = [line.id for line in desk.lines() if line.lead.quote == "77"]
    desk.draft(item, f"{SECRET} again")
    before = snapshot(store_with)
    with store_with.reading() as connection:
        seal = make_seal(connection)
    found = taken_out(store_with)
    assert [(held.article, held.stands) for held in found.documents] == [
        ("quandt.txt", True),
        ("copy.txt", True),
    ], "every document that has the text"
    assert [(note.event, note.quotes) for note in found.notes] == [(1, False), (2, True)]
    assert words_left(store_with, "Ottilie", "Quandt") == []
    after = snapshot(store_with)
    for name in ("verdict", "decision", "status", "run", "fact"):
        assert after[name] == before[name], name
    kept = [(row[1], *row[6:9]) for row in after["claim"]]
    assert kept == [(row[1], *row[6:9]) for row in before["claim"]], "digests and places stay"
    assert {row[3] for row in after["text"]} == {row[3] for row in before["text"]}
    with store_with.reading() as connection:
        query = text(
            "SELECT c.subject, c.value, k.subject FROM claim c JOIN claim_key k ON k.id = c.key_id "
            "WHERE c.document_id = 2 ORDER BY c.id"
        )
        first, *_, last = [tuple(row) for row in connection.execute(query)]
    assert first == ("Harbour Treaty", "2010-05-04", "Harbour Treaty"), "what the reference calls it"
    assert last[:2] == (MARK, "2011-03-03")
    assert last[2].startswith(f"{MARK} ")
    with store_with.reading() as connection:
        query = text("SELECT answer, answer_digest FROM claim WHERE document_id = 2 AND answer IS NOT NULL")
        digests = {tuple(row) for row in connection.execute(query)}
    assert digests, "words cannot be guessed by their digest"
    assert all((digest is None) is (answer == MARK) for answer, digest in digests)
    assert MARK in dict(digests)
    untouched = [row for row in before["claim"] if row[2] == 1]
    assert [row for row in after["claim"] if row[2] == 1] == untouched, "the other article's"
    assert findings(store_with) == []
    with store_with.reading() as connection:
        assert broken_seal(connection, read_sealed(seal.line)) == []
        told = redacted_document(connection, 2)
        assert told is not None
        assert told.words == "[redacted on 10 April 2016 by Ana: court order]"
        assert redacted_document(connection, 1) is None
        parts = replay(connection, 2)
    assert parts is not None
    assert all(part.is_whole for part in parts)
    assert sum(part.redacted for part in parts) == 8
    judge(store_with, usual_checks())
    assert snapshot(store_with)["verdict"] == before["verdict"], "nothing of it is judged again"
    shown = desk.look(claim)
    assert (shown.passage.quote, shown.lead.quote) == (told.words, MARK)
    assert {line.lead.article for line in desk.lines()} == {"harbour.txt"}, "there is nothing to decide"
    assert findings(store_with) == []


def test_a_redacted_text_is_not_taken_in_again_until_that_is_lifted(store_with: Store) -> None:
    before = snapshot(store_with)
    taken_out(store_with)
    same = document(BODY, article="elsewhere.txt")
    with pytest.raises(VerifyError) as error:
        put(store_with, same, [])
    assert error.value.message == (
        "this text is not taken in again: redacted on 10 April 2016 by Ana: court order."
    )
    assert error.value.exit_code is ExitCode.INVALID_DATA
    assert f"verify redact {same.text_digest[:12]} --lift" in (error.value.hint or "")
    taken_out(store_with, same.text_digest[:12], lift)
    assert findings(store_with) == [], "nothing came back by itself"
    put(store_with, document(BODY, article="quandt.txt", headline=HEADLINE), claims())  # type: ignore[arg-type]
    after = snapshot(store_with)
    for name in ("text", "document", "verdict", "decision"):
        assert after[name] == before[name], name
    was, now = ({row[1]: row[4:] for row in found["claim"]} for found in (before, after))
    assert now == was, "all but the key"
    assert findings(store_with) == []
    judge(store_with, usual_checks())
    with pytest.raises(VerifyError, match="nothing of it is redacted"):
        taken_out(store_with, "quandt.txt", lift)


def test_nothing_else_passes_through_that_door(store_with: Store) -> None:
    """What a redaction opens is for the mark alone, in the rows of its text alone; a lift, for the words alone."""
    forged = [
        "UPDATE text SET content = 'forged' WHERE id = {text}",
        f"UPDATE text SET content = '{MARK}' WHERE id = {{other}}",
        f"UPDATE text SET content = '{MARK}', sha256 = 'x' WHERE id = {{text}}",
        f"UPDATE text SET content = '{MARK}', length = 3 WHERE id = {{text}}",
        "UPDATE document SET headline = 'forged' WHERE text_id = {text}",
        f"UPDATE document SET headline = '{MARK}' WHERE text_id = {{other}}",
        "UPDATE document SET publisher = 'forged' WHERE text_id = {text}",
        "UPDATE document SET text_id = {other} WHERE text_id = {text}",
        "UPDATE claim SET quote = 'forged' WHERE document_id = 2",
        "UPDATE claim SET value = 'forged' WHERE document_id = 2",
        "UPDATE claim SET value = NULL WHERE document_id = 2",
        f"UPDATE claim SET quote = '{MARK}' WHERE document_id = 1",
        f"UPDATE claim SET quote = '{MARK}', span_start = 0 WHERE document_id = 2",
        f"UPDATE claim SET quote = '{MARK}', key_id = 1 WHERE document_id = 2",
        "UPDATE claim SET digest = 'x' WHERE document_id = 2",
        f"UPDATE claim_key SET subject = '{MARK} ' || id WHERE id = 1",
        "UPDATE claim_key SET subject = 'forged' WHERE subject LIKE '%Quandt%' OR subject LIKE '[%'",
        "DELETE FROM text WHERE id = {text}",
        "DELETE FROM redaction",
        "UPDATE redaction SET reason = 'none'",
    ]  # fmt: skip
    lengthened = "UPDATE text SET content = content || 'x' WHERE id = {text}"

    def passed(*statements: str) -> list[str]:
        found = []
        for statement in statements:
            try:
                with store_with.writing() as connection:
                    connection.execute(text(statement.format(text=2, other=1)))
                found.append(statement)
            except DBAPIError as error:
                found += [] if "is append-only" in str(error.orig) else [str(error.orig)]
        return found

    of_the_log = [statement for statement in forged if " redaction" in statement]
    assert passed(*(statement for statement in forged if statement not in of_the_log), lengthened) == []
    taken_out(store_with)
    before = snapshot(store_with)
    assert passed(*forged, lengthened) == []
    assert snapshot(store_with) == before
    taken_out(store_with, "quandt.txt", lift)
    before = {name: found for name, found in snapshot(store_with).items() if name != "redaction"}
    refused = [statement for statement in forged if "headline = 'forged'" not in statement]
    assert passed(*refused, lengthened) == []
    assert before == {name: found for name, found in snapshot(store_with).items() if name != "redaction"}
    # What a guard cannot prove by itself is found out.
    passed("UPDATE document SET headline = 'forged' WHERE id = 2")
    expected = ["1 documents that are not what their digest says"]
    put(store_with, document(BODY, article="copy.txt", published=None), [])
    passed(
        "UPDATE claim SET quote = '4 May 2010', value = '1999-09-09' WHERE document_id = 2 AND value = '2010-05-04'"
    )
    expected.append("1 claims of texts that were taken in again that are not what their id says")
    assert findings(store_with) == expected


def test_a_lifted_text_comes_back_as_it_was_or_is_found_out(store_with: Store) -> None:
    forged = "x" * len(BODY)
    taken_out(store_with)
    taken_out(store_with, "quandt.txt", lift)
    put_in = text("UPDATE text SET content = :forged WHERE id = 2")
    if not store_with.is_sqlite:
        with pytest.raises(DBAPIError, match="text is append-only"), store_with.writing() as connection:
            connection.execute(put_in, {"forged": forged})
        return
    with store_with.writing() as connection:
        connection.execute(put_in, {"forged": forged})
    assert findings(store_with) == ["1 texts that are not what their digest says"]


def test_what_is_done_behind_the_guards_is_found(store_with: Store) -> None:
    taken_out(store_with)
    taken_out(store_with, "harbour.txt")
    broken = "the log of redactions breaks at redaction {}: {}"
    cases = [
        (
            "redaction",
            "UPDATE redaction SET reason = 'none' WHERE id = 1",
            broken.format(1, "its content was changed"),
        ),
        (
            "redaction",
            "DELETE FROM redaction WHERE id = 1",
            broken.format(2, "redaction 1 is missing before it"),
        ),
        (
            "claim",
            "UPDATE claim SET quote = 'Quandt' WHERE id = 9",
            "1 rows of redacted texts still have their words",
        ),
        (
            "text",
            "UPDATE text SET content = 'Quandt' WHERE id = 1",
            "1 texts that are not what their digest says",
        ),
    ]
    for table, statement, what in cases:
        with store_with.engine.execution_options(writes=True).connect() as connection:
            for action in ("update", "delete"):
                on = "" if store_with.is_sqlite else f" ON {table}"
                connection.execute(text(f"DROP TRIGGER {table}_no_{action}{on}"))
            connection.execute(text(statement))
            assert what in [finding.what for finding in check_store(connection)], statement
            connection.rollback()


def test_what_is_asked_for_must_be_meant(store_with: Store) -> None:
    digests = [row[1] for row in rows(store_with, "document")]
    for folder in ("one", "two"):
        put(store_with, document("Other words.", article=f"{folder}/same.txt", name="same.txt"), [])
    with store_with.reading() as connection:
        assert {held.article for held in find(connection, digests[1][:8]).documents} == {
            "quandt.txt",
            "copy.txt",
        }
        assert {held.article for held in find(connection, "harbour.txt").documents} == {"harbour.txt"}
        with pytest.raises(
            VerifyError, match=r"several articles are shown as 'same.txt': one/same.txt, two/same.txt\."
        ):
            find(connection, "same.txt")
        for given in ("nowhere.txt", "ffffffff", "abc", "%"):
            with pytest.raises(VerifyError) as error:
                find(connection, given)
            assert error.value.message == f"there is no article or document {given!r}."
            assert error.value.exit_code is ExitCode.USAGE
        found = find(connection, "quandt.txt")
    for said, message in (({"reason": " "}, "its reason"), ({"actor": ""}, "its author")):
        with pytest.raises(VerifyError, match=message), store_with.writing() as connection:
            redact(connection, found, **{"actor": "Ana", "now": NOW, "reason": "order"} | said)  # type: ignore[arg-type]
    taken_out(store_with)
    assert taken_out(store_with).left == (), "once is enough"
    assert len(rows(store_with, "redaction")) == 1


@pytest.mark.parametrize("any_database", ["sqlite"], indirect=True)
def test_the_words_are_no_longer_in_the_file_unless_a_reader_keeps_them(
    store_with: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [Path(store_with.name + ending) for ending in ("", "-wal")]
    notes = [row[7] for row in rows(store_with, "decision")]
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    impatient = engine.connect(store_with.name)
    with store_with.reading() as connection:
        connection.execute(text("SELECT * FROM text")).fetchone()
        taken_out(store_with)
        assert scrub(impatient) == "another process is reading the file, and keeps its write-ahead log"
    assert scrub(impatient) is None
    impatient.close()
    left = b"".join(path.read_bytes() for path in files if path.exists())
    # People's notes stay, for their log is chained.
    for note in notes:
        left = left.replace(note.encode(), b"")
    for words in (SECRET, "Quandt", "3 March 2011"):
        assert words.encode() not in left, words


@pytest.mark.parametrize("any_database", ["postgresql"], indirect=True)
def test_the_tables_are_rewritten_by_their_owner_and_their_statistics_forgotten(
    store_with: Store, database_url: str
) -> None:
    with store_with.writing() as connection:
        connection.execute(text("ANALYZE claim, text"))
        connection.execute(text("DROP ROLE IF EXISTS guest"))
        connection.execute(text("CREATE ROLE guest LOGIN"))
    taken_out(store_with)
    guest = engine.connect(database_url.replace("postgres:", "guest:", 1).replace("//postgres@", "//guest@"))
    assert "permission denied" in (scrub(guest) or "")
    guest.close()
    assert scrub(store_with) is None
    with store_with.reading() as connection:
        kept = connection.execute(
            text("SELECT count(*) FROM pg_stats WHERE schemaname = 'public' AND tablename <> 'decision' "
                 "AND concat(most_common_vals::text, histogram_bounds::text) LIKE '%Quandt%'")
        ).scalar_one()  # fmt: skip
        dead = connection.execute(text("SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = 'text'"))
        assert (kept, dead.scalar_one()) == (0, 0)


def test_the_words_leave_the_keys_that_checks_alone_ask(store_with: Store) -> None:
    other = dated(TEXT, "4 May 2010", "Quandt-Ferry Protocol", "signed", "2010-05-04")
    put(store_with, document(TEXT + " It rained.", article="again.txt"), [other])
    with store_with.writing() as connection:
        ensure_keys(connection, [("signed", "concluded", False)])

    def left() -> int:
        return sum("Quandt" in str(row) for row in rows(store_with, "claim_key"))

    assert left() == 2
    taken_out(store_with)
    assert left() == 2, "another article asks it"
    taken_out(store_with, "again.txt")
    assert left() == 0
    with store_with.reading() as connection:
        assert check_store(connection) == []
