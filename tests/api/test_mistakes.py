"""What a user is told of a wrong name, file, date or option: one sentence, a blank line, a hint."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.rules import load_rules
from tests.api.conftest import Linli

HOME = "苏州路演示社区/锦绣园/66号楼"


class TestUsage:
    """The command line cannot be read: exit code 2."""

    @pytest.mark.parametrize(
        ("args", "said"),
        [
            (["covrage"], "错误：没有命令 `covrage`\n\n提示：是否指：`coverage`\n"),
            (["xyzzy"], "错误：没有命令 `xyzzy`\n\n提示：用 `linli --help` 看有哪些命令\n"),
            (["coverage", "--stor", "x"], "错误：没有选项 `--stor`\n\n提示：是否指：`--store`\n"),
            (["--store", "x.db", "show"], "错误：选项 `--store` 要写在命令后面\n\n提示：例如 `linli show --store …`\n"),
            (["--on", "2024-11-01"], "错误：选项 `--on` 要写在命令后面\n\n提示：例如 `linli show --on …`\n"),
            (["--xyzzy", "audit"], "错误：没有选项 `--xyzzy`\n\n提示：用 `linli audit --help` 看有哪些选项\n"),
            (["audit", "--xyzzy"], "错误：没有选项 `--xyzzy`\n\n提示：用 `linli audit --help` 看有哪些选项\n"),
            (["audit", "-x"], "错误：没有选项 `-x`\n\n提示：用 `linli audit --help` 看有哪些选项\n"),
            (["audit", "--on"], "错误：选项 `--on` 后面缺少值\n\n提示：用 `linli audit --help` 看用法\n"),
            (["audit", "--json=1"], "错误：选项 `--json` 后面不带值\n\n提示：用 `linli audit --help` 看用法\n"),
            (
                ["escalate"],
                (
                    "错误：缺少：`REF`（名称、路径（社区/小区/3号楼，社区//党委）或编号）\n\n"
                    "提示：用 `linli escalate --help` 看用法\n"
                ),
            ),
            (
                ["need", "finish", "甲"],
                "错误：缺少：`--reason`（为什么，或办成了什么）\n\n提示：用 `linli need finish --help` 看用法\n",
            ),
            (
                ["escalate", "甲", "乙"],
                "错误：多了一个：`乙`\n\n提示：名称里有空格时请加引号；用 `linli escalate --help` 看用法\n",
            ),
            (
                ["coverage", "--limit", "many"],
                "错误：选项 `--limit` 的值看不懂：`many`\n\n提示：可以是：不小于 0 的整数，只写数字，如 40\n",
            ),
            (
                ["undo", "0"],
                "错误：选项 `N` 的值看不懂：`0`\n\n提示：可以是：大于 0 的整数，如 3\n",
            ),
            (
                ["coverage", "--on", "2024-13-01"],
                "错误：选项 `--on` 的值看不懂：`2024-13-01`\n\n提示：可以是：日期，如 2024-11-01\n",
            ),
            (
                ["coverage", "--on", "2024-11"],
                "错误：选项 `--on` 的值看不懂：`2024-11`\n\n提示：可以是：写到日的日期，如 2024-11-01\n",
            ),
            (
                ["export", "xlsx", "--form", "链条图"],
                "错误：表格不能写成 `xlsx`\n\n提示：可以写成：`pdf`，例如 linli export pdf --form chain\n",
            ),
            (["kinds", "--lang", "fr"], "错误：选项 `--lang` 的值看不懂：`fr`\n\n提示：可以是：`zh` `en`\n"),
            (
                ["load", "--set", "as_of"],
                (
                    "错误：缺少：`[SOURCE] FILE`（要读入的文件或文件夹；前面可写来源，不写则自动识别）\n\n"
                    "提示：用 `linli load --help` 看用法\n"
                ),
            ),
            (
                ["load", "x.csv", "--set", "as_of"],
                "错误：选项 `--set` 的值看不懂：`as_of`\n\n提示：可以是：`NAME=VALUE`\n",
            ),
        ],
    )
    def test_it_is_told_in_chinese(self, linli: Linli, args: list[str], said: str) -> None:
        ran = linli(*args)
        assert (ran.code, ran.out, ran.err) == (2, "", said)

    def test_an_unknown_result_is_answered_with_those_there_are(self, linli: Linli) -> None:
        ran = linli("coverage", "--state", "gp")
        assert ran.code == 2
        assert ran.err == (
            "错误：选项 `--state` 的值看不懂：`gp`\n\n"
            "提示：可以是：`gap` `unknown` `exempt` `not_applicable` `met` `all`\n"
        )

    @pytest.mark.parametrize(
        ("args", "said"),
        [
            (["covrage"], "error: No such command: `covrage`\n\nhint: Did you mean `coverage`?\n"),
            (["audit", "--stor", "x"], "error: No such option: `--stor`\n\nhint: Did you mean `--store`?\n"),
            (
                ["escalate"],
                (
                    "error: Missing: `REF` (A name, a path (社区/小区/3号楼, 社区//党委) or a key)\n\n"
                    "hint: See `linli escalate --help`\n"
                ),
            ),
        ],
    )
    def test_it_is_told_in_english(self, linli: Linli, args: list[str], said: str) -> None:
        assert linli(*args, "--lang", "en").err == said
        assert linli("--lang=en", *args).err == said

    def test_the_environment_may_name_the_language(self, linli: Linli, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LINLI_LANG", "en")
        assert linli("covrage").err.startswith("error: No such command")
        monkeypatch.setenv("LINLI_LANG", "fr")
        assert linli("kinds").err.startswith("错误：选项 `--lang` 的值看不懂：`fr`")


class TestRefused:
    """What was named is not there, or cannot be asked: exit code 1."""

    @pytest.mark.parametrize(
        ("args", "said"),
        [
            (["coverage", "--within", "锦绣元"], "提示：是不是：演示街道/苏州路演示社区/锦绣园\n"),
            (["show", "演示街"], "提示：是不是：演示街道"),
            (
                ["coverage", "--pack", "natonal"],
                f"提示：可用的有：{', '.join(sorted(load_rules().packs))}\n",
            ),
            (["escalate", HOME, "--chain", "x"], "提示：可用的有：party, governance\n"),
            (
                ["escalate", HOME, "--category", "x"],
                "提示：可用的有：党务 party_affairs，公共事务 public_affairs，环境 environment，安全 safety，设施",
            ),
            (
                ["escalate", HOME, "--about", "锦绣园"],
                "错误：锦绣园 是区域 `place`，这里要人员 `person`、组织 `organisation`、职务 `post`",
            ),
            (["escalate", "66号楼"], "演示街道/苏州路演示社区/锦绣园/66号楼"),
            (
                ["coverage", "--revision", "9"],
                "错误：没有第 9 次更新；最新的是第 1 次\n\n提示：用 `linli history` 看有哪几次更新\n",
            ),
            (["history", "place-aaaaaaaaaaaaaaaa"], "错误：没有编号 place-aaaaaaaaaaaaaaaa\n"),
        ],
    )
    def test_a_hint_says_what_there_is(self, ask: Linli, args: list[str], said: str) -> None:
        ran = ask(*args)
        assert (ran.code, ran.out) == (1, "")
        assert said in ran.err

    @pytest.mark.parametrize(
        ("args", "said"),
        [
            (["kinds", "plac"], "错误：没有种类：`plac`\n\n提示：是否指：`place`\n"),
            (["rules", "--profile", "suzhou"], "suzhoulu"),
            (["rules", "--pack", "suzhou"], "suzhoulu"),
            (["sample", "suzhou"], "suzhoulu"),
            (["coverage"], "错误：没有数据文件"),
            (
                ["verify", "no.json"],
                "错误：文件“no.json”打不开：没有这个文件或文件夹\n\n提示：请检查路径和权限；文字文件要存成 UTF-8\n",
            ),
            (["load", "no.xlsx"], "错误：没有文件：`no.xlsx`\n\n提示：请检查路径"),
            (["load", "workbook"], "错误：没有写要读入的文件\n\n提示：例如 `linli load suzhoulu.xlsx`\n"),
            (["verify", "no.json", "--store", "x"], "错误：文件“no.json”打不开"),
            (["template", "-o", "a.csv"], "错误：文件名不是工作簿：`a.csv`\n\n提示：文件名须以 .xlsx 结尾\n"),
            (["template", "-o", "no/a.xlsx"], "错误：没有文件夹：`no`"),
        ],
    )
    def test_names_outside_a_store_too(self, linli: Linli, args: list[str], said: str) -> None:
        ran = linli(*args)
        assert (ran.code, ran.out) == (1, "")
        assert said in ran.err

    def test_a_misspelled_file_is_answered_with_those_beside_it(self, linli: Linli, tmp_path: Path) -> None:
        (tmp_path / "suzhoulu.xlsx").touch()
        assert linli("load", "suzhoulu.xls").err == "错误：没有文件：`suzhoulu.xls`\n\n提示：是否指：`suzhoulu.xlsx`\n"

    def test_a_file_that_is_not_a_store_is_left_as_it_is(self, linli: Linli, tmp_path: Path) -> None:
        other = tmp_path / "notes.txt"
        other.write_text("not a store " * 20, encoding="utf-8")
        ran = linli("coverage", "--store", "notes.txt")
        assert (ran.code, other.read_text(encoding="utf-8")) == (1, "not a store " * 20)
        assert "不是邻里的数据文件，未作改动\n\n提示：请用 `--store` 写明邻里的数据文件" in ran.err

    def test_asking_never_makes_a_store(self, linli: Linli, tmp_path: Path) -> None:
        assert linli("coverage", "--store", "new.db").code == 1
        assert list(tmp_path.iterdir()) == []


class TestUnforeseen:
    """An error that nobody foresaw is told shortly, and whole only to who asks for it."""

    def test_it_is_one_sentence_and_how_to_see_more(self, linli: Linli, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("graph.load_rules", lambda: 1 / 0)
        ran = linli("rules")
        assert ran.code == 1
        assert ran.err == (
            "错误：程序出错了：ZeroDivisionError\n\n提示：设环境变量 LINLI_DEBUG=1 再运行一次，可看到详细经过\n"
        )

    def test_debugging_shows_the_traceback(self, linli: Linli, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("graph.load_rules", lambda: 1 / 0)
        monkeypatch.setenv("LINLI_DEBUG", "1")
        with pytest.raises(ZeroDivisionError):
            linli("rules")


class TestEmpty:
    """What a variable of a shell that is not set leaves: an option without a value is not an option left out."""

    @pytest.mark.parametrize(
        "args",
        [
            ["dissolve", "演示业委会", "--on"],
            ["audit", "--within"],
            ["audit", "--limit"],
            ["audit", "--revision"],
            ["match", "--need"],
            ["coverage", "--pack"],
            ["changes", "--from"],
            ["compact", "--before"],
            ["need", "add", "灯坏了", "--place", "甲园", "--channel", "来访", "--due"],
        ],
        ids=lambda args: args[-1],
    )
    @pytest.mark.parametrize("value", ["", " "])
    def test_is_refused_wherever_it_stands(self, linli: Linli, args: list[str], value: str) -> None:
        said = linli(*args, value)
        assert said.code == 2
        assert said.err == f"错误：选项 `{args[-1]}` 的值是空的\n\n提示：不用这个选项就不要写它，要用就写上值\n"

    def test_one_left_out_is_none(self, linli: Linli) -> None:
        assert linli("kinds").code == 0
