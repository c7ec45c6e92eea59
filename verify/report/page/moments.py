"""Moments and dates as a page shows them."""

from __future__ import annotations

import re

from verify.report.page.markup import Markup, element, outside
from verify.values import describe_date

_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?Z")


def moment(at: str) -> Markup:
    """A moment of the store ("2016-04-09T12:00:00.000000Z") in words, to the minute; another text as it is."""
    read = _MOMENT.fullmatch(at)
    if read is None:
        return outside(at)
    try:
        day = describe_date(read[1])
    except ValueError:
        return outside(at)
    return element("time", f"{day}, {read[2]} UTC", datetime=f"{read[1]}T{read[2]}Z")
