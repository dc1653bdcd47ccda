"""The rules in force: profiles with their chains, packs with their norms, and the digests answers name."""

from __future__ import annotations

from typing import Any

from api.rendering.text import SCHEMA
from graph.errors import NotFound
from graph.rules import Norm, Profile, Rules
from graph.words.listed import Listed


def rules_document(rules: Rules, pack: str | None = None, profile: str | None = None) -> dict[str, Any]:
    """Return the rules as a document: one pack or one profile if they are named, else all.

    Raises:
        NotFound: There is no such pack or profile.
    """
    every = pack is None and profile is None
    packs = rules.packs if every else {} if pack is None else {pack: rules.only(pack).norms}
    profiles = rules.profiles if every else {} if profile is None else {profile: named(rules, profile)}
    return {
        "schema": SCHEMA,
        "digests": dict(rules.digests),
        "profiles": [one.model_dump(mode="json") for one in profiles.values()],
        "packs": [
            {
                "pack": name,
                "norms": [_norm(one) for one in norms],
                "overrides": [{"norm": one.norm, **one.told()} for one in rules.overrides.get(name, ())],
            }
            for name, norms in packs.items()
        ],
    }


def named(rules: Rules, profile: str) -> Profile:
    """Return a profile by its key.

    Raises:
        NotFound: There is none.
    """
    if profile not in rules.profiles:
        raise NotFound(ref=profile, candidates=Listed(sorted(rules.profiles)))
    return rules.profiles[profile]


def _norm(norm: Norm) -> dict[str, Any]:
    return {
        "id": norm.id,
        "title": norm.title.model_dump(),
        "sort": norm.sort,
        "cite": norm.cite.model_dump(),
        "in_force": norm.in_force.model_dump(mode="json"),
        "subject": str(norm.subject),
        "except_type": list(norm.except_type),
        "when": norm.when and norm.when.told(),
        "asks": norm.type,
        **norm.body.told(),
        "stale_after": norm.stale_after,
        "overrides": [one.told() for one in norm.overrides],
        "assumed": norm.assumed,
        "note": norm.note and norm.note.model_dump(),
    }
