"""A network taken up from what lies at rest answers as one that was worked out from its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.naming import names_of
from graph import reopening
from graph.answers import Answer
from graph.answers.register import QUESTIONS
from graph.errors import LinliError
from graph.network import Network
from graph.network.rows_at_rest import RowsAtRest
from graph.network.view_at_rest import ViewAtRest
from graph.questions import function_of
from graph.rules import Rules, load_rules
from graph.stores import Revision, open_store
from graph.tables import Tables, tables_of
from graph.viewing import People, outsider
from tests.casefile.notation import read_network
from tests.examples import few
from tests.networks import Drawn, days, networks
from tests.rulebooks import RULEBOOKS, rulebooks

#: A street of which one part is over, one is yet to come, and one lay elsewhere; what was over has the name of another.
OTHER_DAYS = """
place 甲街道 street
place 乙街道 street
place 甲街道/甲社区 community
place 甲街道/旧社区 community until=2024-11-01
place 甲街道/新社区 community since=2024-11-02
place 乙街道/甲社区 community until=2024-06-01
place 乙街道/今天的 community since=2024-11-01
"""
_NOBODY = People(lambda _kind, _keys: tables_of("person")[1].empty())


@pytest.fixture(autouse=True, scope="module")
def _everything_is_worth_it() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reopening, "WORTH", 0)
        yield


class Ledger:
    """A store of one revision, with a folder beside it."""

    def __init__(self, tables: Tables, folder: Path) -> None:
        self.at_rest = folder
        self._tables = Tables(tables, 7, personal=False)
        self._revision = Revision(7, "", datetime(2024, 11, 1, tzinfo=UTC), "", digest="d" * 64)

    def revision(self) -> Revision:
        return self._revision

    def tables(self, **_: object) -> Tables:
        return self._tables

    def opened(self, on: date, today: date) -> Network:
        return reopening.network_of(self, on, today, lambda _: _NOBODY)  # type: ignore[arg-type]


def said(ask: Callable[..., Any], *about: Any) -> object:
    """Return everything an answer says, or the code of the error."""
    try:
        found = ask(*about)
    except LinliError as error:
        return error.code, {name: str(value) for name, value in error.params.items()}
    return found.to_dict() if isinstance(found, Answer) else found


#: What can be asked of everything.
_FREE = tuple(one.name for one in QUESTIONS.values() if not any(option.required for option in one.options))


def answers(network: Network, rules: Rules, starts: list[str], free: tuple[str, ...] = _FREE) -> dict[object, object]:
    """Return what questions answer of everything, and the ways up from some starts."""
    found: dict[object, object] = {name: said(function_of(name), network, rules) for name in free}
    return found | {key: said(function_of("escalate"), network, rules, key) for key in starts}


def names(network: Network, rules: Rules, keys: list[str], *, ended: bool) -> list[object]:
    """Return how things are called and found by name, and what is said of a name that nothing has."""
    known = names_of(network, rules, ended=ended)
    paths = [said(known.path_of, key) for key in keys]
    refs = [one for one in paths if isinstance(one, str)]
    refs += [part for one in refs[:10] for part in (one.rpartition("/")[2], "/".join(one.split("/")[::2]))]
    return [
        *paths,
        *(said(known.matches, ref) for ref in refs),
        said(known.resolve, "演示没有"),
    ]


def _told(network: Network) -> Network:
    return network.told(outsider("t"))


def _later(network: Network) -> Network:
    return network.on(network.date + timedelta(days=1))


def _inside(network: Network, drawn: Drawn, place: int) -> Network:
    places = [key for key in drawn.keys.get("place", []) if network.view.valid[network.rows.row(key) or 0]]
    return network.within(places[place]) if place < len(places) else network


@pytest.mark.thorough
@pytest.mark.slow
class TestWhatIsTakenUp:
    @few
    @given(networks(), rulebooks(), days(), days(), st.integers(0, 20))
    def test_answers_as_what_is_worked_out(self, drawn: Drawn, book: str, on: date, today: date, place: int) -> None:
        with TemporaryDirectory() as folder:
            ledger = Ledger(drawn.tables, Path(folder) / "linli.db.cache")
            made, taken = ledger.opened(on, today), ledger.opened(on, today)
            assert isinstance(taken.rows, RowsAtRest)
            rules, keys = RULEBOOKS[book], [key for of in drawn.keys.values() for key in of]
            assert answers(taken, rules, drawn.starts[:6]) == answers(made, rules, drawn.starts[:6])
            for ended in (False, True):
                assert names(taken, rules, keys, ended=ended) == names(made, rules, keys, ended=ended)
            for change in (_told, _later, lambda network: _inside(network, drawn, place)):
                assert answers(change(taken), rules, drawn.starts[:2]) == answers(change(made), rules, drawn.starts[:2])

    @few
    @given(networks(), days())
    def test_has_the_same_tables(self, drawn: Drawn, on: date) -> None:
        with TemporaryDirectory() as folder:
            ledger = Ledger(drawn.tables, Path(folder) / "linli.db.cache")
            made, taken = ledger.opened(on, on).tables(), ledger.opened(on, on).tables()
            assert list(made) == list(taken)
            for name, frame in made.items():
                assert taken[name].schema == frame.schema
                assert taken[name].equals(frame), name


class TestPlacesOfOtherDays:
    @pytest.mark.parametrize("ended", [False, True])
    def test_are_called_and_found_as_in_what_is_worked_out(self, tmp_path: Path, *, ended: bool) -> None:
        rules, day = load_rules(), date(2024, 11, 1)
        told = read_network(OTHER_DAYS, rules.profiles["suzhoulu"], rules.vocabulary("suzhoulu"))
        ledger = Ledger(told.tables, tmp_path / "linli.db.cache")
        made, taken = ledger.opened(day, day), ledger.opened(day, day)
        assert isinstance(taken.rows, RowsAtRest)
        keys = told.tables["place"]["key"].to_list()
        assert names(taken, rules, keys, ended=ended) == names(made, rules, keys, ended=ended)


class TestASample:
    @pytest.fixture
    def ledger(self, sample_store: Callable[[str], Path], tmp_path: Path) -> Ledger:
        with open_store(sample_store("suzhoulu"), create=False) as store:
            tables = store.tables(personal=False)
        return Ledger(tables, tmp_path / "linli.db.cache")

    @pytest.mark.slow
    def test_answers_the_same_today_and_on_other_days(self, ledger: Ledger) -> None:
        today, rules = date(2024, 11, 1), load_rules()
        made, taken = ledger.opened(today, today), ledger.opened(today, today)
        keys = made.rows.keys.to_list()[::100]
        assert isinstance(taken.view, ViewAtRest)
        assert names(taken, rules, keys, ended=False) == names(made, rules, keys, ended=False)
        for day in (today, date(2024, 12, 1)):
            few_of = (keys[:3], ("audit",))
            assert answers(taken.on(day), rules, *few_of) == answers(made.on(day), rules, *few_of)

    def test_has_nothing_of_what_is_not_asked(self, ledger: Ledger) -> None:
        today = date(2024, 11, 1)
        ledger.opened(today, today)
        opened = ledger.opened(today, today)
        assert opened.view.territory.order.size > 0
        assert isinstance(opened.rows, RowsAtRest)
        assert set(opened.rows._kept._open) == {"things", "edges"}  # noqa: SLF001
