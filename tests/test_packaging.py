"""What is promised of the distribution: pinned without a host, whole as a wheel."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

LOCKS = ["requirements.lock", "requirements-dev.lock"]


def pins(lock: str) -> set[str]:
    return set(re.findall(r"^\S+==\S+", (ROOT / lock).read_text("utf-8"), flags=re.MULTILINE))


class TestLocks:
    @pytest.mark.parametrize("lock", LOCKS)
    def test_name_no_host_and_no_folder(self, lock: str) -> None:
        text = (ROOT / lock).read_text("utf-8")

        assert "--hash=sha256:" in text
        assert not re.search(r"[/@]|^--", text, flags=re.MULTILINE)

    def test_what_runs_is_what_is_tested(self) -> None:
        run, dev = map(pins, LOCKS)

        assert run < dev


@pytest.mark.slow
class TestWheel:
    def test_holds_every_file_of_the_packages(self, tmp_path: Path) -> None:
        subprocess.run(
            [
                sys.executable,
                "-m",
                "pip",
                "wheel",
                "--quiet",
                "--no-deps",
                "--no-build-isolation",
                "-w",
                tmp_path,
                ROOT,
            ],
            check=True,
        )
        (wheel,) = tmp_path.glob("linli-*.whl")
        held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}

        assert held == {
            path.relative_to(ROOT).as_posix()
            for package in ("graph", "loaders", "api")
            for path in (ROOT / package).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
