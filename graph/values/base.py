"""What a kind of value is: a name, an example, how to clean it and how to show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@dataclass(frozen=True)
class ValueType(Generic[T]):
    """A kind of value, made of two pure functions.

    ``clean`` brings what people write in Excel habits into the one form that linli keeps, and
    ``clean(clean(x)) == clean(x)`` always holds. A loader memoises it by distinct value: a column
    of a million cells seldom holds more than some thousands.

    Attributes:
        name: What a kind's field calls it, such as ``day``.
        example: How a person would write one; shown in templates and in the data dictionary.
        clean: From a cell to the value. None for a blank cell; anything that cannot be read without
            guessing raises `BadValue` with ``found`` and ``expected``, the code of a phrase.
        show: From a value and a language to what a reader sees.

    Example:
        >>> from graph.values.dates import DAY
        >>> DAY.clean("２０２４年11月1日")
        datetime.date(2024, 11, 1)
        >>> DAY.clean("  ") is None
        True
        >>> DAY.caption(DAY.clean("20241101"))
        '2024-11-01'
    """

    name: str
    example: str
    clean: Callable[[object], T | None]
    show: Callable[[T, str], str]

    def caption(self, value: T, lang: str = "zh") -> str:
        """Return the value as a reader of ``zh`` or ``en`` sees it."""
        return self.show(value, lang)


def as_written(value: object, _lang: str) -> str:
    """Show a value whose text is the same in every language.

    Example:
        >>> as_written(42, "en")
        '42'
    """
    return str(value)
