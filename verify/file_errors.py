"""Files that cannot be read or written: what is said of them, everywhere in the same words."""

from __future__ import annotations

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
    hint: str = "Choose a folder that exists and that you may write in.",
    exit_code: ExitCode = ExitCode.INVALID_DATA,
) -> VerifyError:
    """What to raise where something cannot be written; `place` is how messages call it."""
    return VerifyError(
        f"{what} cannot be written ({reason(error)}).", place=place, hint=hint, exit_code=exit_code
    )


def cannot_be_read(error: OSError | ValueError, what: str = "the file") -> str:
    """The sentence alone, for what collects complaints."""
    return f"{what} cannot be read ({reason(error)})."


def reason(error: OSError | ValueError) -> str:
    """Why, in the system's words; a ValueError is a path that no file can have."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
