"""A norm (配置标准): what should be there, for whom, and who says so.

Each norm quotes its document and says of which sort it is: rule, plan target or local practice. What it
asks is its *body*, data of one type: presence asks whether something is there at all, ratio for so
many to so much of a base. In YAML the body stands under the name of its type.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from graph.errors import BadRules
from graph.rules.bodies import BODIES, Body
from graph.rules.bodies.base import Part, Resolve, selector
from graph.rules.mistakes import Refused
from graph.rules.profile import Source, Text
from graph.selectors import Selector


class InForce(Part):
    """From which day, and up to which (exclusive)."""

    since: date | None = None
    until: date | None = None


class Norm(Part):
    """One norm; see the module.

    Attributes:
        id: Its name, unique over all packs.
        sort: rule, plan_target or local_practice.
        subject: Which things are asked about.
        body: What is asked of them.
        except_type: Types of place to which it does not apply.
        stale_after: Listings older than so many days are marked as stale.
        assumed: The account does not say so; it is our reading.
        pack: The pack that it came from.
    """

    id: str
    title: Text
    sort: Literal["rule", "plan_target", "local_practice"]
    cite: Source
    in_force: InForce = InForce()
    subject: Selector
    body: Body
    except_type: tuple[str, ...] = ()
    stale_after: int | None = Field(default=None, ge=1)
    assumed: bool = False
    note: Text | None = None
    pack: str = ""

    @model_validator(mode="before")
    @classmethod
    def _body(cls, found: Any) -> Any:
        """Read the body from under the name of its type."""
        if not isinstance(found, Mapping) or "body" in found:
            return found
        types = types_in(found)
        if len(types) != 1:
            raise Refused(BadRules("norm_type", found=found.get("id"), expected=", ".join(BODIES)))
        rest = {name: value for name, value in found.items() if name not in types}
        body = found[types[0]]
        return {**rest, "body": body if isinstance(body, Body) else BODIES[types[0]].model_validate(body)}

    @field_validator("subject", mode="before")
    @classmethod
    def _parse(cls, found: object) -> Selector:
        return selector(found)

    @model_validator(mode="after")
    def _of_whom(self) -> Norm:
        kinds = self.subject.get("kind")
        places_without_level = kinds == {"place"} and not self.subject.get("level")
        if len(kinds) != 1 or not kinds <= set(self.body.subjects) or places_without_level:
            expected = " | ".join(
                "kind=place level=…" if one == "place" else f"kind={one}" for one in self.body.subjects
            )
            raise Refused(BadRules("norm_subject", found=str(self.subject), expected=expected))
        self.body.check_subject(self.subject)
        return self

    @property
    def type(self) -> str:
        """The type of the norm, as it stands in YAML."""
        return self.body.type

    @property
    def of_posts(self) -> bool:
        """Whether it counts posts, which are provided by so many people; other things are set up."""
        return all(of.get("kind") == {"post"} for of in self.body.listed)

    def holds_on(self, day: date) -> bool:
        """Return whether the norm is in force on a day."""
        since, until = self.in_force.since, self.in_force.until
        return (since is None or since <= day) and (until is None or day < until)

    def in_codes(self, resolve: Resolve) -> Norm:
        """Return the norm with every word as its code."""
        return self.model_copy(
            update={
                "body": self.body.in_codes(resolve),
                "subject": self.subject.resolved(resolve),
                "except_type": tuple(resolve("type", one) for one in self.except_type),
            }
        )


def types_in(found: Mapping[str, Any]) -> list[str]:
    """Return the types of which a norm in YAML has a body."""
    return [name for name in BODIES if found.get(name) is not None]
