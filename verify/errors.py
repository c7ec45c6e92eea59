"""The one error type that people see, and the exit codes it maps to."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What a `verify` process ends with."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    BROKEN_CHECK = 3
    INVALID_DATA = 4
    INTERNAL = 5


class VerifyError(Exception):
    """Something the user can mend: what is wrong, where it is, and the next step.

    `message` is a full sentence; `place` is "file", "file:line" or "file:line:column"; `hint` says what to do.
    """

    def __init__(
        self,
        message: str,
        *,
        place: str | None = None,
        hint: str | None = None,
        exit_code: ExitCode = ExitCode.INVALID_DATA,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint
        self.exit_code = exit_code

    def __str__(self) -> str:
        placed = f"{self.place}: {self.message}" if self.place else self.message
        return f"{placed} {self.hint}" if self.hint else placed
