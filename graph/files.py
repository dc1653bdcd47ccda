"""Files that only their owner may read, as stores, backups and logs are; and why a file cannot be had, in our words."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

#: Reading and writing for the owner, nothing for anybody else.
PRIVATE = 0o600
#: The same of a folder, which its owner may also look into.
PRIVATE_FOLDER = 0o700
#: What a system says of a file or an address, and the code of our words for it.
_WHY = {
    errno.ENOENT: "file.not_there",
    errno.EACCES: "file.not_allowed",
    errno.EPERM: "file.not_allowed",
    errno.EISDIR: "file.is_folder",
    errno.ENOTDIR: "file.no_folder",
    errno.EEXIST: "file.is_there",
    errno.EROFS: "file.read_only",
    errno.ENOSPC: "file.disk_full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "file.disk_full",
    errno.ENAMETOOLONG: "file.name_long",
    errno.EMFILE: "file.too_many",
    errno.ELOOP: "file.links",
    errno.EIO: "file.disk_fails",
    errno.EPIPE: "file.nobody_reads",
    errno.EADDRINUSE: "file.address_taken",
    errno.EADDRNOTAVAIL: "file.address_not_ours",
}


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


def why_not(error: Exception) -> str:
    """Return why a system refuses a file or an address: a code of the words, else what the system says, in English.

    Example:
        >>> why_not(FileNotFoundError(errno.ENOENT, "No such file or directory")), why_not(OSError(-1, "Odd"))
        ('file.not_there', 'Odd')
        >>> why_not(UnicodeDecodeError("utf-8", b"", 0, 1, ""))
        'file.not_utf8'
    """
    if isinstance(error, UnicodeDecodeError):
        return "file.not_utf8"
    known = _WHY.get(getattr(error, "errno", None) or 0)
    return known or getattr(error, "strerror", None) or type(error).__name__
