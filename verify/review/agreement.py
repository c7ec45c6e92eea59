"""How two reviewers of the same claims agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from verify.review.shapes import Agreement


def agreement(pairs: Sequence[tuple[int, int]]) -> Agreement:
    """Agreement over pairs of verdicts, the first reviewer's and the second's of one claim each.

    Cohen's kappa is (p - e) / (1 - e): p the share of pairs that agree, e the share that would by chance, if each
    chose verdicts as often as they do, but blindly.
    """
    total = len(pairs)
    if not total:
        return Agreement(0, 0.0, None)
    agreed = sum(one == other for one, other in pairs) / total
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(first[verdict] * second[verdict] for verdict in first) / total**2
    kappa = None if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)
    return Agreement(total, agreed, kappa)
