"""Keep the queue up to what the store knows: from marks, what changed since; all of it where that is cheaper."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Connection,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal,
    select,
    true,
    update,
)

from verify.review.waiting import (
    COLUMNS,
    LEADS_ITEM,
    LEADS_OF_PUBLISHER,
    ORDER,
    UNKNOWN,
    Marks,
    cell_row,
    item_code,
    last_of,
    waiting,
)
from verify.store.schema import METADATA

_T = METADATA.tables
_BATCH = 500

WORTH_A_REBUILD = 20
"""Where more than one of so many claims changed, all are worked out afresh."""


@dataclass(frozen=True, slots=True)
class _Look:
    """Up to where the queue is (None: it was never made) and the store, and whether a claim has come due."""

    queue: Marks | None
    store: Marks
    is_late: bool


def _look(connection: Connection, now: str) -> _Look:
    """See at a UTC moment how far the queue is behind: one statement, since it stands before every other."""
    rows = connection.execute(_marks(), {"now": now}).all()
    run, run_checks, claim, standing, decision, *_ = first = rows[0]
    checks = tuple((row.check_id, row.severity) for row in rows if row.check_id is not None)
    marks = Marks(run, run_checks, claim, standing, decision, checks)
    return _Look(Marks.of(first) if first.id is not None else None, marks, first.late is not None)


@lru_cache
def _marks() -> Any:
    """One row an active check, or one where there is none; each with all the marks."""
    run_check, check, queue, mark = _T["run_check"], _T["check"], _T["queue"], _T["queue_mark"]
    latest = select(func.max(_T["run"].c.id)).scalar_subquery()
    judged = select(func.count()).where(run_check.c.run_id == latest).scalar_subquery()
    due = select(queue.c.claim_id).where(queue.c.due <= bindparam("now")).limit(1).scalar_subquery()
    ends = (last_of("run"), judged, last_of("claim"), last_of("standing"), last_of("decision"))
    one = select(literal(1).label("one")).subquery("one")
    beside = one.outerjoin(mark, true()).outerjoin(check, check.c.active == 1)
    query = select(*ends, mark, check.c.id.label("check_id"), check.c.severity, due.label("late"))
    return query.select_from(beside).order_by(check.c.id)


def is_current(connection: Connection, now: str) -> bool:
    """Whether the queue is up to all that the store knows at a UTC moment."""
    found = _look(connection, now)
    return found.queue == found.store and not found.is_late


def catch_up(connection: Connection, now: str) -> None:
    """Bring the queue up to the store. Only inside `Store.writing()`."""
    found = _look(connection, now)
    before, marks = found.queue, found.store
    if before == marks and not found.is_late:
        return
    if before is None:
        rebuild(connection, now)
        return
    touched = _touched(connection, before, marks)
    if len(touched) * WORTH_A_REBUILD > marks.claim and len(touched) > _BATCH:
        rebuild(connection, now)
        return
    keys = _keys_asked_anew(connection, before, marks)
    if found.is_late:
        touched |= set(_due(connection, now))
    _refresh(connection, sorted(touched), keys, now)
    connection.execute(update(_T["queue_mark"]).values(marks.row()))


def rebuild(connection: Connection, now: str) -> None:
    """Make the queue anew of all that the store knows. Only inside `Store.writing()`."""
    for name in ("queue", "queue_cell", "queue_mark"):
        connection.execute(delete(_T[name]))
    connection.execute(insert(_T["queue"]).from_select(list(COLUMNS), _whole(now)))
    cell = _T["queue_cell"]
    rows = [cell_row(code) | counted for code, counted in _counted(connection).items()]
    if rows:
        connection.execute(insert(cell), rows)
    connection.execute(insert(_T["queue_mark"]), _look(connection, now).store.row())


def _whole(now: str) -> Any:
    """Every row of the queue, with who leads and how many ask the same."""
    found = waiting(now).cte("found")
    asked = _asked().cte("asked").prefix_with("MATERIALIZED")
    most = case((found.c.rank == UNKNOWN, -func.coalesce(asked.c.claims, 0)), else_=literal(0))
    named = [most.label(name) if name == "most" else found.c[name] for name in COLUMNS if name != "lead"]
    rows = select(*named).outerjoin(asked, asked.c.key_id == found.c.key_id).subquery("rows")
    leads = _leading(rows)
    return select(*(leads.label(name) if name == "lead" else rows.c[name] for name in COLUMNS))


def _leading(rows: Any) -> Any:
    """How each of some rows of the queue, all that their items have, leads."""
    order = [rows.c[name] for name in ORDER]
    first = func.row_number().over(partition_by=rows.c.item, order_by=order)
    of_publisher = func.row_number().over(partition_by=(rows.c.item, rows.c.publisher), order_by=order)
    return case((first == 1, LEADS_ITEM), (of_publisher == 1, LEADS_OF_PUBLISHER), else_=0)


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
    if most:
        unequal = (queue.c.rank == UNKNOWN) & (queue.c.most != bindparam("number"))
        changed = update(queue).where(queue.c.key_id == bindparam("key"), unequal)
        rows = [{"key": key, "number": number} for key, number in sorted(most.items())]
        connection.execute(changed.values(most=bindparam("number")), rows)


def _lead_again(connection: Connection, items: Iterable[str]) -> None:
    """Let the first claims of each item lead, and no other."""
    queue = _T["queue"]
    for batch in _batches(sorted(items)):
        leads = _leading(queue).label("leads")
        placed = select(queue.c.claim_id, queue.c.lead, leads).where(queue.c.item.in_(batch)).subquery()
        wrong = select(placed.c.claim_id, placed.c.leads).where(placed.c.lead != placed.c.leads)
        if rows := [{"claim": claim_id, "leads": lead} for claim_id, lead in connection.execute(wrong)]:
            changed = update(queue).where(queue.c.claim_id == bindparam("claim"))
            connection.execute(changed.values(lead=bindparam("leads")), rows)


def _counted(connection: Connection, items: Sequence[str] | None = None) -> dict[str, dict[str, int]]:
    """How many items, of some or of all, each cell leads: by the names of the columns that say so."""
    queue = _T["queue"]
    waiting = func.count().filter(queue.c.lead == LEADS_ITEM)
    by_publisher = func.count().filter(queue.c.lead >= LEADS_OF_PUBLISHER)
    query = select(queue.c.cell, waiting, by_publisher).group_by(queue.c.cell)
    if items is not None:
        query = query.where(queue.c.item.in_(items))
    return {
        cell: {"waiting": count, "by_publisher": of_publisher}
        for cell, count, of_publisher in connection.execute(query)
    }


def _leads(connection: Connection, items: Iterable[str]) -> dict[str, Counter[str]]:
    """How many of these items each cell leads."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for batch in _batches(sorted(items)):
        for cell, counted in _counted(connection, batch).items():
            found[cell].update(counted)
    return found


def _count_cells(
    connection: Connection, gone: dict[str, Counter[str]], come: dict[str, Counter[str]]
) -> None:
    cell = _T["queue_cell"]
    for code in sorted(gone.keys() | come.keys()):
        more = {name: come[code][name] - gone[code][name] for name in ("waiting", "by_publisher")}
        values = {name: cell.c[name] + number for name, number in more.items()}
        changed = update(cell).where(cell.c.code == code).values(values)
        if connection.execute(changed).rowcount == 0:
            connection.execute(insert(cell), cell_row(code) | more)


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
    """How many cells count other than the items they lead."""
    cell, none = _T["queue_cell"], {"waiting": 0, "by_publisher": 0}
    counted = _counted(connection)
    held = {row.code: {name: row._mapping[name] for name in none} for row in connection.execute(select(cell))}
    return sum(counted.get(code, none) != held.get(code, none) for code in counted.keys() | held.keys())


def _batches(found: Sequence[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(found), _BATCH):
        yield list(found[start : start + _BATCH])
