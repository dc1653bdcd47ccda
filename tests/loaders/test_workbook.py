"""What a workbook means: keys, ties as columns, holders, figures and lists that are complete."""

from __future__ import annotations

from datetime import date

import pytest

from graph.keys import public_key
from tests.loaders.books import PARTY, PLACES, POSTS, Cells, Desk, told


class TestPlaces:
    def test_keys_are_those_of_the_table_of_natural_keys(self, desk: Desk) -> None:
        desk.good(
            {
                "区域": [
                    ["名称", "层级", "上级区域", "代码"],
                    ["演示街道", "街道", None, "370285002000"],
                    ["甲园", "小区", "演示街道", None],
                ]
            }
        )
        street = public_key("place", "370285002", "国家统计局", None, None)
        assert set(desk.store.tables()["place"]["key"]) == {street, public_key("place", None, None, street, "甲园")}

    def test_a_row_may_come_before_its_parent_and_names_it_from_anywhere(self, desk: Desk) -> None:
        desk.good(
            {
                "区域": [
                    ["名称", "层级", "上级区域"],
                    ["101室", "户室", "锦绣园/3号楼/1单元"],
                    ["1单元", "单元", "锦绣园/3号楼"],
                    ["3号楼", "楼栋", "演示社区/锦绣园"],
                    ["锦绣园", "小区", "演示社区"],
                    ["演示社区", "社区", None],
                ]
            }
        )
        assert desk.names.resolve("演示社区/锦绣园/3号楼/1单元/101室").startswith("place-")

    def test_one_building_in_an_estate_and_in_a_grid(self, desk: Desk) -> None:
        desk.good(
            {
                "区域": [
                    ["名称", "层级", "上级区域", "上级区域（物业）", "上级区域（属地）"],
                    ["演示社区", "社区", None, None, None],
                    ["锦绣园", "小区", "演示社区", None, None],
                    ["一网格", "网格", "演示社区", None, None],
                    ["3号楼", "楼栋", None, "锦绣园", "一网格"],
                    ["1单元", "单元", "一网格/3号楼", None, None],
                ]
            }
        )
        assert desk.rows("part_of", "source", "target", "axis") == [
            ("演示社区/一网格", "演示社区", None),
            ("演示社区/锦绣园", "演示社区", None),
            ("演示社区/锦绣园/3号楼", "演示社区/一网格", "territory"),
            ("演示社区/锦绣园/3号楼", "演示社区/锦绣园", "property"),
            ("演示社区/锦绣园/3号楼/1单元", "演示社区/锦绣园/3号楼", None),
        ]
        above = desk.names.resolve("锦绣园")
        assert desk.names.resolve("锦绣园/3号楼") == public_key("place", None, None, above, "3号楼")

    def test_the_axis_may_be_a_column_of_its_own(self, desk: Desk) -> None:
        rows: Cells = [
            ["名称", "层级", "上级区域", "上级区域·维度"],
            ["甲", "社区", None, None],
            ["乙", "小区", "甲", "物业"],
        ]
        desk.good({"区域": rows})
        assert desk.rows("part_of", "axis") == [("property",)]

    def test_a_path_that_only_the_whole_file_makes_ambiguous_is_told(self, desk: Desk) -> None:
        report = desk.load(
            {
                "区域": [
                    ["名称", "层级", "上级区域"],
                    ["演示社区", "社区", None],
                    ["甲园", "小区", "演示社区"],
                    ["一网格", "网格", "演示社区"],
                    ["二网格", "网格", "甲园"],
                    ["一网格", "网格", "演示社区/甲园"],
                    ["3号楼", "楼栋", "一网格"],
                ]
            }
        )
        assert told(report) == [("ambiguous", "区域", "C7", "一网格")]

    def test_places_within_each_other_are_told(self, desk: Desk) -> None:
        report = desk.load({"区域": [["名称", "层级", "上级区域"], ["甲", "社区", "乙"], ["乙", "小区", "甲"]]})
        assert told(report) == [("place_cycle", "区域", "C2", "乙"), ("place_cycle", "区域", "C3", "甲")]

    def test_two_rows_that_are_one_place_are_told(self, desk: Desk) -> None:
        report = desk.load({"区域": [*PLACES, ["３ 号楼", "楼栋", "苏州路社区/锦绣园"]]})
        assert told(report) == [("row_twice", "区域", "7", None)]
        assert report.issues[0].message() == "与这一行是同一个：区域 · 5"

    def test_a_place_keeps_its_key_through_a_rename_that_gives_it(self, desk: Desk) -> None:
        desk.good({"区域": PLACES})
        key = desk.names.resolve("锦绣园/3号楼")
        desk.good({"区域": [["编号", "名称", "层级"], [key, "三号楼", "楼栋"]]})
        assert desk.names.resolve("锦绣园/三号楼") == key
        desk.good({"区域": [["名称", "层级", "上级区域"], ["三号楼", "楼栋", "锦绣园"]]})
        report = desk.load({"区域": [["名称", "层级", "上级区域"], ["3号楼", "楼栋", "锦绣园"]]})
        assert told(report) == [("known_otherwise", "区域", "A2", "3号楼")]

    def test_a_known_place_is_found_whatever_its_spelling(self, desk: Desk) -> None:
        desk.good({"区域": PLACES})
        report = desk.good({"区域": [["名称", "层级", "上级区域"], ["锦 绣园", "小区", "苏州路演示社区"]]})
        assert (report.added, desk.store.tables()["place"].height) == (0, 5)

    @pytest.mark.slow
    def test_a_code_and_a_name_must_agree(self, desk: Desk) -> None:
        rows: Cells = [
            ["名称", "层级", "上级区域", "代码"],
            ["街道", "街道", None, "370285002"],
            ["甲社区", "社区", "街道", None],
        ]
        desk.good({"区域": rows})
        named = desk.names.resolve("街道/甲社区")
        desk.good({"区域": [rows[0], ["甲社区", "社区", "街道", "370285002018"]]})
        assert desk.names.resolve("甲社区") == named
        desk.good({"区域": [rows[0], ["乙社区", "社区", "街道", None]]})
        report = desk.load({"区域": [rows[0], ["乙社区", "社区", "街道", "370285002018"]]})
        assert told(report) == [("place_disagrees", "区域", "D2", "370285002018")]


