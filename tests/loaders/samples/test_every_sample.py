"""What holds of each sample: the same rows each time, nothing real in it, everything planted is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import NotFound
from loaders.readers import grids_of
from loaders.samples import SAMPLES, Book, planted, write_sample

#: Named in the published accounts; none may stand in a row as if it were described there.
REAL = (
    *("燕山街道", "望城街道", "杜甫路街道", "古楼街道", "田和街道"),
    *("和平路北社区", "苏州路社区", "陇海路社区", "兴华社区", "馨安公寓", "化机小区", "湖北小区"),
)


@pytest.fixture(params=sorted(SAMPLES))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def book(name: str, request: pytest.FixtureRequest) -> Book:
    found = request.getfixturevalue(name)
    assert isinstance(found, Book)
    return found


def paths(book: Book) -> set[str]:
    """The places as rows refer to them: by name where they are communities or wider, else below their parents."""
    found = set()
    for row in book.sheets["place"]:
        above = [value for header, value in row.items() if header.startswith("上级区域")]
        wide = row["层级"] in ("街道", "社区")
        found |= {row["名称"]} if wide or not above else {f"{parent}/{row['名称']}" for parent in above}
    return found


class TestEverySample:
    def test_has_the_same_rows_each_time(self, name: str, book: Book) -> None:
        assert SAMPLES[name]() == book

    @pytest.mark.slow
    def test_is_written_the_same_each_time(
        self, name: str, sample_store: Callable[[str], Path], tmp_path: Path
    ) -> None:
        write_sample(name, tmp_path / "again.xlsx")
        files = (sample_store(name).with_name(f"{name}.xlsx"), tmp_path / "again.xlsx")
        first, second = (grids_of(file) for file in files)
        assert [(grid.sheet, grid.rows) for grid in first] == [(grid.sheet, grid.rows) for grid in second]

    def test_names_nothing_real_but_the_document_quoted(self, book: Book) -> None:
        cells = [
            str(cell)
            for rows in book.sheets.values()
            for row in rows
            for header, cell in row.items()
            if header != "出处"
        ]
        assert [cell for cell in cells if any(real in cell for real in REAL)] == []

    def test_marks_every_street_and_community_as_invented(self, book: Book) -> None:
        wide = [row["名称"] for row in book.sheets["place"] if row["层级"] in ("街道", "社区")]
        assert [place for place in wide if "演示" not in place] == []

    def test_invents_every_person(self, book: Book) -> None:
        people = [row["姓名"] for row in book.sheets["person"]]
        holders = [row["现任"] for row in book.sheets["post"] if row.get("现任") not in (None, "空缺")]
        former = [row["起点"] for row in book.sheets["holds"]]
        assert all(person.startswith("演示") for person in (*people, *holders, *former))

    def test_has_no_person_twice(self, book: Book) -> None:
        people = [row["姓名"] for row in book.sheets["person"]]
        assert len(set(people)) == len(people)

    def test_gives_no_number_that_could_be_called(self, book: Book) -> None:
        phones = {
            row[header]
            for rows in book.sheets.values()
            for row in rows
            for header in ("电话", "公开电话")
            if header in row
        }
        assert all(phone == "12345" or phone[4:].startswith("-0000") for phone in phones)

    def test_plants_each_thing_at_a_place_or_unit_that_is_there(self, name: str, book: Book) -> None:
        there = paths(book) | {f"{row.get('所在地')}//{row['名称']}" for row in book.sheets["organisation"]}
        assert [at for found in planted(name).values() for at in found if at not in there] == []

    def test_names_no_resident_as_the_one_who_raises(self, book: Book) -> None:
        people = {row["姓名"] for row in book.sheets["person"]}
        assert [row["提出人"] for row in book.sheets["need"] if row["提出人"] in people] == []

    def test_tells_of_a_class_only_whether_it_was_looked_at(self, book: Book) -> None:
        told = {row["对象条件"].partition("（")[2] for row in book.sheets["need"] if "对象条件" in row}
        assert told <= {"已核实）", "不符）", ""}

    def test_invents_every_unit(self, book: Book) -> None:
        away = [row["名称"] for row in book.sheets["organisation"] if "负责范围" not in row and "服务范围" not in row]
        assert [unit for unit in away if not unit.startswith("演示")] == []

    def test_gives_every_figure_its_document(self, book: Book) -> None:
        assert all(row["出处"] for row in book.sheets["figure"])


def test_an_unknown_sample_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as refusal:
        write_sample("nowhere", tmp_path / "a.xlsx")
    assert refusal.value.params["candidates"] == "、".join(SAMPLES)
