"""Moments as people read them, by the clock on the wall: "14:05"."""

from __future__ import annotations

import datetime


def clock_words(moment: str, now: str) -> str:
    """A UTC moment by the clock on the wall: "14:05", with its day where that is not today."""
    there, here = _local(moment), _local(now)
    return f"{there:%H:%M}" if there.date() == here.date() else f"{there:%Y-%m-%d %H:%M}"


def day_words(moment: str) -> str:
    """A UTC moment to the minute, by the clock on the wall: "2026-11-20 14:05"."""
    return f"{_local(moment):%Y-%m-%d %H:%M}"


def _local(moment: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(moment).astimezone()
