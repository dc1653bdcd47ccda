"""A community of a few people, each known for something else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import graph
from graph.changes import ChangeSet
from graph.kinds import Sensitivity
from graph.network import Network
from graph.stores import SqliteStore, Store
from graph.viewing import Showing, Viewer
from tests.graph.stores.written import changes, places, row, tie, within

ON = date(2024, 11, 1)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store, of which each test has a copy."""
    path = tmp_path_factory.mktemp("viewing") / "linli.db"
    with SqliteStore(path) as store:
        store.commit(_few_people())
    return path


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Store:
    """A store: person-a is a public secretary, b holds a post of a home, c is a member, d lives somewhere."""
    return SqliteStore(shutil.copy(made, tmp_path))


def _few_people() -> ChangeSet:
    return changes(
        *places("a"),
        row("place", "h", name="101室", level="home"),
        within("h", "a"),
        row("organisation", "o", name="演示党委", form="party_committee"),
        row("person", "a", name="演示张一", birth_year=1961, phone="13900000001", skills=["法律"]),
        row("person", "b", name="演示李二", birth_year=1962),
        row("person", "c", name="演示王三"),
        row("person", "d", name="演示赵四", phone="13900000004"),
        row("post", "secretary", role="secretary", public=True),
        row("post", "volunteer", role="volunteer_household"),
        tie("post_in", "post-secretary", "organisation-o"),
        tie("post_in", "post-volunteer", "place-h"),
        tie("answers_for", "organisation-o", "place-a"),
        tie("holds", "person-a", "post-secretary", absences="2024-10-01至2024-12-31"),
        tie("holds", "person-b", "post-volunteer"),
        tie("member_of", "person-c", "organisation-o", **{"class": "自管", "stage": "full"}),
        tie("lives_in", "person-d", "place-h"),
    )


@pytest.fixture
def network(store: Store) -> Network:
    return graph.open(store, on=ON)


@pytest.fixture
def showing(network: Network) -> Callable[[str], Showing]:
    """What somebody who sees so much is shown of the network."""
    return lambda sees: Showing(Viewer("演示甲", "test", "look", Sensitivity(sees)), network)
