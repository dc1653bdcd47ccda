"""``linli compact``: what only revisions of long ago have taken out of a store, after a backup of it."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import DEFAULT_STORE, Json, Lang, Store

Before = Annotated[str, typer.Option("--before", help="cli.option.compact_before", metavar="DATE", show_default=False)]
Keep = Annotated[list[int] | None, typer.Option("--keep", help="cli.option.compact_keep", metavar="REVISION")]
To = Annotated[str | None, typer.Option("--to", help="cli.option.backup_to", metavar="FILE")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="cli.option.forget_dry_run")]
Yes = Annotated[bool, typer.Option("--yes", help="cli.option.yes")]


def compact(
    before: Before,
    keep: Keep = None,
    store: Store = DEFAULT_STORE,
    to: To = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Make a store smaller that has changed for years."""
    import json
    from functools import partial

    from api.cli.confirming import confirm
    from api.cli.language import checked
    from api.cli.said import day
    from api.cli.terminal import note_written
    from api.whoami import user
    from graph.stores import compact as run
    from graph.words import caption

    lang, first = checked(lang), day("--before", before)
    assert first is not None  # noqa: S101 - it was said
    go = partial(run, store, first, keep or ())
    found, backup = go(try_it=True)
    told = {"rows": found.rows, "gone": len(found.gone), "day": before, "store": store}
    if found.rows and not dry_run:
        if not yes:
            confirm(caption("cli.compact.ask", lang, **told))
        found, backup = go(backup=to, by=user())
        note_written(str(backup))
        note_written(caption("cli.written_revision", lang, revision=found.revision))
    if as_json:
        more = {"revision": found.revision, "file": str(backup) if backup else None, "dry_run": dry_run}
        print(json.dumps({**told, "gone": list(found.gone), **more}, ensure_ascii=False, indent=2))  # noqa: T201
        return
    code = "done" if found.revision else "would" if found.rows else "nothing"
    print(caption(f"cli.compact.{code}", lang, **told, file=str(backup), revision=found.revision))  # noqa: T201
