"""What tests of lists start from: a neighbourhood with needs and offers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.lists.around import Hall


@pytest.fixture
def hall(desk: object, tmp_path: Path) -> Hall:  # noqa: ARG001 - it reads files in this process
    """A desk with a small neighbourhood."""
    return Hall(tmp_path)
