from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from graph.viewing import Showing
from graph.viewing.evidence import with_evidence

By = Callable[[str], Showing]
OWN = "distinct person through member_of of kind=organisation class=own"
SEATS = "distinct person through holds of kind=post"


def frame(measure: str) -> pl.DataFrame:
    return pl.DataFrame({"measure": [measure], "evidence": [["person-c", "place-a"]], "evidence_count": [2]})


class TestEvidence:
    @pytest.mark.parametrize(
        ("sees", "measure", "shown"),
        [
            ("internal", OWN, ["place-a"]),
            ("personal", OWN, ["person-c", "place-a"]),
            ("internal", SEATS, ["person-c", "place-a"]),
            ("internal", "count kind=person", ["place-a"]),
            ("internal", "no measure", ["place-a"]),
        ],
    )
    def test_names_nobody_of_whom_it_would_tell_something_personal(
        self, showing: By, sees: str, measure: str, shown: list[str]
    ) -> None:
        found = with_evidence(frame(measure), showing(sees))
        assert found["evidence"].to_list() == [shown]
        assert found["evidence_count"].to_list() == [2]

    def test_of_rows_beside_one_that_measures_nothing_is_left_out(self, showing: By) -> None:
        rows = pl.concat([frame(OWN), frame(SEATS).with_columns(measure=pl.lit(None, pl.String))])
        assert with_evidence(rows, showing("internal"))["evidence"].to_list() == [["place-a"], ["person-c", "place-a"]]

    def test_what_is_left_out_is_counted(self, showing: By) -> None:
        shown = showing("internal")
        with_evidence(frame(OWN), shown)
        assert shown.hidden == 1

    def test_a_table_without_figures_stays(self, showing: By) -> None:
        rows = frame(OWN).drop("measure")
        assert with_evidence(rows, showing("internal")) is rows
