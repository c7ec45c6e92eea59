"""What a database says of a comparison that fails in it, in words."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError, StatementError

from verify.checks.methods import METHODS, called
from verify.checks.plan import Check
from verify.errors import ExitCode, VerifyError
from verify.store.engine import explain


def is_of_the_database(error: Exception) -> bool:
    """Whether an error is not a check's fault: the database is locked, or full, or gone."""
    if not isinstance(error, StatementError):
        return False
    invalidated = bool(getattr(error, "connection_invalidated", False))
    return invalidated or explain(str(error.orig), "") is not None


def failed(check: Check, error: StatementError) -> VerifyError | None:
    """The error (exit code 3) of a check whose comparison, asked for by name, the database refused.

    None where it is not the comparison's: the database is locked, or gone.
    """
    if is_of_the_database(error):
        return None
    said = str(error.orig)
    if isinstance(error, IntegrityError) and "outcome" in said:
        return without_outcome(check)
    first = (said.strip().splitlines() or ["no message"])[0].rstrip(".")
    return _broken(check, f"fails in the database: {first}.")


def without_outcome(check: Check) -> VerifyError:
    """The error (exit code 3) of a check whose comparison, asked for by name, finds what is no outcome."""
    return _broken(
        check,
        "gives at least one claim a rank or an outcome that is none: NULL, or a number that is not on the list.",
    )


def _broken(check: Check, what: str) -> VerifyError:
    method = check.plan.comparing.method or ""
    return VerifyError(
        f"{check.name}: {METHODS.get(method, called(method))} {what}",
        place=f"{check.feature}:{check.line}",
        hint="Mend the package. Nothing of this check was written.",
        exit_code=ExitCode.BROKEN_CHECK,
    )
