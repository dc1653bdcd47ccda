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
    from graph.kinds import kind_of

    paper, say, fields, ties = Paper(), asked.say, found["fields"], found["ties"]
    kind = kind_of(key.rpartition("-")[0])
    network = asked.network
    anchor = int(network.view.anchor[network.row(key)])
    profile = say.profile(network.key(anchor)) if anchor >= 0 else None
    words = profile.key if profile else None
    paper.heading(say("cli.show.title", kind=getattr(kind, asked.lang), path=asked.called(key)))
    if found["split"]:
        places = say("picture.and").join(one["path"] for one in found["split"])
        paper.line(say("cli.show.split", count=len(found["split"]), places=places), indent=2)
    filled = [one for one in kind.fields if one.name in fields]
    lines = [[getattr(one, asked.lang), _value(asked, one, fields[one.name], words)] for one in filled]
    paper.table(["", ""], [[say("cli.key"), key], *lines], indent=2)
    for (tie, forward), group in _grouped(ties).items():
        paper.line()
        paper.heading(_heading(tie, asked.lang, forward=forward))
        shown = group[: asked.limit]
        paper.table(["", ""], [[asked.called(one["other"]), _details(asked, one, words)] for one in shown], indent=2)
        if len(group) > len(shown):
            paper.line(say("cli.more", count=len(group) - len(shown)), indent=2)
    _write_said(asked, paper, key, found["said"], words)
    write_hidden(paper, asked)


def _write_said(asked: Opened, paper: Any, key: str, said: list[dict[str, Any]], words: str | None) -> None:
    """Write what is said of the thing, by kind, a line each."""
    from itertools import groupby

    from graph.kinds import kind_of

    for name, group in groupby(said, key=lambda one: one["kind"]):
        kind, lines = kind_of(name), list(group)
        paper.line()
        paper.heading(getattr(kind, asked.lang))
        for one in lines[: asked.limit]:
            told = {field.name: one["fields"].get(field.name) for field in kind.fields}
            parts = [
                f"{getattr(field, asked.lang)} {_value(asked, field, told[field.name], words)}"
                for field in kind.fields
                if told[field.name] not in (None, key)
            ]
            paper.line(asked.say("cli.comma").join(parts), indent=2)
        if len(lines) > asked.limit:
            paper.line(asked.say("cli.more", count=len(lines) - asked.limit), indent=2)


def _heading(tie: str, lang: str, *, forward: bool) -> str:
    """Return how a tie is called from the end that is shown."""
    from graph.kinds import Tie, kind_of
    from graph.words import LANGUAGES

    kind = kind_of(tie)
    if forward or not issubclass(kind, Tie):
        return str(getattr(kind, lang))
    return kind.reverse[LANGUAGES.index(lang)]


def _grouped(ties: list[dict[str, Any]]) -> dict[tuple[str, bool], list[dict[str, Any]]]:
    found: dict[tuple[str, bool], list[dict[str, Any]]] = {}
    for one in ties:
        found.setdefault((one["tie"], one["forward"]), []).append(one)
    return found


def _details(asked: Opened, tie: dict[str, Any], words: str | None) -> str:
    from graph.kinds import kind_of

    parts = [
        f"{getattr(one, asked.lang)} {_value(asked, one, tie['fields'][one.name], words)}"
        for one in kind_of(tie["tie"]).fields
        if tie["fields"].get(one.name) is not None
    ]
    return asked.say("cli.comma").join(parts)


def _value(asked: Opened, one: Any, value: Any, words: str | None) -> str:
    """Return a value as people say it."""
    from api.cli.days import last_day
    from graph.values.instant import INSTANT

    if one.type == "reference":
        return asked.called(value)
    if one.type == "flag":
        return asked.say(f"flag.{str(value).lower()}")
    if one.value == "measure":
        name = asked.say.word("measure", value, words)
        return value if name == value else asked.say("cli.named", text=name, name=value)
    if isinstance(value, list):
        said = [asked.say.word(one.vocabulary, each, words) if one.vocabulary else each for each in value]
        return "、".join(said)
    if one.vocabulary:
        return asked.say.word(one.vocabulary, value, words)
    if one.value == "instant":
        return INSTANT.caption(value, asked.lang)
    return str(last_day(one.name, value))
