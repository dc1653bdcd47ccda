"""Where cells are: as their addresses say, else each right of the one before, as the standard has it."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class Positions:
    """Follows the rows and cells of a sheet of ``.xlsx``.

    Attributes:
        place: Row and column of the newest cell, from 0.
    """

    def __init__(self) -> None:
        self.place = (-1, -1)
        self._row = -1

    def row(self, said: dict[str, str]) -> None:
        """Take the attributes of a row."""
        number = said.get("r", "")
        self._row = int(number) - 1 if number.isascii() and number.isdigit() else self._row + 1
        self.place = (self._row, -1)

    def cell(self, said: dict[str, str]) -> None:
        """Take the attributes of a cell; an address that is none counts as left out."""
        found = place_of(said.get("r", ""))
        self.place = found or (self._row, self.place[1] + 1)


def place_of(address: str) -> tuple[int, int] | None:
    """Return row and column from 0; None where it is no address.

    Example:
        >>> place_of("C14"), place_of("XFD1048576"), place_of("ZZZZZZZ9")
        ((13, 2), (1048575, 16383), None)
    """
    said = _ADDRESS.fullmatch(address)
    if said is None:
        return None
    column = 0
    for sign in said[1]:
        column = column * 26 + ord(sign) - ord("A") + 1
    return int(said[2]) - 1, column - 1


def address_of(row: int, column: int) -> str:
    """Return the address of a cell.

    Example:
        >>> address_of(1048575, 16383)
        'XFD1048576'
    """
    return f"{letter(column)}{row + 1}"


def letter(column: int) -> str:
    """Return the letters of a column from 0.

    Example:
        >>> letter(0), letter(27)
        ('A', 'AB')
    """
    letters, rest = "", column + 1
    while rest:
        rest, place = divmod(rest - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters
