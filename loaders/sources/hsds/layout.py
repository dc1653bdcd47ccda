"""What HSDS's tables are called and what becomes of each of their columns, from the YAML description."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from graph.parsing import parsed


class TableLayout(BaseModel):
    """One table of HSDS.

    Attributes:
        called: Its other names: of files, and of lists in JSON.
        taken: Columns that fill a field, or lead from row to row.
        note: Columns whose text goes to the note, and the label before it.
        ours: Columns that HSDS does not have and a mapping file may name.
        left: Columns that are left out on purpose.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    called: tuple[str, ...]
    taken: tuple[str, ...]
    note: dict[str, str]
    ours: tuple[str, ...] = ()
    left: tuple[str, ...]

    @property
    def read(self) -> tuple[str, ...]:
        """The columns of which something is kept."""
        return (*self.taken, *self.note, *(name for name in self.ours if name not in self.taken))


class Layout(BaseModel):
    """The parts of the description that only this source reads."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    tables: dict[str, TableLayout]
    left: frozenset[str]
    status: dict[str, str]


@cache
def layout() -> Layout:
    """Return the description, read once."""
    return Layout.model_validate(parsed(files(__package__).joinpath("source.yaml").read_text(encoding="utf-8")))


def table_named(name: str) -> str | None:
    """Return the table of HSDS that a file, a sheet or a list in JSON is called after.

    Example:
        >>> table_named("services"), table_named("Service_Area"), table_named("contacts")
        ('service', 'service_area', None)
    """
    said = name.strip().casefold()
    return next((table for table, one in layout().tables.items() if said in (table, *one.called)), None)


def is_left_out(name: str) -> bool:
    """Return whether a whole table is left out on purpose."""
    return name.strip().casefold() in layout().left
