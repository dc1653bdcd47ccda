"""An identity number in what a file or a sheet is called is told nowhere, by whichever sentence (SEMANTICS V7)."""

from __future__ import annotations

from loaders.report import Issue, Where
from tests.loaders.books import Desk

NUMBER = "370102195703121234"


class TestNames:
    def test_a_sheet_called_so_is_hidden_in_every_issue(self, desk: Desk) -> None:
        report = desk.load({"区域": [["名称", "层级"], ["甲社区", "社区"]], NUMBER: [["甲", "乙"], ["丙", "丁"]]})
        assert [one.code for one in report.issues] == ["identity_number", "sheet_unknown"]
        for lang in ("zh", "en"):
            assert NUMBER not in str(report.to_dict(lang))

    def test_a_file_called_so_is_hidden_where_something_else_is_wrong_with_it(self) -> None:
        issue = Issue("error", "required", Where(f"{NUMBER}.csv", f"名册{NUMBER}", 2, "名称"), expected="名称")
        assert (issue.where.file, issue.where.sheet) == ("3*****************.csv", "名册3*****************")
