"""``linli orders add``: a gap given to somebody to close by a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import DEFAULT_STORE, Folder, Json, Lang, On, Store
from api.cli.stepping import By, DryRun, Expected

if TYPE_CHECKING:
    from graph.network import Network

_SUBJECTS = ("place", "organisation", "team", "post", "venue")
Norm = Annotated[str, typer.Option("--norm", help="cli.option.order_norm", metavar="NORM")]
Subject = Annotated[str, typer.Option("--subject", help="cli.option.order_subject", metavar="REF")]
Due = Annotated[str, typer.Option("--due", help="cli.option.order_due", metavar="DAY")]
Item = Annotated[str | None, typer.Option("--item", help="cli.option.order_item", metavar="TEXT")]
To = Annotated[str | None, typer.Option("--to", help="cli.option.order_to", metavar="REF")]
Remark = Annotated[str | None, typer.Option("--note", help="cli.option.order_note", metavar="TEXT")]


def order_add(
    norm: Norm,
    subject: Subject,
    due: Due,
    item: Item = None,
    to: To = None,
    note: Remark = None,
    on: On = None,
    store: Store = DEFAULT_STORE,
    by: By = None,
    dry_run: DryRun = False,
    expected: Expected = None,
    rules: Folder = None,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Order a gap to be closed."""
    import graph
    from api.cli.language import checked
    from api.cli.mistakes import Mistake
    from api.cli.opened import day, opened, rules_in, whole
    from api.cli.terminal import note_written
    from api.naming import resolved
    from api.rendering import rendered
    from api.rendering.orders import OrderTold
    from api.whoami import by_whom
    from graph.life.ordering import OrderAsked, order_added
    from graph.steps.committing import carried_out
    from graph.words import caption

    lang, known, today = checked(lang), rules_in(rules), day("--on", on)
    last = day("--due", due)
    if last is None:
        raise Mistake("cli_value", option="--due", found=due, expected="expected.day")
    number = whole("--expected", expected)
    with opened(store) as kept:

        def look() -> Network:
            return graph.open(kept, on=today)

        network = look()
        at = resolved(network, known, subject, _SUBJECTS)
        whom = None if to is None else resolved(network, known, to, ("organisation", "post"))
        asked = OrderAsked(norm, at, last, item, whom, note, by_whom(by))
        made, network, written = carried_out(
            kept, look, lambda seen: order_added(seen, known, asked), expected=number, dry_run=dry_run
        )
        if written is not None:
            note_written(caption("cli.written_revision", lang, revision=written))
        told = OrderTold(made, network, known, lang, written)
    print(rendered(told.document()) if as_json else told.line())  # noqa: T201
