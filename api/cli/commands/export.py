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

Formats = Annotated[str | None, typer.Argument(metavar="|".join(FORMATS), help="cli.option.format", show_default=False)]
Around = Annotated[str | None, typer.Option("--around", help="cli.option.around", metavar="REF")]
Depth = Annotated[str | None, typer.Option("--depth", help="cli.option.depth", metavar="N")]
Output = Annotated[str | None, typer.Option("--output", "-o", help="cli.option.export_output", metavar="FILE")]
Force = Annotated[bool, typer.Option("--force", help="cli.option.force")]
EveryDate = Annotated[bool, typer.Option("--every-date", help="cli.option.every_date")]
Crs = Annotated[str | None, typer.Option("--crs", help="cli.option.export_crs", metavar="CRS")]
Internal = Annotated[bool, typer.Option("--internal", help="cli.option.export_internal")]
Personal = Annotated[bool, typer.Option("--personal", help="cli.option.export_personal")]
Form = Annotated[str | None, typer.Option("--form", help="cli.option.form", metavar="NAME")]
Listed = Annotated[bool, typer.Option("--list", help="cli.option.form_list")]
Month = Annotated[str | None, typer.Option("--month", help="cli.option.form_month", metavar="YYYY-MM")]
Level = Annotated[str | None, typer.Option("--level", help="cli.option.form_level", metavar="LEVEL")]
Unit = Annotated[str | None, typer.Option("--unit", help="cli.option.form_unit", metavar="REF")]
Whom = Annotated[str | None, typer.Option("--whom", help="cli.option.form_whom", metavar="REF")]
First = Annotated[str | None, typer.Option("--first", help="cli.option.form_first", metavar="DATE")]
Last = Annotated[str | None, typer.Option("--last", help="cli.option.form_last", metavar="DATE")]
By = Annotated[str | None, typer.Option("--by", help="cli.option.export_by", metavar="NAME")]


def export(
    form: Formats = None,
    named: Form = None,
    listed_only: Listed = False,
    month: Month = None,
    level: Level = None,
    unit: Unit = None,
    whom: Whom = None,
    first: First = None,
    last: Last = None,
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
    """Write a picture, the graph, the ledger or a form."""
    if listed_only:
        from api.cli.forms import list_forms
        from api.cli.language import checked

        list_forms(checked(lang))
        return
    of_forms = {"month": month, "level": level, "unit": unit, "whom": whom, "first": first, "last": last}
    chosen = FORMATS.get(form or "")
    if named is not None and (around is None or chosen is None or named not in chosen.pages):
        from api.cli.forms import write_form

        said = {**of_forms, "around": around, "depth": depth, "crs": crs}
        said |= {name: name for name, asked in (("every-date", every_date), ("internal", internal)) if asked}
        opening = {"store": store, "within": within, "on": on, "revision": revision, "rules": rules, "lang": lang}
        write_form(named, form, said, opening, output=output, force=force, personal=personal, by=by)
        return
    from api.cli.exporting.wanted import Wanted
    from api.cli.mistakes import Mistake, listed
    from api.cli.opened import Opened, whole
    from api.cli.writing import free_path
    from api.whoami import by_whom

    if alone := [f"--{name}" for name, value in of_forms.items() if value is not None]:
        raise Mistake("cli_form_only", option=alone[0])
    if chosen is None:
        raise Mistake("cli_format", found=form or "", expected=listed(FORMATS))
    if chosen.around and around is None:
        raise Mistake("cli_export_around", format=form)
    steps = whole("--depth", depth or chosen.depth) or 0
    path = free_path(output or chosen.file, force=force)
    viewer = _viewer(chosen, internal=internal, personal=personal)
    asked = Opened(store, within=within, on=on, revision=revision, rules=rules, lang=lang, viewer=viewer)
    key = None if around is None else asked.key(around)
    chosen.write(Wanted(asked, key, steps, every_date, by_whom(by), path, internal or personal, crs, named))


def _viewer(form: Format, *, internal: bool, personal: bool) -> Viewer:
    """Return for whom the file is made: whoever may come to read it, or the owner of the store."""
    from graph.viewing import outsider, owner

    purpose = f"linli export {form.name}"
    inside = internal or personal or form.office
    return owner("terminal", purpose, personal=personal) if inside else outsider(purpose)
