"""What tests of loaders start from: a desk with an empty store."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.books import Desk
from tests.reading import read_here


@pytest.fixture
def files_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process: for tests that are about what a file says."""
    read_here(monkeypatch)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk at which files are read in this process."""
    read_here(monkeypatch)
    return Desk(tmp_path)
