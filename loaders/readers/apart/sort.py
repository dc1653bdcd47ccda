"""What sort of file something is, by what is in it: its name may say another."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from loaders.readers.apart.refusal import Refusal

#: The endings of each sort; the first is what such a file should be called.
ENDINGS = {
    "xlsx": (".xlsx", ".xlsm"),
    "xls": (".xls",),
    "xlsb": (".xlsb",),
    "ods": (".ods",),
    "text": (".csv", ".tsv", ".txt"),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
#: How files begin in which a workbook may lie.
ARCHIVES = (_OLE, *_ZIP)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MARK = b"\xef\xbb\xbf"
_BETWEEN = (b",", b"\t", b";", b"\n")
#: Of others that are met under these names, how they begin and the code of what they are called.
_OTHERS = (
    (b"%pdf", "file_is.pdf"),
    (b"<!doctype html", "file_is.web_page"),
    (b"<html", "file_is.web_page"),
    (b"<table", "file_is.web_page"),
    (b"mime-version:", "file_is.web_page"),
    (b"{\\rtf", "file_is.document"),
    (b"<?xml", "file_is.xml"),
    (b"\x89png", "file_is.picture"),
    (b"\xff\xd8\xff", "file_is.picture"),
)
#: How others begin in which files are packed.
_PACKED = (b"rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def sort_of(path: Path) -> str:
    """Return the sort of a file: a key of ``ENDINGS``.

    Raises:
        Refusal: It is called a workbook and empty, has a password, is damaged, or is of a sort that is not read.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    if not head and path.suffix.lower() not in ENDINGS["text"]:
        raise Refusal("file_empty")
    if head.startswith(_OLE):
        return _sort_of_ole(path)
    if head.startswith(_ZIP):
        return _sort_of_zip(path)
    said = head.removeprefix(_MARK).lstrip().lower()
    if said.startswith(_PACKED):
        raise Refusal("file_packed")
    for begins, what in _OTHERS:
        if said.startswith(begins):
            raise Refusal("file_is_other", found=what)
    if path.suffix.lower() in ENDINGS["text"]:
        return "text"
    if (b"\x00" in head and not head.startswith(_UTF16)) or not any(mark in head for mark in _BETWEEN):
        raise Refusal("file_damaged")  # called a workbook, and no table either
    return "text"


def _sort_of_ole(path: Path) -> str:
    """Tell the old workbook from what lies in the same container: an encrypted new one, or a document."""
    data = path.read_bytes()
    if _named("EncryptedPackage") in data:
        raise Refusal("file_password")
    if _named("Workbook") in data or _named("Book") in data:
        return "xls"
    raise Refusal("file_is_other", found="file_is.document" if _named("WordDocument") in data else "file_is.office")


def _named(stream: str) -> bytes:
    return (stream + "\0").encode("utf-16-le")


def _sort_of_zip(path: Path) -> str:
    try:
        with ZipFile(path) as file:
            names = {name.replace("\\", "/").lower() for name in file.namelist()}
            if "mimetype" in names and "content.xml" in names:
                manifest = next((one for one in file.namelist() if one.lower() == "meta-inf/manifest.xml"), None)
                if manifest is not None and b"encryption-data" in file.open(manifest).read(2**20):
                    raise Refusal("file_password")
                if b"spreadsheet" not in file.open("mimetype").read(200):
                    raise Refusal("file_is_other", found="file_is.document")
                return "ods"
    except (BadZipFile, KeyError, ValueError, OSError, RuntimeError, NotImplementedError) as error:
        raise Refusal("file_damaged") from error
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") and name.endswith("workbook.xml") for name in names):
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        raise Refusal("file_is_other", found="file_is.document")
    if any(name.startswith("xl/") for name in names):
        raise Refusal("file_damaged")  # parts of a workbook, without what says which
    raise Refusal("file_packed") if names else Refusal("file_is_other", found="file_is.empty_archive")
