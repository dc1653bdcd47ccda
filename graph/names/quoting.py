"""Separators inside names: where a path or a cell is parted, and how a name that holds a separator is written.

What stands between “ and ”, or between two ", is never parted: 演示市/“甲/乙区”.
"""

from __future__ import annotations

import re

_PARTS = re.compile(r"“[^”]*”|\"[^\"]*\"|(?P<at>//)|(?P<below>/)|(?P<next>[、，,；;\r\n]+)(?![^（(]*[）)])")
_APART = re.compile(r"[/、，,；;\r\n]")


def parted(text: str, mark: str) -> list[str]:
    """Return the parts of a text between marks: ``at`` (//), ``below`` (/) or ``next`` (、，； and new lines).

    Example:
        >>> parted("演示市/“甲/乙区”/丙街道", "below"), parted('甲局、"乙、丙局"', "next")
        (['演示市', '“甲/乙区”', '丙街道'], ['甲局', '"乙、丙局"'])
    """
    if not _APART.search(text):
        return [text]
    parts, start = [], 0
    for found in _PARTS.finditer(text):
        if found.lastgroup == mark:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


def holds_separator(text: str) -> bool:
    """Return whether a path or a cell would be parted within this text."""
    return bool(_APART.search(text))


def quoted(name: str) -> str:
    """Return a name as it is written in a path or a cell, between quotation marks where it holds a separator.

    Example:
        >>> quoted("3号楼"), quoted("甲/乙区")
        ('3号楼', '“甲/乙区”')
    """
    if not holds_separator(name):
        return name
    return f'"{name}"' if "“" in name or "”" in name else f"“{name}”"


def unquoted(text: str) -> str:
    """Return a text without the quotation marks around all of it.

    Example:
        >>> unquoted("“甲、乙局”"), unquoted("“甲”和“乙”")
        ('甲、乙局', '“甲”和“乙”')
    """
    for begin, end in (("“", "”"), ('"', '"')):
        inner = text[1:-1]
        if len(text) > 2 and text[0] == begin and text[-1] == end and begin not in inner and end not in inner:  # noqa: PLR2004
            return inner
    return text
