"""What a command says and writes, wherever: old code pages, closed pipes, full disks, links, devices and pipes."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from threading import Thread

import pytest

from api.cli import run
from api.cli.paper import Paper
from api.cli.saved import decoded
from api.cli.writing import write_file, write_text
from graph.errors import BadInput
from tests.api.conftest import Linli

POSIX = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full: a disk is never full here")


class Stream(io.TextIOWrapper):
    """Standard output in an encoding."""

    def __init__(self, encoding: str) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, write_through=True)


class Broken(io.RawIOBase):
    """A stream that fails as a closed pipe or a full disk does."""

    def __init__(self, error: OSError) -> None:
        self.error = error

    def writable(self) -> bool:
        return True

    def write(self, _data: object) -> int:
        raise self.error


def failing(error: OSError, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(Broken(error)), encoding="utf-8"))


class TestCodePages:
    @pytest.mark.parametrize("encoding", ["gbk", "cp437", "ascii", "utf-16"])
    def test_every_command_can_be_said_and_a_document_stays_one(
        self, encoding: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for args in (["kinds", "--json"], ["nothing"]):
            out, err = Stream(encoding), Stream(encoding)
            monkeypatch.setattr(sys, "stdout", out)
            monkeypatch.setattr(sys, "stderr", err)
            assert run(args) == (2 if args == ["nothing"] else 0)
        import json

        assert isinstance(out.buffer, io.BytesIO)
        assert isinstance(err.buffer, io.BytesIO)
        assert "`nothing`" in err.buffer.getvalue().decode(encoding)
        monkeypatch.setattr(sys, "stdout", out := Stream(encoding))
        run(["kinds", "--json"])
        assert isinstance(out.buffer, io.BytesIO)
        assert "区域" in json.dumps(json.loads(out.buffer.getvalue().decode(encoding)), ensure_ascii=False)


class TestSaved:
    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "gbk"])
    def test_an_answer_saved_in_another_encoding_is_read(self, linli: Linli, tmp_path: Path, encoding: str) -> None:
        (tmp_path / "a.json").write_bytes('["演示"]'.encode(encoding))
        assert linli("verify", "a.json").err.startswith("错误：不是 JSON 写成的答案")  # it is JSON, and no answer
        (tmp_path / "a.json").write_bytes('{"question": "演示"}'.encode(encoding))
        assert linli("verify", "a.json").err.startswith("错误：没有数据文件")  # read; now the store is looked for

    def test_what_is_no_text_is_refused(self) -> None:
        with pytest.raises(UnicodeDecodeError):
            decoded(b"\xff\xff\xff")


class TestOutput:
    def test_a_closed_pipe_ends_quietly(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        failing(BrokenPipeError(32, "Broken pipe"), monkeypatch)
        assert (run(["kinds"]), capsys.readouterr().err) == (0, "")

    def test_a_full_disk_is_told(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        failing(OSError(28, "No space left on device"), monkeypatch)
        assert run(["kinds", "--json"]) == 1
        assert capsys.readouterr().err.startswith("错误：结果没有显示完：磁盘已满\n\n提示：")

    @pytest.mark.slow
    def test_what_was_written_before_is_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        failing(OSError(28, "No space left on device"), monkeypatch)
        assert run(["template", "-o", str(tmp_path / "a.xlsx")]) == 0
        assert "在此之前已写好 " + str(tmp_path / "a.xlsx") in capsys.readouterr().err

    @pytest.mark.parametrize("columns", ["0", "-3", "", "wide", "1"])
    def test_a_width_that_is_none_hides_nothing(
        self, columns: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("COLUMNS", columns)
        Paper().table(["标准", "缺口"], [["每网格有网格长", "3"]])
        assert "每网格有网格长" in "".join(capsys.readouterr().out.split())


class TestFiles:
    def test_a_link_stays_and_what_it_points_to_is_written(self, tmp_path: Path) -> None:
        (tmp_path / "real").write_text("old", encoding="utf-8")
        for link, target in (("link", "real"), ("dangling", "new")):
            (tmp_path / link).symlink_to(tmp_path / target)
            write_text(tmp_path / link, "演示")
            assert (tmp_path / link).is_symlink()
            assert (tmp_path / target).read_text(encoding="utf-8") == "演示"

    @POSIX
    def test_a_pipe_is_written_into_and_stays(self, tmp_path: Path) -> None:
        os.mkfifo(pipe := tmp_path / "pipe")
        with pytest.raises(BadInput, match="写不了文件"):  # nobody reads it: nothing is waited for
            write_text(pipe, "演示")
        got: list[str] = []
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        thread = Thread(target=write_text, args=(pipe, "演示"))
        thread.start()
        thread.join()
        got.append(os.read(reader, 100).decode())
        os.close(reader)
        assert (got, pipe.is_fifo(), len(list(tmp_path.iterdir()))) == (["演示"], True, 1)

    @pytest.mark.slow
    @POSIX
    @pytest.mark.parametrize("command", ["template", "sample"])
    def test_a_full_disk_is_told_and_nothing_is_left(self, linli: Linli, tmp_path: Path, command: str) -> None:
        (tmp_path / "full.xlsx").symlink_to("/dev/full")
        name = ["yanshan"] if command == "sample" else []
        ran = linli(command, *name, "-o", "full.xlsx", "--force")
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("错误：没有写成 `full.xlsx`：磁盘已满")
        assert Path("/dev/full").is_char_device()

    def test_one_that_cannot_be_written_whole_leaves_what_was_there(self, tmp_path: Path) -> None:
        (path := tmp_path / "a.xlsx").write_text("old", encoding="utf-8")

        def write(part: Path) -> None:
            part.write_text("half", encoding="utf-8")
            raise OSError(28, "No space left on device")

        with pytest.raises(BadInput, match="磁盘已满"):
            write_file(path, write)
        assert [one.read_text(encoding="utf-8") for one in tmp_path.iterdir()] == ["old"]
