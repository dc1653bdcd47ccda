"""The ratio norm that is measured: one head for every 60 households, asked of each community."""

from __future__ import annotations

from dataclasses import replace

from graph.rules import Rules, load_rules, read_pack

RATIO = "head-per-60-households"
_PACK = """
- id: head-per-60-households
  title: {zh: 每60户配1名楼长, en: One building head per 60 households}
  sort: local_practice
  cite: {document: 演示}
  subject: {kind: [place], level: [community]}
  ratio: {of: {kind: [post], role: [building_head]}, through: answers_for, held: true, per: 60, base: households}
"""


def ratio_rules() -> Rules:
    """Return rules of this norm alone, asked everywhere."""
    rules = load_rules()
    return replace(rules, packs={"bench": read_pack(_PACK, "bench.yaml", "bench")}).only("bench")