class TestWords:
    def test_the_words_are_those_of_the_profile_that_the_root_names(self, desk: Desk) -> None:
        desk.good(
            {
                "区域": [
                    ["名称", "层级", "架构模板", "上级区域"],
                    ["演示街道", "街道", "yanshan", None],
                    ["甲院", "小院", None, "演示街道"],
                ]
            }
        )
        desk.good({"队伍": [["名称", "主题", "服务范围"], ["和睦队", "和睦、和善", "甲院"]]})
        assert desk.store.tables()["team"]["themes"].to_list() == [["hemu", "heshan"]]

    def test_a_profile_that_is_not_there_is_told(self, desk: Desk) -> None:
        report = desk.load({"区域": [["名称", "层级", "架构模板"], ["甲", "社区", "suzhou"]]})
        assert told(report) == [("no_such_profile", "区域", "C2", "suzhou")]

    def test_an_unknown_word_is_kept_and_told_except_where_the_graph_rests_on_it(self, desk: Desk) -> None:
        report = desk.load(
            {
                "区域": PLACES,
                "组织": [
                    ["名称", "组织形式", "负责范围", "上级", "上级·链条"],
                    ["甲会", "议事会", "锦绣园", "甲会", "红线"],
                ],
            }
        )
        assert sorted(told(report)) == [
            ("unknown_word", "组织", "E2", "红线"),
            ("unknown_word_kept", "组织", "B2", "议事会"),
        ]

    def test_a_category_in_no_list_is_told_with_what_comes_of_it(self, desk: Desk) -> None:
        projects: Cells = [["名称", "类别", "所在地"], ["书法班", "图书，文教", "锦绣园"]]
        report = desk.load({"区域": PLACES, "项目": projects})
        assert [(one.code, one.found, one.hint) for one in report.issues] == [
            ("unknown_word_kept", "图书，文教", "hint.kept.category")
        ]


