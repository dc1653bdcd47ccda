"""The courtyard homes of the sample yanshan: who runs the four open ones and keeps their keys, and fifteen planned."""

from __future__ import annotations

from loaders.samples.book import Book
from loaders.samples.names import Cast, numeral

STREET = "演示街道乙"
_PLANNED, _TO = 6, 20
#: What part each has in running a home, by the post or unit of the courtyard's branch.
_PARTS = (("//书记", "牵头"), ("//支委1", "负责"), ("//支委2", "负责"), ("", "共享"))


def add_venues(book: Book, cast: Cast) -> None:
    """Add who runs the open homes, and those that are planned."""
    branches = {row["负责范围"]: row["名称"] for row in book.sheets["organisation"] if row["组织形式"] == "支部"}
    volunteers = [row for row in book.sheets["post"] if row["职务名称"] == "志愿者户"]
    for venue in [row for row in book.sheets["venue"] if row["状态"] == "开放"]:
        yard = str(venue["所在地"])
        home = f"{yard}//{venue['名称']}"
        _add_parts(book, home, f"{yard}//{branches[yard]}")
        keeper = next((row["现任"] for row in volunteers if row["所属"].startswith(f"{yard}/")), None)
        book.add("post", {"职务名称": "钥匙保管员", "所属": home, "现任": keeper or book.person(cast.one())})
    for number in range(_PLANNED, _TO + 1):
        row = {"名称": f"庭院党群之家第{numeral(number)}处", "阵地形式": "庭院党群之家", "状态": "规划"}
        book.add("venue", {**row, "所在地": STREET, "排序号": number})


def _add_parts(book: Book, home: str, branch: str) -> None:
    """The committee guides, the secretary leads, the branch committee is responsible, the members share."""
    committee = f"{home.partition('/')[0]}//{home.partition('/')[0]}党委"
    book.add("runs", {"起点": committee, "终点": home, "运行方式": "指导"})
    for post, part in _PARTS:
        book.add("runs", {"起点": f"{branch}{post}", "终点": home, "运行方式": part})
