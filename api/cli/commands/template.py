"""``linli template``: an empty workbook to fill in."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import Folder, Lang

Output = Annotated[str, typer.Option("--output", "-o", help="cli.option.output", metavar="FILE")]
Force = Annotated[bool, typer.Option("--force", help="cli.option.force")]
Profile = Annotated[str | None, typer.Option("--profile", help="cli.option.template_profile", metavar="PROFILE")]


def template(
    output: Output = "linli.xlsx",
    force: Force = False,
    profile: Profile = None,
    rules: Folder = None,
    lang: Lang = "zh",
) -> None:
    """Write the empty workbook; with a profile, its words alone are in the lists to choose from."""
    from functools import partial

    from api.cli.language import checked
    from api.cli.opened import rules_in
    from api.cli.writing import write_new
    from api.rendering.rules import named
    from graph.words import caption
    from loaders.template import write_template

    lang = checked(lang)
    found = rules_in(rules)
    words = found.vocabulary(None if profile is None else named(found, profile).key)
    path = write_new(output, partial(write_template, words=words), force=force)
    print(caption("cli.written", lang, file=path))  # noqa: T201
    print(caption("cli.template.next", lang, file=path))  # noqa: T201
