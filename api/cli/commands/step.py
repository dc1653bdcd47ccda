"""``linli match ask|claim|…``: each step between an offer and a need is a command, made of what its register says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import Parameter, Signature
from typing import Annotated, Any

import typer

from api.cli.options import DEFAULT_STORE, Folder, Json, Lang, Store
from graph.steps.register import REFERENCES, SAYINGS, STEPS, Step

Demand = Annotated[str, typer.Argument(metavar="NEED", help="cli.option.step_demand", show_default=False)]
Source = Annotated[str, typer.Argument(metavar="OFFER", help="cli.option.step_source", show_default=False)]
On = Annotated[str | None, typer.Option("--on", help="cli.option.step_on", metavar="DATE")]
By = Annotated[str | None, typer.Option("--by", help="cli.option.step_by", metavar="NAME")]
Expected = Annotated[str | None, typer.Option("--expected", help="cli.option.step_expected", metavar="N")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="cli.option.step_dry_run")]


def step_commands() -> dict[str, Callable[..., None]]:
    """Return the command of each step, by name; Typer reads its options off its signature."""
    return {f"match {name}": _command(name, step) for name, step in STEPS.items()}


def _command(name: str, step: Step) -> Callable[..., None]:
    def command(**said: Any) -> None:
        _take(name, said)

    command.__name__, command.__doc__ = f"match_{name}", name
    parameters = list(_parameters(step))
    command.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    return command


def _parameters(step: Step) -> Iterator[Parameter]:
    """Yield arguments and options in the order in which help lists them."""
    yield _parameter("demand", Demand, Parameter.empty)
    yield _parameter("source", Source, Parameter.empty)
    for name, saying in SAYINGS.items():
        if name in step.takes:
            flag, code = f"--{name.replace('_', '-')}", f"cli.option.step_{name}"
            told = typer.Option(flag, help=code, metavar=saying.metavar)
            yield _parameter(name, Annotated[str | None, told], None)
    yield _parameter("on", On, None)
    yield _parameter("by", By, None)
    yield _parameter("expected", Expected, None)
    yield _parameter("dry_run", DryRun, default=False)
    yield _parameter("store", Store, DEFAULT_STORE)
    yield _parameter("rules", Folder, None)
    yield _parameter("as_json", Json, default=False)
    yield _parameter("lang", Lang, "zh")


def _parameter(name: str, annotation: Any, default: Any) -> Parameter:
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


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
    from api.cli.mistakes import Mistake
    from api.cli.opened import day
    from graph.errors import BadValue
    from graph.values.amounts import WANTED

    flag = f"--{name.replace('_', '-')}"
    if SAYINGS[name].holds == "day":
        return day(flag, said)
    if SAYINGS[name].holds != "quantity":
        return said
    try:
        return WANTED.clean(said)
    except BadValue as error:
        raise Mistake("cli_value", option=flag, found=said, expected=error.params["expected"]) from None
