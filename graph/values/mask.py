"""How a personal value is shown in errors and logs: enough to find the row, too little to know it."""

from __future__ import annotations

from datetime import date

from graph.errors import BadValue
from graph.values import cell, phone, span

_HIDDEN = "****"


def mask(value: object) -> str:
    """Return a value with only its first character shown; a phone keeps its ends, a date nothing.

    Example:
        >>> mask("张三丰"), mask("13800138000"), mask("1950年3月"), mask("370102199001011234")
        ('张**', '138****8000', '****', '3*****************')
    """
    if isinstance(value, date):
        return _HIDDEN
    text = cell.text(value) or ""
    if _is_date(text):
        return _HIDDEN
    if phone.looks_like_one(text):
        return phone.mask(text)
    return text[:1] + "*" * (len(text) - 1)


def masked(error: BadValue) -> BadValue:
    """Return the same refusal with what was found masked, for a column whose field is personal.

    Example:
        >>> masked(BadValue(found="张三丰、李四", expected="expected.day")).params["found"]
        '张*****'
    """
    return BadValue(error.code, **{**error.params, "found": mask(error.params.get("found"))})


def _is_date(text: str) -> bool:
    try:
        return span.read(text) is not None
    except BadValue:
        return True
