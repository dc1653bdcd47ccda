"""121,145 real work orders: all are read, what is overdue is what their own flag says, and how good suggestions are."""

from __future__ import annotations

import csv
import gzip
import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from graph.calendar import end_of
from graph.network import Network
from graph.questions import duplicates
from graph.rules import load_rules
from graph.stores import MemoryStore
from loaders import Report, load

LABELLED = Path(__file__).with_name("duplicates_labelled.csv")
#: The flags are of the end of this day: no order that was due on it and is open is on time, none due later is overdue.
FLAGGED = date(2016, 1, 12)
LOOKED = date(2015, 6, 30)

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Loaded:
    """The orders as they lie in their file, and as they were loaded."""

    raw: pl.DataFrame
    store: MemoryStore
    file: Path
    report: Report


@pytest.fixture(scope="module")
def boston(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    file = tmp_path_factory.mktemp("boston") / "boston311.csv"
    packed = data_dir / "requests_boston311" / "boston311_2015_slim.csv.gz"
    with gzip.open(packed) as source, file.open("wb") as target:
        shutil.copyfileobj(source, target)
    store = MemoryStore()
    report = load("work_orders", [file], store, by="test", options={"make": "spots"})
    assert not report.failed, report.to_dict()
    return Loaded(pl.read_csv(file, infer_schema=False), store, file, report)


class TestRead:
    def test_every_row_is_a_need_but_for_those_finished_before_they_were_raised(self, boston: Loaded) -> None:
        told = [issue for issue in boston.report.issues if issue.code == "orders_left_out"]
        assert [(issue.params["reason"], issue.params["count"]) for issue in told] == [
            ("work_order.why.closed_before_opened", 197)
        ]
        assert boston.report.accepted["need"] == boston.raw.height - 197 == 120_948
        assert boston.report.accepted["step"] == 222_023

    def test_fifty_three_spellings_of_a_ward_are_twenty_two_and_told_once(self, boston: Loaded) -> None:
        (told,) = [issue.message() for issue in boston.report.issues if issue.where.column == "ward"]
        assert told.startswith("“ward”有 53 种写法，其中 31 种按对照改写，合成 22 种，如：03 → Ward 3、01 → Ward 1、")
        wards = boston.store.tables()["place"].filter(level="community")["name"]
        assert sorted(wards) == sorted(f"Ward {number}" for number in range(1, 23))

    def test_a_second_load_changes_nothing(self, boston: Loaded) -> None:
        again = load("work_orders", [boston.file], boston.store, by="test", options={"make": "spots"})
        assert (again.added, again.changed, again.ended) == (0, 0, 0)
        assert again.revision == 1


class TestOverdue:
    def test_it_is_what_the_data_says_but_where_that_says_nothing(self, boston: Loaded) -> None:
        """By the time of the order the two agree on every row with a flag; of 153 without one, all are overdue."""
        compared = Counter(_compared(boston).iter_rows())
        agreeing = {one: count for one, count in compared.items() if one[0] == one[1]}
        assert sum(agreeing.values()) == 120_795
        assert {one: count for one, count in compared.items() if one[0] != one[1]} == {(None, "OVERDUE"): 153}
        flagged = boston.raw.filter(OnTime_Status="OVERDUE").height
        assert flagged == sum(count for (flag, _), count in compared.items() if flag == "OVERDUE") == 30_446

    def test_by_the_day_alone_fewer_are(self, boston: Loaded) -> None:
        found = _lives(boston).with_columns(
            day=pl.col("due").map_elements(_end, return_dtype=pl.String),
        )
        late = found.filter(_late("due") & ~_late("day"))
        assert late.height == 1_954


def _end(kept: str) -> str:
    from graph.values.instant import day_in_shanghai, kept_instant

    return kept_instant(end_of(day_in_shanghai(kept)))


def _lives(boston: Loaded) -> pl.DataFrame:
    """Return of each need with a time by which it was due: its number, that time, and when it was finished."""
    tables = boston.store.tables()
    steps = tables["step"]
    raised = steps.filter(sort="raise").select(key="need", due="due")
    finished = steps.filter(sort="finish").select(key="need", at="at")
    needs = tables["need"].select("key", "number").join(raised, on="key").join(finished, on="key", how="left")
    return needs.select("number", "due", "at")


def _late(due: str) -> pl.Expr:
    """Return whether it was finished after it was due, or is not by the end of the day of the flags."""
    until = end_of(FLAGGED).strftime("%Y-%m-%dT%H:%M:%SZ")
    return pl.coalesce("at", pl.lit(until)) > pl.col(due)


def _compared(boston: Loaded) -> pl.DataFrame:
    """Return of each order the flag of the data and ours."""
    ours = _lives(boston).select(
        CASE_ENQUIRY_ID="number", ours=pl.when(_late("due")).then(pl.lit("OVERDUE")).otherwise(pl.lit("ONTIME"))
    )
    return boston.raw.join(ours, on="CASE_ENQUIRY_ID").select("OnTime_Status", "ours")


class TestDuplicates:
    def test_suggested_pairs_against_pairs_that_a_person_labelled(self, boston: Loaded) -> None:
        """Of 116 that are suggested 65 are one problem; of 120 near ones that are not suggested, 14 are."""
        answer = duplicates(Network(boston.store.tables(), LOOKED), load_rules())
        assert answer.totals["noticed"]["pairs"] == 3024
        suggested = {
            frozenset((row["need"]["number"], row["other"]["number"]))
            for row in answer.rows.select("need", "other").iter_rows(named=True)
        }
        with LABELLED.open(encoding="utf-8", newline="") as file:
            labelled = list(csv.DictReader(file))
        found = Counter((row["same"], frozenset((row["first"], row["second"])) in suggested) for row in labelled)
        assert len(labelled) == 236
        assert found == {("yes", True): 65, ("no", True): 51, ("yes", False): 14, ("no", False): 106}

    def test_no_pair_is_raised_more_than_thirty_days_apart(self, boston: Loaded) -> None:
        rows = duplicates(Network(boston.store.tables(), LOOKED), load_rules()).rows
        assert rows["apart"].max() == 30
