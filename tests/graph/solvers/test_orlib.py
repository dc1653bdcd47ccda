"""OR-Library: problems whose best values are proved, asked as plans; `python -m tests.benchmarks.orlib` solves all."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from graph.solvers.plan import plan
from tests.benchmarks.orlib import assignment, generalised


class TestOrLibrary:
    def test_a_hundred_are_assigned_at_least_cost(self, data_dir: Path) -> None:
        asked = assignment(data_dir / "optimisation")

        assert asked.value(plan(asked.problem)) == asked.best == 305

    @pytest.mark.slow
    def test_generalised_assignments_reach_what_is_proved_in_both_readings(self, data_dir: Path) -> None:
        for asked in islice(generalised(data_dir / "optimisation"), 20):
            found = plan(asked.problem)
            assert (asked.name, asked.value(found), found.exact) == (asked.name, asked.best, True)
