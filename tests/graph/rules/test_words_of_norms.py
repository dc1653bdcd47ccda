"""A word of a norm that no list has is refused when the rules are read, wherever it stands: it would select nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import BadRules
from graph.rules import Rules, load_rules

_HEAD = """
- id: own
  title: {{zh: 一, en: one}}
  sort: rule
  cite: {{document: 演示省规定}}
  subject: {{kind: [{subject}]}}
"""
_STREET = "place], level: [街道"
_OF_UNITS = "presence: {of: {kind: [organisation]}}"
_OF_MEMBERS = "size: {of: {kind: [person]}, between: [1, 2]}"


def read(folder: Path, subject: str, *body: str) -> Rules:
    """Return the rules with one norm of a folder."""
    (folder / "norms").mkdir()
    text = _HEAD.format(subject=subject) + "".join(f"  {line}\n" for line in body)
    (folder / "norms" / "own.yaml").write_text(text, encoding="utf-8")
    return load_rules(folder)


class TestAWordInNoList:
    @pytest.mark.parametrize(
        ("subject", "body", "word"),
        [
            (_STREET, "presence: {of: {kind: [organisation], form: [党支步]}}", "党支步"),
            (_STREET, "presence: {of: {kind: [post], role: [网格原]}}", "网格原"),
            (_STREET, "presence: {of: {kind: [post], rank: [正织]}}", "正织"),
            (_STREET, "presence: {of: {kind: [project], status: [进行]}}", "进行"),
            (_STREET, "presence: {of: {kind: [post]}, inherit: {level: [社渠]}}", "社渠"),
            (_STREET, "presence: {of: {kind: [post]}, inherit: {level: [社区], role: [主仁]}}", "主仁"),
            (_STREET, "presence: {of: {kind: [place], level: [社渠]}}", "社渠"),
            (_STREET, "breadth: {items: [理发, 理发事], of: {kind: [offer]}, by: category}", "理发事"),
            (_STREET, "identity: {holder_of: {kind: [post], role: [书记]}, is: {kind: [post], role: [主仁]}}", "主仁"),
            (_STREET, "exactly_one: {level: 网恪}", "网恪"),
            (_STREET, "recency: {rule: 每月20日, within: 30, of: {kind: [activity], category: [理发事]}}", "理发事"),
            ("organisation], form: [党支步", _OF_MEMBERS, "党支步"),
            ("organisation", "size: {of: {kind: [person], class: [党圆]}, between: [1, 2]}", "党圆"),
            (
                "organisation",
                "size: {of: {kind: [organisation], relation: [领到]}, through: reports_to, between: [1, 2]}",
                "领到",
            ),
            ("organisation", "staffed: {of: {kind: [post], role: [联络圆]}}", "联络圆"),
        ],
    )
    def test_is_refused_with_its_line_and_norm(self, tmp_path: Path, subject: str, body: str, word: str) -> None:
        with pytest.raises(BadRules) as caught:
            read(tmp_path, subject, body)
        said = caught.value.message("zh")
        assert said.startswith(f"norms/own.yaml 第 {6 if word in subject else 7} 行：标准“own”写的")
        assert f"“{word}”" in said

    @pytest.mark.parametrize(
        ("subject", "more", "word"),
        [
            (_STREET, "except_type: [专属网恪]", "专属网恪"),
            ("organisation", "when: {of: {kind: [person], class: [党圆]}, at_least: 2}", "党圆"),
        ],
    )
    def test_is_refused_in_what_says_who_is_not_asked(self, tmp_path: Path, subject: str, more: str, word: str) -> None:
        with pytest.raises(BadRules) as caught:
            read(tmp_path, subject, _OF_UNITS if subject == _STREET else _OF_MEMBERS, more)
        assert (caught.value.code, caught.value.params["line"]) == ("norm_word", 8)
        assert caught.value.params["found"] == word

    @pytest.mark.parametrize(
        ("body", "change", "word"),
        [
            (_OF_UNITS, "of: {kind: [organisation], form: [党支步]}", "党支步"),
            (_OF_UNITS, "inherit: {level: [社渠]}", "社渠"),
            ("presence: {of: {kind: [post]}}", "inherit: {level: [社区], role: [主仁]}", "主仁"),
            ("breadth: {items: [理发], of: {kind: [offer]}, by: category}", "items: [理发事]", "理发事"),
        ],
    )
    @pytest.mark.parametrize("of_a_pack", [False, True])
    def test_is_refused_in_what_is_otherwise_somewhere(
        self, tmp_path: Path, body: str, change: str, word: str, *, of_a_pack: bool
    ) -> None:
        entry = f"{{place: 演示, change: {{{change}}}, cite: {{document: 演示}}}}"
        own = ("overrides:", f"  - {entry}")
        told = [f"{body}\n- {{override: own, {entry[1:]}"] if of_a_pack else [body, *own]
        with pytest.raises(BadRules) as caught:
            read(tmp_path, _STREET, *told)
        assert (caught.value.params["line"], caught.value.params["found"]) == (8 if of_a_pack else 9, word)

    def test_names_what_is_most_like_it_and_what_to_do(self, tmp_path: Path) -> None:
        with pytest.raises(BadRules) as caught:
            read(tmp_path, "organisation], form: [党小组组", _OF_MEMBERS)
        assert "相近的有：党小组" in caught.value.message("zh")
        assert "先写进架构模板的 words" in caught.value.message("zh")
        assert "党小组" in caught.value.message("en")


class TestAWordOfSomeProfile:
    def test_is_taken_by_its_code_in_any_pack(self, tmp_path: Path) -> None:
        rules = read(tmp_path, _STREET, "presence: {of: {kind: [organisation], form: [democratic_party]}}")
        assert [norm.id for norm in rules.packs["own"]] == ["own"]

    @pytest.mark.parametrize(
        ("relation", "through"),
        [("正式组织关系", ""), ("正式组织关系", ", through: member_of"), ("领导", ", through: reports_to")],
    )
    def test_is_one_of_the_tie_by_which_things_are_counted(self, tmp_path: Path, relation: str, through: str) -> None:
        of = f"{{kind: [organisation], relation: [{relation}]}}"
        assert read(tmp_path, "organisation", f"size: {{of: {of}{through}, between: [0, 5]}}").packs["own"]

    def test_of_what_may_be_inherited_is_one_of_the_kind_that_is_counted(self, tmp_path: Path) -> None:
        of, wider = "kind: [venue], form: [red_flag_station]", "level: [社区], form: [红旗驿站]"
        (tmp_path / "norms").mkdir()
        text = _HEAD.format(subject=_STREET) + f"  presence: {{of: {{{of}}}, inherit: {{{wider}}}}}\n"
        (tmp_path / "norms" / "hongqi.yaml").write_text(text, encoding="utf-8")
        (tmp_path / "profiles").mkdir()
        own = Path(__file__).parents[3] / "graph/rules/profiles/hongqi.yaml"
        (tmp_path / "profiles" / "hongqi.yaml").write_text(own.read_text(encoding="utf-8"), encoding="utf-8")
        ((norm,),) = [[one for one in load_rules(tmp_path).packs["hongqi"] if one.id == "own"]]
        assert norm.body.told()["inherit"]["form"] == ["red_flag_station"]


class TestAPackOfOneProfile:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        own = (Path(__file__).parents[3] / "graph/rules/profiles/hongqi.yaml").read_text(encoding="utf-8")
        (tmp_path / "profiles").mkdir()
        text = own.replace("key: hongqi", "key: demo").replace("packs: [hongqi, national]", "packs: [own]")
        (tmp_path / "profiles" / "demo.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    def test_is_read_by_the_words_of_that_profile(self, folder: Path) -> None:
        rules = read(folder, _STREET, "presence: {of: {kind: [venue], form: [红旗驿站]}}")
        assert str(rules.packs["own"][0].body.told()["of"]) == "kind=venue form=red_flag_station"

    @pytest.mark.parametrize(
        ("subject", "body"),
        [
            (_STREET, "presence: {of: {kind: [venue], form: [驿占]}}"),
            (_STREET, "reach: {metres: 500, of: {kind: [venue], form: [驿占]}}"),
            ("venue", "completeness: {fields: [area], of: {kind: [venue], form: [驿占]}}"),
        ],
    )
    def test_may_use_no_others_in_a_list_that_it_has(self, folder: Path, subject: str, body: str) -> None:
        with pytest.raises(BadRules) as caught:
            read(folder, subject, body)
        assert (caught.value.code, caught.value.params["found"]) == ("norm_word", "驿占")

    def test_may_use_any_in_a_list_that_nobody_there_has(self, tmp_path: Path) -> None:
        assert read(tmp_path, _STREET, "presence: {of: {kind: [team], theme: [河道]}}").packs["own"]
