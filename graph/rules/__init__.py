"""The profiles and norms in force, read from YAML and refused where they contradict themselves."""

from __future__ import annotations

from graph.rules.bodies import BODIES, Body, Presence, Ratio
from graph.rules.norm import Norm
from graph.rules.packs import read_pack
from graph.rules.profile import Chain, Profile, Slot
from graph.rules.reader import load_rules, read_profile
from graph.rules.rules import Rules
from graph.rules.vocabulary import Vocabulary, Word, base_vocabulary

__all__ = [
    "BODIES",
    "Body",
    "Chain",
    "Norm",
    "Presence",
    "Profile",
    "Ratio",
    "Rules",
    "Slot",
    "Vocabulary",
    "Word",
    "base_vocabulary",
    "load_rules",
    "read_pack",
    "read_profile",
]
