"""Random small networks, as odd as a ledger can be and no odder: what a commit would refuse is not drawn.

`networks` draws the rows and `days` the day asked about; `tests.rulebooks` draws what is asked. Everything
a question distinguishes is drawn often: two axes and split buildings, seats that are
vacant, ended, absent, acted for, stood in for and held twice, listings of everything, scopes that are empty or over.
Kinds that no question tells apart are drawn from what they declare, in `tests.declared`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from graph.tables import Tables
from tests import declared
from tests.casefile.gathered import Rows
from tests.sampled import sampled

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[Any]], Any]

DAYS = [dt.date(2024, 1, 1), dt.date(2024, 10, 31), dt.date(2024, 11, 1), dt.date(2024, 11, 2), dt.date(2025, 6, 1)]
#: How many places of each level there may be.
LEVELS = [
    ("community", 1, 2),
    ("estate", 0, 2),
    ("courtyard", 0, 1),
    ("grid", 1, 3),
    ("building", 1, 3),
    ("entrance", 0, 3),
    ("home", 0, 5),
]
#: Where places of a level may lie, the first found most often.
PARENTS = {
    "community": ("street",),
    "estate": ("community",),
    "courtyard": ("community",),
    "grid": ("community", "estate"),
    "building": ("estate", "grid", "courtyard", "community"),
    "entrance": ("building",),
    "home": ("entrance", "building", "grid", "community"),
}
#: What usually answers for a place of which levels, by form and by role.
FORMS = {
    "party_group": ("building",),
    "branch": ("estate", "grid", "courtyard"),
    "joint_branch": ("grid", "estate"),
    "party_committee": ("community",),
    "general_branch": ("community",),
    "party_work_committee": ("street",),
    "residents_committee": ("community",),
    "street_office": ("street",),
    "owners_committee": ("estate",),
    "property_company": ("estate", "building"),
    "government_office": (),
}
ROLES = {
    "building_head": ("building", "courtyard"),
    "grid_worker": ("grid",),
    "member_household": ("entrance", "home"),
    "volunteer_household": ("home", "entrance"),
    "social_worker": ("community",),
}
HEADS = {
    "party_group": "group_leader",
    "residents_committee": "director",
    "street_office": "director",
    "owners_committee": "director",
    "property_company": "property_manager",
}
LISTED = [
    "kind=place level=home",
    "kind=place level=grid,building",
    "kind=place level=community,estate,entrance,courtyard,home",
    "kind=post",
    "kind=post role=grid_worker,building_head",
    "kind=post role=secretary",
    "kind=organisation",
    "kind=organisation form=branch,joint_branch",
    "kind=organisation form=joint_branch",
    "kind=organisation form=party_committee,general_branch,residents_committee",
    "kind=organisation form=property_company,owners_committee",
    "kind=team",
    "kind=person",
    "kind=person class=own",
    "kind=person stage=full",
    "kind=person class=own stage=full,probationary",
    *(f"kind={kind.kind}" for kind in declared.declared()),
]
MEASURES = [
    ("count kind=place level=home", "things"),
    ("sum households of kind=place level=home", "households"),
    ("sum residents of kind=place level=home", "people"),
    ("sum residents_60 of kind=place level=home", "people"),
    ("sum members of kind=organisation", "people"),
    ("count kind=post role=grid_worker,building_head", "people"),
    ("count kind=post role=building_head", "things"),
    ("count kind=organisation form=branch", "things"),
    ("count kind=team", "people"),
    ("count kind=vehicle", "things"),
    ("distinct person through member_of of kind=organisation class=own", "people"),
    ("distinct organisation through checked_in of kind=organisation form=party_committee", "things"),
    ("sum attendance of kind=activity", "person_times"),
    ("sum hours through took_part of kind=activity", "hours"),
    ("distinct person through took_part of kind=activity", "people"),
    ("sum area of kind=venue", "square_metres"),
    ("count kind=need status=done", "cases"),
    ("share count kind=venue status=open / count kind=venue", "percent"),
    ("share count kind=activity category=safety / distinct person through took_part of kind=activity", "percent"),
    *((f"count kind={kind.kind}", kind.units[0]) for kind in declared.declared()),
]
PERIODS = [None, "2024", "2024-11", "2024-01至2024-10", "自2024-10", "从前"]


_OFTEN = st.sampled_from([True, True, True, False])
_SELDOM = st.sampled_from([False, False, False, False, False, True])
_BEGINS_AND_ENDS = st.tuples(st.sampled_from([None, *DAYS[:-1]]), st.sampled_from([None, *DAYS]))


@cache
def _count(least: int, most: int) -> st.SearchStrategy[int]:
    return st.integers(least, most)


@dataclass
class Drawn:
    """A random network: its rows, and the keys of its things by kind."""

    tables: Tables = field(default_factory=lambda: Tables({}))
    keys: dict[str, list[str]] = field(default_factory=dict)

    @property
    def starts(self) -> list[str]:
        """What an escalation is mostly asked of."""
        return [key for kind in ("place", "post", "organisation", "person") for key in self.keys.get(kind, [])]

    @property
    def things(self) -> list[str]:
        """Everything there is: an escalation may be asked of each."""
        return [key for keys in self.keys.values() for key in keys]


class _Making:
    """Draws one network, kind by kind."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.rows = Rows()
        self.keys: dict[str, list[str]] = {}
        self.levels: dict[str, list[str]] = {}

    def often(self) -> bool:
        """Three times in four."""
        return bool(self.draw(_OFTEN))

    def seldom(self) -> bool:
        """Once in six."""
        return bool(self.draw(_SELDOM))

    def one_of(self, values: list[T]) -> T:
        """Return one of some values."""
        chosen: T = self.draw(sampled(values))
        return chosen

    def some(self, values: list[T], most: int) -> list[T]:
        """Return up to so many different ones."""
        found: list[T] = self.draw(st.lists(sampled(values), max_size=most, unique=True)) if values else []
        return found

    def count(self, least: int, most: int) -> range:
        """Return so many turns."""
        return range(self.draw(_count(least, most)))

    def dates(self) -> dict[str, Any]:
        """Return a validity: mostly none, else one that begins or ends around the days asked."""
        if not self.seldom():
            return {}
        first, last = self.draw(_BEGINS_AND_ENDS)
        return {"since": first, "until": last} if not first or not last or first < last else {"since": first}

    def until(self) -> dict[str, Any]:
        """Return an end around the days asked about, seldom: what lies in such a place is left behind."""
        return {"until": self.one_of(DAYS[1:4])} if self.seldom() else {}

    def order(self) -> int | None:
        """Return a display order, or none."""
        return self.one_of([None, None, 1, 2])

    def thing(self, kind: str, **fields: Any) -> str:
        """Add a thing with a key that sorts in no order of the drawing."""
        keys = self.keys.setdefault(kind, [])
        key = f"{kind}-{(len(keys) * 7 + 3) % 97:02d}"
        keys.append(self.rows.thing(kind, key, **fields))
        return key

    def all(self, kind: str) -> list[str]:
        """Return the things of a kind drawn so far."""
        return self.keys.get(kind, [])

    def tie(self, kind: str, source: str, target: str, **fields: Any) -> None:
        """Add a tie."""
        self.rows.tie(kind, source, target, **fields)

    # places

    def places(self) -> None:
        """Draw a street, or none, and what lies in it."""
        profile = self.one_of(["suzhoulu", "suzhoulu", "yanshan", "demo"])
        if self.often():
            self.place("street", profile)
        for level, least, most in LEVELS:
            for _ in self.count(least, most):
                self.place(level, profile)
        for _ in self.count(0, 2):  # some went on as others, ended or not
            source, target = self.one_of(self.all("place")), self.one_of(self.all("place"))
            if source != target:
                self.tie("became", source, target, **self.dates())

    def place(self, level: str, profile: str) -> None:
        """Draw a place and its parents: one for every axis, one more for one of them, or one that it moved from."""
        parents = [place for each in PARENTS.get(level, ()) for place in self.levels.get(each, [])]
        home = level == "home"
        key = self.thing(
            "place",
            name=f"{self.one_of(['东', '9号', '10号', '一'])}{level}",
            level=level,
            profile=self.profile(profile, root=not parents),
            type="dedicated_grid" if level == "grid" and self.seldom() else None,
            occupancy=self.one_of([None, "occupied", "vacant"]) if home else None,
            households=self.one_of([None, None, 0, 1, 2] if home else [None, None, None, None, 0, 40]),
            residents=self.one_of([None, 0, 3] if home else [None, None, None, 90]),
            residents_60=self.one_of([None, None, 0, 2] if home else [None, None, None, 30]),
            display_order=self.order(),
            **(self.dates() if home else self.until() or self.dates()),
        )
        if parents:
            self.parents(key, parents)
        self.levels.setdefault(level, []).append(key)

    def profile(self, usual: str, *, root: bool) -> str | None:
        """Return the profile that a place names: on a root the usual one, seldom another; elsewhere seldom any."""
        if root:
            return usual if self.often() or self.often() else self.one_of([None, "nowhere"])
        return self.one_of(["suzhoulu", "yanshan", "nowhere"]) if self.seldom() and self.seldom() else None

    def parents(self, key: str, parents: list[str]) -> None:
        """Draw how a place lies in others."""
        axis = self.one_of([None, None, None, "property", "territory"])
        first = self.one_of(parents)
        if self.seldom() and len(parents) > 1:  # it moved
            self.tie("part_of", key, self.one_of(parents), axis=axis, until=DAYS[2])
            self.tie("part_of", key, first, axis=axis, since=DAYS[2])
        else:
            self.tie("part_of", key, first, axis=axis, **self.dates())
        grids = [*self.levels.get("grid", []), *self.levels.get("estate", [])]
        if axis != "territory" and grids and self.draw(st.booleans()) and key not in grids:
            self.tie("part_of", key, self.one_of(grids), axis="territory", **self.dates())
            if axis is None and self.seldom():  # then the tie of no axis counts on none, while both hold
                self.tie("part_of", key, self.one_of(parents), axis="property", **self.dates())

    # units

    def organisations(self) -> None:
        """Draw organisations, what they answer for, where they are and their heads."""
        for number in self.count(1, 6):
            form = self.one_of(sorted(FORMS))
            key = self.thing(
                "organisation",
                name=f"组织{number}",
                form=form,
                members=self.one_of([None, 7]),
                categories=self.one_of([None, None, ["facilities"], ["safety", "meals"]]),
                phone=self.one_of([None, "0532-1"]),
                display_order=self.order(),
                **self.dates(),
            )
            self.answer(key, FORMS[form])
            if self.seldom() and self.all("place"):
                place = self.one_of(self.all("place"))
                self.tie("answers_for", key, place, acts_for="owners_committee", **self.dates())
            if self.seldom():
                self.reach(key, "serves", 2)
            if self.seldom():
                self.reach(key, "located_at", 1)
            for _ in self.count(0, 2):
                self.post(HEADS.get(form, "secretary"), key)

    def posts(self) -> None:
        """Draw posts outside organisations, and some in them that are not their heads."""
        for _ in self.count(1, 6):
            role = self.one_of(sorted(ROLES))
            unit = self.one_of(self.all("organisation")) if self.seldom() else None
            key = self.post(role, unit)
            if unit is None and self.seldom() and self.all("place"):
                self.tie("post_in", key, self.one_of(self.all("place")), **self.dates())
            if unit is None or self.seldom():
                self.answer(key, ROLES[role])

    def post(self, role: str, unit: str | None) -> str:
        """Draw a post and who holds it."""
        key = self.thing(
            "post",
            role=role,
            name=self.one_of([None, "席"]),
            rank=self.one_of([None, None, "chief", "deputy", "member"]),
            vacant=self.one_of([None, None, True]),
            public=self.one_of([None, True]),
            phone=self.one_of([None, "0532-2"]),
            display_order=self.order(),
            **self.dates(),
        )
        if unit is not None:
            self.tie("post_in", key, unit, **self.dates())
        held = self.one_of([0, 1, 1, 1, 2])
        for person in dict.fromkeys(self.one_of(self.all("person")) for _ in range(held)):
            self.hold(person, key)
        return key

    def answer(self, key: str, levels: tuple[str, ...]) -> None:
        """Draw what somebody answers for: mostly one place of a usual level, else nothing or anything."""
        usual = [place for level in levels for place in self.levels.get(level, [])]
        if usual and self.often():
            self.tie("answers_for", key, self.one_of(usual), **self.dates())
        else:
            self.reach(key, "answers_for", 2)

    def reach(self, key: str, tie: str, most: int) -> None:
        """Draw the places that something is tied to, now or before."""
        for place in self.some(self.all("place"), most):
            self.tie(tie, key, place, **self.dates())

    def hold(self, person: str, post: str) -> None:
        """Draw how somebody sits in a post."""
        self.tie(
            "holds",
            person,
            post,
            acting=self.one_of([None, None, True]),
            term_ends=self.one_of([None, None, dt.date(2024, 6, 1), dt.date(2024, 11, 1), dt.date(2026, 1, 1)]),
            absences=self.one_of(
                [None, None, "2024-10-01..2024-11-02", "2023-01-01..2023-02-01;2024-11-01..2024-11-02"]
            ),
            **self.dates(),
        )

    def absences(self) -> None:
        """Draw who is away from all seats or one, and who stands in."""
        for _ in self.count(0, 3):
            self.thing(
                "absence",
                person=self.one_of(self.all("person")),
                stands_in=self.one_of([None, *self.all("person")]),
                post=None if self.often() else self.one_of(self.all("post")),
                since=self.one_of([None, *DAYS[:3]]),
                until=self.one_of([None, None, *DAYS[3:]]),
            )

    def people(self) -> None:
        """Draw people; where they belong comes once there are units."""
        for number in self.count(1, 4):
            self.thing("person", name=f"演示{number}", **self.dates())

    def belonging(self) -> None:
        """Draw who is a member, who reported in, who lives where and who reports to whom."""
        units = [*self.all("organisation"), *self.all("post")]
        for person in self.some(self.all("person"), 3):
            for unit in self.some(self.all("organisation"), 2):
                self.member(person, unit)
        for unit in self.some([*self.all("organisation"), *self.all("team")], 2):
            for source in self.some([*self.all("organisation"), *self.all("person")], 2):
                if source != unit:
                    self.member(source, unit)
        for source in self.some(self.all("organisation"), 2):
            for target in self.some(self.all("organisation"), 2):
                self.tie("checked_in", source, target)
        for person in self.some(self.all("person"), 1):
            self.reach(person, "lives_in", 1)
        for source in self.some(units, 4):
            for target in dict.fromkeys([self.one_of(units), *self.some(units, 1)]):
                chain = self.one_of(["party", "party", "governance", "property"])
                relation = self.one_of(["leads", "leads", "leads", "guides", "contracts", "supervises"])
                self.tie("reports_to", source, target, chain=chain, relation=relation, **self.dates())

    def member(self, source: str, unit: str) -> None:
        """Draw what somebody is a member of, and as what."""
        said = {
            "class": self.one_of(["own", "own", "reported_in", None]),
            "stage": self.one_of(["full", "full", "probationary", None]),
        }
        self.tie("member_of", source, unit, **said, **self.dates())

    def teams(self) -> None:
        """Draw teams and where they serve."""
        for number in self.count(0, 2):
            key = self.thing(
                "team", name=f"队{number}", themes=self.one_of([None, ["hemu"], ["hean", "hemu"]]), **self.dates()
            )
            self.reach(key, "serves", 2)
            if self.seldom() and self.all("post"):
                self.tie("post_in", self.one_of(self.all("post")), key, **self.dates())

    # what is said of them

    def publications(self) -> None:
        """Draw listings, figures and exceptions."""
        places = self.all("place")
        if not places:
            return
        for within in [*([places[0]] if self.often() else []), *self.some(places[1:], 3)]:
            for selector in self.some(LISTED, 6):
                self.thing("listing", selector=selector, within=within, as_of=self.one_of(DAYS[:3]), **self.dates())
                if self.seldom():
                    self.thing("listing", selector=selector, within=within, as_of=self.one_of(DAYS))
        for subject in self.some([*places, *self.all("organisation")], 3):
            for measure, unit in self.some(MEASURES, 3):
                self.figure(subject, measure, unit)
        for place in self.some(places, 1):
            self.thing(
                "exception",
                norm=self.one_of(["n-worker", "n-heads", "s-members", "n-heads-when"]),
                place=place,
                reason="演示",
                **self.dates(),
            )

    def figure(self, subject: str, measure: str, unit: str) -> None:
        """Draw a figure of one measure."""
        bound = self.one_of(["exact", "at_least", "at_most", "about"])
        value = self.one_of([0, 1, 2, 3, 5, 60])
        ranged = bound == "about" and self.often()
        self.thing(
            "figure",
            subject=subject,
            name=self.one_of([None, "甲", "乙"]),
            measure=measure,
            value=value,
            bound=bound,
            low=max(0, value - 1) if ranged else None,
            high=value + 1 if ranged else None,
            unit=unit if self.often() else "cases",
            flow=self.one_of([True, None, None]),
            period=self.one_of(PERIODS),
            as_of=self.one_of([None, *DAYS]),
            **self.dates(),
        )


@st.composite
def networks(draw: Draw) -> Drawn:
    """Draw a small network."""
    making = _Making(draw)
    making.places()
    making.people()
    making.organisations()
    making.posts()
    making.absences()
    making.teams()
    making.belonging()
    declared.draw(making)
    making.publications()
    return Drawn(making.rows.tables(), making.keys)


def days() -> st.SearchStrategy[dt.date]:
    """Draw the day that is asked about, most often one on which much begins and ends."""
    return st.sampled_from([DAYS[2], DAYS[2], *DAYS])
