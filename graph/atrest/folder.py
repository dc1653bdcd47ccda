"""The folder beside a store in which things are kept: made whole, for its owner alone, or not at all (SEMANTICS Q3).

Nothing here is ever an error for who asks: where something is in the way, there is nothing kept. What is there is used
only if it is ours and is what it says; whoever may write the store may write it too, and nobody else.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

import polars as pl

from graph.atrest import manifest
from graph.files import PRIVATE_FOLDER, is_private_folder

if TYPE_CHECKING:
    from graph.atrest.kept import Kept

_OURS = re.compile(r"[a-z]+-[0-9]+(\.[0-9a-f]{8}\.part)?")
_ABANDONED = 3600  # seconds without a write after which nobody makes it any more
_LOG = logging.getLogger("linli.atrest")


def possible() -> bool:
    """Return whether files can be mapped here: on some old machines pyarrow cannot be loaded."""
    try:
        import pyarrow as pa  # noqa: F401, PLC0415 - 0.03 s, which only who finds or keeps something pays
    except ImportError:
        return False
    return True


def take_up(folder: Path, name: str, of: Mapping[str, Any]) -> Kept | None:
    """Return what is kept under a name, if it is of what is asked and as it was written; else None.

    Args:
        folder: Where things are kept.
        name: Of the thing, as ``revision-12``.
        of: What it has to be made of.
    """
    at = folder / name
    if not (is_private_folder(folder) and is_private_folder(at) and possible()):
        return None
    from graph.atrest.kept import Kept  # noqa: PLC0415 - pyarrow, which only who finds something needs

    found = manifest.read(at)
    if found is None or found.of != of:
        _LOG.debug("%s: not of what is asked", at)
        return None
    if wrong := manifest.unlike(at, found.files):
        _LOG.debug("%s: %s is not as it was written", at, wrong)
        return None
    return Kept(at, found.files, found.said)


def keep(
    folder: Path, name: str, of: Mapping[str, Any], frames: Iterable[tuple[str, pl.DataFrame]], said: Mapping[str, Any]
) -> bool:
    """Keep frames under a name, in the place of what is kept there; return whether that went well.

    Args:
        folder: Where things are kept; made where it is not there.
        name: Of the thing.
        of: What it is made of.
        frames: By name; each is written before the next one is asked for, so that they need not all be there at once.
        said: What is written with them, as JSON knows it.
    """
    if not possible():
        return False
    from graph.atrest import arrow  # noqa: PLC0415 - as above

    part = folder / f"{name}.{token_hex(4)}.part"
    try:
        folder.parent.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)
        folder.mkdir(PRIVATE_FOLDER, exist_ok=True)
        if not is_private_folder(folder):
            return False
        _sweep(folder)
        part.mkdir(PRIVATE_FOLDER)
        whole = 0
        for one, frame in frames:
            size = int(frame.estimated_size())
            whole += size
            if shutil.disk_usage(folder).free <= whole + size:  # as much room is to be left as is taken
                _remove(part)
                return False
            if frame.height:
                arrow.write(frame, part / one)
        manifest.write(part, of, said)
        _remove(folder / name)
        part.rename(folder / name)
    except OSError as error:
        _LOG.debug("%s: %s", folder / name, error)
        _remove(part)
        return False
    return True


def forget_all(folder: Path, *, but: frozenset[str] = frozenset()) -> None:
    """Remove what is kept, but what is named; what is not ours stays, and so does what the system holds on to."""
    with suppress(OSError):
        if not is_private_folder(folder):
            return
        for one in list(folder.iterdir()):
            if one.name not in but and not one.name.endswith(".part") and _OURS.fullmatch(one.name):
                _remove(one)
        if not but:
            _sweep(folder, every=True)
            folder.rmdir()


def forget(folder: Path, name: str) -> None:
    """Remove what is kept under a name, and the folder if nothing else is in it."""
    with suppress(OSError):
        if is_private_folder(folder):
            _remove(folder / name)
            folder.rmdir()


def kept_folders(folder: Path) -> Iterator[tuple[str, str | None]]:
    """Yield of each thing that is kept its name, and a file of it that is not as it was written; all bytes are read.

    What others keep in it, as names to be searched, is theirs to look at. Where the folder is not ours, that alone is
    told, of an empty name.
    """
    if not os.path.lexists(folder):
        return
    if not is_private_folder(folder):
        yield "", folder.name
        return
    for one in sorted(one for one in folder.iterdir() if _OURS.fullmatch(one.name)):
        found = manifest.read(one)
        if found is None or not is_private_folder(one):
            yield one.name, manifest.NAME
        else:
            yield one.name, manifest.unlike(one, found.files) or manifest.flipped(one, found.files)


def _sweep(folder: Path, *, every: bool = False) -> None:
    """Remove what was left by who was killed."""
    for one in folder.glob("*.part"):
        if _OURS.fullmatch(one.name) and (every or time.time() - one.stat().st_mtime > _ABANDONED):
            _remove(one)


def _remove(path: Path) -> None:
    """Remove a folder; who has it mapped goes on reading, and where a system does not allow that, it stays."""
    shutil.rmtree(path, ignore_errors=True)
