"""Periods as the rollups hold them: whole years and months, and the days at both ends."""

from __future__ import annotations

from datetime import date, timedelta

from station.store.rollups.facts import day_number


def numbers_of(since: date, until: date, by_month: bool = False) -> list[int]:
    """The whole years (``2026``, unless ``by_month``), whole months (``202611``) and single days
    (``20261122``) that make up the period, in order."""
    numbers, day = list[int](), since
    while day <= until:
        if not by_month and (day.month, day.day) == (1, 1) and date(day.year, 12, 31) <= until:
            numbers.append(day.year)
            day = date(day.year + 1, 1, 1)
            continue
        after = _next_month(day)
        if day.day == 1 and after - timedelta(days=1) <= until:
            numbers.append(day.year * 100 + day.month)
            day = after
        else:
            numbers.append(day_number(day))
            day += timedelta(days=1)
    return numbers


def months(since: date, until: date) -> list[tuple[date, date]]:
    """The period month by month: first and last day of each part."""
    parts, day = list[tuple[date, date]](), since
    while day <= until:
        after = _next_month(day)
        parts.append((day, min(until, after - timedelta(days=1))))
        day = after
    return parts


def day_of(number: int) -> date:
    """The day that a number (``20261122``) stands for."""
    return date(number // 10_000, number // 100 % 100, number % 100)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