class TestOrganisations:
    def test_are_known_by_anchor_form_and_name(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, "组织": PARTY})
        community, estate = desk.names.resolve("苏州路社区"), desk.names.resolve("锦绣园")
        branch = public_key("organisation", estate, "branch", "锦绣园党支部")
        assert set(desk.store.tables()["organisation"]["key"]) == {
            public_key("organisation", community, "party_committee", "苏州路演示社区党委"),
            branch,
            public_key("organisation", branch, "party_group", "第一党小组"),
        }

    def test_report_to_their_parent_and_lead_unless_said_otherwise(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, "组织": PARTY})
        assert desk.rows("reports_to", "source", "chain", "relation") == [
            ("苏州路演示社区/锦绣园//锦绣园党支部", "party", "leads"),
            ("苏州路演示社区/锦绣园//锦绣园党支部//第一党小组", "party", "guides"),
        ]

    def test_stay_the_same_when_a_place_is_added(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, "组织": PARTY})
        wider: Cells = [[*row] for row in PARTY]
        wider[2][2] = "锦绣园、一网格"
        report = desk.good({"组织": wider})
        assert (report.added, desk.store.tables()["organisation"].height) == (1, 3)

    def test_a_name_of_the_file_with_a_comma_in_it_stays_whole_among_others(self, desk: Desk) -> None:
        teams: Cells = [["名称", "服务范围"], ["演示队", "甲、乙院；锦绣园"]]
        desk.good({"区域": [*PLACES, ["甲、乙院", "小院", "苏州路社区"]], "队伍": teams})
        assert desk.store.tables()["serves"].height == 2

    def test_a_chain_that_is_not_said_follows_from_what_the_two_are(self, desk: Desk) -> None:
        rows: Cells = [
            ["名称", "组织形式", "负责范围", "上级"],
            ["甲委", "党委", "锦绣园", None],
            ["乙支部", "支部", "一网格", "甲委"],
        ]
        report = desk.load({"区域": PLACES, "组织": rows})
        assert told(report) == [("chain_taken", "组织", "D3", "党组织")]

    def test_several_ties_in_a_cell_share_or_split_their_fields(self, desk: Desk) -> None:
        rows: Cells = [
            ["名称", "组织形式", "负责范围", "负责范围·起始日期", "负责范围·代行"],
            ["居委会", "居委会", "锦绣园；一网格", "2021-01-01；2022-01-01", "业委会"],
        ]
        desk.good({"区域": PLACES, "组织": rows})
        assert desk.rows("answers_for", "target", "since", "acts_for") == [
            ("苏州路演示社区/一网格", date(2022, 1, 1), "owners_committee"),
            ("苏州路演示社区/锦绣园", date(2021, 1, 1), "owners_committee"),
        ]
        rows[1][3] = "2021-01-01；2022-01-01；2023-01-01"
        assert told(desk.load({"组织": rows})) == [("tie_fields_count", "组织", "D2", "3")]

    def test_a_field_of_a_tie_that_is_not_there_is_told(self, desk: Desk) -> None:
        rows: Cells = [
            ["名称", "组织形式", "负责范围", "负责范围·代行", "服务范围·起始日期"],
            ["居委会", "居委会", None, "业委会", "2021-01-01"],
        ]
        report = desk.load({"区域": PLACES, "组织": rows})
        assert told(report) == [("tie_field_alone", "组织", "E1", None), ("tie_field_unused", "组织", "D2", None)]


