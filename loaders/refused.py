"""Columns that linli never keeps, by the rules on people's data: a file with one is refused whole (SEMANTICS V5).

The header alone decides; the cells below it are never read, shown or counted.
"""

from __future__ import annotations

#: Contained in a header, they refuse the file.
REFUSED = (
    "身份证",
    "民族",
    "宗教",
    "信访",
    "重点人员",
    "矫正",
    "涉毒",
    "精障",
    "病情",
    "轨迹",
    "人脸",
    "监控",
    "车牌",
    "政审",
)


def refused(header: str) -> str | None:
    """Return the word for which a header is refused, None where it is not.

    Example:
        >>> refused("居民身份证号码"), refused("姓名")
        ('身份证', None)
    """
    return next((word for word in REFUSED if word in header), None)
