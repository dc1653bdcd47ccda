"""Several things in one sentence, parted as each language parts them: 甲、乙 and 甲, 乙."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

_MARKS = {"zh": "、", "en": ", "}


class Listed(str):
    """Several things as a parameter of a sentence; a text of its own as Chinese lists them.

    Attributes:
        parts: Each of them.

    Example:
        >>> several = Listed(["甲", "乙"])
        >>> several == "甲、乙", several.said("en")
        (True, '甲, 乙')
    """

    __slots__ = ("parts",)
    parts: tuple[str, ...]

    def __new__(cls, parts: Iterable[object]) -> Self:
        """Take what is listed, in order."""
        each = tuple(str(one) for one in parts)
        found = super().__new__(cls, _MARKS["zh"].join(each))
        found.parts = each
        return found

    def said(self, lang: str) -> str:
        """Return them in one text, in ``zh`` or ``en``."""
        return _MARKS[lang].join(self.parts)

    def __getnewargs__(self) -> tuple[tuple[str, ...]]:  # type: ignore[override]
        """Stay a list when an error crosses a process."""
        return (self.parts,)
