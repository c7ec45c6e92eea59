"""Keep the queue up to what the store knows: from marks, what changed since; all of it where that is cheaper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, case, delete, func, insert, literal, select, update

from verify.review.waiting import COLUMNS, ORDER, UNKNOWN, Marks, cell_row, item_code, last_of, waiting
from verify.store.schema import METADATA

_T = METADATA.tables
_BATCH = 500

WORTH_A_REBUILD = 20
"""Where more than one of so many claims changed, all are worked out afresh."""


def store_marks(connection: Connection) -> Marks:
    """Up to where the store is."""
    marks, active = _marks()
    run, run_checks, claim, standing, decision = connection.execute(marks).one()
    checks = tuple((row.id, row.severity) for row in connection.execute(active))
    return Marks(run, run_checks, claim, standing, decision, checks)


@lru_cache
def _marks() -> tuple[Any, Any]:
    run_check, check = _T["run_check"], _T["check"]
    latest = select(func.max(_T["run"].c.id)).scalar_subquery()
    judged = select(func.count()).where(run_check.c.run_id == latest).scalar_subquery()
    marks = select(last_of("run"), judged, last_of("claim"), last_of("standing"), last_of("decision"))
    return marks, select(check.c.id, check.c.severity).where(check.c.active == 1).order_by(check.c.id)


def queue_marks(connection: Connection) -> Marks | None:
    """Up to where the queue is; None where it was never made."""
    row = connection.execute(select(_T["queue_mark"])).first()
    return Marks.of(row) if row is not None else None


def is_current(connection: Connection, now: str) -> bool:
    """Whether the queue is up to all that the store knows at a UTC moment."""
    row = connection.execute(_both_marks(), {"now": now}).first()
    if row is None or row.late is not None:
        return False
    run, run_checks, claim, standing, decision, *_ = row
    checks = tuple((check.id, check.severity) for check in connection.execute(_marks()[1]))
    return Marks.of(row) == Marks(run, run_checks, claim, standing, decision, checks)


@lru_cache
def _both_marks() -> Any:
    """Up to where the store is and the queue, and whether a claim has come due: one look, before all others."""
    queue = _T["queue"]
    due = select(queue.c.claim_id).where(queue.c.due <= bindparam("now")).limit(1).scalar_subquery()
    return _marks()[0].add_columns(_T["queue_mark"], due.label("late"))


def catch_up(connection: Connection, now: str) -> None:
    """Bring the queue up to the store. Only inside `Store.writing()`."""
    before, marks = queue_marks(connection), store_marks(connection)
    due = _due(connection, now)
    if before == marks and not due:
        return
    if before is None:
        rebuild(connection, now)
        return
    touched = _touched(connection, before, marks)
    if len(touched) * WORTH_A_REBUILD > marks.claim and len(touched) > _BATCH:
        rebuild(connection, now)
        return
    keys = _keys_asked_anew(connection, before, marks)
    touched |= set(due)
    _refresh(connection, sorted(touched), keys, now)
    connection.execute(update(_T["queue_mark"]).values(marks.row()))


def rebuild(connection: Connection, now: str) -> None:
    """Make the queue anew of all that the store knows. Only inside `Store.writing()`."""
    for name in ("queue", "queue_cell", "queue_mark"):
        connection.execute(delete(_T[name]))
    connection.execute(insert(_T["queue"]).from_select(list(COLUMNS), _whole(now)))
    cell, queue = _T["queue_cell"], _T["queue"]
    codes = connection.execute(select(queue.c.cell, func.sum(queue.c.lead)).group_by(queue.c.cell))
    rows = [cell_row(code) | {"waiting": int(leads)} for code, leads in codes]
    if rows:
        connection.execute(insert(cell), rows)
    connection.execute(insert(_T["queue_mark"]), store_marks(connection).row())


def _whole(now: str) -> Any:
    """Every row of the queue, with who leads and how many ask the same."""
    found = waiting(now).cte("found")
    asked = _asked().cte("asked").prefix_with("MATERIALIZED")
    most = case((found.c.rank == UNKNOWN, -func.coalesce(asked.c.claims, 0)), else_=literal(0))
    named = [most.label(name) if name == "most" else found.c[name] for name in COLUMNS if name != "lead"]
    rows = select(*named).outerjoin(asked, asked.c.key_id == found.c.key_id).subquery("rows")
    first = func.row_number().over(partition_by=rows.c.item, order_by=[rows.c[name] for name in ORDER])
    leads = case((first == 1, 1), else_=0)
    return select(*(leads.label(name) if name == "lead" else rows.c[name] for name in COLUMNS))


def _asked(keys: Sequence[int] | None = None) -> Any:
    """How many claims that stand ask each key."""
    claim, article = _T["claim"], _T["article"]
    query = (
        select(claim.c.key_id, func.count().label("claims"))
        .join(article, article.c.document_id == claim.c.document_id)
        .where(claim.c.retired == 0)
        .group_by(claim.c.key_id)
    )
    return query.where(claim.c.key_id.is_not(None) if keys is None else claim.c.key_id.in_(keys))


def _due(connection: Connection, now: str) -> list[int]:
    """The postponed claims whose time has come."""
    queue = _T["queue"]
    return list(connection.scalars(select(queue.c.claim_id).where(queue.c.due <= now)))


def _touched(connection: Connection, before: Marks, after: Marks) -> set[int]:
    """The claims of which something was written since: verdicts, events, changes of standing; and the new ones."""
    claim, standing, decision, verdict = (_T[name] for name in ("claim", "standing", "decision", "verdict"))
    touched: set[int] = set()
    if after.claim > before.claim:
        touched |= set(connection.scalars(select(claim.c.id).where(claim.c.id > before.claim)))
    if after.standing > before.standing:
        touched |= set(connection.scalars(select(standing.c.claim_id).where(standing.c.id > before.standing)))
    if after.decision > before.decision:
        touched |= set(connection.scalars(select(decision.c.claim_id).where(decision.c.id > before.decision)))
    if (after.run, after.run_checks, after.checks) != (before.run, before.run_checks, before.checks):
        # Checks that begin or cease to count, or matter otherwise, touch all that they ever judged.
        checks = {number for number, _ in set(before.checks) ^ set(after.checks)}
        fresh = verdict.c.run_id >= before.run + _is_done(connection, before)
        fresh = fresh | verdict.c.check_id.in_(checks) if checks else fresh
        touched |= set(connection.scalars(select(verdict.c.claim_id).where(fresh).distinct()))
    return touched


def _is_done(connection: Connection, before: Marks) -> bool:
    """Whether the last run that the queue knows judged with no check more since."""
    run_check = _T["run_check"]
    judged = select(func.count()).where(run_check.c.run_id == before.run)
    return connection.execute(judged).scalar_one() == before.run_checks


def _keys_asked_anew(connection: Connection, before: Marks, after: Marks) -> set[int]:
    """The keys that claims ask which are new, gone or back."""
    claim, standing = _T["claim"], _T["standing"]
    keys: set[int] = set()
    if after.claim > before.claim:
        query = select(claim.c.key_id).where(claim.c.id > before.claim, claim.c.key_id.is_not(None))
        keys |= set(connection.scalars(query.distinct()))
    if after.standing > before.standing:
        query = select(claim.c.key_id).join(standing, standing.c.claim_id == claim.c.id)
        query = query.where(standing.c.id > before.standing, claim.c.key_id.is_not(None))
        keys |= set(connection.scalars(query.distinct()))
    return keys


def _refresh(connection: Connection, claims: Sequence[int], keys: set[int], now: str) -> None:
    """Work out afresh the rows of some claims, and what follows for the items and keys that they are of."""
    queue, claim = _T["queue"], _T["claim"]
    items: set[str] = set()
    for batch in _batches(claims):
        items |= set(connection.scalars(select(queue.c.item).where(queue.c.claim_id.in_(batch))))
        items |= set(connection.scalars(select(item_code()).where(claim.c.id.in_(batch))))
    gone = _leads(connection, items)
    known: dict[int, int] = {}
    for batch in _batches(claims):
        asked = select(queue.c.key_id, queue.c.most).where(
            queue.c.claim_id.in_(batch), queue.c.rank == UNKNOWN
        )
        known |= {key: most for key, most in connection.execute(asked) if key is not None}
        connection.execute(delete(queue).where(queue.c.claim_id.in_(batch)))
        connection.execute(
            insert(queue).from_select(list(COLUMNS), waiting(now, _T["status"].c.claim_id.in_(batch)))
        )
    _ask_again(connection, claims, keys, known)
    _lead_again(connection, items)
    _count_cells(connection, gone, _leads(connection, items))


def _ask_again(connection: Connection, claims: Sequence[int], keys: set[int], known: dict[int, int]) -> None:
    """Write how many ask each key, where that changed or where rows are new."""
    queue = _T["queue"]
    wanted: set[int] = set(keys)
    for batch in _batches(claims):
        query = select(queue.c.key_id).where(
            queue.c.claim_id.in_(batch), queue.c.rank == UNKNOWN, queue.c.key_id.is_not(None)
        )
        wanted |= set(connection.scalars(query.distinct()))
    most = {key: known[key] for key in wanted - keys if key in known}
    for batch in _batches(sorted(wanted - most.keys())):
        most |= {key: -count for key, count in connection.execute(_asked(batch))}
    for key, number in sorted(most.items()):
        unequal = (queue.c.key_id == key) & (queue.c.rank == UNKNOWN) & (queue.c.most != number)
        connection.execute(update(queue).where(unequal).values(most=number))


def _lead_again(connection: Connection, items: Iterable[str]) -> None:
    """Let the first claim of each item lead, and no other."""
    queue = _T["queue"]
    for batch in _batches(sorted(items)):
        order = [queue.c[name] for name in ORDER]
        first = func.row_number().over(partition_by=queue.c.item, order_by=order).label("place")
        placed = select(queue.c.claim_id, queue.c.lead, first).where(queue.c.item.in_(batch)).subquery()
        wrong = select(placed.c.claim_id, placed.c.place).where(
            placed.c.lead != case((placed.c.place == 1, 1), else_=0)
        )
        for claim_id, place in connection.execute(wrong).all():
            connection.execute(update(queue).where(queue.c.claim_id == claim_id).values(lead=int(place == 1)))


def _leads(connection: Connection, items: Iterable[str]) -> dict[str, int]:
    """How many of these items each cell has."""
    queue = _T["queue"]
    found: dict[str, int] = {}
    for batch in _batches(sorted(items)):
        query = select(queue.c.cell, func.count()).where(queue.c.item.in_(batch), queue.c.lead == 1)
        for cell, count in connection.execute(query.group_by(queue.c.cell)):
            found[cell] = found.get(cell, 0) + count
    return found


def _count_cells(connection: Connection, gone: dict[str, int], come: dict[str, int]) -> None:
    cell = _T["queue_cell"]
    for code in sorted(gone.keys() | come.keys()):
        more = come.get(code, 0) - gone.get(code, 0)
        changed = update(cell).where(cell.c.code == code).values(waiting=cell.c.waiting + more)
        if connection.execute(changed).rowcount == 0:
            connection.execute(insert(cell), cell_row(code) | {"waiting": more})


def misqueued(connection: Connection, now: str) -> int:
    """How many rows of the queue are not what the store makes of them; 0 also where it is behind, and will catch up."""
    if not is_current(connection, now):
        return 0
    queue = _T["queue"]
    due = _whole(now).subquery("due")
    one, other = select(*(due.c[name] for name in COLUMNS)), select(*(queue.c[name] for name in COLUMNS))
    wrong: set[int] = set()
    for difference in (one.except_(other), other.except_(one)):
        wrong |= set(connection.scalars(select(difference.subquery().c.claim_id)))
    return len(wrong) + _miscounted(connection)


def _miscounted(connection: Connection) -> int:
    """How many cells count other than the items they have."""
    queue, cell = _T["queue"], _T["queue_cell"]
    counted = dict(
        connection.execute(select(queue.c.cell, func.sum(queue.c.lead)).group_by(queue.c.cell)).all()
    )
    held = dict(connection.execute(select(cell.c.code, cell.c.waiting)).all())
    return sum(int(counted.get(code) or 0) != (held.get(code) or 0) for code in counted.keys() | held.keys())


def _batches(found: Sequence[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(found), _BATCH):
        yield list(found[start : start + _BATCH])
