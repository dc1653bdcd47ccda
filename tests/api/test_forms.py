"""`linli export --form`: forms as files, refused with what there is; what is personal only where it is asked for."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from graph.forms.register import FORMS
from tests.api.conftest import Linli, Ran
from tests.graph.forms.conftest import COMMUNITY, ledger

__all__ = ["ledger"]

Ask = Callable[..., Ran]


@pytest.fixture
def ask(tmp_path: Path, linli: Linli, ledger: Path) -> Ask:
    """Writes a form of the small ledger, which lies here, with a log of its own."""
    shutil.copy(ledger, tmp_path / "linli.db")
    return lambda form, *args: linli(
        "export", "xlsx", "--form", form, *args, "--within", COMMUNITY, "--on", "2024-11-01", "-o", "f.xlsx", "--force"
    )


def _cells(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    return str([row for sheet in book for row in sheet.iter_rows(values_only=True)])


def test_a_form_is_asked_for_by_what_it_is_called(ask: Ask, tmp_path: Path) -> None:
    found = ask("换届台账", "--by", "演示统筹员")
    assert (found.code, found.out) == (0, "已写出：f.xlsx\n")
    assert "内部工作资料，制作 演示统筹员" in _cells(tmp_path / "f.xlsx")


def test_the_list_tells_each_form_and_what_it_is_asked_with(linli: Linli) -> None:
    said = linli("export", "--list").out
    assert [name for name in FORMS if f"{name} " not in said] == []
    assert "certificate --whom [--first] [--last]" in said


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (["日报"], "没有“日报”这种表格"),
        (["certificate"], "“志愿服务证明”要写明 `whom`"),
        (["gaps", "--month", "2024-10"], "“缺口清单”不需要 `month`"),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_is_written(
    ask: Ask, tmp_path: Path, line: list[str], says: str
) -> None:
    found = ask(*line)
    assert (found.code, says in found.err) == (1, True)
    assert not (tmp_path / "f.xlsx").exists()


def test_a_format_that_no_form_has_is_a_mistake_of_the_line(linli: Linli) -> None:
    assert linli("export", "graphml", "--form", "gaps").code == 2


@pytest.mark.slow
def test_what_is_personal_is_there_only_where_it_is_asked_for_and_then_logged(ask: Ask, tmp_path: Path) -> None:
    assert ask("roster").code == 0
    assert "13800000001" not in _cells(tmp_path / "f.xlsx")
    log = tmp_path / "linli.db.log"
    before = log.read_text(encoding="utf-8").count("\n") if log.exists() else 0
    assert ask("roster", "--personal").code == 0
    assert "13800000001" in _cells(tmp_path / "f.xlsx")
    added = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()[before:]]
    assert [(one["what"], len(one["keys"])) for one in added] == [("linli export --form roster", 1)]


@pytest.mark.parametrize(("more", "option"), [(["--around", COMMUNITY], "around"), (["--internal"], "internal")])
def test_what_a_form_has_no_use_for_is_refused(ask: Ask, more: list[str], option: str) -> None:
    ran = ask("gaps", *more)
    assert (ran.code, ran.err.splitlines()[0]) == (1, f"错误：“缺口清单”不需要 `{option}`")
    assert not Path("f.xlsx").exists()


def test_what_goes_with_a_form_is_refused_without_one(linli: Linli) -> None:
    ran = linli("export", "xlsx", "--month", "2024-10")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "错误：选项 `--month` 要和 --form 同用")


@pytest.mark.slow
def test_what_is_drawn_is_a_pdf_where_nothing_is_said(linli: Linli, tmp_path: Path, ledger: Path) -> None:
    shutil.copy(ledger, tmp_path / "linli.db")
    ran = linli("export", "--form", "grids", "--within", COMMUNITY, "--on", "2024-11-01")
    assert (ran.code, ran.err) == (0, "")
    assert Path("网格底图.pdf").read_bytes().startswith(b"%PDF-")
