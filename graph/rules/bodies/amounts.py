"""How many of something a subject has: things tied to it, or who lives there; so sizes and conditions are told."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import field_validator, model_validator

from graph.errors import BadRules
from graph.kinds import kind_of, things, ties
from graph.rules.bodies.base import Part, Resolve, kind_meant, selector
from graph.rules.mistakes import Refused
from graph.selectors import TIE_FIELDS, Selector

#: What of the homes of a place may be counted instead of things.
Lived = Literal["homes", "households", "residents"]
LIVED: tuple[Lived, ...] = ("homes", "households", "residents")
#: By which tie something belongs to a subject where nobody says by which.
MEMBER_OF = "member_of"
_HOMES = Selector({"kind": frozenset(["place"]), "level": frozenset(["home"])})
_SUMS = {"homes": "count", "households": "sum households of", "residents": "sum residents of"}


class Amount(Part):
    """What is counted of a subject.

    Attributes:
        of: Things of one kind, of which class, stage, relation, side and chain are the tie's; or who lives there.
        through: By which tie things are tied to the subject; empty = ``member_of``.
        belonging: The other way round: the things that the subject is tied to, such as the joint branch that it is in.
    """

    of: Selector | Lived
    through: str = ""
    belonging: bool = False

    @field_validator("of", mode="before")
    @classmethod
    def _parse(cls, found: object) -> object:
        return found if found in LIVED else selector(found)

    @model_validator(mode="after")
    def _countable(self) -> Self:
        self.check()
        return self

    def check(self) -> None:
        """Refuse what nobody could count; who counts otherwise than by a tie says so here."""
        _ = self.tied_to

    @property
    def lived(self) -> Lived | None:
        """What of the homes is counted; None where things are."""
        return None if isinstance(self.of, Selector) else self.of

    @property
    def kind(self) -> str:
        """The kind of thing that is counted; of who lives there the kind of a home."""
        return "place" if isinstance(self.of, str) else next(iter(self.of.get("kind")), "")

    @property
    def tie(self) -> str:
        """By which tie things are tied to the subject."""
        return self.through or MEMBER_OF

    @property
    def things(self) -> Selector:
        """Which things, whatever their tie says."""
        return self._part(of_tie=False)

    @property
    def of_tie(self) -> Selector:
        """What the tie has to say."""
        return self._part(of_tie=True)

    @property
    def mere(self) -> bool:
        """Whether nothing but membership is asked of people: then a unit may state how many they are."""
        return self.measure == f"distinct person through {MEMBER_OF} of kind=person"

    @property
    def listed(self) -> tuple[Selector, ...]:
        """What listings have to speak of, so that who is absent is known to be absent."""
        return (_HOMES if isinstance(self.of, str) else self.of,)

    @property
    def measure(self) -> str:
        """What is counted, as a figure says it: by that it is known whom it would tell something of."""
        if isinstance(self.of, str):
            return f"{_SUMS[self.of]} {_HOMES}"
        return f"distinct {self.kind} through {self.tie} of {self.of}"

    @property
    def tied_to(self) -> tuple[str, ...]:
        """The kinds of subject that such an amount can be told of; none where no tie makes it so.

        Raises:
            Refused: It is not of one kind, there is no such tie, or the tie does not say what is asked of it.
        """
        if isinstance(self.of, str):
            if self.belonging:
                raise Refused(BadRules("norm_one_kind", found=self.of))
            return ("place",)
        if len(self.of.get("kind")) != 1:
            raise Refused(BadRules("norm_one_kind", found=str(self.of)))
        known = [one.kind for one in things()]
        if self.kind not in known:
            raise Refused(BadRules("norm_kind", found=self.kind, expected=kind_meant(self.kind) or " ".join(known)))
        open_to = {tie.kind: tie for tie in ties() if self.kind in (tie.target if self.belonging else tie.source)}
        if self.tie not in open_to:
            raise Refused(BadRules("norm_no_tie", found=self.tie, kind=self.kind, expected=", ".join(open_to)))
        said = {one.name for one in open_to[self.tie].fields}
        if strange := sorted(set(self.of_tie.fields) - said):
            raise Refused(BadRules("norm_tie_field", found=strange[0], tie=self.tie))
        return open_to[self.tie].source if self.belonging else open_to[self.tie].target

    def in_codes(self, resolve: Resolve) -> Self:
        """Return it with every word as its code; those of a tie by the words of that tie."""
        if isinstance(self.of, str):
            return self
        lists = {one.name: one.vocabulary for one in kind_of(self.tie).fields if one.vocabulary}
        coded = self.of.resolved(resolve)
        own = {
            name: frozenset(resolve(lists[name], one) for one in self.of.get(name))
            for name in self.of_tie.fields
            if name in lists
        }
        return self.model_copy(update={"of": Selector({**coded.fields, **own}, coded.within)})

    def told(self) -> dict[str, Any]:
        """Return it as a document says it."""
        rest = self.model_dump(mode="json", exclude={"of", "through", *(() if self.belonging else ("belonging",))})
        return {"of": str(self.of), "through": None if self.lived else self.tie, **rest}

    def _part(self, *, of_tie: bool) -> Selector:
        if isinstance(self.of, str):
            return _HOMES
        kept = {name: values for name, values in self.of.fields.items() if (name in TIE_FIELDS) == of_tie}
        return Selector(kept, None if of_tie else self.of.within)
