"""A ledger in parts: it says what the whole says, it is all there, and a part that fails is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import questions
from graph.changes import ChangeSet, apply
from graph.concealing import concealed_tables
from graph.errors import BadInput
from graph.network import Network
from graph.parting.above.counted import counted
from graph.parting.above.handed import hand, handed
from graph.parting.above.wanted import Wanted
from graph.parting.asked import PARTED
from graph.parting.asking import Said, Task, arrow, ask, here, opened
from graph.parting.bundles import bundles_of
from graph.parting.folder import Parts, part_tables, read, whole, write
from graph.parting.merging import TRIES, Run, Whole, ask_all
from graph.rules import load_rules
from graph.tables import Tables
from tests.examples import few
from tests.graph.matching.drawn import TODAY, neighbourhoods
from tests.graph.parting.streets import two_streets
from tests.networks import Drawn, days, networks

RULES = load_rules()
DAY = dt.date(2024, 11, 1)
#: Questions whose rows each part says for itself; a random ledger has no needs and offers.
BY_PART = [name for name, one in PARTED.items() if one.gathered is None]


def parted(network: Network, folder: Path, *, streets: int, level: str = "street") -> Parts:
    """Return a network in parts on the disk."""
    folder.mkdir()
    return write(folder, bundles_of(network, streets=streets, level=level), network.revision, network.date)


def asked(parts: Parts, question: str, run: Any = here) -> tuple[Whole, dict[str, list[dict[str, Any]]]]:
    """Return what all parts say, and its tables without what is empty: columns of types of norm are there or not."""
    results = parts.folder.with_name(f"of [{question}]*")  # which is no pattern
    results.mkdir()
    found = ask_all(Task(str(parts.folder), str(results), question), run)
    return found, {name: said(pl.read_parquet(results / f"{name}.parquet", glob=False)) for name in found.tables}


def opening_once(parts: Parts) -> Run:
    """Return what asks parts in this process, each opened once, however many questions it is asked."""
    open_ones = {one.number: opened(parts, one) for one in parts.parts[1:]}
    return lambda task, numbers: (ask(task, number, open_ones[number]) for number in numbers)


def said(frame: pl.DataFrame) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if value is not None} for row in frame.to_dicts()]


@pytest.mark.slow
@pytest.mark.thorough
@few
@given(networks(), days(), st.integers(1, 2), st.sampled_from(["street", "community", "grid"]))
def test_a_ledger_in_parts_says_what_the_whole_says(drawn: Drawn, day: dt.date, streets: int, level: str) -> None:
    network = Network(drawn.tables, day)
    with TemporaryDirectory() as where:
        parts = parted(network, Path(where) / "parts", streets=streets, level=level)
        same_rows(whole(parts), concealed_tables(drawn.tables.without_personal()))
        above = {*part_tables(parts, parts.parts[0])[1].filter("asked")["key"]}
        run = opening_once(parts)
        for question in BY_PART:
            answer = getattr(questions, question)(network, RULES)
            found, tables = asked(parts, question, run)
            for name, rows in tables.items():
                expected = [row for row in said(answer.frames[name]) if not lies_nowhere(network, row)]
                expected = [row for row in expected if not left_out(row, found, above)]
                assert rows == [row for row in expected if not apart(row, parts, network)], (question, name)


@pytest.mark.slow
@pytest.mark.thorough
@few
@given(neighbourhoods())
def test_who_can_help_with_what_is_the_same_of_parts_as_of_the_whole(tables: Tables) -> None:
    first = pl.when(pl.col("key") == "place-a").then(pl.lit("county")).otherwise("level").alias("level")
    network = Network(Tables({**tables, "place": tables["place"].with_columns(first)}), TODAY)
    with TemporaryDirectory() as where:
        found, rows = asked(parted(network, Path(where) / "parts", streets=1, level="community"), "match")
    answer = questions.match(network, RULES)
    assert found.totals == answer.totals
    assert rows == {name: said(answer.frames[name]) for name in ("funnel", "rows", "unmet", "unused")}


def same_rows(found: Tables, expected: Tables) -> None:
    for name, frame in expected.items():
        assert found[name].sort("key").equals(frame.sort("key")), name


def lies_nowhere(network: Network, row: dict[str, Any]) -> bool:
    """Whether a row is about what lies in no place: a figure of what is gone."""
    return "figure" in row and int(network.view.anchor[network.row(row["figure"])]) < 0


def apart(row: dict[str, Any], parts: Parts, network: Network) -> bool:
    """Whether a row is about a place that is told to be asked about in no part, or about what lies there."""
    about = row.get("figure", row.get("subject", {}).get("id"))
    at = -1 if about is None else int(network.view.anchor[network.row(about)])
    return at >= 0 and network.key(at) in parts.parts[0].apart


def left_out(row: dict[str, Any], found: Whole, above: set[str]) -> bool:
    """Whether a row is about a norm or figure that is not answered above the streets, and that is told."""
    if "norm" in row:
        return row["norm"] in found.left_out and row["subject"]["id"] in above
    return row.get("figure") in found.left_out


class TestAFolderOfParts:
    def test_asked_by_batches_of_arrow_gives_batches_of_arrow(self, city: Parts, tmp_path: Path) -> None:
        batch = pl.DataFrame({"id": [0, 1]}).to_arrow().to_batches()[0]
        task = Task(str(city.folder), str(tmp_path), "audit")
        rows = [row for one in arrow(task, [2, 1])(iter([batch])) for row in one.to_pylist()]
        assert [(row["bundle"], row["error"]) for row in rows] == [(2, ""), (1, "")]
        assert sorted(path.name for path in (tmp_path / "said" / "load").iterdir()) == ["0001.parquet", "0002.parquet"]

    def test_what_a_killed_worker_left_half_written_is_handed_over_by_nobody(self, tmp_path: Path) -> None:
        hand(tmp_path, 1, "place", pl.DataFrame({"key": ["place-a"]}))
        next((tmp_path / "above" / "place").iterdir()).with_name(".0002.parquet.part").write_bytes(b"PAR1")
        found = handed(tmp_path, "place")
        assert found is not None
        assert found["key"].to_list() == ["place-a"]

    def test_a_part_that_is_damaged_is_named_and_nothing_is_left(self, city: Parts, tmp_path: Path) -> None:
        file = city.folder / "bundle=0002" / "place.parquet"
        file.write_bytes(file.read_bytes()[:-1] + b"x")
        with pytest.raises(BadInput) as refused:
            ask_all(Task(str(city.folder), str(tmp_path), "audit"), here)
        assert refused.value.code == "parts_failed"
        assert refused.value.params["part"] == str(city.folder / "bundle=0002")
        assert (refused.value.params["count"], refused.value.params["tries"]) == (1, TRIES)
        assert "place.parquet` 与导出时不同；没有答案" in refused.value.message("zh")
        assert "place.parquet` is not as it was exported; parts without" in refused.value.message("en")
        assert list(tmp_path.iterdir()) == []

    def test_a_part_that_fails_once_is_asked_again(self, city: Parts) -> None:
        turns = list[Sequence[int]]()

        def run(task: Task, numbers: Sequence[int]) -> Iterator[Said]:
            turns.append(numbers)
            return (one for one in here(task, numbers) if len(turns) > 1 or one.bundle != 1)

        found, tables = asked(city, "audit", run)
        assert (turns, found.again) == ([[1, 2], [1]], 1)
        assert tables == asked_whole(city)

    def test_hands_over_no_place_of_which_nothing_is_known_but_what_it_is_part_of(self) -> None:
        """A street is handed over, a community with a secretary too; what else lies there only as sums."""
        bare = pl.DataFrame({"key": ["place-bare"], "name": ["演示空社区"], "level": ["community"]})
        part_of = pl.DataFrame({"key": ["part_of-bare"], "source": ["place-bare"], "target": ["place-street_one"]})
        tables = apply(two_streets(), ChangeSet({"place": bare, "part_of": part_of}))
        network, wanted = Network(tables, DAY), Wanted(("kind=post",), (DAY,), ())
        mine, heads = (
            np.ones(network.view.places, dtype=bool),
            network.rows_of(["place-street_one", "place-street_two"]),
        )
        mine[network.rows_of(["place-district"])] = False
        sums, _, handed_over = counted(network, RULES, heads, mine, wanted)
        around = {f"place-{level}_{name}" for level in ("street", "community") for name in ("one", "two")}
        assert {*handed_over["place"]["key"]} == around | {"place-district"}
        assert sums.filter(what="homes")["here"].to_list() == [2, 2]

    @pytest.mark.slow
    def test_tells_of_a_district_what_the_homes_of_all_its_streets_tell(self, city: Parts) -> None:
        network = Network(whole(city), city.on)
        found, tables = asked(city, "coverage")
        answer = questions.coverage(network, RULES)
        assert tables == {"rows": said(answer.rows)}
        assert found.totals == answer.totals
        space = {row["subject"]["id"]: row["base"]["low"] for row in tables["rows"] if row["norm"].startswith("space")}
        assert space == {"place-district": 6, "place-street_one": 3, "place-street_two": 3}

    @pytest.mark.slow
    def test_tells_a_street_that_what_serves_the_district_was_claimed_in_the_other(self, tmp_path: Path) -> None:
        parts = parted(Network(two_streets(offer=True), DAY), tmp_path / "parts", streets=1)
        found, tables = asked(parts, "match")
        assert [(one["demand"]["id"], one["why"], one["missing"]) for one in tables["unmet"]] == [
            ("need-two", "full", 1)
        ]
        assert (tables["rows"], tables["unused"][0]["why"]) == ([], "no_fit")
        assert found.totals == {
            "demands": 1, "met_by": {"eligible": 0, "pending": 0, "area_not_recorded": 0, "nobody": 1}
        }  # fmt: skip

    def test_has_no_name_of_a_person_in_it(self, city: Parts) -> None:
        assert not list(city.folder.rglob("*_personal.parquet"))

    def test_without_its_page_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(BadInput, match=r"parts\.json"):
            read(tmp_path)

    def test_of_another_format_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "parts.json").write_text('{"format": 9}', encoding="utf-8")
        with pytest.raises(BadInput, match="9"):
            read(tmp_path)

    def test_of_an_empty_ledger_says_nothing(self, tmp_path: Path) -> None:
        parts = parted(Network(Tables({}), DAY), tmp_path / "parts", streets=1)
        assert asked(parts, "coverage")[1] == {}


def asked_whole(parts: Parts) -> dict[str, list[dict[str, Any]]]:
    answer = questions.audit(Network(whole(parts), parts.on), RULES)
    return {name: said(answer.frames[name]) for name in ("load", "near", "rows")}


@pytest.fixture
def city(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    """Two streets of a district, with two communities and a worker each."""
    return parted(Network(two_streets(), DAY), tmp_path_factory.mktemp("city") / "parts", streets=1)
