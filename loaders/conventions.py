"""Conventions of sheets that no kind declares: words for nobody, what an empty cell stands for, closed lists."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from graph.parsing import parsed

_BRACKETS = re.compile(r"^[（(【\[]|[）)】\]]$")


class Conventions(BaseModel):
    """The conventions; each is told in ``conventions.yaml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    vacant: frozenset[str]
    no_name: frozenset[str]
    defaults: dict[str, dict[str, str]]
    strict: tuple[str, ...]

    def is_nobody(self, said: str) -> bool:
        """Return whether a cell says that there is none: 空缺, in brackets too."""
        return _BRACKETS.sub("", "".join(said.split())) in self.vacant


@cache
def conventions() -> Conventions:
    """Return the conventions, read once."""
    text = files(__package__).joinpath("conventions.yaml").read_text(encoding="utf-8")
    return Conventions.model_validate(parsed(text))
