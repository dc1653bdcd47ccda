"""A cell that lists several short texts: 法律咨询、助餐；理发."""

from __future__ import annotations

import re

from graph.values import cell
from graph.values.base import ValueType
from graph.values.name import clean_name

_BETWEEN = re.compile(r"[、，,;；/\r\n]+(?![^（(]*[）)])")


def clean_texts(raw: object) -> tuple[str, ...] | None:
    r"""Return the texts of a list, each cleaned as a name, in their order, none twice.

    A mark inside brackets does not part: 义诊（周一、周三） is one.

    Raises:
        BadValue: A part is not a name.

    Example:
        >>> clean_texts("法律咨询、 助餐；助餐\n义诊（周一、周三）")
        ('法律咨询', '助餐', '义诊（周一、周三）')
    """
    if isinstance(raw, (list, tuple)):
        parts: list[object] = list(raw)
    else:
        parts = list(_BETWEEN.split(cell.text(raw) or ""))
    names = (clean_name(part) for part in parts)
    return tuple(dict.fromkeys(name for name in names if name)) or None


TEXTS: ValueType[tuple[str, ...]] = ValueType(
    "texts", "法律咨询、助餐", clean_texts, lambda texts, lang: ("、" if lang == "zh" else ", ").join(texts)
)
