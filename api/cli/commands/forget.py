"""``linli forget``: what is personal of somebody out of every revision, and where it may still be.

With ``--ended`` instead: who raised needs that are long over, and behind which doors they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import DEFAULT_STORE, Folder, Json, Lang, Store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.life.leaving import Leaving

Person = Annotated[str | None, typer.Argument(metavar="[PERSON]", help="cli.option.forget_person", show_default=False)]
Yes = Annotated[bool, typer.Option("--yes", help="cli.option.yes")]
InPost = Annotated[bool, typer.Option("--in-post", help="cli.option.in_post")]
Ended = Annotated[bool, typer.Option("--ended", help="cli.option.forget_ended")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="cli.option.forget_dry_run")]


def forget(
    person: Person = None,
    store: Store = DEFAULT_STORE,
    in_post: InPost = False,
    ended: Ended = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    rules: Folder = None,
    as_json: Json = False,
    lang: Lang = "zh",
) -> None:
    """Forget somebody, or who raised what is long over."""
    from graph.errors import BadInput

    if (person is None) is not ended or (dry_run and not ended):
        raise BadInput("forget_what")
    if ended:
        _forget_ended(store, rules, lang, dry_run=dry_run, yes=yes, as_json=as_json)
    else:
        _forget_person(str(person), store, lang, in_post=in_post, yes=yes, as_json=as_json)


def _forget_person(person: str, store: str, lang: str, *, in_post: bool, yes: bool, as_json: bool) -> None:
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


def _forget_ended(store: str, rules: str | None, lang: str, *, dry_run: bool, yes: bool, as_json: bool) -> None:
    import graph
    from api.cli.confirming import confirm
    from api.cli.language import checked
    from api.cli.opened import opened, rules_in
    from api.cli.terminal import note_written
    from api.rendering import rendered
    from api.whoami import user
    from graph.life.forgetting import forget_ended
    from graph.life.leaving import leaving
    from graph.words import caption

    lang, known = checked(lang), rules_in(rules)
    with opened(store) as source:
        network = graph.open(source)
        found = leaving(network, known)
        counts = _counts(found)
        if not as_json:
            kept = all(one.forget_after is None for one in known.profiles.values())
            print(caption("cli.forget.never" if kept else "cli.forget.ended", lang, **counts))  # noqa: T201
        if dry_run or not found:
            if as_json:
                print(rendered({**counts, "revision": None, "dry_run": dry_run}))  # noqa: T201
            return
        if not yes:
            confirm(caption("cli.forget.ask_ended", lang, **counts))
        done = forget_ended(source, network, found, user())
    if done.revision is not None:
        note_written(caption("cli.written_revision", lang, revision=done.revision))
    if as_json:
        told = {"needs": done.needs, "raisers": done.raisers, "doors": done.doors, "swept": done.swept}
        print(rendered({**told, "revision": done.revision, "dry_run": False}))  # noqa: T201
        return
    code = "nothing" if done.revision is None else "went"
    said = {"needs": done.needs, "raisers": done.raisers, "doors": done.doors, "revision": done.revision}
    print(caption(f"cli.forget.{code}", lang, **said))  # noqa: T201
    print(caption("cli.forget.remains", lang))  # noqa: T201


def _counts(found: Sequence[Leaving]) -> dict[str, int]:
    left = [one for one in found if one.left]
    return {
        "needs": len(found),
        "left": len(left),
        "raisers": sum(one.raisers for one in left),
        "doors": sum(len(one.doors) for one in left),
    }
