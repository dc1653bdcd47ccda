"""Invented names: persons of whom no two are alike, and the numerals that number things.

Every name of a person begins with 演示, so that no reader takes a sample for a real place.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

MARK = "演示"
#: No two casts share a surname, so that all samples can lie in one ledger.
SURNAMES = {
    "hongqi": "庞段雷汤尹黎武易常文",
    "longhailu": "唐傅秦江史顾侯邵孟龙",
    "suzhoulu": "张王李赵刘陈杨黄周吴徐孙马朱胡郭何林罗高",
    "tianhe": "丁姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱汪",
    "yanshan": "梁宋谢于董萧程袁邓许",
}
_DIGITS = "零一二三四五六七八九"
_TEN = 10


def numeral(number: int) -> str:
    """Return a number from 1 to 99 in Chinese.

    Example:
        >>> numeral(3), numeral(10), numeral(15), numeral(20)
        ('三', '十', '十五', '二十')
    """
    tens, ones = divmod(number, _TEN)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


class Cast:
    """The people of one sample, named in the order in which they are asked for.

    Example:
        >>> cast = Cast("suzhoulu")
        >>> cast.one(), cast.many(2)
        ('演示张一', ['演示王一', '演示李一'])
    """

    def __init__(self, sample: str) -> None:
        """Begin with the first name of a sample."""
        self._names = _names(SURNAMES[sample])

    def one(self) -> str:
        """Return a person not named before."""
        return next(self._names)

    def many(self, number: int) -> list[str]:
        """Return so many persons not named before."""
        return list(islice(self._names, number))


def _names(surnames: str) -> Iterator[str]:
    for round_ in count(1):
        yield from (f"{MARK}{surname}{numeral(round_)}" for surname in surnames)
