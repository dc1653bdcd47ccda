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


def day(option: str, said: str | None, expected: str = "expected.day") -> date | None:
    """Return the day that an option says; None where it was not given.

    Args:
        option: What it is called.
        said: What it says.
        expected: The code of all that it takes.

    Raises:
        Mistake: It is not a day.
    """
    try:
        return DAY.clean(said)
    except BadValue as error:
        found = error.params.get("expected", "expected.day")
        takes = expected if found == "expected.day" else found
        raise Mistake("cli_value", option=option, found=said, expected=takes) from None
