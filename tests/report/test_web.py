"""Names that stay."""

from __future__ import annotations

from verify.report.web import text_name, urn_of


def test_names_stay_what_they_were() -> None:
    assert urn_of("claim", "c" * 32) == "urn:uuid:41bfe6ae-413d-5f69-8a74-e0a258b895ee"
    assert urn_of("review", "c" * 32) != urn_of("claim", "c" * 32)
    assert text_name("ab" * 32) == "nih:sha-256;" + "ab" * 32
