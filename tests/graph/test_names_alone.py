"""Which places may share their path with another: by hand, and beside looking up the path of each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.names.alone import shared_paths
from graph.names.paths import Paths
from graph.tables import Tables
from tests.examples import in_full


def placed(*told: str) -> Paths:
    """Places, each told by its key, its name and the keys of what it lies in."""
    paths = Paths(Tables({}))
    for key, name, *above in map(str.split, told):
        paths.add(key, [name], above)
    return paths


def shared(*told: str) -> list[str]:
    """Return the keys of places that may share their path."""
    paths = placed(*told)
    return sorted(paths.keys[one] for one in shared_paths(paths))


def inside(province: str) -> list[str]:
    """Return what lies in a province, called there as in any other."""
    places = ("{0}a 甲市 {0}", "{0}b 东街道 {0}a", "{0}c 西街道 {0}a", "{0}d 一社区 {0}b", "{0}e 一社区 {0}c")
    return [one.format(province) for one in places]


class TestByHand:
    def test_in_provinces_with_names_of_their_own_every_path_means_one(self) -> None:
        assert shared("p 一省", *inside("p"), "q 二省", *inside("q"), "r 三省", *inside("r")) == []

    def test_in_two_of_one_name_each_path_means_two(self) -> None:
        two = shared("p 一省", *inside("p"), "q 一省", *inside("q"))
        assert two == sorted(f"{one}{below}" for one in "pq" for below in ("", *"abcde"))

    def test_what_only_one_of_them_has_is_alone(self) -> None:
        assert shared("p 一省", "q 一省", "pa 甲市 p", "qa 乙市 q") == ["p", "q"]

    def test_below_two_of_a_name_in_one_parent_what_is_called_alike_is_shared_too(self) -> None:
        told = ["o 小区", "a 1号楼 o", "b １号楼 o", "c 2号楼 o", *(f"{one}r 101室 {one}" for one in "abc")]
        assert shared(*told) == ["a", "ar", "b", "br"]

    def test_a_path_of_one_part_means_whatever_is_called_so(self) -> None:
        assert shared("a 一社区", "s 东街道", "b 一社区 s", "c 1号楼 b", "d 1号楼 a") == ["a", "d"]

    def test_what_lies_in_two_counts_in_both(self) -> None:
        assert shared("o 小区", "g 网格", "a 1号楼 o g", "b 1号楼 g") == ["a", "b"]

    def test_a_short_name_is_a_name(self) -> None:
        paths = placed("o 小区", "a 东区一号楼 o", "b 一号楼 o")
        paths.add("a", ["一号楼"])
        assert shared_paths(paths) == {1, 2}


@st.composite
def places(draw: st.DrawFn) -> Paths:
    """Places of few names, some with two, in up to two others each, now and then in what lies in them."""
    size = draw(st.integers(1, 9))
    names = st.sampled_from(["甲", "乙", "丙", "东（区）", "东区"])
    paths = Paths(Tables({}))
    for one in range(size):
        above = draw(st.lists(st.integers(0, one - 1), max_size=2)) if one else []
        paths.add(str(one), draw(st.lists(names, min_size=1, max_size=2)), map(str, above))
    for one, above in draw(st.lists(st.tuples(*[st.integers(0, size - 1)] * 2), max_size=2)):
        paths.add(str(one), (), [str(above)])
    return paths


class TestProperty:
    @pytest.mark.slow
    @in_full
    @given(places())
    def test_whatever_else_has_a_path_of_its_own(self, paths: Paths) -> None:
        shared = shared_paths(paths)
        for number in range(len(paths.keys)):
            assert number in shared or paths.find(paths.path(number)) == (number,)
