"""What a subject may inherit: the same from a wider level, or what other forms or roles give there."""

from __future__ import annotations

from typing import Self

from pydantic import Field

from graph.rules.bodies.base import Part, Resolve
from graph.selectors import Selector


class Inherit(Part):
    """From which wider level, and from which forms or roles, presence may be inherited."""

    level: tuple[str, ...] = Field(min_length=1)
    form: tuple[str, ...] = ()
    role: tuple[str, ...] = ()

    def instead_of(self, of: Selector) -> Selector:
        """Return what may be inherited: the forms or roles named for that, else those of the norm itself."""
        named = {"form": self.form, "role": self.role}
        return Selector({**of.fields, **{name: frozenset(values) for name, values in named.items() if values}})

    def in_codes(self, resolve: Resolve, of: Selector) -> Self:
        """Return it with every word as its code; forms and roles are of the kind that is counted."""
        named = {name: frozenset(values) for name in ("form", "role") if (values := getattr(self, name))}
        coded = Selector({"kind": of.get("kind"), **named}).resolved(resolve)
        levels = tuple(resolve("level", one) for one in self.level)
        return self.model_copy(update={"level": levels, **{name: tuple(sorted(coded.get(name))) for name in named}})
