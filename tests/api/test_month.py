"""A month of a community as its staff would write it down, by commands alone: forty wishes, and what became of each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from tests.api.conftest import Linli, Ran

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


@pytest.fixture
def month(linli: Linli, filled: Path, tmp_path: Path) -> Linli:
    """Runs commands on a store with the sample, under a profile that says how long each step may take."""
    shutil.copy(filled, tmp_path / "linli.db")
    source = Path(__file__).parents[2] / "graph" / "rules" / "profiles" / "suzhoulu.yaml"
    profile = yaml.safe_load(source.read_text(encoding="utf-8"))
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
    book = openpyxl.Workbook()
    book.active.title = "人员"
    book.active.append(["姓名", "居住地"])
    book.active.append([RAISER, f"{COMMUNITY}/锦绣园/21号楼/1单元/101室"])
    book.save(tmp_path / "raiser.xlsx")
    month("load", "raiser.xlsx")

    every = list(wishes())
    assert len(every) == 40
    for at, (number, name, category, place) in enumerate(every):
        day = f"2024-10-{8 + at // 4:02} 09:{at % 4}0"
        more = ["--raiser", RAISER] if number == "Y-01" else []
        month("need", "add", name, "--place", place, "--channel", CHANNELS[at % 3], "--category", category,
              "--number", number, "--at", day, "--as", OFFICE, *more)  # fmt: skip

    # two are the same as earlier ones; somebody looks at the pairs, and merges them
    pairs = month("duplicates", "--on", "2024-10-18", "--json").json["rows"]
    found = {(one["need"]["number"], one["other"]["number"]) for one in pairs}
    assert {("Y-01", "Y-36"), ("Y-14", "Y-37")} <= found
    for first, again in (("Y-01", "Y-36"), ("Y-14", "Y-37")):
        month("need", "merge", again, "--to", first, "--at", "2024-10-18 10:00", "--as", OFFICE)

    for number, *_ in every[:30]:
        month("need", "accept", number, "--at", "2024-10-18 11:00", "--as", OFFICE)
    month("need", "refuse", "Y-31", "--reason", "不归社区管", "--at", "2024-10-18 11:00", "--as", OFFICE)

    # the property company has the first three: it takes one, gives one back, and lets one lie
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
    assert not [one for one in waiting if one["thing"]["name"] == "楼道灯坏了" and one["matter"] == "take"]

    # partners claim what they can do
    for number, offer, day in (
        ("Y-02", "演示供电公司党总支//电工班", "2024-10-22"),
        ("Y-18", "演示志愿服务队//义务理发", "2024-10-22"),
    ):
        month("match", "claim", number, offer, "--on", day)
    assert "办理中" in month("need", "Y-02", "--on", "2024-10-31").out
    month("match", "done", "Y-02", "演示供电公司党总支//电工班", "--on", "2024-10-28", "--delivery", "2024-10-28")
    month("need", "rate", "Y-02", "--outcome", "不满意", "--at", "2024-10-29 10:00")
    assert "办理中" in month("need", "Y-02", "--on", "2024-10-31").out

    # the lists go out, somebody writes another day, and they come back
    month("lists", "-o", "lists.xlsx", "--on", "2024-10-30")
    changed = openpyxl.load_workbook(tmp_path / "lists.xlsx")
    sheet: Any = changed["需求清单"]
    (header,) = [row for row in sheet.iter_rows() if "需求号" in [cell.value for cell in row]]
    columns = {cell.value: cell.column for cell in header}
    row = next(row[0].row for row in sheet.iter_rows() if row[columns["需求号"] - 1].value == "Y-04")
    sheet.cell(row, columns["期限"]).value = "2024-11-15"
    changed.save(tmp_path / "lists.xlsx")
    month("load", "lists.xlsx")
    assert "2024-11-15" in month("show", "Y-04", "--on", "2024-10-31").out

    # what there is at the end of the month agrees with what is written down
    count = openpyxl.Workbook()
    count.active.title = "公开数"
    count.active.append(["名称", "对象", "统计口径", "数值", "单位", "截至"])
    count.active.append(["十月在册需求", COMMUNITY, "count kind=need", 72, "件", "2024-10-31"])
    listed = count.create_sheet("台账声明")
    listed.append(["范围条件", "所在区域", "截至"])
    listed.append(["kind=need", COMMUNITY, "2024-10-31"])
    count.save(tmp_path / "count.xlsx")
    month("load", "count.xlsx")
    rows = month("reconcile", "--on", "2024-10-31", "--json").json["rows"]
    (agreed,) = [one for one in rows if one["name"] == "十月在册需求"]
    assert (agreed["verdict"], agreed["counted"]) == ("agrees", {"low": 72, "high": 72})

    # every step stands in the history; who raised it stands in nothing that is made for others
    steps = [one for one in month("history", "Y-01", "--json").json["rows"] if one["kind"] == "step"]
    assert len(steps) == 6
    month("lists", "--partner", "演示供电公司党总支", "-o", "partner.xlsx", "--on", "2024-10-31")
    outputs = [
        month("needs", "--all", "--limit", "1000", "--on", "2024-10-31").out,
        month("need", "Y-01", "--json").out,
        month("todo", OFFICE, "--limit", "1000", "--on", "2024-10-31").out,
        month("history", "Y-01").out,
        month("show", "Y-01").out,
        "\n".join(
            str(cell.value) for ws in openpyxl.load_workbook(tmp_path / "partner.xlsx") for line in ws for cell in line
        ),
    ]
    assert [RAISER in text for text in outputs] == [False] * len(outputs)
    assert [text for text in outputs if "101室" in text] == []
