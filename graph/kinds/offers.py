"""Offers: what somebody can give, how much of it in which period, and to whom."""

from __future__ import annotations

from datetime import date

from graph.kinds.alike import display_order_field, note_field
from graph.kinds.base import Thing, Tie, field
from graph.kinds.looks import Line, Look


class Offer(
    Thing,
    kind="offer",
    zh="资源",
    en="Offer",
    example="演示图书馆党总支//图书",
    description_zh="资源：谁能提供的人手、场地、物资、服务或资金。",
    order=60,
    natural_key=("gives", "name"),
    units=("things", "cases"),
    look=Look("#e0f2f1", "#00665c", radius=10),
):
    """People, room, goods, service or money that somebody is ready to give."""

    name: str = field(
        "名称",
        "Name",
        description_zh="叫什么。",
        description="What it is called.",
        example="图书",
        value="name",
        required=True,
        aliases=("资源名称", "服务名称"),
    )
    categories: tuple[str, ...] | None = field(
        "类别",
        "Categories",
        description_zh="属于哪些类别，按类别树填写；写几个表示都可以。",
        description="What it is, by the tree of categories; of several it can be any.",
        example="图书、课后托管",
        vocabulary="category",
        selects="category",
        aliases=("资源类别", "服务类别"),
    )
    sort: str | None = field(
        "资源形态",
        "Sort",
        description_zh="人员、场地、物资、服务还是资金。",
        description="people, room, goods, service or money.",
        example="物资",
        value="name",
        vocabulary="sort",
        aliases=("形态", "资源类型"),
    )
    capacity: str | None = field(
        "每期数量",
        "Capacity",
        description_zh="每个周期能给多少，或者写不限。",
        description="How much of it there is in each period, or that it has no bound.",
        example="300",
        value="capacity",
        aliases=("数量", "可提供数量"),
    )
    unit: str | None = field(
        "单位",
        "Unit",
        description_zh="按什么计数。",
        description="In what it is counted.",
        example="本",
        value="name",
        vocabulary="unit",
    )
    period: str | None = field(
        "周期",
        "Period",
        description_zh="多久恢复一次数量，按自然日、周、月、季、年；不写表示只有一次。",
        description="The calendar period in which the capacity comes again; empty = once.",
        example="每月",
        value="name",
        vocabulary="period",
        aliases=("供给周期",),
    )
    for_classes: tuple[str, ...] | None = field(
        "服务对象",
        "For classes",
        description_zh="给哪些人；不写表示不限对象。",
        description="Whom it is for; empty = everybody.",
        example="60岁及以上",
        value="classes",
        vocabulary="eligibility",
        aliases=("面向对象",),
    )
    price: float | None = field(
        "单价",
        "Price",
        description_zh="每单位收多少元；0是不收费，不写是没有登记。",
        description="What a unit costs, in yuan; 0 = free, empty = not recorded.",
        example="8",
        value="price",
        aliases=("价格", "收费"),
    )
    weekdays: str | None = field(
        "星期",
        "Weekdays",
        description_zh="星期几可以；不写表示都可以。",
        description="On which days of the week; empty = any.",
        example="周六、周日",
        value="weekdays",
    )
    hours: str | None = field(
        "时段",
        "Hours",
        description_zh="一天里哪些时段可以；不写表示都可以。",
        description="At which hours of the day; empty = any.",
        example="09:00-11:30",
        value="hours",
    )
    notice: int | None = field(
        "提前天数",
        "Notice",
        description_zh="要提前几个工作日说。",
        description="How many working days before it is asked.",
        example="3",
        value="tally",
        aliases=("提前工作日",),
    )
    status: str | None = field(
        "状态",
        "Status",
        description_zh="在运行或暂停。",
        description="active or paused.",
        example="在运行",
        value="name",
        vocabulary="status",
        choices=("active", "paused"),
    )
    confirm_by: date | None = field(
        "确认截止",
        "Confirm by",
        description_zh="提供方最晚哪天再确认一次是否有效。",
        description="The day by which the giver says again whether it still holds.",
        example="2026-12-31",
    )
    display_order: int | None = display_order_field()
    note: str | None = note_field("寒暑假期间")


class Gives(
    Tie,
    kind="gives",
    column="提供方",
    column_at="target",
    zh="提供",
    en="Gives",
    example="演示图书馆党总支 提供 图书",
    description_zh="这项资源由谁提供。",
    order=200,
    natural_key=("source", "target", "since"),
    source=("organisation", "team", "person"),
    target=("offer",),
    reverse=("由谁提供", "is given by"),
    brought=True,
    look=Line("#00665c", 6),
):
    """Who gives it."""
