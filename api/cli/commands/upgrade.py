"""``linli upgrade``: a store of an older linli, backed up and then brought up to date."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import DEFAULT_STORE, Json, Lang, Store

To = Annotated[str | None, typer.Option("--to", help="cli.option.backup_to", metavar="FILE")]


def upgrade(store: Store = DEFAULT_STORE, to: To = None, as_json: Json = False, lang: Lang = "zh") -> None:
    """Back a store up and bring it up to date."""
    import json

    from api.cli.language import checked
    from api.cli.terminal import note_written
    from graph.stores import upgrade as run
    from graph.words import caption

    lang = checked(lang)
    found = run(store, to)
    told = {"store": store, "file": str(found.backup) if found.backup else None, "sealed": found.sealed}
    if found.backup:
        note_written(str(found.backup))
        note_written(store)
    if as_json:
        print(json.dumps(told, ensure_ascii=False, indent=2))  # noqa: T201
    else:
        print(caption("cli.upgrade.done" if found.backup else "cli.upgrade.current", lang, **told))  # noqa: T201
