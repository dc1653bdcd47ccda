"""``linli copy``: every revision of a store into another, a file or a server, and the proof that both are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import Json, Lang

if TYPE_CHECKING:
    from graph.stores import Revision
    from graph.stores.copying import Kept

From = Annotated[str, typer.Option("--from", help="cli.option.from", metavar="PATH", show_default=False)]
To = Annotated[str, typer.Option("--to", help="cli.option.to", metavar="PATH", show_default=False)]
Resume = Annotated[bool, typer.Option("--resume", help="cli.option.resume")]


def copy(from_: From, to: To, resume: Resume = False, as_json: Json = False, lang: Lang = "zh") -> None:
    """Copy a store with its past."""
    import sys

    from api.cli.language import checked
    from api.cli.loading import target
    from api.cli.opened import opened
    from api.cli.terminal import note_interrupted, note_written
    from graph.errors import StoreFull
    from graph.stores.copying import copy as run
    from graph.words import caption

    lang, last = checked(lang), 0

    def tell(made: Revision) -> None:
        nonlocal last
        last = made.number
        if sys.stderr.isatty():
            at = made.at.isoformat(timespec="seconds")
            text = caption("cli.copy.revision", lang, number=last, at=at, by=made.by, source=made.source)
            print(text, file=sys.stderr)  # noqa: T201

    with opened(from_) as source, target(to, dry_run=False) as store:
        try:
            kept = run(source, store, resume=resume, tell=tell)
        except StoreFull:
            if not last:
                raise
            raise StoreFull("copy_full", store=to, number=last, revisions=source.revision().number) from None
        except KeyboardInterrupt:
            note_interrupted(caption("cli.copy.interrupted", lang, number=last))
            raise
        revisions = store.revision().number
    note_written(to)
    if as_json:
        import json
        from dataclasses import asdict

        told = {"from": from_, "to": to, "revisions": revisions, "kinds": [asdict(one) for one in kept]}
        print(json.dumps(told, ensure_ascii=False, indent=2))  # noqa: T201
    else:
        _write(caption("cli.copy.title", lang, source=from_, target=to), kept, revisions, lang)


def _write(title: str, kept: tuple[Kept, ...], revisions: int, lang: str) -> None:
    from api.cli.paper import Paper
    from graph.kinds import kind_of
    from graph.words import caption

    paper = Paper()
    paper.heading(title)
    headers = [caption(f"cli.{header}", lang) for header in ("kind", "copy.rows", "copy.digest")]
    rows = [(getattr(kind_of(one.kind), lang), f"{one.copied:,}", one.digest) for one in kept if one.rows]
    paper.table(headers, rows, right=(1,))
    paper.line(caption("cli.copy.done" if revisions else "cli.copy.nothing", lang, revisions=revisions))
