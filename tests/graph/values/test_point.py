from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadValue
from graph.values.point import POINT, SYSTEMS, Point, clean_point

COURTYARD = Point(120.5, 36.8, "gcj02")
POINTS = st.builds(
    lambda lng, lat, crs: (lng, lat, crs),
    st.floats(-180, 180, allow_nan=False),
    st.floats(-90, 90, allow_nan=False),
    st.sampled_from(SYSTEMS),
)


class TestCleanPoint:
    @pytest.mark.parametrize(
        "written",
        [
            "120.5,36.8 gcj02",
            "120.50， 36.80（GCJ-02）",
            "gcj02: 120.5,36.8",
            "GCJ02 120.5 36.8",
            "120.5,36.8 高德",
            {"lng": 120.5, "lat": 36.8, "crs": "gcj02"},
            {"经度": "120.5", "纬度": "36.8", "坐标系": "火星坐标"},
            COURTYARD,
        ],
    )
    def test_one_courtyard_in_every_habit(self, written: object) -> None:
        assert clean_point(written) == COURTYARD

    @pytest.mark.parametrize(
        ("said", "crs"),
        [
            ("WGS-84", "wgs84"),
            ("GPS", "wgs84"),
            ("百度", "bd09"),
            ("BD-09", "bd09"),
            ("CGCS2000", "cgcs2000"),
            ("天地图", "cgcs2000"),
        ],
    )
    def test_a_system_goes_by_several_names(self, said: str, crs: str) -> None:
        assert clean_point(f"{said} 120.5,36.8") == Point(120.5, 36.8, crs)

    @pytest.mark.parametrize("written", ["120.5,36.8", "120.5,36.8 我家", {"lng": 120.5, "lat": 36.8}])
    def test_a_point_without_its_system_is_refused_naming_the_choices(self, written: object) -> None:
        with pytest.raises(BadValue) as refused:
            clean_point(written)
        assert all(system in refused.value.message(lang) for system in SYSTEMS for lang in ("zh", "en"))

    def test_a_swapped_point_is_refused_with_a_suggestion(self) -> None:
        with pytest.raises(BadValue) as refused:
            clean_point("36.8,120.5 gcj02")
        assert (refused.value.code, refused.value.suggestion()) == ("swapped_point", "是否应为 120.5,36.8 gcj02")

    @pytest.mark.parametrize("wrong", ["181,36.8 wgs84", "120.5,91 wgs84", "0,0 wgs84", "120.5 wgs84", "这里"])
    def test_a_point_off_the_globe_is_refused(self, wrong: str) -> None:
        with pytest.raises(BadValue) as refused:
            clean_point(wrong)
        assert refused.value.params["expected"] == "expected.point"

    @pytest.mark.parametrize("blank", ["", None, {}, {"lng": "", "lat": None, "crs": "wgs84"}])
    def test_a_blank_cell_is_no_point(self, blank: object) -> None:
        assert clean_point(blank) is None

    @given(POINTS)
    def test_cleaning_twice_is_cleaning_once(self, ends: tuple[float, float, str]) -> None:
        lng, lat, crs = ends
        try:
            point = clean_point(f"{lng:.9f},{lat:.9f} {crs}")
        except BadValue:
            return
        assert point is not None
        assert clean_point(str(point)) == point
        assert [clean_point(POINT.caption(point, lang)) for lang in ("zh", "en")] == [point, point]
