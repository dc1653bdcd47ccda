"""The parts of a ledger as Parquet: a folder a bundle, a file a table, and one page that says what there must be.

``bundle=0007/place.parquet``: the folder names are those by which other programs read a table of all parts at once. The
page is written last, so that a folder without it is not whole; it has a digest of each file, so that a part that is not
as it was written is told by its name and never half believed. Nothing in it is kept apart: no name of a person, no
telephone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from graph.errors import BadInput
from graph.files import PRIVATE_FOLDER, make_private
from graph.parting.bundles import PLACED, Bundle
from graph.tables import Tables, all_tables

PAGE = "parts.json"
FORMAT = 1
_PLACED = "_placed"


@dataclass(frozen=True)
class Part:
    """What the page says of a bundle.

    Attributes:
        number: Its number; 0 is what lies above all streets.
        heads: How many streets are in it, or places that hold none.
        first: Name of the first of them; empty above.
        rows: How many rows it has, what stands around it included.
        asked: How many places are its own.
        files: Digest of each file by name of the table.
        apart: Paths, by key, of places that are asked about in no part.
    """

    number: int
    heads: int
    first: str
    rows: int
    asked: int
    files: Mapping[str, str]
    apart: Mapping[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """Name of its folder."""
        return f"bundle={self.number:04}"


@dataclass(frozen=True)
class Parts:
    """What the page of a folder says.

    Attributes:
        folder: Where it is.
        revision: Of which revision of a store the parts are.
        on: The day on which they were parted, which is the day that is asked about.
        parts: The bundles in order, what is above first.
    """

    folder: Path
    revision: int
    on: date
    parts: tuple[Part, ...]


def write(folder: Path, bundles: Iterable[Bundle], revision: int, on: date) -> Parts:
    """Write bundles into an empty folder, for its owner alone, and return what the page says.

    Raises:
        OSError: There is no room, or no permission.
    """
    parts = tuple(_write(folder, one) for one in bundles)
    told = {"format": FORMAT, "revision": revision, "on": on.isoformat(), "parts": [asdict(one) for one in parts]}
    page = folder / PAGE
    make_private(page)
    page.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return Parts(folder, revision, on, parts)


def _write(folder: Path, bundle: Bundle) -> Part:
    place = bundle.tables["place"]
    first = place.filter(pl.col("key") == bundle.heads[0])["name"][0] if bundle.heads else ""
    frames = {name: frame for name, frame in bundle.tables.items() if frame.height}
    part = Part(
        bundle.number,
        len(bundle.heads),
        str(first or ""),
        sum(frame.height for frame in frames.values()),
        int(bundle.placed["asked"].sum()),
        {},
    )
    into = folder / part.folder
    into.mkdir(PRIVATE_FOLDER)
    files = {name: _put(into, name, frame) for name, frame in {**frames, _PLACED: bundle.placed}.items()}
    return replace(part, files=files, apart=bundle.apart)


def _put(folder: Path, name: str, frame: pl.DataFrame) -> str:
    path = folder / f"{name}.parquet"
    make_private(path)
    said = [one.name for one in frame.iter_columns() if one.null_count() < frame.height]
    (frame.select(said) if frame.height else frame).write_parquet(path, statistics=False)
    return sha256(path.read_bytes()).hexdigest()


def read(folder: Path) -> Parts:
    """Return what the page of a folder says.

    Raises:
        BadInput: There is none, or it is of no such folder.
    """
    page = folder / PAGE
    try:
        told = json.loads(page.read_text(encoding="utf-8"))
    except OSError:
        raise BadInput("parts_no_page", folder=str(folder), file=PAGE) from None
    except ValueError:
        raise BadInput("parts_bad_page", file=str(page)) from None
    return _read(folder, told)


def _read(folder: Path, told: Any) -> Parts:
    try:
        if told["format"] != FORMAT:
            raise BadInput("parts_other_format", file=str(folder / PAGE), found=str(told["format"]), expected=FORMAT)
        parts = tuple(Part(**one) for one in told["parts"])
        return Parts(folder, int(told["revision"]), date.fromisoformat(told["on"]), parts)
    except (KeyError, TypeError, ValueError):
        raise BadInput("parts_bad_page", file=str(folder / PAGE)) from None


def part_tables(parts: Parts, part: Part) -> tuple[Tables, pl.DataFrame]:
    """Return the rows of a part, and which of its places are its own, as ``PLACED``.

    Raises:
        BadInput: A file of it is not there, or not as it was written.
    """
    found = {
        name: _taken(parts.folder / part.folder / f"{name}.parquet", digest) for name, digest in part.files.items()
    }
    placed = found.pop(_PLACED).select(pl.Schema(PLACED).names())
    schemas = {one.name: one.schema for one in all_tables()}
    whole = {
        name: frame.select(
            (pl.col(column) if column in frame.columns else pl.lit(None)).cast(dtype).alias(column)
            for column, dtype in schemas[name].items()
        )
        for name, frame in found.items()
    }
    return Tables(whole, parts.revision, personal=False), placed


def _taken(path: Path, digest: str) -> pl.DataFrame:
    try:
        data = path.read_bytes()
    except OSError:
        raise BadInput("parts_file_missing", file=str(path)) from None
    if sha256(data).hexdigest() != digest:
        raise BadInput("parts_file_changed", file=str(path))
    return pl.read_parquet(data)


def whole(parts: Parts) -> Tables:
    """Return the ledger that was parted: every row of every part, once.

    Raises:
        BadInput: A file is not there, or not as it was written.
    """
    each = [part_tables(parts, one)[0] for one in parts.parts]
    names = each[0] if each else ()
    found = {name: pl.concat([one[name] for one in each]).unique("key", maintain_order=True) for name in names}
    return Tables(found, parts.revision, personal=False)
