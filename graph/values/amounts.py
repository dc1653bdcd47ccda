"""How much is wanted, how much there is in a period, and what it costs."""

from __future__ import annotations

from graph.errors import BadValue
from graph.values import cell
from graph.values.base import ValueType, as_written
from graph.values.number import clean_decimal, clean_tally
from graph.words import caption

#: No need asks for more: 27,720 is divided by every number up to 12, so that shares of a need are whole numbers.
MOST_WANTED = 27_720
#: A capacity without a bound, said on purpose.
UNBOUNDED = "unbounded"
_UNBOUNDED = {"不限", "不限量", "无限", "不封顶", UNBOUNDED}
_FREE = {"免费", "无偿", "公益", "free"}


def clean_wanted(raw: object) -> int | None:
    """Return how much is wanted: from 1 to 27,720.

    Raises:
        BadValue: No whole number, none at all, or more than can be shared out exactly: a larger unit is needed.

    Example:
        >>> clean_wanted("３００")
        300
    """
    if cell.text(raw) is None:
        return None
    try:
        found = clean_tally(raw) or 0
    except BadValue:
        found = 0
    if not 1 <= found <= MOST_WANTED:
        raise cell.refuse(raw, "expected.wanted")
    return found


def clean_capacity(raw: object) -> str | None:
    """Return how much there is in a period, as digits, or that it has no bound.

    Raises:
        BadValue: No whole number that is not below zero, nor a word for without bound.

    Example:
        >>> clean_capacity("1,200"), clean_capacity("不限")
        ('1200', 'unbounded')
    """
    text = cell.text(raw)
    if text is None:
        return None
    if text.lower() in _UNBOUNDED:
        return UNBOUNDED
    try:
        return str(clean_tally(raw))
    except BadValue:
        raise cell.refuse(raw, "expected.capacity") from None


def clean_price(raw: object) -> float | None:
    """Return what a unit costs, in yuan.

    Raises:
        BadValue: No number, or one below zero.

    Example:
        >>> clean_price("8元"), clean_price("免费"), clean_price("0.5")
        (8.0, 0.0, 0.5)
    """
    text = cell.text(raw)
    if text is None:
        return None
    if text.lower() in _FREE:
        return 0.0
    try:
        found = clean_decimal(raw if isinstance(raw, float) else text.removesuffix("元"))
    except BadValue:
        found = -1.0
    if found is None or found < 0:
        raise cell.refuse(raw, "expected.price")
    return found


def _capacity(capacity: str, lang: str) -> str:
    return caption("capacity.unbounded", lang) if capacity == UNBOUNDED else capacity


WANTED: ValueType[int] = ValueType("wanted", "300", clean_wanted, as_written)
CAPACITY: ValueType[str] = ValueType("capacity", "300", clean_capacity, _capacity)
PRICE: ValueType[float] = ValueType("price", "8", clean_price, lambda price, _lang: f"{price:.15g}")
