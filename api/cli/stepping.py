"""What all commands that take a step share: a step between an offer and a need, or in a need's life.

Their own options come from registers of the graph; Typer reads all of them off a signature that is put together here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from inspect import Parameter, Signature
from typing import Annotated, Any

import typer

from api.cli.options import DEFAULT_STORE, Folder, Json, Lang, Store

By = Annotated[str | None, typer.Option("--by", help="cli.option.step_by", metavar="NAME")]
Expected = Annotated[str | None, typer.Option("--expected", help="cli.option.step_expected", metavar="N")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="cli.option.step_dry_run")]


def signed(command: Callable[..., None], name: str, doc: str, parameters: Iterable[Parameter]) -> Callable[..., None]:
    """Return a command under a name, with arguments and options in the order in which help lists them."""
    listed = list(parameters)
    command.__name__, command.__doc__ = name, doc
    command.__signature__ = Signature(listed)  # type: ignore[attr-defined]
    command.__annotations__ = {one.name: one.annotation for one in listed}
    return command


def parameter(name: str, annotation: Any, default: Any = Parameter.empty) -> Parameter:
    """Return an argument or option; without a default it has to be said."""
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def option(name: str, code: str, metavar: str, *, needed: bool = False) -> Parameter:
    """Return an option that takes a text, helped by the words of a code."""
    told = typer.Option(f"--{name.rstrip('_').replace('_', '-')}", help=code, metavar=metavar)
    if needed:
        return parameter(name, Annotated[str, told])
    return parameter(name, Annotated[str | None, told], None)


def writing() -> Iterator[Parameter]:
    """Yield the options of whatever writes a step."""
    yield parameter("by", By, None)
    yield parameter("expected", Expected, None)
    yield parameter("dry_run", DryRun, default=False)
    yield parameter("store", Store, DEFAULT_STORE)
    yield parameter("rules", Folder, None)
    yield parameter("as_json", Json, default=False)
    yield parameter("lang", Lang, "zh")


def quantity(flag: str, said: str | None) -> int | None:
    """Return how much an option says.

    Raises:
        Mistake: It is no number that can be wanted.
    """
    from api.cli.mistakes import Mistake
    from graph.errors import BadValue
    from graph.values.amounts import WANTED

    try:
        return WANTED.clean(said)
    except BadValue as error:
        raise Mistake("cli_value", option=flag, found=said, expected=error.params["expected"]) from None
