"""What the made-up city is like, as data: the districts, their levels and bodies, and what is wrong how often."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from graph.parsing import parsed


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Body(_Told):
    """An organisation that each place of a level should have, and the post of who heads it."""

    level: str
    form: str
    name: str
    head: str | None = None
    chain: str | None = None


class Seat(_Told):
    """A post that each place of a level should have; of homes one in so many."""

    level: str
    role: str
    one_in: int | None = None


class Members(_Told):
    """Of which level's organisation one resident in so many homes is a member."""

    level: str
    one_in: int


class House(_Told):
    """The venue that each place of a level has."""

    level: str
    form: str
    name: str


class Given(_Told):
    """What a partner gives, and what somebody calls it who needs it."""

    name: str
    category: str
    sort: str
    unit: str
    capacity: str
    need: str


class District(_Told):
    """One district: its profile, and by level how many of it one above holds."""

    profile: str
    name: str
    levels: dict[str, int]
    bodies: tuple[Body, ...]
    posts: tuple[Seat, ...]
    members: Members
    venue: House
    dispatches: str
    themes: tuple[str, ...]

    def counts(self, homes: int) -> dict[str, int]:
        """Return how many places of each level so many homes need; the last of a level may not be full.

        Example:
            >>> [one] = [one for one in plan().districts if one.profile == "yanshan"]
            >>> one.counts(401)
            {'street': 1, 'community': 1, 'courtyard': 2, 'building': 11, 'home': 401}
        """
        found, below = {}, homes
        for level in reversed(self.levels):
            found[level] = below
            below = -(-below // max(self.levels[level], 1))
        return dict(reversed(found.items()))


class Plan(_Told):
    """The whole of ``districts.yaml``."""

    called: dict[str, str]
    defects: dict[str, int]
    districts: tuple[District, ...]
    offers: tuple[Given, ...]


@cache
def plan() -> Plan:
    """Return what the city is like, read once."""
    text = files("loaders.samples.city").joinpath("districts.yaml").read_text(encoding="utf-8")
    return Plan.model_validate(parsed(text))
