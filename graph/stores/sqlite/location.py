"""Whether a path can be a store, decided before SQLite touches it.

SQLite would roll back another program's journal, add files beside its database or wait on a lock
that a network drive does not keep. So the first bytes are read by hand, and whatever is not ours is
left as it is, byte for byte.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from graph.errors import ForeignStore, NetworkDrive, NewerStore, StoreDamaged, StoreError, StoreFull, StoreMissing

#: What a file of ours says it is, in its header: "LNLI".
APPLICATION = 0x4C4E4C49
MOUNTS = Path("/proc/self/mounts")
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_NETWORK = {
    *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "afs", "ceph", "davfs", "glusterfs", "lustre", "beegfs"),
    *("fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs", "fuse.gvfsd-fuse"),
}
_DRIVE_REMOTE = 4  # what Windows calls a network drive


def inspect(path: Path, *, create: bool, version: int) -> bool:
    """Return whether there is a store at a path; an empty file counts as none yet.

    Args:
        path: An absolute path.
        create: Whether one may be made there.
        version: The newest version of the file's layout that we know.

    Raises:
        StoreMissing: There is none and none may be made, or there is no such folder.
        ForeignStore: There is something else.
        NewerStore: A newer linli wrote it.
        StoreDamaged: It is ours, and its end is missing.
        StoreFull: It, or its folder, cannot be written.
        NetworkDrive: It would lie on a network drive.
    """
    store = str(path)
    _check_folder(path.parent, store)
    if not path.exists():
        if not create:
            raise StoreMissing(store=store)
        _check_writable(path.parent, store)
        return False
    if not path.is_file():
        raise ForeignStore(store=store)
    try:
        header, size = _header(path)
    except PermissionError:
        raise StoreFull("store_read_only", store=store) from None
    if size:
        _check_header(header, size, path, version)
    elif not create:
        raise StoreMissing(store=store)
    _check_writable(path, store)
    _check_writable(path.parent, store)
    return size > 0


@contextmanager
def new_file(path: str | Path) -> Iterator[Path]:
    """Yield a path to write a file at; when all went well it is moved to the one asked for.

    Raises:
        StoreError: There is something there already.
        StoreMissing: There is no such folder.
        StoreFull: The folder cannot be written.
        NetworkDrive: The folder is on a network drive.
    """
    target = Path(path).absolute()
    _check_folder(target.parent, str(target))
    if os.path.lexists(target):
        raise StoreError("backup_exists", store=str(target))
    _check_writable(target.parent, str(target))
    part = target.with_name(f".{target.name}.{token_hex(4)}")
    try:
        yield part
        with part.open("rb") as whole:
            os.fsync(whole.fileno())
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)


def network_drive(folder: Path) -> str | None:
    """Return the network file system that a folder lies on; None = a disk of this machine.

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
    real, deepest, found = folder.resolve(), -1, ""
    for line in lines:
        _, mount, kind, *_ = line.split(" ")
        place = Path(re.sub(r"\\(\d{3})", lambda match: chr(int(match[1], 8)), mount))
        if len(place.parts) >= deepest and real.is_relative_to(place):  # a later mount hides an earlier one
            deepest, found = len(place.parts), kind
    return found if found in _NETWORK else None


def _check_folder(folder: Path, store: str) -> None:
    if not folder.is_dir():
        raise StoreMissing("store_folder_missing", folder=str(folder))
    drive = network_drive(folder)
    if drive is not None:
        raise NetworkDrive(store=store, drive=drive)


def _check_writable(path: Path, store: str) -> None:
    if not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise StoreFull("store_read_only", store=store)


def _header(path: Path) -> tuple[bytes, int]:
    with path.open("rb") as file:
        return file.read(_HEADER), os.fstat(file.fileno()).st_size


def _check_header(header: bytes, size: int, path: Path, version: int) -> None:
    """Read what SQLite keeps in the first 100 bytes: https://www.sqlite.org/fileformat2.html#the_database_header."""

    def number(start: int, length: int = 4) -> int:
        return int.from_bytes(header[start : start + length], "big")

    if len(header) < _HEADER or not header.startswith(_MAGIC) or number(68) != APPLICATION:
        raise ForeignStore(store=str(path))
    if number(60) > version:
        raise NewerStore(store=str(path), found=number(60), known=version)
    page = number(16, 2)
    pages = size / (page if page > 1 else 65536)
    # After a crash in the middle of a checkpoint the file may be short, and the log still has the rest.
    if pages < number(28) and not _has_log(path):
        raise StoreDamaged(store=str(path))


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0
