"""``linli find``: what is called so, or nearly so, in characters or in pinyin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import DEFAULT_LIMIT, DEFAULT_STORE, Folder, Json, Lang, Limit, On, Revision, Store, Within

if TYPE_CHECKING:
    from api.cli.asked import Asked

Searched = Annotated[str | None, typer.Argument(metavar="TEXT", help="cli.option.text", show_default=False)]
OfKind = Annotated[str | None, typer.Option("--kind", help="cli.option.of_kind", metavar="KIND")]


def find(
    text: Searched = None,
    store: Store = DEFAULT_STORE,
    kind: OfKind = None,
    within: Within = None,
    on: On = None,
    limit: Limit = DEFAULT_LIMIT,
    revision: Revision = None,
    rules: Folder = None,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Look something up by name."""
    from api.cli.asked import Asked
    from api.cli.commands.kinds import named
    from api.documents import rendered
    from api.documents.things import sought, things_document
    from graph.kinds import things

    of = None if kind is None else named(kind, things()).kind
    asked = Asked(store, within=within, on=on, revision=revision, lang=lang, limit=limit, rules=rules)
    found = sought(asked.network, asked.names, text, of)
    if as_json:
        print(rendered(things_document(asked.network, asked.names, found, {"q": text, "kind": of})))  # noqa: T201
    else:
        _write(asked, found, text)


def _write(asked: Asked, found: tuple[str, ...], text: str | None) -> None:
    from api.cli.paper import Paper
    from api.documents.things import things_document
    from graph.answers import Page

    paper, say = Paper(), asked.say
    rows = things_document(asked.network, asked.names, found, {}, Page(0, asked.limit, str))["rows"]
    if not found:
        paper.line(say("cli.find.nothing", text=text or ""))
    paper.table(
        [say(f"cli.{header}") for header in ("kind", "path", "key")],
        [[say.word("kind", one["kind"]), one["path"], one["key"]] for one in rows],
    )
    if len(found) > len(rows):
        paper.line(say("cli.more", count=len(found) - len(rows)))
