"""Uploaded files on the disk, under their own names, for as long as they are read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile, is_zipfile

from fastapi import UploadFile

from api.errors import BadParameter, TooLarge

_MEGABYTE = 2**20
_LONGEST = 255  # bytes, of a name on most disks


@contextmanager
def kept(files: Sequence[UploadFile], unpacked: int) -> Iterator[list[Path]]:
    """Yield the files in a folder of their own, which is removed afterwards.

    Args:
        files: What was sent.
        unpacked: So many bytes a workbook may unpack to.

    Raises:
        BadParameter: A file has no name, or not one that a file can have, or two have the same.
        TooLarge: A workbook unpacks to more.
    """
    with TemporaryDirectory(prefix="linli-") as folder:
        paths = [Path(folder) / _name(file.filename or "") for file in files]
        if len({path.name.casefold() for path in paths}) < len(paths):
            raise BadParameter("http_file_twice", parameter="file")
        for path, file in zip(paths, files, strict=True):
            with path.open("wb") as out:
                shutil.copyfileobj(file.file, out)
            _check_unpacked(path, unpacked)
        yield paths


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


def _check_unpacked(path: Path, unpacked: int) -> None:
    """Refuse a small file that hides a big one, by what its own directory says."""
    if not is_zipfile(path):
        return
    try:
        with ZipFile(path) as archive:
            size = sum(one.file_size for one in archive.infolist())
    except BadZipFile:
        return  # the reader says what is wrong with it
    if size > unpacked:
        raise TooLarge("http_unpacked", limit=unpacked // _MEGABYTE)