class TestPosts:
    def test_are_known_by_what_they_are_in_role_and_seat(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, "组织": PARTY, "职务": POSTS})
        community, committee = desk.names.resolve("苏州路社区"), desk.names.resolve("苏州路社区//党委")
        three, five = desk.names.resolve("锦绣园/3号楼"), desk.names.resolve("锦绣园/5号楼")
        assert set(desk.store.tables()["post"]["key"]) == {
            public_key("post", committee, "secretary", None),
            public_key("post", three, "building_head", None),
            public_key("post", five, "building_head", None),
            public_key("post", community, "grid_worker", 1),
            public_key("post", community, "grid_worker", 2),
        }

    def test_a_holder_a_vacancy_and_an_empty_cell_are_three_things(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, "组织": PARTY, "职务": POSTS})
        rows = desk.rows("holds", "target", "source")
        held = sorted((post.rpartition("演示社区")[2], person) for post, person in rows)
        assert held == [("/一网格//网格员2", "演示甲"), ("/锦绣园/3号楼//楼长", "演示乙"), ("党委//书记", "演示甲")]
        assert desk.rows("post", "role", "seat", "vacant") == [
            ("building_head", None, None),
            ("building_head", None, True),
            ("grid_worker", 1, None),
            ("grid_worker", 2, None),
            ("secretary", None, None),
        ]

    def test_one_name_in_a_file_is_one_person(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, "组织": PARTY, "职务": POSTS})
        assert desk.rows("person_personal", "name") == [("演示乙",), ("演示甲",)]

    def test_one_name_far_apart_is_one_person_and_told(self, desk: Desk) -> None:
        rows: Cells = [
            POSTS[0],
            ["楼栋长", None, None, "锦绣园/3号楼", "演示甲", None],
            ["网格员", None, None, "一网格", "演示甲", None],
        ]
        report = desk.load({"区域": PLACES, "职务": rows})
        assert told(report) == [("one_name_one_person", "职务", "E3", "演**")]
        assert desk.store.tables()["person"].height == 1

    def test_two_seats_without_a_number_are_told(self, desk: Desk) -> None:
        rows: Cells = [
            POSTS[0],
            ["网格员", None, "苏州路社区", None, None, None],
            ["网格员", None, "苏州路社区", None, None, None],
        ]
        report = desk.load({"区域": PLACES, "职务": rows})
        assert told(report) == [("row_twice_post", "职务", "3", None)]
        assert report.issues[0].suggestion() == "同一职务有几个岗位的，请写岗位号"

    def test_the_last_day_of_a_form_is_in_it(self, desk: Desk) -> None:
        rows: Cells = [
            ["职务名称", "负责范围", "现任", "现任·截止日期", "现任·任期届满", "现任·缺位期间"],
            ["楼栋长", "锦绣园/3号楼", "演示甲", "2024-08-31", "2026-03-01", "2024-05-01至2024-05-05"],
        ]
        desk.good({"区域": PLACES, "职务": rows})
        assert desk.rows("holds", "until", "term_ends", "absences") == [
            (date(2024, 9, 1), date(2026, 3, 1), "2024-05-01..2024-05-06")
        ]

    def test_vacant_and_held_at_once_is_told(self, desk: Desk) -> None:
        rows: Cells = [["职务名称", "负责范围", "现任", "空缺"], ["楼栋长", "锦绣园/3号楼", "演示甲", "是"]]
        assert told(desk.load({"区域": PLACES, "职务": rows})) == [("vacant_contradicts", "职务", "C2", None)]


class TestPeople:
    PEOPLE = (
        ["姓名", "出生年", "居住地", "所属组织", "所属组织·类别"],
        ["演示甲", 1960, "锦绣园/3号楼", None, None],
        ["演示甲", 1970, "锦绣园/5号楼", "锦绣园//支部", "自管"],
    )

    def test_a_holder_is_looked_for_among_the_people_of_the_file(self, desk: Desk) -> None:
        posts: Cells = [POSTS[0], ["楼栋长", None, None, "锦绣园/5号楼", "演示甲", None]]
        desk.good({"区域": PLACES, "组织": PARTY, "人员": self.PEOPLE, "职务": posts})
        holder = desk.store.tables()["holds"]["source"].item()
        years = dict(desk.store.tables()["person_personal"].select("key", "birth_year").iter_rows())
        assert years[holder] == 1970

    @pytest.mark.slow
    def test_two_of_one_name_are_told_apart_by_the_year_or_refused(self, desk: Desk) -> None:
        posts: Cells = [POSTS[0], ["网格员", None, None, "一网格", "演示甲", None]]
        report = desk.load({"区域": PLACES, "组织": PARTY, "人员": self.PEOPLE, "职务": posts})
        assert told(report) == [("ambiguous", "职务", "E2", "演**")]
        posts[1][4] = "演示甲（1960）"
        desk.good({"区域": PLACES, "组织": PARTY, "人员": self.PEOPLE, "职务": posts})

    def test_two_of_one_name_are_told_apart_by_the_building_they_live_in(self, desk: Desk) -> None:
        places: Cells = [*map(list, PLACES), ["101室", "户室", "锦绣园/3号楼", None, None]]
        people: Cells = [["姓名", "居住地"], ["演示甲", "锦绣园/3号楼/101室"], ["演示甲", "锦绣园/5号楼"]]
        posts: Cells = [POSTS[0], ["楼栋长", None, None, "锦绣园/3号楼", "演示甲", None]]
        desk.good({"区域": places, "人员": people, "职务": posts})
        homes = dict(desk.store.tables()["lives_in"].select("source", "target").iter_rows())
        assert homes[desk.store.tables()["holds"]["source"].item()] == desk.names.resolve("101室")

    def test_are_found_again_by_home_name_and_year(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, "组织": PARTY, "人员": self.PEOPLE})
        before = set(desk.store.tables()["person"]["key"])
        report = desk.good({"人员": self.PEOPLE})
        assert (report.added, report.changed, set(desk.store.tables()["person"]["key"])) == (0, 0, before)

    def test_somebody_of_the_same_name_elsewhere_is_another_person_and_told(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, "人员": [["姓名", "居住地"], ["演示甲", "锦绣园/3号楼"]]})
        report = desk.load({"人员": [["姓名", "居住地"], ["演示甲", "锦绣园/5号楼"]]})
        assert told(report) == [("person_of_same_name", "人员", "A2", "演**")]
        assert desk.store.tables()["person"].height == 2

    def test_a_key_says_who(self, desk: Desk) -> None:
        desk.good({"区域": PLACES, "人员": [["姓名", "居住地"], ["演示甲", "锦绣园/3号楼"]]})
        key = desk.store.tables()["person"]["key"].item()
        desk.good({"职务": [["职务名称", "负责范围", "现任"], ["网格员", "一网格", key]]})
        assert desk.store.tables()["holds"]["source"].to_list() == [key]
        report = desk.load(
            {"职务": [["职务名称", "负责范围", "现任"], ["网格员", "一网格", "person-aaaaaaaaaaaaaaaa"]]}
        )
        assert told(report)[0][0] == "not_found"


