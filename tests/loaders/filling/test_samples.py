"""Each sample fills a form of named measures: what is written is what the ledger counts, and it comes back silent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import graph
from api.naming import names_of
from api.rendering.form_book import FormBook
from graph.rules import base_vocabulary, load_rules
from graph.viewing import Showing, owner
from loaders.filling.back import differences, origin_of
from loaders.filling.plan import parsed_plan
from loaders.samples import SAMPLES
from tests.reading import read_here

RULES = load_rules()
MEASURES = list(base_vocabulary().lists["measure"])


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_a_form_of_every_named_measure_is_filled_and_comes_back_silent(
    name: str, sample_store: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_here(monkeypatch)
    network = graph.open(sample_store(name), on=date(2024, 11, 1))
    root = next(row for row in range(network.view.places) if network.view.valid[row])
    top = network.key(network.view.named_by(root)[-1])
    lines = [f"  - {{cell: B{at}, label: 演示{at}, measure: '{one}'}}" for at, one in enumerate(MEASURES, 1)]
    plan = parsed_plan("\n".join(["cells:", *lines]), "表.yaml")
    names, showing = names_of(network, RULES), Showing(owner("terminal", "fill"), network)
    book = FormBook(plan, network.within(top), RULES, names, showing, lang="zh")
    blank, to = tmp_path / "表.xlsx", tmp_path / "已填.xlsx"
    openpyxl.Workbook().save(blank)
    found = book.write(blank, to)
    assert len(found.puts) == len(MEASURES)
    for at, one in enumerate(found.puts):
        counted = one.spot.want.give(book.asked, one.spot.subject)
        assert one.filled == (counted.low is None)
        assert one.filled or found.whom[at] is not None or counted.why
    assert differences(to, origin_of(to), book.laid, book.asked, book.asked) == []
