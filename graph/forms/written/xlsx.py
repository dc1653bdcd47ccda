"""A form as a workbook; whatever a text has in it, a spreadsheet shows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from graph.forms.paper import Paper
from graph.forms.xlsx import write_paper


def write(path: Path, paper: Paper, lang: str, day: date) -> list[str]:  # noqa: ARG001 - pages of a workbook tell no day
    """Write it."""
    write_paper(path, paper, lang)
    return []
