"""Periods: half-open runs of whole days, from one day until another that is no longer in it.

People say 至8月31日 and mean that day too; what is kept is ``until``, the day after. Half-open, so
that one term ends where the next begins and no day is counted twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from graph.values import cell, span
from graph.values.base import ValueType
from graph.words import caption

_DAY = timedelta(days=1)
_ALWAYS = {"不限期", "长期", "always"}
_CANONICAL = re.compile(r"(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?", re.ASCII)
_SINCE = re.compile(r"^(?:自|从|since )\s*|\s*(?:起|开始|以来)$", re.IGNORECASE)
_UNTIL = re.compile(r"\s*(?:为止|止)$")
_TO = re.compile(r"\s*(?:截至|截止到?|至|到|—+|–|~|-|\bto\b|\buntil\b)\s*", re.IGNORECASE)
_NOW = {"今", "目前"}
_SHORT_END = re.compile(r"(?:(\d{1,2})[-/.月])?(\d{1,2})([月日号]?)", re.ASCII)
_MARK_OF = {"月": 2, "日": 3, "号": 3}
_BETWEEN = re.compile(r"[;,、\n]")


@dataclass(frozen=True)
class Interval:
    """The days from ``since`` until ``until``, which is no longer in it; None is open.

    Its text is ``2024-10-01..2024-12-01``, an open end left empty.

    Raises:
        BadValue: It would hold no day.

    Example:
        >>> term = clean_interval("2024年10月1日至11月30日")
        >>> str(term), date(2024, 11, 30) in term, date(2024, 12, 1) in term
        ('2024-10-01..2024-12-01', True, False)
    """

    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.since >= self.until:
            raise cell.refuse(self, "expected.forward")

    def __contains__(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def __str__(self) -> str:
        return f"{self.since or ''}..{self.until or ''}"


def until_from_inclusive(last: date) -> date:
    """Return the ``until`` of what lasts through ``last``: forms say the last day, linli the next.

    Example:
        >>> until_from_inclusive(date(2024, 8, 31))
        datetime.date(2024, 9, 1)
    """
    return last + _DAY


def clean_interval(raw: object) -> Interval | None:
    """Return a period; a single day, month or year is the period of just that.

    Raises:
        BadValue: No period, an end without a year and no beginning to take it from, or one that runs
            backwards (2024年11月1日至2月1日: nobody can tell which year's February).

    Example:
        >>> [str(clean_interval(said)) for said in ("2024-10-01起", "至2024-08-31", "2024年1—3月", "2023")]
        ['2024-10-01..', '..2024-09-01', '2024-01-01..2024-04-01', '2023-01-01..2024-01-01']
    """
    if isinstance(raw, Interval):
        return raw
    said = raw if isinstance(raw, date) else cell.text(raw)
    if said is None:
        return None
    text = "" if isinstance(said, date) else span.arabic(said)
    if text.lower() in _ALWAYS:
        return Interval()
    if canonical := _CANONICAL.fullmatch(text):
        since, until = (_iso(day, raw) for day in canonical.groups())
        return Interval(since, until)
    if whole := span.read(said):
        return Interval(whole.first, until_from_inclusive(whole.last))
    found = _one_ended(text) or _two_ended(text)
    if found is None:
        raise cell.refuse(raw, "expected.interval" if re.search(r"\d{4}", text) else "expected.interval_year")
    return found


def clean_intervals(raw: object) -> tuple[Interval, ...] | None:
    """Return several periods, written with ``;`` between them: sorted, none twice.

    They are not merged: two absences that touch stay two.

    Raises:
        BadValue: One of them is no period.

    Example:
        >>> [str(absence) for absence in clean_intervals("2024-10-01至2024-10-07；2024-05-01")]
        ['2024-05-01..2024-05-02', '2024-10-01..2024-10-08']
    """
    parts = raw if isinstance(raw, (list, tuple)) else _BETWEEN.split(cell.text(raw) or "")
    found = {interval for part in parts if (interval := clean_interval(part))}
    return tuple(sorted(found, key=lambda one: (one.since or date.min, one.until or date.max))) or None


def _iso(day: str | None, found: object) -> date | None:
    if day is None:
        return None
    if day == str(until_from_inclusive(span.LAST)):  # the until of what lasts through the last day kept
        return until_from_inclusive(span.LAST)
    read = span.read(day)
    if read is None:
        raise cell.refuse(found, "expected.interval")
    return read.first


def _two_ended(text: str) -> Interval | None:
    """Try each mark that may stand between two ends; a hyphen may also be inside a date."""
    for mark in _TO.finditer(text):
        start, end = _SINCE.sub("", text[: mark.start()]), _UNTIL.sub("", text[mark.end() :])
        first = span.read(start) or (span.read(start + end[-1:]) if end[-1:] in _MARK_OF else None)
        last = span.read(end) or (_completed(first, end, text) if first else None)
        if first and last:
            return Interval(first.first, until_from_inclusive(last.last))
        if first and end in _NOW:
            return Interval(first.first, None)
        if last and not start and mark[0].strip().isalpha():
            return Interval(None, until_from_inclusive(last.last))
    return None


def _one_ended(text: str) -> Interval | None:
    if first := span.read(_SINCE.sub("", text)):
        return Interval(first.first, None)
    if last := span.read(_UNTIL.sub("", text)):
        return Interval(None, until_from_inclusive(last.last))
    return None


def _completed(first: span.Span, end: str, found: str) -> span.Span | None:
    """Read an end that leaves out what the beginning said: 11月30日, 11.30, 30日."""
    short = _SHORT_END.fullmatch(end)
    if short is None or _MARK_OF.get(short[3], first.said) != first.said:
        return None
    said = [int(part) for part in short.groups()[:2] if part]
    kept = first.said - len(said)
    return span.spanned([first.first.year, first.first.month][:kept] + said, found) if kept > 0 else None


def _shown(interval: Interval, lang: str) -> str:
    last = interval.until and interval.until - _DAY
    if interval.since and interval.since == last:
        return str(last)
    shape = ("both" if last else "since") if interval.since else ("until" if last else "always")
    return caption(f"interval.{shape}", lang, first=interval.since, last=last)


def _all_shown(intervals: tuple[Interval, ...], lang: str) -> str:
    return ("；" if lang == "zh" else "; ").join(_shown(one, lang) for one in intervals)


INTERVAL: ValueType[Interval] = ValueType("interval", "2024-10-01至2024-11-30", clean_interval, _shown)
INTERVALS: ValueType[tuple[Interval, ...]] = ValueType(
    "intervals", "2024-05-01至2024-05-05；2024-10-01至2024-10-07", clean_intervals, _all_shown
)
