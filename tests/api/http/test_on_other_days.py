"""What a search over HTTP says of what is called so on other days alone."""

from __future__ import annotations

from pathlib import Path

from api.access import Account, Role
from graph.rules import load_rules
from tests.api.http.conftest import Behind
from tests.api.http.personas import client_as
from tests.casefile.notation import read_network
from tests.stores import stored

LINES = """
place 甲街道 street
place 甲街道/东社区 community
place 甲街道/西社区 community
place 甲街道/西社区/旧苑 residential_estate since=2020-01-01 until=2024-01-01
place 甲街道/西社区/新苑 residential_estate since=2025-01-01
"""
DAY = "on=2024-06-01"


class TestASearchThatFindsNothing:
    def test_tells_what_is_called_so_on_other_days(self, tmp_path: Path, behind: Behind) -> None:
        client = behind(stored(tmp_path / "linli.db", LINES))
        gone, coming = (client.get(f"/v1/things?q={name}&{DAY}").json() for name in ("旧苑", "新苑"))
        assert (gone["rows"], coming["rows"]) == ([], [])
        told = {"path": "甲街道/西社区/旧苑", "since": None, "until": "2024-01-01", "others": None}
        assert gone["on_other_days"] == [{"code": "no_longer", **told}]
        told = {"path": "甲街道/西社区/新苑", "since": "2025-01-01", "until": None, "others": None}
        assert coming["on_other_days"] == [{"code": "not_yet", **told}]

    def test_tells_none_where_something_is_found_or_a_kind_is_asked_for(self, tmp_path: Path, behind: Behind) -> None:
        client = behind(stored(tmp_path / "linli.db", LINES))
        for asked in ("q=新苑&on=2025-06-01", f"q=新苑&kind=place&{DAY}", DAY):
            assert client.get(f"/v1/things?{asked}").json()["on_other_days"] == []

    def test_tells_who_is_bound_to_a_place_nothing_of_the_outside(self, tmp_path: Path, behind: Behind) -> None:
        app = behind(stored(tmp_path / "linli.db", LINES)).app
        rules = load_rules()
        names = read_network(LINES, rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu")).names
        for place, count in (("东", 0), ("西", 1)):
            account = Account("演示账号", Role.STAFF, place=names.key(f"甲街道/{place}社区"))
            with client_as(app, account) as client:  # type: ignore[arg-type]
                assert len(client.get(f"/v1/things?q=旧苑&{DAY}").json()["on_other_days"]) == count
