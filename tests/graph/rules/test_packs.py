"""What a pack changes of norms that stand elsewhere, and which of several packs with a norm of one id is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from graph import plain, questions
from graph.errors import BadRules
from graph.network import Network
from graph.rules import Rules, load_rules
from tests.casefile.notation import read_network

_WORKERS = "workers-per-10000-residents"
_OVERRIDE = f"""
- override: {_WORKERS}
  place: 演示省
  since: 2024-01-01
  change: {{count: 20}}
  cite: {{document: 演示省规定}}
"""
_NORM = f"""
- id: {_WORKERS}
  title: {{zh: 一, en: one}}
  sort: rule
  cite: {{document: 演示省规定}}
  subject: {{kind: [place], level: [街道]}}
  ratio: {{of: {{kind: [post], role: [社工]}}, count: 25, per: 10000, base: residents}}
"""
_PROFILE = """
key: demo
title: {zh: 演示, en: Demo}
source: {document: 演示}
levels: [{key: province}, {key: street}]
chains:
  party:
    title: {zh: 党组织, en: party}
    slots: [{key: street, title: {zh: 党工委, en: committee}, level: [street], carrier: {form: [party_work_committee]}}]
packs: [PACKS]
"""
_NETWORK = """
place 演示省 province
place 演示省/一街道 street residents=10000
place 别省 province
place 别省/二街道 street residents=10000
"""


def loaded(folder: Path, norms: dict[str, str], packs: str | None = None) -> Rules:
    """Return the rules of a folder with these packs, and a profile that has some of them."""
    for name, text in norms.items():
        (folder / "norms").mkdir(exist_ok=True)
        (folder / "norms" / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")
    if packs is not None:
        (folder / "profiles").mkdir()
        (folder / "profiles" / "demo.yaml").write_text(_PROFILE.replace("PACKS", packs), encoding="utf-8")
    return load_rules(folder)


def needs(rules: Rules, day: date, profile: str = "suzhoulu") -> dict[str, tuple[int, str | None]]:
    """Return what the national norm takes in each street, and who changed it there; both versions say the same."""
    known = load_rules()
    tables = read_network(_NETWORK, known.profiles["suzhoulu"], known.vocabulary("suzhoulu")).tables
    places = tables["place"].with_columns(profile=tables["place"]["profile"].replace("suzhoulu", profile))
    network = Network(type(tables)({**tables, "place": places}), day)
    answer = questions.coverage(network, rules, states=None)
    assert answer.to_dict()["rows"] == plain.coverage(network, rules, states=None).to_dict()["rows"]
    return {
        row["subject"]["name"]: (row["needs"]["low"], (row["cite"]["changed_by"] or {}).get("document"))
        for row in answer.rows.to_dicts()
        if row["norm"] == _WORKERS
    }


class TestAnOverrideInAPack:
    @pytest.mark.slow
    def test_changes_a_norm_of_another_pack_there_from_its_day_on(self, tmp_path: Path) -> None:
        rules = loaded(tmp_path, {"province": _OVERRIDE})
        assert needs(rules, date(2024, 1, 1)) == {"一街道": (20, "演示省规定"), "二街道": (18, None)}
        assert needs(rules, date(2023, 12, 31)) == {"一街道": (18, None), "二街道": (18, None)}

    def test_is_of_its_pack_and_not_of_the_norm_as_it_stands(self, tmp_path: Path) -> None:
        rules = loaded(tmp_path, {"province": _OVERRIDE})
        assert [one.norm for one in rules.overrides["province"]] == [_WORKERS]
        assert all(not norm.overrides for norm in rules.packs["national"])
        assert [norm.id for norm in rules.norms if norm.overrides] == [_WORKERS]

    @pytest.mark.parametrize(
        ("before", "after", "said"),
        [
            (_WORKERS, "workers", "norms/province.yaml 第 2 行：没有编号为“workers”的标准；有："),
            (
                "count: 20",
                "heads: 20",
                f"province.yaml 第 5 行：标准“{_WORKERS}”没有“heads”这个数值；可改：of, through",
            ),
            ("count: 20", "per: 0", "province.yaml 第 5 行：“1.change.per”有误：不得小于 1，而这里是 0"),
            ("count: 20", "", "“1.change”有误：至少要写一个"),
            ("  place: 演示省\n", "", "“1.place”有误：缺少这一项"),
            ("  cite: {document: 演示省规定}\n", "", "“1.cite”有误：缺少这一项"),
            (
                "since: 2024-01-01",
                "since: 2024-01-01\n  until: 2024-01-01",
                "止日应晚于起日，而这里是 2024-01-01 到 2024-01-01",
            ),
            ("count: 20", "base: {kind: [team]}", "“1.change.base”有误：应为下列之一"),
        ],
    )
    def test_is_refused_where_it_contradicts_the_norm(self, tmp_path: Path, before: str, after: str, said: str) -> None:
        assert before in _OVERRIDE
        with pytest.raises(BadRules) as caught:
            loaded(tmp_path, {"province": _OVERRIDE.replace(before, after, 1)})
        assert said in caught.value.message("zh")

    def test_is_refused_twice_at_one_place_on_one_day(self, tmp_path: Path) -> None:
        again = _OVERRIDE.replace("since: 2024-01-01", "since: 2024-06-01")
        with pytest.raises(BadRules) as caught:
            loaded(tmp_path, {"province": _OVERRIDE + again})
        assert (caught.value.code, caught.value.params["line"]) == ("override_twice", 9)

    @pytest.mark.slow
    def test_may_follow_one_that_is_over(self, tmp_path: Path) -> None:
        first = _OVERRIDE.replace("since: 2024-01-01", "until: 2024-06-01").replace("20}", "19}")
        rules = loaded(tmp_path, {"province": first + _OVERRIDE.replace("2024-01-01", "2024-06-01")})
        assert needs(rules, date(2024, 5, 31))["一街道"] == (19, "演示省规定")
        assert needs(rules, date(2024, 6, 1))["一街道"] == (20, "演示省规定")


class TestAnOverrideOnANorm:
    def test_is_refused_with_its_line(self, tmp_path: Path) -> None:
        said = "  overrides:\n    - {place: 演示省, change: {counts: 3}, cite: {document: 演示}}\n"
        with pytest.raises(BadRules) as caught:
            loaded(tmp_path, {"own": _NORM.replace(_WORKERS, "own-workers") + said})
        assert (caught.value.code, caught.value.params["line"]) == ("override_value", 9)

    def test_is_a_list(self, tmp_path: Path) -> None:
        with pytest.raises(BadRules) as caught:
            loaded(tmp_path, {"own": _NORM.replace(_WORKERS, "own-workers") + "  overrides: {place: 演示省}\n"})
        assert "“own-workers.overrides”有误：应为列表" in caught.value.message("zh")

    @pytest.mark.parametrize(
        ("subject", "body", "change", "said"),
        [
            ("place], level: [楼栋", "exactly_one: {level: 网格}", "level: 楼栋", "应写它外面的层级"),
            ("place], level: [楼栋", "exactly_one: {level: 网格}", "level: 星系", "星系"),
            ("venue", "completeness: {fields: [area], of: {kind: [venue]}}", "fields: [areas]", "areas"),
            ("venue", "completeness: {fields: [area], of: {kind: [venue]}}", "of: {kind: [post]}", "kind=post"),
        ],
    )
    def test_is_refused_where_the_norm_itself_would_be(
        self, tmp_path: Path, subject: str, body: str, change: str, said: str
    ) -> None:
        head, _, _ = _NORM.replace(_WORKERS, "own").partition("  ratio:")
        norm = head.replace("place], level: [街道", subject) + f"  {body}\n"
        loaded(tmp_path, {"own": norm})
        change = f"{{place: 演示省, change: {{{change}}}, cite: {{document: 演示}}}}"
        with pytest.raises(BadRules) as caught:
            loaded(tmp_path, {"own": f"{norm}  overrides:\n    - {change}\n"})
        assert caught.value.params["line"] == 9
        assert said in caught.value.message("zh")
        with pytest.raises(BadRules) as caught:
            loaded(tmp_path, {"own": norm, "province": f"- {{override: own, {change[1:]}\n"})
        assert said in caught.value.message("zh")

    @pytest.mark.parametrize(
        ("body", "change", "said"),
        [
            ("reach: {metres: 500}", "from: home", "from=home"),
            (
                "identity: {holder_of: {kind: [post], role: [网格员]}, is: {kind: [post], role: [书记]}}",
                "is: {kind: [post], role: [楼长]}",
                "is=kind=post role=building_head",
            ),
        ],
    )
    def test_names_values_as_the_norm_does(self, tmp_path: Path, body: str, change: str, said: str) -> None:
        head, _, _ = _NORM.replace(_WORKERS, "own").partition("  ratio:")
        change = f"    - {{place: 演示省, change: {{{change}}}, cite: {{document: 演示}}}}\n"
        rules = loaded(tmp_path, {"own": f"{head}  {body}\n  overrides:\n{change}"})
        (norm,) = rules.packs["own"]
        ((_, otherwise),) = norm.at_places(date(2024, 1, 1))
        assert said in [f"{name}={value}" for name, value in otherwise.body.told().items()]


class TestTwoPacksOfOneId:
    def test_are_refused_where_no_profile_orders_them(self, tmp_path: Path) -> None:
        with pytest.raises(BadRules) as caught:
            loaded(tmp_path, {"own": _NORM})
        assert caught.value.code == "norm_in_two_packs"

    @pytest.mark.slow
    @pytest.mark.parametrize(("packs", "needed"), [("own, national", 25), ("national, own", 18)])
    def test_are_asked_in_the_order_of_the_profile(self, tmp_path: Path, packs: str, needed: int) -> None:
        rules = loaded(tmp_path, {"own": _NORM}, packs)
        assert needs(rules, date(2024, 11, 1), "demo") == {"一街道": (needed, None), "二街道": (needed, None)}
        assert needs(rules, date(2024, 11, 1)) == {"一街道": (18, None), "二街道": (18, None)}
