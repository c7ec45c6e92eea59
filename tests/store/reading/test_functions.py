"""Functions that stand for SQLite's own give what those give."""

from __future__ import annotations

import re
import sqlite3

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from verify.store.reading.functions import put_in_place

OWN, OURS = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
put_in_place(OURS, 1000)

SHORT = st.text(alphabet="ab ä\0\U0001f600", max_size=6)
VALUES = st.one_of(
    st.none(),
    SHORT,
    SHORT.map(str.encode),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
)
CALLS = [
    "instr(:a, :b)", "replace(:a, :b, :c)", "trim(:a)", "ltrim(:a)", "rtrim(:a)", "trim(:a, :b)", "ltrim(:a, :b)",
    "rtrim(:a, :b)",
]  # fmt: skip


FORMS = st.text(alphabet="%-+ 0123456789.*,!#dfegscxqQwi", max_size=12)


@given(form=st.one_of(VALUES, FORMS), values=st.lists(VALUES, max_size=3))
def test_printf_writes_as_sqlite_does_what_is_not_too_long(form: object, values: list[object]) -> None:
    call = f"SELECT printf({', '.join('?' * (len(values) + 1))})"
    ours, own = (
        OURS.execute(call, (form, *values)).fetchone()[0],
        OWN.execute(call, (form, *values)).fetchone()[0],
    )
    assert ours == own or (ours is None and (re.search(r"\*|\d{4}", str(form)) or len(own or "") > 100))


@pytest.mark.parametrize("wide", ["999999999", 999999999, 999999999.5, -999999999, b"999999999"])
@pytest.mark.parametrize("form", ["%*d", "%.*f", "%d %*d", "%%%-*s"])
def test_printf_makes_nothing_that_is_too_long(form: str, wide: object) -> None:
    values = (1, wide, 2) if form.startswith("%d") else (wide, 2)
    marks = ", ".join("?" * (len(values) + 1))
    assert OURS.execute(f"SELECT printf({marks})", (form, *values)).fetchone() == (None,)


def test_printf_takes_numbers_that_are_no_widths_for_none() -> None:
    asked = "SELECT printf('%*d %d %,d', 12, 20000001, 999999999, 12345678)"
    assert OURS.execute(asked).fetchone() == ("    20000001 999999999 12,345,678",)


# Halfway between two numbers of fifteen digits; SQLite's releases round it up or down, and some write it out.
@example(a=384798126284571.5, b="2", c="")
@example(a=float("inf"), b="I", c=None)
@example(a="a\0b", b="\0", c="c")
@given(a=VALUES, b=VALUES, c=VALUES)
def test_they_answer_as_sqlite_does(a: object, b: object, c: object) -> None:
    for call in CALLS:
        given = {"a": a, "b": b, "c": c}
        assert (
            OURS.execute(f"SELECT {call}", given).fetchone()
            == OWN.execute(f"SELECT {call}", given).fetchone()
        )
