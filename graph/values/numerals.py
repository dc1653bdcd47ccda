"""Chinese numerals: 一百二十, 两千四百二十四, 二〇二四.

Our own and not a library's, since it must refuse what a lenient reader guesses at: 三五 is three to
five, 一万二 is 12,000 or a slip. A numeral counts as read only if its number, written out by the
book, is that numeral again.
"""

from __future__ import annotations

SIGNS = "〇零一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿"

_DIGITS = "零一二三四五六七八九"
_UNITS = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
_PLAIN = str.maketrans("〇壹贰两叁肆伍陆柒捌玖拾佰仟", "零一二二三四五六七八九十百千")


def number(numeral: str) -> int | None:
    """Return the number of a numeral written with its units, None if it is not one.

    Example:
        >>> number("一百二十"), number("两千四百二十四"), number("三五"), number("一万二")
        (120, 2424, None, None)
    """
    plain = numeral.translate(_PLAIN)
    plain = f"一{plain}" if plain.startswith("十") else plain
    value = _read(plain)
    return value if value is not None and _written(value) == plain else None


def digits(numeral: str) -> str | None:
    """Return the ASCII digits of a numeral read out digit by digit, as years are.

    Example:
        >>> digits("二〇二四"), digits("二十")
        ('2024', None)
    """
    plain = numeral.translate(_PLAIN)
    return "".join(str(_DIGITS.index(sign)) for sign in plain) if plain and set(plain) <= set(_DIGITS) else None


def _read(plain: str) -> int | None:
    for sign, unit in _UNITS.items():
        high, found, low = plain.rpartition(sign)
        if found:
            many, rest = _read(high), _read(low.lstrip("零")) if low else 0
            return None if many is None or rest is None else many * unit + rest
    return _DIGITS.index(plain) if len(plain) == 1 and plain in _DIGITS else None


def _written(value: int) -> str:
    for sign, unit in _UNITS.items():
        high, low = divmod(value, unit)
        if high:
            skipped = "零" if 0 < low < unit // 10 else ""
            return f"{_written(high)}{sign}{skipped}{_written(low) if low else ''}"
    return _DIGITS[value]
