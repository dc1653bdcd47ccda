from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadValue
from graph.values.texts import TEXTS, clean_texts


class TestCleanTexts:
    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("法律咨询、助餐", ("法律咨询", "助餐")),
            ("和睦，和善;和安；和暖/和美\n和悦", ("和睦", "和善", "和安", "和暖", "和美", "和悦")),
            ("助餐、 助餐 、理发", ("助餐", "理发")),
            ("义诊（周一、周三）、理发", ("义诊（周一、周三）", "理发")),
            ("助餐、", ("助餐",)),
            (["甲、乙", "丙"], ("甲、乙", "丙")),
            ("  ", None),
            ("、", None),
        ],
    )
    def test_a_list_is_parted_at_its_marks(self, written: object, kept: tuple[str, ...] | None) -> None:
        assert clean_texts(written) == kept

    def test_a_part_that_is_no_name_is_refused(self) -> None:
        with pytest.raises(BadValue):
            clean_texts("助餐、—")

    def test_it_is_shown_with_the_marks_of_the_language(self) -> None:
        assert (TEXTS.caption(("甲", "乙")), TEXTS.caption(("A", "B"), "en")) == ("甲、乙", "A, B")

    @given(st.text(st.sampled_from("甲乙1a、，,;/()（） \n")) | st.text())
    def test_cleaning_twice_is_cleaning_once(self, written: str) -> None:
        try:
            kept = clean_texts(written)
        except BadValue:
            return
        assert clean_texts(kept) == kept
