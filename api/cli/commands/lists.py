"""``linli lists``: a community's three lists, its 认领表, or a partner's workbook, to be filled in and loaded back.

The lists are for the office, which sees the names in them. The 认领表 and a partner's workbook leave it: they are made
for whoever may come to read them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import DEFAULT_STORE, Folder, Lang, On, Revision, Store, Within

if TYPE_CHECKING:
    from pathlib import Path

    from loaders.receipts import Receipt

Claims = Annotated[bool, typer.Option("--claims", help="cli.option.lists_claims")]
Partner = Annotated[str | None, typer.Option("--partner", help="cli.option.lists_partner", metavar="REF")]
Output = Annotated[str | None, typer.Option("--output", "-o", help="cli.option.lists_output", metavar="FILE")]
Force = Annotated[bool, typer.Option("--force", help="cli.option.force")]
By = Annotated[str | None, typer.Option("--by", help="cli.option.export_by", metavar="NAME")]


def lists(
    claims: Claims = False,
    partner: Partner = None,
    output: Output = None,
    force: Force = False,
    store: Store = DEFAULT_STORE,
    within: Within = None,
    on: On = None,
    revision: Revision = None,
    by: By = None,
    rules: Folder = None,
    lang: Lang = "zh",
) -> None:
    """Write lists as a workbook."""
    from api.cli.opened import Opened
    from api.cli.writing import free_path, write_file
    from api.rendering.lists import ListBook
    from api.whoami import by_whom
    from graph.errors import BadInput
    from graph.viewing import outsider, owner

    if claims and partner is not None:
        raise BadInput("lists_one")
    what = "claims" if claims else "lists" if partner is None else "partner"
    path = _workbook(output or f"{what}.xlsx")
    viewer = owner("terminal", "linli lists") if what == "lists" else outsider(f"linli lists --{what}")
    asked = Opened(store, within=within, on=on, revision=revision, rules=rules, lang=lang, viewer=viewer)
    key = None if partner is None else asked.key(partner)
    name = by_whom(by)

    def giving(of: str) -> Receipt:
        from api.access.receipts import new_receipt
        from api.cli.opened import opened

        with opened(store) as kept:
            where = kept.where
        return new_receipt(where, of, name, ("terminal", f"linli lists --partner {key}"))

    made = ListBook(what, asked.network, asked.rules, asked.names, asked.showing, name, key, giving)
    written: dict[str, int] = {}

    def write(part: Path) -> None:
        written.update(made.write(part))

    write_file(free_path(path, force=force), write, private=True)
    say = asked.say
    print(say("cli.written", file=path))  # noqa: T201
    counts = say("cli.comma").join(f"{say(f'lists.{name}')} {count:,}" for name, count in written.items())
    after = say("cli.lists.back", file=path) if any(written.values()) else say(f"lists.none.{what}")
    print(say("cli.named", text=counts, name=after))  # noqa: T201
    if nowhere := made.nowhere:
        print(say("cli.lists.nowhere", count=nowhere))  # noqa: T201
    if unmatched := made.unmatched:
        print(say("cli.lists.unmatched", count=unmatched))  # noqa: T201


def _workbook(named: str) -> str:
    """Return the name of a file that is a workbook.

    Raises:
        BadInput: It is not.
    """
    from graph.errors import BadInput

    if not named.lower().endswith(".xlsx"):
        raise BadInput("cli_file_name", file=named, expected=".xlsx")
    return named
