"""The matrix of norms and places: what stands in it, in which order, and what a cell says."""

from __future__ import annotations

from datetime import date

import polars as pl

from api.console.matrix import ACROSS, Matrix, as_sheet, matrix_of, said
from graph.answers import Answer
from graph.answers.coverage import BY, COUNTED
from graph.words import caption


def answer(*lines: tuple[str, str | None, dict[str, int]]) -> Answer:
    """Return an answer that holds counts of norms at places."""
    rows = [
        {
            "place": place and {"id": place, "name": place, "path": place, "kind": "place", "level": None},
            "norm": norm,
            **{f"{state}_count": counts.get(state, 0) for state in COUNTED},
        }
        for norm, place, counts in lines
    ]
    frame = pl.DataFrame(rows, schema=BY.schema)
    return Answer("coverage", 0, date(2024, 11, 1), None, {}, lambda: {"by": frame})


def made(*lines: tuple[str, str | None, dict[str, int]], **how: object) -> Matrix:
    return matrix_of(answer(*lines), str, str, "nowhere", **how)  # type: ignore[arg-type]


LINES = (
    ("n-unknown", "place-a", {"unknown": 2}),
    ("n-gap", "place-a", {"gap": 1, "met": 4}),
    ("n-gap", "place-b", {"gap": 3}),
    ("n-met", "place-c", {"met": 1}),
    ("n-unknown", None, {"unknown": 1}),
)


class TestMatrix:
    def test_leaves_out_norms_and_places_of_which_nothing_is_to_be_done(self) -> None:
        matrix = made(*LINES)
        assert [one.key for one in matrix.norms] == ["n-gap", "n-unknown"]
        assert [one.key for one in matrix.places] == ["place-a", "place-b", ""]
        assert matrix.met == 1
        assert matrix.places[-1].title == "nowhere"

    def test_keeps_all_of_them_where_somebody_wants_that(self) -> None:
        matrix = made(*LINES, every=True)
        assert len(matrix.norms) == 3
        assert matrix.met == 0

    def test_the_places_with_the_most_to_do_come_first_if_wanted(self) -> None:
        assert [one.open for one in made(*LINES, most_first=True).places] == [3, 3, 1]
        assert [one.key for one in made(LINES[1], LINES[2], most_first=True).places] == ["place-b", "place-a"]

    def test_tells_only_the_states_that_are_looked_at(self) -> None:
        matrix = made(*LINES, states=["unknown"])
        assert [one.key for one in matrix.norms] == ["n-unknown"]

    def test_of_one_norm(self) -> None:
        assert [one.key for one in made(*LINES, only="n-gap").norms] == ["n-gap"]

    def test_a_cell_tells_what_is_to_be_done_else_that_all_is_well(self) -> None:
        matrix = made(*LINES, every=True)
        norms, places = ({one.key: one for one in heads} for heads in (matrix.norms, matrix.places))
        assert matrix.parts(norms["n-gap"], places["place-a"]) == [("gap", 1)]
        assert matrix.parts(norms["n-met"], places["place-c"]) == [("met", 0)]
        assert matrix.parts(norms["n-met"], places["place-a"]) == []

    def test_many_places_stand_below_each_other(self) -> None:
        few = [("n", f"place-{at}", {"gap": 1}) for at in range(ACROSS)]
        assert made(*few).wide
        many = made(*few, ("n", "place-more", {"gap": 1}))
        assert not many.wide
        assert [one.key for one in many.across] == ["n"]
        assert many.at(many.down[0], many.across[0]) == ("n", "place-0")

    def test_as_a_sheet_says_the_same_in_words(self) -> None:
        def say(code: str) -> str:
            return caption(code, "zh")

        sheet = as_sheet(made(*LINES), "缺口", say)
        assert sheet.headers == ("标准", "place-a", "place-b", "nowhere")
        assert sheet.rows == (("n-gap", "缺口 1", "缺口 3", ""), ("n-unknown", "不明 2", "", "不明 1"))
        assert said([("gap", 1200), ("unknown", 1)], say) == "缺口 1,200 不明 1"
