"""Inputs that once failed, beside the data that the tests read; skipped, saying so, where they are not at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_FOLDER = Path(__file__).parents[2] / "shared" / "faults"


def fault(name: str) -> Path:
    """Return the path of an input that once failed."""
    path = _FOLDER / name
    if not path.exists():
        if os.environ.get("CI"):
            pytest.fail(f"no {path}")
        pytest.skip(f"no {path}")
    return path
