"""``linli find``: what is called so, or nearly so, in characters or in pinyin."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import DEFAULT_LIMIT, DEFAULT_STORE, Json, Lang, Limit, On, Revision, Store

_MOST = 1000  # more than anybody reads; only their number is told
Searched = Annotated[str, typer.Argument(metavar="TEXT", help="cli.option.text")]


def find(
    text: Searched,
    store: Store = DEFAULT_STORE,
    on: On = None,
    limit: Limit = DEFAULT_LIMIT,
    revision: Revision = None,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Look something up by name."""
    from api.cli.asked import Asked

    asked = Asked(store, on=on, revision=revision, lang=lang, limit=limit)
    everything = asked.names.find(text, _MOST)
    found = everything[: asked.limit]
    if as_json:
        import json

        print(json.dumps([one._asdict() for one in found], ensure_ascii=False, indent=2))  # noqa: T201
        return
    from api.cli.paper import Paper

    paper, say = Paper(), asked.say
    if not found:
        paper.line(say("cli.find.nothing", text=text))
    paper.table(
        [say(f"cli.{header}") for header in ("kind", "path", "key")],
        [[say.word("kind", one.kind), one.path, one.key] for one in found],
    )
    if len(everything) > len(found):
        paper.line(say("cli.more", count=len(everything) - len(found)))
