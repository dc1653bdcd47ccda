"""What stands where the name of somebody should and is none: 待定, 见附表, a dash, several names, a telephone.

Only of who is new: what a store has had for a name comes in again as it went out.
"""

from __future__ import annotations

import re

from graph.errors import BadValue
from graph.identity import telephone_in
from graph.values.mask import mask, masked
from graph.values.name import clean_name
from loaders.conventions import conventions
from loaders.report import Report, Where, issue_of

_SEVERAL = re.compile(r"[\u4e00-\u9fff）][/|&+][\u4e00-\u9fff]|等[\d一二三四五六七八九十两几多]*[人名位]$")


def person_name(said: str, where: Where, report: Report) -> str | None:
    """Return the name of somebody who is new; None where it is none, which is told; so is a telephone in it."""
    try:
        name = clean_name(said)
    except BadValue as error:
        if any(sign.isalnum() for sign in said):
            report.add(issue_of(masked(error), where, own=said))
        else:
            report.error("no_name", where, found=said)
        return None
    if name is None or (why := _why_none(name)) is None:
        return name
    if why == "name_and_telephone":
        report.warn(why, where, found=mask(name), own=name)
        return name
    report.error(why, where, found=name if why == "no_name" else mask(name), own=name)
    return None


def _why_none(name: str) -> str | None:
    """Return the code that says why a name is none of somebody.

    Example:
        >>> [_why_none(name) for name in ("演示甲", "待定", "演示甲/演示乙", "演示甲等3人", "演示甲13900000000")]
        [None, 'no_name', 'several_names', 'several_names', 'name_and_telephone']
    """
    if name in conventions().no_name or name.isdecimal():
        return "no_name"
    if telephone_in(name):
        return "name_and_telephone"
    return "several_names" if _SEVERAL.search(name) else None
