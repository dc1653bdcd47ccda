"""What follows from published totals by division or multiplication: told beside the figure, and marked as derived."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from graph.stores.base import Store

#: By sample and figure: what it is worked out from beside it, how, and how the number is written.
_DERIVED = [
    ("suzhoulu", "楼栋长", "户数", lambda own, other: other / own, "16.7"),
    ("suzhoulu", "共建项目", "共建党组织", lambda own, other: own / other, "2"),
    ("longhailu", "居民人数", "楼院数", lambda own, other: own / other, "293.8"),
    ("tianhe", "网格党支部", "社区党组织", lambda own, other: own / other, "2.81"),
    ("tianhe", "党小组", "网格党支部", lambda own, other: own / other, "2.73"),
    ("tianhe", "治理楼长", None, lambda own, _: own * 60, "58,200"),
]


def _as(written: str, value: Fraction) -> str:
    """Return a value as it is written: with as many places as that has."""
    return f"{float(value):,.{len(written.partition('.')[2])}f}"


@pytest.mark.parametrize(("sample", "figure", "beside", "worked", "written"), _DERIVED)
def test_an_average_stands_in_the_note_of_its_figure_and_is_marked(
    stores: Callable[[str], Store],
    sample: str,
    figure: str,
    beside: str | None,
    worked: Callable[[Fraction, Fraction], Fraction],
    written: str,
) -> None:
    rows = {row["name"]: row for row in stores(sample).tables()["figure"].iter_rows(named=True)}
    value = worked(Fraction(rows[figure]["value"]), Fraction(rows[beside]["value"] if beside else 1))
    assert _as(written, value) == written
    (told,) = [part for part in rows[figure]["note"].split("；") if part.startswith("推算")]
    assert written in told
    assert "平均" in told or "至多" in told
