"""The file formats of forms, one line each; callers never ask which one it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path

from graph.errors import BadInput
from graph.forms.paper import Paper

#: Writes a form to a path in a language, as of a day; returns in sentences what could not be written as it is.
Write = Callable[[Path, Paper, str, date], list[str]]


@dataclass(frozen=True)
class Writer:
    """A format of forms.

    Attributes:
        name: Its name, also of its module, and how its files end.
        media: What it is called over HTTP.
    """

    name: str
    media: str

    @property
    def write(self) -> Write:
        """The function that writes it, imported at first use."""
        found: Write = import_module(f"graph.forms.written.{self.name}").write
        return found


WRITERS: dict[str, Writer] = {
    one.name: one
    for one in (
        Writer("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        Writer("pdf", "application/pdf"),
    )
}


def writer_named(name: str, among: Iterable[str] = WRITERS) -> Writer:
    """Return a format of forms.

    Args:
        name: Its name.
        among: Those that the form can be written as.

    Raises:
        BadInput: There is none of that name among them.

    Example:
        >>> writer_named("xlsx").media.rpartition(".")[2]
        'sheet'
    """
    if name not in among:
        raise BadInput("no_such_writer", found=name, expected=" ".join(f"`{one}`" for one in among))
    return WRITERS[name]
