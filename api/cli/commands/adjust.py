"""``linli appoint|vacate|…``: each piece of weekly work as a command, made of what its register says (SEMANTICS K36).

What cannot be done without stands as arguments, in the order of the register; all else is an option.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.options import DEFAULT_LIMIT, DEFAULT_STORE, Folder, Json, Lang, Store
from graph.adjusting.register import Adjustment, Holds, Part

if TYPE_CHECKING:
    from api.cli.paper import Paper
    from api.rendering.adjusting import AdjustmentTold
    from graph.adjusting.outcome import Adjusted
    from graph.network import Network


On = Annotated[str | None, typer.Option("--on", help="cli.option.adjust_on", metavar="DATE")]
Reason = Annotated[str | None, typer.Option("--reason", help="cli.option.adjust_reason", metavar="TEXT")]
By = Annotated[str | None, typer.Option("--by", help="cli.option.by", metavar="NAME")]
Expected = Annotated[str | None, typer.Option("--expected", help="cli.option.adjust_expected", metavar="N")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="cli.option.adjust_dry_run")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="cli.option.adjust_yes")]
Limit = Annotated[str, typer.Option("--limit", help="cli.option.adjust_limit", metavar="N")]

#: How help shows what is said; what is there only as options may be given several times.
_METAVARS: Mapping[Holds, str] = {
    "reference": "REF",
    "references": "REF",
    "text": "TEXT",
    "day": "DATE",
    "axis": "AXIS",
    "kind": "KIND",
    "tie": "TIE",
    "fields": "FIELD=VALUE",
    "shares": "NAME=REF,…",
}
_SEVERAL: tuple[Holds, ...] = ("references", "fields", "shares")
#: Who is meant may stand without a name: by key, else by name.
_WHO = ("person", "name")


def adjustment_command(work: Adjustment) -> Callable[..., None]:
    """Return the command of a piece of work; Typer reads its options off its signature."""

    def command(**said: Any) -> None:
        _do(work, said)

    parameters = list(_parameters(work))
    command.__name__, command.__doc__ = work.name, work.name
    command.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    return command


def _parameters(work: Adjustment) -> Iterator[Parameter]:
    """Yield arguments and options in the order in which help lists them."""
    stand = [one for one in work.options if _stands(one)]
    yield from (_argument(one) for one in stand)
    if _says_who(work):
        told = typer.Argument(metavar="PERSON", help=f"adjust.{work.name}.person", show_default=False)
        yield _parameter("who", Annotated[str | None, told], None)
    for part in work.options:
        if part not in stand:
            yield _option(part)
    yield _parameter("on", On, None)
    if work.reasoned:
        yield _parameter("reason", Reason, None)
    yield _parameter("by", By, None)
    yield _parameter("expected", Expected, None)
    yield _parameter("dry_run", DryRun, default=False)
    yield _parameter("yes", Yes, default=False)
    yield _parameter("store", Store, DEFAULT_STORE)
    yield _parameter("rules", Folder, None)
    yield _parameter("limit", Limit, DEFAULT_LIMIT)
    yield _parameter("as_json", Json, default=False)
    yield _parameter("lang", Lang, "zh")


def _stands(part: Part) -> bool:
    return part.required and part.holds not in _SEVERAL


def _says_who(work: Adjustment) -> bool:
    return all((part := work.part(one)) is not None and not part.required for one in _WHO)


def _argument(part: Part) -> Parameter:
    metavar = part.name.upper()
    return _parameter(
        f"part_{part.name}",
        Annotated[str, typer.Argument(metavar=metavar, help=part.help, show_default=False)],
        Parameter.empty,
    )


def _option(part: Part) -> Parameter:
    name, flag = f"part_{part.name}", f"--{part.name.replace('_', '-')}"
    if part.holds == "flag":
        return _parameter(name, Annotated[bool, typer.Option(flag, help=part.help)], default=False)
    held = list[str] | None if part.holds in _SEVERAL else str | None
    return _parameter(name, Annotated[held, typer.Option(flag, help=part.help, metavar=_METAVARS[part.holds])], None)


def _parameter(name: str, annotation: Any, default: Any) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def _do(work: Adjustment, said: dict[str, Any]) -> None:
    """Tell what a piece of work would do, ask where somebody can be asked, and write it."""
    import graph
    from api.access.bound import with_accounts_kept
    from api.adjusting import named_parts
    from api.cli.language import checked
    from api.cli.opened import day, opened, rules_in, whole
    from api.cli.paper import Paper
    from api.rendering import rendered
    from api.rendering.adjusting import AdjustmentTold
    from api.whoami import by_whom
    from graph.adjusting.asking import adjusted
    from graph.steps.committing import carried_out
    from graph.viewing import owner

    lang, limit = checked(said["lang"]), whole("--limit", said["limit"]) or 0
    expected, on = whole("--expected", said["expected"]), day("--on", said["on"])
    read = {part.name: _read(part, said[f"part_{part.name}"]) for part in work.options}
    _put_who(said.get("who"), read)
    rules, viewer, by = rules_in(said["rules"]), owner("terminal", f"linli {work.name}"), by_whom(said["by"])
    with opened(said["store"]) as store:

        def judged(network: Network) -> Adjusted:
            told = named_parts(work, read, network, rules)
            return adjusted(work.name, network, rules, told, by=by, reason=said.get("reason"))

        def look() -> Network:
            return graph.open(store, on=on)

        made, network, _ = carried_out(store, look, judged, expected=expected, dry_run=True)
        before = store.tables(at=network.revision)
        made = with_accounts_kept(made, store.where, network.date)
        told = AdjustmentTold(work.name, made, network, before, rules, viewer, lang)
        if not said["as_json"]:
            _tell(Paper(), told, limit)
        writes = not said["dry_run"] and not made.changes.empty
        if writes and not said["as_json"]:
            confirmed(lang, yes=said["yes"])
        number = store.commit(made.changes).number if writes else None
    _told(told, number, as_json=said["as_json"], rendered=rendered)


def confirmed(lang: str, *, yes: bool) -> None:
    """Ask whether to write, where somebody sits at the terminal."""
    import sys

    from api.cli.confirming import confirm
    from graph.words import caption

    if not yes and sys.stdin.isatty():
        confirm(caption("cli.adjust.ask", lang))


def _told(told: AdjustmentTold, number: int | None, *, as_json: bool, rendered: Callable[[Any], str]) -> None:
    """Print the result."""
    from api.cli.terminal import note_written
    from graph.words import caption

    if number is not None:
        note_written(caption("cli.written_revision", told.lang, revision=number))
    if as_json:
        print(rendered(told.document(number)))  # noqa: T201
    elif not told.made.changes.empty:
        code = "cli.adjust.dry_run" if number is None else "cli.adjust.done"
        print(caption(code, told.lang, revision=number))  # noqa: T201


def _tell(paper: Paper, told: AdjustmentTold, limit: int) -> None:
    """Write what is to be written, what that does, and what somebody should look at."""
    from graph.words import caption

    if told.made.changes.empty:
        paper.line(caption("cli.adjust.nothing_new", told.lang))
    else:
        _list(paper, "writes", list(told.written()), told.lang, limit)
        does = list(told.does()) or [caption("cli.adjust.nothing_changes", told.lang)]
        _list(paper, "does", does, told.lang, limit)
    _list(paper, "noted", list(told.noted()), told.lang, limit)


def _list(paper: Paper, name: str, lines: list[str], lang: str, limit: int) -> None:
    from graph.words import caption

    if not lines:
        return
    paper.heading(caption(f"cli.adjust.{name}", lang))
    for line in lines[:limit]:
        paper.line(line, indent=2)
    if len(lines) > limit:
        paper.line(caption("cli.more", lang, count=f"{len(lines) - limit:,}"), indent=2)
    paper.line()


def _put_who(who: str | None, read: dict[str, Any]) -> None:
    """Put who is meant where they are called by key, or by name."""
    from graph.keys import is_key

    if who is not None:
        key, name = _WHO
        read[key if is_key(who) else name] = who


def _read(part: Part, said: Any) -> Any:
    """Return what is said of a part, before names in it are looked up.

    Raises:
        Mistake: It is not what it should be.
    """
    from api.cli.mistakes import Mistake
    from api.cli.opened import day

    flag = f"--{part.name.replace('_', '-')}"
    if part.holds == "day":
        return day(flag, said)
    if part.holds not in ("fields", "shares"):
        return said
    pairs = [one.partition("=") for one in said or ()]
    if wrong := next((name for name, equals, _ in pairs if not equals), None):
        raise Mistake("cli_value", option=flag, found=wrong, expected=f"`{_METAVARS[part.holds]}`")
    from graph.adjusting.asking import once

    if part.holds == "fields":
        return once(part, ((name, value) for name, _, value in pairs))
    return once(part, ((name, [one for one in value.split(",") if one]) for name, _, value in pairs))
