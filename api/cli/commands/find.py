"""``linli find``: what is called so, or nearly so, in characters or in pinyin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.options import (
    DEFAULT_LIMIT,
    DEFAULT_STORE,
    Folder,
    Json,
    Lang,
    Limit,
    On,
    Personal,
    Revision,
    Store,
    Within,
)

if TYPE_CHECKING:
    from api.cli.opened import Opened

Searched = Annotated[str | None, typer.Argument(metavar="TEXT", help="cli.option.text", show_default=False)]
OfKind = Annotated[str | None, typer.Option("--kind", help="cli.option.of_kind", metavar="KIND")]


def find(
    text: Searched = None,
    store: Store = DEFAULT_STORE,
    kind: OfKind = None,
    within: Within = None,
    on: On = None,
    personal: Personal = False,
    limit: Limit = DEFAULT_LIMIT,
    revision: Revision = None,
    rules: Folder = None,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Look something up by name."""
    from api.cli.finding import found_at_rest, keep_index
    from api.cli.language import checked

    whole = text is not None and all(one is None for one in (kind, within, revision, rules)) and not personal
    at_rest = whole and found_at_rest(store, text or "", on, limit, as_json=as_json, lang=checked(lang))
    if at_rest:
        return

    from api.cli.commands.kinds import named
    from api.cli.opened import Opened
    from api.rendering import rendered
    from api.rendering.things import sought, things_document
    from graph.kinds import things
    from graph.viewing import owner

    of = None if kind is None else named(kind, things()).kind
    viewer = owner("terminal", "linli find", personal=personal)
    asked = Opened(store, within=within, on=on, revision=revision, lang=lang, limit=limit, rules=rules, viewer=viewer)
    found = sought(asked.network, asked.names, asked.showing, text, of)
    if as_json:
        options = {"q": text, "kind": of}
        print(rendered(things_document(asked.network, asked.names, asked.showing, found, options)))  # noqa: T201
    else:
        _write(asked, found, text, everywhere=kind is None and within is None)
    if whole and at_rest is not None:  # the next search need not read the store again
        keep_index(asked, store)


def _write(asked: Opened, found: tuple[str, ...], text: str | None, *, everywhere: bool) -> None:
    from api.cli.heading import write_hidden
    from api.cli.paper import Paper
    from api.rendering.things import things_document
    from graph.answers import Page

    paper, say = Paper(), asked.say
    page = Page(0, asked.limit, str)
    rows = things_document(asked.network, asked.names, asked.showing, found, {}, page)["rows"]
    if not found:
        paper.line(say("cli.find.nothing", text=text or ""))
        for elsewhen in asked.names.on_other_days(text or "", asked.limit) if everywhere else ():
            paper.line(elsewhen.message(asked.lang))
    paper.table(
        [say(f"cli.{header}") for header in ("kind", "path", "key")],
        [[say.word("kind", one["kind"]), _path(one, asked.lang), one["key"]] for one in rows],
    )
    if len(found) > len(rows):
        paper.line(say("cli.more", count=len(found) - len(rows)))
    write_hidden(paper, asked)


def _path(one: dict[str, Any], lang: str) -> str:
    from api.rendering.formerly import with_former

    return with_former(one["path"], [(was["name"], was["until"]) for was in one["formerly"]], lang)
