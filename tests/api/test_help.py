"""`linli --help`: in both languages, every command, and nothing heavy imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

from api.cli.commands import commands
from graph.answers.register import QUESTIONS
from graph.pictures import OF_ANSWERS
from graph.words import LANGUAGES, caption
from tests.api.conftest import Linli

HEAVY = ("polars", "pydantic", "rich", "networkx", "numpy", "openpyxl", "rapidfuzz", "sqlite3", "pypinyin")


class TestHelp:
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_it_lists_every_command_with_what_it_is_for(self, linli: Linli, lang: str) -> None:
        ran = linli("--help", "--lang", lang)
        assert (ran.code, ran.err) == (0, "")
        wide = max(map(len, commands())) + 1
        for name in commands():
            assert f"  {name:<{wide}} {caption(f'cli.{name}', lang)}" in ran.out

    @pytest.mark.parametrize("lang", LANGUAGES)
    @pytest.mark.parametrize("command", commands())
    def test_the_help_of_a_command_has_no_code_without_words(self, linli: Linli, command: str, lang: str) -> None:
        ran = linli(command, "--help", "--lang", lang)
        assert (ran.code, ran.err) == (0, "")
        assert "cli." not in ran.out
        assert caption("cli.help.usage", lang) in ran.out

    @pytest.mark.parametrize("command", commands())
    def test_nothing_of_typer_is_left_in_english_where_a_line_is_wrapped(self, linli: Linli, command: str) -> None:
        said = " ".join(linli(command, "--help").out.split())
        assert not any(word in said for word in ("env var:", "default:", "required"))

    def test_nothing_of_its_first_line_is_left_in_english(self, linli: Linli) -> None:
        assert linli("--help").out.startswith("用法： linli [选项] 命令 [参数]…\n")
        assert linli("plan", "look", "--help").out.startswith("用法： linli plan look [选项] FILE\n")
        assert "linli [OPTIONS] COMMAND [ARGS]..." in linli("--help", "--lang", "en").out

    def test_a_question_says_that_it_is_drawn_if_it_is(self, linli: Linli) -> None:
        assert {name for name, one in QUESTIONS.items() if one.drawn} == set(OF_ANSWERS)
        assert ".svg" in linli("coverage", "--help").out
        assert ".svg" not in linli("escalate", "--help").out

    def test_the_language_may_stand_before_the_command(self, linli: Linli) -> None:
        assert linli("--lang", "en", "kinds", "--help").out == linli("kinds", "--help", "--lang", "en").out

    @pytest.mark.slow
    def test_without_a_command_it_is_shown_and_the_exit_code_is_that_of_usage(self, linli: Linli) -> None:
        ran = linli()
        assert (ran.code, ran.out) == (2, linli("--help").out)

    def test_the_version_is_that_of_the_distribution(self, linli: Linli) -> None:
        assert linli("--version").out == "linli 0.1.0\n"

    @pytest.mark.slow
    @pytest.mark.parametrize("args", [["--help"], ["--help", "--lang", "en"], ["--version"]])
    def test_nothing_heavy_is_imported_for_it(self, args: list[str]) -> None:
        code = (
            "import sys, api.cli\n"
            f"assert api.cli.run({args!r}) == 0\n"
            f"print(*(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stderr.split() == []
