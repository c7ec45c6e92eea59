"""Until when something is put off: what can be said, and what cannot."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from verify.errors import ExitCode, VerifyError
from verify.review.due import due_of

NOW = "2016-04-09T12:00:00.000000Z"


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("zone", "said", "due"),
    [
        ("UTC", "tomorrow", "2016-04-10T00:00:00.000000Z"), ("UTC", " Tomorrow ", "2016-04-10T00:00:00.000000Z"),
        ("UTC", "3d", "2016-04-12T00:00:00.000000Z"), ("UTC", "2 w", "2016-04-23T00:00:00.000000Z"),
        ("UTC", "4h", "2016-04-09T16:00:00.000000Z"), ("UTC", "2016-04-10", "2016-04-10T00:00:00.000000Z"),
        ("UTC", "2016-04-09T12:01Z", "2016-04-09T12:01:00.000000Z"),
        ("UTC", "2016-04-09T12:00:00.5Z", "2016-04-09T12:00:00.500000Z"),
        # At noon UTC it is the tenth already in Auckland, and tomorrow begins at noon of the tenth.
        ("Pacific/Auckland", "tomorrow", "2016-04-10T12:00:00.000000Z"),
        ("America/New_York", "tomorrow", "2016-04-10T04:00:00.000000Z"),
        ("America/New_York", "4h", "2016-04-09T16:00:00.000000Z"),
        ("America/New_York", "2016-04-10", "2016-04-10T00:00:00.000000Z"),
    ],
    indirect=["zone"],
)  # fmt: skip
@pytest.mark.usefixtures("zone")
def test_until_when(said: str, due: str) -> None:
    assert due_of(said, NOW) == due
    assert due_of(due, NOW) == due


@pytest.mark.parametrize(
    ("said", "message"),
    [
        *((said, "is no day or moment") for said in (
            "soon", "", "12345d", "2016-02-30", "2016-04-10T25:00Z", "\u0663d", "2016-04-10 14:00",
        )),
        *((said, "is over") for said in ("2016-04-09", "2016-04-09T12:00Z", "0h", "0d")),
    ],
)  # fmt: skip
def test_what_nobody_can_wait_for(said: str, message: str) -> None:
    with pytest.raises(VerifyError) as error:
        due_of(said, NOW)
    assert (error.value.message, error.value.exit_code) == (f"{said!r} {message}.", ExitCode.USAGE)
    assert error.value.hint is not None
    assert error.value.hint.startswith("Write tomorrow, 4h, 3d, 2w, a day to come")