class TestStatements:
    def test_two_figures_that_nothing_tells_apart_are_told_with_what_would(self, desk: Desk) -> None:
        rows: Cells = [
            ["对象", "统计口径", "数值", "单位"],
            *[["苏州路社区", "count kind=post", one, "个"] for one in (3, 4)],
        ]
        report = desk.load({"区域": PLACES, "公开数": rows})
        assert told(report) == [("row_twice_figure", "公开数", "3", None)]
        assert "统计口径、期间、截至、出处" in (report.issues[0].suggestion() or "")

    def test_a_figure_says_its_bound_in_its_number(self, desk: Desk) -> None:
        rows: Cells = [
            ["对象", "指标", "统计口径", "数值", "单位", "截至"],
            ["苏州路社区", "户数", "sum households of 种类=区域 层级=户室", "2424", "户", "2024-11-01"],
            ["苏州路社区", "楼栋长", "count 种类=职务 职务=楼栋长、网格员 within=锦绣园", "60余人", "人", "2024"],
            ["苏州路社区", "楼栋", "count kind=place level=building", "55—65", "个", None],
        ]
        desk.good({"区域": PLACES, "公开数": rows})
        estate = desk.names.resolve("锦绣园")
        assert desk.rows("figure", "name", "measure", "value", "bound", "low", "high", "as_of") == [
            ("户数", "sum households of kind=place level=home", 2424, "exact", None, None, date(2024, 11, 1)),
            ("楼栋", "count kind=place level=building", 60, "about", 55, 65, None),
            (
                "楼栋长",
                f"count kind=post role=building_head,grid_worker within={estate}",
                60,
                "at_least",
                None,
                None,
                date(2024, 12, 31),
            ),
        ]

    def test_a_bound_beside_the_number_must_not_contradict_it(self, desk: Desk) -> None:
        rows: Cells = [
            ["对象", "统计口径", "数值", "界", "单位"],
            ["锦绣园", "count kind=place", "60余", "至多", "个"],
            ["锦绣园", "count kind=post", "60", "至多", "个"],
        ]
        assert told(desk.load({"区域": PLACES, "公开数": rows})) == [("count_contradicts", "公开数", "D2", "at_most")]

    def test_a_measure_that_does_not_parse_or_nearly_names_a_kind_is_told_and_one_of_what_is_to_come_is_not(
        self, desk: Desk
    ) -> None:
        rows: Cells = [
            ["对象", "统计口径", "数值", "单位"],
            ["锦绣园", "数一数", 1, "个"],
            ["锦绣园", "count 楼层=3", 1, "个"],
            ["锦绣园", "count kind=vehicle type=系列", 1, "个"],
            ["锦绣园", "count kind=posts", 1, "个"],
        ]
        assert told(desk.load({"区域": PLACES, "公开数": rows})) == [
            ("measure_form", "公开数", "B2", "数一数"),
            ("selector_field", "公开数", "B3", "楼层"),
            ("unknown_word_kept", "公开数", "B5", "posts"),
        ]

    def test_listings_and_exceptions(self, desk: Desk) -> None:
        desk.good(
            {
                "区域": PLACES,
                "台账声明": [["范围条件", "所在区域", "截至"], ["kind=post role=楼栋长", "苏州路社区", "2024-11-01"]],
                "例外": [
                    ["标准", "区域", "理由", "截止日期"],
                    ["suzhoulu-owners-committee", "锦绣园/5号楼", "正在改造", "2025-12-31"],
                ],
            }
        )
        community = desk.names.resolve("苏州路社区")
        listing = public_key("listing", "kind=post role=building_head", community, "2024-11-01")
        assert desk.store.tables()["listing"]["key"].to_list() == [listing]
        assert desk.rows("exception", "place", "until") == [("苏州路演示社区/锦绣园/5号楼", date(2026, 1, 1))]

    def test_the_row_above_a_header_makes_a_listing(self, desk: Desk) -> None:
        above: Cells = [
            ["台账完整截至", "2024-11-01", "所在区域", "苏州路社区", "条件", "职务=楼栋长、网格员"],
            ["台账完整截至", date(2024, 10, 1), "所在区域", "锦绣园"],
            ["台账完整截至", None, "所在区域"],
        ]
        desk.good({"区域": PLACES, "职务": [*above, *POSTS[:1], POSTS[2]]})
        assert desk.rows("listing", "selector", "within", "as_of") == [
            ("kind=post role=building_head,grid_worker", "苏州路演示社区", date(2024, 11, 1)),
            ("kind=post", "苏州路演示社区/锦绣园", date(2024, 10, 1)),
        ]

    @pytest.mark.parametrize(
        ("row", "issue"),
        [
            (["台账完整截至", "去年", "所在区域", "锦绣园"], ("bad_value", "职务", "B1", "去年")),
            (["台账完整截至", "2024", "所在区域", None], ("complete_where", "职务", "D1", None)),
            (["台账完整截至", "2024", "所在区域", "锦绣圆"], ("not_found", "职务", "D1", "锦绣圆")),
            (
                ["台账完整截至", "2024", "所在区域", "锦绣园", "条件", "种类=区域"],
                ("complete_condition", "职务", "F1", "kind=place"),
            ),
            (
                ["台账完整截至", "2024", "所在区域", "锦绣园", "条件", "楼层=3"],
                ("selector_field", "职务", "F1", "楼层"),
            ),
        ],
    )
    def test_what_is_wrong_with_that_row_is_told(
        self, desk: Desk, row: list[str | None], issue: tuple[str, ...]
    ) -> None:
        assert told(desk.load({"区域": PLACES, "职务": [row, POSTS[0], POSTS[2]]})) == [issue]


