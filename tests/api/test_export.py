"""`linli export`: one file, whole or not at all, never over another, and no host in it."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import networkx as nx
import pytest

from api.cli.exporting.register import FORMATS
from api.cli.mistakes import listed
from tests.api.conftest import ON, Linli

MADE = [
    ("html", ["--around", "安和园/7号楼"]),
    ("svg", ["--around", "安和园/7号楼"]),
    ("graphml", ["--around", "安和园/7号楼"]),
    ("graphml", ["--within", "安和园/7号楼"]),
]
#: What only looks like an address: the names of the two languages.
NAMES = {"http://www.w3.org/2000/svg", "http://graphml.graphdrawing.org/xmlns"}


@pytest.mark.parametrize(("form", "args"), MADE)
class TestEach:
    @pytest.mark.slow
    def test_it_is_written_where_it_is_told(self, ask: Linli, form: str, args: list[str]) -> None:
        ran = ask("export", form, *args, "-o", f"图.{form}", "--on", ON)
        assert (ran.code, ran.out.splitlines()[0], ran.err) == (0, f"已写出：图.{form}", "")
        assert "楼栋长" in Path(f"图.{form}").read_text(encoding="utf-8")
        assert [path.name for path in Path().iterdir()] == [f"图.{form}"]

    @pytest.mark.slow
    def test_no_export_names_a_host(self, ask: Linli, form: str, args: list[str]) -> None:
        assert ask("export", form, *args).code == 0
        text = Path(f"linli.{form}").read_text(encoding="utf-8")
        assert set(re.findall(r"\w+://[^\s\"'`<>)]*", text)) <= NAMES
        assert not re.search(r"<link|<script[^>]+src|@import|schemaLocation", text)

    @pytest.mark.slow
    def test_what_is_there_stays_unless_told_otherwise(self, ask: Linli, form: str, args: list[str]) -> None:
        file = Path(f"a.{form}")
        file.write_text("kept", encoding="utf-8")
        ran = ask("export", form, *args, "-o", file.name)
        assert (ran.code, file.read_text(encoding="utf-8")) == (1, "kept")
        assert ran.err == f"错误：已经有文件，没有覆盖：`{file.name}`\n\n提示：请换一个文件名，或加 `--force`\n"
        assert ask("export", form, *args, "-o", file.name, "--force").code == 0
        assert file.read_text(encoding="utf-8") != "kept"


class TestRefused:
    @pytest.mark.parametrize(
        ("args", "code", "said"),
        [
            (["docx"], 2, f"错误：没有这种格式：`docx`\n\n提示：可以是：{listed(FORMATS)}\n"),
            (["pdf"], 2, "错误：没有写以什么为中心\n\n提示：例如 `linli export pdf --around 锦绣园`\n"),
            (["svg"], 2, "错误：没有写以什么为中心\n\n提示：例如 `linli export svg --around 锦绣园`\n"),
            (["svg", "--around", "锦绣园", "--depth", "x"], 2, "错误：选项 `--depth` 的值看不懂：`x`\n"),
            (["html", "--around", "锦绣圆"], 1, "提示：是不是：演示街道/苏州路演示社区/锦绣园"),
            (["html", "--around", "锦绣园", "-o", "nowhere/a.html"], 1, "错误：没有文件夹：`nowhere`"),
            (["html", "--around", "锦绣园", "--depth", "4"], 1, "要画的有 2444 个，一张图最多画 800 个\n\n提示："),
            (["svg", "--around", "苏州路演示社区", "--depth", "4"], 1, "要画的有 2,545 个，一张图最多画 2,000 个"),
        ],
    )  # fmt: skip
    def test_it_says_why_and_writes_nothing(self, ask: Linli, args: list[str], code: int, said: str) -> None:
        ran = ask("export", *args, "--on", ON)
        assert (ran.code, ran.out) == (code, "")
        assert said in ran.err
        assert list(Path().iterdir()) == []

    def test_a_file_that_cannot_be_written_leaves_nothing_behind(
        self, ask: Linli, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "replace", refuse)
        ran = ask("export", "graphml", "--around", "锦绣园")
        assert (ran.code, list(Path().iterdir())) == (1, [])
        assert "写不了文件 `linli.graphml`" in ran.err


class TestWhoMayReadIt:
    WITHIN = ("export", "graphml", "--on", ON, "--force", "--within")

    @pytest.mark.slow
    def test_a_file_for_everybody_says_what_it_leaves_out(self, ask: Linli) -> None:
        assert "项：`--internal` 写出内部姓名，`--personal` 写出全部并记录在案" in ask(*self.WITHIN, "锦绣园").out
        assert ask(*self.WITHIN, "锦绣园", "--personal").out == "已写出：linli.graphml\n"

    @pytest.mark.slow
    @pytest.mark.skipif(os.name != "posix", reason="other systems know no such rights")
    def test_one_with_more_in_it_is_its_owners_alone(self, ask: Linli) -> None:
        for more, mode in (([], 0o644), (["--internal"], 0o600), (["--personal"], 0o600)):
            before = os.umask(0o022)
            try:
                assert ask(*self.WITHIN, "安和园/7号楼", *more).code == 0
            finally:
                os.umask(before)
            assert stat.S_IMODE(Path("linli.graphml").stat().st_mode) == mode


class TestTheLedger:
    @pytest.mark.slow
    def test_what_had_ended_is_counted_unless_it_is_written(self, ask: Linli) -> None:
        ledger = ("export", "csv", "--on", "2026-06-01", "--within", "安和园/7号楼", "--force")
        (left,) = [line for line in ask(*ledger).out.splitlines() if line.startswith("到 2026-06-01 已结束的没有写出")]
        assert left.endswith("（整个台账有：例外 1，负责 2，任职 1，供需 3）；`--every-date` 一并写出")
        assert "已结束" not in ask(*ledger, "--every-date").out


class TestOptions:
    @pytest.mark.slow
    def test_within_and_date_and_language_hold_as_elsewhere(self, ask: Linli) -> None:
        assert (
            ask(
                "export", "graphml", "--within", "安和园/7号楼", "--on", "2024-06-30", "--personal", "--lang", "en"
            ).code
            == 0
        )
        graph = nx.read_graphml("linli.graphml", force_multigraph=True)
        labels = {fields["label"] for _, fields in graph.nodes(data=True)}
        assert {"演示钱七", "building head", "7号楼"} <= labels
        assert "锦绣园" not in labels

    @pytest.mark.slow
    def test_the_picture_says_who_made_it(self, ask: Linli) -> None:
        assert ask("export", "svg", "--around", "锦绣园", "--by", "演示员", "--on", ON).code == 0
        assert "制作 演示员" in Path("linli.svg").read_text(encoding="utf-8")

    @pytest.mark.slow
    def test_a_thing_stands_for_its_place(self, ask: Linli) -> None:
        assert ask("export", "svg", "--around", "锦绣园//锦绣园党支部", "--on", ON).code == 0
        assert "<title>演示街道/苏州路演示社区/锦绣园 · 诉求流转路径与缺口</title>" in Path("linli.svg").read_text(
            encoding="utf-8"
        )
