"""Files that only their owner may read: stores, backups, logs, and exports of what is not for everybody."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

#: Reading and writing for the owner, nothing for anybody else.
PRIVATE = 0o600
#: The same of a folder, which its owner may also look into.
PRIVATE_FOLDER = 0o700


def make_private(path: Path) -> None:
    """Make an empty file that only its owner may read, whatever the umask; a file that is there stays as it is.

    Where a system knows no such rights, as Windows, it has those of its folder.

    Raises:
        OSError: It cannot be made.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     make_private(path := Path(folder) / "linli.db")
        ...     path.stat().st_size
        0
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        path.chmod(PRIVATE)  # a umask may have taken the owner's own rights


def is_private_folder(path: Path) -> bool:
    """Return whether a folder is no link, and, where the system knows rights, nobody else's to look into.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     is_private_folder(Path(folder)), is_private_folder(Path(folder) / "none")
        (True, False)
    """
    try:
        there = path.lstat()
    except OSError:
        return False
    if not stat.S_ISDIR(there.st_mode):
        return False
    return os.name == "nt" or (there.st_uid == os.geteuid() and not there.st_mode & 0o077)


def folder_of(store: Path) -> Path:
    """Return the folder in which what can be made again is kept beside the file of a store.

    Example:
        >>> folder_of(Path("/data/linli.db")).name
        'linli.db.cache'
    """
    real = store.resolve()
    return real.with_name(real.name + ".cache")
