"""Kinds: what they refuse at import, and that adding one touches no other Python file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import KindError
from graph.kinds import all_kinds
from graph.kinds.base import Sensitivity, Thing, Tie, field, registry
from graph.tables import Tables, tables_of

ROOT = Path(__file__).parents[2]

_VENUE = '''
"""Venues: rooms that people meet in."""

from __future__ import annotations

from graph.kinds.base import Sensitivity, Thing, field


class Venue(
    Thing,
    kind="venue",
    zh="阵地",
    en="Venue",
    example="甲社区//党群之家",
    order=60,
    natural_key=("anchor", "name"),
):
    """A room that people meet in."""

    name: str = field("名称", "Name", description="Its name.", example="党群之家", value="name", required=True)
    keeper: str | None = field(
        "保管人",
        "Keeper",
        description="Who keeps the key.",
        example="演示甲",
        sensitivity=Sensitivity.PERSONAL,
        apart=True,
    )
'''

_USE = """
import sys
from pathlib import Path
import graph.kinds
folder = Path(sys.argv[1])
graph.kinds.__path__.append(str(folder))
import importlib
spec = importlib.util.spec_from_file_location("graph.kinds.venues", folder / "venues.py")
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)

from datetime import date
import polars as pl
from graph.changes import ChangeSet
from graph.network import Network
from graph.questions import coverage, reconcile
from graph.rules import base_vocabulary, load_rules
from graph.stores import open_store
from loaders.template import write_workbook

rows = pl.DataFrame({"key": ["venue-" + "a" * 16], "name": ["党群之家"], "keeper": ["演示甲"]})
store = open_store(folder / "ledger.db")
store.commit(ChangeSet({"venue": rows}))
network = Network(store.tables(), date(2024, 11, 1))
assert network.name(network.row("venue-" + "a" * 16)) == "党群之家"
assert base_vocabulary().resolve("kind", "阵地") == "venue"
assert store.tables()["venue_personal"]["keeper"].to_list() == ["演示甲"]
coverage(network, load_rules()), reconcile(network, load_rules())
write_workbook(folder / "empty.xlsx", {"venue": []})
print("kept")
"""


class TestAddingAKind:
    def test_touches_no_other_python_file(self, tmp_path: Path) -> None:
        (tmp_path / "venues.py").write_text(_VENUE, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", _USE, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip() == "kept"


class TestAKindThatContradictsItself:
    def test_is_refused_without_its_words(self) -> None:
        with pytest.raises(KindError) as refused:

            class Nameless(Thing, kind="nameless", zh="", en="Nameless", example="x", natural_key=("name",)):
                """Has no Chinese caption."""

        assert refused.value.code == "kind_incomplete"

    def test_is_refused_for_a_name_that_another_has(self) -> None:
        with pytest.raises(KindError) as refused:

            class Again(Thing, kind="place", zh="又一", en="Again", example="x", natural_key=("name",)):
                """Calls itself place."""

        assert refused.value.code == "kind_twice"
        assert registry()["place"].__name__ == "Place"

    def test_is_refused_for_one_header_on_two_fields(self) -> None:
        with pytest.raises(KindError) as refused:

            class Twice(Thing, kind="twice", zh="两次", en="Twice", example="x", natural_key=("name",)):
                """Has one header twice."""

                one: str | None = field("名称", "One", description="One.", example="x")
                two: str | None = field("名称", "Two", description="Two.", example="x")

        assert refused.value.code == "kind_header_twice"

    def test_is_refused_for_a_type_that_no_column_has(self) -> None:
        with pytest.raises(KindError) as refused:

            class Odd(Thing, kind="odd", zh="怪", en="Odd", example="x", natural_key=("name",)):
                """Has a field of bytes."""

                raw: bytes | None = field("原文", "Raw", description="Raw.", example="x")

        assert refused.value.code == "kind_field_type"

    def test_is_refused_for_a_personal_field_that_every_network_would_hold(self) -> None:
        with pytest.raises(KindError) as refused:

            class Told(Thing, kind="told", zh="说", en="Told", example="x", natural_key=("name",)):
                """Has a personal field that is neither kept apart nor a code."""

                illness: str | None = field(
                    "病情", "Illness", description="x.", example="x", sensitivity=Sensitivity.PERSONAL
                )

        assert refused.value.code == "kind_personal_in_network"

    def test_is_refused_as_a_tie_without_ends(self) -> None:
        with pytest.raises(KindError) as refused:

            class Loose(Tie, kind="loose", zh="松", en="Loose", example="x", natural_key=("source",)):
                """Has no ends."""

        assert refused.value.code == "kind_incomplete"


class TestPersonalFields:
    def test_lie_in_a_table_of_their_own(self) -> None:
        main, personal = tables_of("person")
        assert personal.personal
        assert set(personal.schema) == {"key", "name", "birth_year", "phone"}
        assert not set(main.schema) & {"name", "birth_year", "phone"}
        assert all(one.sensitivity is not Sensitivity.PERSONAL for one in main.fields)

    def test_are_masked_in_every_report(self) -> None:
        masked = {f"{kind.kind}.{one.name}" for kind in all_kinds() for one in kind.fields if one.masked}
        of_members = {"member_of.class", "member_of.stage", "member_of.relation"}
        assert masked == {"person.name", "person.birth_year", "person.phone", *of_members}

    def test_every_table_is_there_even_if_empty(self) -> None:
        assert Tables({})["person_personal"].columns == ["key", "name", "birth_year", "phone"]
