"""``linli export pdf``: pages of a community or a street to hang up, as large as the paper (SEMANTICS F33)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.writing import write_file

if TYPE_CHECKING:
    from api.cli.opened import Opened


def write_pages(asked: Opened, form: str, key: str, path: Path, by: str, *, private: bool) -> None:
    """Write the pages of a place, and say where they are, and what is not on them.

    Args:
        asked: The store, opened.
        form: Which pages.
        key: Public key of the place.
        path: The file.
        by: Who makes it.
        private: Whether only its owner may read it.
    """
    from graph.forms.pdf import fonts_here, not_drawn, write_pdf
    from graph.forms.sheaf import sheaf

    parts = sheaf(form, asked.network, asked.rules, asked.showing, key, by=by, lang=asked.lang)
    missing = list[str]()

    def write(part: Path) -> None:
        missing.extend(write_pdf(part, parts, asked.lang, asked.network.date, fonts_here()))

    write_file(path, write, private=private)
    print(asked.say("cli.written", file=path))  # noqa: T201
    for one in not_drawn(missing, asked.lang):
        print(one)  # noqa: T201
    if asked.showing.hidden:
        print(asked.say("cli.export.hidden", count=f"{asked.showing.hidden:,}"))  # noqa: T201
