"""`linli kinds` and `rules`: what can exist, and what is asked of it."""

from __future__ import annotations

import re

import pytest

import graph
from graph.kinds import all_kinds
from tests.api.conftest import Linli


class TestKinds:
    def test_they_are_listed_in_chinese_and_for_english_in_both(self, linli: Linli) -> None:
        out = linli("kinds").out
        assert all(f"  {kind.kind} " in out and f" {kind.zh} " in out for kind in all_kinds())
        out = linli("kinds", "--lang", "en").out
        assert all(f"{kind.zh} · {kind.en}" in out for kind in all_kinds())

    def test_in_chinese_nothing_is_english_but_names_and_examples(self, linli: Linli) -> None:
        table = [line.split(" | ") for line in linli("kinds", "--markdown").out.splitlines() if line[:2] == "| "]
        assert [cells for cells in table for cell in cells[1:5] + cells[6:] if re.search("[A-Za-z]{2}", cell)] == []
        assert not re.search(r"^[A-Za-z]", linli("kinds", "--markdown").out, re.MULTILINE)

    @pytest.mark.parametrize("name", ["post", "职务", "Post"])
    def test_one_is_found_by_name_or_caption(self, linli: Linli, name: str) -> None:
        assert linli("kinds", name).out.startswith("post · 职务\n")

    def test_a_tie_says_what_it_leads_from_and_to(self, linli: Linli) -> None:
        assert "人员 → 职务；反过来说：现任\n" in linli("kinds", "holds").out
        assert "person → post; from the other end: is held by\n" in linli("kinds", "holds", "--lang", "en").out

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_markdown_has_every_field_with_its_description(self, linli: Linli, lang: str) -> None:
        out = linli("kinds", "--markdown", "--lang", lang).out
        for kind in all_kinds():
            section = out.partition(f"## {kind.kind} · ")[2].partition("\n## ")[0]
            assert all(f"| {one.name} |" in section and one.means(lang) in section for one in kind.fields)
        assert not any(code in out for code in ("cli.", "sensitivity.", "type."))

    def test_markdown_of_one(self, linli: Linli) -> None:
        assert linli("kinds", "place", "--markdown").out.count("## ") == 1


class TestRules:
    def test_profiles_and_packs_are_listed(self, linli: Linli) -> None:
        out = linli("rules").out
        assert "national           全国的规定和指标" in out
        rules = graph.load_rules()
        assert all(profile in out for profile in rules.profiles)
        assert all(digest in out for digest in rules.digests.values())

    @pytest.mark.parametrize("lang", ["zh", "en"])
    @pytest.mark.parametrize("profile", sorted(graph.load_rules().profiles))
    def test_a_profile_shows_its_chains_and_slots(self, linli: Linli, profile: str, lang: str) -> None:
        out = linli("rules", "--profile", profile, "--lang", lang).out
        for chain in graph.load_rules().profiles[profile].chains.values():
            assert all(getattr(slot.title, lang) in out for slot in chain.slots)

    @pytest.mark.parametrize("pack", sorted(graph.load_rules().packs))
    def test_a_pack_shows_its_norms_with_sort_and_source(
        self, linli: Linli, pack: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "300")  # wide enough for the longest title
        out = linli("rules", "--pack", pack).out
        for norm in graph.load_rules().packs[pack]:
            line = next(line for line in out.splitlines() if line.startswith(norm.id + " "))
            assert norm.title.zh in line
            assert norm.cite.document in line
