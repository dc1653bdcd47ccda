"""Profiles and norms that contradict themselves are refused with file and line."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

from graph.errors import BadRules, NotFound
from graph.rules import Presence, base_vocabulary, load_rules, located, read_pack, read_profile, reader

_PROFILE = """
key: demo
title: {zh: 演示, en: Demo}
source: {document: 演示}
levels:
  - {key: community}
  - {key: grid}
  - {key: building}
chains:
  party:
    title: {zh: 党组织, en: party}
    slots:
      - key: building
        title: {zh: 楼长, en: head}
        level: [building]
        carrier: {role: [building_head]}
      - key: grid
        title: {zh: 支部, en: branch}
        level: [grid]
        carrier: {form: [branch]}
        head: [secretary]
"""
_NORM = """
- id: one
  title: {zh: 一, en: one}
  sort: local_practice
  cite: {document: 演示}
  subject: {kind: [place], level: [社区]}
  presence: {of: {kind: [organisation], form: [支部]}}
"""


def refused(text: str) -> BadRules:
    with pytest.raises(BadRules) as caught:
        read_profile(text, "profiles/demo.yaml")
    return caught.value


def line_of(text: str, needle: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if needle in line)


class TestProfile:
    def test_is_read_as_it_stands(self) -> None:
        profile = read_profile(_PROFILE, "demo.yaml")
        assert [slot.key for slot in profile.chains["party"].slots] == ["building", "grid"]

    @pytest.mark.parametrize(
        ("before", "after", "code"),
        [
            ("level: [grid]", "level: [courtyard]", "profile_no_such_level"),
            ("level: [building]", "level: [community]", "profile_slots_order"),
            ("- key: grid\n", "- key: building\n", "profile_slot_twice"),
            ("form: [branch]", "form: [brunch]", "profile_no_such_word"),
            ("role: [building_head]}", "role: [building_head]}\n        head: [secretary]", "profile_head_of_post"),
            ("{key: grid}", "{key: community}", "profile_level_twice"),
            ("source:", "colour: red\nsource:", "rules_value"),
            ("key: demo\n", "key: demo\nkey: again\n", "rules_key_twice"),
            ("key: demo\n", "key: [demo\n", "rules_yaml"),
        ],
    )
    def test_is_refused(self, before: str, after: str, code: str) -> None:
        assert before in _PROFILE
        error = refused(_PROFILE.replace(before, after, 1))
        assert error.code == code
        assert error.params["file"] == "profiles/demo.yaml"
        assert error.params["line"] > 1

    def test_names_the_line(self) -> None:
        text = _PROFILE.replace("level: [grid]", "level: [courtyard]")
        assert refused(text).params["line"] == line_of(text, "courtyard")

    def test_says_the_code_of_what_an_office_calls_so(self) -> None:
        text = _PROFILE.replace("form: [branch]", "form: [支部]", 1)
        assert refused(text).params["expected"] == "branch 支部"

    def test_names_the_line_of_a_head_that_is_in_no_list(self) -> None:
        text = _PROFILE.replace("head: [secretary]", "head: [secretery]", 1)
        assert text != _PROFILE
        error = refused(text)
        assert (error.params["line"], error.params["expected"].split("、")[0]) == (
            line_of(text, "secretery"),
            "secretary 书记",
        )

    def test_is_refused_for_a_category_of_no_chain(self) -> None:
        text = _PROFILE + "categories:\n  water: {title: {zh: 水, en: water}, chain: pipes}\n"
        assert refused(text).code == "profile_no_such_chain"


class TestASidewaysStep:
    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ("{after: street, ask: property_company}", "sideways_after"),
            ("{after: grid, ask: neighbours}", "rules_value"),
            ("{after: grid}", "rules_value"),
            ("{after: grid, ask: table}", "rules_value"),
            ("{after: grid, ask: table, fixed: [nobody]}", "profile_no_such_word"),
            ("{after: grid, ask: table, fixed: [branch], calls: [nobody]}", "profile_no_such_word"),
            ("{after: grid, ask: department, fixed: [branch]}", "rules_value"),
            ("{after: grid, ask: department, categories: [nothing]}", "profile_no_such_word"),
            ("{after: grid, ask: committee_acting}", "sideways_follows"),
            ("{after: grid, ask: department}\n      - {after: grid, ask: department}", "sideways_twice"),
            (
                "{after: building, ask: committee_acting}\n      - {after: grid, ask: owners_committee}",
                "sideways_follows",
            ),
        ],
    )
    def test_is_refused_with_its_line(self, said: str, code: str) -> None:
        error = refused(f"{_PROFILE.rstrip()}\n    sideways:\n      - {said}\n")
        assert error.code == code
        assert error.params["line"] > _PROFILE.rstrip().count("\n") + 2

    def test_is_one_of_the_sorts(self) -> None:
        said = "{after: building, ask: owners_committee}\n      - {after: grid, ask: committee_acting}"
        profile = read_profile(f"{_PROFILE.rstrip()}\n    sideways:\n      - {said}\n", "demo.yaml")
        assert [one.ask for one in profile.chains["party"].sideways] == ["owners_committee", "committee_acting"]


class TestSlotOfACarrier:
    @pytest.mark.parametrize(
        ("name", "level", "slot"),
        [
            ("branch", "estate", "branch"),
            ("branch", "building", "branch"),  # below its slot: the next above
            ("branch", "community", "community"),  # above its slot: never below
            ("party_committee", "street", "street"),
            ("party_group", "building", "group"),
            ("building_head", "building", None),  # another chain's
        ],
    )
    def test_follows_from_form_and_level(self, name: str, level: str, slot: str | None) -> None:
        profile = load_rules().profiles["suzhoulu"]
        position = profile.slot_of("party", name, level)
        assert (None if position is None else profile.chains["party"].slots[position].key) == slot


class TestNorm:
    def test_words_become_codes(self) -> None:
        (norm,) = read_pack(_NORM, "norms/demo.yaml", "demo")
        assert norm.subject.get("level") == {"community"}
        assert isinstance(norm.body, Presence)
        assert norm.body.of.get("form") == {"branch"}

    @pytest.mark.parametrize(
        ("before", "after", "code"),
        [
            ("sort: local_practice", "sort: wish", "rules_value"),
            ("presence:", "absence:", "norm_one_type"),
            ("{kind: [organisation], form: [支部]}", "{kind: [organisation, post]}", "rules_value"),
            ("{kind: [organisation], form: [支部]}", "{kind: [person]}", "rules_value"),  # by no tie at a place
            ("{kind: [place], level: [社区]}", "{kind: [place]}", "rules_value"),
            ("{kind: [organisation], form: [支部]}", "{colour: [red]}", "rules_value"),
        ],
    )
    def test_is_refused(self, before: str, after: str, code: str) -> None:
        with pytest.raises(BadRules) as caught:
            read_pack(_NORM.replace(before, after, 1), "norms/demo.yaml", "demo")
        assert caught.value.code == code
        assert caught.value.params["file"] == "norms/demo.yaml"

    @pytest.mark.parametrize(
        ("before", "after", "said"),
        [
            (
                "sort: local_practice",
                "sort: wish",
                "第 4 行：“one.sort”有误：应为下列之一：rule, plan_target, local_practice",
            ),
            ("id: one", "id: 7", "第 2 行：“7.id”有误：应为文字（数字请加引号），而这里是“7”"),
            ("cite: {document: 演示}", "cite: {page: 3}", "第 5 行：“one.cite.document”有误：缺少这一项"),
            ("cite: {document: 演示}", "cite: 演示", "第 5 行：“one.cite”有误：应为几个“字段: 值”"),
            ("cite: {document: 演示}", "cite: {document: 演示}\n  stale_after: 0", "“one.stale_after”有误：不得小于 1"),
            ("cite: {document: 演示}", "cite: {document: 演示}\n  in_force: {since: 去年}", "应为日期，如 2024-11-01"),
            ("cite: {document: 演示}", "cite: {document: 演示}\n  colour: red", "“one.colour”有误：没有这一项"),
            (
                "cite: {document: 演示}",
                "cite: {document: 演示}\n  in_force: {since: 2024-01-01, until: 2020-01-01}",
                "第 6 行：“one.in_force”有误：止日应晚于起日",
            ),
            ("level: [社区]", "level: [社区], within: []", "第 6 行：“one.subject”有误：“within”只写一个区域"),
            (
                "form: [支部]}",
                "form: [支部]}, at_least: 10000000000",
                "“one.presence.at_least”有误：不得大于 1000000000",
            ),
            ("level: [社区]", "level: []", "第 6 行：“one.subject”有误：选择条件的字段“level”没有值"),
            ("form: [支部]}", "form: [支部]}, vacant_ok: maybe", "“one.presence.vacant_ok”有误：应为 true 或 false"),
            ("form: [支部]}", "form: [支部]}, through: holds", "organisation 不由关系“holds”到区域"),
            ("[organisation], form: [支部]}", "[person]}, through: member_of", "由“member_of”数人请写 size；这里可用"),
            ("[organisation]", "[organization]", "没有种类“organization”，是不是 organisation"),
            ("cite: {document: 演示}", "cite: {document: 2024-13-45}", "应为日期，如 2024-11-01"),
            ("cite: {document: 演示}", "cite: {document: !!python/object:os.system a}", "不得用 ! 开头的标记"),
            ("- id: one", "- &a [*a]\n- id: one", "嵌套太深，或自己引用了自己"),
            ("- id: one", "- 一\n- id: one", "第 2 行：一条标准应写成几行“字段: 值”，而不是一"),
            ("  sort:", "sort:", "第 4 行不是合法的 YAML：缩进、冒号、引号或括号不对"),
            ("sort: local_practice", "sort: \x01", "第 4 行不是合法的 YAML：有不该有的控制字符"),
        ],
    )
    def test_says_where_and_why_in_either_language(self, before: str, after: str, said: str) -> None:
        assert before in _NORM
        with pytest.raises(BadRules) as caught:
            read_pack(_NORM.replace(before, after, 1), "norms/demo.yaml", "demo")
        assert said in caught.value.message("zh")
        assert caught.value.message("zh").startswith("norms/demo.yaml 第 ")
        assert not re.search(r"Input should|permitted|required|pydantic|expected <", caught.value.message("zh"))
        assert not re.search("第|应|不得|没有|缺少", caught.value.message("en"))

    @pytest.mark.parametrize(
        ("body", "said"),
        [
            (
                "size: {of: households, between: [5, 3]}",
                "第 7 行：“one.size.between”有误：下限不得大于上限，而这里是 5, 3",
            ),
            ("size: {of: households, between: [-1, 3]}", "“one.size.between.0”有误：不得小于 0，而这里是 -1"),
            ("size: {of: homes, between: [1, 10000000000]}", "“one.size.between.1”有误：不得大于 1000000000"),
            ("ratio: {of: {kind: [post]}, count: 10000000000, per: 1, base: homes}", "“one.ratio.count”有误：不得大于"),
            ("reach: {metres: .inf}", "“one.reach.metres”有误：不得大于"),
            ("reach: {metres: 500, factor: .inf}", "“one.reach.factor”有误：不得大于"),
            (
                "size: {of: homesteads, between: [1, 3]}",
                "“one.size.of”有误：应为“字段: [值]”的映射，而不是“homesteads”",
            ),
            ("size: {of: {kind: [person, team]}, between: [1, 3]}", "标准只能数一种事物"),
            ("size: {of: {kind: [persons]}, between: [1, 3]}", "没有种类“persons”，是不是 person"),
            ("size: {of: {kind: [person]}, through: serves, between: [1, 3]}", "person 没有关系“serves”"),
            ("size: {of: {kind: [person], side: [甲]}, between: [1, 3]}", "关系“member_of”上没有“side”这一项"),
            (
                "size: {of: {kind: [person]}, between: [1, 3]}",
                "“one”有误：这条标准的对象应写成 kind=organisation | kind=team",
            ),
            (
                "ratio: {of: {kind: [venue]}, sum: display_order, per: 1, base: homes}",
                "“one.ratio”有误：venue 没有可以相加的数“display_order”；可用：",
            ),
            ("ratio: {of: {kind: [post]}, sum: area, per: 1, base: homes}", "post 没有可以相加的数“area”；可用：seat"),
            ("ratio: {of: {kind: [post]}, per: 1, base: residents_80}", "“one.ratio.base”有误：应为下列之一"),
            ("presence: {of: {kind: [team]}}\n  when: {at_least: 3}", "“one.when.of”有误：缺少这一项"),
            (
                "presence: {of: {kind: [team]}}\n  when: {of: households}",
                "第 8 行：“one.when”有误：条件须写 at_least 或",
            ),
            ("presence: {of: {kind: [team]}}\n  when: {of: homes, at_least: 1, at_most: 2}", "且只写一个"),
            ("presence: {of: {kind: [team]}}\n  when: {of: {kind: [person]}, at_least: 1}", "person 没有关系“—”"),
            (
                "staffed: {of: {kind: [post]}}\n  when: {of: homes, at_least: 1}",
                "“count kind=place level=home”不能数在 organisation 上",
            ),
        ],
    )
    def test_of_a_size_or_with_a_condition_is_refused_where_it_contradicts_itself(self, body: str, said: str) -> None:
        text = _NORM.replace("presence: {of: {kind: [organisation], form: [支部]}}", body)
        text = text.replace("{kind: [place], level: [社区]}", "{kind: [organisation]}") if "staffed" in body else text
        with pytest.raises(BadRules) as caught:
            read_pack(text, "norms/demo.yaml", "demo")
        assert said in caught.value.message("zh")
        assert caught.value.message("zh").startswith("norms/demo.yaml 第 ")

    @pytest.mark.parametrize(
        ("level", "said"),
        [
            ("[]", "“one.exactly_one.level”有误：至少要写一个"),
            ("矩阵", "norms/demo.yaml 第 7 行：标准“one”写的层级“矩阵”哪个架构模板里都没有"),
            ("[网格, 社区]", "norms/demo.yaml 第 7 行：标准“one”要求“community”属于“community”，应写它外面的层级"),
        ],
    )
    def test_of_exactly_one_is_refused_for_a_level_that_cannot_be_around(self, level: str, said: str) -> None:
        text = _NORM.replace("presence: {of: {kind: [organisation], form: [支部]}}", f"exactly_one: {{level: {level}}}")
        with pytest.raises(BadRules) as caught:
            read_pack(text, "norms/demo.yaml", "demo", words={"level": dict.fromkeys(["community", "grid"], "")})
        assert said in caught.value.message("zh")

    def test_is_refused_for_a_level_that_no_profile_has(self, tmp_path: Path) -> None:
        (tmp_path / "norms").mkdir()
        path = tmp_path / "norms" / "own.yml"  # this ending is read as well
        path.write_text(_NORM.replace("[社区]", "[居住区]"), encoding="utf-8-sig")
        with pytest.raises(BadRules, match=r"own\.yml 第 6 行：标准“one”写的层级“居住区”哪个架构模板里都没有"):
            load_rules(tmp_path)

    @pytest.mark.slow
    def test_may_stand_beside_very_many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(located, "_MOST", 10)
        many = "".join(_NORM.replace("id: one", f"id: n{number}") for number in range(20))
        assert len(read_pack(many, "norms/demo.yaml", "demo")) == 20
        with pytest.raises(BadRules, match="嵌套太深，或自己引用了自己"):
            located.Located("- &a [1, 1, 1, 1]\n- &b [*a, *a, *a, *a]\n- [*b, *b, *b, *b]", "demo.yaml")

    def test_is_refused_twice_in_a_pack(self) -> None:
        with pytest.raises(BadRules) as caught:
            read_pack(_NORM + _NORM, "norms/demo.yaml", "demo")
        assert caught.value.code == "norm_twice"
        assert caught.value.params["line"] > line_of(_NORM, "id: one")

    def test_is_refused_in_two_packs(self, tmp_path: Path) -> None:
        (tmp_path / "norms").mkdir()
        for name in ("a", "b"):
            (tmp_path / "norms" / f"{name}.yaml").write_text(dedent(_NORM), encoding="utf-8")
        with pytest.raises(BadRules) as caught:
            load_rules(tmp_path)
        assert caught.value.code == "norm_in_two_packs"


class TestRules:
    def test_norms_are_read_when_one_is_asked_and_not_before(self, monkeypatch: pytest.MonkeyPatch) -> None:
        read: list[str] = []

        def noted(_text: str, file: str, *_: object) -> tuple[()]:
            read.append(file)
            return ()

        monkeypatch.setattr(reader, "read_pack", noted)
        monkeypatch.setattr(reader, "read_overrides", lambda *_: ())
        rules = reader._builtin.__wrapped__()  # noqa: SLF001 - as a process begins, and whoever has the rules keeps them
        assert (rules.vocabulary("tianhe").caption("role", "building_head"), read) == ("治理楼长", [])
        assert rules.norms
        assert "norms/national.yaml" in read
        assert len(read) == len(set(read))

    def test_a_place_is_asked_what_its_profile_says(self) -> None:
        rules = load_rules()
        assert rules.packs_of("suzhoulu") == ("profile:suzhoulu", "suzhoulu", "national")
        assert rules.packs_of(None) == ("national",)
        assert rules.only("yanshan").packs_of(None) == ("yanshan",)

    def test_a_pack_that_is_not_there_is_refused(self) -> None:
        with pytest.raises(NotFound):
            load_rules().only("atlantis")

    def test_each_profile_has_the_slots_of_its_account(self) -> None:
        profiles = load_rules().profiles
        assert [slot.key for slot in profiles["suzhoulu"].chains["party"].slots] == [
            "member_household",
            "group",
            "branch",
            "community",
            "street",
        ]
        governance = profiles["suzhoulu"].chains["governance"].slots
        assert [slot.assumed for slot in governance] == [True] * 4
        yanshan = profiles["yanshan"].chains["party"].slots
        assert [slot.carrier.kind for slot in yanshan[:3]] == ["post", "post", "organisation"]


class TestVocabulary:
    def test_a_place_calls_a_code_by_its_own_name(self) -> None:
        assert base_vocabulary().caption("role", "building_head") == "楼长"
        assert load_rules().vocabulary("suzhoulu").caption("role", "building_head") == "楼栋长"

    def test_a_word_of_the_profile_goes_before_the_common_one(self) -> None:
        assert load_rules().vocabulary("yanshan").resolve("level", "网格") == "courtyard"
        assert load_rules().vocabulary("suzhoulu").resolve("level", "网格") == "grid"

    def test_a_word_of_no_list_is_kept(self) -> None:
        assert base_vocabulary().resolve("role", "河长") == "河长"
