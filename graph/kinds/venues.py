"""Venues: where people meet, and who runs them."""

from __future__ import annotations

from graph.kinds.alike import display_order_field, note_field
from graph.kinds.base import Thing, Tie, field
from graph.kinds.looks import Line, Look


class Venue(
    Thing,
    kind="venue",
    zh="阵地",
    en="Venue",
    example="苏州路演示社区//党群服务中心",
    description_zh="阵地：向居民开放的党群之家、驿站、中心，含规划和在建的。",
    order=55,
    natural_key=("anchor", "name"),
    word="form",
    look=Look("#fdecea", "#8a1c13", radius=6),
):
    """A house, station or centre that is open to the neighbourhood, planned or being built."""

    name: str = field(
        "名称",
        "Name",
        description_zh="叫什么。",
        description="What it is called.",
        example="党群服务中心",
        value="name",
        required=True,
        aliases=("阵地名称",),
    )
    form: str | None = field(
        "阵地形式",
        "Form",
        description_zh="是哪种阵地。",
        description="What sort of venue it is.",
        example="党群服务中心",
        value="name",
        vocabulary="venue_form",
        aliases=("形式", "阵地类别"),
    )
    status: str | None = field(
        "状态",
        "Status",
        description_zh="规划、在建、开放或关闭。",
        description="planned, building, open or closed.",
        example="开放",
        value="name",
        vocabulary="status",
        choices=("planned", "building", "open", "closed"),
    )
    rooms: tuple[str, ...] | None = field(
        "功能室",
        "Rooms",
        description_zh="有哪些房间，各做什么用。",
        description="The rooms in it by what they are for.",
        example="党员学习角、居民议事厅",
    )
    room_count: int | None = field(
        "功能室数",
        "Room count",
        description_zh="共有几间功能室；名称没有写全时也可以只写这个数。",
        description="How many rooms there are; may stand alone where they are not all named.",
        example="9",
        value="tally",
        units=("rooms",),
    )
    area: float | None = field(
        "面积",
        "Area",
        description_zh="建筑面积，平方米。",
        description="Floor area in square metres.",
        example="80",
        value="extent",
        units=("square_metres",),
    )
    tenure: str | None = field(
        "场地来源",
        "Tenure",
        description_zh="场地是怎么来的。",
        description="By what right it is used.",
        example="借用",
        value="name",
        vocabulary="tenure",
    )
    display_order: int | None = display_order_field()
    note: str | None = note_field("志愿者保管钥匙")
    point: str | None = field(
        "坐标",
        "Point",
        description_zh="经度、纬度和所用坐标系。",
        description="Longitude, latitude and their reference system.",
        example="120.5,36.8 gcj02",
        value="point",
    )


class Runs(
    Tie,
    kind="runs",
    column="运行方",
    column_at="target",
    zh="运行",
    en="Runs",
    example="锦绣园党支部 运行 庭院党群之家",
    description_zh="由谁运行，以什么方式：指导、牵头、负责或共享。",
    order=210,
    natural_key=("source", "target", "since"),
    source=("organisation", "post", "team"),
    target=("venue", "team"),
    reverse=("由谁运行", "is run by"),
    look=Line("#8a1c13", 6),
):
    """Who runs it."""

    as_: str | None = field(
        "运行方式",
        "As",
        description_zh="在运行中起什么作用：指导、牵头、负责或共享。",
        description="What part it has: guides, leads, is responsible or shares.",
        example="牵头",
        value="name",
        vocabulary="running",
    )
