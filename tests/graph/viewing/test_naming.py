from __future__ import annotations

from collections.abc import Collection
from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

import graph
from graph.answers import Answer, Page
from graph.answers.cells import PLACE, THING
from graph.answers.escalate import ROWS
from graph.answers.frames import dtype_of
from graph.network import Network
from graph.stores import Store
from graph.viewing import People, Showing, named, owner, unnamed
from graph.viewing.naming import people_in, with_names
from tests.graph.viewing.conftest import ON

A, NAMES = "person-a", {"person-a": "演示张一"}


def thing(key: str | None) -> dict[str, Any] | None:
    return None if key is None else {"id": key, "name": None if key.startswith("person-") else "演示"}


_THING = st.sampled_from([None, "person-a", "person-z", "place-a"]).map(thing)
_PASSED = st.fixed_dictionaries(
    {
        "slot": st.just("s"),
        "unit": _THING,
        "post": st.none(),
        "person": _THING,
        "why": st.just("vacant"),
        "cause": st.none(),
        "since": st.none(),
        **dict.fromkeys(("asked", "due", "due_time", "limit", "sideways", "party"), st.none()),
    }
)
_ALSO = st.fixed_dictionaries(
    {
        "id": st.just("post-a"),
        "role": st.just("r"),
        "name": st.none(),
        "holder": _THING,
        "as": st.just("deputy"),
        "form": st.none(),
    }
)
_ROW = st.fixed_dictionaries(
    {"holder": _THING, "also": st.none() | st.lists(_ALSO, max_size=2), "passed": st.lists(_PASSED, max_size=2)}
)
_SCHEMA = {name: ROWS.schema[name] for name in ("holder", "also", "passed")}


def told(value: Any) -> Any:
    """Name the people in rows, plainly."""
    if isinstance(value, list):
        return [told(one) for one in value]
    if isinstance(value, dict):
        found = {name: told(one) for name, one in value.items()}
        return {**found, "name": NAMES.get(found["id"])} if str(found.get("id")).startswith("person-") else found
    return value


class TestNamesInTables:
    @given(st.lists(_ROW, max_size=4))
    def test_stand_wherever_a_person_stands(self, rows: list[dict[str, Any]]) -> None:
        frame = pl.DataFrame(rows, schema=_SCHEMA, orient="row")
        assert with_names(frame, NAMES).to_dicts() == told(rows)
        assert with_names(frame, NAMES).schema == frame.schema

    @given(st.lists(_ROW, max_size=4))
    def test_and_are_taken_away_again(self, rows: list[dict[str, Any]]) -> None:
        frame = pl.DataFrame(rows, schema=_SCHEMA, orient="row")
        assert with_names(with_names(frame, NAMES), {}).equals(frame)

    @given(st.lists(_ROW, max_size=4))
    def test_every_person_is_found(self, rows: list[dict[str, Any]]) -> None:
        frame = pl.DataFrame(rows, schema=_SCHEMA, orient="row")
        assert ("person-a" in set(people_in(frame))) == ("person-a" in str(rows))

    def test_a_person_as_a_subject_is_on_no_path(self) -> None:
        row = {"subject": {"id": A, "name": None, "path": None, "kind": "person", "level": None}}
        frame = pl.DataFrame([row], schema={"subject": dtype_of(PLACE)})
        assert with_names(frame, NAMES)["subject"][0] == {**row["subject"], "name": "演示张一", "path": "演示张一"}

    def test_what_is_no_person_keeps_its_name(self) -> None:
        frame = pl.DataFrame({"unit": [thing("organisation-a")]}, schema={"unit": dtype_of(THING)})
        assert with_names(frame, {}).equals(frame)


class TestNamedAnswers:
    @staticmethod
    def answer(keys: list[str]) -> Answer:
        rows = pl.DataFrame([{"holder": thing(key)} for key in keys], schema={"holder": dtype_of(THING)}, orient="row")
        return Answer("load", 1, ON, None, {}, lambda: {"rows": rows})

    def test_an_answer_carries_keys(self, network: Network) -> None:
        answer = self.answer([A])
        assert "演示张一" not in answer.to_json()
        assert "演示张一" in graph.named(answer, network).to_json()
        assert "演示张一" not in answer.to_json()
        assert unnamed(graph.named(answer, network)).to_json() == answer.to_json()

    def test_of_a_page_only_its_people_are_read(self, store: Store) -> None:
        asked: list[str] = []

        def read(kind: str, keys: Collection[str] | None) -> pl.DataFrame:
            asked.extend(keys or ())
            return store.personal(kind, keys)

        network = Network(store.tables(), ON, People(read))
        showing = Showing(owner("test", "look"), network)
        page = Page(1, 1, str)
        answer = named(self.answer(["person-a", "person-b", "person-c"]), showing, page)
        assert [row["holder"] for row in answer.to_dict(page)["rows"]] == [{"id": "person-b", "name": "演示李二"}]
        assert asked == ["person-b"]
        assert answer.rows.height == 3

    def test_of_a_network_from_no_store_nobody_is_named(self, network: Network) -> None:
        loose = Network(network.tables(), ON)
        assert graph.named(self.answer([A]), loose).rows["holder"][0] == {"id": A, "name": None}
