"""What a start script says reads in any console: a machine with Windows is not at hand, so that its files are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bundle.making import _write_starts


@pytest.fixture
def windows(tmp_path: Path) -> Path:
    _write_starts(tmp_path, "linli.cmd", ["3.13", "3.12"])
    return tmp_path


class TestOfWindows:
    def test_the_script_is_ascii_with_the_ends_of_lines_of_windows(self, windows: Path) -> None:
        script = (windows / "linli.cmd").read_bytes()
        assert script.isascii()
        assert script.count(b"\n") == script.count(b"\r\n")
        assert b"for %%V in (3.13 3.12) do call :try %%V\r\n" in script

    def test_what_it_says_is_shown_in_any_code_page_which_stays_as_it_was(self, windows: Path) -> None:
        said = [
            file for file in windows.glob("*.txt") if f'type "%HERE%{file.name}"' in (windows / "linli.cmd").read_text()
        ]
        assert sorted(file.stem for file in said) == ["first-time", "need-python", "not-set-up"]
        assert all(file.read_bytes().startswith(b"\xff\xfe") for file in said)
        assert "版本 3.13、3.12 之一；这台机器上没有找到" in (windows / "need-python.txt").read_text("utf-16")
        assert "chcp" not in (windows / "linli.cmd").read_text()

    def test_what_somebody_opens_begins_with_a_mark(self, windows: Path) -> None:
        assert (windows / "README.txt").read_bytes().startswith(b"\xef\xbb\xbf")


def test_of_linux_all_is_utf_8(tmp_path: Path) -> None:
    _write_starts(tmp_path, "linli", ["3.13"])
    assert "没有找到" in (tmp_path / "need-python.txt").read_text("utf-8")
    assert b"\r" not in (tmp_path / "linli").read_bytes()
