"""``linli need resolve NEED… --decided TEXT``: what was decided about needs becomes a meeting and a project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import DEFAULT_STORE, Folder, Json, Lang, On, Store
from api.cli.stepping import By, DryRun, Expected

if TYPE_CHECKING:
    from graph.life.resolving import ResolutionMade
    from graph.network import Network

Needs = Annotated[list[str], typer.Argument(metavar="NEED…", help="cli.option.resolve_needs", show_default=False)]
Decided = Annotated[str, typer.Option("--decided", help="cli.option.resolve_decided", metavar="TEXT")]
Project = Annotated[str | None, typer.Option("--project", help="cli.option.resolve_project", metavar="NAME")]
Funding = Annotated[str | None, typer.Option("--funding", help="cli.option.resolve_funding", metavar="TEXT")]
Agreement = Annotated[str | None, typer.Option("--agreement", help="cli.option.resolve_agreement", metavar="REF")]


def resolve(
    needs: Needs,
    decided: Decided,
    project: Project = None,
    funding: Funding = None,
    agreement: Agreement = None,
    on: On = None,
    by: By = None,
    expected: Expected = None,
    dry_run: DryRun = False,
    store: Store = DEFAULT_STORE,
    rules: Folder = None,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Write down what was decided about needs."""
    import graph
    from api.cli.commands.need import printed
    from api.cli.language import checked
    from api.cli.opened import day, opened, rules_in, whole
    from api.cli.terminal import note_written
    from api.naming import resolved
    from api.rendering.resolved import ResolutionTold
    from api.whoami import by_whom
    from graph.life.resolving import ResolutionAsked, resolution_made
    from graph.life.when import when_on
    from graph.steps.committing import carried_out
    from graph.viewing import Showing, owner
    from graph.words import caption

    lang, known, today = checked(lang), rules_in(rules), day("--on", on) or graph.today()
    number, viewer, who = whole("--expected", expected), owner("terminal", "linli need resolve"), by_whom(by)
    with opened(store) as kept:

        def look() -> Network:
            return graph.open(kept, on=today)

        def made_of(network: Network) -> ResolutionMade:
            keys = tuple(resolved(network, known, one, ("need",)) for one in needs)
            under = None if agreement is None else resolved(network, known, agreement, ("agreement",))
            asked = ResolutionAsked(keys, decided, when_on(today), project, funding, under, who)
            return resolution_made(network, known, asked)

        made, network, written = carried_out(kept, look, made_of, expected=number, dry_run=dry_run)
        if written is not None:
            note_written(caption("cli.written_revision", lang, revision=written))
        then = network.apply(made.changes)
        printed(ResolutionTold(made, then, known, Showing(viewer, then), lang, written), as_json=as_json)
