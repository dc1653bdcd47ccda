"""``linli match ask|claim|…``: each step between an offer and a need is a command, made of what its register says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import Parameter
from typing import Annotated, Any

import typer

from api.cli.stepping import option, parameter, quantity, signed, writing
from graph.steps.register import REFERENCES, SAYINGS, STEPS, Step

Demand = Annotated[str, typer.Argument(metavar="NEED", help="cli.option.step_demand", show_default=False)]
Source = Annotated[str, typer.Argument(metavar="OFFER", help="cli.option.step_source", show_default=False)]
On = Annotated[str | None, typer.Option("--on", help="cli.option.step_on", metavar="DATE")]


def step_commands() -> dict[str, Callable[..., None]]:
    """Return the command of each step, by name; Typer reads its options off its signature."""
    return {f"match {name}": _command(name, step) for name, step in STEPS.items()}


def _command(name: str, step: Step) -> Callable[..., None]:
    def command(**said: Any) -> None:
        _take(name, said)

    return signed(command, f"match_{name}", name, _parameters(step))


def _parameters(step: Step) -> Iterator[Parameter]:
    """Yield arguments and options in the order in which help lists them."""
    yield parameter("demand", Demand)
    yield parameter("source", Source)
    for name, saying in SAYINGS.items():
        if name in step.takes:
            yield option(name, f"cli.option.step_{name}", saying.metavar)
    yield parameter("on", On, None)
    yield from writing()


def _take(name: str, said: dict[str, Any]) -> None:
    import graph
    from api.cli.language import checked
    from api.cli.opened import day, opened, rules_in, whole
    from api.cli.paper import Paper
    from api.cli.terminal import note_written
    from api.naming import resolved
    from api.rendering import rendered
    from api.rendering.steps import StepTold
    from api.whoami import by_whom
    from graph.life.mirrored import taken_in_life
    from graph.steps.asked import Asked
    from graph.steps.committing import carried_out
    from graph.steps.register import DEMANDS, SOURCES
    from graph.viewing import Showing, owner
    from graph.words import caption

    lang, on, expected = checked(said["lang"]), day("--on", said["on"]), whole("--expected", said["expected"])
    options = {one: _read(one, said[one]) for one in SAYINGS if one in said}
    rules, viewer = rules_in(said["rules"]), owner("terminal", f"linli match {name}")
    with opened(said["store"]) as store:
        looked = [graph.open(store, on=on)]
        network = looked[0]

        def look() -> Any:
            return looked.pop() if looked else graph.open(store, on=on)

        def key(ref: str, kinds: tuple[str, ...]) -> str:
            return resolved(network, rules, ref, kinds)

        for one, kinds in REFERENCES.items():
            if options.get(one) is not None:
                options[one] = key(options[one], kinds)
        ends = key(said["demand"], DEMANDS), key(said["source"], SOURCES)
        asked = Asked(name, *ends, **options, by=by_whom(said["by"]))
        made, network, number = carried_out(
            store,
            look,
            lambda network: taken_in_life(network, rules, asked),
            expected=expected,
            dry_run=said["dry_run"],
        )
        if number is not None:
            note_written(caption("cli.written_revision", lang, revision=number))
        told = StepTold(made, network, rules, Showing(viewer, network), lang, number)
        if said["as_json"]:
            print(rendered(told.document()))  # noqa: T201
            return
        paper = Paper()
        for line in told.lines():
            paper.line(line)


def _read(name: str, said: str | None) -> Any:
    """Return what an option says.

    Raises:
        Mistake: It is not what it should be.
    """
    from api.cli.opened import day

    flag = f"--{name.replace('_', '-')}"
    if SAYINGS[name].holds == "day":
        return day(flag, said)
    return quantity(flag, said) if SAYINGS[name].holds == "quantity" else said
