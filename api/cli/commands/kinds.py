"""``linli kinds``: the data dictionary, as tables or as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import Json, Lang

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.kinds import Kind

Named = Annotated[str | None, typer.Argument(metavar="KIND", help="cli.option.kind")]
Markdown = Annotated[bool, typer.Option("--markdown", help="cli.option.markdown")]


def kinds(kind: Named = None, markdown: Markdown = False, as_json: Json = False, lang: Lang = "zh") -> None:
    """Tell what can exist and how it can be tied."""
    from api.cli.dictionary import dictionary
    from api.cli.language import checked
    from graph.kinds import all_kinds

    lang = checked(lang)
    chosen = all_kinds() if kind is None else (named(kind, all_kinds()),)
    if as_json:
        from api.rendering import rendered
        from api.rendering.kinds import kinds_document

        print(rendered(kinds_document(chosen)))  # noqa: T201
    elif markdown:
        print("\n".join(line for one in chosen for line in dictionary(one, lang)))  # noqa: T201
    elif kind is None:
        _list(lang)
    else:
        _one(chosen[0], lang)


def named(said: str, known: Sequence[type[Kind]]) -> type[Kind]:
    """Return the kind of a name or caption.

    Raises:
        NotFound: None of them is called so.
    """
    from api.cli.mistakes import listed, near
    from graph.errors import NotFound
    from graph.kinds import kind_of

    found = {name.casefold(): one.kind for one in reversed(known) for name in (one.en, one.zh, one.kind)}
    if said.casefold() not in found:
        code = "cli_no_such_kind_near" if near(said, found) else "cli_no_such_kind"
        raise NotFound(code, ref=said, near=near(said, found), candidates=listed(one.kind for one in known))
    return kind_of(found[said.casefold()])


def _list(lang: str) -> None:
    from api.cli.dictionary import called
    from api.cli.paper import Paper
    from graph.kinds import things, ties
    from graph.words import caption

    paper = Paper()
    for title, found in (("things", things()), ("ties", ties())):
        paper.heading(caption(f"cli.kinds.{title}", lang))
        headers = [caption(f"cli.{header}", lang) for header in ("kind", "name", "example")]
        paper.table(headers, [[one.kind, called(one, lang), one.example] for one in found], indent=2)
        paper.line()
    paper.line(caption("cli.kinds.more", lang))


def _one(kind: type[Kind], lang: str) -> None:
    from api.cli.dictionary import called, ends, facts, sheet_headers
    from api.cli.paper import Paper
    from graph.words import caption
    from graph.words.listed import Listed

    paper = Paper()
    paper.heading(f"{kind.kind} · {called(kind, lang)}")
    paper.line(kind.description(lang))
    for line in ends(kind, lang):
        paper.line(line)
    paper.line()
    headers = ("field", "caption", "type", "required", "sensitivity", "example", "description")
    paper.table([caption(f"cli.{header}", lang) for header in headers], [facts(one, lang) for one in kind.fields])
    paper.line()
    paper.line(caption("cli.kinds.headers", lang, headers=Listed(sheet_headers(kind))))
