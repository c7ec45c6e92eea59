"""What the views count, counted again in plain Python from the rows of the tables, over a store of chance."""

from __future__ import annotations

import datetime
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import sqrt
from types import SimpleNamespace
from typing import Any

import pytest
from making import (
    cited,
    claim_of,
    copied_reference,
    dated,
    document,
    edit,
    judge,
    load,
    office,
    put,
    usual_checks,
)
from sqlalchemy import select
from test_views import table

from verify.claims import Polarity
from verify.errors import VerifyError
from verify.policy import Policy
from verify.review.desk import Desk
from verify.review.shapes import STATES, Filter
from verify.store.engine import Store, connect
from verify.store.folding import in_force
from verify.store.schema import METADATA
from verify.verdicts import Verdict

ARTICLES = 12
DAYS = ("2010-05-04", "2010-05-05", "2010-05", "2010-06", "2010-05-04/2010-05-20")
PEOPLE = ("Mara Lind", "Ole Brandt", "Tom Reed")
NUMBERS = ("1", "3", "4", "5", "8", "77")


def moment(day: int) -> str:
    """Noon, some days after the documents were stored."""
    return f"{datetime.date(2016, 4, 9) + datetime.timedelta(days=day)}T12:00:00.000000Z"


@pytest.fixture(scope="module")
def lived_in(shared_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Articles with revisions, a corrected fact, and what four reviewers did, undid and did again."""
    chance = random.Random(2)
    store = connect(shared_url)
    load(store)
    for number in range(ARTICLES):
        write(store, chance, number)
    judge(store, usual_checks())
    review(store, chance, range(1, 3))
    corrected = copied_reference(tmp_path_factory.mktemp("reference") / "corrected")
    edit(corrected, "facts", "concluded,,2010-05-04", "concluded,,2010-05-05")
    load(store, corrected, now=moment(4))
    for number in range(0, ARTICLES, 3):
        write(store, chance, number, revised=True)
    masters = [office(CERTAIN, quote, quote) for quote in CERTAIN.split()]
    put(store, document(CERTAIN, article="certain.txt", publisher="Daily"), masters)
    judge(store, usual_checks(), corrected)
    review(store, chance, range(5, 7))
    leave_nothing_to_chance(store)
    yield store
    store.close()


def write(store: Store, chance: random.Random, number: int, *, revised: bool = False) -> None:
    """An article that states some things, some of them twice and each in its own way."""
    text = f"{'Later: ' if revised else ''}The treaty, the pact, the master and resolution of {number}."
    claims = []
    for word, quote in (("treaty", "The treaty"), ("pact", "the pact")):
        subject = "Harbour Treaty" if word == "treaty" else "Salt Accord"
        for day in chance.sample(DAYS, chance.choice((0, 1, 1, 2))):
            claims.append(dated(text, quote, subject, "concluded", day, polarity=chance.choice(POLARITIES)))
    for person in chance.sample(PEOPLE, chance.choice((0, 1, 2))):
        as_of = chance.choice(("2016-04-09", "2016-04-09", "2016", None))
        claims.append(
            office(
                text, "the master", person, as_of=as_of, answer_known=person != "Tom Reed" or number % 2 > 0
            )
        )
    for name in chance.sample(NUMBERS, 2):
        found = cited(text, "resolution", name, as_of=None)
        claims.append(replace(found, subject=f"T/RES/{name}", asks=f"T/RES/{name}", answer=f"T/RES/{name}"))
    publisher = chance.choice((None, "Daily", "Weekly", "Daily"))
    put(store, document(text, article=f"{number}.txt", publisher=publisher), claims)


POLARITIES = (Polarity.ASSERTED, Polarity.ASSERTED, Polarity.ASSERTED, Polarity.NEGATED)


def review(store: Store, chance: random.Random, days: range) -> None:
    """What people do by chance; what is refused is refused."""
    policy = Policy(kinds=frozenset({"agreement", "resolution"}))
    with store.reading() as connection:
        known = METADATA.tables["claim"]
        claims = list(connection.scalars(select(known.c.digest).order_by(known.c.id)))
    for day in days:
        for name in ("Ana", "Ben", "Cy", "Di"):
            desk = Desk(store, name, lambda day=day: moment(day), policy)
            for _ in range(5):
                claim = chance.choice(claims[:-4:2])
                act = chance.choice(ACTS)
                try:
                    act(desk, claim, chance.choice(tuple(Verdict)))
                except VerifyError:
                    continue


CERTAIN = "One Two Three Four"
"""Claims that nothing is left to chance of, by their quotes."""


def leave_nothing_to_chance(store: Store) -> None:
    """One of each act, on claims that one reviewer decides, and a disagreement of two."""
    reopened, discarded, postponed, disputed = (claim_of(store, quote) for quote in CERTAIN.split())
    ana, ben = (
        Desk(store, name, lambda: moment(9), Policy(kinds=frozenset(kinds)))
        for name, kinds in (("Ana", ()), ("Ben", ("office",)))
    )
    ana.decide(reopened, Verdict.REFUTED)
    ana.reopen(reopened)
    ana.discard(discarded)
    ana.undo()
    ana.redo()
    ana.note(postponed, "later")
    ana.postpone(postponed, moment(30))
    ben.decide(disputed, Verdict.REFUTED)
    ana.decide(disputed, Verdict.SUPPORTED)


ACTS: tuple[Any, ...] = (
    *(lambda desk, claim, verdict: desk.decide(claim, verdict, side="article", note="n"),) * 8,
    lambda desk, claim, _: desk.discard(claim, note="none"),
    lambda desk, claim, _: desk.postpone(claim, until=moment(30)),
    lambda desk, claim, _: desk.reopen(claim),
    lambda desk, claim, _: desk.note(claim, "seen"),
    lambda desk, *_: desk.undo(),
    lambda desk, *_: (desk.undo(), desk.redo()),
    lambda desk, *_: (desk.undo(), desk.redo(), desk.undo()),
)


@pytest.fixture(scope="module")
def stored(lived_in: Store) -> dict[str, list[Any]]:
    """The rows of every table."""
    with lived_in.reading() as connection:
        return {
            name: [SimpleNamespace(**row._mapping) for row in connection.execute(select(found))]
            for name, found in METADATA.tables.items()
        }


@pytest.fixture(scope="module")
def standing(stored: dict[str, list[Any]]) -> list[Any]:
    """The claims that stand, each with its article, document, key, property, record and status."""
    by = {
        name: {row.id: row for row in stored[name]}
        for name in ("document", "claim_key", "property", "record")
    }
    latest = {row.document_id: row for row in stored["article"]}
    status = {row.claim_id: row for row in stored["status"]}
    nothing = SimpleNamespace(verdict=None, decision_id=None, check_id=None, run_id=None, reopened=0)
    found = []
    for claim in stored["claim"]:
        if claim.document_id in latest and not claim.retired:
            key = by["claim_key"].get(claim.key_id)
            claim.article = latest[claim.document_id]
            claim.document = by["document"][claim.document_id]
            claim.key = key
            claim.described = by["property"][key.property_id] if key else None
            claim.record = by["record"].get(key.record_id) if key else None
            claim.status = status.get(claim.id, nothing)
            found.append(claim)
    return found


def counted(claims: list[Any]) -> dict[str, int]:
    """How many of some claims have which status."""
    verdicts = Counter(claim.status.verdict for claim in claims)
    names = ("refuted", "conflicting", "supported", "not_enough_evidence")
    return {"claims": len(claims)} | {name: verdicts[code] for code, name in enumerate(names, 1)}


def grouped(claims: Any, key: Any) -> dict[Any, list[Any]]:
    """Claims by what a function says of them."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for claim in claims:
        found[key(claim)].append(claim)
    return found


def test_the_store_has_something_of_everything(stored: dict[str, list[Any]], standing: list[Any]) -> None:
    events = Counter(row.event for row in stored["decision"])
    assert (
        min(events[name] for name in ("decide", "discard", "postpone", "reopen", "note", "undo", "redo")) > 0
    )
    assert {row.stage for row in stored["review"]} == {0, 1, 2}
    assert {claim.status.reopened for claim in standing} == {0, 1}


def test_articles_and_publishers(lived_in: Store, standing: list[Any], stored: dict[str, list[Any]]) -> None:
    by_article = grouped(standing, lambda claim: claim.article.name)
    for row in table(lived_in, "articles"):
        claims = by_article[row["article"]]
        expected = counted(claims) | {"not_judged": sum(claim.status.verdict is None for claim in claims)}
        assert {name: row[name] for name in expected} == expected
    by_publisher = grouped(standing, lambda claim: claim.document.publisher)
    rows = {row["publisher"]: row for row in table(lived_in, "publishers")}
    assert set(rows) >= set(by_publisher)
    for publisher, row in rows.items():
        expected = counted(by_publisher[publisher])
        assert {name: row[name] for name in expected} == expected
        settled = expected["refuted"] + expected["supported"]
        assert row["settled"] == settled
        assert row["not_judged"] == expected["claims"] - sum(list(expected.values())[1:])
        assert (row["refuted_low"], row["refuted_high"]) == pytest.approx(
            wilson(expected["refuted"], settled)
        )


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Both ends of the interval: the roots p of (p - part/whole)² = z² p (1 - p) / whole."""
    z2 = 1.959963984540054**2
    share = part / whole
    a, b, c = 1 + z2 / whole, -(2 * share + z2 / whole), share**2
    root = sqrt(b * b - 4 * a * c)
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def test_checks(lived_in: Store, standing: list[Any], stored: dict[str, list[Any]]) -> None:
    concluded = {(row.claim_id, row.check_id, row.run_id): row.verdict for row in stored["verdict"]}
    names = {row.id: row.name for row in stored["check"]}
    by_check = grouped(standing, lambda claim: names.get(claim.status.check_id))
    for row in table(lived_in, "checks"):
        claims = by_check[row["check_name"]]
        expected = counted(claims) | dict.fromkeys(("decided", "confirmed", "overturned", "discarded"), 0)
        for claim in claims:
            one = claim.status
            if one.decision_id is not None:
                said = concluded[claim.id, one.check_id, one.run_id]
                what = (
                    "discarded"
                    if one.verdict is None
                    else "confirmed"
                    if one.verdict == said
                    else "overturned"
                )
                expected["decided"] += 1
                expected[what] += 1
        assert {name: row[name] for name in expected} == expected, row["check_name"]
    assert sum(row["overturned"] for row in table(lived_in, "checks")) > 0


def answered(claim: Any) -> bool:
    """Whether the reference answers what a claim asks."""
    return claim.record is not None and (claim.record.fact_count > 0 or claim.record.complete == 1)


def test_coverage_and_gaps_are_two_sides_of_one_thing(lived_in: Store, standing: list[Any]) -> None:
    asked = grouped((claim for claim in standing if claim.key), lambda claim: claim.key.id)
    for row in table(lived_in, "coverage"):
        of = [claims for claims in asked.values() if claims[0].described.name == row["property"]]
        assert (row["questions"], row["claims"]) == (len(of), sum(map(len, of)))
        known = [claims for claims in of if answered(claims[0])]
        assert (row["questions_answered"], row["claims_answered"]) == (len(known), sum(map(len, known)))
    gaps = {
        (row["subject"], row["property"]): (row["claims"], row["articles"]) for row in table(lived_in, "gaps")
    }
    assert gaps == {
        (claims[0].key.subject, claims[0].described.name): (
            len(claims), len({claim.document_id for claim in claims}),
        )
        for claims in asked.values()
        if not answered(claims[0])
    }  # fmt: skip
    assert 0 < len(gaps) < len(asked)


def clash(one: Any, other: Any) -> bool:
    """Whether two claims of one question cannot both be true, in two articles."""
    if one.document_id == other.document_id or not all(
        claim.comparable and claim.answer_known for claim in (one, other)
    ):
        return False
    if one.described.value_type == "date":
        return one.stated_latest < other.stated_earliest or other.stated_latest < one.stated_earliest
    of_a_day = one.as_of is not None and one.as_of_earliest == one.as_of_latest
    return of_a_day and one.as_of == other.as_of and one.answer != other.answer


def test_contradictions_are_between_articles(lived_in: Store, standing: list[Any]) -> None:
    asked = grouped((claim for claim in standing if claim.key), lambda claim: claim.key.id)
    expected = set()
    for claims in asked.values():
        if claims[0].described.many or claims[0].described.value_type == "existence":
            continue
        for one in claims:
            if any(clash(one, other) for other in claims):
                expected.add((one.key.subject, one.stated if one.stated else one.answer))
    found = {(row["subject"], row["value"]) for row in table(lived_in, "contradictions")}
    assert found == expected
    assert len({subject for subject, _ in found}) > 1


def test_the_queue_is_that_of_the_reviewers(lived_in: Store) -> None:
    desk = Desk(lived_in, "Eve", lambda: moment(9), Policy())
    assert desk.lines(limit=1)
    ranks = METADATA.tables["queue"].c.rank
    with lived_in.reading() as connection:
        waiting = Counter(STATES[rank] for rank in connection.scalars(select(ranks)))
    postponed = waiting.pop("postponed")
    found: Counter[str] = Counter()
    for row in table(lived_in, "queue"):
        found[str(row["state"])] += int(str(row["claims"])) - int(str(row["postponed"]))
        postponed -= int(str(row["postponed"]))
    assert (+found, postponed) == (waiting, 0)
    assert set(waiting) >= {"disagreement", "second review", "refuted", "not enough evidence"}


def by_claim(stored: dict[str, list[Any]]) -> list[list[Any]]:
    """The events of each claim, in the order of the log."""
    return list(
        grouped(sorted(stored["decision"], key=lambda row: row.id), lambda row: row.claim_id).values()
    )


def test_throughput(lived_in: Store, stored: dict[str, list[Any]]) -> None:
    stored_at = {row.id: row.ingested_at for row in stored["document"]}
    of = {row.id: stored_at[row.document_id] for row in stored["claim"]}
    stands = {event.id for events in by_claim(stored) for event in in_force(events)}
    days = grouped(
        (row for row in stored["decision"] if row.event != "carry"), lambda row: (row.actor, row.at[:10])
    )
    rows = {(row["actor"], row["day"]): row for row in table(lived_in, "throughput")}
    assert set(rows) == set(days)
    for key, events in days.items():
        kinds = Counter(event.event for event in events)
        row = rows[key]
        assert row["claims"] == len({event.claim_id for event in events})
        for name, kind in (
            ("decided", "decide"),
            ("discarded", "discard"),
            ("undone", "undo"),
            ("noted", "note"),
        ):
            assert row[name] == kinds[kind], (key, name)
        gone = [event for event in events if event.event not in ("undo", "redo") and event.id not in stands]
        redone = [event for event in events if event.event == "undo" and is_redone(event, stored)]
        assert row["taken_back"] == len(gone), (key, len(redone))
        waits = [seconds(of[event.claim_id], event.at) for event in events if event.event == "decide"]
        assert row["mean_wait"] == (pytest.approx(sum(waits) / len(waits) / 86400) if waits else None)


def is_redone(undo: Any, stored: dict[str, list[Any]]) -> bool:
    """Whether an undo was itself taken back."""
    return any(row.event == "redo" and row.undoes_id == undo.id for row in stored["decision"])


def seconds(since: str, until: str) -> float:
    """Seconds between two moments."""
    one, other = (datetime.datetime.fromisoformat(at.rstrip("Z")) for at in (since, until))
    return (other - one).total_seconds()


def test_agreement_is_that_of_the_queue(lived_in: Store, stored: dict[str, list[Any]]) -> None:
    pairs: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for events in by_claim(stored):
        first = None
        for event in in_force(events):
            if event.event not in ("decide", "discard", "correct"):
                continue
            if event.round == 1:
                first = event
            elif event.round == 2 and first is not None:
                pairs[first.actor, event.actor].append((first.verdict or 0, event.verdict or 0))
    rows = {(row["first_reviewer"], row["second_reviewer"]): row for row in table(lived_in, "agreement")}
    assert set(rows) == set(pairs)
    for key, found in pairs.items():
        equal = sum(one == other for one, other in found)
        assert (rows[key]["pairs"], rows[key]["agreed"]) == (len(found), equal)
        chance = (
            sum(
                sum(one == v for one, _ in found) * sum(other == v for _, other in found)
                for v in (0, 1, 2, 3, 4)
            )
            / len(found) ** 2
        )
        kappa = None if chance == 1 else (equal / len(found) - chance) / (1 - chance)
        assert rows[key]["kappa"] == (None if kappa is None else pytest.approx(kappa))
    agreement = Desk(lived_in, "Eve", lambda: moment(9), Policy()).stats(Filter()).agreement
    assert agreement.pairs == sum(map(len, pairs.values())) > 0
    assert agreement.agreed == pytest.approx(sum(row["agreed"] for row in rows.values()) / agreement.pairs)


def test_flips_are_what_changed_from_verdict_to_verdict(
    lived_in: Store, stored: dict[str, list[Any]]
) -> None:
    labels = {row.id: row.label for row in stored["verdict_label"]} | {None: None}
    digests = {row.id: row.digest for row in stored["claim"]}
    expected = set()
    for verdicts in grouped(stored["verdict"], lambda row: (row.claim_id, row.check_id)).values():
        verdicts.sort(key=lambda row: row.run_id)
        for before, now in pairwise(verdicts):
            if before.verdict != now.verdict:
                cause = "reference" if before.record_id != now.record_id else "standing"
                changed = labels[before.verdict], labels[now.verdict]
                expected.add((digests[now.claim_id], before.run_id, now.run_id, *changed, cause))
    names = ("claim", "run_before", "run", "verdict_before", "verdict", "cause")
    assert {tuple(row[name] for name in names) for row in table(lived_in, "flips")} == expected
    assert expected


def test_what_the_first_of_two_decided_is_nowhere_before_the_second_did(
    lived_in: Store, stored: dict[str, list[Any]]
) -> None:
    waiting = {row.claim_id for row in stored["review"] if row.stage == 1}
    digests = {row.id: row.digest for row in stored["claim"]}
    hidden = [
        event
        for events in by_claim(stored)
        for event in in_force(events)
        if event.claim_id in waiting and event.event == "decide" and event.stands == 0
    ]
    assert hidden
    log = {row["decision"]: row for row in table(lived_in, "decisions")}
    for event in hidden:
        row = log[event.id]
        assert (row["verdict"], row["side"], row["note"], row["withheld"]) == (None, None, "", 1)
    claims = {row["claim"]: row for row in table(lived_in, "claims")}
    standing = {row.claim_id: row.decision_id for row in stored["status"]}
    ids = {event.id for event in hidden}
    assert not ids & set(standing.values())
    assert all(
        claims[digests[one]]["decided_by"] is None or standing[one]
        for one in waiting
        if digests[one] in claims
    )
