from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadValue
from graph.values.name import NAME, clean_name, folded

NAMES = st.text(st.sampled_from("苏州路社区演示号楼甲 ３3aA()（），,:；.·-—/“\u3000\u200b\t\u0308か\u3099")) | st.text()


class TestCleanName:
    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("苏州路社区", "苏州路社区"),
            (" 锦绣园　３ 号楼 ", "锦绣园3号楼"),
            ("张　三", "张三"),
            ("锦绣园(东区)", "锦绣园（东区）"),
            ("锦绣园 ( 东区 )", "锦绣园（东区）"),
            ("第1,2组", "第1,2组"),
            ("第 1 ， 2 组", "第1,2组"),
            ("甲:乙", "甲：乙"),
            ("阿凡提•买买提", "阿凡提·买买提"),
            ("KFC  West (2)", "KFC West (2)"),
            ("红旗驿站 A", "红旗驿站A"),
            ("\ufeff望城\u200b街道\r\n", "望城街道"),
            ("“五老”艺术团", "“五老”艺术团"),
            ("3-2", "3-2"),
            (302.0, "302"),
            (12, "12"),
        ],
    )
    def test_a_name_has_one_spelling(self, written: object, kept: str) -> None:
        assert clean_name(written) == kept

    @pytest.mark.parametrize("mark", ["-", "——", "/", "（）", "…", True])
    def test_a_name_needs_a_letter_or_a_digit(self, mark: object) -> None:
        with pytest.raises(BadValue) as refused:
            clean_name(mark)
        assert refused.value.params["expected"] == "expected.name"

    def test_a_name_that_excel_made_a_date_is_refused(self) -> None:
        with pytest.raises(BadValue) as refused:
            clean_name(date(2024, 3, 2))
        assert refused.value.params["expected"] == "expected.name_not_date"

    @pytest.mark.parametrize("text", ["园" * 2001, "(园)" * 700])
    def test_a_name_as_long_as_a_page_is_refused(self, text: str) -> None:
        with pytest.raises(BadValue) as refused:
            clean_name(text)
        assert refused.value.params["expected"] == "expected.name_short"

    def test_a_blank_cell_is_no_name(self) -> None:
        assert NAME.clean(" \u3000") is None

    @given(NAMES)
    def test_cleaning_twice_is_cleaning_once(self, written: str) -> None:
        try:
            kept = clean_name(written)
        except BadValue:
            return
        assert clean_name(kept) == kept


class TestFolded:
    @pytest.mark.parametrize(
        ("one", "other"),
        [("锦绣园（东区）", "锦绣园东区"), ("KFC West", "kfc-west"), ("1-12", "1—12"), ("“五老”艺术团", "五老艺术团")],
    )
    def test_spelling_apart_two_names_are_one(self, one: str, other: str) -> None:
        assert folded(one) == folded(other)

    @pytest.mark.parametrize(("one", "other"), [("1-12", "11-2"), ("3号楼", "3栋"), ("一网格", "1网格")])
    def test_two_doors_stay_two(self, one: str, other: str) -> None:
        assert folded(one) != folded(other)

    @given(NAMES)
    def test_folding_twice_is_folding_once(self, name: str) -> None:
        assert folded(folded(name)) == folded(name)
