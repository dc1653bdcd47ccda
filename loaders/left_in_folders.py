"""What lies in a folder and is not read with it: folders with tables, links to nowhere, files that may hold some."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from graph.words.listed import Listed
from loaders.readers import ENDINGS, files_of
from loaders.report import Report, Where

#: How files are called that offices keep tables in and that are not read as they are.
_MAY_HOLD = frozenset(
    {".zip", ".rar", ".7z", ".et", ".doc", ".docx", ".wps", ".pdf", ".dbf", ".mdb", ".accdb", ".numbers"}
    | {".htm", ".html", ".xml", ".json", ".geojson", *ENDINGS}
)
_SHOWN = 5


def tell_left(folder: Path, taken: Collection[Path], report: Report) -> None:
    """Warn of what in a folder may hold tables and is not among the files that are taken."""
    left = sorted(one.name for one in folder.iterdir() if one not in taken and _may_hold_tables(one))
    if left:
        shown = Listed([*left[:_SHOWN], *(["…"] if len(left) > _SHOWN else [])])
        report.skipped += len(left)
        report.warn("folder_left", Where(folder.name), found=shown, count=len(left))


def _may_hold_tables(path: Path) -> bool:
    if path.name[0] in "~.":
        return False
    return bool(files_of(path)) if path.is_dir() else path.suffix.lower() in _MAY_HOLD
