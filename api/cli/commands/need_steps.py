"""``linli need add``, ``linli need accept|dispatch|…``: each step of a need's life as a command made of the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import Parameter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.commands.need import NEEDS, Need, printed
from api.cli.stepping import option, parameter, quantity, signed, writing
from graph.life.register import GIVEN, GOING_ON, SAYINGS, SEATS, needs, says

if TYPE_CHECKING:
    from datetime import datetime

    from graph.life.asked import StepMade
    from graph.network import Network
    from graph.rules import Rules

At = Annotated[str | None, typer.Option("--at", help="cli.option.need_at", metavar="TIME")]
Seat = Annotated[str | None, typer.Option("--as", help="cli.option.need_seat", metavar="REF")]


def need_commands() -> dict[str, Callable[..., None]]:
    """Return the command of each step, and of writing a need down; Typer reads their options off their signatures."""
    return {
        "need add": signed(_add, "need_add", "add", _of_adding()),
        **{f"need {name}": _step(name) for name in GOING_ON},
    }


def _step(name: str) -> Callable[..., None]:
    def command(**said: Any) -> None:
        _take(name, said)

    return signed(command, f"need_{name}", name, _of_step(name))


def _of_step(name: str) -> Iterator[Parameter]:
    """Yield arguments and options of a step in the order in which help lists them."""
    yield parameter("ref", Need)
    for one in says(name):
        yield option(one, f"cli.option.need_{one}", SAYINGS[one].metavar, needed=one in needs(name))
    yield from _common()


def _of_adding() -> Iterator[Parameter]:
    """Yield arguments and options of writing a need down."""
    named = typer.Argument(metavar="NAME", help="cli.option.need_name", show_default=False)
    yield parameter("name", Annotated[str, named])
    for one, metavar in _ADDED.items():
        yield option(one, f"cli.option.need_{one.rstrip('_')}", metavar, needed=one in ("place", "channel"))
    yield from _common()


#: What may be said of a need that is written down, and how help shows it.
_ADDED = {
    "place": "REF",
    "channel": "TEXT",
    "category": "TEXT",
    "raiser": "REF",
    "purpose": "TEXT",
    "agreed_until": "DATE",
    "about": "REF",
    "number": "TEXT",
    "wanted": "N",
    "unit": "TEXT",
    "priority": "TEXT",
    "from_": "DATE",
    "due": "DATE",
}


def _common() -> Iterator[Parameter]:
    yield parameter("seat", Seat, None)
    yield parameter("at", At, None)
    yield from writing()


def _take(name: str, said: dict[str, Any]) -> None:
    """Take a step."""
    from api.cli.opened import day
    from graph.life.asked import StepAsked
    from graph.life.stepping import step_made

    read: dict[str, Any] = {one: said[one] for one in says(name)}
    read |= {one: day(f"--{one.replace('_', '-')}", said[one]) for one in read if SAYINGS[one].holds == "day"}
    if "quantity" in read:
        read["quantity"] = quantity("--quantity", read["quantity"])

    def judged(network: Network, rules: Rules, at: datetime, seat: str | None, key: _Key) -> StepMade:
        given = NEEDS if name == "merge" else GIVEN
        options = {**read, **({"to": key(read["to"], given)} if read.get("to") else {})}
        asked = StepAsked(name, key(said["ref"], NEEDS), at, seat=seat, by=_who(said), **options)
        return step_made(network, rules, asked)

    _write(f"linli need {name}", said, judged)


def _add(**said: Any) -> None:
    """Write a need down."""
    from api.cli.opened import day
    from graph.life.adding import MEANT, NeedAsked, need_added

    wanted = quantity("--wanted", said["wanted"])
    first, due = day("--from", said["from_"]), day("--due", said["due"])
    agreed_until = day("--agreed-until", said["agreed_until"])

    def judged(network: Network, rules: Rules, at: datetime, seat: str | None, key: _Key) -> StepMade:
        asked = NeedAsked(
            name=said["name"],
            place=key(said["place"], MEANT["place"]),
            at=at,
            channel=said["channel"],
            category=said["category"],
            raiser=None if said["raiser"] is None else key(said["raiser"], MEANT["raiser"]),
            purpose=said["purpose"],
            agreed_until=agreed_until,
            about=None if said["about"] is None else key(said["about"], MEANT["about"]),
            number=said["number"],
            quantity=wanted,
            unit=said["unit"],
            priority=said["priority"],
            from_=first,
            due=due,
            seat=seat,
            by=_who(said),
        )
        return need_added(network, rules, asked)

    _write("linli need add", said, judged)


_Key = Callable[[str, tuple[str, ...]], str]


def _write(
    command: str, said: dict[str, Any], judged: Callable[[Network, Rules, datetime, str | None, _Key], StepMade]
) -> None:
    """Judge a step against the newest revision, write it, and tell it."""
    import graph
    from api.cli.language import checked
    from api.cli.opened import opened, rules_in, whole
    from api.cli.terminal import note_written
    from api.naming import resolved
    from api.rendering.life import MadeTold
    from graph.steps.committing import carried_out
    from graph.values.instant import day_in_shanghai, kept_instant
    from graph.viewing import Showing, owner
    from graph.words import caption

    lang, expected, at = checked(said["lang"]), whole("--expected", said["expected"]), _instant(said["at"])
    rules, viewer = rules_in(said["rules"]), owner("terminal", command)
    on = day_in_shanghai(kept_instant(at))
    with opened(said["store"]) as store:

        def look() -> Network:
            return graph.open(store, on=on)

        def make(network: Network) -> StepMade:
            def key(ref: str, kinds: tuple[str, ...]) -> str:
                return resolved(network, rules, ref, kinds)

            return judged(network, rules, at, None if said["seat"] is None else key(said["seat"], SEATS), key)

        made, network, number = carried_out(store, look, make, expected=expected, dry_run=said["dry_run"])
        if number is not None:
            note_written(caption("cli.written_revision", lang, revision=number))
        then = network.apply(made.changes)
        told = MadeTold(made, then, rules, Showing(viewer, then), lang, number)
        printed(told, as_json=said["as_json"])
        if command == "linli need add" and not said["as_json"]:
            _tell_beside(then, rules, made.asked.need, said["number"], lang)


def _tell_beside(network: Network, rules: Rules, need: str, number: str | None, lang: str) -> None:
    """Tell what of the category stands there already: a second report of one thing is merged, not worked on twice."""
    from api.cli.needs_beside import needs_beside
    from graph.words import caption

    found, many = needs_beside(network, rules, need)
    if found:
        said = caption("cli.comma", lang).join(found)
        print(caption("cli.need.beside", lang, needs=said, count=many, need=number or need))  # noqa: T201


def _who(said: dict[str, Any]) -> str:
    from api.whoami import by_whom

    return by_whom(said["by"])


def _instant(said: str | None) -> datetime:
    """Return when a step is taken: as said, else now.

    Raises:
        Mistake: It is no day with a time.
        StepRefused: It is yet to come.
    """
    from api.cli.mistakes import Mistake
    from graph.errors import BadValue
    from graph.life.when import when_said
    from graph.values.instant import INSTANT

    try:
        kept = None if said is None else INSTANT.clean(said)
    except BadValue as error:
        raise Mistake("cli_value", option="--at", found=said, expected=error.params["expected"]) from None
    return when_said(kept)
