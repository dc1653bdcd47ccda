"""Yes or no, in the ways people tick a box."""

from __future__ import annotations

from graph.values import cell
from graph.values.base import ValueType
from graph.words import caption

_SAID = dict.fromkeys(["是", "有", "对", "√", "✓", "✔", "☑", "true", "t", "yes", "y", "v", "1"], True) | dict.fromkeys(
    ["否", "无", "不是", "没有", "错", "×", "✗", "✘", "x", "☒", "☐", "false", "f", "no", "n", "0"], False
)


def clean_flag(raw: object) -> bool | None:
    """Return whether a cell says yes; None where it says nothing.

    A blank cell is not a no: a thing's absence counts only where a listing says so.

    Raises:
        BadValue: It says neither.

    Example:
        >>> clean_flag("√"), clean_flag("无"), clean_flag(1.0), clean_flag("")
        (True, False, True, None)
    """
    text = cell.text(raw)
    if text is None:
        return None
    said = _SAID.get(text.lower())
    if said is None:
        raise cell.refuse(raw, "expected.flag")
    return said


FLAG: ValueType[bool] = ValueType("flag", "是", clean_flag, lambda flag, lang: caption(f"flag.{flag}".lower(), lang))
