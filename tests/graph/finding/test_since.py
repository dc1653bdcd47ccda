"""An index asked after a commit: with what is called otherwise since, it finds what names of then find."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import graph
from api.naming import names_of, words_of
from api.serving.tellable import tellable
from graph.changes import PUT, ChangeSet, apply
from graph.doors import DOORS
from graph.finding.asked import AtRest
from graph.finding.made import make
from graph.names import Names
from graph.names.indexed import every_name, meant
from graph.names.named import nameable
from graph.names.persons import Persons
from graph.names.since import names_since
from graph.network import Network
from graph.tables import Tables
from tests.casefile.gathered import Rows
from tests.examples import few_in_full
from tests.networks import DAYS, Drawn, networks

RULES = graph.load_rules()
NOBODY = Persons(pl.DataFrame(schema={"key": pl.String, "open": pl.Boolean}), Tables({})["person_personal"])


def names(tables: Tables, on: date) -> Names:
    return names_of(tellable(Network(tables.without_personal(), on)), RULES)


def since(tables: Tables, changes: ChangeSet, on: date = DAYS[0]) -> frozenset[str] | None:
    return names_since(tables, changes, words_of(Network(tables, on), RULES))


def found(before: Names, after: Names, touched: frozenset[str], texts: list[str], limit: int) -> list[list[str]]:
    """What an index of the names before finds for some texts, told what means something else since."""
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder) / "index", before, {})
        with AtRest(Path(folder) / "index") as index:
            since = meant(after.known, touched)
            return [index.keys(text, limit, NOBODY.names(), NOBODY.named, since) for text in texts]


@st.composite
def namings(draw: Callable[..., Any], tables: Tables, other: Tables) -> ChangeSet:
    """Draw changes of names: things that are new, ended, or called as in another ledger, places too, and new homes."""
    frames = {kind: other[kind][: draw(st.integers(0, 3))] for kind in draw(st.sets(st.sampled_from(nameable())))}
    known = tables["place"].filter(~pl.col("level").is_in(DOORS).fill_null(value=False))
    called = other["place"]["name"].to_list()
    renamed = known[: draw(st.integers(0, 2))].with_columns(name=pl.lit(draw(st.sampled_from([*called, "演示丁"]))))
    new = other["place"].join(tables["place"], on="key", how="anti")[: draw(st.integers(0, 3))]
    new = new.with_columns(profile=pl.lit(None, pl.String))
    frames["place"] = pl.concat([renamed, new])
    keys = pl.concat([tables["place"]["key"], new["key"]]).implode()
    frames["part_of"] = other["part_of"].filter(
        pl.col("source").is_in(new["key"].implode()), pl.col("target").is_in(keys)
    )
    return ChangeSet({kind: frame.with_columns(op=pl.lit(PUT)) for kind, frame in frames.items() if frame.height})


@pytest.mark.slow
@pytest.mark.thorough
@few_in_full
@given(networks(), networks(), st.sampled_from(DAYS), st.data(), st.sampled_from([1, 3, 50]))
def test_finds_what_names_of_then_find(drawn: Drawn, other: Drawn, on: date, data: st.DataObject, limit: int) -> None:
    tables = drawn.tables.without_personal()
    changes = data.draw(namings(tables, other.tables))
    touched = since(tables, changes, on)
    assert touched is not None
    before, after = names(tables, on), names(apply(tables, changes), on)
    known = sorted({name for one in (before, after) for name, *_ in every_name(one.known)})
    assume(known)
    texts = [*touched, *data.draw(st.lists(st.sampled_from(known), max_size=5)), "1", "a", "楼", "演示"]
    assert found(before, after, touched, texts, limit) == [after.keys_of(text, limit) for text in texts]


def ledger() -> Rows:
    rows = Rows()
    rows.thing("place", "place-a", name="甲社区", level="community", profile="suzhoulu")
    rows.thing("place", "place-b", name="锦绣园", level="estate")
    rows.thing("place", "place-c", name="101室", level="home")
    rows.tie("part_of", "place-b", "place-a")
    rows.tie("part_of", "place-c", "place-b")
    rows.thing("post", "post-a", role="grid_worker")
    rows.thing("former_name", "former_name-a", subject="place-b", name="旧园", until=date(2024, 1, 1))
    return rows


def changed(kind: str, key: str, **said: object) -> ChangeSet:
    frame = ledger().tables()[kind].filter(pl.col("key") == key)
    return ChangeSet({kind: frame.with_columns(pl.lit(value).alias(name) for name, value in said.items())})


class TestTheNamesSince:
    def test_are_those_before_and_after_and_those_that_it_had(self) -> None:
        assert since(ledger().tables(), changed("place", "place-b", name="和睦园")) == frozenset(
            {"锦绣园", "和睦园", "旧园"}
        )

    def test_are_words_of_what_has_no_name(self) -> None:
        assert since(ledger().tables(), changed("post", "post-a", role="building_head")) == frozenset(
            {"专职网格员", "楼栋长"}
        )

    def test_of_a_new_home_are_its_own(self) -> None:
        rows = Rows()
        rows.thing("place", "place-d", name="102室", level="home")
        rows.tie("part_of", "place-d", "place-b")
        assert since(ledger().tables(), rows.changes()) == frozenset({"102室"})

    @pytest.mark.parametrize(
        "changes",
        [
            changed("place", "place-b", until=date(2024, 10, 1)),
            changed("place", "place-b", level="courtyard"),
            changed("place", "place-b", op="remove"),
            changed("place", "place-c", name="102室"),
            changed("place", "place-a", profile=None),
            ChangeSet({"part_of": ledger().tables()["part_of"].with_columns(until=pl.lit(date(2024, 10, 1)))}),
        ],
        ids=["an end", "a level", "a place that never was", "a door", "a profile", "a place that lies nowhere"],
    )
    def test_may_be_any_where_more_than_names_is_changed(self, changes: ChangeSet) -> None:
        assert not changes.empty
        assert since(ledger().tables(), changes) is None

    def test_may_be_any_where_a_need_comes_to_a_door(self) -> None:
        rows = Rows()
        rows.thing("need", "need-a", name="101室滴水", category="repair")
        rows.tie("located_at", "need-a", "place-c")
        assert since(ledger().tables(), rows.changes()) is None


@pytest.mark.parametrize(
    ("other", "text"),
    [("锦绣甲乙丙丁戊己庚", "锦绣"), ("锦绣戊", "锦绣丙戊")],
    ids=["a name that begins so", "a name that is nearly so"],
)
def test_what_is_called_otherwise_takes_no_place_of_what_is_not(other: str, text: str) -> None:
    rows = Rows()
    for key, name in (("place-a", "锦绣丙"), ("place-b", other)):
        rows.thing("place", key, name=name, level="estate")
    renamed = ChangeSet({"place": rows.tables()["place"][:1].with_columns(name=pl.lit("和园"))})
    before, after = (names(one, DAYS[0]) for one in (rows.tables(), apply(rows.tables(), renamed)))
    assert found(before, after, frozenset({"锦绣丙", "和园"}), [text, "和"], 1) == [["place-b"], ["place-a"]]
