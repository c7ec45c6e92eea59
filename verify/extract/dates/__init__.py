"""Dates in English news and narrative: `find_dates` finds them and says what each states and means."""

from verify.extract.dates.find import find_dates
from verify.extract.dates.mention import DateMention

__all__ = ["DateMention", "find_dates"]
