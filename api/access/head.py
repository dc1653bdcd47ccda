"""The head of the log, kept where the users are: so it is noticed where lines were cut off the log's end.

It is kept after each request that added to the log, and whenever users change. Who may write both files changes both.
"""

from __future__ import annotations

from api.access.file import AccessFile
from graph.errors import BadInput
from graph.viewing import Log
from graph.viewing.chain import digests_in, last_digest


def keep_head(file: AccessFile, log: Log) -> None:
    """Keep the digest of the last line of a log.

    Raises:
        OSError: The log cannot be read.
    """
    digest = last_digest(log.path)
    if digest and file.row("SELECT 1 FROM heads WHERE digest = ?", digest) is None:
        with file.writing() as write:
            write("DELETE FROM heads")
            write("INSERT INTO heads (digest) VALUES (?)", digest)


def check_head(file: AccessFile, log: Log) -> None:
    """Refuse a log that has not the line which was once its last.

    Raises:
        BadInput: It has not: lines were cut off, or it was written anew.
        OSError: It cannot be read.
    """
    row = file.row("SELECT digest FROM heads")
    if row is not None and row[0] not in digests_in(log.path):
        raise BadInput("log_cut", file=log.path.name)
