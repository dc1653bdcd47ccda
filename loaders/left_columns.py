"""What to do about a column that is left out and that lists from elsewhere often have, such as 出生日期 or 房号.

Of a birth only the year is kept, and where somebody lives is a path: such a column is not read as another one, as it
says more, or less, than that one may. Which headers is data: ``left_columns.yaml``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from graph.parsing import parsed


def hint_of(header: str) -> str | None:
    """Return the code of what to do about a header that is left out, None where nothing special is known.

    Example:
        >>> hint_of("出生日期"), hint_of("楼层")
        ('hint.left_column_birth', None)
    """
    return next((f"hint.left_column_{what}" for what, headers in _register().items() if header in headers), None)


@cache
def _register() -> dict[str, list[str]]:
    found: dict[str, list[str]] = parsed(files(__package__).joinpath("left_columns.yaml").read_text(encoding="utf-8"))
    return found
