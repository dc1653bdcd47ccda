"""A form as PDF: as it will be printed, the same on every machine (SEMANTICS F30)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from graph.forms.paper import Paper
from graph.forms.pdf import fonts_here, not_drawn, write_pdf


def write(path: Path, paper: Paper, lang: str, day: date) -> list[str]:
    """Write it, and return a sentence where characters have no shape."""
    return not_drawn(write_pdf(path, (*paper.sheets, *paper.drawn), lang, day, fonts_here()), lang)
