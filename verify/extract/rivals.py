"""Dates of one sentence that cannot all be one subject's: the later ones are probably another's, and are left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from verify.claims import Claim, Problem
from verify.values import parse_edtf


def without_rivals(claims: Sequence[Claim]) -> list[Claim]:
    """Mark as ambiguous every date that contradicts an earlier one of the same key in a sentence.

    "The first accord was signed on 13 September 1993 and the second on 23 October 1998" gives one key two dates; of
    events there may well be several.
    """
    first: dict[tuple[str, str, str], Claim] = {}
    kept: list[Claim] = []
    for claim in claims:
        earlier = first.setdefault((claim.asks or "", claim.property, claim.scope), claim)
        rivals = claim.asks is not None and claim.kind != "event" and _contradict(earlier, claim)
        kept.append(replace(claim, problem=Problem.AMBIGUOUS) if rivals else claim)
    return kept


def _contradict(earlier: Claim, later: Claim) -> bool:
    before, after = parse_edtf(earlier.value or "XXXX"), parse_edtf(later.value or "XXXX")
    if before.earliest is None or before.latest is None or after.earliest is None or after.latest is None:
        return earlier.value != later.value
    return before.latest < after.earliest or after.latest < before.earliest
