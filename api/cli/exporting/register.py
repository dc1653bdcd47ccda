"""The formats of ``linli export``, in the order in which they are told; nothing else names one."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.cli.exporting.wanted import Wanted


@dataclass(frozen=True)
class Format:
    """A format.

    Attributes:
        name: What it is called, and the module that writes it.
        depth: How far it looks where nothing is said.
        around: Whether it is of what lies around something, which must be said.
        office: Whether it is for the office, which sees all names.
        ending: How its files end, where not as it is called.
        pages: What it can show around a place, beside the forms; where nothing is said the first.
    """

    name: str
    depth: str = "1"
    around: bool = False
    office: bool = False
    ending: str | None = None
    pages: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The file that is written where none is named."""
        return f"linli{f'.{self.name}' if self.ending is None else self.ending}"

    @property
    def write(self) -> Callable[[Wanted], None]:
        """What writes it; imported when it is asked for."""
        found: Callable[[Wanted], None] = import_module(f"api.cli.exporting.{self.name}").write
        return found


FORMATS = {
    one.name: one
    for one in (
        Format("html", around=True),
        Format("svg", "0", around=True),
        Format("pdf", "0", around=True, pages=("chain", "grids")),
        Format("graphml"),
        Format("gexf"),
        Format("cypher"),
        Format("geojson", "0"),
        Format("dhis2", "0", ending="-dhis2.json"),
        Format("xlsx", "0", office=True),
        Format("csv", "0", office=True, ending="-csv"),
        Format("parquet", "0", office=True, ending="-parquet"),
    )
}
