"""Venues: where people meet, and who runs them."""

from __future__ import annotations

from graph.kinds.base import Thing, Tie, field
from graph.kinds.looks import Line, Look


class Venue(
    Thing,
    kind="venue",
    zh="阵地",
    en="Venue",
    example="苏州路演示社区//党群服务中心",
    order=55,
    natural_key=("anchor", "name"),
    word="form",
    look=Look("#fdecea", "#8a1c13", radius=6),
):
    """A house, station or centre that is open to the neighbourhood, planned or being built."""

    name: str = field(
        "名称",
        "Name",
        description="What it is called.",
        example="党群服务中心",
        value="name",
        required=True,
        aliases=("阵地名称",),
    )
    form: str | None = field(
        "阵地形式",
        "Form",
        description="What sort of venue it is.",
        example="党群服务中心",
        value="name",
        vocabulary="venue_form",
        aliases=("形式", "阵地类别"),
    )
    status: str | None = field(
        "状态",
        "Status",
        description="planned, building, open or closed.",
        example="开放",
        value="name",
        vocabulary="status",
    )
    rooms: tuple[str, ...] | None = field(
        "功能室", "Rooms", description="The rooms in it by what they are for.", example="党员学习角、居民议事厅"
    )
    area: float | None = field(
        "面积", "Area", description="Floor area in square metres.", example="80", value="decimal"
    )
    tenure: str | None = field(
        "场地来源",
        "Tenure",
        description="By what right it is used.",
        example="借用",
        value="name",
        vocabulary="tenure",
    )
    display_order: int | None = field("排序号", "Display order", description="The office's own order.", example="1")
    note: str | None = field(
        "备注", "Note", description="Anything else that may be read by all.", example="志愿者保管钥匙"
    )


class Runs(
    Tie,
    kind="runs",
    column="运行方",
    column_at="target",
    zh="运行",
    en="Runs",
    example="锦绣园党支部 运行 庭院党群之家",
    order=210,
    natural_key=("source", "target", "since"),
    source=("organisation",),
    target=("venue", "team"),
    reverse=("由谁运行", "is run by"),
    look=Line("#8a1c13", 6),
):
    """Who runs it."""
