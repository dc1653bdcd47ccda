"""Whatever is done to whatever network: a store takes it, nothing else is touched, and it goes back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.adjusting import Adjusted, adjusted
from graph.changes import ChangeSet, whole_rows
from graph.errors import LinliError
from graph.kinds import all_kinds
from graph.network import Network
from graph.questions import audit, coverage
from graph.rules import load_rules
from graph.stores import MemoryStore, SqliteStore, Store
from graph.stores.copying import digest_of
from graph.stores.reversing import reversal
from graph.tables import Tables, references_of
from graph.verify import verify
from graph.viewing import People
from tests.examples import EXAMPLES, FEW
from tests.graph.adjusting.drawn import works
from tests.networks import Drawn, days, networks

pytestmark = [pytest.mark.slow, pytest.mark.thorough]
RULES = load_rules()
#: What is done twice is nothing the second time; of the others there is nothing left to be done to.
AGAIN = ("appoint", "vacate", "absent", "move", "rename")


def seen(tables: Tables, day: dt.date) -> Network:
    """A ledger on a day, with the names of its people."""
    return Network(tables, day, People(lambda kind, _: tables[f"{kind}_personal"]))


def kept(store: Store, tables: Tables) -> None:
    """Write a whole ledger into a store."""
    kinds = [one.kind for one in all_kinds()]
    store.commit(ChangeSet({kind: whole_rows(tables, kind) for kind in kinds}))


def done(network: Network, verb: str, said: dict[str, Any]) -> Adjusted:
    """What comes of a piece of work that can be done."""
    try:
        return adjusted(verb, network, RULES, said)
    except LinliError:
        assume(condition=False)
        raise


def rows(made: Adjusted) -> list[tuple[str, dict[str, Any]]]:
    """The rows that change, in an order of their own."""
    frames = made.changes.frames
    return [(kind, row) for kind in sorted(frames) for row in frames[kind].sort("key").to_dicts()]


def named(said: dict[str, Any]) -> set[str]:
    """Every key that is said."""
    found: set[str] = set()
    for value in said.values():
        if isinstance(value, dict):
            found |= named(value)
        else:
            found |= set(value if isinstance(value, list) else [value] if isinstance(value, str) else [])
    return found


def digests(store: Store) -> list[str]:
    """The digest of every table."""
    tables = store.tables()
    return [digest_of(tables, one.kind) for one in all_kinds()]


@settings(max_examples=EXAMPLES)
@given(networks(), days(), st.data(), st.integers(0, 9))
def test_it_touches_what_is_named_alone_and_the_order_of_rows_does_not_matter(
    drawn: Drawn, day: dt.date, data: st.DataObject, seed: int
) -> None:
    verb, said = data.draw(works(drawn, day))
    made = done(seen(drawn.tables, day), verb, said)
    about = named(said) | set(made.made)
    before = {row["key"]: row for one in all_kinds() for row in whole_rows(drawn.tables, one.kind).to_dicts()}
    posts = {row["key"] for kind, row in rows(made) if kind == "post"}
    for kind, row in rows(made):
        whole = row if row["op"] == "put" else before[row["key"]]
        ends = {whole[name] for name, _ in references_of(kind)} | {row["key"]}
        assert ends & (about | posts), (verb, said, row)
    assert {row["key"] for kind, row in rows(made) if kind == "person"} <= set(made.made)  # nobody known is written
    if verb == "dissolve":  # the posts that end with it hang on it
        ties = [row for kind in ("post_in", "answers_for") for row in drawn.tables[kind].to_dicts()]
        assert posts <= {said["thing"]} | {row["source"] for row in ties if row["target"] == said["thing"]}
    shuffled = {name: frame.sample(fraction=1.0, shuffle=True, seed=seed) for name, frame in drawn.tables.items()}
    again = done(seen(Tables(shuffled), day), verb, said)
    assert (rows(again), again.issues, again.left) == (rows(made), made.issues, made.left)


@settings(max_examples=EXAMPLES)
@given(networks(), days(), st.data())
def test_a_store_takes_it_twice_changes_nothing_more_and_what_is_undone_is_as_it_was(
    drawn: Drawn, day: dt.date, data: st.DataObject
) -> None:
    with MemoryStore() as store:
        kept(store, drawn.tables)
        before = [digests(store)]
        for _ in range(5):
            verb, said = data.draw(works(drawn, day))
            try:
                made = adjusted(verb, seen(store.tables(), day), RULES, said)
            except LinliError:
                continue
            if made.changes.empty:
                continue
            store.commit(made.changes)
            before.append(digests(store))
            if verb in AGAIN:
                assert done(seen(store.tables(), day), verb, said).changes.empty, (verb, said)
        for number in range(store.revision().number, 1, -1):
            store.commit(reversal(store, number))
            assert digests(store) == before[number - 2]


@settings(max_examples=FEW)
@given(networks(), days(), st.data())
def test_answers_of_what_is_left_agree_with_their_plain_twins(drawn: Drawn, day: dt.date, data: st.DataObject) -> None:
    verb, said = data.draw(works(drawn, day))
    with MemoryStore() as store:
        kept(store, drawn.tables)
        store.commit(done(seen(store.tables(), day), verb, said).changes)
        network = seen(store.tables(), day)
        for answer in (coverage(network, RULES), audit(network, RULES)):
            assert verify(answer.to_dict(), store, RULES) == []


@settings(max_examples=FEW)
@given(networks(), days(), st.data())
def test_the_last_five_go_back_one_by_one_in_a_file_too(drawn: Drawn, day: dt.date, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder, MemoryStore() as memory, SqliteStore(Path(folder) / "linli.db") as file:
        for store in (memory, file):
            kept(store, drawn.tables)
        told = [(digests(memory), digests(file))]
        for _ in range(8):
            verb, said = data.draw(works(drawn, day))
            try:
                made = adjusted(verb, seen(memory.tables(), day), RULES, said)
            except LinliError:
                continue
            if not made.changes.empty:
                memory.commit(made.changes)
                file.commit(replace(made.changes, base=file.revision().number))
                told.append((digests(memory), digests(file)))
        assert all(one == other for one, other in told)
        last = memory.revision().number
        for back in range(min(5, last - 1)):
            for store in (memory, file):
                store.commit(reversal(store, last - back))
            assert (digests(memory), digests(file)) == told[-2 - back]
