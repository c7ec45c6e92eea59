"""Files that cannot be read or written: what is said of them, everywhere in the same words."""

from __future__ import annotations

import errno

from verify.errors import ExitCode, VerifyError


def unreadable(
    error: OSError | ValueError,
    place: str,
    *,
    what: str = "the file",
    hint: str = "Check its name and its permissions.",
    exit_code: ExitCode = ExitCode.INVALID_DATA,
) -> VerifyError:
    """What to raise where something cannot be read; `place` is how messages call it."""
    return VerifyError(cannot_be_read(error, what), place=place, hint=hint, exit_code=exit_code)


def unwritable(
    error: OSError | ValueError,
    place: str,
    *,
    what: str = "the file",
    hint: str | None = None,
    exit_code: ExitCode = ExitCode.INVALID_DATA,
) -> VerifyError:
    """What to raise where something cannot be written; `place` is how messages call it, `hint` the step that helps."""
    return VerifyError(
        f"{what} cannot be written ({reason(error)}).",
        place=place,
        hint=hint or _STEPS.get(getattr(error, "errno", None), _ANOTHER_FOLDER),
        exit_code=exit_code,
    )


_ANOTHER_FOLDER = "Choose a folder that exists and that you may write in."
_MAKE_ROOM = "Make room, or choose a place that has some."
_STEPS: dict[int | None, str] = {
    errno.ENOSPC: _MAKE_ROOM,
    errno.EDQUOT: _MAKE_ROOM,
    errno.EISDIR: "Name a file: this is a folder.",
}
"""What helps, by the system's number of the error; in any other case it is the folder."""


def cannot_be_read(error: OSError | ValueError, what: str = "the file") -> str:
    """The sentence alone, for what collects complaints."""
    return f"{what} cannot be read ({reason(error)})."


def reason(error: OSError | ValueError) -> str:
    """Why, in the system's words; a ValueError is a path that no file can have."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
