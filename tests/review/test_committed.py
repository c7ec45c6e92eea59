"""The committed file: what it may say, word by word; that reading and writing it changes nothing."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from verify.errors import ExitCode, VerifyError
from verify.review.committed import (
    EXAMPLES,
    LONGEST_LINE,
    Committed,
    Decision,
    Entry,
    Waiver,
    canonical,
    canonical_line,
    kind_of,
    order_of,
    parse_committed,
    read_committed,
)
from verify.review.shapes import SIDES
from verify.verdicts import Verdict

FILE = "verify-decisions.ndjson"
CLAIM = "5e0f" * 16
WAIVER = {"type": "waiver", "claim": CLAIM, "reason": "awaiting", "owner": "Ana", "expires": "2026-12-31"}
DECISION = {
    "type": "decision", "claim": CLAIM, "verdict": "not enough evidence", "owner": "Ana",
    "at": "2026-11-20T12:00:00Z",
}  # fmt: skip
PATTERN = (
    'Write it so: {"type":"waiver","claim":"5e0f…","article":"articles/draft.md","quote":"July 4, 2015",'
    '"reason":"awaiting the archive\'s answer","owner":"Ana","expires":"2026-12-31"}'
)


def read(*lines: dict[str, Any] | str) -> Committed:
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    return parse_committed("\n".join(texts).encode("utf-8", "surrogatepass"), FILE)


def test_a_waiver_and_a_decision_are_read_with_their_lines() -> None:
    found = read(
        WAIVER, DECISION | {"side": "reference", "note": "wrong day", "article": "a.md", "quote": "now"}
    )
    waiver = Waiver(CLAIM, "awaiting", "Ana", datetime.date(2026, 12, 31))
    decision = Decision(
        CLAIM,
        Verdict.NOT_ENOUGH_EVIDENCE,
        "Ana",
        "2026-11-20T12:00:00Z",
        "reference",
        "wrong day",
        "a.md",
        "now",
    )
    assert [line.entry for line in found.lines] == [waiver, decision]
    assert found.waivers() == {CLAIM: (1, waiver)}
    assert found.decisions() == {CLAIM: (2, decision)}
    assert read(WAIVER, DECISION).decisions()[CLAIM][1].side is None


def test_the_written_form_is_the_one_documented() -> None:
    waiver = Waiver(CLAIM, "it's “late”", "Ana", datetime.date(2026, 12, 31), "articles/draft.md", "July 4")
    decision = Decision(CLAIM, Verdict.SUPPORTED, "Ana", "2026-11-20T12:00:00Z", article="a.md")
    assert canonical([waiver, decision]) == (
        f'{{"type":"decision","claim":"{CLAIM}","article":"a.md","verdict":"supported","owner":"Ana",'
        '"at":"2026-11-20T12:00:00Z"}\n'
        f'{{"type":"waiver","claim":"{CLAIM}","article":"articles/draft.md","quote":"July 4",'
        '"reason":"it\'s “late”","owner":"Ana","expires":"2026-12-31"}\n'
    )


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
WORDS = TEXTS.filter(str.strip)
CLAIMS = st.text("0123456789abcdef", min_size=64, max_size=64)
PEOPLE_READ = {"article": TEXTS, "quote": TEXTS}
MOMENTS = st.datetimes().map(lambda moment: moment.isoformat(timespec="seconds") + "Z")
WAIVERS = st.builds(Waiver, claim=CLAIMS, reason=WORDS, owner=WORDS, expires=st.dates(), **PEOPLE_READ)
DECISIONS = st.builds(
    Decision, claim=CLAIMS, verdict=st.sampled_from(Verdict), owner=WORDS, at=MOMENTS,
    side=st.sampled_from([None, *SIDES]), note=TEXTS, **PEOPLE_READ,
)  # fmt: skip
ENTRIES = st.lists(WAIVERS | DECISIONS, unique_by=lambda entry: (kind_of(entry), entry.claim), max_size=6)


@settings(deadline=None)
@given(ENTRIES)
def test_what_is_written_reads_back_the_same(entries: list[Entry]) -> None:
    text = canonical(entries)
    found = parse_committed(text.encode(), FILE)
    assert [line.entry for line in found.lines] == sorted(entries, key=order_of)
    assert [line.number for line in found.lines] == list(range(1, len(entries) + 1))
    assert "".join(line.text for line in found.lines) == text
    assert canonical(line.entry for line in found.lines) == text


@settings(deadline=None)
@given(st.binary(max_size=80) | st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"[" * 50_000)
@example(b'{"type":"waiver","claim":' + b"9" * 5_000 + b"}")
@example(b"NaN")
@example(b'{"a":{"b":1}}')
def test_anything_else_is_refused_and_breaks_nothing(content: bytes) -> None:
    if not content:
        assert parse_committed(content, FILE) == Committed(FILE)
        return
    with pytest.raises(VerifyError) as error:
        parse_committed(content, FILE)
    assert error.value.exit_code is ExitCode.INVALID_DATA
    assert str(error.value.place).startswith(f"{FILE}:")
    assert error.value.hint


def test_what_a_terminal_obeys_is_escaped_in_the_file_and_nowhere_else() -> None:
    reason = "\x1b[31m\u202e\u2028late\x85"
    line = canonical_line(Waiver(CLAIM, reason, "Ana", datetime.date(2026, 12, 31)))
    assert '"reason":"\\u001b[31m\\u202e\\u2028late\\u0085"' in line
    assert parse_committed(line.encode(), FILE).waivers()[CLAIM][1].reason == reason


def test_any_order_and_windows_line_ends_are_read() -> None:
    first, second = (
        WAIVER | {"article": name, "claim": claim * 64} for name, claim in (("b", "b"), ("a", "a"))
    )
    content = f"{json.dumps(first)}\r\n{json.dumps(second)}".encode()
    assert [line.entry.article for line in parse_committed(content, FILE).lines] == ["b", "a"]


def without(line: dict[str, str], key: str) -> dict[str, str]:
    return {name: value for name, value in line.items() if name != key}


REFUSED = [
    ("[1]", "1", "the line is not a JSON object.", PATTERN),
    ("{", "1:2", "the line is not JSON: Expecting property name enclosed in double quotes.", PATTERN),
    (
        "<<<<<<< HEAD", "1", "git left a conflict here.",
        "Keep the lines of both sides, and remove those of git's marks.",
    ),
    (f"{json.dumps(WAIVER)}\n\n", "2", "the line is blank.", "Remove it."),
    (" \n", "1", "the line is blank.", "Remove it."),
    ("{}", "1", 'there is no "type".', 'Write "type":"waiver" or "type":"decision".'),
    (WAIVER | {"type": "waver"}, "1", "\"type\" is 'waver'.", 'Write "type":"waiver" or "type":"decision".'),
    (WAIVER | {"type": 1}, "1", '"type" is not a text.', "Put it in quotes, or remove it."),
    (WAIVER | {"expiry": "2026-12-31"}, "1", "a waiver has no 'expiry'.", 'Write "expires".'),
    (
        WAIVER | {"verdict": "supported"}, "1", "a waiver has no 'verdict'.",
        "Its keys are: claim, article, quote, reason, owner, expires.",
    ),
    (
        DECISION | {"expires": "2026-12-31"}, "1", "a decision has no 'expires'.",
        "Its keys are: claim, article, quote, verdict, side, note, owner, at.",
    ),
    (WAIVER | {"expires": 20261231}, "1", '"expires" is not a text.', 'Write it so: "expires":"2026-12-31".'),
    (
        WAIVER | {"reason": None}, "1", '"reason" is not a text.',
        'Write it so: "reason":"awaiting the archive\'s answer".',
    ),
    *(
        (without(WAIVER, key), "1", f'the waiver has no "{key}".', f'Write it so: "{key}":"{EXAMPLES[key]}".')
        for key in ("claim", "reason", "owner", "expires")
    ),
    *(
        (without(DECISION, key), "1", f'the decision has no "{key}".', f'Write it so: "{key}":"{EXAMPLES[key]}".')
        for key in ("claim", "verdict", "owner", "at")
    ),
    (WAIVER | {"reason": " \t"}, "1", '"reason" is empty.', 'Write it so: "reason":"awaiting the archive\'s answer".'),
    (DECISION | {"note": ""}, "1", '"note" is empty.', "Leave it out."),
    (
        WAIVER | {"expires": "2026-02-30"}, "1", "\"expires\" is no day: '2026-02-30': February has 28 days, not 30.",
        'Write it so: "expires":"2026-12-31".',
    ),
    (
        WAIVER | {"expires": "31.12.2026"}, "1",
        "\"expires\" is no day: '31.12.2026' is not a day written YYYY-MM-DD.", 'Write it so: "expires":"2026-12-31".',
    ),
    (
        WAIVER | {"expires": "٢٠٢٦-12-31"}, "1",
        "\"expires\" is no day: '٢٠٢٦-12-31' is not a day written YYYY-MM-DD.", 'Write it so: "expires":"2026-12-31".',
    ),
    (
        DECISION | {"at": "2026-11-20"}, "1", "\"at\" is '2026-11-20', which is no moment in UTC.",
        'Write it so: "at":"2026-11-20T12:00:00Z".',
    ),
    (
        DECISION | {"at": "2026-11-31T12:00:00Z"}, "1",
        "\"at\" is no day: '2026-11-31': November has 30 days, not 31.", 'Write it so: "at":"2026-11-20T12:00:00Z".',
    ),
    (
        DECISION | {"verdict": "true"}, "1", "\"verdict\" is 'true'.",
        "It can be: refuted, conflicting evidence, supported, not enough evidence.",
    ),
    (
        DECISION | {"side": "ours"}, "1", "\"side\" is 'ours'.",
        "It can be: article, reference, both, neither, extraction.",
    ),
    (
        WAIVER | {"claim": CLAIM.upper()}, "1", '"claim" is not a fingerprint.',
        "It has 64 digits and letters from a to f: 'verify queue waive' and 'verify queue export' write it.",
    ),
    (
        f"{json.dumps(WAIVER)}\n{json.dumps(DECISION)}\n{json.dumps(WAIVER | {'owner': 'Bo'})}", "3",
        "line 1 is a waiver of this claim already.", "Keep one of the two lines.",
    ),
    ('{"type":"waiver","type":"waiver"}', "1", '"type" stands twice.', "Keep one of them."),
    (WAIVER | {"reason": "\ud800"}, "1", '"reason" holds half a surrogate pair.', "Write the character itself."),
    ("[" * 50_000, "1", "the line is not JSON that can be read.", PATTERN),
    (
        WAIVER | {"reason": "x" * LONGEST_LINE}, "1", "the line is longer than 65,536 bytes.",
        "Shorten its reason or note.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("line", "place", "message", "hint"), REFUSED)
def test_a_line_that_says_something_else(
    line: dict[str, Any] | str, place: str, message: str, hint: str
) -> None:
    with pytest.raises(VerifyError) as error:
        read(line)
    assert (error.value.message, error.value.hint) == (message, hint)
    assert error.value.place == f"{FILE}:{place}"
    assert error.value.exit_code is ExitCode.INVALID_DATA


@pytest.mark.parametrize(
    ("content", "place", "message", "hint"),
    [
        (b"\xef\xbb\xbf{}", "1", "the file begins with a byte order mark.", "Save it as UTF-8 without one."),
        (b'{"reason":"\xe9"}', "1", "byte 0xE9 at offset 11 is not UTF-8.", "Save the file as UTF-8."),
        (
            json.dumps(WAIVER).encode("utf-16"),
            "1",
            "byte 0xFF at offset 0 is not UTF-8.",
            "Save the file as UTF-8.",
        ),
    ],
)
def test_a_file_that_is_not_plain_utf_8(content: bytes, place: str, message: str, hint: str) -> None:
    with pytest.raises(VerifyError) as error:
        parse_committed(content, FILE)
    assert (error.value.place, error.value.message, error.value.hint) == (f"{FILE}:{place}", message, hint)


def test_a_file_that_is_not_there_or_cannot_be_read(tmp_path: Any) -> None:
    assert read_committed(tmp_path / FILE, FILE) == Committed(FILE)
    (tmp_path / FILE).mkdir()
    with pytest.raises(VerifyError) as error:
        read_committed(tmp_path / FILE, FILE)
    assert str(error.value) == (
        "verify-decisions.ndjson: the file cannot be read (Is a directory). "
        "Check its permissions, or mend 'decisions' in verify.toml."
    )
