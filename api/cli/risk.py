"""``--i-know``, on every command that opens a store: what ``LINLI_I_KNOW`` says of all, for this one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any

import typer

IKnow = Annotated[bool, typer.Option("--i-know", help="cli.option.i_know")]
_STORES = {"store", "from_"}
_SETTING = "LINLI_I_KNOW"  # told in graph.stores.risk, which is too heavy to import for a help text


def with_risk(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return a command that takes the option too, if it opens a store; Typer reads it off the signature."""
    told = signature(command, eval_str=True)
    if not _STORES & told.parameters.keys():
        return command

    @wraps(command)
    def accepting(**said: Any) -> Any:
        with _accepted() if said.pop("i_know") else nullcontext():
            return command(**said)

    own = Parameter("i_know", Parameter.KEYWORD_ONLY, annotation=IKnow, default=False)
    parameters = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in told.parameters.values()]
    accepting.__signature__ = told.replace(parameters=[*parameters, own])  # type: ignore[attr-defined]
    accepting.__annotations__ = {one.name: one.annotation for one in (*parameters, own)}
    return accepting


@contextmanager
def _accepted() -> Iterator[None]:
    before = os.environ.get(_SETTING)
    os.environ[_SETTING] = "1"
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(_SETTING, None)
        else:
            os.environ[_SETTING] = before
