"""Orders to put something right: what a norm found missing, given to somebody to close by a day."""

from __future__ import annotations

from datetime import date

from graph.kinds.base import Thing, field
from graph.kinds.looks import Look


class Order(
    Thing,
    kind="order",
    zh="整改单",
    en="Order",
    example="楼栋长标准 苏州路演示社区/锦绣园/12号楼，2024-11-30 前",
    description_zh="整改单：某条标准查出的缺口，交给谁、到哪天补上；补没补上由台账算出，不由人填。",
    order=95,
    natural_key=("norm", "subject", "item", "assigned_on"),
    happens="assigned_on",
    statement=True,
    units=("cases", "things"),
    look=Look("#fdecea", "#b3261e", radius=2),
):
    """A gap that somebody is to close by a day; whether it is closed is worked out, never written."""

    norm: str = field(
        "标准",
        "Norm",
        description_zh="标准的编号。",
        description="Identifier of the norm.",
        example="suzhoulu-governance-building",
        value="name",
        required=True,
        aliases=("标准编号",),
    )
    subject: str = field(
        "对象",
        "Subject",
        description_zh="缺口在哪里：区域或组织等。",
        description="Where the gap is: a place, an organisation.",
        example="苏州路演示社区/锦绣园/12号楼",
        to=("place", "organisation", "team", "post", "venue"),
        required=True,
        anchors=True,
        aliases=("整改对象",),
    )
    item: str | None = field(
        "项目",
        "Item",
        description_zh="标准在这里要的哪一项；只要一项的不写。",
        description="Which item of it, where the norm asks several; else empty.",
        example="和睦",
        value="name",
    )
    responsible: str | None = field(
        "责任方",
        "Responsible",
        description_zh="由哪个组织或岗位补上。",
        description="The organisation or post that is to close it.",
        example="苏州路演示社区//社区党委",
        to=("organisation", "post"),
        aliases=("整改责任方", "责任单位"),
    )
    assigned_on: date = field(
        "下达日期",
        "Assigned on",
        description_zh="哪天下达的。",
        description="The day on which it was given.",
        example="2024-11-01",
        required=True,
        aliases=("交办日期",),
        past=True,
    )
    due: date | None = field(
        "整改期限",
        "Due",
        description_zh="到哪天补上（含当天）。",
        description="By this day, inclusive.",
        example="2024-11-30",
        aliases=("期限",),
        not_before=("assigned_on",),
    )
    note: str | None = field(
        "备注",
        "Note",
        description_zh="其他可以公开的说明。",
        description="Anything else that may be read by all.",
        example="先补空缺，再定副职",
    )
