"""Rules for random networks: those that come with linli, and norms and a profile that use every option."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from graph.kinds import tie_to_place
from graph.rules import Chain, Norm, Profile, Rules, load_rules
from tests.declared import declared

_TITLE = {"zh": "演示", "en": "demo"}
_WORKER = {"kind": ["post"], "role": ["grid_worker"]}
_HEAD = {"kind": ["post"], "role": ["building_head", "grid_worker"]}
_BRANCH = {"kind": ["organisation"], "form": ["branch", "joint_branch"]}

#: Of the tree that comes with linli, what random networks draw: some of its tops, and what lies below them.
_CATEGORIES = ["care", "meals", "facilities"]


def _place(*levels: str) -> dict[str, Any]:
    return {"kind": ["place"], "level": list(levels)}


#: Places are drawn with such keys, the first of them the widest.
_OVERRIDES: dict[str, list[dict[str, Any]]] = {
    "n-heads": [
        {"place": "place-10", "change": {"per": 1}, "cite": {"document": "演示一"}},
        {"place": "place-03", "until": "2024-11-01", "change": {"count": 3}, "cite": {"document": "演示二"}},
        {"place": "place-03", "since": "2024-11-01", "change": {"held": False}, "cite": {"document": "演示三"}},
    ],
    "s-members": [
        {"place": "place-17", "change": {"between": [2, 2], "soft": False}, "cite": {"document": "演示"}},
        {"place": "nowhere", "change": {"between": [9, 9]}, "cite": {"document": "演示"}},
    ],
}
_UNITS = {"kind": ["organisation"]}
_SIZES: list[dict[str, Any]] = [
    {"id": "s-grid", "subject": _place("grid", "community"), "size": {"of": "households", "between": [1, 3]}},
    {"id": "s-old", "subject": _place("community"), "size": {"of": "residents", "between": [2, 5], "soft": True}},
    {
        "id": "s-members",
        "subject": _UNITS,
        "size": {"of": {"kind": ["person"]}, "between": [1, 6], "soft": True},
        "overrides": _OVERRIDES["s-members"],
    },
    {
        "id": "s-full",
        "subject": _UNITS,
        "size": {"of": {"kind": ["person"], "class": ["own"], "stage": ["full"]}, "between": [1, 1]},
    },
    {"id": "s-in", "subject": _UNITS, "size": {"of": _UNITS, "belonging": True, "between": [1, None]}},
    {"id": "s-units", "subject": _UNITS, "size": {"of": _UNITS, "between": [1, None]}},
    {
        "id": "s-led",
        "subject": _UNITS,
        "size": {"of": {**_UNITS, "relation": ["leads"]}, "through": "reports_to", "between": [0, 1], "soft": True},
    },
    {"id": "s-team", "subject": {"kind": ["team"]}, "size": {"of": {"kind": ["person"]}, "between": [1, 1]}},
    {
        "id": "s-when-members",
        "subject": _UNITS,
        "except_type": ["dedicated_grid"],
        "when": {"of": {"kind": ["person"], "stage": ["full"]}, "at_least": 1},
        "size": {"of": {"kind": ["person"]}, "between": [2, 3]},
    },
    {
        "id": "n-heads-when",
        "subject": _place("community", "grid", "building"),
        "except_type": ["dedicated_grid"],
        "when": {"of": _BRANCH, "at_most": 0},
        "ratio": {"of": _HEAD, "per": 2, "base": "households"},
    },
    {
        "id": "n-when-posts",
        "subject": _place("community", "grid"),
        "when": {"of": _WORKER, "at_least": 1},
        "presence": {"of": {"kind": ["team"]}},
    },
    {
        "id": "one-grid",
        "subject": _place("building", "courtyard", "entrance"),
        "except_type": ["dedicated_grid"],
        "exactly_one": {"level": "grid"},
    },
    {"id": "one-of-two", "subject": _place("building", "home"), "exactly_one": {"level": ["grid", "estate"]}},
    {
        "id": "sum-members",
        "subject": _place("community", "grid", "building"),
        "ratio": {"of": _UNITS, "sum": "members", "count": 3, "per": 2, "base": "residents_60"},
    },
    {
        "id": "sum-area",
        "subject": _place("community", "grid"),
        "ratio": {"of": {"kind": ["venue"]}, "sum": "area", "count": 30, "per": 100, "base": "households"},
    },
    {
        "id": "sum-serving",
        "subject": _place("community"),
        "ratio": {"of": _UNITS, "through": "serves", "sum": "members", "per": 1, "base": "homes"},
    },
    {
        "id": "n-of-60",
        "subject": _place("community", "building"),
        "ratio": {"of": _HEAD, "per": 2, "base": "residents_60"},
    },
    {
        "id": "n-when-lived",
        "subject": _place("community", "grid"),
        "when": {"of": "homes", "at_most": 2},
        "presence": {"of": {"kind": ["team"]}},
    },
]
#: Themes, categories that are a tree, roles with seats, and what is wanted.
BREADTH: list[dict[str, Any]] = [
    {
        "id": "n-themes",
        "overrides": [{"place": "place-10", "change": {"items": ["hean", "hemei"]}, "cite": {"document": "演示"}}],
        "subject": _place("community", "grid", "building"),
        "breadth": {"items": ["hemu", "hean"], "of": {"kind": ["team"]}, "by": "theme"},
    },
    {
        "id": "n-themes-above",
        "subject": _place("grid", "building"),
        "breadth": {
            "items": ["hemu", "hean"],
            "of": {"kind": ["team"]},
            "by": "theme",
            "at": "subject",
            "inherit": {"level": ["community", "street"]},
        },
        "except_type": ["dedicated_grid"],
    },
    {
        "id": "n-offered",
        "subject": _place("community", "grid", "street"),
        "breadth": {"items": _CATEGORIES, "of": {"kind": ["offer"]}, "by": "category", "at_least": 2},
    },
    {
        "id": "n-provided",
        "subject": _place("community", "building", "street"),
        "breadth": {"items": _CATEGORIES, "of": {"kind": ["offer"]}, "by": "category", "base": "demands"},
    },
    {
        "id": "n-held",
        "subject": _place("community"),
        "breadth": {"items": _CATEGORIES, "of": {"kind": ["activity"]}, "by": "category", "base": "demands"},
    },
    {
        "id": "n-roles",
        "subject": _place("community", "grid"),
        "breadth": {"items": ["grid_worker", "secretary"], "of": {"kind": ["post"]}, "by": "role"},
    },
    {
        "id": "n-forms",
        "subject": _place("grid", "estate"),
        "breadth": {
            "items": ["branch", "owners_committee"],
            "of": {"kind": ["organisation"]},
            "by": "form",
            "inherit": {"level": ["community"]},
        },
    },
    {
        "id": "n-vehicles",
        "subject": _place("community"),
        "breadth": {"items": ["a", "b"], "of": {"kind": ["vehicle"]}, "by": "status", "base": None},
    },
]
_SECRETARY = {"kind": ["post"], "role": ["secretary", "group_leader"]}
#: Seats of two sorts: anywhere below, at one place, in one unit; and who else may be chosen.
IDENTITY: list[dict[str, Any]] = [
    {
        "id": "n-same",
        "subject": _place("community", "grid", "building"),
        "identity": {"holder_of": _HEAD, "is": _SECRETARY},
    },
    {
        "id": "n-same-place",
        "subject": _place("community", "grid"),
        "identity": {
            "holder_of": {"kind": ["post"], "role": ["building_head"]},
            "is": _WORKER,
            "where": "same place",
            "soft": True,
        },
    },
    {
        "id": "n-same-unit",
        "subject": _place("community", "street"),
        "identity": {
            "holder_of": {"kind": ["post"], "role": ["secretary"]},
            "is": {"kind": ["post"], "role": ["director", "secretary"]},
            "where": "same unit",
            "quantifier": "some",
        },
        "except_type": ["dedicated_grid"],
    },
    {
        "id": "n-chosen",
        "subject": _place("community", "building", "grid"),
        "identity": {
            "holder_of": _WORKER,
            "is": {"kind": ["post"], "role": ["group_leader"]},
            "quantifier": "some",
            "else_from": {"kind": ["person"], "class": ["own"]},
        },
    },
    {
        "id": "n-chosen-of-all",
        "subject": _place("community"),
        "identity": {
            "holder_of": _WORKER,
            "is": {"kind": ["post"], "role": ["committee_head"]},
            "else_from": {"kind": ["person"]},
        },
    },
]
_ELECTED = {"kind": ["post"], "role": ["secretary", "director", "grid_worker", "building_head"]}
#: Of units that answer for a place and of others, of units of any kind, and of places that have a post.
TERMS: list[dict[str, Any]] = [
    {"id": "n-term", "subject": _UNITS, "term": {"of": _ELECTED, "years": 1}},
    {"id": "n-term-there", "subject": _UNITS, "term": {"of": _ELECTED, "years": 2, "among": "answering"}},
    {
        "id": "n-term-soft",
        "subject": _UNITS,
        "term": {"of": {"kind": ["post"]}, "years": 1, "among": "others", "soft": True},
    },
    {
        "id": "n-term-of-places",
        "subject": _place("community", "grid", "building"),
        "term": {"of": {"kind": ["post"]}, "years": 3},
        "except_type": ["dedicated_grid"],
    },
    {
        "id": "n-term-of-teams",
        "subject": {"kind": ["team"]},
        "term": {"of": {"kind": ["post"]}, "years": 2, "soft": True},
    },
]
#: Fields of every type, and systems of things that are led, run and lie somewhere.
COMPLETENESS: list[dict[str, Any]] = [
    {
        "id": "n-filled-teams",
        "subject": {"kind": ["team"]},
        "completeness": {"fields": ["slogan", "themes"], "of": {"kind": ["team"]}},
    },
    {
        "id": "n-filled-venues",
        "subject": {"kind": ["venue"]},
        "completeness": {
            "fields": ["area", "rooms", "tenure", "room_count"],
            "of": {"kind": ["venue"], "status": ["planned", "building", "open"]},
        },
    },
    {
        "id": "n-filled-posts",
        "subject": {"kind": ["post"], "role": ["building_head", "secretary"]},
        "completeness": {"fields": ["public", "phone", "name"], "of": {"kind": ["post"], "role": ["building_head"]}},
    },
    {
        "id": "n-filled-places",
        "subject": _place("grid", "building"),
        "completeness": {"fields": ["households", "type"], "of": _place("grid", "building")},
        "except_type": ["dedicated_grid"],
    },
    *(
        {
            "id": f"n-systems-{kind}-{'above' if inherit else 'own'}",
            "subject": _place("grid", "building", "community") if kind == "place" else {"kind": [kind]},
            "completeness": {"systems": ["甲", "乙"], "inherit": inherit},
        }
        for kind in ("place", "organisation", "post", "venue", "team")
        for inherit in (False, True)
    ),
]
_NORMS: list[dict[str, Any]] = [
    {
        "id": "n-worker",
        "subject": _place("grid", "building"),
        "presence": {"of": _WORKER},
        "except_type": ["dedicated_grid"],
    },
    {"id": "n-worker-at", "subject": _place("grid"), "presence": {"of": _WORKER, "at": "subject"}, "stale_after": 30},
    {
        "id": "n-head-below",
        "subject": _place("community", "grid"),
        "presence": {"of": _HEAD, "at": "below", "at_least": 2},
    },
    {"id": "n-head-seat", "subject": _place("building"), "presence": {"of": _HEAD, "vacant_ok": True}},
    {
        "id": "n-branch",
        "subject": _place("estate", "grid", "building"),
        "presence": {
            "of": _BRANCH,
            "inherit": {"level": ["community", "estate", "grid"], "form": ["branch", "party_committee"]},
        },
    },
    {
        "id": "n-secretary",
        "subject": _place("grid", "community"),
        "presence": {"of": {"kind": ["post"], "role": ["secretary"]}, "inherit": {"level": ["community", "street"]}},
    },
    {"id": "n-team", "subject": _place("community", "building"), "presence": {"of": {"kind": ["team"]}}},
    {"id": "n-serving", "subject": _place("community"), "presence": {"of": _BRANCH, "through": "serves"}},
    {
        "id": "n-located",
        "subject": _place("community", "street"),
        "presence": {"of": {"kind": ["organisation"]}, "through": "located_at"},
    },
    {"id": "n-vehicle", "subject": _place("community"), "presence": {"of": {"kind": ["vehicle"]}}},
    {
        "id": "n-old",
        "in_force": {"until": "2024-11-01"},
        "subject": _place("community"),
        "presence": {"of": {"kind": ["team"]}},
    },
    {
        "id": "n-heads",
        "subject": _place("community", "grid", "building"),
        "ratio": {"of": _HEAD, "per": 2, "base": "households"},
        "overrides": _OVERRIDES["n-heads"],
    },
    {
        "id": "n-seats",
        "subject": _place("community", "building"),
        "ratio": {"of": _HEAD, "held": False, "per": 3, "base": "homes"},
    },
    {
        "id": "n-staff",
        "subject": _place("street", "community"),
        "ratio": {
            "of": {"kind": ["post"], "role": ["social_worker", "building_head"]},
            "count": 2,
            "per": 5,
            "base": "residents",
        },
    },
    {"id": "n-teams", "subject": _place("community"), "ratio": {"of": {"kind": ["team"]}, "per": 4, "base": "homes"}},
    *_SIZES,
    *BREADTH,
    *IDENTITY,
    *TERMS,
    *COMPLETENESS,
    *(
        {"id": f"n-{kind.kind}", "subject": _place("community"), "presence": {"of": {"kind": [kind.kind]}}}
        for kind in declared()
        if tie_to_place(kind.kind)
    ),
]


def _slot(key: str, levels: list[str], head: list[str] | None = None, **carrier: list[str]) -> dict[str, Any]:
    return {"key": key, "title": _TITLE, "level": levels, "carrier": carrier, "head": head or []}


_PROFILE: dict[str, Any] = {
    "key": "demo",
    "title": _TITLE,
    "source": {"document": "演示"},
    "levels": [{"key": level} for level in ("street", "community", "estate", "grid", "building", "entrance", "home")],
    "households": {"low": 0, "high": 2},
    "chains": {
        "governance": {
            "title": _TITLE,
            "slots": [
                _slot("house", ["home", "entrance"], role=["volunteer_household"]),
                _slot("building", ["building"], role=["building_head", "grid_worker"]),
                _slot("grid", ["grid"], role=["grid_worker"]),
                _slot("estate", ["estate"], ["director", "secretary"], form=["branch", "owners_committee"]),
                _slot(
                    "community",
                    ["community"],
                    ["secretary", "director"],
                    form=["residents_committee", "party_committee"],
                ),
            ],
        },
        "party": {
            "title": _TITLE,
            "slots": [
                _slot("branch", ["grid", "estate"], ["secretary"], form=["branch", "joint_branch"]),
                _slot("street", ["street"], form=["party_work_committee", "party_committee"]),
            ],
        },
    },
    "expected_combinations": [["building_head", "grid_worker"], ["secretary", "director"]],
    "categories": {"facilities": {"chain": "governance"}},
    "limits": [
        {"step": "take", "category": "facilities", "hours": 30},
        {"step": "take", "working_days": 1},
    ],
    "packs": ["before", "norms"],
}


#: Norms that another pack has otherwise, one of them from a day on; who has both packs is asked by this one first.
_BEFORE: dict[str, dict[str, Any]] = {
    "n-team": {"pack": "before", "in_force": {"since": "2024-11-01"}, "presence": {"of": _WORKER}},
    "n-teams": {"pack": "before", "ratio": {"of": _HEAD, "per": 1, "base": "homes"}},
}


def _rulebooks() -> dict[str, Rules]:
    builtin = load_rules()
    filled = [
        {"title": _TITLE, "sort": "local_practice", "cite": {"document": "演示"}, "pack": "norms", **norm}
        for norm in _NORMS
    ]
    norms = tuple(Norm.model_validate(norm) for norm in filled)
    before = tuple(Norm.model_validate({**norm, **_BEFORE[norm["id"]]}) for norm in filled if norm["id"] in _BEFORE)
    profile = Profile.model_validate(_PROFILE)
    packs = {**builtin.packs, "before": before, "norms": norms}
    rules = Rules({**builtin.profiles, "demo": profile}, packs, dict(builtin.digests))
    return {"of each profile": rules, "all norms everywhere": rules.only("before", "norms")}


#: After the first slot, but for the last three, which stand after the last one.
_SIDEWAYS: list[dict[str, Any]] = [
    {"ask": "property_company"},
    {"ask": "owners_committee"},
    {"ask": "committee_acting"},
    {
        "ask": "table",
        "fixed": ["residents_committee", "owners_committee", "property_company"],
        "calls": ["grid_worker", "building_head"],
    },
    {"ask": "department"},
    {"ask": "department", "categories": ["facilities"]},
    {"ask": "table", "fixed": ["owners_committee"], "categories": ["facilities"]},
    {"ask": "property_company", "categories": ["safety"]},
]
_LAST = 3


def with_sideways(rules: Rules) -> Rules:
    """Return rules in which every chain asks every sort of step beside it, some of them only for some matters."""
    profiles = {}
    for key, profile in rules.profiles.items():
        chains = {}
        for name, chain in profile.chains.items():
            first, last = chain.slots[0].key, chain.slots[-1].key
            said = [
                {**one, "after": last if at >= len(_SIDEWAYS) - _LAST else first} for at, one in enumerate(_SIDEWAYS)
            ]
            chains[name] = Chain.model_validate({**chain.model_dump(), "sideways": said})
        limits = profile.limits or rules.profiles["demo"].limits
        profiles[key] = profile.model_copy(update={"chains": chains, "limits": limits})
    return replace(rules, profiles=profiles)


#: What is asked: every place by its own profile, or these norms of every place.
RULEBOOKS = _rulebooks()
#: The first of them, with steps beside every chain.
SIDEWAYS = with_sideways(RULEBOOKS["of each profile"])


def rulebooks() -> st.SearchStrategy[str]:
    """Draw the name of a rulebook, which reads better than the rules when a test fails."""
    return st.sampled_from(sorted(RULEBOOKS))


def asked_of(rules: Rules, norms: Collection[str]) -> Rules:
    """Return the rules without any norms but these."""
    packs = {pack: tuple(norm for norm in found if norm.id in norms) for pack, found in rules.packs.items()}
    return replace(rules, packs=packs)


def written_in_cypher(rules: Rules) -> Rules:
    """Return the rules without norms that no Cypher text knows."""
    packs = {
        pack: tuple(norm for norm in norms if norm.type in _TEXTS and not norm.beyond)
        for pack, norms in rules.packs.items()
    }
    return replace(rules, packs=packs)


#: The types of norm that have a Cypher text.
_TEXTS = ("presence", "ratio")
#: The same without what no Cypher text knows.
IN_CYPHER = {name: written_in_cypher(rules) for name, rules in RULEBOOKS.items()}
