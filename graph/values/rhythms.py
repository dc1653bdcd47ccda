"""How people say that something comes again: 每周五, 每月20日, 每季度, as rules of RFC 5545."""

from __future__ import annotations

import re

from graph.values import numerals
from graph.values.hours import DAYS

_SIGNS = {sign: DAYS[at] for at, sign in enumerate("一二三四五六日")} | {"天": "SU"}
_NUMBER = r"[\d一二两三四五六七八九十]{1,3}"
_BETWEEN = re.compile(r"[、,，和及]")
_WEEKLY = re.compile(
    rf"(?:每(?:({_NUMBER})个?)?|(隔))(?:周|星期|礼拜)((?:(?:周|星期|礼拜)?[一二三四五六日天末][、,，和及]?)*)"
)
_MONTHLY = re.compile(rf"每(?:({_NUMBER})个|个)?月(?:的)?(.*)")
_MONTH_DAY = re.compile(rf"({_NUMBER})[日号]?")
_NTH = re.compile(r"第?([一二三四五]|最后一)个?(?:周|星期|礼拜)([一二三四五六日天])")
_YEARLY = re.compile(rf"每年(?:的)?(?:({_NUMBER})月({_NUMBER})[日号])?")
_PLAIN = {
    "每天": "FREQ=DAILY",
    "每日": "FREQ=DAILY",
    "隔天": "FREQ=DAILY;INTERVAL=2",
    "每季": "FREQ=MONTHLY;INTERVAL=3",
    "每季度": "FREQ=MONTHLY;INTERVAL=3",
    "每个季度": "FREQ=MONTHLY;INTERVAL=3",
    "每半年": "FREQ=MONTHLY;INTERVAL=6",
}
_LAST_DAY = ("末", "底", "最后一天", "最后一日")


def read_rhythm(text: str) -> str | None:
    """Return the rule that a Chinese text says; None where it says none.

    Example:
        >>> read_rhythm("每周五"), read_rhythm("每月20日"), read_rhythm("每季度")
        ('FREQ=WEEKLY;BYDAY=FR', 'FREQ=MONTHLY;BYMONTHDAY=20', 'FREQ=MONTHLY;INTERVAL=3')
        >>> read_rhythm("每两周周六"), read_rhythm("每月第一个周一"), read_rhythm("每年7月1日")
        ('FREQ=WEEKLY;INTERVAL=2;BYDAY=SA', 'FREQ=MONTHLY;BYDAY=1MO', 'FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1')
    """
    said = re.sub(r"\s", "", text)
    if said in _PLAIN:
        return _PLAIN[said]
    if weekly := _WEEKLY.fullmatch(said):
        return _weekly(weekly[1], weekly[2], weekly[3])
    if monthly := _MONTHLY.fullmatch(said):
        return _monthly(monthly[1], monthly[2])
    if yearly := _YEARLY.fullmatch(said):
        if not yearly[1]:
            return "FREQ=YEARLY"
        month, day = _number(yearly[1]), _number(yearly[2])
        return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}" if month and day else None
    return None


def _weekly(many: str | None, every_other: str | None, days: str) -> str | None:
    interval = 2 if every_other else _number(many) if many else 1
    signs = re.sub(r"[周星期礼拜、,，和及]", "", days)
    codes = sorted(
        {code for sign in signs for code in ((_SIGNS[sign],) if sign != "末" else ("SA", "SU"))}, key=DAYS.index
    )
    if interval is None:
        return None
    return _joined("WEEKLY", interval, f"BYDAY={','.join(codes)}" if codes else "")


def _monthly(many: str | None, rest: str) -> str | None:
    interval = _number(many) if many else 1
    if interval is None:
        return None
    if not rest:
        return _joined("MONTHLY", interval, "")
    if rest in _LAST_DAY:
        return _joined("MONTHLY", interval, "BYMONTHDAY=-1")
    if nth := _NTH.fullmatch(rest):
        place = -1 if nth[1] == "最后一" else "一二三四五".index(nth[1]) + 1
        return _joined("MONTHLY", interval, f"BYDAY={place}{_SIGNS[nth[2]]}")
    days = [_MONTH_DAY.fullmatch(part) for part in _BETWEEN.split(rest)]
    numbers = [_number(day[1]) if day else None for day in days]
    if any(number is None for number in numbers) or rest[-1] not in "日号":
        return None
    return _joined("MONTHLY", interval, f"BYMONTHDAY={','.join(map(str, numbers))}")


def _joined(frequency: str, interval: int, days: str) -> str:
    parts = [f"FREQ={frequency}", f"INTERVAL={interval}" if interval != 1 else "", days]
    return ";".join(filter(None, parts))


def _number(text: str) -> int | None:
    """Return a number in digits or numerals, 0 being none; 两 is two."""
    found = int(text) if text.isascii() and text.isdecimal() else numerals.number(text)
    return found or None
