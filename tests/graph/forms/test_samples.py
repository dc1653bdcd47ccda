"""Each sample makes every form, in words alone, and each sheet has a width that can be read on its paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import graph
from graph.errors import BadInput
from graph.forms.asked import Asked
from graph.forms.register import FORMS, function_of
from graph.forms.writers import writer_named
from graph.rules import load_rules
from graph.viewing import Showing, owner
from loaders.samples import SAMPLES

ON = date(2024, 11, 1)
#: So many half-width characters stand beside each other on A4, upright and across, at half the size of a screen.
_READABLE = {False: 160, True: 230}


@pytest.mark.slow
@pytest.mark.parametrize("sample", SAMPLES)
def test_makes_every_form(sample: str, sample_store: Callable[[str], Path], tmp_path: Path) -> None:
    viewer = owner("terminal", "test")
    network, rules = graph.open(sample_store(sample), on=ON).told(viewer), load_rules()
    whom = network.tables()["person"].sort("key")["key"][0]
    for form in (one for one in FORMS.values() if "xlsx" in one.formats):
        given = {option.name: whom for option in form.options if option.required}
        asked = Asked(form.name, "演示统筹员", "zh", given)
        if form.name == "certificate":  # nobody in a sample took part in anything, and of nothing nothing is certified
            assert network.tables()["took_part"].is_empty()
            with pytest.raises(BadInput) as refused:
                function_of(form.name)(network, rules, Showing(viewer, network), asked)
            assert refused.value.code == "certificate_nothing"
            continue
        paper = function_of(form.name)(network, rules, Showing(viewer, network), asked)
        assert not re.findall(r"\b(?:person|post|organisation|place|need)-[a-z2-7]{16}\b|\{\w+\}", str(paper)), (
            form.name
        )
        for sheet in paper.sheets:
            for table in sheet.tables:
                assert sum(column.width for column in table.columns) <= _READABLE[sheet.landscape], (
                    form.name,
                    sheet.name,
                )
        path = tmp_path / f"{form.name}.xlsx"
        assert writer_named("xlsx").write(path, paper, "zh", ON) == []
        assert len(openpyxl.load_workbook(path, read_only=True).sheetnames) == len(paper.sheets)


@pytest.mark.slow
def test_the_line_of_all_tells_how_satisfied_people_were(sample_store: Callable[[str], Path]) -> None:
    viewer = owner("terminal", "test")
    network = graph.open(sample_store("suzhoulu"), on=ON).told(viewer)
    asked = Asked("month", "演示统筹员", "zh", {"month": "2024-10"})
    paper = function_of("month")(network, load_rules(), Showing(viewer, network), asked)
    (table,) = paper.sheets[0].tables
    at = [column.header for column in table.columns].index("满意率（%）")
    assert [(row[0], row[at]) for row in table.rows] == [("合计", 100.0), ("演示街道/苏州路演示社区", 100.0)]
