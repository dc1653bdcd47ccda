from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadValue
from graph.values.count import COUNT, Count, band, clean_count, split_unit

NUMBERS = st.integers(0, 10**14)
FIRM = st.builds(Count, NUMBERS, st.sampled_from(["exact", "at_least", "at_most", "about"]))
STATED = st.lists(NUMBERS, min_size=3, max_size=3).map(sorted).map(lambda n: Count(n[1], "about", n[0], n[2]))
WRITTEN = (
    st.text("0123456789.,一二两十百千万余多约近至少不到以上左右人户—-()+ ", max_size=10)
    | st.text()
    | st.integers()
    | st.floats()
)


class TestCleanCount:
    @pytest.mark.parametrize(
        ("written", "value"),
        [
            ("970", 970),
            (970.0, 970),
            ("1,234", 1234),
            ("１，２３４", 1234),
            ("９７０", 970),
            ("一百二十", 120),
            ("两千四百二十四户", 2424),
            ("1.2万", 12_000),
            ("1.2万人", 12_000),
            ("3亿", 300_000_000),
            ("共23家", 23),
            ("0", 0),
        ],
    )
    def test_a_plain_number_is_exact(self, written: object, value: int) -> None:
        assert clean_count(written) == Count(value)

    @pytest.mark.parametrize(
        ("written", "value"),
        [
            ("60余", 60),
            ("60多", 60),
            ("60余人", 60),
            ("60多个", 60),
            ("60以上", 60),
            ("60人以上", 60),
            ("60+", 60),
            ("至少60", 60),
            ("不少于60", 60),
            ("≥60", 60),
            (">=60", 60),
            ("at least 60", 60),
            ("超过60", 61),
            ("3万余", 30_000),
            ("30余万", 300_000),
            ("1.2万余人", 12_000),
            ("三万余", 30_000),
            ("二十余", 20),
        ],
    )
    def test_and_more_is_at_least(self, written: str, value: int) -> None:
        assert clean_count(written) == Count(value, "at_least")

    @pytest.mark.parametrize(
        ("written", "value"),
        [
            ("不到10", 9),
            ("少于10", 9),
            ("不足10次", 9),
            ("<10", 9),
            ("最多10", 10),
            ("不超过10", 10),
            ("10以内", 10),
            ("10以下", 10),
            ("≤10", 10),
        ],
    )
    def test_fewer_than_leaves_the_number_out_and_at_most_takes_it_in(self, written: str, value: int) -> None:
        assert clean_count(written) == Count(value, "at_most")

    @pytest.mark.parametrize(
        "written",
        ["约80", "80左右", "近80", "将近80", "80户左右", "大约80户", "80上下", "约80余", "≈80", "80来个", "超过80左右"],
    )
    def test_about_is_about(self, written: str) -> None:
        assert clean_count(written) == Count(80, "about")

    @pytest.mark.parametrize(
        ("written", "count"),
        [
            ("55—65", Count(60, "about", 55, 65)),
            ("55-65户", Count(60, "about", 55, 65)),
            ("55户—65户", Count(60, "about", 55, 65)),
            ("５５～６５", Count(60, "about", 55, 65)),
            ("约55至65", Count(60, "about", 55, 65)),
            ("55..65", Count(60, "about", 55, 65)),
            ("约62（55—65）", Count(62, "about", 55, 65)),
            ("3—5万", Count(40_000, "about", 30_000, 50_000)),
            ("三十至五十", Count(40, "about", 30, 50)),
        ],
    )
    def test_a_stated_range_is_kept(self, written: str, count: Count) -> None:
        assert clean_count(written) == count

    @pytest.mark.parametrize(
        "wrong",
        [
            "-5",
            -5,
            "12.5",
            12.5,
            "1.23456万",
            "不到0",
            "12号楼",
            "几十",
            "数百人",
            "三五户",
            "12,34",
            "3-2",
            "至少60以下",
            "60以上—70",
            "79%",
            "55-65(50-70)",
            "不到60余",
            "55户—65人",
            True,
            float("inf"),
            "9" * 40,
        ],
        ids=repr,
    )
    def test_what_is_no_count_is_refused(self, wrong: object) -> None:
        with pytest.raises(BadValue) as refused:
            clean_count(wrong)
        assert refused.value.params["expected"] == "expected.count"

    @given(WRITTEN)
    def test_cleaning_twice_is_cleaning_once(self, written: object) -> None:
        try:
            count = clean_count(written)
        except BadValue:
            return
        assert clean_count(count) == count
        assert clean_count(count and str(count)) == count

    @given(FIRM | STATED, st.sampled_from(["zh", "en"]))
    def test_what_is_shown_is_read_back(self, count: Count, lang: str) -> None:
        assert clean_count(str(count)) == count
        assert clean_count(COUNT.caption(count, lang)) == count


class TestSplitUnit:
    @pytest.mark.parametrize(
        ("written", "count", "unit"),
        [
            ("60余人", "≥60", "人"),
            ("600余人次", "≥600", "人次"),
            ("80户左右", "≈80", "户"),
            ("60以上户", "≥60", "户"),
            ("30余万元", "≥300000", "元"),
            ("80平方米", "80", "平方米"),
            ("970", "970", None),
        ],
    )
    def test_the_unit_is_told_apart(self, written: str, count: str, unit: str | None) -> None:
        found, said = split_unit(written)
        assert (str(found), said) == (count, unit)

    def test_a_blank_cell_has_neither(self) -> None:
        assert split_unit(" ") == (None, None)


class TestBand:
    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("60", (60, 60)),
            ("60余", (60, None)),
            ("不到10", (0, 9)),
            ("55—65", (55, 65)),
            ("约80", (0, None)),
        ],
    )
    def test_it_holds_every_number_that_may_be_true(self, written: str, expected: tuple[int, int | None]) -> None:
        count = clean_count(written)
        assert count is not None
        assert band(count) == expected


class TestCaption:
    @pytest.mark.parametrize(
        ("written", "zh", "en"),
        [
            ("2424", "2,424", "2,424"),
            ("60余", "至少60", "at least 60"),
            ("不到10", "至多9", "at most 9"),
            ("约80", "约80", "about 80"),
            ("55-65", "约60（55—65）", "about 60 (55–65)"),
        ],
    )
    def test_a_count_says_how_firm_it_is(self, written: str, zh: str, en: str) -> None:
        count = clean_count(written)
        assert count is not None
        assert (COUNT.caption(count), COUNT.caption(count, "en")) == (zh, en)
