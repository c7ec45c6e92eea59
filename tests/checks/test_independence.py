"""A fact whose only source is the article's own publisher does not support it, and refutes it all the same."""

from __future__ import annotations

import newsroom
import pytest
from desk import Desk

from verify.checks.compiling import publishing_sources
from verify.checks.replay import replay
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


@pytest.mark.parametrize(
    "name", ["MINISTÈRE DES ÉTANGS", "ministère  des étangs", "Ministe\u0300re des E\u0301tangs"]
)
def test_a_name_is_the_same_however_it_is_written(desk: Desk, name: str) -> None:
    """On both databases, of which one knows the case of ASCII only."""
    sources = newsroom.changed("sources", "Ministry", "Ministère des Étangs")
    newsroom.write_reference(desk.folder, sources=sources)
    published_by(desk, name)
    judged(desk)
    assert status(desk, STATED) == (Verdict.NOT_ENOUGH_EVIDENCE, Outcome.NO_RECORD)
    assert f"only {name} says so" in (desk.lines()[STATED].explanation or "")


@pytest.mark.parametrize("name", ["Ministry of Lakes", "The Ministry", "Minist"])
def test_a_name_that_is_only_like_it_is_another(desk: Desk, name: str) -> None:
    published_by(desk, name)
    judged(desk)
    assert status(desk, STATED) == (Verdict.SUPPORTED, Outcome.AGREES)


def test_without_a_publisher_nothing_is_its_own_word(desk: Desk) -> None:
    newsroom.write_reference(desk.folder, sources=newsroom.changed("sources", ",Ministry,", ",,"))
    published_by(desk, '""')
    judged(desk)
    assert status(desk, STATED) == (Verdict.SUPPORTED, Outcome.AGREES)


def test_of_two_facts_on_its_word_the_one_that_agrees_is_told(desk: Desk) -> None:
    facts = newsroom.changed("facts", "occurred,,2016-03-09", "occurred,,2012-01-02")
    facts.append("fire/2,harbour fire,occurred,,2016-03-09,,,normal,,gazette,")
    newsroom.write_reference(desk.folder, facts=facts)
    for name in ("Example Daily", OWN):
        published_by(desk, name, "The harbour fire happened on March 9, 2016.")
        judged(desk)
    claim = ("March 9, 2016", "occurred")
    assert status(desk, claim) == (Verdict.NOT_ENOUGH_EVIDENCE, Outcome.NO_RECORD)
    assert desk.lines()[claim].explanation == ALONE.replace("14 July 2015", "9 March 2016")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("gazette", (Verdict.NOT_ENOUGH_EVIDENCE, Outcome.NO_RECORD)),
        ("register", (Verdict.SUPPORTED, Outcome.AGREES_WITHIN_ITS_PRECISION)),
    ],
)
def test_a_month_that_fits_another_publishers_day_too(
    desk: Desk, source: str, found: tuple[Verdict, Outcome]
) -> None:
    facts = [*newsroom.TABLES["facts"], f"fire/2,harbour fire,occurred,,2016-03-12,,,normal,,{source},"]
    newsroom.write_reference(desk.folder, facts=facts)
    published_by(desk, OWN, "The harbour fire happened in March 2016.")
    judged(desk)
    assert status(desk, ("March 2016", "occurred")) == found


def test_where_no_publisher_is_a_source_nothing_is_looked_up(desk: Desk) -> None:
    published_by(desk, "Example Daily")
    judged(desk)
    with desk.store.reading() as connection:
        assert publishing_sources(connection) == ()
    published_by(desk, "ministry")
    desk.ingest()
    with desk.store.reading() as connection:
        assert publishing_sources(connection) == (("Ministry", "ministry"),)


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


def test_runs_come_out_again_whoever_publishes_later(desk: Desk) -> None:
    """A run in which no publisher was a source is replayed when one is, and those after it as well."""
    for name in ("Example Daily", OWN, OTHER):
        published_by(desk, name)
        judged(desk)
    with desk.store.reading() as connection:
        runs = [number for (number,) in desk.rows("SELECT id FROM run ORDER BY id")]
        parts = [part for number in runs for part in replay(connection, number) or ()]
    assert any(part.verdicts for part in parts)
    assert [part.name for part in parts if not part.is_whole] == []