class TestTieSheets:
    def test_name_both_ends(self, desk: Desk) -> None:
        desk.good(
            {
                "区域": PLACES,
                "组织": PARTY,
                "双报到": [["起点", "终点", "起始日期"], ["锦绣园//支部", "苏州路社区//党委", "2024-01-01"]],
            }
        )
        assert desk.rows("checked_in", "source", "target", "since") == [
            ("苏州路演示社区/锦绣园//锦绣园党支部", "苏州路演示社区//苏州路演示社区党委", date(2024, 1, 1))
        ]

    def test_need_both_columns_and_the_right_kinds(self, desk: Desk) -> None:
        assert told(desk.load({"区域": PLACES, "双报到": [["起点"], ["锦绣园"]]})) == [
            ("other_kind", "双报到", "A2", "区域"),
            ("column_missing", "双报到", "", None),
        ]


class TestProfile:
    def test_its_title_is_as_good_as_its_key(self, desk: Desk) -> None:
        header = ["名称", "层级", "架构模板", "上级区域"]
        desk.good({"区域": [header, ["演示社区", "社区", "苏州路五级链", None], ["101室", "户室", None, "演示社区"]]})
        assert desk.store.tables()["place"]["profile"].drop_nulls().to_list() == ["suzhoulu"]

    def test_the_homes_among_the_places_are_counted(self, desk: Desk) -> None:
        header = ["名称", "层级", "上级区域"]
        report = desk.good({"区域": [header, ["演示社区", "社区", None], ["101室", "户室", "演示社区"]]})
        assert (report.accepted["place"], report.homes) == (2, 1)
