"""``linli undo``: a new revision that reverses an earlier one, as long as nothing later builds on it."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import DEFAULT_LIMIT, DEFAULT_STORE, Folder, Json, Lang, Limit, Store

Number = Annotated[str, typer.Argument(metavar="N", help="cli.option.undo", show_default=False)]
DryRun = Annotated[bool, typer.Option("--dry-run", help="cli.option.undo_dry_run")]
By = Annotated[str | None, typer.Option("--by", help="cli.option.by", metavar="NAME")]


def undo(
    number: Number,
    store: Store = DEFAULT_STORE,
    dry_run: DryRun = False,
    by: By = None,
    limit: Limit = DEFAULT_LIMIT,
    rules: Folder = None,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Reverse a revision."""
    import graph
    from api.cli.language import checked
    from api.cli.opened import opened, rules_in, whole
    from api.cli.paper import Paper
    from api.cli.telling import write_told
    from api.cli.terminal import note_written
    from api.rendering import rendered
    from api.rendering.changes import Told, changes_document
    from api.whoami import by_whom
    from graph.stores.reversing import reversal
    from graph.viewing import log_of, owner
    from graph.words import caption

    lang, shown, which = checked(lang), whole("--limit", limit) or 0, whole("N", number, 1) or 0
    in_force, viewer = rules_in(rules), owner("terminal", "linli undo")
    with opened(store) as source:
        changes = reversal(source, which, by=by_whom(by))
        before = source.tables()
        told = Told(before, changes, in_force, viewer, graph.today(), log_of(source.where))
        made = before.revision if dry_run else source.commit(changes).number
    if not dry_run:
        note_written(caption("cli.written_revision", lang, revision=made))
    if as_json:
        print(rendered(changes_document(told, before.revision, made)))  # noqa: T201
        return
    paper = Paper()
    write_told(paper, told, lang, shown)
    code = "cli.load.dry_run" if dry_run else "cli.undo.done"
    paper.line(caption(code, lang, number=which, revision=made))
