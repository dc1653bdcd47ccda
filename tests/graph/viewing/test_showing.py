from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import graph
from graph.errors import NotLogged
from graph.kinds import Sensitivity
from graph.network import Network
from graph.stores import Store
from graph.viewing import Showing, Viewer, outsider, owner
from tests.graph.stores.written import changes, row
from tests.graph.viewing.conftest import ON

By = Callable[[str], Showing]
EVERYBODY = [f"person-{one}" for one in "abcd"]


class TestViewer:
    def test_the_owner_sees_what_is_internal_and_what_is_personal_only_when_asking(self) -> None:
        assert owner("terminal", "show").sees is Sensitivity.INTERNAL
        assert owner("terminal", "show", personal=True).sees is Sensitivity.PERSONAL

    def test_who_reads_a_file_that_left_sees_what_is_open(self) -> None:
        assert outsider("export").sees is Sensitivity.OPEN

    @pytest.mark.parametrize("sees", Sensitivity)
    def test_who_sees_something_sees_what_is_more_open(self, sees: Sensitivity) -> None:
        order = list(Sensitivity)
        seen = [one for one in order if Viewer("", "", "", sees).may_see(one)]
        assert seen == order[: order.index(sees) + 1]


class TestNames:
    def test_are_whole_for_the_office(self, showing: By) -> None:
        assert showing("internal").names(EVERYBODY)["person-d"] == "演示赵四"

    def test_are_masked_for_anybody_else_but_of_holders_of_public_posts(self, showing: By) -> None:
        assert showing("open").names(EVERYBODY) == {
            "person-a": "演示张一",
            "person-b": "演***",
            "person-c": "演***",
            "person-d": "演***",
        }

    def test_are_there_for_people_alone(self, showing: By) -> None:
        assert showing("personal").names(["place-a", None, "person-z"]) == {}

    def test_are_read_once_an_output(self, showing: By, network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
        shown = showing("internal")
        assert shown.name("person-a") == "演示张一"
        monkeypatch.setattr(network, "people", None)
        assert shown.name("person-a") == "演示张一"
        assert showing("internal").name("person-a") is None

    def test_of_one_sign_are_masked_whole(self, store: Store, network: Network) -> None:
        store.commit(changes(row("person", "c", name="甲")))
        assert Showing(outsider("x"), network).name("person-c") == "演***"  # of the revision that it was opened at
        assert Showing(outsider("x"), graph.open(store, on=ON)).name("person-c") == "*"


class TestFields:
    @staticmethod
    def person(showing: Showing, network: Network, key: str) -> dict[str, object]:
        row = network.rows.frame("person").row(network.row(key) - network.rows.block["person"][0], named=True)
        [found] = showing.rows("person", [{**row, **showing.apart("person", [key])[key]}])
        return found

    @pytest.mark.parametrize(
        ("sees", "key", "shown", "hidden"),
        [
            ("open", "person-a", {"key", "name"}, 3),
            ("open", "person-b", {"key"}, 2),
            ("internal", "person-a", {"key", "name", "skills"}, 2),
            ("personal", "person-a", {"key", "name", "skills", "birth_year", "phone"}, 0),
        ],
    )
    def test_are_shown_by_their_sensitivity(
        self, showing: By, network: Network, sees: str, key: str, shown: set[str], hidden: int
    ) -> None:
        showed = showing(sees)
        assert set(self.person(showed, network, key)) == shown
        assert showed.hidden == hidden

    @pytest.mark.parametrize(
        ("sees", "tie", "shown"),
        [
            ("open", "holds", [{"key", "source", "target"}, {"key", "source", "target"}]),
            ("internal", "holds", [{"key", "source", "target", "absences"}, {"key", "source", "target"}]),
            ("open", "member_of", []),
            ("internal", "member_of", [{"key", "source", "target"}]),
            ("personal", "member_of", [{"key", "source", "target", "class", "stage"}]),
            ("internal", "lives_in", []),
            ("personal", "lives_in", [{"key", "source", "target"}]),
        ],
    )
    def test_and_ties_of_a_person_by_who_may_know_of_them(
        self, showing: By, network: Network, sees: str, tie: str, shown: list[set[str]]
    ) -> None:
        rows = network.tables()[tie].sort("source").to_dicts()
        assert [set(one) for one in showing(sees).rows(tie, rows)] == shown


class TestLogging:
    @staticmethod
    def lines(tmp_path: Path) -> list[dict[str, object]]:
        log = tmp_path / "linli.db.log"
        lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []
        return [line for line in lines if "revision" not in line]

    def test_who_is_shown_something_personal_is_written_down(
        self, showing: By, network: Network, tmp_path: Path
    ) -> None:
        rows = network.tables()["member_of"].to_dicts()
        showing("personal").rows("member_of", rows)
        [line] = self.lines(tmp_path)
        assert {**line, "at": "", "prev": ""} == {
            "at": "",
            "who": "演示甲",
            "where": "test",
            "what": "look",
            "keys": ["person-c"],
            "prev": "",
        }
        assert str(line["at"]).endswith("+00:00")

    def test_once_an_output(self, showing: By, network: Network, tmp_path: Path) -> None:
        shown = showing("personal")
        for tie in ("member_of", "member_of", "lives_in"):
            shown.rows(tie, network.tables()[tie].to_dicts())
        assert [line["keys"] for line in self.lines(tmp_path)] == [["person-c"], ["person-d"]]

    def test_nothing_is_written_where_nothing_personal_was_shown(
        self, showing: By, network: Network, tmp_path: Path
    ) -> None:
        TestFields.person(showing("personal"), network, "person-c")
        showing("internal").rows("member_of", network.tables()["member_of"].to_dicts())
        showing("personal").names(EVERYBODY)
        assert self.lines(tmp_path) == []

    def test_what_cannot_be_written_down_is_not_shown(self, showing: By, network: Network, tmp_path: Path) -> None:
        (tmp_path / "linli.db.log").mkdir()
        with pytest.raises(NotLogged) as error:
            showing("personal").rows("member_of", network.tables()["member_of"].to_dicts())
        assert error.value.params["log"] == str(tmp_path / "linli.db.log")

    def test_nobody_is_shown_anything_personal_of_a_network_from_no_store(self, network: Network) -> None:
        loose = Network(network.tables(), ON)
        shown = Showing(owner("test", "look", personal=True), loose)
        with pytest.raises(NotLogged) as error:
            shown.rows("lives_in", loose.tables()["lives_in"].to_dicts())
        assert error.value.code == "not_logged_nowhere"
        assert shown.names(EVERYBODY) == {}
