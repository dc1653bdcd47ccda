"""``linli sample``: a made-up neighbourhood as a workbook, to try everything on."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import Lang

Name = Annotated[str | None, typer.Argument(metavar="NAME", help="cli.option.sample")]
Output = Annotated[str | None, typer.Option("--output", "-o", help="cli.option.output", metavar="FILE")]
Force = Annotated[bool, typer.Option("--force", help="cli.option.force")]


def sample(name: Name = None, output: Output = None, force: Force = False, lang: Lang = "zh") -> None:
    """Write one sample, or list them."""
    from api.cli.language import checked
    from api.cli.writing import write_new
    from graph.errors import NotFound
    from graph.words import caption
    from loaders.samples import SAMPLES, write_sample

    lang = checked(lang)
    if name is None:
        for one in SAMPLES:
            print(f"{one}  {caption(f'cli.sample.{one}', lang)}")  # noqa: T201
        return
    if name not in SAMPLES:
        raise NotFound(ref=name, candidates="、".join(SAMPLES))
    path = write_new(output or f"{name}.xlsx", lambda path: write_sample(name, path), force=force)
    print(caption("cli.written", lang, file=path))  # noqa: T201
    print(caption("cli.sample.next", lang, file=path))  # noqa: T201
