"""Codes of partners' workbooks: each that goes out carries one, and comes back by it (SEMANTICS M45).

A code is made by chance and kept as a digest, with what the workbook is of and until when it may come back. It proves
that the file is one that the office gave to this partner; who passes the file on passes the code on too, which is why
it has an end.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from secrets import choice

from api.access.file import AccessFile, access_path
from api.access.secret import digest_of
from graph.errors import StoreMissing
from graph.stores import IN_MEMORY
from graph.viewing import log_of
from loaders.receipts import Known, Receipt, Receipts

#: For so many days a workbook may come back.
DAYS = 90
#: Signs that nobody takes for another; so many of them in four groups are 80 bits.
_SIGNS, _LENGTH, _GROUP = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 16, 4
_TABLE = (
    "CREATE TABLE IF NOT EXISTS receipts"
    " (digest TEXT PRIMARY KEY, list TEXT NOT NULL, since INTEGER NOT NULL, until TEXT NOT NULL) STRICT"
)


def new_receipt(where: str, of: str, who: str, by: tuple[str, str], now: Callable[[], float] = time.time) -> Receipt:
    """Return the code of a workbook that goes out; it can be read nowhere but in the workbook afterwards.

    Args:
        where: Where the store is; the code is kept with its users.
        of: Which list it is of, and whose.
        who: Who writes it.
        by: By which surface, and by which command or address; it is written down, without the code.
        now: The second that it is.

    Raises:
        NotLogged: It cannot be written down.
        StoreError: It cannot be kept.
    """
    until = datetime.fromtimestamp(now(), tz=UTC).date() + timedelta(days=DAYS)
    signs = "".join(choice(_SIGNS) for _ in range(_LENGTH))
    code = "-".join(signs[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))
    if where == IN_MEMORY:
        return Receipt(code, until)
    with AccessFile(access_path(where), create=True, now=now) as file, file.writing() as write:
        write(_TABLE)
        values = (digest_of(code), of, file.now(), until.isoformat())
        write("INSERT INTO receipts (digest, list, since, until) VALUES (?, ?, ?, ?)", *values)
        log_of(where).told(who, *by)
    return Receipt(code, until)


def receipts_of(where: str) -> Receipts:
    """Return what tells of a code, as somebody's workbook says it, what it is of and when it ends; None of no code."""

    def known(code: str) -> Known | None:
        try:
            with AccessFile(access_path(where)) as file:
                if file.row("SELECT 1 FROM sqlite_schema WHERE name = 'receipts'") is None:
                    return None
                row = file.row("SELECT list, until FROM receipts WHERE digest = ?", digest_of(code))
        except StoreMissing:
            return None
        return None if row is None else Known(row[0], date.fromisoformat(row[1]))

    return known
