"""A norm (配置标准): what should be there, for whom, and who says so.

Each norm quotes its document and says of which sort it is: rule, plan target or local practice. What it
asks is its *body*, data of one type: presence asks whether something is there at all, ratio for so
many to so much of a base. In YAML the body stands under the name of its type.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from graph.errors import BadRules
from graph.rules.bodies import BODIES, Body
from graph.rules.bodies.base import LARGEST, Part, Resolve, selector
from graph.rules.mistakes import Refused
from graph.rules.override import Override
from graph.rules.profile import Source, Text
from graph.rules.when import When
from graph.selectors import Selector


class InForce(Part):
    """From which day, and up to which (exclusive)."""

    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> InForce:
        if self.since is not None and self.until is not None and self.until <= self.since:
            raise Refused(BadRules("override_days", since=self.since.isoformat(), until=self.until.isoformat()))
        return self


class Norm(Part):
    """One norm; see the module.

    Attributes:
        id: Its name, unique over all packs.
        sort: rule, plan_target or local_practice.
        subject: Which things are asked about.
        body: What is asked of them.
        except_type: Types of place to which it does not apply.
        when: What else a subject has to have for it to apply.
        stale_after: Listings older than so many days are marked as stale.
        assumed: The account does not say so; it is our reading.
        overrides: What it asks otherwise at some places.
        pack: The pack that it came from.
        changed_by: Of a norm as it is at such a place, what changed it.
    """

    id: str
    title: Text
    sort: Literal["rule", "plan_target", "local_practice"]
    cite: Source
    in_force: InForce = InForce()
    subject: Selector
    body: Body
    except_type: tuple[str, ...] = ()
    when: When | None = None
    stale_after: int | None = Field(default=None, ge=1, le=LARGEST)
    assumed: bool = False
    note: Text | None = None
    overrides: tuple[Override, ...] = ()
    pack: str = ""
    changed_by: Override | None = None

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
        said = found[types[0]]
        body = said if isinstance(said, Body) else BODIES[types[0]].model_validate(said)
        there = [Override.model_validate(one) for one in rest.get("overrides", ())]
        bodies = [type(body).model_validate({**body.as_written, **one.change}) for one in there]
        changed = [
            one.model_copy(update={"norm": rest["id"], "body": other}) for one, other in zip(there, bodies, strict=True)
        ]
        return {**rest, "body": body, "overrides": tuple(changed)}

    @field_validator("subject", mode="before")
    @classmethod
    def _parse(cls, found: object) -> Selector:
        return selector(found)

    @model_validator(mode="after")
    def _of_whom(self) -> Norm:
        kinds = self.subject.get("kind")
        places_without_level = kinds == {"place"} and not self.subject.get("level")
        if len(kinds) != 1 or not kinds <= set(self.body.asked_of) or places_without_level:
            expected = " | ".join(
                "kind=place level=…" if one == "place" else f"kind={one}" for one in self.body.asked_of
            )
            raise Refused(BadRules("norm_subject", found=str(self.subject), expected=expected))
        if self.when is not None:
            self.when.check_of(next(iter(kinds)))
        self.body.check_subject(self.subject)
        return self

    @property
    def type(self) -> str:
        """The type of the norm, as it stands in YAML."""
        return self.body.type

    @property
    def within(self) -> frozenset[str]:
        """The places named in its selectors, as written."""
        counted = (*self.body.listed, *(self.when.listed if self.when else ()))
        return frozenset(one.within for one in (self.subject, *counted) if one.within is not None)

    @property
    def selected(self) -> tuple[Selector, ...]:
        """Whom it asks, and what it counts."""
        return (self.subject, *self.body.listed)

    @property
    def of_posts(self) -> bool:
        """Whether it counts posts, which are provided by so many people; other things are set up."""
        return all(of.get("kind") == {"post"} for of in self.body.listed)

    @property
    def beyond(self) -> tuple[str, ...]:
        """Names of the features it uses that are younger than the frozen Cypher texts."""
        said = {"when": self.when, "overrides": self.overrides, "within": self.within}
        return (*(name for name, found in said.items() if found), *self.body.beyond)

    def with_overrides(self, more: Iterable[Override]) -> Norm:
        """Return the norm with the overrides of other packs."""
        return self.model_copy(update={"overrides": (*self.overrides, *more)})

    def at_places(self, day: date) -> list[tuple[str, Norm]]:
        """Return the places where it asks otherwise on a day, each with the norm as it is there."""
        there = [one for one in self.overrides if one.holds_on(day)]
        return [(one.place, self.model_copy(update={"body": one.body, "changed_by": one})) for one in there]

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
                "overrides": tuple(
                    one.model_copy(update={"body": one.body and one.body.in_codes(resolve), "pack": self.pack})
                    for one in self.overrides
                ),
                "when": self.when and self.when.in_codes(resolve),
            }
        )


def types_in(found: Mapping[str, Any]) -> list[str]:
    """Return the types for which a norm in YAML has a body."""
    return [name for name in BODIES if found.get(name) is not None]
