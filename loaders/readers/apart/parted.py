"""The delimiter of a text: comma, tab or semicolon, else another sign where it is certain."""

from __future__ import annotations

import csv
from itertools import islice

#: The delimiters that spreadsheets write; any other is reported.
USUAL = ",\t;"
#: Further delimiters that occur, and hardly ever stand within a header.
_OTHERS = "|，；"
_HEAD = 4096
#: How many of the first lines must agree, or all where there are fewer.
_LINES, _AGREE = 20, 2


def delimiter(text: str) -> str:
    r"""Return the delimiter: of comma, tab and semicolon the one most used in the first lines.

    Another sign does where the first line has none of these, and every one of the first lines equally many of it.

    Example:
        >>> delimiter("code\tname\n37\t山东省，东\n")
        '\t'
        >>> delimiter("代码|名称\n37|山东省,东\n"), delimiter("名称\n甲，乙\n")
        ('|', ',')
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not any(one in first for one in USUAL):
        for mark in _OTHERS:
            if mark in first and _agree(text, mark):
                return mark
    return max(USUAL, key=text[:_HEAD].count)


def _agree(text: str, mark: str) -> bool:
    """Return whether the first lines that say something, the last one of a cut text left out, are equally wide."""
    lines = [line for line in islice(text[:_HEAD].splitlines(keepends=True), _LINES) if line.strip()]
    if len(text) >= _HEAD and len(lines) < _LINES:
        lines = lines[:-1]
    try:
        widths = {len(record) for record in csv.reader(lines, delimiter=mark)}
    except csv.Error:
        return False
    return len(lines) >= _AGREE and len(widths) == 1
