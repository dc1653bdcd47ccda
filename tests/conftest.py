"""What every test may ask for: the folder of real data, and Hypothesis set up for this machine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}

#: Examples a property; `make test` runs those marked thorough once more, with more of them.
EXAMPLES = int(os.environ.get("LINLI_EXAMPLES", "20"))

settings.register_profile("default", max_examples=EXAMPLES, deadline=None)
settings.register_profile("ci", max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if IN_CI else "default")


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of real data, which is not part of the project; in CI it must be there."""
    folder = Path(os.environ.get("LINLI_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        absent = f"no data: {folder.name!r} is not there; LINLI_DATA may name it"
        if IN_CI:
            pytest.fail(absent)
        pytest.skip(absent)
    return folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests went without their data, so that a green run is not taken for a whole one."""
    lacking = [report for report in terminalreporter.getreports("skipped") if "no data: " in str(report.longrepr)]
    if lacking:
        terminalreporter.section("not run on this machine")
        terminalreporter.line(f"{len(lacking)} tests on real data (set LINLI_DATA to its folder)")
