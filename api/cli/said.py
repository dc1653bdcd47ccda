"""What an option says, as what it means: a whole number, a day."""

from __future__ import annotations

from datetime import date

from api.cli.mistakes import Mistake
from graph.errors import BadValue
from graph.values.dates import DAY


def whole(option: str, said: str | None, least: int = 0) -> int | None:
    """Return the whole number that an option says; None where it was not given.

    Raises:
        Mistake: It is not a whole number, or too small.

    Example:
        >>> whole("--limit", "20")
        20
    """
    if said is None:
        return None
    if not (said.isascii() and said.isdigit() and int(said) >= least):
        expected = "expected.above_zero" if least else "expected.tally"
        raise Mistake("cli_value", option=option, found=said, expected=expected)
    return int(said)


def day(option: str, said: str | None) -> date | None:
    """Return the day that an option says; None where it was not given.

    Raises:
        Mistake: It is not a day.
    """
    try:
        return DAY.clean(said)
    except BadValue as error:
        expected = error.params.get("expected", "expected.day")
        raise Mistake("cli_value", option=option, found=said, expected=expected) from None
