"""What tests of loaders start from: a desk with an empty store."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.books import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
