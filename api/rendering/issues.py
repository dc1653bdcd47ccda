"""What a load found wrong, as lines: the same offence in several cells of a column is one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from graph.words.listed import Listed
from loaders.report import Issue, Report

_NAMED = 5


@dataclass
class Line:
    """One line of the report: an issue, and where else it was found."""

    issue: Issue
    cells: list[str]
    found: list[str]
    count: int

    @property
    def place(self) -> str:
        """File, sheet and the first cell, as far as they are known."""
        where = self.issue.where
        return " ".join(filter(None, (where.file, where.sheet, *self.cells[:1])))

    @property
    def more(self) -> str:
        """Some of the other cells."""
        return " ".join(self.cells[1:_NAMED])

    def message(self, lang: str, *, page: bool = False) -> str:
        """Return the sentence, for a page where that has its own, with what was found in the first few of the cells."""
        if len(self.found) < 2:  # noqa: PLR2004 - more than one value
            return self.issue.message(lang, page=page)
        return replace(self.issue, found=Listed(self.found[:_NAMED])).message(lang, page=page)


def lines(report: Report, *, own: bool = True) -> list[Line]:
    """Return the issues of a report, errors first, those that differ only in cell and value in one line.

    Args:
        report: The report.
        own: Whether names that stand in the file are shown, as to whoever reads the report in a terminal.
    """
    found: dict[tuple[object, ...], Line] = {}
    for told in report.issues:
        issue = told.unmasked() if own else told
        where, said = issue.where, sorted((name, str(value)) for name, value in issue.params.items())
        alike = (issue.severity, issue.code, where.file, where.sheet, where.column, issue.hint, issue.expected, *said)
        line = found.setdefault(alike, Line(issue, [], [], 0))
        if issue.found is not None and issue.found not in line.found:
            line.count += report.repeats(told)
            line.found.append(issue.found)
        elif issue.found is None:
            line.count = report.repeats(told)
        line.cells += _new(line.cells, [where.cell or str(where.row or "")])
    return list(found.values())


def _new(known: Iterable[str], cells: Iterable[str]) -> list[str]:
    return [cell for cell in cells if cell and cell not in known]
