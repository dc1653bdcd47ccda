"""``linli forget``: what is personal of somebody out of every revision, and where it may still be."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import DEFAULT_STORE, Json, Lang, Store

Person = Annotated[str, typer.Argument(metavar="PERSON", help="cli.option.forget_person", show_default=False)]
Yes = Annotated[bool, typer.Option("--yes", help="cli.option.yes")]
InPost = Annotated[bool, typer.Option("--in-post", help="cli.option.in_post")]


def forget(
    person: Person,
    store: Store = DEFAULT_STORE,
    in_post: InPost = False,
    yes: Yes = False,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Forget somebody."""
    import json

    from api.cli.confirming import confirm
    from api.cli.opened import Opened, opened
    from api.cli.terminal import note_written
    from api.whoami import user
    from graph.errors import BadInput
    from graph.stores.address import is_address
    from graph.tables import apart_kinds
    from graph.viewing import is_person
    from graph.words import caption

    asked = Opened(store, lang=lang, ended=True)
    key = person if is_person(person) else asked.key(person, apart_kinds())
    if not yes:
        name = asked.showing.name(key)
        confirm(caption("cli.forget.ask", lang, name=f"{name or ''} {key}"))
    with opened(store) as source:
        before = source.revision().number
        try:
            done = source.forget(key, user(), in_post=in_post)
        except BadInput as error:
            if error.code != "forget_in_post":
                raise
            posts = caption("cli.comma", lang).join(asked.path(one) for one in error.params["keys"])
            raise BadInput("forget_in_post", posts=posts) from None
    told = {"key": done.key, "revision": done.revision, "swept": done.swept, "again": done.revision <= before}
    if not told["again"]:
        note_written(caption("cli.written_revision", lang, revision=done.revision))
    if as_json:
        print(json.dumps(told, ensure_ascii=False, indent=2))  # noqa: T201
        return
    code = "again" if told["again"] else "shared" if is_address(store) else "done"
    print(caption(f"cli.forget.{code}", lang, **told))  # noqa: T201
    print(caption("cli.forget.remains", lang))  # noqa: T201
