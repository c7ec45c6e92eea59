"""What each key does in a session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from verify.display import clip
from verify.errors import VerifyError
from verify.review.due import due_of
from verify.review.faces import finding
from verify.review.faces.keys import BY_ACTION, VERDICT_OF_ACTION, Action, help_lines
from verify.review.faces.moments import day_words
from verify.review.faces.rows import Paragraph, Piece, Section, Style, paragraph
from verify.review.faces.sections import claim_words, equal_sections, item_sections
from verify.review.faces.session import Session
from verify.review.faces.steps import Ask, Choice, Choose, Launch, Leave, Page, Scroll, Shown, Step
from verify.review.shapes import SIDES, Item
from verify.verdicts import Verdict

CONFIRM_FROM = 3
"""So many equal claims are decided at once only after a second look."""

_MOST_QUOTED = 60

_YES_NO = (Choice("y", "yes"), Choice("n", "no"))
_VERDICTS = tuple(
    Choice(BY_ACTION[action].key, verdict.label) for action, verdict in VERDICT_OF_ACTION.items()
)
_VERDICT_OF_KEY = {BY_ACTION[action].key: verdict for action, verdict in VERDICT_OF_ACTION.items()}


def press(session: Session, action: Action) -> Step:
    """Do what a key asks for. What the desk refuses is told, and changes nothing."""
    session.notice = None
    if action in _ANYWHERE:
        return session.attempt(lambda: _ANYWHERE[action](session)) or Shown()
    item = session.item
    if item is None:
        return session.attempt(lambda: _without_item(session, action)) or Shown()
    if action in VERDICT_OF_ACTION:
        return session.attempt(lambda: decide(session, VERDICT_OF_ACTION[action])) or Shown()
    session.renew()
    return session.attempt(lambda: _WITH_ITEM[action](session, item)) or Shown()


def cancelled(session: Session) -> Step:
    """No answer was given."""
    session.tell("Nothing changed.")
    return Shown()


def _without_item(session: Session, action: Action) -> Step:
    """A key where no item is shown: skipped ones come back, anything else looks again."""
    if action is Action.SKIP and session.nothing.skipped:
        session.desk.unskip()
    session.advance()
    if session.item is None:
        session.tell("Still no next item.")
    return Shown()


def decide(session: Session, verdict: Verdict, *, note: str | None = None, equal: bool = False) -> Step:
    """Decide the item that is shown, with the side and the note that were begun."""
    told = f"Decided: {verdict.label}" + (
        f", {session.item.claims} equal claims" if equal and session.item else ""
    )
    session.settle(
        lambda item: session.desk.decide(
            item.id,
            verdict,
            side=session.side,
            note=item.draft if note is None else note,
            revision=item.revision,
            equal=equal,
        ),
        f"{told}. u takes it back.",
        note,
    )
    return Shown()


def _accept(session: Session, item: Item) -> Step:
    if item.proposed is None:
        session.tell("The checks propose no verdict: decide with 1 to 4.")
        return Shown()
    return decide(session, item.proposed)


def _reject(session: Session, item: Item) -> Step:
    if item.proposed is None:
        session.tell("The checks propose no verdict: decide with 1 to 4.")
        return Shown()
    proposed = item.proposed.label
    others = tuple(one for one in _VERDICTS if _VERDICT_OF_KEY[one.key] is not item.proposed)

    def why(key: str) -> Step:
        def decided(note: str) -> Step:
            if not note.strip():
                session.tell("Not decided: to reject a verdict needs a note.")
                return Shown()
            return decide(session, _VERDICT_OF_KEY[key], note=note)

        return Ask(f"Why is it not {proposed}?", decided, item.draft, keep=session.write)

    return Choose(f"Not {proposed}, but:", others, why)


def _side(session: Session, item: Item) -> Step:
    def chosen(key: str) -> Step:
        session.side = _SIDE_OF_KEY[key]
        session.tell(f"Wrong is: {session.side}. It goes with your decision.")
        return Shown()

    return Choose(
        "Which side is wrong?", tuple(Choice(key, side) for key, side in _SIDE_OF_KEY.items()), chosen
    )


_SIDE_OF_KEY = dict(zip("arbne", SIDES, strict=True))


def _skip(session: Session, item: Item) -> Step:
    session.desk.skip(item.id)
    session.skipped.append(item.id)
    session.advance()
    return Shown()


def _postpone(session: Session, item: Item) -> Step:
    def put_off(said: str) -> Step:
        due = session.attempt(lambda: due_of(said, session.desk.clock()))
        if due is not None:
            told = f"Postponed until {day_words(due)}. u takes it back."
            session.settle(lambda item: session.desk.postpone(item.id, due), told)
        return Shown()

    return Ask("Until when? tomorrow, 4h, 3d, 2w, or a day as 2026-12-01.", put_off)


def _discard(session: Session, item: Item) -> Step:
    session.settle(
        lambda item: session.desk.discard(item.id, note=item.draft), "Not a claim. u takes it back."
    )
    return Shown()


def _undo(session: Session) -> Step:
    if session.skipped:
        session.visit(session.skipped.pop())
        session.tell("Back at what you skipped.")
        return Shown()
    done = session.desk.undo()
    session.visit(done.claim)
    _begin_again(session)
    session.tell(f"Took back {_ACTS.get(done.undoes or '', 'what you did last')}. U does it again.")
    return Shown()


_ACTS = {
    "decide": "the decision",
    "discard": "that it is not a claim",
    "postpone": "the postponement",
    "correct": "the correction",
    "assign": "the assignment",
    "note": "the note",
    "reopen": "the reopening",
}


def _begin_again(session: Session) -> None:
    """What was said with a decision that was taken back is not lost: it is begun again."""
    item = session.item
    events = reversed(item.events) if item is not None else ()
    mine = (event for event in events if event.event == "decide" and event.actor == session.desk.actor)
    taken_back = next(mine, None)
    if item is None or taken_back is None or not taken_back.undone or item.draft:
        return
    if taken_back.note:
        session.desk.draft(item.id, taken_back.note)
        session.item = session.desk.look(item.id)
    session.side = taken_back.side


def _redo(session: Session) -> Step:
    done = session.desk.redo()
    item = session.desk.look(done.claim)
    said = {event.note for event in item.events if event.actor == session.desk.actor and not event.undone}
    if item.draft in said:
        # It was begun again when it was taken back; what was written since stays.
        session.desk.draft(item.id, "")
    session.desk.release(item.id)
    session.note_settled(item)
    session.advance()
    session.tell("What you took back holds again. u takes it back.")
    return Shown()


def _note(session: Session, item: Item) -> Step:
    def written(text: str) -> Step:
        if session.write(text):
            session.tell(
                "Your note is kept; it goes with your decision." if text else "There is no note now."
            )
        return Shown()

    about = (f"{item.lead.article}: “{item.lead.quote}”", claim_words(item.lead))
    return Ask("Your note:", written, item.draft, about, session.write)


def _correct(session: Session, item: Item) -> Step:
    lead = item.lead

    def quoted(words: str) -> Step:
        if words.strip() in ("", lead.quote):
            return cancelled(session)
        session.settle(
            lambda item: session.desk.correct(item.id, quote=words, note=item.draft), "Corrected the words."
        )
        return Shown()

    def valued(value: str) -> Step:
        if value.strip() in ("", lead.value):
            return cancelled(session)
        session.settle(
            lambda item: session.desk.correct(item.id, value=value, note=item.draft), "Corrected the value."
        )
        return Shown()

    def chosen(key: str) -> Step:
        if key == "w":
            return Ask("The words, as they stand in the article:", quoted, lead.quote)
        return Ask("The value:", valued, lead.value or "")

    return Choose("What was read wrong?", (Choice("w", "the words"), Choice("v", "the value")), chosen)


def _equal(session: Session, item: Item) -> Step:
    # Equal claims come and go with articles: those that are shown are those that are decided.
    item = session.item = replace(session.desk.look(item.id), revision=item.revision, draft=item.draft)
    if item.claims < 2:
        session.tell("No equal claim waits elsewhere.")
        return Shown()

    def chosen(key: str) -> Step:
        verdict = _VERDICT_OF_KEY[key]
        if item.claims < CONFIRM_FROM:
            return all_decided(verdict)
        question = f"Decide all {item.claims} as {verdict.label}?"
        return Choose(question, _YES_NO, lambda answer: confirmed(verdict, answer), equal_sections(item))

    def confirmed(verdict: Verdict, answer: str) -> Step:
        return all_decided(verdict) if answer == "y" else cancelled(session)

    def all_decided(verdict: Verdict) -> Step:
        if session.desk.look(item.id).claims != item.claims:
            session.tell("Not decided: other claims are equal now.")
            return _equal(session, item)
        return decide(session, verdict, equal=True)

    return Choose(f"Decide all {item.claims} as:", _VERDICTS, chosen, equal_sections(item))


def _evidence(session: Session, item: Item) -> Step:
    return Page("evidence and history", item_sections(item, now=session.desk.clock(), side=session.side))


def _open(session: Session, item: Item) -> Step:
    # What starts programs is loaded for those who want one.
    from verify.review.faces.opening_articles import open_article

    return open_article(session, item)


def _promote(session: Session) -> Step:
    item = session.item
    claim = item.lead if item is not None and item.lead.decided_by is not None else session.decided
    if claim is None:
        session.tell("Nothing is decided yet that could become a fact.")
        return Shown()
    if claim.asks is None:
        session.tell(f"“{clip(claim.quote, _MOST_QUOTED)}” asks nothing that a fact could answer.")
        return Shown()
    if not session.promote_command:
        session.tell(f"Run: verify queue promote {claim.claim[:8]} --source CODE")
        return Shown()

    def confirmed(answer: str) -> Step:
        return Launch(promoted, reads=True) if answer == "y" else cancelled(session)

    def promoted() -> Step:
        from verify.review.faces.opening import run

        try:
            run([*session.promote_command, claim.claim])
            session.tell("The decision is a fact of the reference now.")
        except VerifyError:
            session.tell("No fact was made.")
        session.look_again()
        return Shown()

    about = f"“{clip(claim.quote, _MOST_QUOTED)}” ({clip(claim_words(claim), _MOST_QUOTED)})"
    return Choose(f"Make a fact of the decision on {about}?", _YES_NO, confirmed)


def _next(session: Session, item: Item) -> Step:
    if session.at < len(session.trail) - 1:
        session.visit(session.trail[session.at + 1])
        return Shown()
    session.leave()
    session.passed = item.id
    session.advance()
    return Shown()


def _previous(session: Session) -> Step:
    here = session.at if session.item is not None else len(session.trail)
    if here < 1:
        session.tell("This is the first item of your session.")
        return Shown()
    session.visit(session.trail[here - 1])
    return Shown()


def _help(session: Session) -> Step:
    paragraphs = tuple(
        Paragraph((Piece(f"{key:<6}", Style.KEY), Piece(f"{word:<12} {about}")), 19)
        for key, word, about in help_lines()
    )
    more = paragraph(
        "In line mode a key's word does the same, and the answer can stand behind it: z tomorrow."
    )
    return Page("keys", (Section("keys", (*paragraphs, more)),))


_ANYWHERE: dict[Action, Callable[[Session], Step]] = {
    Action.UNDO: _undo,
    Action.REDO: _redo,
    Action.PREVIOUS: _previous,
    Action.DOWN: lambda session: Scroll(1),
    Action.UP: lambda session: Scroll(-1),
    Action.PROMOTE: _promote,
    Action.GO: finding.go,
    Action.SEARCH: finding.search,
    Action.HELP: _help,
    Action.QUIT: lambda session: Leave(),
}
_WITH_ITEM: dict[Action, Callable[[Session, Item], Step]] = {
    Action.ACCEPT: _accept,
    Action.REJECT: _reject,
    Action.SIDE: _side,
    Action.SKIP: _skip,
    Action.POSTPONE: _postpone,
    Action.DISCARD: _discard,
    Action.NOTE: _note,
    Action.CORRECT: _correct,
    Action.EQUAL: _equal,
    Action.EVIDENCE: _evidence,
    Action.OPEN: _open,
    Action.NEXT: _next,
}
