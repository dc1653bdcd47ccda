"""``linli changes``: what changed between two revisions or days, in sentences, or as rows."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import DEFAULT_LIMIT, DEFAULT_STORE, Folder, Json, Lang, Limit, Personal, Store

From = Annotated[str | None, typer.Option("--from", help="cli.option.changes_from", metavar="DAY|N")]
To = Annotated[str | None, typer.Option("--to", help="cli.option.changes_to", metavar="DAY|N")]


def changes(
    from_: From = None,
    to: To = None,
    store: Store = DEFAULT_STORE,
    personal: Personal = False,
    limit: Limit = DEFAULT_LIMIT,
    rules: Folder = None,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Tell what changed."""
    import graph
    from api.cli.language import checked
    from api.cli.opened import day, opened, rules_in, whole
    from api.cli.paper import Paper
    from api.cli.telling import write_told
    from api.rendering import rendered
    from api.rendering.changes import NAMES, changes_document, span, told_between
    from graph.viewing import log_of, owner
    from graph.words import caption

    lang, shown = checked(lang), whole("--limit", limit) or 0
    in_force, viewer = rules_in(rules), owner("terminal", "linli changes", personal=personal)
    with opened(store) as source:
        newest = source.revision().number
        first, last = span(source, newest, from_, to, lambda name, said: day(f"--{name}", said, NAMES))
        told = told_between(source, first, last, in_force, viewer, graph.today(), log_of(source.where))
    if as_json:
        print(rendered(changes_document(told, first, last)))  # noqa: T201
        return
    paper = Paper()
    paper.heading(caption("cli.changes.title", lang, first=first, last=last))
    for one in told.reasons:
        paper.line(caption("cli.changes.reason", lang, **one))
    if not told.rows:
        paper.line(caption("cli.changes.nothing", lang))
    write_told(paper, told, lang, shown)
    if told.showing.hidden:
        paper.line()
        paper.line(caption("cli.hidden", lang, count=f"{told.showing.hidden:,}"))
