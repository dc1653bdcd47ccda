"""``linli need REF``: how far a need is, and what is possible next."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from api.cli.options import DEFAULT_STORE, Folder, Json, Lang, On, Store

Need = Annotated[str, typer.Argument(metavar="NEED", help="cli.option.need_ref", show_default=False)]
NEEDS = ("need", "project")


def need(
    ref: Need,
    on: On = None,
    store: Store = DEFAULT_STORE,
    rules: Folder = None,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Show how far a need is."""
    import graph
    from api.cli.language import checked
    from api.cli.opened import day, opened, rules_in
    from api.naming import resolved
    from api.rendering.life import LifeTold
    from graph.life.subject import Subject
    from graph.viewing import Showing, owner

    lang, viewer, known = checked(lang), owner("terminal", "linli need"), rules_in(rules)
    with opened(store) as kept:
        network = graph.open(kept, on=day("--on", on))
        subject = Subject(network, known, resolved(network, known, ref, NEEDS))
        told = LifeTold(subject, known, Showing(viewer, network), lang)
        printed(told, as_json=as_json)


def printed(told: Any, *, as_json: bool) -> None:
    """Print what is told, as a document or as lines."""
    from api.cli.paper import Paper
    from api.rendering import rendered

    if as_json:
        print(rendered(told.document()))  # noqa: T201
        return
    paper = Paper()
    for line in told.lines():
        paper.line(line)
