"""What tests of loaders start from: a desk with an empty store."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from loaders.readers.apart.limits import Limits
from loaders.readers.apart.main import main
from tests.loaders.books import Desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk at which files are read in this process: to start one takes longer than all else of a small load."""
    monkeypatch.setattr("loaders.readers.apart.process._told", _told_here)
    return Desk(tmp_path)


def _told_here(path: Path, work: str, limits: Limits) -> Iterator[bytes]:
    """Yield the lines that the reader's process tells, from this one, which is held to no limit."""
    told = {"work": work, "path": str(path.resolve()), "limits": limits.to_dict()}
    out = io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", SimpleNamespace(buffer=out))
        patch.setattr(Limits, "impose", lambda _: None)
        main(json.dumps(told))
    yield from io.BytesIO(out.getvalue())
