"""How offers are scored for needs: the weight of each part, and how long an ask waits for its answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph.errors import BadRules
from graph.rules.located import Located
from graph.rules.mistakes import Refused

#: The parts of a score, in the order in which they are told.
PARTS = ("category", "near", "relation", "record", "turn", "soon", "fit", "price")
_WHOLE = 100


class Matching(BaseModel):
    """The rules of matching.

    Attributes:
        weights: By part of the score; they sum to 100, and every part is named.
        reply_days: After so many days without an answer an ask lapses.

    Raises:
        BadRules: A part is missing or unknown, or the weights do not sum to 100.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    weights: Mapping[str, int]
    reply_days: int = Field(default=7, ge=1, le=366)

    @model_validator(mode="after")
    def _whole(self) -> Matching:
        if {*self.weights} != {*PARTS}:
            strange = sorted({*self.weights} ^ {*PARTS})
            raise Refused(BadRules("weights_parts", found=", ".join(strange), expected=", ".join(PARTS)))
        if min(self.weights.values()) < 0 or sum(self.weights.values()) != _WHOLE:
            raise Refused(BadRules("weights_sum", found=sum(self.weights.values()), expected=_WHOLE))
        return self


def read_matching(text: str, file: str) -> Matching:
    """Return the rules of matching that a YAML text says.

    Raises:
        BadRules: It contradicts itself; the line is named.
    """
    return Located(text, file).read(Matching)


@cache
def own_matching() -> Matching:
    """Return the rules of matching that come with linli."""
    source = files("graph.rules").joinpath("matching.yaml")
    return read_matching(source.read_text(encoding="utf-8"), "matching.yaml")
