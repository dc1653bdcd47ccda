"""Inputs that failed once: small invented files beside the project, of which each stands for its kind."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def fault(name: str) -> Path:
    """Return one of them; where the folder is not there the test is skipped, and in CI it fails."""
    folder = Path(os.environ.get("LINLI_FAULTS") or ROOT.parent / "shared" / "faults")
    if not folder.is_dir():
        absent = f"no data: {folder.name!r} is not there; LINLI_FAULTS may name it"
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(absent)
        pytest.skip(absent)
    return folder / name
