"""A fact whose only source is the article's own publisher does not support it, and refutes it all the same."""

from __future__ import annotations

import newsroom
import pytest
from desk import Desk

from verify.verdicts import Outcome, Verdict

OWN, OTHER = "Ministry", "Council"
STATED = ("July 14, 2015", "concluded")
HELD = ("John Kerry", "holds")
ALONE = (
    "The record agrees (14 July 2015), but only Ministry says so, who published the article itself: "
    "that does not support it."
)


def published_by(desk: Desk, name: str, text: str = newsroom.GOOD) -> None:
    body = f"---\npublished: 2016-04-09\npublisher: {name}\n---\n\n{text}\n"
    (desk.folder / "articles" / "own.md").write_text(body, encoding="utf-8")


def judged(desk: Desk) -> None:
    desk.check()
    desk.ingest()
    desk.check()
    assert desk.sound()


def status(desk: Desk, claim: tuple[str, str]) -> tuple[Verdict | None, Outcome | None]:
    line = desk.lines()[claim]
    return line.status, line.outcome


@pytest.mark.parametrize("name", [OWN, "MINISTRY", " Ministry "])
def test_the_publishers_own_word_supports_nothing(desk: Desk, name: str) -> None:
    published_by(desk, f'"{name}"')
    judged(desk)
    assert status(desk, STATED) == (Verdict.NOT_ENOUGH_EVIDENCE, Outcome.NO_RECORD)
    assert desk.lines()[STATED].explanation == ALONE.replace("Ministry", name.strip())
    # The register is the Council's.
    assert status(desk, ("July 20, 2015", "adopted")) == (Verdict.SUPPORTED, Outcome.AGREES)


def test_anybody_elses_article_is_supported(desk: Desk) -> None:
    published_by(desk, "Example Daily")
    judged(desk)
    assert status(desk, STATED) == (Verdict.SUPPORTED, Outcome.AGREES)


def test_a_second_publisher_is_enough(desk: Desk) -> None:
    newsroom.write_reference(
        desk.folder,
        facts=newsroom.changed(
            "facts", "2015-07-14,,,normal,,gazette,", "2015-07-14,,,normal,,gazette|register,"
        ),
    )
    published_by(desk, OWN)
    judged(desk)
    assert status(desk, STATED) == (Verdict.SUPPORTED, Outcome.AGREES)


def test_two_works_of_one_publisher_are_one(desk: Desk) -> None:
    sources = [*newsroom.TABLES["sources"], "yearbook,Year book,Ministry,https://example.org/yearbook,book,"]
    facts = newsroom.changed(
        "facts", "2015-07-14,,,normal,,gazette,", "2015-07-14,,,normal,,gazette|yearbook,"
    )
    newsroom.write_reference(desk.folder, sources=sources, facts=facts)
    published_by(desk, OWN)
    judged(desk)
    assert status(desk, STATED) == (Verdict.NOT_ENOUGH_EVIDENCE, Outcome.NO_RECORD)


def test_another_fact_that_says_the_same_is_enough(desk: Desk) -> None:
    facts = newsroom.changed("facts", "lake/concluded,Lake Accord,concluded,,2015-07-14,,,normal,,gazette,",
        "lake/concluded,Lake Accord,concluded,,2015-07-14,,,normal,yes,gazette,")  # fmt: skip
    facts.append("lake/concluded/2,Lake Accord,concluded,,2015-07-14,,,normal,yes,register,")
    newsroom.write_reference(desk.folder, facts=facts)
    published_by(desk, OWN)
    judged(desk)
    # Both are disputed, so the sources conflict, but nobody's own word decided that.
    assert status(desk, STATED) == (Verdict.CONFLICTING_EVIDENCE, Outcome.SOURCES_CONFLICT)


def test_the_publishers_own_record_refutes_its_article(desk: Desk) -> None:
    published_by(desk, OWN, newsroom.WRONG_DATE)
    judged(desk)
    assert status(desk, ("July 4, 2015", "concluded")) == (Verdict.REFUTED, Outcome.DIFFERS)


def test_an_office_on_the_publishers_own_word(desk: Desk) -> None:
    published_by(desk, OWN, "US Secretary of State John Kerry spoke.")
    judged(desk)
    assert status(desk, HELD) == (Verdict.NOT_ENOUGH_EVIDENCE, Outcome.NO_RECORD)
    assert "only Ministry says so" in (desk.lines()[HELD].explanation or "")


def test_a_revision_with_another_publisher_is_judged_by_that(desk: Desk) -> None:
    published_by(desk, "Example Daily")
    judged(desk)
    published_by(desk, OWN)
    judged(desk)
    assert status(desk, STATED) == (Verdict.NOT_ENOUGH_EVIDENCE, Outcome.NO_RECORD)


def test_an_independent_source_found_later_supports(desk: Desk) -> None:
    published_by(desk, OWN)
    judged(desk)
    newsroom.write_reference(
        desk.folder,
        facts=newsroom.changed(
            "facts", "2015-07-14,,,normal,,gazette,", "2015-07-14,,,normal,,gazette|register,"
        ),
    )
    desk.check()
    assert status(desk, STATED) == (Verdict.SUPPORTED, Outcome.AGREES)
