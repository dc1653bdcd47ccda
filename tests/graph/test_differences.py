"""What a change does, as somebody would tell it; and a revision reversed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given

from graph.changes import ChangeSet, apply
from graph.differences import WHAT, Difference, differences
from graph.errors import BadChange, NoSuchRevision
from graph.kinds import kind_of
from graph.stores import MemoryStore
from graph.stores.reversing import reversal
from graph.tables import Tables, row_schema, tables_of
from tests.examples import few
from tests.loaders.test_ledger import stored
from tests.networks import Drawn, networks

NOVEMBER = date(2024, 11, 1)
Rows = Mapping[str, list[dict[str, Any]]]


def frames(rows: Rows) -> dict[str, pl.DataFrame]:
    """Rows by kind as a change set has them; what is not said is empty."""
    found = {}
    for kind, lines in rows.items():
        schema = {"op": pl.String(), **row_schema(kind)}
        found[kind] = pl.DataFrame([{name: line.get(name) for name in schema} for line in lines], schema=schema)
    return found


def tables(rows: Rows) -> Tables:
    """Rows as tables."""
    return apply(Tables({}), ChangeSet(frames(rows)))


PLACE = {"key": "place-a", "name": "甲社区", "level": "community"}
ESTATE = {"key": "place-b", "name": "锦绣园", "level": "estate"}
OTHER = {"key": "place-c", "name": "安和园", "level": "estate"}
HOUSE = {"key": "place-d", "name": "3号楼", "level": "building"}
POST = {"key": "post-a", "role": "building_head"}
PERSON = {"key": "person-a", "name": "演示甲"}
NEXT = {"key": "person-b", "name": "演示乙"}
HOLDS = {"key": "holds-a", "source": "person-a", "target": "post-a"}
IN = {"key": "part_of-a", "source": "place-d", "target": "place-b"}
KNOWN: Rows = {
    "place": [PLACE, ESTATE, OTHER, HOUSE],
    "post": [POST],
    "person": [PERSON, NEXT],
    "holds": [HOLDS],
    "part_of": [IN],
}


def told(change: Rows) -> list[Difference]:
    """What a change of the known rows does."""
    return differences(tables(KNOWN), ChangeSet(frames(change)))


class TestDifferences:
    def test_one_holder_after_another_is_an_appointment_and_a_leaving(self) -> None:
        new = {"key": "holds-b", "source": "person-b", "target": "post-a", "since": NOVEMBER}
        assert told({"holds": [{**HOLDS, "until": NOVEMBER}, new]}) == [
            Difference("appointed", "holds", "holds-b", "post-a", "person-b", on=NOVEMBER),
            Difference("left", "holds", "holds-a", "post-a", "person-a", on=NOVEMBER),
        ]

    def test_one_holder_or_superior_again_is_a_new_term(self) -> None:
        again = {**HOLDS, "key": "holds-b", "since": NOVEMBER}
        inside = {**IN, "key": "part_of-b", "since": NOVEMBER}
        change: Rows = {
            "holds": [{**HOLDS, "until": NOVEMBER}, again],
            "part_of": [{**IN, "until": NOVEMBER}, inside],
        }
        assert told(change) == [
            Difference("renewed", "part_of", "part_of-b", "place-d", "place-b", on=NOVEMBER),
            Difference("renewed", "holds", "holds-b", "post-a", "person-a", on=NOVEMBER),
        ]

    def test_one_superior_after_another_is_one_move(self) -> None:
        new = {"key": "part_of-b", "source": "place-d", "target": "place-c", "since": NOVEMBER}
        assert told({"part_of": [{**IN, "until": NOVEMBER}, new]}) == [
            Difference("moved", "part_of", "part_of-b", "place-d", "place-c", None, "place-b", "place-c", NOVEMBER)
        ]

    def test_who_gives_a_new_thing_holds_no_office(self) -> None:
        change: Rows = {
            "offer": [{"key": "offer-a", "name": "图书"}],
            "gives": [{"key": "gives-a", "source": "person-a", "target": "offer-a"}],
        }
        assert told(change) == [Difference("founded", "offer", "offer-a", "offer-a")]

    def test_another_giver_of_a_thing_is_a_tie(self) -> None:
        known = tables({**KNOWN, "offer": [{"key": "offer-a", "name": "图书"}]})
        gives = {"gives": [{"key": "gives-a", "source": "person-a", "target": "offer-a"}]}
        assert differences(known, ChangeSet(frames(gives))) == [
            Difference("tied", "gives", "gives-a", "person-a", "offer-a")
        ]

    def test_on_two_axes_it_is_no_move(self) -> None:
        new = {"key": "part_of-b", "source": "place-d", "target": "place-c", "axis": "territory", "since": NOVEMBER}
        assert [one.what for one in told({"part_of": [{**IN, "until": NOVEMBER}, new]})] == ["tied", "untied"]

    def test_who_gives_something_is_tied_to_it_and_in_no_post(self) -> None:
        offer = {"key": "offer-a", "name": "新书"}
        gives = {"key": "gives-a", "source": "person-a", "target": "offer-a"}
        assert [(one.what, one.key) for one in told({"offer": [offer], "gives": [gives]})] == [("founded", "offer-a")]
        known = tables({**KNOWN, "offer": [offer], "gives": [gives]})
        ended = ChangeSet(frames({"gives": [{**gives, "until": NOVEMBER}]}))
        assert differences(known, ended) == [
            Difference("untied", "gives", "gives-a", "person-a", "offer-a", on=NOVEMBER)
        ]

    def test_a_new_thing_is_told_once_and_its_holder_too(self) -> None:
        change: Rows = {
            "place": [{"key": "place-e", "name": "5号楼", "level": "building"}],
            "part_of": [{"key": "part_of-e", "source": "place-e", "target": "place-b"}],
            "post": [{"key": "post-e", "role": "building_head"}],
            "answers_for": [{"key": "answers_for-e", "source": "post-e", "target": "place-e"}],
            "holds": [{"key": "holds-e", "source": "person-b", "target": "post-e"}],
        }
        assert [(one.what, one.key) for one in told(change)] == [
            ("appointed", "holds-e"),
            ("founded", "place-e"),
            ("founded", "post-e"),
        ]

    @pytest.mark.parametrize(
        ("field", "value", "what"),
        [
            ("name", "锦绣家园", "renamed"),
            ("until", NOVEMBER, "ended"),
            ("households", 12, "counted"),
            ("display_order", 3, "changed"),
            ("note", "改造", "changed"),
        ],
    )
    def test_a_field_says_what_changed(self, field: str, value: Any, what: str) -> None:
        (one,) = told({"place": [{**ESTATE, field: value}]})
        assert (one.what, one.field, one.before, one.after) == (what, field, ESTATE.get(field), value)

    def test_what_was_never_so_is_removed_and_what_is_the_same_is_nothing(self) -> None:
        assert [one.what for one in told({"holds": [{**HOLDS, "op": "remove"}]})] == ["left"]
        assert [one.what for one in told({"place": [{**PLACE, "op": "remove"}]})] == ["removed"]
        assert told({"place": [PLACE]}) == []

    @pytest.mark.slow
    @pytest.mark.thorough
    @few
    @given(networks())
    def test_every_row_of_a_random_network_is_told_or_comes_with_a_new_thing(self, drawn: Drawn) -> None:
        store = stored(drawn)
        found = differences(Tables({}), store.deltas(0))
        assert {one.what for one in found} <= {"appointed", "founded"}
        new = {one.key for one in found if one.what == "founded"}
        assert new == {key for kind, frame in store.deltas(0).frames.items() for key in frame["key"] if _thing(kind)}
        assert [one.what for one in found] == sorted((one.what for one in found), key=WHAT.index)


def _thing(kind: str) -> bool:
    return not hasattr(kind_of(kind), "reverse")


class TestReversal:
    def test_puts_back_what_was_and_removes_what_came(self) -> None:
        kept = MemoryStore()
        kept.commit(ChangeSet(frames(KNOWN)))
        new = {"key": "holds-b", "source": "person-b", "target": "post-a", "since": NOVEMBER}
        kept.commit(
            ChangeSet(frames({"holds": [{**HOLDS, "until": NOVEMBER}, new], "place": [{**ESTATE, "name": "乙"}]}))
        )
        made = kept.commit(reversal(kept, 2, by="测试"))
        assert (made.number, made.by, made.source) == (3, "测试", "undo 2")
        first, last = kept.tables(at=1), kept.tables()
        for table in (*tables_of("holds"), *tables_of("place"), *tables_of("person")):
            assert last[table.name].sort("key").equals(first[table.name].sort("key"))

    def test_puts_an_identity_number_of_an_older_release_back_hidden(self) -> None:
        kept = MemoryStore()
        kept.commit(ChangeSet(frames({"place": [{**PLACE, "note": "户主370102195703121234"}]})))
        kept.commit(ChangeSet(frames({"place": [{**PLACE, "note": None}]})))
        kept.commit(reversal(kept, 2))
        assert kept.tables()["place"]["note"].to_list() == ["户主3*****************"]

    def test_brings_back_what_a_revision_removed(self) -> None:
        kept = MemoryStore()
        kept.commit(ChangeSet(frames(KNOWN)))
        kept.commit(ChangeSet(frames({"holds": [{**HOLDS, "op": "remove"}]})))
        kept.commit(reversal(kept, 2))
        assert kept.tables()["holds"]["key"].to_list() == ["holds-a"]

    @pytest.mark.parametrize(
        ("later", "why"),
        [
            ({"place": [{**OTHER, "name": "安和里"}]}, "the same row"),
            (
                {"part_of": [{"key": "part_of-c", "source": "place-d", "target": "place-c", "axis": "territory"}]},
                "refers",
            ),
        ],
    )
    def test_is_refused_where_a_later_one_builds_on_it(self, later: Rows, why: str) -> None:
        kept = MemoryStore()
        kept.commit(ChangeSet(frames({**KNOWN, "place": [PLACE, ESTATE, HOUSE]})))
        kept.commit(ChangeSet(frames({"place": [OTHER]})))
        kept.commit(ChangeSet(frames({"place": [{**PLACE, "note": "无关"}]})))
        kept.commit(ChangeSet(frames(later)))
        with pytest.raises(BadChange) as refused:
            reversal(kept, 2)
        assert (refused.value.code, refused.value.params["revisions"]) == ("undo_built_upon", "4"), why

    def test_goes_on_beside_later_ones_that_have_nothing_to_do_with_it(self) -> None:
        kept = MemoryStore()
        kept.commit(ChangeSet(frames(KNOWN)))
        kept.commit(ChangeSet(frames({"place": [{**ESTATE, "name": "乙"}]})))
        kept.commit(ChangeSet(frames({"part_of": [{"key": "part_of-b", "source": "place-b", "target": "place-a"}]})))
        kept.commit(reversal(kept, 2))
        assert kept.tables()["place"].filter(key="place-b")["name"].to_list() == ["锦绣园"]
        assert kept.tables()["part_of"].height == 2

    def test_goes_back_one_by_one_from_the_newest(self) -> None:
        kept = MemoryStore()
        kept.commit(ChangeSet(frames({**KNOWN, "place": [PLACE, ESTATE, HOUSE]})))
        kept.commit(ChangeSet(frames({"place": [OTHER]})))
        kept.commit(ChangeSet(frames({"place": [{**OTHER, "name": "安和里"}]})))
        kept.commit(
            ChangeSet(
                frames(
                    {"part_of": [{"key": "part_of-c", "source": "place-d", "target": "place-c", "axis": "property"}]}
                )
            )
        )
        for number in (4, 3, 2):
            kept.commit(reversal(kept, number))
        first, last = kept.tables(at=1), kept.tables()
        assert all(last[name].sort("key").equals(first[name].sort("key")) for name in last)

    @pytest.mark.parametrize("number", [0, 2])
    def test_of_a_revision_that_was_never_made_is_refused(self, number: int) -> None:
        kept = MemoryStore()
        kept.commit(ChangeSet(frames(KNOWN)))
        with pytest.raises(NoSuchRevision):
            reversal(kept, number)
