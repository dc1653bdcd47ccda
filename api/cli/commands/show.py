"""``linli show``: one thing, its fields, its ties both ways and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from api.cli.options import DEFAULT_LIMIT, DEFAULT_STORE, Folder, Json, Lang, Limit, On, Personal, Ref, Revision, Store

if TYPE_CHECKING:
    from api.cli.opened import Opened


def show(
    ref: Ref,
    store: Store = DEFAULT_STORE,
    on: On = None,
    personal: Personal = False,
    limit: Limit = DEFAULT_LIMIT,
    revision: Revision = None,
    rules: Folder = None,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Show one thing."""
    from api.cli.opened import Opened
    from api.rendering import rendered
    from api.rendering.thing import thing_document
    from graph.viewing import owner

    viewer = owner("terminal", "linli show", personal=personal)
    asked = Opened(store, on=on, revision=revision, lang=lang, limit=limit, rules=rules, viewer=viewer)
    key = asked.key(ref)
    found = thing_document(asked.network, asked.names, key, asked.showing)
    if as_json:
        print(rendered(found))  # noqa: T201
    else:
        asked.showing.names([key, *(one["other"] for one in found["ties"])])
        _write(asked, key, found)


def _write(asked: Opened, key: str, found: dict[str, Any]) -> None:
    from api.cli.heading import write_hidden
    from api.cli.paper import Paper
    from api.rendering.formerly import with_former
    from api.rendering.worded import details_of, grouped, heading_of, value_of
    from graph.kinds import kind_of

    paper, say, fields, ties = Paper(), asked.say, found["fields"], found["ties"]
    kind = kind_of(key.rpartition("-")[0])
    network = asked.network
    anchor = int(network.view.anchor[network.row(key)])
    profile = say.profile(network.key(anchor)) if anchor >= 0 else None
    words = profile.key if profile else None
    paper.heading(say("cli.show.title", kind=getattr(kind, asked.lang), path=asked.called(key)))
    if found["formerly"]:
        once = with_former("", [(one["name"], one["until"]) for one in found["formerly"]], asked.lang)
        paper.line(once.strip(), indent=2)
    if found["split"]:
        places = say("picture.and").join(one["path"] for one in found["split"])
        paper.line(say("cli.show.split", count=len(found["split"]), places=places), indent=2)
    filled = [one for one in kind.fields if one.name in fields]
    lines = [[getattr(one, asked.lang), value_of(asked, one, fields[one.name], words)] for one in filled]
    paper.table(["", ""], [[say("cli.key"), key], *lines], indent=2)
    for (tie, forward), group in grouped(ties).items():
        paper.line()
        paper.heading(heading_of(tie, asked.lang, forward=forward))
        shown = group[: asked.limit]
        paper.table(["", ""], [[asked.called(one["other"]), details_of(asked, one, words)] for one in shown], indent=2)
        if len(group) > len(shown):
            paper.line(say("cli.more", count=len(group) - len(shown)), indent=2)
    _write_said(asked, paper, key, found["said"], words)
    write_hidden(paper, asked)


def _write_said(asked: Opened, paper: Any, key: str, said: list[dict[str, Any]], words: str | None) -> None:
    """Write what is said of the thing, by kind, a line each."""
    from itertools import groupby

    from api.rendering.worded import said_in_words
    from graph.kinds import kind_of

    for name, group in groupby(said, key=lambda one: one["kind"]):
        kind, lines = kind_of(name), list(group)
        paper.line()
        paper.heading(getattr(kind, asked.lang))
        for one in lines[: asked.limit]:
            paper.line(said_in_words(asked, key, one, words), indent=2)
        if len(lines) > asked.limit:
            paper.line(asked.say("cli.more", count=len(lines) - asked.limit), indent=2)
