"""The code by which a partner's workbook is recognised when it comes back (SEMANTICS M45).

Codes are kept where users are, so whoever loads a file says what is known of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from graph import today
from loaders.report import Report, Where


@dataclass(frozen=True)
class Receipt:
    """A code, and the last day on which its workbook may come back."""

    code: str
    until: date


@dataclass(frozen=True)
class Known:
    """What is known of a code: which list it was given for, and its last day."""

    of: str
    until: date


#: Tells what is known of a code; None: nothing.
Receipts = Callable[[str], Known | None]
#: Gives the code of a list.
Giving = Callable[[str], Receipt]


def is_received(code: str, of: str, receipts: Receipts | None, file: str, report: Report) -> bool:
    """Return whether a partner's workbook may be read; else it is reported why not.

    Args:
        code: Its code, as it says itself; empty where it has none.
        of: Of which list it says that it is, as it was named when the code was given.
        receipts: What is known of codes; None = somebody answers for the file.
        file: What it is called.
        report: Takes the issue, which tells nothing of another partner's code.
    """
    if receipts is None:
        return True
    if not code:
        report.error("lists_no_code", Where(file))
        return False
    known = receipts(code)
    if known is None or known.of != of:
        report.error("lists_foreign_code", Where(file))
        return False
    if known.until < today():
        report.error("lists_code_over", Where(file), found=known.until.isoformat())
        return False
    return True
