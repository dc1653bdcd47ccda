"""What is known of a thing by its name."""

from __future__ import annotations

from dataclasses import dataclass

from graph.names.folding import fold


@dataclass(frozen=True)
class Named:
    """A thing as names know it."""

    key: str
    kind: str
    name: str | None
    code: str | None = None
    seat: int | None = None
    open: bool = True
    number: str | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """What it is written as, folded: its name, and the office's own number for it."""
        return tuple(fold(one) for one in (self.name, self.number) if one)
