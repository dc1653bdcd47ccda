"""The made-up city: the same one each time, everything of its five profiles in it, and as much wrong as is stated."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

import graph
from graph import questions
from graph.answers.register import QUESTIONS
from graph.errors import BadInput
from graph.facts import facts_of
from graph.stores import open_store
from graph.stores.findings import Examined
from graph.tables import Tables
from graph.viewing import Showing, owner
from loaders import load
from loaders.ledger import write_ledger
from loaders.samples.city import MOST, ON, city_parts, city_tables, digest_of, write_city
from loaders.samples.city.chance import Chance
from loaders.samples.city.districts import District, plan

HOMES = 12_000
DISTRICTS = {one.profile: one for one in plan().districts}
RULES = graph.load_rules()


@pytest.fixture(scope="module")
def city() -> Tables:
    return city_tables(HOMES)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("city") / "city.db"
    with open_store(path) as store:
        write_city(store, 500)
    return path


def once_in(count: int, one_in: int) -> set[int]:
    """How many of so many are chosen where each run has exactly one; the last run may be cut short."""
    return {count // one_in, -(-count // one_in)}


def of_district(tables: Tables, district: District, level: str) -> pl.DataFrame:
    """The places of a level of one district."""
    inside = tables["place"].filter(pl.col("profile") == district.profile)["key"]
    parts = tables["part_of"]
    for _ in district.levels:
        inside = pl.concat([inside, parts.filter(pl.col("target").is_in(inside.implode()))["source"]]).unique()
    return tables["place"].filter(pl.col("key").is_in(inside.implode()) & (pl.col("level") == level))


class TestTheSameEachTime:
    def test_the_digest_is_this_one_on_every_machine_and_each_time(self, kept: Path) -> None:
        with open_store(kept, create=False) as store:
            assert digest_of(store)[:16] == "14638fa76a9753ff"

    def test_another_seed_makes_another_city(self) -> None:
        first, other = (next(city_parts(500, seed=seed)).frames["person"] for seed in (135, 136))
        assert not set(first["key"]) & set(other["key"])
        assert first["name"].to_list() != other["name"].to_list()

    @pytest.mark.slow
    def test_no_two_things_share_a_key(self, city: Tables) -> None:
        keys = pl.concat([frame["key"] for name, frame in city.items() if not name.endswith("_personal")])
        assert keys.n_unique() == keys.len()

    @pytest.mark.parametrize("homes", [0, 499, MOST + 1])
    def test_a_city_of_no_size_that_one_has_is_refused(self, homes: int) -> None:
        with pytest.raises(BadInput, match="演示城市不能有"):
            next(city_parts(homes))


class TestWhatIsInIt:
    def test_it_has_exactly_so_many_homes_in_five_districts(self, city: Tables) -> None:
        places = city["place"]
        assert places.filter(pl.col("level") == "home").height == HOMES
        assert set(places["profile"].drop_nulls()) == set(DISTRICTS)

    @pytest.mark.parametrize("district", DISTRICTS.values(), ids=DISTRICTS)
    def test_each_district_has_the_levels_that_its_profile_names(self, city: Tables, district: District) -> None:
        counts = district.counts(HOMES // len(DISTRICTS))
        assert {level: of_district(city, district, level).height for level in counts} == counts
        assert set(counts) <= {one.key for one in RULES.profiles[district.profile].levels}

    def test_every_named_place_and_person_says_that_it_is_invented(self, city: Tables) -> None:
        wide = city["place"].filter(pl.col("level").is_in(["county", "street", "community"]))["name"]
        names = pl.concat([wide, city["person_personal"]["name"], city["organisation"]["name"]])
        told = names.str.contains("演示") | names.str.contains("党支部|党小组|居委会|业委会|党总支|党委")
        assert told.all()

    def test_a_home_has_no_more_residents_of_an_age_than_residents(self, city: Tables) -> None:
        homes = city["place"].drop_nulls("residents")
        assert (homes["residents_60"] + homes["residents_14"] <= homes["residents"]).all()


class TestWhatIsWrong:
    @pytest.mark.parametrize("district", DISTRICTS.values(), ids=DISTRICTS)
    def test_one_home_in_twelve_is_empty(self, city: Tables, district: District) -> None:
        homes = of_district(city, district, "home")
        known = homes.drop_nulls("occupancy")
        empty = known.filter(pl.col("occupancy") == "vacant").height
        assert abs(empty - known.height / 12) <= homes.height // 40 / 12 + 1
        if known.height == homes.height:
            assert empty in once_in(homes.height, 12)

    def test_one_estate_in_twenty_has_no_number_of_households(self) -> None:
        tables = city_tables(40_000, profiles=("hongqi",))
        unknown = tables["place"].filter((pl.col("level") == "home") & pl.col("households").is_null())["key"]
        for level in ("building", "estate"):
            unknown = tables["part_of"].filter(pl.col("source").is_in(unknown.implode()))["target"].unique()
            assert set(tables["place"].filter(pl.col("key").is_in(unknown.implode()))["level"]) == {level}
        assert unknown.len() in once_in(84, 20)

    @pytest.mark.parametrize(
        ("profile", "level", "role"),
        [
            ("yanshan", "building", "building_head"),
            ("suzhoulu", "grid", "grid_worker"),
            ("tianhe", "grid", "grid_worker"),
        ],
    )
    def test_one_place_in_fifty_has_no_post(self, city: Tables, profile: str, level: str, role: str) -> None:
        places = of_district(city, DISTRICTS[profile], level)
        posts = city["post"].filter(pl.col("role") == role)["key"]
        served = city["answers_for"].filter(pl.col("source").is_in(posts.implode()))["target"]
        assert places.filter(~pl.col("key").is_in(served.implode())).height in once_in(places.height, 50)

    def test_one_building_in_forty_has_no_party_group(self, city: Tables) -> None:
        places = of_district(city, DISTRICTS["tianhe"], "building")
        units = city["organisation"].filter(pl.col("form") == "party_group")["key"]
        served = city["answers_for"].filter(pl.col("source").is_in(units.implode()))["target"]
        assert places.filter(~pl.col("key").is_in(served.implode())).height in once_in(places.height, 40)

    def test_a_vacant_post_has_no_holder_and_a_post_has_one_at_most(self, city: Tables) -> None:
        vacant = city["post"].filter(pl.col("vacant"))["key"]
        held = city["holds"]["target"]
        assert vacant.len() > 0
        assert not held.is_in(vacant.implode()).any()
        assert held.is_unique().all()

    def test_terms_that_have_run_out_are_one_in_thirty(self, city: Tables) -> None:
        ends = city["holds"]["term_ends"].drop_nulls()
        over = (ends < ON).sum()
        assert over == pytest.approx(ends.len() / 30, rel=0.35)

    def test_chosen_are_exactly_one_of_each_run(self) -> None:
        chosen = Chance(3, "x").planted("defect", np.arange(1000), 50).reshape(-1, 50)
        assert (chosen.sum(axis=1) == 1).all()


class TestInAStore:
    @pytest.mark.slow
    def test_it_is_found_whole(self, kept: Path) -> None:
        with open_store(kept, create=False) as store:
            examined: Examined = store.examine()
        assert examined.findings == ()

    @pytest.mark.parametrize("name", QUESTIONS)
    def test_every_question_answers(self, kept: Path, name: str) -> None:
        network = graph.open(kept, on=ON)
        homes = network.rows.frame("place").filter(pl.col("level") == "home")["key"]
        starts = {
            "escalate": homes[0],
            "todo": network.rows.frame("organisation")["key"][0],
            "served": network.rows.frame("team")["key"][0],
            "site": "heads",
        }
        start = QUESTIONS[name].start
        given = {} if start is None else {start.name: starts[name]}
        answer = questions.function_of(name)(network, RULES, **given)
        assert answer.question == name

    def test_its_districts_follow_their_profiles(self, kept: Path) -> None:
        assert set(facts_of(graph.open(kept, on=ON), RULES).profiles.names) == set(DISTRICTS)

    @pytest.mark.slow
    def test_written_out_and_loaded_again_nothing_changes(self, kept: Path, tmp_path: Path) -> None:
        with open_store(kept, create=False) as store:
            network = graph.open(store, on=ON)
            showing = Showing(owner("terminal", "export xlsx", personal=True), network)
            write_ledger(tmp_path / "city.xlsx", network, RULES, showing)
            report = load("workbook", [tmp_path / "city.xlsx"], store, by="测试", rules=RULES)
        assert (report.added, report.changed, report.ended, report.missing, report.issues) == (0, 0, 0, 0, [])
