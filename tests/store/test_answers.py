"""The digest by which answers are compared."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from verify.store.answers import answer_digest


@given(st.text(), st.text())
def test_answers_are_equal_as_their_digests_are(one: str, other: str) -> None:
    assert (answer_digest(one) == answer_digest(other)) is (one == other)


def test_it_is_the_beginning_of_the_sha_256_that_fits_a_number_of_eight_bytes() -> None:
    whole = hashlib.sha256(b"Kerry").hexdigest()
    digest = answer_digest("Kerry")
    assert digest is not None
    assert f"{digest % 2**64:016x}" == whole[:16]
    assert -(2**63) <= digest < 2**63


def test_there_is_none_of_no_answer() -> None:
    assert answer_digest(None) is None
    assert answer_digest("") is not None
