"""``linli export``: a picture, the graph or its places for another program, or the ledger, as one file or folder.

A file may leave: unless told otherwise it shows what is open, so that only holders of public posts have a name in it.
The ledger is for the office, which loads it back: it has all names, and what is personal only where it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.exporting.register import FORMATS
from api.cli.options import DEFAULT_STORE, Folder, Lang, On, Revision, Store, Within

if TYPE_CHECKING:
    from api.cli.exporting.register import Format
    from graph.viewing import Viewer

Formats = Annotated[str, typer.Argument(metavar="|".join(FORMATS), help="cli.option.format", show_default=False)]
Around = Annotated[str | None, typer.Option("--around", help="cli.option.around", metavar="REF")]
Depth = Annotated[str | None, typer.Option("--depth", help="cli.option.depth", metavar="N")]
Output = Annotated[str | None, typer.Option("--output", "-o", help="cli.option.export_output", metavar="FILE")]
Force = Annotated[bool, typer.Option("--force", help="cli.option.force")]
EveryDate = Annotated[bool, typer.Option("--every-date", help="cli.option.every_date")]
Crs = Annotated[str | None, typer.Option("--crs", help="cli.option.export_crs", metavar="CRS")]
Internal = Annotated[bool, typer.Option("--internal", help="cli.option.export_internal")]
Personal = Annotated[bool, typer.Option("--personal", help="cli.option.export_personal")]
By = Annotated[str | None, typer.Option("--by", help="cli.option.export_by", metavar="NAME")]


def export(
    form: Formats,
    around: Around = None,
    depth: Depth = None,
    output: Output = None,
    force: Force = False,
    store: Store = DEFAULT_STORE,
    within: Within = None,
    on: On = None,
    every_date: EveryDate = False,
    crs: Crs = None,
    internal: Internal = False,
    personal: Personal = False,
    by: By = None,
    revision: Revision = None,
    rules: Folder = None,
    lang: Lang = "zh",
) -> None:
    """Write a picture, the graph or the ledger."""
    from api.cli.exporting.wanted import Wanted
    from api.cli.mistakes import Mistake, listed
    from api.cli.opened import Opened, whole
    from api.cli.writing import free_path
    from api.whoami import by_whom

    chosen = FORMATS.get(form)
    if chosen is None:
        raise Mistake("cli_format", found=form, expected=listed(FORMATS))
    if chosen.around and around is None:
        raise Mistake("cli_export_around", format=form)
    steps = whole("--depth", depth or chosen.depth) or 0
    path = free_path(output or chosen.file, force=force)
    viewer = _viewer(chosen, internal=internal, personal=personal)
    asked = Opened(store, within=within, on=on, revision=revision, rules=rules, lang=lang, viewer=viewer)
    key = None if around is None else asked.key(around)
    chosen.write(Wanted(asked, key, steps, every_date, by_whom(by), path, internal or personal, crs))


def _viewer(form: Format, *, internal: bool, personal: bool) -> Viewer:
    """Return for whom the file is made: whoever may come to read it, or the owner of the store."""
    from graph.viewing import outsider, owner

    purpose = f"linli export {form.name}"
    inside = internal or personal or form.office
    return owner("terminal", purpose, personal=personal) if inside else outsider(purpose)
