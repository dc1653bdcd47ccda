"""``linli match accept``: the best plan is written down as proposals."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from api.cli.options import DEFAULT_STORE, Folder, Json, Lang, On, Store, Within
from api.cli.stepping import By, DryRun, Expected

Need = Annotated[str | None, typer.Option("--need", "--project", help="cli.option.accept_need", metavar="REF")]


def accept(
    need: Need = None,
    within: Within = None,
    on: On = None,
    by: By = None,
    expected: Expected = None,
    dry_run: DryRun = False,
    store: Store = DEFAULT_STORE,
    rules: Folder = None,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Write the best plan down as proposals."""
    import graph
    from api.cli.language import checked
    from api.cli.opened import day, opened, rules_in, whole
    from api.cli.paper import Paper
    from api.cli.progress import shown
    from api.cli.terminal import note_written
    from api.naming import resolved
    from api.rendering import rendered
    from api.rendering.accepting import AcceptedTold
    from api.whoami import by_whom
    from graph.errors import StaleRevision
    from graph.questions import match
    from graph.steps.accepting import accepted
    from graph.steps.register import DEMANDS
    from graph.viewing import Showing, owner
    from graph.words import caption

    lang, expecting, known = checked(lang), whole("--expected", expected), rules_in(rules)
    who, viewer = by_whom(by), owner("terminal", "linli match accept")
    with opened(store) as kept:
        network: Any = graph.open(kept, on=day("--on", on)).told(viewer)
        if expecting not in (None, network.revision):
            raise StaleRevision(expected=expecting, found=network.revision)
        demand = None if need is None else resolved(network, known, need, DEMANDS)
        if within is not None:
            network = network.within(resolved(network, known, within, ("place",)))
        with shown(lang):
            made = accepted(network, match(network, known, plan=True), who, demand, known)
        number = None
        if not made.changes.empty and not dry_run:
            number = kept.commit(made.changes).number
            note_written(caption("cli.written_revision", lang, revision=number))
        told = AcceptedTold(made, network, known, Showing(viewer, network), lang, who, number)
        if as_json:
            print(rendered(told.document(dry_run=dry_run)))  # noqa: T201
            return
        paper = Paper()
        for line in told.lines(dry_run=dry_run):
            paper.line(line)
