"""Uploaded files on the disk, under their own names, for as long as they are read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import TemporaryDirectory, gettempdir

from fastapi import UploadFile

from api.errors import BadParameter

#: How every folder of uploaded files is called, with the process that made it.
PREFIX = "linli-upload-"
_LONGEST = 255  # bytes, of a name on most disks


@contextmanager
def kept(files: Sequence[UploadFile]) -> Iterator[list[Path]]:
    """Yield the files in a folder of their own, which is removed afterwards.

    Args:
        files: What was sent.

    Raises:
        BadParameter: A file has no name, or not one that a file can have, or two have the same.
    """
    with TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-") as folder:
        paths = [Path(folder) / _name(file.filename or "") for file in files]
        if len({path.name.casefold() for path in paths}) < len(paths):
            raise BadParameter("http_file_twice", parameter="file")
        for path, file in zip(paths, files, strict=True):
            with path.open("wb") as out:
                shutil.copyfileobj(file.file, out)
        yield paths


def sweep() -> None:
    """Remove what services left that were killed while they read; a service does it when it begins."""
    for folder in Path(gettempdir()).glob(f"{PREFIX}*"):
        pid = folder.name.removeprefix(PREFIX).partition("-")[0]
        if pid.isdigit() and not _runs(int(pid)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(pid: int) -> bool:
    """Return whether a process is there; where asking would end it, as on Windows, it is taken to be."""
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _name(said: str) -> str:
    """Return the last part of a name, as browsers of any system send it.

    Example:
        >>> _name("../演示.xlsx"), _name("C:/a.xlsx")
        ('演示.xlsx', 'a.xlsx')
    """
    name = PureWindowsPath(PurePosixPath(said).name).name
    if name in {"", ".", ".."} or not name.isprintable() or len(name.encode(errors="replace")) > _LONGEST:
        raise BadParameter("http_file_name", parameter="file")
    return name
