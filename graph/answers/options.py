"""The options of questions, each declared once, for Python, the terminal, HTTP and ``verify``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

#: At most so many ids are shown as evidence of a row; ``evidence_count`` says how many there are.
EVIDENCE_CAP = 20


class Holds(Enum):
    """The type of an option's value, and how each surface reads and shows it."""

    REFERENCE = "REF"  # something in the network; in the terminal by name, over HTTP by id
    REFERENCES = "REF "  # the same, given several times; one alone is passed as a single key
    CHAIN = "CHAIN"  # of a profile, by key or by name
    CATEGORY = "CATEGORY"
    LEVEL = "LEVEL"  # of places, by code or by word
    AXIS = "AXIS"
    DAY = "DATE"
    TEXT = "TEXT"
    MOMENT = "DATE[THH:MM]"
    ASKED = "REF=DATE[THH:MM]"  # somebody and when they were asked; given several times
    FLAG = ""
    ONE_OF = "WORD"  # one of the option's states, by code or by its word
    NUMBER = "N "  # a whole number above zero
    STATES = "STATE,…"  # which rows are shown, by the code in one of their columns
    PACKS = "PACK"  # the rules are asked of these packs only; the function does not take it
    NORMS = "NORM"  # these norms only, by id, title or words of a title; the function does not take it
    PERSONAL = " "  # the viewer asks for what is personal; the function does not take it
    CAP = "N"  # at most so many ids in a column; Python only


#: What the function of a question is not given: it chooses the rules, or is about who looks.
_AROUND = (Holds.PACKS, Holds.NORMS, Holds.PERSONAL)


@dataclass(frozen=True)
class Option:
    """One option of a question.

    Attributes:
        name: Its name in Python, and in the options of an answer.
        holds: What it holds.
        said: What it means, as the description of the service says it.
        called: Its name in the terminal and over HTTP, where that is another.
        also: Further names in the terminal, for what people call it.
        kinds: Of a reference, the kinds that it may be of; empty = any.
        required: Whether nothing can be asked without it; in the terminal it stands without a name.
        guarded: Of a reference, whether a person of whom only the home is known is refused.
        default: What holds where it is left out.
        states: Of states, all that there are, in the order in which they are shown; of one of several, these.
        helped: The end of the code of its help, where its word means something else in other commands.
        column: Of states and a cap, the column of the rows that it is about; of one of several, their words.
    """

    name: str
    holds: Holds
    said: str = ""
    called: str = ""
    also: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    required: bool = False
    guarded: bool = False
    default: Any = None
    states: Sequence[str] = ()
    column: str = ""
    helped: str = ""

    @property
    def word(self) -> str:
        """Its name in the terminal and over HTTP."""
        return self.called or self.name

    @property
    def written(self) -> Any:
        """The default as a user would write it: states with commas between."""
        return ",".join(self.default) if self.holds is Holds.STATES else self.default

    @property
    def help(self) -> str:
        """The code of its help in the terminal."""
        return "cli.option.ref" if self.required else f"cli.option.{self.helped or self.word}"

    @property
    def passed(self) -> bool:
        """Whether the function of the question takes it."""
        return self.holds not in _AROUND

    @property
    def shown(self) -> bool:
        """Whether the terminal and HTTP have it."""
        return self.holds is not Holds.CAP
