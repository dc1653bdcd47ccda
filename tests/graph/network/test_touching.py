"""What a commit leaves alone: whatever says that it holds is what is worked out anew."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.answers import EVIDENCE_CAP
from graph.answers.aside import aside_of
from graph.answers.register import QUESTIONS
from graph.changes import PUT, ChangeSet, apply
from graph.errors import LinliError
from graph.network import Network
from graph.network.touching import Touched, touched
from graph.norms.deciding import by_names
from graph.questions import function_of
from graph.questions.coverage_cut import coverage_cut
from graph.rules import load_rules
from graph.tables import Tables
from tests.casefile.gathered import Rows
from tests.examples import few, few_in_full
from tests.networks import Drawn, days, networks

RULES = load_rules()
STEP = {"need": "need-a", "number": 1, "sort": "registered", "at": "2024-05-09T02:00:00Z"}


def ledger() -> Rows:
    rows = Rows()
    rows.thing("place", "place-a", name="甲社区", level="community", note="旧")
    rows.thing("place", "place-b", name="乙社区", level="community")
    return rows


def put(**place: object) -> ChangeSet:
    frame = ledger().tables()["place"].filter(key="place-a")
    return ChangeSet({"place": frame.with_columns(pl.lit(said).alias(name) for name, said in place.items())})


class TestTouched:
    def test_a_remark_moves_nothing_and_says_of_what_it_is(self) -> None:
        found = touched(ledger().tables(), put(note="新"))
        assert found == Touched(frozenset({"place"}), frozenset(), frozenset({"place-a"}), None)

    def test_another_name_is_told_with_the_one_before(self) -> None:
        found = touched(ledger().tables(), put(name="丙社区", note="新"))
        assert found.moved == {"place"}
        assert found.called == frozenset({"甲社区", "丙社区"})

    def test_a_place_that_is_otherwise_too_is_not_only_called_otherwise(self) -> None:
        assert touched(ledger().tables(), put(name="丙社区", level="grid")).called is None

    def test_a_place_that_had_no_name_is_not_only_called_otherwise(self) -> None:
        nameless = Tables({"place": ledger().tables()["place"].with_columns(name=pl.lit(None, pl.String))})
        assert touched(nameless, put(name="丙社区")).called is None

    def test_a_new_place_is_not_only_called_otherwise(self) -> None:
        assert touched(Tables({}), put(name="丙社区")).called is None

    def test_a_tie_says_at_what_it_ends(self) -> None:
        rows = Rows()
        rows.tie("part_of", "place-a", "place-b")
        assert touched(ledger().tables(), rows.changes()).keys == {"place-a", "place-b"}

    def test_a_row_says_to_what_it_refers(self) -> None:
        rows = Rows()
        rows.thing("step", "step-a", **STEP)
        assert touched(ledger().tables(), rows.changes()).keys == {"step-a", "need-a"}


class TestAside:
    def test_a_question_about_a_need_leaves_no_step_aside(self) -> None:
        escalate = QUESTIONS["escalate"]
        assert aside_of(escalate, ["place-5222ni5m42r262ec", None]) == {"step"}
        assert aside_of(escalate, [["need-5222ni5m42r262ec"]]) == frozenset()

    @pytest.mark.slow
    @pytest.mark.thorough
    @few
    @given(networks(), networks(), days(), st.data())
    def test_what_is_left_aside_changes_no_answer(
        self, drawn: Drawn, other: Drawn, day: date, data: st.DataObject
    ) -> None:
        aside = {kind for one in QUESTIONS.values() for kind in one.aside} - RULES.counted
        frames = {kind: other.tables[kind].with_columns(op=pl.lit(PUT)) for kind in aside}
        changes = ChangeSet({kind: frame for kind, frame in frames.items() if frame.height})
        before, starts = Network(drawn.tables, day), drawn.tables["place"]["key"].to_list()
        anew = Network(apply(drawn.tables, changes), day)
        assert said(anew, "coverage") == said(before, "coverage")
        if starts:
            start = data.draw(st.sampled_from(starts))
            assert said(anew, "escalate", start) == said(before, "escalate", start)

    def test_coverage_of_everything_is_taken_over_a_step(self) -> None:
        before = Network(ledger().tables(), date(2024, 11, 1))
        rows = Rows()
        rows.thing("step", "step-a", **STEP)
        first = coverage_cut(before, RULES).frames["rows"]
        whole: object = before.daily(("coverage", id(RULES), EVIDENCE_CAP), RULES, dict)
        kept = before.moved(rows.changes(), 7, None)
        assert kept.daily(("coverage", id(RULES), EVIDENCE_CAP), RULES, dict) is whole
        assert (coverage_cut(kept, RULES).revision, coverage_cut(kept, RULES).rows.equals(first)) == (7, True)
        assert before.moved(put(name="丙社区"), 7, None).daily(("coverage", id(RULES), EVIDENCE_CAP), RULES, dict) == {}


@pytest.mark.slow
@pytest.mark.thorough
@few_in_full
@given(networks(), days(), st.data())
def test_an_answer_that_shows_names_holds_where_none_of_those_changed_is_in_it(
    drawn: Drawn, day: date, data: st.DataObject
) -> None:
    places = drawn.tables["place"].filter(pl.col("name").is_not_null())
    assume(places.height)
    renamed = places.slice(data.draw(st.integers(0, places.height - 1)), 1).with_columns(name=pl.lit("演示丁"))
    changes, start = ChangeSet({"place": renamed}), data.draw(st.sampled_from(places["key"].to_list()))
    called = touched(drawn.tables, changes).called
    assert called is not None
    before, anew = Network(drawn.tables, day), Network(apply(drawn.tables, changes), day)
    told, now = said(before, "escalate", start), said(anew, "escalate", start)
    assert told == now or by_names(drawn.tables, RULES) or any(name in str(told) for name in called)


def said(network: Network, question: str, *asked: str) -> object:
    try:
        found = function_of(question)(network, RULES, *asked).to_dict()
    except LinliError as error:
        return error.code
    return {name: value for name, value in found.items() if name != "revision"}
