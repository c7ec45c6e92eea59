"""Named parameters: found where SQL reads them, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.errors import VerifyError
from verify.store.reading.parameters import named, names_in


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("SELECT :a, :b, :a", ("a", "b")),
        ("SELECT ':a', \":b\", '12:30', 'it''s :c'", ()),
        ("SELECT x::date, y::text, :a::date", ("a",)),
        ("SELECT 1 -- :a\n, :b /* :c\n :d */", ("b",)),
        ("SELECT $$ :a $$, $tag$ :b $tag$, :c", ("c",)),
        ("SELECT E'\\' :a', :b", ("b",)),
        ("SELECT a[1:2], :b", ("b",)),
        ("SELECT 'never closed :a", ("a",)),
        ("", ()),
    ],
)
def test_names_are_found_outside_of_texts_comments_and_casts(statement: str, names: tuple[str, ...]) -> None:
    assert names_in(statement) == names


def test_names_take_the_form_of_a_driver() -> None:
    given = {"a": "1", "b": "2"}
    assert named("SELECT :a LIKE '%:a'", given, "%({})s") == ("SELECT %(a)s LIKE '%%:a'", {"a": "1"})
    assert named("SELECT :a LIKE '%:a'", given, ":{}") == ("SELECT :a LIKE '%:a'", {"a": "1"})


@given(st.text(alphabet="ab:'\"$-/*\\%[]e \n", max_size=40))
def test_any_text_is_read_and_comes_back_the_same(statement: str) -> None:
    values = dict.fromkeys(names_in(statement), "x")
    assert named(statement, values, ":{}") == (statement, values)
    doubled, _ = named(statement, values, "%({})s")
    assert doubled % {name: f":{name}" for name in values} == statement


def test_a_null_character_ends_nothing_early() -> None:
    with pytest.raises(VerifyError, match="there is a null character in the statement"):
        named("SELECT 1 \0 delete", {}, ":{}")
