"""The report: its form, its words in both languages, and where it points."""

from __future__ import annotations

import re
from importlib.resources import files

from graph.errors import Ambiguous, BadValue, NotFound
from graph.words import words
from loaders.readers.apart.positions import letter
from loaders.report import Issue, Report, Where, issue_of


class TestReport:
    def test_its_form_is_the_one_promised(self) -> None:
        report = Report(dry_run=True)
        report.error("row_twice", Where("a.xlsx", "区域", 14), first="区域 · 3")
        report.warn("missing", Where("a.xlsx", "区域", 1, "台账完整截至", "B"), found="甲园")
        plain = report.to_dict("en")
        assert list(plain) == [
            "schema", "dry_run", "accepted", "added", "changed", "ended", "unchanged", "missing", "skipped",
            "errors", "warnings", "issues", "revision",
        ]  # fmt: skip
        assert plain["issues"][0] == {
            "severity": "error",
            "code": "row_twice",
            "rule": None,
            "message": "The same as this row: 区域 · 3",
            "file": "a.xlsx",
            "sheet": "区域",
            "row": 14,
            "column": None,
            "cell": None,
            "found": None,
            "expected": None,
            "suggestion": "Delete one of them, or say more clearly where each lies",
            "count": 1,
        }
        assert plain["issues"][1]["cell"] == "B1"

    def test_errors_come_first(self) -> None:
        report = Report()
        report.note("sheet_skipped", Where())
        report.error("no_header", Where(), expected="名称")
        assert [one.severity for one in report.issues] == ["error", "note"]

    def test_an_error_of_the_graph_becomes_an_issue(self) -> None:
        value = issue_of(BadValue(found="多", expected="expected.integer"), Where(row=2))
        assert (value.found, value.message()) == ("多", "值为“多”，应为整数，如 40")
        near = issue_of(NotFound(ref="锦绣圆", candidates="锦绣园"), Where())
        assert (near.found, near.message("en"), near.suggestion("en")) == (
            "锦绣圆",
            "Nothing is called '锦绣圆'",
            "Did you mean: 锦绣园",
        )
        nowhere = issue_of(NotFound(ref="甲", candidates=""), Where())
        assert (
            nowhere.suggestion("en")
            == "Check the name; if it is not there yet, add a row on the sheet of its kind first"
        )
        assert issue_of(Ambiguous(ref="甲", candidates="乙、丙"), Where()).message() == "“甲”可能指几个：乙、丙"

    def test_letters_are_those_of_a_spreadsheet(self) -> None:
        assert [letter(number) for number in (0, 25, 26)] == ["A", "Z", "AA"]


class TestWords:
    def test_every_code_of_an_issue_has_its_sentence_in_both_languages(self) -> None:
        used = set()
        for path in sorted(files("loaders").rglob("*.py")):  # type: ignore[attr-defined]
            used |= set(re.findall(r'\.(?:error|warn|note)\(\s*"(\w+)"', path.read_text(encoding="utf-8")))
        assert len(used) > 30
        for lang in ("zh", "en"):
            known = words(lang)
            assert [code for code in sorted(used) if not {f"issue.{code}", f"error.{code}"} & set(known)] == []

    def test_a_sentence_leaves_nothing_unfilled(self) -> None:
        issue = Issue("error", "required", Where(column="名称"), expected="名称")
        assert "{" not in issue.message() + issue.message("en")
