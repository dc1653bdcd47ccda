"""``linli export pdf``: pages of a community or a street to hang up, as large as the paper (SEMANTICS F33)."""

from __future__ import annotations

from pathlib import Path

from api.cli.exporting.register import FORMATS
from api.cli.exporting.wanted import Wanted
from api.cli.writing import write_file


def write(wanted: Wanted) -> None:
    """Draw the pages of a place and write them; say where they are, and what is not on them."""
    from graph.forms.pdf import fonts_here, not_drawn, write_pdf
    from graph.forms.sheaf import sheaf

    asked, form = wanted.asked, wanted.pages or FORMATS["pdf"].pages[0]
    parts = sheaf(form, asked.network, asked.rules, asked.showing, str(wanted.key), by=wanted.by, lang=asked.lang)
    missing = list[str]()

    def put(path: Path) -> None:
        missing.extend(write_pdf(path, parts, asked.lang, asked.network.date, fonts_here()))

    write_file(wanted.path, put, private=wanted.private)
    wanted.tell("cli.written", file=wanted.path)
    for one in not_drawn(missing, asked.lang):
        print(one)  # noqa: T201
    if asked.showing.hidden:
        wanted.tell("cli.export.hidden", count=asked.showing.hidden)
