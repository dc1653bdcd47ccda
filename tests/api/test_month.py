"""A month of a community as its staff would write it down, by commands alone: forty wishes, and what became of each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import yaml

from graph.parsing import parsed
from tests.api.conftest import Linli, Ran
from tests.loaders.books import Cells

COMMUNITY = "苏州路演示社区"
OFFICE = f"{COMMUNITY}//{COMMUNITY}居委会"
PROPERTY = f"{COMMUNITY}/锦绣园//演示安居物业公司"
RAISER = "演示周小雨"
CHANNELS = ("居民信箱", "12345", "敲门入户")
#: What is wished, of which category, and in which buildings of 锦绣园.
WISHES = (
    ("楼道灯坏了", "水电维修", (21, 22, 23, 24, 25, 26)),
    ("下水管堵了", "水电维修", (27, 28, 32, 33)),
    ("单元门关不上", "水电维修", (35, 36, 38)),
    ("老人想理发", "理发", (11, 12, 13, 14, 16)),
    ("想学用手机", "培训", (17, 18, 45, 46)),
    ("借几本绘本", "图书", (47, 48, 49)),
    ("花坛要补种", "绿化", (50, 51, 52)),
    ("楼上太吵", "调解", (53, 54, 56)),
    ("晚上有人巡逻", "巡逻", (57, 58)),
    ("想听健康讲座", "健康讲座", (59, 60)),
)


def saved(path: Path, sheets: dict[str, Cells]) -> str:
    """Write a workbook, and return its name."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path.name


@pytest.fixture
def month(linli: Linli, filled: Path, tmp_path: Path) -> Linli:
    """Runs commands on a store with the sample, under a profile that says how long each step may take."""
    shutil.copy(filled, tmp_path / "linli.db")
    source = Path(__file__).parents[2] / "graph" / "rules" / "profiles" / "suzhoulu.yaml"
    profile = parsed(source.read_text(encoding="utf-8"))
    profile["limits"] = [{"step": "take", "hours": 48}, {"step": "handle", "working_days": 5}]
    (tmp_path / "rules" / "profiles").mkdir(parents=True)
    (tmp_path / "rules" / "profiles" / "suzhoulu.yaml").write_text(yaml.safe_dump(profile), encoding="utf-8")

    def ran(*args: str) -> Ran:
        found = linli(*args, "--rules", "rules") if args[0] not in ("load", "show", "history", "undo") else linli(*args)
        assert found.code == 0, (args, found.err)
        return found

    return ran


def wishes() -> Iterator[tuple[str, str, str, str]]:
    """Yield number, name, category and place of the wishes of the month; two of them come twice, one thrice."""
    made = [(name, category, f"{COMMUNITY}/锦绣园/{at}号楼") for name, category, where in WISHES for at in where]
    made += [
        ("楼道灯坏了", "水电维修", f"{COMMUNITY}/锦绣园/21号楼"),
        ("老人想理发", "理发", f"{COMMUNITY}/锦绣园/11号楼"),
    ]
    made += [("车位不够停", "停车", f"{COMMUNITY}/锦绣园/{at}号楼") for at in (61, 62, 63)]
    for number, (name, category, place) in enumerate(made, 1):
        yield f"Y-{number:02}", name, category, place


@pytest.mark.slow
def test_a_month_in_a_community(month: Linli, tmp_path: Path) -> None:
    raised_and_merged(month, tmp_path)
    accepted_and_dispatched(month)
    claimed_by_partners(month)
    repeated_and_decided(month)
    lists_out_and_in(month, tmp_path)
    agrees_at_the_end(month, tmp_path)
    tells_nobody_who_raised_it(month, tmp_path)


def raised_and_merged(month: Linli, folder: Path) -> None:
    """Forty wishes by three channels; two are the same as earlier ones: somebody looks at the pairs and merges."""
    home = f"{COMMUNITY}/锦绣园/21号楼/1单元/101室"
    month("load", saved(folder / "raiser.xlsx", {"人员": [["姓名", "居住地"], [RAISER, home]]}))
    every = list(wishes())
    assert len(every) == 40
    for at, (number, name, category, place) in enumerate(every):
        told = ["--place", place, "--channel", CHANNELS[at % 3], "--category", category, "--number", number]
        more = ["--raiser", RAISER] if number == "Y-01" else []
        month("need", "add", name, *told, "--at", f"2024-10-{8 + at // 4:02} 09:{at % 4}0", "--as", OFFICE, *more)
    pairs = month("duplicates", "--on", "2024-10-18", "--json").json["rows"]
    found = {(one["need"]["number"], one["other"]["number"]) for one in pairs}
    assert {("Y-01", "Y-36"), ("Y-14", "Y-37")} <= found
    for first, again in (("Y-01", "Y-36"), ("Y-14", "Y-37")):
        month("need", "merge", again, "--to", first, "--at", "2024-10-18 10:00", "--as", OFFICE)
        assert "已并案" in month("need", again, "--on", "2024-10-31").out


