"""A published count and how firmly it was stated: 970, 60余, 不到10, 约80, 55—65.

Accounts round, and the rounding is part of what they say: 60余人 proves that there are 60 and says
nothing about 70. So a count keeps its bound, and a norm that rests on it works on its band.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.values import cell, count_words
from graph.values.base import ValueType
from graph.values.count_words import Bound
from graph.words import caption


@dataclass(frozen=True)
class Count:
    """How many, and how firmly.

    Its text is ``60``, ``≥60``, ``≤9``, ``≈80`` or ``55..65``.

    Attributes:
        value: The number stated; of a stated range, its middle.
        bound: Whether it is exact, at least so many (余, 多), at most, or about.
        low: Lower end of a stated range, which only ``about`` has.
        high: Upper end of it.

    Raises:
        BadValue: Below zero, or a range that does not enclose its value.

    Example:
        >>> clean_count("60余人")
        Count(value=60, bound='at_least', low=None, high=None)
        >>> str(clean_count("1.2万左右")), str(clean_count("不到10"))
        ('≈12000', '≤9')
    """

    value: int
    bound: Bound = "exact"
    low: int | None = None
    high: int | None = None

    def __post_init__(self) -> None:
        stated = self.low is not None and self.high is not None
        enclosed = 0 <= (self.low or 0) <= self.value <= (self.value if self.high is None else self.high)
        if not enclosed or (stated and self.bound != "about") or (self.low is None) != (self.high is None):
            raise cell.refuse(self, "expected.count")

    def __str__(self) -> str:
        if self.low is None or self.high is None:
            return f"{_MARKS[self.bound]}{self.value}"
        stated = f"{self.low}..{self.high}"
        return stated if self.value == (self.low + self.high) // 2 else f"{self.value}({stated})"


_FITS = 15
_MARKS: dict[Bound, str] = {"exact": "", "at_least": "≥", "at_most": "≤", "about": "≈"}


def band(count: Count) -> tuple[int, int | None]:
    """Return what the true number lies between; None is without end.

    About, with no range stated, has no bounds: how far off it may be, nobody has said.

    Example:
        >>> [band(clean_count(said)) for said in ("60", "60余", "不到10", "55—65", "约80")]
        [(60, 60), (60, None), (0, 9), (55, 65), (0, None)]
    """
    if count.bound == "about":
        return (count.low or 0, count.high)
    return (
        0 if count.bound == "at_most" else count.value,
        None if count.bound == "at_least" else count.value,
    )


def split_unit(raw: object) -> tuple[Count | None, str | None]:
    """Return a count and the unit written with it, each None where there is none.

    Raises:
        BadValue: No count, one below zero, or a fraction that 万 or 亿 does not make whole.

    Example:
        >>> count, unit = split_unit("60余人")
        >>> str(count), unit
        ('≥60', '人')
    """
    if isinstance(raw, Count):
        return raw, None
    text = cell.text(raw)
    if text is None:
        return None, None
    if text.isascii() and text.isdigit() and len(text) <= _FITS:
        return Count(int(text)), None
    said = count_words.parse(re.sub(r"\s+|(?<=\d)\.0+(?!\d)", "", text).lower())
    if said is None:
        raise cell.refuse(raw, "expected.count")
    return Count(said.value, said.bound, said.low, said.high), said.unit


def clean_count(raw: object) -> Count | None:
    """Return a count; the unit after it is read by `split_unit` and left out here.

    Raises:
        BadValue: As `split_unit`.

    Example:
        >>> [str(clean_count(said)) for said in ("1,234", "两千四百二十四", "3万余", "约80户", "55-65")]
        ['1234', '2424', '≥30000', '≈80', '55..65']
    """
    return split_unit(raw)[0]


def _shown(count: Count, lang: str) -> str:
    shape = count.bound if count.low is None else "range"
    return caption(f"count.{shape}", lang, value=f"{count.value:,}", low=count.low, high=count.high)


COUNT: ValueType[Count] = ValueType("count", "60余", clean_count, _shown)
