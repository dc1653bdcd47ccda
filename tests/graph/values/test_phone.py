from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadValue
from graph.values import phone


class TestCleanPhone:
    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("13800138000", "13800138000"),
            (13800138000, "13800138000"),
            (13800138000.0, "13800138000"),
            ("138-0013-8000", "13800138000"),
            ("+86 138 0013 8000", "13800138000"),
            ("013800138000", "13800138000"),
            ("手机：13800138000", "13800138000"),
            ("0531-88888888", "0531-88888888"),
            ("(0531)88888888", "0531-88888888"),
            ("０５３１—８８８８８８８８", "0531-88888888"),
            ("+86 531 88888888", "0531-88888888"),
            (53188888888.0, "0531-88888888"),
            ("010-88888888", "010-88888888"),
            ("0531-88888888转803", "0531-88888888转803"),
            ("0531-88888888 分机 803", "0531-88888888转803"),
            ("0531-88888888 ext. 803", "0531-88888888转803"),
            ("400 800 1234", "400-800-1234"),
            ("110", "110"),
            ("12345", "12345"),
            ("96777", "96777"),
            ("+852 2123 4567", "+85221234567"),
        ],
        ids=repr,
    )
    def test_a_number_is_kept_as_a_chinese_reader_expects(self, written: object, kept: str) -> None:
        assert phone.clean_phone(written) == kept

    @pytest.mark.parametrize(
        "wrong",
        [
            "88888888",
            "1380013800",
            "138001380001",
            "n/a",
            "无",
            "演示甲 0531-88888888",
            "400-ABC-1234",
            "13800138000/13900139000",
            "12.5",
        ],
    )
    def test_what_cannot_be_called_is_refused(self, wrong: str) -> None:
        with pytest.raises(BadValue) as refused:
            phone.clean_phone(wrong)
        assert refused.value.params["expected"] == "expected.phone"

    def test_what_is_refused_is_masked(self) -> None:
        with pytest.raises(BadValue) as refused:
            phone.clean_phone("13800138000/13900139000")
        assert refused.value.params["found"] == "1" + "*" * 22

    @given(st.text("0123456789+-()转 ", max_size=16) | st.integers(0, 10**12))
    def test_cleaning_twice_is_cleaning_once(self, written: object) -> None:
        try:
            kept = phone.clean_phone(written)
        except BadValue:
            return
        assert phone.clean_phone(kept) == kept

    def test_the_library_is_imported_only_when_it_is_needed(self) -> None:
        code = "import sys, graph.values as v; v.PHONE.clean('13800138000'); print('phonenumbers' in sys.modules)"
        assert (
            subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
        )


class TestMask:
    @pytest.mark.parametrize(
        ("number", "shown"),
        [
            ("13800138000", "138****8000"),
            ("0531-88888888", "0531-****8888"),
            ("0531-88888888转803", "0531-****8888"),
            ("400-800-1234", "400****1234"),
            ("+85221234567", "+85****4567"),
            ("12345", "12345"),
            ("8888888", "*******"),
            ("n/a", "n**"),
            ("演示甲、演示乙", "演******"),
            ("370102900101123", "3**************"),
        ],
    )
    def test_the_middle_of_a_number_is_hidden(self, number: str, shown: str) -> None:
        assert phone.mask(number) == shown
