"""The inputs that once failed, which lie beside the project: each stands for its kind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_FOLDER = Path(__file__).parents[2] / "shared" / "faults"


def fault(name: str) -> Path:
    """Return one of them; where they are absent a test is skipped, saying so, and fails in CI."""
    folder = Path(os.environ.get("LINLI_FAULTS") or _FOLDER)
    if not folder.is_dir():
        absent = f"no data: {folder.name!r} is not there; LINLI_FAULTS may name it"
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(absent)
        pytest.skip(absent)
    return folder / name
