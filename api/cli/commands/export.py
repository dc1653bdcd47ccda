"""``linli export``: a picture of a chain or of surroundings, the graph for another program, or the ledger, as one file.

A file may leave: unless told otherwise it shows what is open, so that only holders of public posts have a name in it.
The ledger is for the office, which loads it back: it has all names, and what is personal only where it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import DEFAULT_STORE, Folder, Lang, On, Revision, Store, Within

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from api.cli.opened import Opened
    from graph.viewing import Viewer

#: Each format, and how far it looks where nothing is said.
_FORMATS = {"html": "1", "svg": "0", "graphml": "1", "xlsx": "0", "pdf": "0"}
_AROUND = ("html", "svg", "pdf")
_PAGES = ("chain", "grids")  # that a PDF may show around a place, beside the forms; of itself the first
_STARTS = 2000  # paths in one picture; more than that take their time, and nobody reads them

Format = Annotated[
    str | None, typer.Argument(metavar="html|svg|graphml|xlsx|pdf", help="cli.option.format", show_default=False)
]
Around = Annotated[str | None, typer.Option("--around", help="cli.option.around", metavar="REF")]
Depth = Annotated[str | None, typer.Option("--depth", help="cli.option.depth", metavar="N")]
Output = Annotated[str | None, typer.Option("--output", "-o", help="cli.option.export_output", metavar="FILE")]
Force = Annotated[bool, typer.Option("--force", help="cli.option.force")]
EveryDate = Annotated[bool, typer.Option("--every-date", help="cli.option.every_date")]
Internal = Annotated[bool, typer.Option("--internal", help="cli.option.export_internal")]
Personal = Annotated[bool, typer.Option("--personal", help="cli.option.export_personal")]
Form = Annotated[str | None, typer.Option("--form", help="cli.option.form", metavar="NAME")]
Listed = Annotated[bool, typer.Option("--list", help="cli.option.form_list")]
Month = Annotated[str | None, typer.Option("--month", help="cli.option.form_month", metavar="YYYY-MM")]
Unit = Annotated[str | None, typer.Option("--unit", help="cli.option.form_unit", metavar="REF")]
Whom = Annotated[str | None, typer.Option("--whom", help="cli.option.form_whom", metavar="REF")]
First = Annotated[str | None, typer.Option("--first", help="cli.option.form_first", metavar="DATE")]
Last = Annotated[str | None, typer.Option("--last", help="cli.option.form_last", metavar="DATE")]
By = Annotated[str | None, typer.Option("--by", help="cli.option.export_by", metavar="NAME")]


def export(
    form: Format = None,
    named: Form = None,
    listed_only: Listed = False,
    month: Month = None,
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
    internal: Internal = False,
    personal: Personal = False,
    by: By = None,
    revision: Revision = None,
    rules: Folder = None,
    lang: Lang = "zh",
) -> None:
    """Write a picture, a graph, the ledger or a form."""
    if listed_only:
        from api.cli.forms import list_forms
        from api.cli.language import checked

        list_forms(checked(lang))
        return
    if named is not None and not (form == "pdf" and named in _PAGES):
        from api.cli.forms import write_form
        from api.whoami import by_whom

        said = {"month": month, "unit": unit, "whom": whom, "first": first, "last": last}
        opening = {"store": store, "within": within, "on": on, "revision": revision, "rules": rules, "lang": lang}
        write_form(named, form or "xlsx", said, opening, output=output, force=force, personal=personal, by=by_whom(by))
        return
    from api.cli.mistakes import Mistake, listed
    from api.cli.opened import Opened, whole
    from api.cli.writing import free_path, write_file, write_text
    from api.whoami import by_whom

    if form not in _FORMATS:
        raise Mistake("cli_format", found=form or "", expected=listed(_FORMATS))
    if form in _AROUND and around is None:
        raise Mistake("cli_export_around", format=form)
    steps = whole("--depth", depth or _FORMATS[form]) or 0
    path = free_path(output or f"linli.{form}", force=force)
    viewer = _viewer(form, internal=internal, personal=personal)
    asked = Opened(store, within=within, on=on, revision=revision, rules=rules, lang=lang, viewer=viewer)
    key = None if around is None else asked.key(around)
    if form == "xlsx":
        _ledger(asked, lambda write: write_file(path, write, private=True), by_whom(by), every_date=every_date)
        return
    if form == "pdf":
        from api.cli.pages import write_pages

        write_pages(asked, named or _PAGES[0], str(key), path, by_whom(by), private=internal or personal)
        return
    if form == "graphml":
        from graph.pictures import graphml

        text = graphml(asked.network, asked.rules, key=key, depth=steps, lang=asked.lang, every_date=every_date,
                       showing=asked.showing)  # fmt: skip
    elif form == "html":
        from graph.pictures import surroundings

        text = surroundings(asked.network, asked.rules, str(key), steps, lang=asked.lang, by=by_whom(by),
                            showing=asked.showing)  # fmt: skip
    else:
        text = _chain(asked, str(key), steps, by_whom(by))
    write_text(path, text, private=internal or personal)
    print(asked.say("cli.written", file=path))  # noqa: T201
    if asked.showing.hidden:
        print(asked.say("cli.export.hidden", count=f"{asked.showing.hidden:,}"))  # noqa: T201


def _ledger(asked: Opened, put: Callable[[Callable[[Path], object]], Path], by: str, *, every_date: bool) -> None:
    """Write the ledger as a workbook, and say how many rows there are, and how it comes back."""
    from api.cli.heading import place_of
    from graph.kinds import kind_of
    from loaders.ledger import write_ledger

    say, network, counts = asked.say, asked.network, {}

    def write(path: Path) -> None:
        of = say("cli.heading", title=say("picture.internal"), place=place_of(asked), day=network.date,
                 revision=network.revision)  # fmt: skip
        note = say("cli.named", text=of, name=say("picture.by", name=by))
        counts.update(write_ledger(path, network, asked.rules, asked.showing, every_date=every_date, note=note))

    path = put(write)
    print(say("cli.written", file=path))  # noqa: T201
    kinds = say("cli.comma").join(f"{getattr(kind_of(kind), asked.lang)} {rows:,}" for kind, rows in counts.items())
    print(say("cli.export.ledger", kinds=kinds, file=path))  # noqa: T201
    if asked.showing.hidden:
        print(say("cli.export.ledger_hidden", count=f"{asked.showing.hidden:,}"))  # noqa: T201


def _viewer(form: str, *, internal: bool, personal: bool) -> Viewer:
    """Return for whom the file is made: whoever may come to read it, or the owner of the store."""
    from graph.viewing import outsider, owner

    purpose = f"linli export {form}"
    inside = internal or personal or form == "xlsx"
    return owner("terminal", purpose, personal=personal) if inside else outsider(purpose)


def _chain(asked: Opened, key: str, depth: int, by: str) -> str:
    """Ask for the paths and the gaps that the picture shows, and draw it."""
    from api.asking import check_start
    from graph.errors import BadInput
    from graph.pictures import chain, starts_in
    from graph.questions import coverage, escalate
    from graph.viewing import named

    network, rules = asked.network, asked.rules
    check_start(network, key, asked.showing)
    place = int(network.view.anchor[network.row(key)])
    key = network.key(place) if place >= 0 else key
    starts = starts_in(network, key, depth) if place >= 0 else [key]
    if len(starts) > _STARTS:
        raise BadInput("picture_too_large", count=f"{len(starts):,}", limit=f"{_STARTS:,}")
    paths = [named(escalate(network, rules, start), asked.showing) for start in starts]
    widest = network.key(network.view.named_by(place)[-1])
    return chain(network, rules, key, paths, coverage(network.within(widest), rules, states=None),
                 lang=asked.lang, by=by)  # fmt: skip
