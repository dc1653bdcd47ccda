"""*Completeness*: fields of a thing are filled, or systems (制度) of these names are written for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Self

from pydantic import field_validator, model_validator

from graph.errors import BadRules
from graph.kinds import Field, Sensitivity, kind_of, things
from graph.rules.bodies.base import Body, Resolve, selector
from graph.rules.mistakes import Refused
from graph.selectors import Selector

#: What somebody writes into a field of which there is nothing.
NOTHING = frozenset({"无", "没有", "暂无", "none"})
#: What the systems of a subject are.
SYSTEM = Selector({"kind": frozenset(["routine"])})


class FilledIn(Body):
    """A row a subject and field, or a subject and system.

    Attributes:
        fields: The fields that are to be filled.
        of: Which things have them, as a listing would say it; of the kind of the subject.
        systems: The names of the systems that are to be there.
        inherit: Whether a system counts that a place around the subject has, or the unit that leads it.
    """

    type: ClassVar[str] = "completeness"
    subjects: ClassVar[tuple[str, ...]] = tuple(
        kind.kind for kind in things() if not kind.statement and kind.named != "alone"
    )
    absent: ClassVar[str] = "not_written"
    columns: ClassVar[Mapping[str, str]] = {"from_whom": "things", "issued_by": "texts"}

    fields: tuple[str, ...] = ()
    of: Selector | None = None
    systems: tuple[str, ...] = ()
    inherit: bool = False

    @field_validator("of", mode="before")
    @classmethod
    def _parse(cls, found: object) -> Selector | None:
        return None if found is None else selector(found)

    @model_validator(mode="after")
    def _of_one_sort(self) -> Self:
        if bool(self.fields) == bool(self.systems):
            raise Refused(BadRules("norm_fields_or_systems"))
        if bool(self.fields) != (self.of is not None) or (self.fields and self.inherit):
            raise Refused(BadRules("norm_fields_of"))
        twice = [one for one in self.items if self.items.count(one) > 1]
        if twice:
            raise Refused(BadRules("norm_item_twice", found=twice[0]))
        return self

    def check_subject(self, subject: Selector) -> None:
        """Refuse a subject of another kind than the things, fields that it has not, and who has no systems."""
        (kind,) = subject.get("kind")
        if self.of is None:
            having = next(one.to for one in kind_of("routine").fields if one.name == "subject")
            if kind not in having:
                raise Refused(BadRules("norm_subject", found=str(subject), expected=" | ".join(having)))
            return
        if self.of.get("kind") != {kind}:
            raise Refused(BadRules("norm_subject", found=str(subject), expected=str(self.of)))
        known = {one.name: one for one in kind_of(kind).fields if _may_be_asked(one)}
        for name in self.fields:
            if name not in known:
                raise Refused(BadRules("norm_field", found=name, kind=kind, expected=", ".join(known)))

    @property
    def items(self) -> tuple[str, ...]:
        """What is asked of each subject."""
        return self.fields or self.systems

    @property
    def listed(self) -> tuple[Selector, ...]:
        """The things whose fields are asked, or systems."""
        return (self.of or SYSTEM,)

    def in_codes(self, resolve: Resolve) -> Self:
        """Return the body with every word as its code."""
        return self.model_copy(update={"of": self.of and self.of.resolved(resolve)})

    def item_said(self, item: str, word: Callable[[str, str], str], lang: str) -> str:
        """Return how a field is called; a system has its name."""
        del word
        kinds = self.of.get("kind") if self.of else ()
        found = next((one for kind in kinds for one in kind_of(kind).fields if one.name == item), None)
        return item if found is None else found.zh if lang == "zh" else found.en

    def told(self) -> dict[str, Any]:
        """Return the body as a document says it."""
        if self.of is None:
            return {"systems": list(self.systems), "inherit": self.inherit}
        return {"fields": list(self.fields), "of": str(self.of)}


def _may_be_asked(field: Field) -> bool:
    """Return whether questions are asked of a field, and whether it is filled is nothing personal."""
    return not field.apart and not field.remark and field.sensitivity is not Sensitivity.PERSONAL
