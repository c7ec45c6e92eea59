"""Dates in English news and narrative: `find_dates` finds them and says what each states and means.

`iter_dates` gives them one at a time, in constant memory.
`find_timexes` finds durations and words like "now" too, and gives TIMEX3 values, for evaluation.
"""

from verify.extract.dates.find import find_dates, iter_dates
from verify.extract.dates.mention import DateMention
from verify.extract.dates.timexes import Timex, find_timexes

__all__ = ["DateMention", "Timex", "find_dates", "find_timexes", "iter_dates"]
