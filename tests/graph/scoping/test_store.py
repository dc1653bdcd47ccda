"""A store of which only a part is known: what is read of it, what is refused, and what stays as it was."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest

from graph.changes import ChangeSet
from graph.errors import BadChange, NoSuchRevision, NotFound, NotOffered, StaleRevision
from graph.network import Network
from graph.rules import Rules
from graph.scoping import Scope, ScopedStore, remembering
from graph.scoping.remembering import Remembered
from graph.scoping.touching import touches
from graph.stores.memory import MemoryStore
from graph.tables import row_schema
from tests.casefile.notation import Written
from tests.stores import changes

DAY = dt.date(2024, 11, 1)
LINES = """
place 乙街道 street
place 乙街道/东社区 community note=东记
place 乙街道/东社区/1号楼 building
place 乙街道/西社区 community note=西记
place 乙街道/西社区/2号楼 building
organisation 党工委 answers_for=乙街道 note=上记
organisation 东居委 form=residents_committee answers_for=乙街道/东社区
organisation 西居委 form=residents_committee answers_for=乙街道/西社区
post 主任 name=东主任 in=东居委 holder=演示甲
post 主任 name=西主任 in=西居委 holder=演示乙
post 书记 in=党工委 holder=演示丙
need 要灯 number=1 located_at=乙街道/西社区
organisation 演示银行 form=unit located_at=乙街道/西社区 checked_in=东居委
"""


class Bound:
    """A store, and the part of it that the east has."""

    def __init__(self, told: Written, rules: Rules) -> None:
        self.whole, self.key = MemoryStore(), told.names.key
        self.whole.commit(changes(told.tables))
        self._seen: tuple[int, Network] | None = None
        self.part = ScopedStore(self.whole, rules, Scope(self.key("乙街道/东社区")), self.looked)

    def looked(self, at: int | None) -> Network:
        number = self.whole.revision().number if at is None else at
        if self._seen is None or self._seen[0] != number:
            self._seen = number, Network(self.whole.tables(at=number, personal=False), DAY)
        return self._seen[1]

    def row(self, kind: str, label: str) -> pl.DataFrame:
        """A whole row as it is in the store, to be put again with something else in it."""
        tables = self.whole.tables([kind])
        rows = tables[kind].filter(key=self.key(label))
        return rows.join(tables[f"{kind}_personal"], on="key", how="left") if kind == "person" else rows

    def change(self, label: str, kind: str = "place", **fields: object) -> ChangeSet:
        """Return a change of some fields of a thing."""
        said = {name: pl.lit(value) for name, value in fields.items()}
        return ChangeSet({kind: self.row(kind, label).with_columns(**said)}, by="演示", source="演示")


@pytest.fixture
def bound(told: Written, rules: Rules) -> Bound:
    return Bound(told, rules)


class TestReading:
    def test_what_lies_elsewhere_is_as_what_was_never_made(self, bound: Bound) -> None:
        for key in (bound.key("乙街道/西社区"), "place-5222ni5m42r262ec"):
            with pytest.raises(NotFound) as refused:
                bound.part.history(key)
            assert (refused.value.code, refused.value.params["ref"]) == ("no_such_key", key)

    @pytest.mark.slow
    def test_a_commit_elsewhere_is_no_revision_here_and_changes_nothing(self, bound: Bound) -> None:
        before = bound.part.now()
        bound.whole.commit(bound.change("乙街道/西社区", note="改了"))
        now = bound.part.now()
        assert now.tables is before.tables
        assert [one.number for one in bound.part.revisions()] == [1]
        with pytest.raises(NoSuchRevision):
            bound.part.tables(at=2)

    @pytest.mark.slow
    def test_a_commit_here_is_one(self, bound: Bound) -> None:
        bound.whole.commit(bound.change("乙街道/西社区", note="改了"))
        bound.whole.commit(bound.change("乙街道/东社区", note="改了"))
        assert [one.number for one in bound.part.revisions()] == [1, 3]
        assert bound.part.revision().number == 3

    @pytest.mark.slow
    def test_a_later_reader_finds_the_same_revisions(self, bound: Bound, rules: Rules) -> None:
        for label in ("乙街道/东社区", "乙街道/西社区", "乙街道/西社区"):
            bound.part.now()
            bound.whole.commit(bound.change(label, note=label * bound.whole.revision().number))
        later = ScopedStore(bound.whole, rules, bound.part.scope, bound.looked)
        assert later.revision() == bound.part.revision()

    @pytest.mark.slow
    def test_deltas_lead_from_one_revision_to_another(self, bound: Bound) -> None:
        bound.whole.commit(bound.change("乙街道/东社区", note="改了"))
        frames = bound.part.deltas(1).frames
        assert {kind: frame["key"].to_list() for kind, frame in frames.items()} == {
            "place": [bound.key("乙街道/东社区")]
        }

    def test_what_is_of_a_whole_store_is_refused(self, bound: Bound) -> None:
        with pytest.raises(NotOffered):
            bound.part.examine()
        with pytest.raises(NotOffered):
            bound.part.backup("anywhere.db")

    def test_of_others_only_names_are_told(self, bound: Bound) -> None:
        told = bound.part.personal("person")
        assert set(told["key"]) == {bound.key("演示甲"), bound.key("演示丙")}


@pytest.mark.slow
class TestRemembering:
    def test_what_is_kept_of_revisions_says_what_reading_each_says(self, bound: Bound, monkeypatch: Any) -> None:
        monkeypatch.setattr(remembering, "_MOST", 3)
        monkeypatch.setattr(remembering, "_AT_ONCE", 2)
        east, west = "乙街道/东社区", "乙街道/西社区"
        for number, label in enumerate([east, west, west, east, west, east]):
            bound.whole.commit(bound.change(label, note=f"第{number}"))
            cut = bound.part.now().cut
            newest = bound.whole.revision().number
            each = {one for one in range(1, newest + 1) if touches(bound.whole, cut, one)}
            assert Remembered(bound.whole).touching(cut, newest) == each
            assert {one.number for one in bound.part.revisions()} == each

    def test_one_with_many_rows_is_read_anew(self, bound: Bound, monkeypatch: Any) -> None:
        monkeypatch.setattr(remembering, "_LARGE", 1)
        bound.whole.commit(bound.change("乙街道/西社区", note="改了"))
        cut = bound.part.now().cut
        assert Remembered(bound.whole).touching(cut, 2) == {1}


class TestWriting:
    @pytest.mark.slow
    def test_one_row_inside_is_written_and_all_else_stays(self, bound: Bound) -> None:
        bound.part.commit(bound.change("东主任", "post", phone="0531-88888888"))
        bound.part.commit(bound.change("演示甲", "person", hours="周一"))
        told = bound.row("person", "演示甲").row(0, named=True)
        assert (told["name"], told["hours"]) == ("演示甲", "周一")

    def test_what_no_network_holds_stays_when_a_row_made_of_one_is_put(self, bound: Bound) -> None:
        row = bound.row("person", "演示甲").with_columns(name=pl.lit(None, pl.String), hours=pl.lit("周二"))
        bound.part.commit_admitted(bound.part.admitted(ChangeSet({"person": row}), judged=True).changes)
        assert bound.row("person", "演示甲").select("name", "hours").rows() == [("演示甲", "周二")]

    @pytest.mark.parametrize(
        ("label", "kind"), [("乙街道", "place"), ("党工委", "organisation"), ("演示银行", "organisation")]
    )
    def test_what_is_seen_from_outside_is_refused(self, bound: Bound, label: str, kind: str) -> None:
        with pytest.raises(BadChange) as refused:
            bound.part.commit(bound.change(label, kind, display_order=7))
        assert refused.value.code == "change_outside"
        assert bound.whole.revision().number == 1

    @pytest.mark.slow
    def test_a_row_outside_under_its_key_becomes_another(self, bound: Bound) -> None:
        need = bound.row("need", "要灯").with_columns(name=pl.lit("要桌"))
        tie = {"key": "located_at-new", "source": need["key"][0], "target": bound.key("乙街道/东社区")}
        frame = pl.DataFrame([tie], schema_overrides={"key": pl.String})
        bound.part.commit(ChangeSet({"need": need, "located_at": frame}))
        assert set(bound.whole.tables(["need"])["need"]["name"]) == {"要桌", "要灯"}
        assert bound.part.tables(["need"])["need"]["name"].to_list() == ["要桌"]

    @pytest.mark.slow
    def test_what_refers_to_the_outside_is_refused_as_to_what_is_not_there(self, bound: Bound) -> None:
        for target in (bound.key("乙街道/西社区"), "place-5222ni5m42r262ec"):
            tie = {"key": "serves-new", "source": bound.key("东居委"), "target": target}
            with pytest.raises(BadChange) as refused:
                bound.part.commit(ChangeSet({"serves": pl.DataFrame([tie])}))
            assert refused.value.code == "reference_missing"

    @pytest.mark.parametrize(
        ("kind", "source", "target"),
        [
            ("part_of", "乙街道", "乙街道/东社区"),
            ("located_at", "演示银行", "乙街道/东社区"),
            ("holds", "演示甲", "书记"),
            ("post_in", "书记", "东居委"),
            ("answers_for", "党工委", "乙街道"),
        ],
    )
    def test_no_tie_takes_over_what_is_outside(self, bound: Bound, kind: str, source: str, target: str) -> None:
        tie = {"key": f"{kind}-new", "source": bound.key(source), "target": bound.key(target)}
        with pytest.raises(BadChange):
            bound.part.commit(ChangeSet({kind: pl.DataFrame([tie], schema_overrides=_strings(kind))}))
        assert bound.whole.revision().number == 1

    @pytest.mark.slow
    def test_who_is_late_here_is_told_and_who_is_late_elsewhere_is_not(self, bound: Bound) -> None:
        mine = bound.change("乙街道/东社区/1号楼", note="甲").against(1)
        bound.whole.commit(bound.change("乙街道/西社区", note="改了"))
        assert bound.part.commit(mine).number == 3
        with pytest.raises(StaleRevision):
            bound.part.commit(bound.change("乙街道/东社区/1号楼", note="乙").against(1))

    @pytest.mark.slow
    def test_what_is_new_must_come_to_lie_inside(self, bound: Bound) -> None:
        team = {"key": "team-new", "name": "演示队"}
        with pytest.raises(BadChange):
            bound.part.commit(ChangeSet({"team": pl.DataFrame([team])}))
        serves = {"key": "serves-new", "source": "team-new", "target": bound.key("乙街道/东社区")}
        bound.part.commit(ChangeSet({"team": pl.DataFrame([team]), "serves": pl.DataFrame([serves])}))
        assert "team-new" in set(bound.part.now().cut.inside)


def _strings(kind: str) -> dict[str, pl.DataType]:
    return {name: dtype for name, dtype in row_schema(kind).items() if name in ("key", "source", "target")}
