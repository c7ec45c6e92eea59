"""How people name a claim: by its id, or by how that begins."""

from __future__ import annotations

import re

from sqlalchemy import Connection, select

from verify.errors import ExitCode, VerifyError
from verify.store.schema import METADATA

MIN_PREFIX = 4
_HEX = re.compile("[0-9a-f]+")

_T = METADATA.tables


def find_claim(connection: Connection, given: str) -> tuple[int, str]:
    """The row and the id of the one claim whose id begins so.

    Raises VerifyError for a claim that does not exist, or a beginning that several have.
    """
    claim = _T["claim"]
    if len(given) < MIN_PREFIX:
        raise VerifyError(
            f"{given!r} is too short for a claim's id.",
            hint=f"Write at least {MIN_PREFIX} of its characters, as 'verify queue list' shows them.",
            exit_code=ExitCode.USAGE,
        )
    # Ids are lower-case hex, which every collation puts in this order: an index finds them.
    begins = given.lower()
    query = select(claim.c.id, claim.c.digest).where(claim.c.digest >= begins, claim.c.digest < begins + "g")
    found = connection.execute(query.limit(2)).all() if _HEX.fullmatch(begins) else []
    if len(found) == 1:
        return int(found[0].id), str(found[0].digest)
    what = f"several claims begin with {given!r}." if found else f"no claim begins with {given!r}."
    raise VerifyError(what, hint="See: verify queue list", exit_code=ExitCode.USAGE)
