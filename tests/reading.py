"""Files read in this process: to start the reader's own takes longer than all else of a small load."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from loaders.readers.apart import process
from loaders.readers.apart.limits import Limits
from loaders.readers.apart.main import main

_APART = process._told  # noqa: SLF001 - as it is before anything takes its place


def read_here(patch: pytest.MonkeyPatch) -> None:
    """Read files in this process, which no limit holds; what is about limits or the process does not ask for it."""
    patch.setattr("loaders.readers.apart.process._told", _told_here)


def read_apart(patch: pytest.MonkeyPatch) -> None:
    """Read files in a process of their own again: of what may bring down the one that reads it."""
    patch.setattr(process, "_told", _APART)


def _told_here(path: Path, work: str, limits: Limits) -> Iterator[bytes]:
    """Yield the lines that the reader's process tells, from this one."""
    told = {"work": work, "path": str(path.resolve()), "limits": limits.to_dict()}
    out = io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", SimpleNamespace(buffer=out))
        patch.setattr(Limits, "impose", lambda _: None)
        main(json.dumps(told))
    yield from io.BytesIO(out.getvalue())
