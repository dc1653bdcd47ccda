"""``linli fill``: a blank form filled from the ledger, a first map of it, or what differs when it comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.options import DEFAULT_STORE, Folder, Json, Lang, On, Store, Within

if TYPE_CHECKING:
    from pathlib import Path

    from api.cli.opened import Opened
    from api.rendering.form_back import CameBack
    from api.rendering.form_book import FormBook
    from loaders.filling.fill import Filled
    from loaders.filling.plan import Plan

File = Annotated[str, typer.Argument(metavar="FORM.xlsx", help="cli.option.fill_form", show_default=False)]
Map = Annotated[str | None, typer.Option("--map", help="cli.option.fill_map", metavar="FILE")]
Draft = Annotated[str | None, typer.Option("--draft", help="cli.option.fill_draft", metavar="FILE")]
Back = Annotated[bool, typer.Option("--back", help="cli.option.fill_back")]
Record = Annotated[bool, typer.Option("--record", help="cli.option.fill_record")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="cli.option.fill_dry_run")]
Output = Annotated[str | None, typer.Option("--output", "-o", help="cli.option.fill_output", metavar="FILE")]
Force = Annotated[bool, typer.Option("--force", help="cli.option.force")]
Personal = Annotated[bool, typer.Option("--personal", help="cli.option.fill_personal")]
By = Annotated[str | None, typer.Option("--by", help="cli.option.by", metavar="NAME")]


def fill(
    form: File,
    map_: Map = None,
    draft: Draft = None,
    back: Back = False,
    record: Record = False,
    dry_run: DryRun = False,
    output: Output = None,
    force: Force = False,
    personal: Personal = False,
    by: By = None,
    store: Store = DEFAULT_STORE,
    within: Within = None,
    on: On = None,
    rules: Folder = None,
    as_json: Json = False,
    lang: Lang = "zh",
) -> int:
    """Fill a form, propose its map, or compare it when it comes back."""
    from api.cli.loading import there
    from api.cli.mistakes import Mistake
    from api.cli.opened import Opened
    from api.whoami import by_whom
    from graph.viewing import owner
    from loaders.filling.book import check_blank
    from loaders.filling.plan import read_plan

    file = there(form)
    check_blank(file)
    viewer = owner("terminal", "linli fill", personal=personal)
    if draft is not None:
        return _draft(file, draft, store, lang, force=force)
    if map_ is None:
        raise Mistake("cli_fill_map")
    if record and not back:
        raise Mistake("cli_fill_record")
    if dry_run and not record:
        raise Mistake("cli_fill_dry_run")
    if as_json and not back:
        raise Mistake("cli_fill_json")
    plan = read_plan(there(map_))
    if back:
        asked = {"store": store, "within": within, "rules": rules, "lang": lang, "viewer": viewer}
        found, after = _back(file, plan, asked)
        if record:
            return _record(found, after, store, by_whom(by), dry_run=dry_run, as_json=as_json)
        return _told(found, after, as_json=as_json)
    opened = Opened(store, within=within, on=on, rules=rules, lang=lang, viewer=viewer)
    _fill(file, plan, opened, output, by_whom(by), force=force)
    return 0


def _book(plan: Plan, opened: Opened, note: str = "") -> FormBook:
    """Return the map laid over the ledger."""
    from api.rendering.form_book import FormBook

    return FormBook(plan, opened.network, opened.rules, opened.names, opened.showing, lang=opened.lang, note=note)


def _fill(file: Path, plan: Plan, opened: Opened, output: str | None, by: str, *, force: bool) -> None:
    from api.cli.exporting.ledger import heading
    from api.cli.writing import free_path, write_file
    from graph.errors import BadInput

    named = output or f"{file.stem}-已填.xlsx"
    if not named.lower().endswith(".xlsx"):
        raise BadInput("cli_file_name", file=named, expected=".xlsx")
    path = free_path(named, force=force)
    book = _book(plan, opened, heading(opened, by))
    done: list[Filled] = []
    write_file(path, lambda part: done.append(book.write(file, part)), private=True)
    print(opened.say("cli.written", file=path))  # noqa: T201
    for line in book.told.lines(done[0]):
        print(line)  # noqa: T201


def _draft(file: Path, to: str, store: str, lang: str, *, force: bool) -> int:
    from pathlib import Path as At

    from api.cli.language import checked
    from api.cli.writing import free_path, write_text
    from graph.rules import load_rules
    from graph.words import caption
    from loaders.filling.draft import draft

    path = free_path(to, force=force)
    words = load_rules().vocabulary()
    if At(store).expanduser().exists():  # the words of the place, where there is one
        from api.cli.opened import Opened

        words = Opened(store, lang=lang).words.vocabulary()
    text = draft(file, words)
    write_text(path, text)
    sure = text.count("\n  - ")
    print(caption("cli.written", checked(lang), file=path))  # noqa: T201
    print(caption("fill.drafted", checked(lang), sure=sure, unsure=text.count("\n  # - ")))  # noqa: T201
    return 0


def _back(file: Path, plan: Plan, asked: dict[str, Any]) -> tuple[CameBack, Opened]:
    """Return what differs in a form that came back, and the ledger as it is now."""
    from datetime import date

    from api.cli.opened import Opened
    from api.rendering.form_back import came_back

    looked: list[Opened] = []

    def book(on: date, revision: int | None) -> FormBook:
        number = None if revision is None else str(revision)
        looked.append(Opened(**asked, on=on.isoformat(), revision=number))
        return _book(plan, looked[-1])

    return came_back(file, book), looked[-1]


def _differing(found: CameBack, after: Opened) -> None:
    print(after.say("fill.back", count=len(found.found), of=found.cells, revision=found.revision))  # noqa: T201
    for line in found.lines:
        print(line)  # noqa: T201


def _told(found: CameBack, after: Opened, *, as_json: bool) -> int:
    """Tell what differs, and whether something of it can be recorded."""
    from api.rendering import rendered

    if as_json:
        print(rendered(found.document()))  # noqa: T201
        return 0
    _differing(found, after)
    if found.figures:
        print(after.say("fill.could_record", count=len(found.figures)))  # noqa: T201
    return 0


def _record(found: CameBack, after: Opened, store: str, by: str, *, dry_run: bool, as_json: bool) -> int:
    """Record the numbers of a form that came back, or only try to."""
    from api.cli.opened import opened
    from api.rendering import rendered
    from api.rendering.form_recorded import recorded

    with opened(store) as kept:
        made = recorded(found, kept, by=by, rules=after.rules, dry_run=dry_run)
    if as_json:
        print(rendered(made.document(after.rules, after.viewer, after.lang)))  # noqa: T201
        return int(made.failed)
    _differing(found, after)
    for line in made.lines(after.lang):
        print(line)  # noqa: T201
    return int(made.failed)
