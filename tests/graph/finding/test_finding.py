"""The index beside a store: it finds what names find, in the same order, and nobody's name is in it."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import graph
from api.naming import names_of
from api.serving.tellable import tellable
from graph.finding.asked import AtRest
from graph.finding.made import make
from graph.names import Found, Names
from graph.names.alone import shared_paths
from graph.names.indexed import every_name
from graph.names.named import unnamed
from graph.names.persons import Persons
from graph.network import Network
from graph.tables import Tables
from loaders.samples.city import ON, city_tables
from tests.examples import few_in_full, in_full
from tests.networks import DAYS, Drawn, networks

RULES = graph.load_rules()
#: Parts of names, of readings, of both, of nothing; what one types who does not know yet.
TYPED = (
    "1",
    "号楼",
    "社",
    "区",
    "a",
    "sheq",
    "jxy",
    "3hl",
    "网格",
    "1haolou",
    "书记",
    "楼长",
    "甲",
    "锦 绣",
    "（",
    "zz",
    "支部1",
)


def at_rest(names: Names, text: str, limit: int) -> list[Found]:
    """What an index of these names finds."""
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder) / "index", names, {})
        with AtRest(Path(folder) / "index") as index:
            found = index.find(text, limit)
            assert found is not None
            return [Found(*index.entry(one)) for one in found]


def of_nobody(network: Network) -> Names:
    """The names of a network that knows no people."""
    return names_of(network, RULES)


class TestSameAsNames:
    @pytest.mark.slow
    @in_full
    @given(networks(), st.data(), st.sampled_from(DAYS), st.sampled_from([1, 3, 50]))
    def test_it_finds_the_same_in_the_same_order(self, drawn: Drawn, data: st.DataObject, on: date, limit: int) -> None:
        names = of_nobody(Network(drawn.tables.without_personal(), on))
        known = [name for name, *_ in every_name(names.known)]
        whole = data.draw(st.sampled_from(known)) if known else "甲"
        start = data.draw(st.integers(0, len(whole) - 1))
        for text in (
            whole,
            whole[start : start + 2],
            data.draw(st.sampled_from(TYPED)),
            data.draw(st.text(max_size=3)),
        ):
            assert at_rest(names, text, limit) == names.find(text, limit), text

    @pytest.mark.slow
    @in_full
    @given(networks(), st.sampled_from(DAYS))
    def test_whatever_may_share_its_path_is_named_as_such(self, drawn: Drawn, on: date) -> None:
        paths = of_nobody(Network(drawn.tables.without_personal(), on)).paths
        shared = shared_paths(paths)
        for number in range(len(paths.keys)):
            assert number in shared or len(paths.find(paths.path(number))) <= 1

    @pytest.mark.parametrize(
        "text", ["101室", "1号楼", "云美", "ym", "yunmei", "演示", "党员", "楼栋长", "1", "x", "甲区"]
    )
    def test_in_a_city_of_five_profiles_too(self, city: tuple[Names, AtRest], text: str) -> None:
        names, index = city
        found = index.find(text, 40)
        assert found is not None
        assert [Found(*index.entry(one)) for one in found] == names.find(text, 40)


class TestALaterRevision:
    @pytest.mark.slow
    @pytest.mark.thorough
    @few_in_full
    @given(networks(), st.sampled_from(DAYS))
    def test_that_changes_what_names_nothing_finds_the_same(self, drawn: Drawn, on: date) -> None:
        aside = unnamed() - {"person"}
        tables = drawn.tables.without_personal()
        less = Tables({kind: frame.clear() if kind in aside else frame for kind, frame in tables.items()})
        before, after = (of_nobody(tellable(Network(one, on))) for one in (less, tables))
        for text in {name for name, *_ in (*every_name(before.known), *every_name(after.known))}:
            assert before.keys_of(text, 50) == after.keys_of(text, 50), text


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> tuple[Names, AtRest]:
    names = of_nobody(Network(city_tables(1000).without_personal(), ON))
    make(path := tmp_path_factory.mktemp("index") / "city", names, {"from": None})
    return names, AtRest(path)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> AtRest:
    names = Names(Tables({}), None, RULES.vocabulary())
    for key, name in enumerate(("金秀园", "锦绣", "大锦绣园", "锦绣甲乙", "锦绣园", "小锦绣", "锦绣丙")):
        names.add_place(f"place-{key}", [name])
    make(path := tmp_path_factory.mktemp("order") / "index", names, {})
    return AtRest(path)


class TestOrder:
    """By hand: exactly so, then what begins so, what has it further on, what is read so; the shorter first."""

    @pytest.mark.parametrize(
        ("text", "best"),
        [
            ("锦绣", ["锦绣", "锦绣丙", "锦绣园", "锦绣甲乙", "小锦绣", "大锦绣园"]),
            ("锦绣园", ["锦绣园", "大锦绣园"]),
            ("jinxiuyuan", ["金秀园", "锦绣园", "大锦绣园"]),
            ("jxy", ["金秀园", "锦绣园", "大锦绣园"]),
            ("inx", ["锦绣", "小锦绣", "金秀园", "锦绣丙", "锦绣园", "大锦绣园", "锦绣甲乙"]),
            ("锦秀园", ["金秀园", "锦绣园"]),
            ("  ", []),
        ],
    )
    def test_names_come_in_their_order(self, few: AtRest, text: str, best: list[str]) -> None:
        found = few.best(text, 20)
        assert found[: len(best)] == best
        assert [few.best(text, most) for most in (1, 2)] == [best[:1], best[:2]]


class TestPeople:
    @pytest.mark.slow
    def test_no_name_of_anybody_is_in_the_file(self, tmp_path: Path) -> None:
        tables = city_tables(500)
        make(tmp_path / "index", of_nobody(Network(tables, ON)), {})
        content = (tmp_path / "index").read_bytes()
        for name in tables["person_personal"]["name"]:
            assert name.encode() not in content

    @pytest.mark.slow
    def test_their_keys_stand_where_names_put_them(self, city: tuple[Names, AtRest]) -> None:
        tables = city_tables(1000)
        people = Persons(tables["person"].select("key", open=True), tables["person_personal"])
        names = city[0].with_people(lambda: tables["person_personal"])
        for text in ("演示", "101", "yan"):
            assert city[1].keys(text, 300, people.names(), people.named) == names.keys_of(text, 300)

    def test_where_a_person_is_meant_it_does_not_answer(self, city: tuple[Names, AtRest]) -> None:
        assert city[1].find("演示", 2000, ["演示张一"]) is None
        assert city[1].find("yszy", 20, ["演示张一"]) is None
        assert city[1].find("1号楼", 20, ["演示张一"]) is not None
