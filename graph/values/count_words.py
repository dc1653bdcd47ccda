"""The words that counts are written with: 余, 以上, 不到, 约, 万, and the units after them.

以上, 以下 and 以内 include the number, as the Civil Code says (art. 1259); 超过, 不满 and 不到 leave it
out. 近 is nearly, and so about. Units are a closed list, since "12号楼" is no count.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from graph.values import numerals

if TYPE_CHECKING:
    from collections.abc import Iterable

Bound = Literal["exact", "at_least", "at_most", "about"]

_UNITS = (
    "人次|人|名|位|口|户次|户|家|个月|个|件次|件|次|场|项|条|处|支|栋|幢|座|间|套|张|册|本|批|期|组|片|对|双|天|小时|"
    "元|平方米|m2|m²|㎡|株|盏|台|辆|类|种|层|班|堂|节|份|步|轮"
)
_BEFORE: dict[str, tuple[Bound, int]] = {
    **dict.fromkeys(["至少", "不少于", "不低于", "不下于", "最少", "起码", "≥", ">=", "atleast"], ("at_least", 0)),
    **dict.fromkeys(["超过", "多于", "大于", "高于", "超", ">"], ("at_least", 1)),
    **dict.fromkeys(["至多", "最多", "不超过", "不多于", "不高于", "不大于", "≤", "<=", "atmost"], ("at_most", 0)),
    **dict.fromkeys(["不到", "少于", "不足", "不满", "未满", "低于", "小于", "<"], ("at_most", -1)),
    **dict.fromkeys(["约", "大约", "约为", "大概", "近", "将近", "接近", "≈", "~", "about"], ("about", 0)),
    **dict.fromkeys(["共", "共计", "合计", "总计", "达"], ("exact", 0)),
}
_AFTER: dict[str, Bound] = {
    **dict.fromkeys(["余", "多", "+", "以上", "及以上"], "at_least"),
    **dict.fromkeys(["以下", "及以下", "以内", "之内"], "at_most"),
    **dict.fromkeys(["来", "左右", "上下", "前后"], "about"),
}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_MOST = 10**15
_DASH = r"(?:至|到|—+|–|~|-|\.\.)"


class Parsed(NamedTuple):
    """What a count's text says: number, bound, stated range, unit."""

    value: int
    bound: Bound
    low: int | None
    high: int | None
    unit: str | None


def parse(text: str) -> Parsed | None:
    """Return what a text without spaces says, None if it is no count.

    Example:
        >>> parse("30余万人")
        Parsed(value=300000, bound='at_least', low=None, high=None, unit='人')
        >>> parse("三五户") is None, parse("至少60以下") is None
        (True, True)
    """
    said = _COUNT.fullmatch(text)
    if said is None:
        return None
    first = _number(said["n"], said["scale"])
    units = {said[group] for group in ("unit", "unit2", "unit3") if said[group]}
    bounds = {_AFTER[said[group]] for group in ("odd", "more", "after") if said[group]}
    before, shift = _BEFORE.get(said["before"] or "", ("exact", 0))
    bound = _agreed({*bounds, before})
    if first is None or bound is None or len(units) > 1 or (said["n2"] and said["low"]):
        return None
    unit = next(iter(units), None)
    if said["n2"] is None and said["low"] is None:
        return Parsed(first + (shift if bound == before else 0), bound, None, None, unit)
    low, high = _range(said, first)
    if low is None or high is None or low > high or bound not in ("exact", "about"):
        return None
    return Parsed(first if said["low"] else (low + high) // 2, "about", low, high, unit)


def _range(said: re.Match[str], first: int) -> tuple[int | None, int | None]:
    if said["low"]:
        return _number(said["low"], None), _number(said["high"], None)
    high = _number(said["n2"], said["scale2"])
    alike = _number(said["n"], said["scale2"]) if said["scale2"] and not said["scale"] else None
    return (alike if alike is not None else first), high  # 3—5万 begins at 30,000


def _agreed(bounds: set[Bound]) -> Bound | None:
    """Return the bound of all the words together: about weakens any, at least and at most clash."""
    said = bounds - {"exact"}
    if "about" in said:
        return "about"
    return None if said >= {"at_least", "at_most"} else next(iter(said), "exact")


def _number(digits: str, scale: str | None) -> int | None:
    value = numerals.number(digits) if digits[0] in numerals.SIGNS else Decimal(digits.replace(",", ""))
    if value is None:
        return None
    for sign in scale or "":
        value *= _SCALES[sign]
    return int(value) if value == int(value) and value < _MOST else None


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_DIGITS = rf"(?:(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,18}})(?:\.\d{{1,9}})?|[{numerals.SIGNS}]+)"
_COUNT = re.compile(
    rf"""(?P<before>{_any(_BEFORE)})?
    (?P<n>{_DIGITS})(?P<odd>[余多来+])?(?P<scale>[十百千万亿]{{1,2}})?(?P<more>[余多来+])?
    (?P<unit>{_UNITS})?
    (?:{_DASH}(?P<n2>{_DIGITS})(?P<scale2>[十百千万亿]{{1,2}})?(?P<unit2>{_UNITS})?)?
    (?P<after>{_any(_AFTER)})?
    (?P<unit3>{_UNITS})?
    (?:\((?P<low>\d{{1,18}}){_DASH}(?P<high>\d{{1,18}})\))?""",
    re.VERBOSE | re.ASCII,
)
