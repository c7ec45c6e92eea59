"""Functions that stand for SQLite's own give what those give."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from verify.store.reading.functions import put_in_place

OWN, OURS = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
put_in_place(OURS, 1000)

SHORT = st.text(alphabet="ab ä\U0001f600", max_size=6)
VALUES = st.one_of(
    st.none(),
    SHORT,
    SHORT.map(str.encode),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, min_value=-1e15, max_value=1e15),
    st.sampled_from([1e20, 1.5e-9, -0.0, 123456789012345680.0]),
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
    assert ours == own or (ours is None and ("*" in str(form) or len(own or "") > 100))


@given(a=VALUES, b=VALUES, c=VALUES)
def test_they_answer_as_sqlite_does(a: object, b: object, c: object) -> None:
    for call in CALLS:
        given = {"a": a, "b": b, "c": c}
        assert (
            OURS.execute(f"SELECT {call}", given).fetchone()
            == OWN.execute(f"SELECT {call}", given).fetchone()
        )
