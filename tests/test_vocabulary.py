"""The vocabulary's digest: it changes exactly when extraction has something else to look for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from making import SMALL_REFERENCE, copied_reference, edit

from verify.reference.vocabulary import read_vocabulary
from verify.vocabulary import Alias, Property, Subject, Time, ValueType, Vocabulary

SIGNED = Property("signed", "agreement", ValueType.DATE, Time.DATED, True, ("signed",), ("signed",))
WORDS = Vocabulary(
    {"Ferry Pact": Subject("Ferry Pact", "agreement")}, (Alias("the pact", "Ferry Pact"),), {"signed": SIGNED}
)


@pytest.mark.parametrize(
    "change",
    [
        {"subjects": {"Ferry Pact": Subject("Ferry Pact", "event")}},
        {"aliases": ()},
        {"aliases": (Alias("the pact", "Ferry Pact", ("ferry",)),)},
        {"properties": {"signed": replace(SIGNED, phrases=("signed", "inked"))}},
        {"properties": {"signed": replace(SIGNED, many=False)}},
    ],
)
def test_another_vocabulary_has_another_digest(change: dict[str, Any]) -> None:
    assert replace(WORDS, **change).digest() != WORDS.digest()


def test_the_order_of_rows_does_not_matter() -> None:
    first, second = Alias("a", "Ferry Pact"), Alias("b", "Ferry Pact")
    assert (
        replace(WORDS, aliases=(first, second)).digest() == replace(WORDS, aliases=(second, first)).digest()
    )


def test_facts_are_no_part_of_it(tmp_path: Path) -> None:
    folder = copied_reference(tmp_path / "reference")
    edit(folder, "facts", "2010-05-04", "2010-05-05")
    assert read_vocabulary(folder).digest() == read_vocabulary(SMALL_REFERENCE).digest()
    edit(folder, "aliases", "Treaty of the Harbour", "Harbour Compact")
    assert read_vocabulary(folder).digest() != read_vocabulary(SMALL_REFERENCE).digest()
