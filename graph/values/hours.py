"""On which days of the week, and at which hours of the day."""

from __future__ import annotations

import re

from graph.values import cell
from graph.values.base import ValueType
from graph.words import caption

#: The days of a week from Monday, as calendars write them (RFC 5545).
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SIGNS = {sign: at for signs in ("一二三四五六日", "1234567") for at, sign in enumerate(signs)} | {"天": 6}
_GROUPS = {
    "工作日": "MO,TU,WE,TH,FR",
    "双休日": "SA,SU",
    "周末": "SA,SU",
    "每天": ",".join(DAYS),
    "每日": ",".join(DAYS),
}
_BETWEEN = re.compile(r"[、,，;；/\s]+")
_RUN = re.compile(
    r"(?:(?:周|星期|礼拜)?([一二三四五六日天1-7])|(\w\w))(?:至|到|[-—–~])(?:(?:周|星期|礼拜)?([一二三四五六日天1-7])|(\w\w))"
)
_EACH = re.compile(r"(?:周|星期|礼拜)?([一二三四五六日天1-7]+)")
_HOURS = re.compile(
    r"(\d{1,2})(?:[:：点时](\d{1,2})?分?)?(半)?(?:至|到|[-—–~]+)(\d{1,2})(?:[:：点时](\d{1,2})?分?)?(半)?"
)
_DAY = 24 * 60


def clean_weekdays(raw: object) -> str | None:
    """Return days of the week in their order, as ``SA,SU``.

    Raises:
        BadValue: No days of a week.

    Example:
        >>> clean_weekdays("周六、周日"), clean_weekdays("周一至周五"), clean_weekdays("周三四")
        ('SA,SU', 'MO,TU,WE,TH,FR', 'WE,TH')
    """
    text = cell.text(raw)
    if text is None:
        return None
    found: set[int] = set()
    for part in filter(None, _BETWEEN.split(text)):
        days = _days(part)
        if not days:
            raise cell.refuse(raw, "expected.weekdays")
        found |= days
    return ",".join(DAYS[at] for at in sorted(found)) or None


def _days(part: str) -> set[int]:
    if part in _GROUPS:
        return {DAYS.index(day) for day in _GROUPS[part].split(",")}
    if part.upper() in DAYS:
        return {DAYS.index(part.upper())}
    if run := _RUN.fullmatch(part):
        first, last = (_day(run[at], run[at + 1]) for at in (1, 3))
        if first is None or last is None:
            return set()
        return {at % 7 for at in range(first, last + 1 + 7 * (last < first))}
    each = _EACH.fullmatch(part)
    return {_SIGNS[sign] for sign in each[1]} if each else set()


def _day(sign: str | None, code: str | None) -> int | None:
    if sign:
        return _SIGNS[sign]
    return DAYS.index(code.upper()) if code and code.upper() in DAYS else None


def clean_hours(raw: object) -> str | None:
    """Return hours of the day in their order, as ``09:00-11:30;14:00-17:00``; 24:00 ends the day.

    Raises:
        BadValue: No hours, or some that end before they begin.

    Example:
        >>> clean_hours("9点半至11:30；14:00—17:00"), clean_hours("08:30-17:30")
        ('09:30-11:30;14:00-17:00', '08:30-17:30')
    """
    text = cell.text(raw)
    if text is None:
        return None
    found = []
    for part in filter(None, _BETWEEN.split(text)):
        said = _HOURS.fullmatch(part)
        span = said and (_minute(*said.group(1, 2, 3)), _minute(*said.group(4, 5, 6)))
        if not span or not 0 <= span[0] < span[1] <= _DAY:
            raise cell.refuse(raw, "expected.hours")
        found.append(span)
    return ";".join(f"{_clock(first)}-{_clock(last)}" for first, last in sorted(set(found))) or None


def _minute(hour: str, minute: str | None, half: str | None) -> int:
    minutes = 30 if half else int(minute or 0)
    return int(hour) * 60 + minutes if minutes < 60 else -1  # noqa: PLR2004


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def minutes(hours: str | None) -> tuple[tuple[int, int], ...]:
    """Return clean hours as minutes of the day, half-open; the whole day where nothing is said.

    Example:
        >>> minutes("09:00-11:30"), minutes(None)
        (((540, 690),), ((0, 1440),))
    """
    if not hours:
        return ((0, _DAY),)
    ends = [part.split("-") for part in hours.split(";")]
    return tuple((_of(first), _of(last)) for first, last in ends)


def _of(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _shown(days: str, lang: str) -> str:
    between = "、" if lang == "zh" else ", "
    return between.join(caption(f"weekday.{day}", lang) for day in days.split(","))


WEEKDAYS: ValueType[str] = ValueType("weekdays", "周六、周日", clean_weekdays, _shown)
HOURS: ValueType[str] = ValueType(
    "hours", "09:00-11:30", clean_hours, lambda hours, lang: hours.replace(";", "；" if lang == "zh" else "; ")
)
