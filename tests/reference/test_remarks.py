"""What lint remarks on, though no run refuses it."""

from __future__ import annotations

import pytest

from verify import shipped
from verify.reference.lint import lint
from verify.reference.remarks import remarks, unread_sources
from verify.reference.tables import AliasEntry, FactEntry, PropertyEntry, SourceEntry, Tables, read_tables


def aliases(*words: str, context: str = "") -> Tables:
    return Tables(aliases=[AliasEntry(word, "Harbour Treaty", context, "a.csv:2") for word in words])


@pytest.mark.parametrize(
    "word", ["treaty", "the", "The", "May", "may", "agreement", "Deal", "us", "deal|pact"]
)
def test_an_alias_that_is_a_common_word(word: str) -> None:
    assert [str(remark) for remark in remarks(aliases(word))] == [
        f"a.csv:2: the alias {word!r} of 'Harbour Treaty' is a common word. "
        "Give it a context, words of which one must stand in the article."
    ]


@pytest.mark.parametrize(
    "word", ["JCPOA", "US", "IAEA", "Harbour Treaty", "the treaty of the harbour", "Lind"]
)
def test_an_alias_that_names_something(word: str) -> None:
    assert remarks(aliases(word)) == []


def test_a_common_word_is_fine_where_a_context_or_another_part_must_stand() -> None:
    assert remarks(aliases("treaty", context="harbour")) == []
    assert remarks(aliases("Iran … deal")) == []


def described(name: str, answered_by: str = "") -> PropertyEntry:
    return PropertyEntry(name, "agreement", "date", "dated", "no", answered_by, "", "", f"p.csv:{name}")


def test_a_property_never_used() -> None:
    fact = FactEntry("f", "s", "signed", "", "2010", "", "", "normal", "", "g", "", "f.csv:2")
    tables = Tables(
        properties=[described("signed"), described("dated", "signed|ended"), described("ended")], facts=[fact]
    )
    assert [str(remark) for remark in remarks(tables)] == [
        "p.csv:ended: the property 'ended' is never used: no fact answers it. Add facts, or remove the row."
    ]


def test_a_source_that_nobody_read_is_no_complaint() -> None:
    tables = Tables(
        sources=[
            SourceEntry("a", "Almanac", "Press", "", "book", "", "s.csv:2"),
            SourceEntry("b", "Book", "Press", "", "book", "2020-01-02", "s.csv:3"),
        ]
    )
    assert [str(source) for source in unread_sources(tables)] == [
        "s.csv:2: a (Almanac) was not read. Write the day into accessed."
    ]
    assert lint(tables) == []


def test_the_starter_reference_is_clean() -> None:
    tables = read_tables(shipped.reference())
    assert lint(tables) == []
    assert remarks(tables) == []
