"""The check for a forest, held to the definition: each axis, each day, one parent and no way back."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from graph.errors import BadChange
from graph.stores.forest import AXES, check_forest
from graph.tables import tables_of
from tests.strategies import DAYS, Row, frame, pool, rows

NONE = tables_of("part_of")[0].empty()


def plainly_a_forest(found: list[Row]) -> bool:
    """Climb from every place on every axis on every day."""
    for axis, day in product(AXES, [date.min, *DAYS]):
        parents: dict[str, list[Row]] = {}
        for row in found:
            if (row["since"] or date.min) <= day < (row["until"] or date.max):
                parents.setdefault(row["source"], []).append(row)
        for above in parents.values():
            if any(sum(row["axis"] == one for row in above) > 1 for one in (axis, None)):
                return False
        above_of = {
            place: next((row for row in above if row["axis"] == axis), None)
            or next((row for row in above if row["axis"] is None), None)
            for place, above in parents.items()
        }
        for place in above_of:
            seen, at = {place}, place
            while (next_one := above_of.get(at)) is not None:
                at = next_one["target"]
                if at in seen:
                    return False
                seen.add(at)
    return True


def part(key: st.SearchStrategy[str]) -> st.SearchStrategy[Row]:
    """One place within another."""
    ends = st.permutations(pool("place"))
    return st.tuples(rows("part_of", key), ends).map(lambda one: {**one[0], "source": one[1][0], "target": one[1][1]})


parts: st.SearchStrategy[list[Row]] = st.integers(0, 5).flatmap(
    lambda size: st.tuples(*(part(st.just(f"part_of-{number}")) for number in range(size))).map(lambda one: [*one])
)


class TestCheck:
    @pytest.mark.slow
    @settings(max_examples=60)
    @given(found=parts)
    def test_it_refuses_exactly_what_is_no_forest(self, found: list[Row]) -> None:
        try:
            check_forest(NONE, frame("part_of", [{**row, "op": "put"} for row in found]))
        except BadChange as refusal:
            event(refusal.code)
            assert not plainly_a_forest(found)
        else:
            assert plainly_a_forest(found)

    @pytest.mark.slow
    @settings(max_examples=40)
    @given(found=parts.filter(plainly_a_forest), data=st.data())
    def test_it_judges_a_change_as_it_judges_the_whole(self, found: list[Row], data: st.DataObject) -> None:
        changed = data.draw(st.lists(part(st.sampled_from([f"part_of-{n}" for n in range(6)])), max_size=2))
        changed = [*{row["key"]: row for row in changed}.values()]
        keys = {row["key"] for row in changed}
        removed = data.draw(st.sets(st.sampled_from([row["key"] for row in found] or ["part_of-9"]))) - keys
        after = [*(row for row in found if row["key"] not in keys | removed), *changed]
        before = frame("part_of", found).select(NONE.columns)
        change = [{**row, "op": "put"} for row in changed] + [{"key": key, "op": "remove"} for key in sorted(removed)]
        if plainly_a_forest(after):
            check_forest(before, frame("part_of", change))
        else:
            with pytest.raises(BadChange):
                check_forest(before, frame("part_of", change))

    def test_a_tall_tower_is_no_circle(self) -> None:
        tower = [
            {"op": "put", "key": f"part_of-{n}", "source": f"place-{n}", "target": f"place-{n + 1}"} for n in range(300)
        ]
        check_forest(NONE, frame("part_of", tower))
        with pytest.raises(BadChange):
            check_forest(
                NONE,
                frame(
                    "part_of", [*tower, {**tower[0], "key": "part_of-x", "source": "place-300", "target": "place-0"}]
                ),
            )
