"""``linli backup``: a whole copy of the store, past included, checked before it is believed."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import DEFAULT_STORE, Json, Lang, Store

To = Annotated[str | None, typer.Option("--to", help="cli.option.backup_to", metavar="FILE")]
Force = Annotated[bool, typer.Option("--force", help="cli.option.backup_force")]


def backup(
    store: Store = DEFAULT_STORE, to: To = None, force: Force = False, as_json: Json = False, lang: Lang = "zh"
) -> None:
    """Back the store up."""
    import json
    from datetime import UTC, datetime
    from pathlib import Path

    from api.cli.language import checked
    from api.cli.opened import opened
    from api.cli.terminal import note_written
    from graph.words import caption

    lang = checked(lang)
    with opened(store) as source:
        revisions = source.revision().number
        own = Path(f"{Path(source.where).stem}-r{revisions}-{datetime.now(UTC):%Y%m%dT%H%M%S}.db")
        path = Path(to).expanduser() if to else Path(source.where).with_name(own.name) if "://" not in store else own
        source.backup(path, replace=force)
    note_written(str(path))
    told = {"store": store, "file": str(path), "revisions": revisions, "size": path.stat().st_size}
    if as_json:
        print(json.dumps(told, ensure_ascii=False, indent=2))  # noqa: T201
    else:
        print(caption("cli.backup.done", lang, **{**told, "size": f"{told['size']:,}"}))  # noqa: T201