def accepted_and_dispatched(month: Linli) -> None:
    """The property company has three: it does one, gives one back, and lets one lie, which goes up."""
    for number in [f"Y-{at:02}" for at in range(1, 31)]:
        month("need", "accept", number, "--at", "2024-10-18 11:00", "--as", OFFICE)
    month("need", "refuse", "Y-31", "--reason", "不归社区管", "--at", "2024-10-18 11:00", "--as", OFFICE)
    for number in ("Y-01", "Y-02", "Y-03"):
        month("need", "dispatch", number, "--to", PROPERTY, "--at", "2024-10-18 14:00", "--as", OFFICE)
    month("need", "take", "Y-01", "--at", "2024-10-18 16:00", "--as", PROPERTY)
    month("need", "finish", "Y-01", "--reason", "换了灯", "--at", "2024-10-19 10:00", "--as", PROPERTY)
    month("need", "rate", "Y-01", "--outcome", "满意", "--at", "2024-10-21 10:00", "--as", OFFICE)
    month("need", "return", "Y-02", "--reason", "是线路的事", "--at", "2024-10-19 10:00", "--as", PROPERTY)
    late = month("needs", "--on", "2024-10-22", "--json").json["rows"]
    (lying,) = [one for one in late if one["order_number"] == "Y-03"]
    assert "overdue" in lying["marks"]
    month("need", "up", "Y-03", "--reason", "物业没有回音", "--at", "2024-10-22 09:00")
    waiting = month("todo", PROPERTY, "--on", "2024-10-23", "--json").json["rows"]
    assert not [one for one in waiting if one["matter"] == "take"]


def claimed_by_partners(month: Linli) -> None:
    """Partners claim what they can do; nobody satisfied brings one back to who did it."""
    month("match", "claim", "Y-02", "演示供电公司党总支//电工班", "--on", "2024-10-22")
    month("match", "claim", "Y-18", "演示志愿服务队//义务理发", "--on", "2024-10-22")
    assert "办理中" in month("need", "Y-02", "--on", "2024-10-31").out
    month("match", "done", "Y-02", "演示供电公司党总支//电工班", "--on", "2024-10-28", "--delivery", "2024-10-28")
    month("need", "rate", "Y-02", "--outcome", "不满意", "--at", "2024-10-29 10:00")
    assert "办理中" in month("need", "Y-02", "--on", "2024-10-31").out


def repeated_and_decided(month: Linli) -> None:
    """Three of one category around one place come to a table of 3+N; what it decides is a project with its money."""
    repeats = month("duplicates", "--on", "2024-10-29", "--json").json["repeats"]
    assert [one for one in repeats if {"Y-38", "Y-39", "Y-40"} <= {need["number"] for need in one["cases"]}]
    decided = ["--decided", "重新划线，收费用于养护", "--project", "停车位改造", "--funding", "停车收费"]
    month("need", "resolve", "Y-38", "Y-39", "Y-40", *decided, "--on", "2024-10-29")
    assert "办理中" in month("need", "Y-39", "--on", "2024-10-31").out
    assert "停车收费" in month("show", "停车位改造", "--on", "2024-10-31").out


def lists_out_and_in(month: Linli, folder: Path) -> None:
    """The lists go out, somebody writes another day, and they come back."""
    month("lists", "-o", "lists.xlsx", "--on", "2024-10-30")
    book = openpyxl.load_workbook(folder / "lists.xlsx")
    lines = list(book["需求清单"].iter_rows())
    (header,) = [line for line in lines if "需求号" in [cell.value for cell in line]]
    at = {cell.value: place for place, cell in enumerate(header)}
    line = next(line for line in lines if line[at["需求号"]].value == "Y-04")
    line[at["期限"]].value = "2024-11-15"
    book.save(folder / "lists.xlsx")
    month("load", "lists.xlsx")
    assert "2024-11-15" in month("show", "Y-04", "--on", "2024-10-31").out


def agrees_at_the_end(month: Linli, folder: Path) -> None:
    """What there is at the end of the month agrees with what is written down, and the month as an office sends it."""
    figure: Cells = [
        ["对象", "统计口径", "数值", "单位", "截至"],
        [COMMUNITY, "count kind=need", 83, "件", "2024-10-31"],
    ]
    listed: Cells = [["范围条件", "所在区域", "截至"], ["kind=need", COMMUNITY, "2024-10-31"]]
    month("load", saved(folder / "count.xlsx", {"公开数": figure, "台账声明": listed}))
    rows = month("reconcile", "--on", "2024-10-31", "--json").json["rows"]
    (agreed,) = [one for one in rows if one["measure"] == "count kind=need"]
    assert (agreed["verdict"], agreed["counted"]) == ("agrees", {"low": 83, "high": 83})
    told = month("monthly", "--month", "2024-10", "--on", "2024-11-01", "--json").json
    assert told["totals"]["month"]["satisfied"] == 2  # Y-01, and one that the sample itself tells


def tells_nobody_who_raised_it(month: Linli, folder: Path) -> None:
    """Every step stands in the history; who raised it, and the door, stand in nothing that is made for others."""
    steps = [one for one in month("history", "Y-01", "--json").json["rows"] if one["kind"] == "step"]
    assert len(steps) == 6
    month("lists", "--partner", "演示供电公司党总支", "-o", "partner.xlsx", "--on", "2024-10-31")
    cells = [cell.value for sheet in openpyxl.load_workbook(folder / "partner.xlsx") for line in sheet for cell in line]
    outputs = [
        month("needs", "--all", "--limit", "1000", "--on", "2024-10-31").out,
        month("need", "Y-01", "--json").out,
        month("todo", OFFICE, "--limit", "1000", "--on", "2024-10-31").out,
        month("duplicates", "--on", "2024-10-31").out,
        month("monthly", "--month", "2024-10", "--on", "2024-11-01").out,
        month("history", "Y-01").out,
        month("show", "Y-01").out,
        "\n".join(map(str, cells)),
    ]
    assert [RAISER in text for text in outputs] == [False] * len(outputs)
    assert [text for text in outputs if "101室" in text] == []
