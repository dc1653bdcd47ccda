"""Both samples, with invented telephones, birth years and memberships that are long enough to be searched for."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import graph
from graph.changes import ChangeSet, whole_rows
from graph.keys import public_key
from graph.network import Network
from graph.stores import SqliteStore, Store
from graph.tables import Tables
from graph.viewing import public_holders
from tests.api.conftest import ON

#: Somebody of whom nothing but the home is known.
RESIDENT = "person-2222222222222222"
_MEMBERS = 12  # of a unit, where a sample has none
#: What any personal value, and any tie to a home, looks like.
_VALUES = re.compile(r"139\d{8}|7\d{7}(?!\d)|演示(?:类别|阶段|关系)\d{4}|lives_in-[a-z2-7]{16}")


@dataclass(frozen=True)
class Filled:
    """A store with a sample in it, and what in it is personal.

    Attributes:
        path: The file.
        workbook: What was loaded into it.
        tables: Its rows.
        network: The network in it.
    """

    path: Path
    workbook: Path
    tables: Tables
    network: Network

    def told(self, text: str) -> set[str]:
        """Return the personal values that a text tells: telephones, years, classes, and ties to homes."""
        return set(_VALUES.findall(text)) & self.values

    def named(self, text: str, people: Iterable[str] | None = None) -> set[str]:
        """Return the people, or those of some, whose name a text tells."""
        wanted = self.names if people is None else {self.names_by_key[key] for key in people}
        return set(self._any_name.findall(text)) & wanted

    @cached_property
    def values(self) -> set[str]:
        """Every personal value."""
        people = self.tables["person_personal"]
        members = self.tables["member_of"].filter(pl.col("source").str.starts_with("person-"))
        columns = [people["phone"], people["birth_year"].cast(pl.String), self.tables["lives_in"]["key"]]
        columns += [members[name] for name in ("class", "stage", "relation")]
        return {value for column in columns for value in column.drop_nulls().to_list()}

    @cached_property
    def names_by_key(self) -> dict[str, str]:
        return dict(self.tables["person_personal"].select("key", "name").iter_rows())

    @cached_property
    def names(self) -> set[str]:
        return set(self.names_by_key.values())

    @cached_property
    def _any_name(self) -> re.Pattern[str]:
        return re.compile("|".join(sorted(map(re.escape, self.names), key=len, reverse=True)))

    @cached_property
    def public(self) -> set[str]:
        """Who holds a public post, and so has a name for everybody."""
        return public_holders(self.tables, self.network.date, self.names_by_key)

    @cached_property
    def homes(self) -> dict[str, str]:
        """By person, where they live."""
        return dict(self.tables["lives_in"].sort("key").select("source", "target").iter_rows())

    @cached_property
    def residents(self) -> list[str]:
        """Of whom nothing but the home says where they are."""
        view = self.network.view
        rows = {key: self.network.rows.row(key) or 0 for key in self.names_by_key}
        return sorted(key for key, row in rows.items() if view.told_anchor[row] < 0 <= view.anchor[row])

    @cached_property
    def members(self) -> list[str]:
        """Who is a member of something."""
        return sorted({*self.tables["member_of"]["source"]} & self.names_by_key.keys())

    @cached_property
    def middle(self) -> str:
        """A place with many buildings in it."""
        buildings = self.tables["place"].filter(level="building").select("key")
        above = self.tables["part_of"].join(buildings, left_on="source", right_on="key", how="semi")
        return str(above["target"].value_counts().sort("count", "target")["target"][-1])

    def some(self) -> list[str]:
        """Return people of every sort: public holders, other holders, members, residents."""
        others = sorted(self.names_by_key.keys() - self.public)
        return list(dict.fromkeys([*sorted(self.public)[:1], *others[:1], *self.members[:1], *self.residents[:1]]))

    def log(self) -> list[dict[str, Any]]:
        """Return what was written down so far."""
        path = self.path.with_name(f"{self.path.name}.log")
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


class ReadOnce:
    """Opens stores as ``graph.open`` does, but reads the newest revision of a file once, until the file is another.

    What one command leaves in a network is met by the next, as in a service that runs for long: so nothing of
    somebody who saw more may stay there.
    """

    def __init__(self) -> None:
        self._open, self._kept = graph.open, dict[tuple[object, ...], Network]()

    def __call__(self, where: Path | str | Store, *, revision: int | None = None, on: date | None = None) -> Network:
        path = Path(where.where if isinstance(where, Store) else where)
        if revision is not None or not path.is_file():
            return self._open(where, revision=revision, on=on)
        seen = [one.stat() for end in ("", "-wal") if (one := Path(f"{path}{end}")).exists()]
        state = (path.resolve(), *((one.st_ino, one.st_mtime_ns, one.st_size) for one in seen if one.st_size))
        if state not in self._kept:
            self._kept[state] = self._open(path)  # not the store at hand, which is closed soon
        return self._kept[state].on(on or graph.today())


@pytest.fixture(scope="session")
def read_once() -> ReadOnce:
    return ReadOnce()


@pytest.fixture(scope="session", params=["suzhoulu", pytest.param("yanshan", marks=pytest.mark.slow)])
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, sample_store: Callable[[str], Path]
) -> Filled:
    loaded = sample_store(request.param)
    workbook = loaded.with_name(f"{request.param}.xlsx")
    path = Path(shutil.copy(loaded, tmp_path_factory.mktemp(f"personal-{request.param}")))
    with SqliteStore(path) as store:
        store.commit(_more(store))
        return Filled(path, workbook, store.tables(), graph.open(path, on=_day()))


def _day() -> date:
    return date.fromisoformat(ON)


def _more(store: Store) -> ChangeSet:
    """Return what makes a sample worth searching."""
    tables = store.tables()
    people = whole_rows(tables, "person").sort("key")
    resident = pl.DataFrame({"key": [RESIDENT], "name": ["演示申屠住"]}).join(people, on=["key", "name"], how="left")
    people = pl.concat([people, resident.select(people.columns)]).with_row_index("at")
    people = people.with_columns(
        phone=pl.format("139{}", (pl.col("at") + 20_000_000).cast(pl.String)),
        birth_year=pl.col("at").cast(pl.Int64) + 70_000_000,
    ).drop("at")
    members = whole_rows(tables, "member_of").filter(pl.col("source").str.starts_with("person-"))
    if not members.height:
        unit = tables["organisation"].sort("key")["key"][0]
        residents = tables["lives_in"].sort("source")["source"].unique(maintain_order=True)[:_MEMBERS].to_list()
        rows = [{"key": public_key("member_of", one, unit), "source": one, "target": unit} for one in residents]
        members = pl.DataFrame(rows).join(members.drop("source", "target"), on="key", how="left")
    members = members.sort("key").with_row_index("at")
    home = tables["place"].filter(level="home").sort("key")["key"][-1]
    lives = pl.DataFrame([{"key": public_key("lives_in", RESIDENT, home), "source": RESIDENT, "target": home}])
    number = pl.col("at").cast(pl.String).str.zfill(4)
    members = members.with_columns(
        pl.format("演示类别{}", number).alias("class"),
        pl.format("演示阶段{}", number).alias("stage"),
        pl.format("演示关系{}", number).alias("relation"),
    ).drop("at")
    server, activity = (
        tables["holds"].sort("key")["source"][0],
        tables["activity"].sort("on", nulls_last=True)["key"][0],
    )
    part = {"key": public_key("took_part", server, activity), "source": server, "target": activity, "hours": 2.0}
    more = {"person": people, "member_of": members, "lives_in": lives, "took_part": pl.DataFrame([part])}
    return ChangeSet(more, by="test")
