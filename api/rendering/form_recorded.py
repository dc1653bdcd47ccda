"""The result of recording the numbers of a form that came back, for ``--json``, HTTP and pages (SEMANTICS Y7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graph
from api.rendering.changes import load_document, told_of
from api.rendering.form_back import CameBack
from api.rendering.issues import lines
from graph.rules import Rules
from graph.stores import Store
from graph.viewing import Viewer
from graph.words import caption
from loaders.filling.record import record
from loaders.report import Report


@dataclass(frozen=True)
class Recorded:
    """The numbers of a form, recorded as figures, or tried.

    Attributes:
        found: The form.
        report: What the load says of it; None = it has no number that can be recorded.
        dry_run: Whether nothing was to be written.
    """

    found: CameBack
    report: Report | None
    dry_run: bool

    @property
    def failed(self) -> bool:
        """Whether something is wrong, so that nothing was written."""
        return self.report is not None and self.report.failed

    @property
    def revision(self) -> int | None:
        """The revision that has them; None = nothing was written."""
        report = self.report
        return None if report is None or self.dry_run or not (report.added or report.changed) else report.revision

    def lines(self, lang: str, *, own: bool = True) -> list[str]:
        """Return it in sentences: what is wrong with what to do, else how many were recorded.

        Args:
            lang: The language to speak.
            own: Whether names that stand in the form are shown, as to whoever reads it in a terminal.
        """
        report = self.report
        if report is not None and report.failed:
            told = lines(report, own=own)
            return [text for one in told for text in (one.message(lang), one.issue.suggestion(lang)) if text]
        code = "fill.would_record" if self.dry_run else "fill.recorded"
        return [caption(code, lang, count=0 if report is None else report.added + report.changed)]

    def document(self, rules: Rules, viewer: Viewer, lang: str) -> dict[str, Any]:
        """Return it as a document: what differs in the form, and the report of the load."""
        report = self.report
        told = None if report is None or not self.dry_run else told_of(report, rules, viewer, graph.today())
        return {
            **self.found.document(),
            "report": None if report is None else load_document(report, told, lang),
        }


def recorded(
    found: CameBack, store: Store, *, by: str, rules: Rules, dry_run: bool = False, expected: int | None = None
) -> Recorded:
    """Record the numbers of a form that came back, beside the counts of the ledger: never over them.

    Args:
        found: The form.
        store: Where to.
        by: Who records.
        rules: The profiles in force.
        dry_run: Check only, and write nothing.
        expected: The revision that was looked at; None = whichever is the newest.

    Raises:
        StaleRevision: Somebody committed since ``expected``.
    """
    if not found.figures:
        return Recorded(found, None, dry_run)
    report = record(found.path, found.figures, store, by=by, rules=rules, dry_run=dry_run, expected=expected)
    return Recorded(found, report, dry_run)
