"""1,201 lines of who does what where, read through a mapping and asked in one norm: a made-up file of that shape."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pandas as pd
import pytest
from openpyxl import load_workbook

from graph.network import Network
from graph.questions import coverage
from graph.rules import Rules, load_rules
from graph.stores import MemoryStore
from graph.verify import verify
from loaders import load, read_mapping
from tests.api.conftest import Linli, Ran

MAP = Path(__file__).with_name("who_what_where.map.yaml")
LINES = 1201
REGIONS = [f"演示{number}区" for number in range(1, 41)]
UNITS = [f"演示机构{number}" for number in range(1, 31)]
#: As the file calls them; the last is done nowhere.
ACTIVITIES = [
    "Hot meals",
    "Haircuts",
    "After school",
    "Holiday class",
    "水井",
    "卫生包",
    "帐篷",
    "义诊",
    "种子",
    "现金",
    "通信",
]
CODES = {
    "Hot meals": "meals",
    "Haircuts": "haircut",
    "After school": "after_school",
    "Holiday class": "holiday_class",
    "义诊": "medical",
}
NORM = """
- id: who-what-where
  title: {{zh: 各区都有各项活动, en: Each activity in each region}}
  sort: local_practice
  cite: {{document: 演示}}
  subject: {{kind: [place], level: [区县]}}
  breadth: {{items: [{items}], of: {{kind: [offer]}}, by: category}}
"""


def lines() -> list[dict[str, str]]:
    """Return the lines of the file, the same in every run: some activities are rare, some lines are closed."""
    random = Random(3)
    found = []
    for number in range(LINES):
        activity = random.choices(ACTIVITIES[:-1], [40, 30, 20, 15, 12, 10, 8, 5, 3, 2])[0]
        found.append(
            {
                "Ref": f"3W-{number:04d}",
                "Organisation": random.choice(UNITS),
                "Sector": "演示",
                "Activity": activity,
                "Region": random.choice(REGIONS),
                "Status": random.choices(["ongoing", "planned", "closed"], [6, 3, 1])[0],
            }
        )
    return found


def written(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables, and a folder of rules with the norm."""
    made = tmp_path_factory.mktemp("3w")
    places = [{"名称": "演示省", "层级": "省", "上级区域": "", "架构模板": "suzhoulu"}]
    places += [{"名称": name, "层级": "区县", "上级区域": "演示省", "架构模板": ""} for name in REGIONS]
    written(made / "区域.csv", places)
    written(made / "组织.csv", [{"名称": name, "组织形式": "社会组织"} for name in UNITS])
    written(made / "台账声明.csv", [{"范围条件": "kind=offer", "所在区域": "演示省", "截至": "2024-10-01"}])
    written(made / "3w.csv", lines())
    (made / "norms").mkdir()
    (made / "norms" / "aid.yaml").write_text(NORM.format(items=", ".join(ACTIVITIES_IN_OURS)), encoding="utf-8")
    return made


#: What the mapping makes of them.
ACTIVITIES_IN_OURS = [CODES.get(one, one) for one in ACTIVITIES]


@pytest.fixture(scope="module")
def store(folder: Path) -> MemoryStore:
    found = MemoryStore()
    for files, mapping in ((["区域.csv", "组织.csv", "台账声明.csv"], None), (["3w.csv"], read_mapping(MAP))):
        report = load("workbook", [folder / name for name in files], found, by="测试", mapping=mapping)
        assert not report.failed, list(report.issues)
    return found


@pytest.fixture(scope="module")
def rules(folder: Path) -> Rules:
    return load_rules(folder)


@pytest.fixture(scope="module")
def matrix(store: MemoryStore, rules: Rules) -> pd.DataFrame:
    """What the norm found, a line an activity and region."""
    network = Network(store.tables(), date(2024, 11, 1))
    frame = coverage(network, rules.only("aid"), states=None, matrix=True).frames["matrix"]
    return pd.DataFrame([{**row, "region": row["subject"]["name"]} for row in frame.iter_rows(named=True)])


@pytest.fixture(scope="module")
def counted() -> pd.DataFrame:
    """What pandas counts in the file itself: by activity and region, how many organisations do it."""
    told = pd.DataFrame(lines())
    told = told[told["Status"] != "closed"].assign(Activity=lambda frame: frame["Activity"].replace(CODES))
    whole = pd.MultiIndex.from_product([ACTIVITIES_IN_OURS, REGIONS], names=["Activity", "Region"])
    many = told.groupby(["Activity", "Region"])["Organisation"].nunique().reindex(whole, fill_value=0)
    return many.rename("givers").reset_index()


