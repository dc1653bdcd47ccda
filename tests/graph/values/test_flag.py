from __future__ import annotations

import pytest

from graph.errors import BadValue
from graph.values.flag import FLAG, clean_flag


class TestCleanFlag:
    @pytest.mark.parametrize("said", ["是", "有", "√", "true", "TRUE", "1", 1, 1.0, "Y", "yes", "Ｙ", True], ids=repr)
    def test_yes_is_said_in_many_ways(self, said: object) -> None:
        assert clean_flag(said) is True

    @pytest.mark.parametrize("said", ["否", "无", "×", "false", "0", 0, "N", "no", False], ids=repr)
    def test_and_so_is_no(self, said: object) -> None:
        assert clean_flag(said) is False

    def test_a_blank_cell_is_not_a_no(self) -> None:
        assert clean_flag("") is None

    @pytest.mark.parametrize("wrong", ["2", "部分", "?", -1])
    def test_neither_is_refused(self, wrong: object) -> None:
        with pytest.raises(BadValue) as refused:
            clean_flag(wrong)
        assert refused.value.params["expected"] == "expected.flag"

    @pytest.mark.parametrize("flag", [True, False])
    def test_it_is_shown_and_read_back_in_both_languages(self, *, flag: bool) -> None:
        assert [clean_flag(FLAG.caption(flag, lang)) for lang in ("zh", "en")] == [flag, flag]
