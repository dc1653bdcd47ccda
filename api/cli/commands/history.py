"""``linli history``: what happened to a thing, or without one, what was written into the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.options import DEFAULT_LIMIT, DEFAULT_STORE, Folder, Json, Lang, Limit, Personal, Store

if TYPE_CHECKING:
    from api.cli.opened import Opened

Ref = Annotated[str | None, typer.Argument(metavar="[REF]", help="cli.option.history_ref", show_default=False)]


def history(
    ref: Ref = None,
    store: Store = DEFAULT_STORE,
    personal: Personal = False,
    limit: Limit = DEFAULT_LIMIT,
    rules: Folder = None,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Tell what happened to a thing and to the ties at it."""
    from api.cli.opened import Opened, opened
    from api.rendering import rendered
    from api.rendering.history import history_document, revisions_document
    from graph.keys import is_key
    from graph.viewing import owner

    viewer = owner("terminal", "linli history", personal=personal)
    asked = Opened(store, lang=lang, limit=limit, ended=True, rules=rules, viewer=viewer)
    key = ref if ref is None or is_key(ref) else asked.key(ref)
    with opened(store) as source:
        found = revisions_document(source, viewer) if key is None else history_document(source, key, asked.showing)
    if as_json:
        print(rendered(found))  # noqa: T201
    else:
        _write(asked, key, found["rows"])


def _write(asked: Opened, key: str | None, rows: list[dict[str, Any]]) -> None:
    from api.cli.heading import write_hidden
    from api.cli.paper import Paper
    from api.rendering.worded import event_of, instant

    paper, say = Paper(), asked.say
    shown = rows[-asked.limit :] if asked.limit else []
    asked.showing.names([key, *(row.get(end) for row in shown for end in ("tie_source", "tie_target"))])
    paper.heading(say("cli.history.all") if key is None else say("cli.history.title", path=asked.called(key)))
    if key is None:
        headers: tuple[str, ...] = ("revision", "at", "by", "source")
        lines = [[str(row["number"]), instant(row["at"]), row["by"], _why(asked, row)] for row in shown]
    else:
        headers = ("revision", "at", "by", "source", "what", "changed")
        lines = [
            [str(row["revision"]), instant(row["at"]), row["by"], _why(asked, row), *event_of(asked, row)]
            for row in shown
        ]
    paper.table([say(f"cli.{header}") for header in headers], lines)
    if len(rows) > len(shown):
        paper.line(say("cli.more_before", count=len(rows) - len(shown)))
    write_hidden(paper, asked)


def _why(asked: Opened, row: dict[str, Any]) -> str:
    """Return what a revision was made from, and why where somebody said so."""
    source, reason = str(row["source"]), str(row["reason"])
    return asked.say("cli.history.reason", source=source, reason=reason) if reason else source
