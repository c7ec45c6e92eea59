"""What keys do, in line mode, on a desk in memory: every key, every question, and what the desk refuses."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cards
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verify.errors import VerifyError
from verify.review.faces.keys import KEYS
from verify.review.faces.plain import LineMode
from verify.review.faces.session import Session
from verify.review.shapes import Held, Lease
from verify.verdicts import Verdict


@dataclass
class Said:
    """What a session of lines came to: its desk and what it printed."""

    desk: cards.Cards
    out: str

    @property
    def acts(self) -> list[tuple[Any, ...]]:
        """What was done, leases aside."""
        return [call for call in self.desk.calls if call[0] not in ("next", "renew", "release")]


def review(
    *lines: str,
    items: list[Any] | None = None,
    before: Callable[[cards.Cards], None] | None = None,
    **more: Any,
) -> Said:
    """Type lines into a line mode on made-up items."""
    desk = cards.Cards(items if items is not None else [cards.item(number) for number in range(1, 6)])
    if before:
        before(desk)
    out, typed = io.StringIO(), iter([f"{line}\n" for line in lines])
    session = Session(desk, **more)  # type: ignore[arg-type]  # a desk in memory
    mode = LineMode(session, out, lambda: next(typed, None), is_terminal=False, width=lambda: 300)
    assert mode.run() == 0
    session.close()
    assert desk.calls[-1] == ("release", None)
    return Said(desk, out.getvalue())


def number(count: int) -> str:
    return f"{count:032x}"


@pytest.mark.parametrize(
    ("key", "verdict"),
    [
        ("1", Verdict.SUPPORTED),
        ("2", Verdict.REFUTED),
        ("3", Verdict.NOT_ENOUGH_EVIDENCE),
        ("4", Verdict.CONFLICTING_EVIDENCE),
        ("a", Verdict.REFUTED),
        ("Refuted", Verdict.REFUTED),
    ],
)
def test_one_key_decides_and_shows_the_next(key: str, verdict: Verdict) -> None:
    said = review(key)
    assert said.acts == [("decide", number(1), verdict, None, "", False)]
    assert f"Decided: {verdict.label}. u takes it back." in said.out
    assert "articles/2.md:9:73 · Example Daily · 9 April 2016 (2 / 5)" in said.out


def test_the_side_and_the_note_go_with_the_decision_and_with_no_other() -> None:
    said = review("w", "reference", "n wrong day in the record", "2", "1")
    assert said.acts == [
        ("decide", number(1), Verdict.REFUTED, "reference", "wrong day in the record", False),
        ("decide", number(2), Verdict.SUPPORTED, None, "", False),
    ]
    assert "Your decision: wrong side: reference" in said.out


def test_to_reject_asks_for_the_verdict_and_for_a_note() -> None:
    said = review("x", "1", "the archive says otherwise", "x 2", "x 1", "")
    assert said.acts == [("decide", number(1), Verdict.SUPPORTED, None, "the archive says otherwise", False)]
    assert '"2" is none of these answers.' in said.out
    assert "Not refuted, but: 1 supported, 3 not enough evidence, 4 conflicting evidence." in said.out
    assert said.out.count("Nothing changed.") == 2


def test_skip_passes_over_and_undo_comes_back_to_it() -> None:
    said = review(" ", "skip", "u", "2")
    assert said.acts == [
        ("skip", number(1)),
        ("skip", number(2)),
        ("decide", number(2), Verdict.REFUTED, None, "", False),
    ]
    assert "Back at what you skipped." in said.out


def test_what_was_skipped_comes_again_when_nothing_else_is_left() -> None:
    said = review(" ", "2", " ", "1", items=[cards.item(1), cards.item(2)])
    assert "No next item: You skipped 1: space shows them again." in said.out
    assert said.acts[-1] == ("decide", number(1), Verdict.SUPPORTED, None, "", False)
    assert "Nothing is left to decide." in said.out


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("z tomorrow", "2026-11-27T00:00"), ("later 2w", "2026-12-10T00:00"), ("z 2026-12-01", "2026-12-01T00:00"),
    ],
)  # fmt: skip
def test_postpone_asks_until_when(line: str, due: str) -> None:
    said = review(line)
    assert said.acts == [("postpone", number(1), f"{due}:00.000000Z")]
    assert f"Postponed until {due.replace('T', ' ')}. u takes it back." in said.out


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("z soon", "'soon' is no day or moment. Write tomorrow, 4h, 3d, 2w, a day to come as 2016-04-09,"),
        ("z 2026-11-26", "'2026-11-26' is over."),
        ("g 99", "there is no item 99: there are 5. Write a smaller number, or search with /."),
        ("g beef", "no claim begins with 'beef'."),
        ("/ zebra", 'no item of the first 1,000 has "zebra".'),
        ("u", "you did nothing that could be taken back."),
        ("U", "you took back nothing."),
        ("k", "This is the first item of your session."),
        ("b", "No equal claim waits elsewhere."),
        ("frobnicate", 'There is no key "frobnicate". "?" lists the keys.'),
        ("x 1\n", "Nothing changed."),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(line: str, told: str) -> None:
    said = review(*line.split("\n"))
    assert told in said.out
    assert said.acts == []


def test_undo_and_redo() -> None:
    said = review("2", "1", "u", "U", "u", "3")
    assert said.acts == [
        ("decide", number(1), Verdict.REFUTED, None, "", False),
        ("decide", number(2), Verdict.SUPPORTED, None, "", False),
        ("undo", number(2)),
        ("redo", number(2)),
        ("undo", number(2)),
        ("decide", number(2), Verdict.NOT_ENOUGH_EVIDENCE, None, "", False),
    ]
    assert "Took back the decision. U does it again." in said.out


def test_equal_claims_are_shown_and_from_three_on_confirmed() -> None:
    three = cards.item(1, others=(cards.claim(7), cards.claim(8)), claims=3, articles=3)
    said = review("b 2", "n", "b", "2", "y", items=[three, cards.item(2)])
    assert said.acts == [("decide", number(1), Verdict.REFUTED, None, "", True)]
    assert (
        "3 equal claims in 3 articles: Joint Comprehensive Plan of Action · concluded · 2015-07-04"
        in said.out
    )
    assert "equal: articles/8.md:9:73 “July 4, 2015”" in said.out
    assert "Decide all 3 as refuted? y yes, n no." in said.out
    assert "Decided: refuted, 3 equal claims. u takes it back." in said.out
    two = replace(three, claims=2, articles=2, others=(cards.claim(7),))
    assert review("b 1", items=[two]).acts == [("decide", number(1), Verdict.SUPPORTED, None, "", True)]


def test_moving_on_decides_nothing_and_deciding_goes_on_from_there() -> None:
    said = review("j", "j", "k", "2", "1")
    assert [act[1] for act in said.acts] == [number(2), number(3)]
    assert ("release", number(1)) in said.desk.calls


def test_what_was_passed_over_comes_back_at_the_end() -> None:
    said = review("j", "2", "1", items=[cards.item(1), cards.item(2)])
    assert [act[1] for act in said.acts] == [number(2), number(1)]


def test_going_to_a_number_an_id_and_words() -> None:
    items = [cards.item(number) for number in range(1, 5)]
    items.append(cards.item(5, lead=cards.claim(5, quote="Tórshavn Treaty")))
    assert [act[1] for act in review("g 3", "2", items=items).acts] == [number(3)]
    assert [act[1] for act in review(f"g {number(4)}", "2", items=items).acts] == [number(4)]
    assert [act[1] for act in review("/treaty TÓRSHAVN", "2", items=items).acts] == [number(5)]


def test_changed_evidence_is_shown_and_nothing_decided() -> None:
    def changed(desk: cards.Cards) -> None:
        desk.outdated[number(1)] = ("the record said 2015-07-14, and now says 2015-07-15.",)

    said = review("n my note", "2", "2", before=changed)
    assert (
        "Not decided: it is not as you saw it. the record said 2015-07-14, and now says 2015-07-15."
        in said.out
    )
    assert "Your note is kept. Look again, and decide." in said.out
    assert said.acts == [("decide", number(1), Verdict.REFUTED, None, "my note", False)]


def test_a_correction_says_what_should_have_been_read() -> None:
    assert review("e w", "on July 4, 2015").acts == [("correct", number(1), "on July 4, 2015", None)]
    assert review("e", "v", "2015-07-05").acts == [("correct", number(1), None, "2015-07-05")]
    assert review("D").acts == [("discard", number(1))]


def test_evidence_and_keys_can_be_read() -> None:
    said = review("v", "?")
    assert (
        "source: EU External Action Service: Joint Comprehensive Plan of Action, Vienna https://eeas"
        in said.out
    )
    assert "space skip         Skip: not shown again in this session." in said.out


def test_others_are_told_of() -> None:
    other = cards.item(1, lease=Lease("Bo", cards.UNTIL, False))

    def held(desk: cards.Cards) -> None:
        desk.held = (Held("Bo", 1, cards.UNTIL),)

    said = review("2", items=[other], before=held)
    assert "Bo has it until 12:15" in said.out
    assert "Others hold what is left: Bo (1, until 12:15)." in said.out


def test_an_editor_writes_the_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = tmp_path / "editor"
    editor.write_text(
        '#!/bin/sh\n{ printf "%s\\n" "first line" "" "#hashtag" "third"; cat "$1"; } > "$1.new"; mv "$1.new" "$1"\n',
        encoding="utf-8",
    )
    editor.chmod(0o755)
    desk = cards.Cards([cards.item(1, lead=cards.claim(1, quote="July 4,\n2015 \x1b[2J"))])
    session = Session(desk, environ={"VISUAL": str(editor)})  # type: ignore[arg-type]
    typed = iter(["n\n", "2\n"])
    mode = LineMode(session, io.StringIO(), lambda: next(typed, None), is_terminal=True, width=lambda: 80)
    mode.run()
    assert desk.calls[-2][4] == "first line\n\n#hashtag\nthird"


def test_an_editor_that_fails_is_told_and_the_note_stays() -> None:
    desk = cards.Cards([cards.item(1, draft="begun")])
    out, typed = io.StringIO(), iter(["n\n"])
    session = Session(desk, environ={"EDITOR": "/nowhere/editor"})  # type: ignore[arg-type]
    LineMode(session, out, lambda: next(typed, None), is_terminal=True, width=lambda: 200).run()
    assert (
        "'/nowhere/editor' cannot be started (No such file or directory). Set $VISUAL or $EDITOR"
        in out.getvalue()
    )
    assert desk.drafts == {}
    assert "Your decision: note: begun" in out.getvalue()


def test_an_editor_that_is_no_command_ends_nothing() -> None:
    desk = cards.Cards([cards.item(1)])
    out, typed = io.StringIO(), iter(["n\n", "2\n"])
    session = Session(desk, environ={"EDITOR": 'vim "'})  # type: ignore[arg-type]
    LineMode(session, out, lambda: next(typed, None), is_terminal=True, width=lambda: 200).run()
    assert "$EDITOR is not a command: 'vim \"'. Close its quotation marks." in out.getvalue()
    assert "Decided: refuted." in out.getvalue()


def test_a_decision_becomes_a_fact_in_place(tmp_path: Path) -> None:
    program = tmp_path / "promote"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/given\n', encoding="utf-8")
    program.chmod(0o755)
    said = review("p", "2", "p n", "p", "y", promote_command=(str(program), "--actor", "Ana"))
    assert "Nothing is decided yet that could become a fact." in said.out
    assert "Make a fact of the decision on “July 4, 2015” (Joint Comprehensive Plan of Action" in said.out
    assert (tmp_path / "given").read_text(encoding="utf-8") == f"--actor Ana {number(1)}\n"
    assert "The decision is a fact of the reference now." in said.out
    program.write_text("#!/bin/sh\nexit 2\n", encoding="utf-8")
    assert "No fact was made." in review("2", "p y", promote_command=(str(program),)).out


def test_without_a_terminal_it_says_which_command_makes_a_fact() -> None:
    assert f"Run: verify queue promote {number(1)[:8]} --source CODE" in review("2", "p").out


def test_only_what_changed_of_an_item_is_said_again() -> None:
    said = review("n a note", "w r", "", items=[cards.item(1)])
    assert said.out.count("Article: ") == 2
    assert said.out.count("Your decision: ") == 3


PROSE = (
    "a deal was made",
    "2 October 2015 came",
    "open fire began",
    "D day",
    "space is large",
    "u turn",
    "q & a",
)


def test_text_that_begins_with_a_key_is_no_key() -> None:
    said = review(*PROSE)
    assert said.acts == []
    for line in PROSE:
        assert f'There is no key "{line}".' in said.out


def at_a_terminal(desk: cards.Cards, *bursts: list[str]) -> str:
    """What is said where lines are typed at a terminal, those of a burst at once."""
    out, left = io.StringIO(), [list(burst) for burst in bursts]

    def typed() -> str | None:
        while left and not left[0]:
            del left[0]
        return f"{left[0].pop(0)}\n" if left else None

    session = Session(desk)  # type: ignore[arg-type]  # a desk in memory
    LineMode(
        session,
        out,
        typed,
        is_terminal=True,
        width=lambda: 200,
        is_there=lambda seconds: bool(left and left[0]),
    ).run()
    return out.getvalue()


@pytest.mark.parametrize("first", ["He said so.", "1", "a"])
def test_a_pasted_article_decides_nothing(first: str) -> None:
    desk = cards.Cards([cards.item(1), cards.item(2)])
    out = at_a_terminal(desk, [first, "1", "2", "", "He went.", "a"], ["3"])
    assert f'There is no key "{first if first.endswith(".") else "He went."}"' in out
    assert "Passed over: the 5 lines that came with it." in out
    assert [call[:3] for call in desk.calls if call[0] == "decide"] == [
        ("decide", number(1), Verdict.NOT_ENOUGH_EVIDENCE)
    ]


def test_keys_that_are_typed_ahead_are_all_taken() -> None:
    desk = cards.Cards([cards.item(number) for number in range(1, 6)])
    at_a_terminal(desk, ["1", "x 1", "because", "w r", "2", "n", "no key", "3"], ["4"])
    assert [call[1:5] for call in desk.calls if call[0] == "decide"] == [
        (number(1), Verdict.SUPPORTED, None, ""),
        (number(2), Verdict.SUPPORTED, None, "because"),
        (number(3), Verdict.REFUTED, "reference", ""),
        (number(4), Verdict.NOT_ENOUGH_EVIDENCE, None, "no key"),
        (number(5), Verdict.CONFLICTING_EVIDENCE, None, ""),
    ]


def test_a_note_may_be_pasted_in_several_lines() -> None:
    desk = cards.Cards([cards.item(1), cards.item(2)])
    at_a_terminal(desk, ["n"], ["one", "and two", "3"], ["2"])
    assert desk.calls[1] == ("decide", number(1), Verdict.REFUTED, None, "one\nand two\n3", False)
    desk = cards.Cards([cards.item(1), cards.item(2)])
    at_a_terminal(desk, ["x", "1", "because", "2"], ["3"])
    assert [call[1:5] for call in desk.calls if call[0] == "decide"] == [
        (number(1), Verdict.SUPPORTED, None, "because"),
        (number(2), Verdict.REFUTED, None, ""),
    ]


def test_a_note_that_was_begun_is_the_reason_or_is_taken_back() -> None:
    assert review("n why", "x 1", "").acts == [("decide", number(1), Verdict.SUPPORTED, None, "why", False)]
    said = review("n why", "n", "-", "2")
    assert "There is no note now." in said.out
    assert said.acts == [("decide", number(1), Verdict.REFUTED, None, "", False)]


def test_words_with_which_a_decision_was_refused_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*given: Any, **more: Any) -> Any:
        raise VerifyError("the server is gone.", hint="Start it.")

    desk = cards.Cards([cards.item(1)])
    session = Session(desk)  # type: ignore[arg-type]
    typed = iter(["x 1\n", "a long reason\n", "back\n", "2\n"])

    def next_line() -> str | None:
        line = next(typed, None)
        for name in ("decide", "draft"):
            monkeypatch.setattr(cards.Cards, name, gone if line == "a long reason\n" else kept[name])
        return line

    kept = {name: getattr(cards.Cards, name) for name in ("decide", "draft")}
    out = io.StringIO()
    LineMode(session, out, next_line, is_terminal=False, width=lambda: 200).run()
    assert "the server is gone. Start it." in out.getvalue()
    assert "Your decision: note: a long reason" in out.getvalue()
    assert desk.calls[-2] == ("decide", number(1), Verdict.REFUTED, None, "a long reason", False)


def test_what_is_not_corrected_is_no_correction() -> None:
    assert review("e w", "July 4, 2015", "e v", "2015-07-04", "e w", " ").acts == []


def test_numbers_are_those_that_are_shown() -> None:
    said = review("j", "j", "g 1", "2", "g 5", "1")
    assert "articles/3.md:9:73 · Example Daily · 9 April 2016 (3 / 5)" in said.out
    assert [act[1] for act in said.acts] == [number(1), number(5)]


def test_what_cannot_be_gone_to_leaves_the_item_with_its_reviewer() -> None:
    calls = review("g beef", "/ zebra", "u", "U").desk.calls
    assert [call for call in calls if call[0] == "release"] == [("release", None)]


def test_what_waits_for_a_second_reviewer_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    settle = cards.Cards._settle

    def first_of_two(self: cards.Cards, claim: str, event: str, *said: Any) -> Any:
        self.skipped.add(claim)  # it is nothing for this reviewer any more
        done = replace(settle(self, claim, event, *said), waits_for="second review")
        del self.done[claim]
        return done

    monkeypatch.setattr(cards.Cards, "_settle", first_of_two)
    assert "(3 / 5)" in review("2", "1").out


def test_equal_claims_that_came_since_are_shown_before_they_are_decided() -> None:
    three = cards.item(1, others=(cards.claim(7), cards.claim(8)), claims=3, articles=3)
    desk = cards.Cards([three])
    lines = iter(["b 2\n", "y\n", "2\n", "y\n"])

    def typed() -> str | None:
        line = next(lines, None)
        if line == "y\n" and not told:
            told.append(line)
            desk.items = [replace(three, claims=4, others=(*three.others, cards.claim(9)))]
        return line

    told: list[str] = []
    out = io.StringIO()
    session = Session(desk)  # type: ignore[arg-type]
    LineMode(session, out, typed, is_terminal=False, width=lambda: 200).run()
    assert "equal: articles/9.md:9:73 “July 4, 2015”" in out.getvalue()
    assert "Decide all 4 as refuted? y yes, n no." in out.getvalue()
    assert [call for call in desk.calls if call[0] == "decide"] == [
        ("decide", number(1), Verdict.REFUTED, None, "", True)
    ]


ANSWERS = st.sampled_from(
    ["", "y", "n", "1", "2", "r", "w", "3d", "tomorrow", "1000", number(3), "July", "note"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([key.key for key in KEYS]) | ANSWERS | st.text(max_size=5), max_size=25))
def test_whatever_is_typed_is_answered(lines: list[str]) -> None:
    three = cards.item(2, others=(cards.claim(7), cards.claim(8)), claims=3, articles=3, proposed=None)
    said = review(
        *(line.replace("\n", " ") for line in lines if line != "o"),
        items=[cards.item(1), three, cards.item(3)],
    )
    assert "Queue: undecided" in said.out
