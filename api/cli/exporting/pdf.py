"""``linli export pdf``: pages of a community or a street to hang up, as large as the paper (SEMANTICS F33)."""

from __future__ import annotations

from pathlib import Path

from api.cli.exporting.register import FORMATS
from api.cli.exporting.wanted import Wanted
from api.cli.writing import write_file


def write(wanted: Wanted) -> None:
    """Draw the pages of a place and write them; say where they are, and what is not on them."""
    from graph.errors import BadInput
    from graph.forms.asked import Asked
    from graph.forms.register import function_of
    from graph.forms.writers import writer_named

    asked, form = wanted.asked, wanted.pages or FORMATS["pdf"].pages[0]
    network, key = asked.network, str(wanted.key)
    if network.rows.kind_of(network.row(key)) != "place":
        raise BadInput("page_not_place", ref=key)
    said = Asked(form, wanted.by, asked.lang)
    paper = function_of(form)(network.within(key), asked.rules, asked.showing, said)
    missing = list[str]()

    def put(path: Path) -> None:
        missing.extend(writer_named("pdf").write(path, paper, asked.lang, network.date))

    write_file(wanted.path, put, private=wanted.private)
    wanted.tell("cli.written", file=wanted.path)
    for one in missing:
        print(one)  # noqa: T201
    if asked.showing.hidden:
        wanted.tell("cli.export.hidden", count=asked.showing.hidden)