class TestWhoDoesWhatWhere:
    def test_each_cell_has_as_many_givers_as_pandas_counts(self, matrix: pd.DataFrame, counted: pd.DataFrame) -> None:
        assert len(matrix) == len(ACTIVITIES) * len(REGIONS)
        found = matrix.set_index(["item", "region"])["givers"].to_dict()
        assert found == counted.set_index(["Activity", "Region"])["givers"].to_dict()

    def test_what_is_covered_missing_single_and_duplicate_is_told(
        self, matrix: pd.DataFrame, counted: pd.DataFrame
    ) -> None:
        flags = matrix["flags"].map(tuple).value_counts().to_dict()
        states = matrix["state"].value_counts().to_dict()
        many = counted["givers"]
        assert states == {"met": int((many > 0).sum()), "gap": int((many == 0).sum())}
        expected = {(): (many == 0), ("single",): (many == 1), ("duplicate",): (many > 1)}
        assert flags == {name: int(chosen.sum()) for name, chosen in expected.items()}

    def test_who_they_are_is_as_the_file_says(self, matrix: pd.DataFrame) -> None:
        told = pd.DataFrame(lines())
        told = told[told["Status"] != "closed"].assign(Activity=lambda frame: frame["Activity"].replace(CODES))
        who = told.groupby(["Activity", "Region"])["Organisation"].agg(set).to_dict()
        found = {(row["item"], row["region"]): {one["name"] for one in row["who"]} for row in matrix.to_dict("records")}
        assert {key: names for key, names in found.items() if names} == who

    @pytest.mark.slow
    def test_the_answer_is_verified(self, store: MemoryStore, rules: Rules) -> None:
        network = Network(store.tables(), date(2024, 11, 1)).within(_region(store, "演示7区"))
        answer = json.loads(coverage(network, rules.only("aid"), matrix=True).to_json())
        assert len(answer["matrix"]) == len(ACTIVITIES)
        assert verify(answer, store, rules) == []
        answer["matrix"][0]["givers"] += 1
        assert [one.path for one in verify(answer, store, rules)] == ["matrix[0].givers"]


@pytest.mark.slow
class TestOnPaper:
    @pytest.fixture
    def asked(self, folder: Path, linli: Linli, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
        monkeypatch.chdir(folder)
        if not (folder / "linli.db").exists():
            assert linli("load", "区域.csv", "组织.csv", "台账声明.csv").code == 0
            assert linli("load", "3w.csv", "--map", str(MAP)).code == 0
        ask = ("coverage", "--on", "2024-11-01", "--rules", ".", "--pack", "aid", "--matrix")
        return lambda *args: linli(*ask, *args)

    def test_a_terminal_shows_items_by_places(self, asked: Callable[..., Ran], counted: pd.DataFrame) -> None:
        out = asked("--limit", "40").out.splitlines()
        meals = counted[counted["Activity"] == "meals"]["givers"]
        line = next(one for one in out if one.split()[:1] == ["助餐"])
        single, several = int((meals == 1).sum()), int((meals > 1).sum())
        numbers = [int((meals > 0).sum()), int((meals == 0).sum()), single, several]
        assert line.split()[1:] == [str(one) for one in numbers if one]
        first = counted[counted["Region"] == "演示1区"].set_index("Activity")["givers"]
        cells = [str(first[item]) if first[item] else "空白" for item in ACTIVITIES_IN_OURS]
        assert next(one for one in out if one.split()[:1] == ["演示1区"] and len(one.split()) > 5).split()[1:] == cells

    def test_a_workbook_has_a_grid(self, asked: Callable[..., Ran], folder: Path, counted: pd.DataFrame) -> None:
        assert asked("-o", "grid.xlsx", "--force").code == 0
        book = load_workbook(folder / "grid.xlsx")
        assert book.sheetnames == ["配置标准", "各项在各处", "各区都有各项活动"]
        cells = [row for row in book["各区都有各项活动"].iter_rows(values_only=True) if row[0] == "演示2区"]
        second = counted[counted["Region"] == "演示2区"].set_index("Activity")["givers"]
        (line,) = cells
        assert [str(one).partition("（")[0] for one in line[1:]] == [
            str(second[item]) if second[item] else "空白" for item in ACTIVITIES_IN_OURS
        ]


def _region(store: MemoryStore, name: str) -> str:
    places = store.tables()["place"]
    key: str = places.filter(places["name"] == name)["key"].item()
    return key
