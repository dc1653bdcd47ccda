"""The one script of the pages: short, as old as the browsers of offices are, and not needed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

_SCRIPT = Path(__file__).parents[4] / "api" / "console" / "static" / "console.js"


def test_has_at_most_two_hundred_lines() -> None:
    assert len(_SCRIPT.read_text(encoding="utf-8").splitlines()) <= 200


@pytest.mark.browser
def test_is_of_2019(javascript: Path) -> None:
    """Acorn reads it as ES2019, and as a script, not a module."""
    assert refused(javascript, _SCRIPT) == ""


@pytest.mark.browser
def test_a_later_script_would_be_refused(javascript: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.js"
    later.write_text("const one = [].at?.(0) ?? 1;\n", encoding="utf-8")
    assert "Unexpected token" in refused(javascript, later)


def refused(javascript: Path, script: Path) -> str:
    """Return what acorn does not understand of a script."""
    acorn = str(javascript / "acorn" / "bin" / "acorn")
    node = str(shutil.which("node"))
    ran = subprocess.run(
        [node, acorn, "--ecma2019", "--silent", str(script)], capture_output=True, text=True, check=False
    )
    assert bool(ran.returncode) == bool(ran.stderr)
    return ran.stderr
