"""Norms of items, of two posts and of what is written are refused where they contradict themselves."""

from __future__ import annotations

import pytest

from graph.errors import BadRules, LinliError
from graph.rules import base_vocabulary, load_rules, read_pack
from graph.rules.bodies import Breadth

_HEAD = """
- id: {id}
  title: {{zh: 演示, en: demo}}
  sort: local_practice
  cite: {{document: 演示}}
  subject: {subject}
  {body}
"""
_PLACE = "{kind: [place], level: [社区]}"
_BREADTH = "breadth: {items: [和睦], of: {kind: [team]}, by: theme}"
_IDENTITY = "identity: {holder_of: {kind: [post], role: [组长]}, is: {kind: [post], role: [楼长]}}"


def written(body: str, subject: str = _PLACE) -> str:
    return _HEAD.format(id="demo-norm", subject=subject, body=body)


class TestBreadth:
    def test_of_a_list_of_words_has_all_of_them_in_their_order(self) -> None:
        words = load_rules().profiles["yanshan"].vocabulary(base_vocabulary())
        text = written("breadth: {items: theme, of: {kind: [team]}, by: theme}")
        (norm,) = read_pack(text, "a.yaml", "a", words)
        assert isinstance(norm.body, Breadth)
        assert norm.body.items == ("hemu", "heshan", "hean", "henuan", "hemei", "heyue")

    def test_of_all_categories_has_those_at_the_top_of_the_tree(self) -> None:
        (norm,) = read_pack(written("breadth: {items: category, of: {kind: [offer]}, by: category}"), "a.yaml", "a")
        assert isinstance(norm.body, Breadth)
        assert "care" in norm.body.items
        assert "meals" not in norm.body.items

    def test_its_items_become_codes(self) -> None:
        (norm,) = read_pack(written("breadth: {items: [助餐, 理发], of: {kind: [offer]}, by: category}"), "a.yaml", "a")
        assert norm.body.told()["items"] == ["meals", "haircut"]


class TestRefused:
    @pytest.mark.parametrize(
        ("body", "subject", "code"),
        [
            (_BREADTH.replace("theme", "colour"), _PLACE, "norm_by"),
            (_BREADTH.replace("theme", "role"), _PLACE, "norm_by"),
            (_BREADTH.replace("[team]}", "[team], theme: [和安]}"), _PLACE, "norm_by_twice"),
            (_BREADTH.replace("by: theme", "by: theme, base: demands"), _PLACE, "norm_by_demands"),
            (_BREADTH.replace("[和睦]", "[和睦, 和睦]"), _PLACE, "norm_item_twice"),
            (_BREADTH.replace("[和睦]", "role"), _PLACE, "norm_items"),
            (_BREADTH.replace("[和睦]", "[]"), _PLACE, "rules_empty"),
            (_IDENTITY.replace("楼长", "组长"), _PLACE, "norm_same_posts"),
            (_IDENTITY.replace("kind: [post], role: [楼长]", "kind: [team]"), _PLACE, "norm_kind"),
            (_IDENTITY.replace("}}", "}, where: nearby}"), _PLACE, "rules_choice"),
            (_IDENTITY.replace("}}", "}, else_from: {kind: [team]}}"), _PLACE, "norm_else_from"),
            (_IDENTITY.replace("}}", "}, else_from: {kind: [person], role: [书记]}}"), _PLACE, "norm_else_from"),
            ("completeness: {}", "{kind: [team]}", "norm_fields_or_systems"),
            ("completeness: {fields: [slogan]}", "{kind: [team]}", "norm_fields_of"),
            ("completeness: {fields: [slogan, slogan], of: {kind: [team]}}", "{kind: [team]}", "norm_item_twice"),
            ("completeness: {systems: [例会], of: {kind: [team]}}", "{kind: [team]}", "norm_fields_of"),
            ("completeness: {fields: [colour], of: {kind: [team]}}", "{kind: [team]}", "norm_field"),
            ("completeness: {fields: [for_classes], of: {kind: [need]}}", "{kind: [need]}", "norm_field"),
            ("completeness: {fields: [slogan], of: {kind: [team]}}", "{kind: [venue]}", "norm_subject"),
            ("completeness: {systems: [例会]}", "{kind: [offer]}", "norm_subject"),
            ("term: {of: {kind: [person]}, years: 5}", "{kind: [organisation]}", "norm_kind"),
            ("term: {of: {kind: [post]}, years: 5, among: others}", _PLACE, "norm_subject"),
            ("term: {of: {kind: [post]}, years: 0}", _PLACE, "rules_at_least"),
        ],
    )
    def test_with_file_line_and_norm(self, body: str, subject: str, code: str) -> None:
        with pytest.raises(BadRules) as caught:
            read_pack(written(body, subject), "norms/a.yaml", "a")
        assert caught.value.params["file"] == "norms/a.yaml"
        assert "demo-norm" in str(caught.value.params["field"])
        found = caught.value.params["found"]
        assert isinstance(found, LinliError)
        assert found.code == code
        lang = ("zh", "en")
        assert all("demo-norm" in caught.value.message(one) and "{" not in caught.value.message(one) for one in lang)
