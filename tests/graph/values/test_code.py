from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadValue
from graph.values.code import clean_code, community_class, level, parent, street_class


class TestCleanCode:
    @pytest.mark.parametrize("code", ["37", "3701", "370102", "370102010", "370102010005"])
    def test_all_five_lengths_are_codes(self, code: str) -> None:
        assert clean_code(code) == code

    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            (370102010.0, "370102010"),
            (3.70102010005e11, "370102010005"),
            (37, "37"),
            ("370102010.0", "370102010"),
            ("３７０１０２", "370102"),
            ("'370102010005", "370102010005"),
            ("37 01 02 010 005", "370102010005"),
            ("3.70102010005E+11", "370102010005"),
        ],
        ids=repr,
    )
    def test_a_number_that_lost_nothing_is_repaired(self, written: object, kept: str) -> None:
        assert clean_code(written) == kept

    @pytest.mark.parametrize("written", ["3.70102E+11", "3.7010201E+11", "3.70285E+11"])
    def test_a_number_that_excel_shortened_is_refused(self, written: str) -> None:
        with pytest.raises(BadValue) as refused:
            clean_code(written)
        assert refused.value.params["expected"] == "expected.code_whole"

    @pytest.mark.parametrize(
        ("padded", "kept"),
        [
            ("370102000000", "370102"),
            ("370102010000", "370102010"),
            ("370000", "37"),
            ("370100", "3701"),
            ("441900003000", "441900003"),
        ],
    )
    def test_padding_with_zeros_is_taken_off(self, padded: str, kept: str) -> None:
        assert clean_code(padded) == kept

    @pytest.mark.parametrize(
        "wrong", ["3", "370", "3701020100", "370102610", "370102010905", "97", "x7", "370102010005001"]
    )
    def test_what_has_no_division_s_structure_is_refused(self, wrong: str) -> None:
        with pytest.raises(BadValue):
            clean_code(wrong)

    @given(st.text("0123456789 .'E+", max_size=18) | st.integers(0, 10**13) | st.floats())
    def test_cleaning_twice_is_cleaning_once(self, written: object) -> None:
        try:
            kept = clean_code(written)
        except BadValue:
            return
        assert clean_code(kept) == kept


class TestStructure:
    def test_each_level_is_under_the_one_before(self) -> None:
        chain: list[str | None] = ["370102010005"]
        while chain[-1]:
            chain.append(parent(chain[-1]))
        assert chain == ["370102010005", "370102010", "370102", "3701", "37", None]

    def test_levels_are_read_from_the_length(self) -> None:
        codes = ["37", "3701", "370102", "370102010", "370102010005"]
        assert [level(code) for code in codes] == ["province", "city", "county", "street", "community"]

    def test_a_street_straight_under_a_city_skips_the_county(self) -> None:
        assert parent("441900003") == "4419"

    @pytest.mark.parametrize(
        ("code", "said"),
        [
            ("370102010", "subdistrict"),
            ("370102110", "town"),
            ("370102200", "township"),
            ("370102399", "township"),
            ("370102400", "like_street"),
            ("370102500", "like_street"),
            ("370102", None),
        ],
    )
    def test_a_street_says_what_it_is(self, code: str, said: str | None) -> None:
        assert street_class(code) == said

    @pytest.mark.parametrize(
        ("code", "said"),
        [
            ("370102010005", "residents_committee"),
            ("370102010105", "residents_committee"),
            ("370102110205", "villagers_committee"),
            ("370102110399", "villagers_committee"),
            ("370102010405", "like_community"),
            ("370102010598", "like_community"),
            ("370102010", None),
        ],
    )
    def test_a_community_says_what_it_is(self, code: str, said: str | None) -> None:
        assert community_class(code) == said


class TestPublishedCodes:
    @pytest.mark.slow
    @pytest.mark.parametrize("file", ["seed_districts_tree.csv", "shandong_tree.csv"])
    def test_every_published_code_is_clean_and_under_its_parent(self, data_dir: Path, file: str) -> None:
        with (data_dir / "admin_divisions" / file).open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        levels = ["province", "city", "county", "street", "community"]
        wrong = [
            row
            for row in rows
            if (clean_code(row["code"]), parent(row["code"]) or "", level(row["code"]))
            != (row["code"], row["parent"], levels[int(row["level"]) - 1])
        ]
        assert wrong == []
