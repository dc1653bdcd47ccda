"""Fills a blank form: each cell of its map is asked of the ledger, then written or reported (SEMANTICS Y6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.filling import Asked
from loaders.filling.book import Form, Put
from loaders.filling.spots import Laid, Short

#: Makes the sheets that are added to a filled form: their names and rows, the first of each its header.
Sheets = Callable[["Filled"], Sequence[tuple[str, Sequence[Sequence[Any]]]]]


@dataclass(frozen=True)
class Filled:
    """The result of filling a form.

    Attributes:
        puts: Its cells, in the order of the map.
        sheets: By cell, the name of the sheet that it is on.
        whom: By cell that is not filled, the key of whom to ask; None = nobody is known.
        short: Tables with fewer rows than there are things.
        subjects: By cell, the key of the thing that it speaks of.
    """

    puts: tuple[Put, ...]
    sheets: tuple[str, ...]
    whom: tuple[str | None, ...]
    subjects: tuple[str, ...]
    short: tuple[Short, ...]

    @property
    def left(self) -> list[int]:
        """Positions of the cells that are not filled."""
        return [at for at, one in enumerate(self.puts) if not one.filled]


def fill(blank: Path, laid: Laid, asked: Asked, to: Path, added: Sheets) -> Filled:
    """Fill a form and write it elsewhere; the blank stays as it is.

    Args:
        blank: The form, which ``check_blank`` let through.
        laid: Its map, laid over the ledger.
        asked: With what its cells are asked.
        to: Where the filled form is written.
        added: Makes the sheets that are added: what values rest on, and what is left.

    Raises:
        BadInput: A cell of the map is not in the form.
    """
    form = Form(blank)
    puts = tuple(form.put(spot, given) for spot, given in zip(laid.spots, laid.given(), strict=True))
    found = Filled(
        puts,
        tuple(form.sheet_of(one.spot) for one in puts),
        tuple(None if one.filled else asked.whom(one.spot.subject) for one in puts),
        tuple(asked.network.key(one.spot.subject) for one in puts),
        tuple(laid.short),
    )
    form.write(to, added(found))
    return found
