"""The head of the log, kept where the users are: so it is noticed where lines were cut off the log's end.

It is kept after each request that added to the log, and whenever users change. Who may write both files changes both.
"""

from __future__ import annotations

from api.access.file import AccessFile
from graph.viewing import Log
from graph.viewing.chain import head_of

_KEPT = "SELECT digest, size FROM heads"


def keep_head(file: AccessFile, log: Log) -> None:
    """Keep where a log ends now. One that lost an earlier end keeps that one, for somebody to look.

    Raises:
        OSError: The log cannot be read.
    """
    head = head_of(log.path)
    if head is None or head == file.row(_KEPT) or is_cut(file, log):
        return
    with file.writing() as write:
        write("DELETE FROM heads")
        write("INSERT INTO heads (digest, size) VALUES (?, ?)", *head)


def is_cut(file: AccessFile, log: Log) -> bool:
    """Return whether the line is gone that was once the last: lines were cut off, or the log was written anew.

    Raises:
        OSError: The log cannot be read.
    """
    kept = file.row(_KEPT)
    return kept is not None and head_of(log.path, kept[1]) != kept
