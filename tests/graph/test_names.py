"""References: paths of places, what is at a place, people."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import Ambiguous, NotFound
from graph.names import Names
from graph.rules import load_rules
from graph.tables import Tables, tables_of


def _table(kind: str, rows: list[dict[str, Any]]) -> dict[str, pl.DataFrame]:
    return {
        table.name: pl.DataFrame([{name: row.get(name) for name in table.schema} for row in rows], schema=table.schema)
        for table in tables_of(kind)
    }


def _part_of(source: str, target: str, axis: str | None = None, until: date | None = None) -> dict[str, Any]:
    return {
        "key": f"part_of-{source}-{target}-{axis}",
        "source": f"place-{source}",
        "target": f"place-{target}",
        "axis": axis,
        "until": until,
    }


def _place(key: str, name: str, **more: Any) -> dict[str, Any]:
    return {"key": f"place-{key}", "name": name, "level": "building", **more}


def _tie(kind: str, source: str, target: str) -> dict[str, Any]:
    return {"key": f"{kind}-{source}-{target}", "source": source, "target": target}


@pytest.fixture
def names() -> Names:
    """A community of two estates and a grid; building 3 stands in an estate and in the grid."""
    places = [
        _place("town", "望城街道"),
        _place("suzhoulu", "苏州路演示社区", short_name="苏州路社区"),
        _place("jinxiu", "锦绣园（东区）"),
        _place("anhe", "安和园"),
        _place("grid", "一网格"),
        _place("j3", "3号楼"),
        _place("a3", "3号楼"),
        _place("j3u1", "1单元"),
        _place("torn", "旧楼", until=date(2020, 1, 1)),
    ]
    part_of = [
        _part_of("suzhoulu", "town"),
        _part_of("jinxiu", "suzhoulu"),
        _part_of("anhe", "suzhoulu"),
        _part_of("grid", "suzhoulu"),
        _part_of("j3", "jinxiu", "property"),
        _part_of("j3", "grid", "territory"),
        _part_of("a3", "anhe"),
        _part_of("j3u1", "j3"),
        _part_of("torn", "jinxiu", until=date(2020, 1, 1)),
    ]
    organisations = [
        {"key": "organisation-committee", "name": "苏州路演示社区党委", "form": "party_committee"},
        {"key": "organisation-branch", "name": "第一党支部", "form": "branch"},
        {"key": "organisation-group", "name": "第一党小组", "form": "party_group"},
    ]
    posts: list[dict[str, Any]] = [
        {"key": "post-secretary", "role": "secretary"},
        {"key": "post-head", "role": "building_head"},
        {"key": "post-grid1", "role": "grid_worker", "seat": 1},
        {"key": "post-grid2", "role": "grid_worker", "seat": 2},
    ]
    people: list[dict[str, Any]] = [
        {"key": "person-one", "name": "演示甲", "birth_year": 1960},
        {"key": "person-two", "name": "演示甲", "birth_year": 1970},
        {"key": "person-three", "name": "演示乙"},
    ]
    return Names(
        Tables(
            {
                **_table("place", places),
                **_table("part_of", part_of),
                **_table("organisation", organisations),
                **_table("post", posts),
                **_table("team", [{"key": "team-hemu", "name": "和睦队"}]),
                **_table("person", people),
                **_table(
                    "answers_for",
                    [
                        _tie("answers_for", "organisation-committee", "place-suzhoulu"),
                        _tie("answers_for", "organisation-branch", "place-jinxiu"),
                        _tie("answers_for", "post-head", "place-j3"),
                    ],
                ),
                **_table(
                    "post_in",
                    [
                        _tie("post_in", "post-secretary", "organisation-committee"),
                        _tie("post_in", "post-grid1", "place-grid"),
                        _tie("post_in", "post-grid2", "place-grid"),
                    ],
                ),
                **_table("reports_to", [_tie("reports_to", "organisation-group", "organisation-branch")]),
                **_table("serves", [_tie("serves", "team-hemu", "place-suzhoulu")]),
            }
        )
    )


class TestPlaces:
    @pytest.mark.parametrize(
        ("ref", "key"),
        [
            ("望城街道/苏州路演示社区/锦绣园（东区）/3号楼", "place-j3"),
            ("锦绣园（东区）/3号楼", "place-j3"),
            ("一网格/3号楼", "place-j3"),
            ("一网格/3号楼/1单元", "place-j3u1"),
            ("苏州路社区/安和园/3号楼", "place-a3"),
            ("苏州路社区", "place-suzhoulu"),
            ("1单元", "place-j3u1"),
            (" 锦绣园(东区) / ３号楼 ", "place-j3"),
            ("锦绣园东区/旧楼", "place-torn"),
            ("望城街道/锦绣园东区", "place-jinxiu"),
        ],
    )
    def test_a_path_from_anywhere_over_either_axis_names_one_place(self, names: Names, ref: str, key: str) -> None:
        assert names.resolve(ref) == key

    def test_a_name_that_two_places_have_is_refused_with_both(self, names: Names) -> None:
        with pytest.raises(Ambiguous) as told:
            names.resolve("3号楼")
        assert told.value.params == {
            "ref": "3号楼",
            "candidates": "望城街道/苏州路演示社区/锦绣园（东区）/3号楼、望城街道/苏州路演示社区/安和园/3号楼",
        }

    def test_a_near_miss_is_refused_with_what_was_perhaps_meant(self, names: Names) -> None:
        with pytest.raises(NotFound) as told:
            names.resolve("安和院/3号楼")
        assert told.value.code == "not_found"
        assert told.value.params["candidates"] == "望城街道/苏州路演示社区/安和园"
        assert told.value.message() == "找不到“安和院/3号楼”"

    def test_what_has_ended_makes_nothing_ambiguous(self, names: Names) -> None:
        names.add_place("place-new", ["旧楼"], ["place-jinxiu"])
        assert names.resolve("锦绣园东区/旧楼") == "place-new"

    def test_a_new_one_is_below_its_parent_by_each_of_its_names(self, names: Names) -> None:
        names.add_place("place-new", ["演示新楼", "新楼"], ["place-jinxiu"])
        below = names.paths.children(names.paths.ids["place-jinxiu"])
        assert [below[name] for name in ("演示新楼", "新楼")] == [[names.paths.ids["place-new"]]] * 2

    def test_what_has_ended_is_gone_on_a_later_day(self, names: Names) -> None:
        later = Names(names.known.tables, on=date(2024, 11, 1))
        with pytest.raises(NotFound):
            later.resolve("锦绣园东区/旧楼")
        assert later.resolve("一网格/3号楼") == "place-j3"

    def test_a_key_names_itself_if_there_is_such_a_thing(self, names: Names) -> None:
        names.add_place("place-aaaaaaaaaaaaaaaa", ["甲"])
        assert names.resolve("place-aaaaaaaaaaaaaaaa") == "place-aaaaaaaaaaaaaaaa"
        with pytest.raises(NotFound):
            names.resolve("place-bbbbbbbbbbbbbbbb")


class TestWhatIsAtAPlace:
    @pytest.mark.parametrize(
        ("ref", "key"),
        [
            ("苏州路社区//社区党委", "organisation-committee"),
            ("苏州路社区//党委", "organisation-committee"),
            ("苏州路社区//苏州路演示社区党委", "organisation-committee"),
            ("锦绣园东区//支部", "organisation-branch"),
            ("锦绣园东区//第一党支部", "organisation-branch"),
            ("第一党支部", "organisation-branch"),
            ("锦绣园东区/3号楼//楼栋长", "post-head"),
            ("苏州路社区//社区党委//书记", "post-secretary"),
            ("苏州路社区//书记", "post-secretary"),
            ("一网格//网格员2", "post-grid2"),
            ("一网格//网格员（2）", "post-grid2"),
            ("苏州路社区//和睦队", "team-hemu"),
            ("//和睦队", "team-hemu"),
            ("锦绣园东区//支部//第一党小组", "organisation-group"),
        ],
    )
    def test_a_name_a_form_or_a_role_after_two_slashes_names_one_thing(self, names: Names, ref: str, key: str) -> None:
        assert names.resolve(ref) == key

    def test_what_serves_several_places_is_also_named_at_the_lowest_around_all(self) -> None:
        rows = {
            "place": [_place(one, one) for one in ("street", "east", "west")],
            "part_of": [_part_of(one, "street") for one in ("east", "west")],
            "organisation": [{"key": "organisation-x", "name": "物业"}, {"key": "organisation-y", "name": "学校"}],
            "serves": [
                _tie("serves", "organisation-x", "place-east"),
                _tie("serves", "organisation-x", "place-west"),
                _tie("serves", "organisation-y", "place-east"),
            ],
        }
        names = Names(Tables({name: frame for kind in rows for name, frame in _table(kind, rows[kind]).items()}))
        assert names.resolve("street//物业") == names.resolve("street/west//物业") == "organisation-x"
        with pytest.raises(NotFound):
            names.resolve("street//学校")

    def test_two_seats_of_one_role_are_ambiguous(self, names: Names) -> None:
        with pytest.raises(Ambiguous) as told:
            names.resolve("一网格//网格员")
        listed = told.value.params["candidates"].split("、")
        assert [one.rpartition("//")[2] for one in listed] == ["网格员1", "网格员2"]

    def test_kinds_narrow_what_is_meant(self, names: Names) -> None:
        names.add_place("place-branch", ["第一党支部"])
        with pytest.raises(Ambiguous):
            names.resolve("第一党支部")
        assert names.resolve("第一党支部", ["organisation"]) == "organisation-branch"
        assert names.resolve("第一党支部", ["place"]) == "place-branch"

    def test_a_near_miss_names_what_is_at_the_place(self, names: Names) -> None:
        with pytest.raises(NotFound) as told:
            names.resolve("锦绣园东区//第二党支部")
        assert told.value.params["candidates"] == "锦绣园东区//第一党支部"

    @pytest.mark.parametrize("kinds", [None, ["post"]])
    def test_a_seat_that_a_place_has_not_is_told_with_how_to_set_it_up(
        self, names: Names, kinds: list[str] | None
    ) -> None:
        with pytest.raises(NotFound) as told:
            names.resolve("安和园/3号楼//楼栋长", kinds)
        assert str(told.value) == "“望城街道/苏州路演示社区/安和园/3号楼”没有登记“楼栋长”这个职务"
        assert "`linli establish 职务 --at" in (told.value.suggestion() or "")

    @pytest.mark.parametrize("ref", ["安和园/3号楼//第九党支部", "安和园/9号楼//楼栋长", "楼栋长"])
    def test_what_is_no_role_or_at_no_place_is_only_not_found(self, names: Names, ref: str) -> None:
        with pytest.raises(NotFound) as told:
            names.resolve(ref, ["post"])
        assert told.value.code == "not_found"


class TestPeople:
    def test_a_name_that_one_person_has_is_found(self, names: Names) -> None:
        assert names.resolve("演示乙") == "person-three"

    def test_the_year_of_birth_tells_two_of_one_name_apart(self, names: Names) -> None:
        assert names.resolve("演示甲（1970）", ["person"]) == "person-two"

    def test_names_of_people_are_masked_in_every_error(self, names: Names) -> None:
        with pytest.raises(Ambiguous) as told:
            names.resolve("演示甲")
        assert told.value.params["ref"] == "演**"
        assert told.value.params["candidates"] == "演**（person-one）、演**（person-two）"
        with pytest.raises(NotFound) as lost:
            names.resolve("演示丙", ["person"])
        assert lost.value.params == {"ref": "演**", "candidates": ""}


class TestPathOf:
    @pytest.mark.parametrize(
        ("key", "path"),
        [
            ("place-j3u1", "望城街道/苏州路演示社区/锦绣园（东区）/3号楼/1单元"),
            ("post-head", "望城街道/苏州路演示社区/锦绣园（东区）/3号楼//楼长"),
            ("post-secretary", "望城街道/苏州路演示社区//苏州路演示社区党委//书记"),
            ("post-grid2", "望城街道/苏州路演示社区/一网格//网格员2"),
        ],
    )
    def test_goes_by_property_before_territory_and_names_its_thing_again(
        self, names: Names, key: str, path: str
    ) -> None:
        assert names.path_of(key) == path
        assert names.resolve(path) == key

    def test_of_nothing_is_an_error(self, names: Names) -> None:
        with pytest.raises(NotFound):
            names.path_of("place-nothing")


class TestFind:
    @pytest.mark.parametrize(
        ("text", "first"),
        [
            ("锦绣", "锦绣园（东区）"),
            ("szl", "苏州路演示社区"),
            ("hemudui", "和睦队"),
            ("第一支部", "第一党支部"),
        ],
    )
    def test_begins_with_what_was_most_likely_meant(self, names: Names, text: str, first: str) -> None:
        assert names.find(text)[0].name == first

    def test_finds_people_by_key_for_whoever_may_name_them(self, names: Names) -> None:
        assert [one.key for one in names.find("演示乙")] == ["person-three"]
        assert [(one.key, one.name) for one in names.find("ysy")] == [("person-three", "")]

    def test_what_is_called_so_is_not_mixed_with_what_is_called_nearly_so(self, names: Names) -> None:
        assert [one.name for one in names.find("一网格")] == ["一网格"]
        assert names.find("二网格")[0].name == "一网格"

    def test_a_post_without_a_name_is_found_by_its_role(self) -> None:
        posts = [{"key": "post-a", "role": "secretary"}, {"key": "post-b", "role": "secretary", "name": "演示书记"}]
        found = Names(Tables(_table("post", posts)), None, load_rules().vocabulary()).find("书记")
        assert {one.key for one in found} == {"post-a", "post-b"}

    def test_keeps_to_the_limit(self, names: Names) -> None:
        assert len(names.find("园", limit=1)) == 1

    def test_nothing_finds_nothing(self, names: Names) -> None:
        assert names.find("  ") == []


class TestMany:
    def test_resolves_each_and_says_by_reference_what_is_wrong(self, names: Names) -> None:
        found, wrong = names.resolve_many(["安和园", None, "3号楼", "安和园"], ["place"])
        assert found == ["place-anhe", None, None, "place-anhe"]
        assert {ref: type(error) for ref, error in wrong.items()} == {"3号楼": Ambiguous}

    @given(
        st.lists(st.tuples(st.integers(0, 6), st.sampled_from("甲乙丙丁")), max_size=8),
        st.booleans(),
    )
    def test_a_full_path_finds_its_place_and_only_those_of_that_path(
        self,
        tree: list[tuple[int, str]],
        stored: bool,  # noqa: FBT001 - drawn
    ) -> None:
        parents = {number: above if above < number else None for number, (above, _) in enumerate(tree)}
        if stored:
            places = [_place(str(number), name) for number, (_, name) in enumerate(tree)]
            edges = [_part_of(str(number), str(above)) for number, above in parents.items() if above is not None]
            built = Names(Tables({**_table("place", places), **_table("part_of", edges)}))
        else:
            built = Names(Tables({}))
            for number, (_, name) in enumerate(tree):
                above = parents[number]
                built.add_place(f"place-{number}", [name], [] if above is None else [f"place-{above}"])
        for number in parents:
            path = built.path_of(f"place-{number}")
            alike = [one for one in parents if f"/{built.path_of(f'place-{one}')}".endswith(f"/{path}")]
            whole = {f"place-{one}" for one in parents if built.path_of(f"place-{one}") == path}
            found = {*built.matches(path, ["place"])}
            assert whole <= found <= {f"place-{one}" for one in alike}
            assert len(whole) > 1 or found == whole  # a whole path means that place alone


class TestReadingPeople:
    """Who they are is read from elsewhere: each time, or once for a request."""

    def test_each_time_somebody_is_looked_for(self) -> None:
        names, read = _read_by()
        assert [names.people("演示甲"), names.people("演示甲")] == [["person-one"], ["person-one"]]
        assert len(read) == 2

    def test_once_for_a_request_and_anew_for_the_next(self) -> None:
        names, read = _read_by()
        request = names.once()
        assert [request.people("演示甲"), request.people("演示乙")] == [["person-one"], []]
        assert len(read) == 1
        assert names.once().people("演示甲") == ["person-one"]
        assert len(read) == 2

    def test_who_may_read_of_nobody_shares_all_else(self) -> None:
        names, read = _read_by()
        nobody = names.with_people(lambda: _people([])).once()
        assert nobody.people("演示甲") == []
        assert nobody.things is names.things
        assert names.once().people("演示甲") == ["person-one"]
        assert len(read) == 1

    def test_who_was_added_by_hand_is_still_known(self) -> None:
        names = Names(Tables({}))
        names.add_person("person-x", "演示丙")
        assert names.once().people("演示丙") == ["person-x"]


def _people(rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"key": pl.String, "name": pl.String, "birth_year": pl.Int64})


def _read_by() -> tuple[Names, list[int]]:
    """Return names whose people are read from elsewhere, and a list that grows with each reading."""
    read: list[int] = []

    def people() -> pl.DataFrame:
        read.append(1)
        return _people([{"key": "person-one", "name": "演示甲", "birth_year": 1960}])

    return Names(Tables(_table("person", [{"key": "person-one"}])), people=people), read
