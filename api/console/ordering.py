"""Names in the order in which people count: the tenth house stands after the second."""

from __future__ import annotations

import re

_LAST = 2**31


def natural(name: str) -> list[tuple[int, str]]:
    """Return what sorts a name with the numbers in it as numbers.

    Example:
        >>> sorted(["10号楼", "2号楼", "锦绣园"], key=natural)
        ['2号楼', '10号楼', '锦绣园']
    """
    parts = re.split(r"(\d+)", name)
    return [(int(one), "") if one.isdecimal() else (_LAST, one) for one in parts if one]
