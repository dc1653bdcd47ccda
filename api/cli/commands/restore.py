"""``linli restore``: a backup in the place of the store, checked first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import DEFAULT_STORE, Json, Lang, Store

if TYPE_CHECKING:
    from graph.stores.sqlite import Restored

File = Annotated[str, typer.Argument(metavar="FILE", help="cli.option.backup_file", show_default=False)]
Keep = Annotated[bool, typer.Option("--keep", help="cli.option.keep")]
Yes = Annotated[bool, typer.Option("--yes", help="cli.option.yes")]


def restore(
    file: File,
    store: Store = DEFAULT_STORE,
    keep: Keep = False,
    yes: Yes = False,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Put a backup in the place of the store."""
    import sys

    from api.cli.confirming import confirm
    from api.cli.language import checked
    from api.cli.terminal import note_written
    from graph.errors import StoreError
    from graph.stores import restore as run
    from graph.words import caption

    lang = checked(lang)
    try:
        found = run(file, store, keep_replaced=keep, lose=yes)
    except StoreError as error:
        if error.code != "restore_loses" or not sys.stdin.isatty():
            raise
        confirm(caption("cli.restore.ask", lang, text=error.message(lang)))
        found = run(file, store, keep_replaced=keep, lose=True)
    note_written(store)
    if as_json:
        import json

        replaced = None if found.replaced is None else found.replaced.number
        told = {"store": store, "file": file, "revision": found.revision.number, "rows": found.rows}
        told |= {"replaced": replaced, "lost": found.lost, "kept": str(found.kept) if found.kept else None}
        print(json.dumps(told, ensure_ascii=False, indent=2))  # noqa: T201
    else:
        _write(found, store, lang)


def _write(found: Restored, store: str, lang: str) -> None:
    from api.cli.paper import Paper
    from graph.words import caption

    paper = Paper()
    paper.line(caption("cli.restore.done", lang, store=store, revision=found.revision.number, rows=f"{found.rows:,}"))
    if found.replaced is not None:
        paper.line(caption("cli.restore.replaced", lang, revision=found.replaced.number, count=found.lost))
    if found.kept is not None:
        paper.line(caption("cli.restore.kept", lang, file=str(found.kept)))
