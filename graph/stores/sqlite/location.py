"""Whether a path can be a store, decided before SQLite touches it.

SQLite would roll back another program's journal, add files beside its database or wait on a lock
that a network drive does not keep. So the first bytes are read by hand, and whatever is not ours is
left as it is, byte for byte.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from graph.errors import ForeignStore, NetworkDrive, NewerStore, StoreDamaged, StoreError, StoreFull, StoreMissing
from graph.files import why_not
from graph.stores.risk import risk_accepted
from graph.stores.sqlite.first_bytes import first_bytes

#: What a file of ours says it is, in its header: "LNLI".
APPLICATION = 0x4C4E4C49
MOUNTS = Path("/proc/self/mounts")
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_MOMENT = 0.1  # seconds
_NETWORK = {
    *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "afs", "ceph", "davfs", "glusterfs", "lustre", "beegfs"),
    *("fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs", "fuse.gvfsd-fuse"),
    *("fuse.juicefs", "fuse.gcsfuse", "fuse.mfs", "fuse.smbnetfs", "fuse.curlftpfs", "gpfs", "orangefs", "pvfs2"),
}
#: What a machine shares with its host, Windows' drives in WSL among it: locks may not hold there.
_SHARED = {
    *("9p", "virtiofs", "vboxsf", "drvfs", "vmhgfs", "prl_fs", "fakeowner", "osxfs"),
    *("fuse.vmhgfs-fuse", "fuse.grpcfuse", "fuse.osxfs", "fuse.prl_fsd", "fuse.lima-vfs"),
}
_DRIVE_REMOTE = 4  # what Windows calls a network drive


def inspect(path: Path, *, create: bool, version: int, i_know: bool | None = None, writing: bool = True) -> bool:
    """Return whether there is a store at a path; an empty file counts as none yet.

    Args:
        path: An absolute path.
        create: Whether one may be made there.
        version: The newest version of the file's layout that we know.
        i_know: Accept a network drive or a shared folder; None = as the environment says.
        writing: Whether it must be possible to write it, and beside it.

    Raises:
        StoreMissing: There is none and none may be made, or there is no such folder.
        ForeignStore: There is something else.
        NewerStore: A newer linli wrote it.
        StoreDamaged: It is ours, and its end is missing.
        StoreFull: It, or its folder, cannot be written.
        NetworkDrive: It would lie on a network drive, or in a folder shared with another machine.
    """
    with system_errors(str(path)):
        check_folder(path.parent, str(path), i_know=i_know)
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            if path.is_symlink():
                raise StoreMissing("store_link_nowhere", store=str(path), found=str(path.readlink())) from None
            if not create:
                raise StoreMissing(store=str(path)) from None
            check_writable(path.parent, str(path))
            return False
        if not stat.S_ISREG(mode):
            raise ForeignStore(store=str(path))
        try:
            there = _is_ours(path, version)
        except (ForeignStore, StoreDamaged):
            sleep(_MOMENT)  # somebody may have been making or closing it just then
            there = _is_ours(path, version)
        if not there and not create:
            raise StoreMissing("store_empty", store=str(path))
        for one in (path, path.parent) if writing else ():
            check_writable(one, str(path))
        return there


def network_drive(folder: Path) -> str | None:
    """Return the network or shared file system that a folder lies on; None = a disk of this machine.

    On a system that tells neither mounts nor drives, such as macOS, nothing is known to be remote.
    """
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        anchor = folder.anchor
        return (
            anchor
            if anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == _DRIVE_REMOTE
            else None
        )
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None
    real, deepest, found = f"{folder.resolve()}/", -1, ""
    for line in lines:
        _, mount, kind, *_ = line.split(" ")
        place = re.sub(r"\\(\d{3})", _letter, mount) if "\\" in mount else mount
        place = place.rstrip("/") + "/"
        if len(place) >= deepest and real.startswith(place):  # a later mount hides an earlier one
            deepest, found = len(place), kind
    return found if found in _NETWORK | _SHARED else None


def _letter(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 8))


@contextmanager
def system_errors(store: str) -> Iterator[None]:
    """Raise what the system refuses, such as to enter a folder, as one of our errors."""
    try:
        yield
    except PermissionError:
        raise StoreFull("store_read_only", store=store) from None
    except (OSError, ValueError) as error:  # a name that is too long, or no name at all
        raise StoreError(
            "store_error", store=store, reason=why_not(error) if isinstance(error, OSError) else str(error)
        ) from error


def check_folder(folder: Path, store: str, *, i_know: bool | None = None) -> None:
    """Refuse a folder that is not there, or not on a disk of this machine unless the risk is accepted.

    Raises:
        StoreMissing: It is not there.
        NetworkDrive: It is on a network drive, or shared with another machine.
    """
    if not folder.is_dir():
        raise StoreMissing("store_folder_missing", folder=str(folder))
    drive = None if risk_accepted(i_know) else network_drive(folder)
    if drive is not None:
        raise NetworkDrive("shared_folder" if drive in _SHARED else None, store=store, drive=drive)


def check_writable(path: Path, store: str) -> None:
    """Refuse what cannot be written; raises StoreFull."""
    if not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise StoreFull("store_read_only", store=store)


def _is_ours(path: Path, version: int) -> bool:
    """Read what SQLite keeps in the first 100 bytes: https://www.sqlite.org/fileformat2.html#the_database_header."""
    size = path.stat().st_size  # first: a header read before it might be one of no bytes yet
    header = first_bytes(path, _HEADER)
    if not size:
        return False
    if len(header) < _HEADER or not header.startswith(_MAGIC) or _number(header, 68) != APPLICATION:
        raise ForeignStore(store=str(path))
    if (found := _number(header, 60)) > version:
        raise NewerStore(store=str(path), found=found, known=version)
    page = _number(header, 16, 2)
    whole = _number(header, 28) * (page if page > 1 else 65536)
    if size < whole and not _has_log(path):  # after a crash it may be short, and the log still has the rest
        raise StoreDamaged("store_truncated", store=str(path))
    return True


def _number(header: bytes, start: int, length: int = 4) -> int:
    return int.from_bytes(header[start : start + length], "big")


def _has_log(path: Path) -> bool:
    logs = (path.with_name(path.name + suffix) for suffix in ("-wal", "-journal"))
    return any(log.exists() and log.stat().st_size > 0 for log in logs)
