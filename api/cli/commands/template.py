"""``linli template``: an empty workbook to fill in."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import Lang

Output = Annotated[str, typer.Option("--output", "-o", help="cli.option.output", metavar="FILE")]
Force = Annotated[bool, typer.Option("--force", help="cli.option.force")]


def template(output: Output = "linli.xlsx", force: Force = False, lang: Lang = "zh") -> None:
    """Write the empty workbook."""
    from api.cli.language import checked
    from api.cli.writing import write_new
    from graph.words import caption
    from loaders.template import write_template

    lang = checked(lang)
    path = write_new(output, write_template, force=force)
    print(caption("cli.written", lang, file=path))  # noqa: T201
    print(caption("cli.template.next", lang, file=path))  # noqa: T201
