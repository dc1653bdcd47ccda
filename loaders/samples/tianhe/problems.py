"""The hard problems of the sample tianhe that were talked over and settled: at least 40 are published, here 42.

Each went the way of ``community_dispatch``: raised, given by the community to its deliberation group, taken, finished
and rated. What they were about is ours.
"""

from __future__ import annotations

from datetime import date, timedelta

from loaders.samples.book import Book
from loaders.samples.tianhe.chains import branch_of, organisation_of
from loaders.samples.tianhe.communities import COMMUNITIES, Grid, Town, place_of

_COUNT = 42
_FIRST = date(2024, 3, 4)
_STEP = timedelta(days=5)
#: What it was, and what was agreed.
_PROBLEMS = (
    ("楼前车位不够", "空地划线，新增车位"),
    ("电动车没处充电", "选定位置，安装充电棚"),
    ("单元门常年不锁", "更换门禁，物业维护"),
    ("垃圾点离楼太近", "垃圾点外移，定时清运"),
    ("雨天路面积水", "疏通管道，抬高井盖"),
    ("楼道堆物", "集中清理，每月检查"),
    ("广场音响扰民", "约定音量和时段"),
    ("加装电梯意见不一", "分楼层商定分摊办法"),
    ("绿地踩踏", "铺设步道，补种草皮"),
    ("快递车进院", "设置交接点，限时进院"),
)


def add_problems(book: Book, town: Town) -> None:
    """Add the problems, each in a grid of a community, and the steps of each."""
    for position in range(_COUNT):
        community = COMMUNITIES[position % len(COMMUNITIES)]
        grids = town.of(community)
        grid = grids[position // len(COMMUNITIES) % len(grids)]
        _add_problem(book, town, grid, position)


def _add_problem(book: Book, town: Town, grid: Grid, position: int) -> None:
    what, agreed = _PROBLEMS[position % len(_PROBLEMS)]
    raised, number = _FIRST + _STEP * position, f"NT-2024-{position + 1:02}"
    row = {"需求号": number, "名称": what, "类别": "难题", "数量": 1, "单位": "件", "提出日期": raised}
    raiser = branch_of(town, grid.branch)
    book.add("need", {**row, "所在地": grid.path, "提出人": raiser, "排序号": 101 + position})
    committee = organisation_of(grid.community)
    group = f"{place_of(grid.community)}//{grid.community}议事团"
    steps: tuple[tuple[int, str, str, str, dict[str, str]], ...] = (
        (0, "09:00", "点单", "待受理", {}),
        (1, "10:00", "派单", "已派单", {"经办": committee, "交给": group}),
        (1, "19:00", "接单", "办理中", {"经办": group}),
        (9, "20:30", "办结", "已办结", {"经办": group, "说明": f"红色议事厅议定：{agreed}"}),
        (12, "10:00", "评价", "已评价", {"经办": committee, "结果": "满意"}),
    )
    for order, (days, hour, sort, state, more) in enumerate(steps, 1):
        at = f"{raised + timedelta(days=days)} {hour}"
        step = {"需求": number, "第几步": order, "环节": sort, "时间": at, "之后的状态": state}
        book.add("step", {**step, **more})
