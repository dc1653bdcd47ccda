"""Coverage over HTTP beside an earlier date, and by the places of a level."""

from __future__ import annotations

import pytest

from tests.api.http.conftest import TestClient


class TestCompared:
    @pytest.mark.slow
    def test_says_what_became_of_it_and_how_it_stands_by_place(self, http: TestClient) -> None:
        said = {"on": "2024-11-01", "compare": "2024-06-01", "by": "社区", "axis": "property", "limit": "5"}
        found = http.get("/v1/coverage", params=said).json()
        assert found["options"] | {"compare": "2024-06-01", "by": "community", "axis": "property"} == found["options"]
        assert {row["place"]["level"] for row in found["by"] if row["place"]} <= {"community"}
        assert sum(found["totals"]["compared"].values()) >= len(found["compared"])

    def test_refuses_a_later_date_and_a_level_that_there_is_not(self, http: TestClient) -> None:
        for said in ({"compare": "2025-06-01"}, {"by": "居住区"}, {"axis": "sideways"}, {"compare": "昨天"}):
            answered = http.get("/v1/coverage", params={"on": "2024-11-01", **said})
            assert 400 <= answered.status_code < 500, said
