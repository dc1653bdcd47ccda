"""``linli map``: a first mapping of a file whose sheets, columns or values are not called as ours."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import Folder, Lang

File = Annotated[str, typer.Argument(metavar="FILE", help="cli.option.map_file", show_default=False)]
Output = Annotated[str | None, typer.Option("--output", "-o", help="cli.option.map_output", metavar="FILE")]
Force = Annotated[bool, typer.Option("--force", help="cli.option.force")]


def map_(file: File, output: Output = None, force: Force = False, rules: Folder = None, lang: Lang = "zh") -> None:
    """Write a mapping by looking at a file."""
    from pathlib import Path

    from api.cli.language import checked
    from api.cli.loading import there
    from api.cli.opened import rules_in
    from api.cli.writing import free_path, write_text
    from graph.words import caption
    from loaders.looking import first_mapping

    lang, path = checked(lang), there(file)
    target = free_path(output or f"{path.stem}.map.yaml", force=force)
    write_text(target, first_mapping(path, rules_in(rules).vocabulary()))
    print(caption("cli.written", lang, file=target))  # noqa: T201
    print(caption("cli.map.next", lang, file=Path(file), map=target))  # noqa: T201
