"""Facts that lie at rest are those that are worked out, and are taken up only where they are of what is asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from graph import reopening
from graph.atrest import forget_all, keep
from graph.atrest.pieces import Pieces, made_again
from graph.changes import ChangeSet
from graph.facts import Facts, facts_of
from graph.facts.seats import known_of
from graph.network import Network
from graph.network.grouping import Lists
from graph.questions import audit
from graph.rules import Rules, load_rules
from graph.stores import open_store
from graph.viewing import outsider
from graph.walking.at_rest import AtRest
from graph.walking.chain import chain_index
from graph.walking.openings import openings_of
from graph.walking.slots import absence_of, covers_of
from tests.examples import few
from tests.graph.atrest.test_reopened import Ledger, answers, said
from tests.networks import Drawn, days, networks
from tests.rulebooks import RULEBOOKS, rulebooks

_ON = date(2024, 11, 1)


@pytest.fixture(autouse=True, scope="module")
def _everything_is_worth_it() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reopening, "WORTH", 0)
        yield


def plain(value: Any) -> Any:
    """Return what is in facts as lists and numbers, with the types of arrays."""
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.tolist()
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items()}
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    return value


def laid_out(facts: Facts) -> dict[object, object]:
    """Return all that is laid out of every chain, and what its openings say of every place."""
    found: dict[object, object] = {"seats": plain(known_of(facts.seats))}
    everywhere = np.arange(facts.network.view.places, dtype=np.int32)
    for key, profile in facts.in_force.items():
        for chain in profile.chains:
            index = chain_index(facts, profile, chain)
            found[key, chain] = plain(index)
            for position in range(len(index.slots)):
                opening = openings_of(facts, profile, chain, position)
                absence = absence_of(facts, profile, chain, position)
                found[key, chain, position] = (
                    plain((opening.own, opening.of_unit, opening.at(everywhere))),
                    (absence.carriers, plain(covers_of(absence))),
                )
    return found


def taken_up(network: Network, rules: Rules) -> bool:
    """Return whether facts of a network come from what lies at rest."""
    return facts_of(network, rules).beside(AtRest).there


def audited(network: Network, rules: Rules) -> object:
    """Return everything an audit says, with what it worked out written beside the store."""
    found = said(audit, network, rules)
    if network.shelf is not None:
        network.shelf.put_away()
    return found


_SEEN: tuple[Callable[[Network], Network], ...] = (lambda network: network, lambda network: network.told(outsider("t")))


@pytest.mark.thorough
@pytest.mark.slow
class TestFactsThatAreTakenUp:
    @few
    @given(networks(), rulebooks(), days())
    def test_are_those_that_are_worked_out(self, drawn: Drawn, book: str, on: date) -> None:
        rules = RULEBOOKS[book]
        with TemporaryDirectory() as folder:
            ledger = Ledger(drawn.tables, Path(folder) / "linli.db.cache")
            audited(ledger.opened(on, on), rules)
            for change in _SEEN:
                made, kept = change(Network(ledger.tables(), on)), change(ledger.opened(on, on))
                audited(kept, rules)  # of what is told without doors the first
                taken = change(ledger.opened(on, on))
                assert taken_up(taken, rules)
                assert laid_out(facts_of(taken, rules)) == laid_out(facts_of(made, rules))
                asked = (rules, drawn.starts[:6], ("audit", "coverage"))
                assert answers(taken, *asked) == answers(made, *asked)


@pytest.mark.slow
class TestOfASample:
    @pytest.fixture
    def ledger(self, sample_store: Callable[[str], Path], tmp_path: Path) -> Ledger:
        with open_store(sample_store("suzhoulu"), create=False) as store:
            tables = store.tables(personal=False)
        return Ledger(tables, tmp_path / "linli.db.cache")

    @pytest.fixture
    def rules(self) -> Rules:
        return load_rules()

    def test_the_next_audit_takes_up_what_the_first_kept(self, ledger: Ledger, rules: Rules) -> None:
        first, second = (audited(ledger.opened(_ON, _ON), rules) for _ in range(2))
        assert (ledger.at_rest / "facts-7").is_dir()
        third = ledger.opened(_ON, _ON)
        assert taken_up(third, rules)
        assert first == second == said(audit, third, rules)
        assert facts_of(third, rules).laid_out

    def test_an_audit_writes_nothing_itself(self, ledger: Ledger, rules: Rules) -> None:
        network = ledger.opened(_ON, _ON)
        before = sorted(ledger.at_rest.rglob("*"))
        assert said(audit, network, rules)
        assert sorted(ledger.at_rest.rglob("*")) == before
        assert network.shelf is not None
        network.shelf.put_away()
        there = ledger.at_rest / "facts-7"
        assert there.is_dir()
        written = there.stat().st_mtime_ns
        network.shelf.put_away()
        assert there.stat().st_mtime_ns == written

    def test_an_audit_of_a_part_keeps_nothing(self, ledger: Ledger, rules: Rules) -> None:
        network = ledger.opened(_ON, _ON)
        inside = network.within(network.key(int(network.view.territory.order[0])))
        assert audited(inside, rules)
        assert not (ledger.at_rest / "facts-7").exists()

    @pytest.mark.parametrize("change", ["day", "tomorrow", "profiles", "program", "deleted", "shortened", "changed"])
    def test_nothing_of_anything_else_is_taken_up(
        self, ledger: Ledger, rules: Rules, change: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        audited(ledger.opened(_ON, _ON), rules)
        assert taken_up(ledger.opened(_ON, _ON), rules)
        there, on, today = ledger.at_rest / "facts-7", _ON, _ON
        if change == "day":
            on += timedelta(days=1)
        elif change == "tomorrow":
            on = today = _ON + timedelta(days=1)
        elif change == "profiles":
            some = rules.profiles["suzhoulu"]
            rules = replace(rules, profiles={**rules.profiles, "suzhoulu": some.model_copy(update={"small_counts": 7})})
        elif change == "program":
            monkeypatch.setattr(reopening, "_FACTS", ("facts",))
        elif change == "deleted":
            (there / "piece0").unlink()
        elif change == "shortened":
            (there / "piece0").write_bytes((there / "piece0").read_bytes()[:-8])
        network = ledger.opened(on, today)
        if change == "changed":
            network = network.apply(_another_name(network))
        assert not taken_up(network, rules)

    def test_a_shelf_of_a_revision_that_is_gone_takes_nothing(self, ledger: Ledger, rules: Rules) -> None:
        network = ledger.opened(_ON, _ON)
        forget_all(ledger.at_rest)
        audited(network, rules)
        assert not ledger.at_rest.exists()

    def test_what_is_forgotten_while_it_is_kept_goes(
        self, ledger: Ledger, rules: Rules, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        network = ledger.opened(_ON, _ON)

        def forgotten(*what: Any) -> bool:
            forget_all(ledger.at_rest)
            return keep(*what)

        monkeypatch.setattr("graph.atrest.shelf.keep", forgotten)
        audited(network, rules)
        assert not ledger.at_rest.exists()

    @pytest.mark.skipif(os.name == "nt", reason="Windows knows no such rights")
    def test_is_for_its_owner_alone(self, ledger: Ledger, rules: Rules) -> None:
        audited(ledger.opened(_ON, _ON), rules)
        inside = list((ledger.at_rest / "facts-7").iterdir())
        assert {one.stat().st_mode & 0o777 for one in inside} == {0o600}


def _another_name(network: Network) -> ChangeSet:
    venue = network.tables()["venue"][:1]
    return ChangeSet({"venue": venue.with_columns(name=venue["name"] + "新")})


@dataclass(frozen=True)
class Other:
    """What no reader names."""

    rows: np.ndarray[Any, Any]


class TestPieces:
    def test_are_the_same_again(self) -> None:
        column = np.arange(5, dtype=np.int32)
        value = (
            Lists(column, column[:0]),
            np.ones((2, 3), dtype=bool),
            np.broadcast_to(np.int16(-1), 4),
            column[::2],
            {3: (1, 2)},
            "演示",
            None,
            True,
        )
        pieces = Pieces()
        told = pieces.told(value)
        again = made_again(told, pieces.bytes(), (Lists,))
        assert plain(again) == plain(value)
        assert isinstance(again[0], Lists)
        assert not any(one.flags.writeable for one in (again[0].start, again[1], again[2]))

    def test_hold_an_array_once(self) -> None:
        column, pieces = np.arange(1000, dtype=np.int64), Pieces()
        pieces.told((column, column))
        assert pieces.bytes().size == column.nbytes // 64 * 64 + 64 * bool(column.nbytes % 64)

    def test_of_a_class_that_the_reader_does_not_name_are_nothing(self) -> None:
        pieces = Pieces()
        told = pieces.told(Other(np.arange(3)))
        with pytest.raises(KeyError):
            made_again(told, pieces.bytes(), (Lists,))

    def test_refuse_what_would_have_to_be_run(self) -> None:
        with pytest.raises(TypeError):
            Pieces().told(lambda: 0)
