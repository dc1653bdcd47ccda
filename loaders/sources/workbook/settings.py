"""What the workbook source knows beside the kinds, from its YAML description."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from graph.parsing import parsed


class Settings(BaseModel):
    """The description of the source; each part is told in ``source.yaml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: dict[str, str]
    description: dict[str, str]
    vacant: frozenset[str]
    defaults: dict[str, dict[str, str]]
    strict: tuple[str, ...]
    options: dict[str, dict[str, str]]


@cache
def settings() -> Settings:
    """Return the description, read once."""
    text = files(__package__).joinpath("source.yaml").read_text(encoding="utf-8")
    return Settings.model_validate(parsed(text))
