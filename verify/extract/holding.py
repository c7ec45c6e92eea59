"""The time at which a state is said to hold: that of the article, reaching back to what its sentence tells of."""

from __future__ import annotations

import re
from collections.abc import Callable

from verify.claims import Problem
from verify.extract.dates.moment import Moment
from verify.extract.reading import Reading
from verify.values import parse_edtf

_ENDS_REACH = 200
_ENDS = re.compile(
    r"\b(?:killed|killing|assassinat\w+|murder\w*|died|death|dead|"
    r"(?:was|were|been|be) dismissed|dismissal|sacked|sacking|resign\w*|"
    r"step(?:s|ped|ping) (?:down|aside)|oust\w*|replac\w+|removed?|removal|succeed\w*|toppl\w+|overthrow\w*|"
    r"overthrew|deposed|impeach\w*|retire[ds]?|(?<!had )(?<!have )(?<!has )until|"
    r"left office|(?:was|were|been|be|got) fired|"
    r"fired (?:him|her|his|[A-Z]\w+ (?:of|[A-Z])))\b"
)
"""Words of a sentence in which a state may end: whoever is named there held it, but maybe no longer."""


def time_told(
    reading: Reading, position: int, *, narrated: Callable[[], bool], may_end: bool = True
) -> tuple[str | None, Problem | None]:
    """The time (EDTF) at which what stands at a position is said to hold, and what keeps it from being told.

    It is the article's own time, reaching back to the earliest date that the sentence tells of, or the one before it
    in the paragraph: whoever held an office then or since is rightly called by it (docs/decisions/0010). Of what ends
    in the sentence, if anything may, it is not told; of what is narrated without a date, its beginning is not.
    """
    start, end = reading.sentence(position)
    if may_end and _ENDS.search(
        reading.text, max(start, position - _ENDS_REACH), min(end, position + _ENDS_REACH)
    ):
        return None, Problem.AMBIGUOUS
    dates = reading.dates_between(start, end)
    if not dates:
        paragraph = reading.text.rfind("\n", 0, start) + 1
        dates = reading.dates_between(paragraph, start)[-1:]
    own = parse_edtf(reading.published) if reading.published else None
    told = [
        (value.earliest, date.value)
        for date in dates
        if (value := parse_edtf(date.value)).earliest is not None
        and (own is None or own.earliest is None or value.earliest < own.earliest)
    ]
    if not told:
        if reading.published is None or not narrated():
            return reading.published, None
        return f"../{reading.written_by}", None
    first = Moment.of(min(told)[0]).edtf()
    if own is not None and own.latest is not None:
        return f"{first}/{Moment.of(own.latest).edtf()}", None
    return (told[0][1], None) if len(told) == 1 else (None, Problem.AMBIGUOUS)
