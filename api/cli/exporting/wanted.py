"""What a command line wants of a format, and how a text of one is written and told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.cli.opened import Opened
from api.cli.writing import write_text


@dataclass(frozen=True)
class Wanted:
    """What is wanted.

    Attributes:
        asked: The network, whoever will have the file, and the words.
        key: The thing in the middle; None = everything within.
        depth: How many ties away things may be.
        every_date: Also what does not hold on the date.
        by: Who makes it.
        path: Where it goes.
        private: Whether only its owner may read it.
        crs: The system of coordinates that is asked for; None = the one there is.
        pages: Which of its pages are asked for; None = those it usually has.
    """

    asked: Opened
    key: str | None
    depth: int
    every_date: bool
    by: str
    path: Path
    private: bool
    crs: str | None = None
    pages: str | None = None

    @property
    def handed(self) -> dict[str, Any]:
        """What formats of the graph take (`graph.exchange.handed`)."""
        return {
            "key": self.key,
            "depth": self.depth,
            "lang": self.asked.lang,
            "every_date": self.every_date,
            "showing": self.asked.showing,
        }

    def put(self, text: str) -> None:
        """Write a text, whole or not at all, and say what is not in it."""
        write_text(self.path, text, private=self.private)
        say, hidden = self.asked.say, self.asked.showing.hidden
        print(say("cli.written", file=self.path))  # noqa: T201
        if hidden:
            print(say("cli.export.hidden", count=f"{hidden:,}"))  # noqa: T201

    def tell(self, code: str, **params: Any) -> None:
        """Print a sentence; numbers are written with commas."""
        said = {name: f"{one:,}" if isinstance(one, int) else one for name, one in params.items()}
        print(self.asked.say(code, **said))  # noqa: T201
