"""Days of the lunar calendar and solar terms, as people write them."""

from __future__ import annotations

import re

#: The solar terms of a year of the common calendar, from January.
TERMS = (
    "小寒", "大寒", "立春", "雨水", "惊蛰", "春分",
    "清明", "谷雨", "立夏", "小满", "芒种", "夏至",
    "小暑", "大暑", "立秋", "处暑", "白露", "秋分",
    "寒露", "霜降", "立冬", "小雪", "大雪", "冬至",
)  # fmt: skip
_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
_OTHER_MONTHS = {"一": 1, "十一": 11, "十二": 12}
_ONES = "一二三四五六七八九"
#: The days of a lunar month, as they are called.
_DAYS = (
    *(f"初{one}" for one in _ONES),
    "初十",
    *(f"十{one}" for one in _ONES),
    "二十",
    *(f"廿{one}" for one in _ONES),
    "三十",
)
_OTHER_DAYS = {f"二十{one}": 21 + at for at, one in enumerate(_ONES)} | {"廿": 20, "卅": 30}
#: Festivals that are a day of the lunar calendar; the eve of the new year is the last day, which is day 30 or 29.
_FESTIVALS = {
    "春节": "01-01",
    "元宵": "01-15",
    "端午": "05-05",
    "七夕": "07-07",
    "中秋": "08-15",
    "重阳": "09-09",
    "腊八": "12-08",
    "除夕": "12-30",
}
_LUNAR = re.compile(
    r"(?:每年)?(?:农历|阴历|旧历|LUNAR)?(闰)?(十[一二]|[正一二三四五六七八九十冬腊])月([初一二三四五六七八九十廿卅]{1,3})日?"
)
_CODED = re.compile(r"LUNAR(\d{1,2})-(\d{1,2})", re.ASCII)


def read_lunar(text: str) -> str | None:
    """Return a day of the lunar calendar as ``lunar 12-08``; None where the text says none.

    Leap months are none: what is kept in the lunar calendar comes once a year.

    Example:
        >>> read_lunar("农历腊月初八"), read_lunar("中秋节"), read_lunar("lunar 8-15"), read_lunar("闰四月初一")
        ('lunar 12-08', 'lunar 08-15', 'lunar 08-15', None)
    """
    said = re.sub(r"\s", "", text).upper()
    festival = _FESTIVALS.get(re.sub(r"^(?:每年)?(?:农历)?|节$", "", said)) or _FESTIVALS.get(said)
    if festival:
        return f"lunar {festival}"
    if coded := _CODED.fullmatch(said):
        month, day = int(coded[1]), int(coded[2])
    elif (written := _LUNAR.fullmatch(said)) and not written[1]:
        month = _OTHER_MONTHS.get(written[2]) or _MONTHS.index(written[2]) + 1
        name = written[3]
        day = _OTHER_DAYS.get(name) or (_DAYS.index(name) + 1 if name in _DAYS else 0)
    else:
        return None
    return f"lunar {month:02}-{day:02}" if month in range(1, 13) and day in range(1, 31) else None


def lunar_name(month: int, day: int) -> str:
    """Return how a day of the lunar calendar is called.

    Example:
        >>> lunar_name(12, 8), lunar_name(1, 30)
        ('腊月初八', '正月三十')
    """
    return f"{_MONTHS[month - 1]}月{_DAYS[day - 1]}"


def read_term(text: str) -> str | None:
    """Return a solar term as ``solar-term 冬至``; None where the text says none.

    Example:
        >>> read_term("冬至"), read_term("每年清明节"), read_term("solar-term 冬至"), read_term("中秋")
        ('solar-term 冬至', 'solar-term 清明', 'solar-term 冬至', None)
    """
    name = re.sub(r"^(?:每年|SOLAR-TERM|节气)|节$", "", re.sub(r"\s", "", text).upper())
    return f"solar-term {name}" if name in TERMS else None
