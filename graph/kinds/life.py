"""The life of a need: its steps, each written once and never changed."""

from __future__ import annotations

from datetime import date

from graph.kinds.base import Sensitivity, Thing, field
from graph.kinds.looks import Look


class Step(
    Thing,
    kind="step",
    zh="环节",
    en="Step",
    example="假期有人照看孩子 第2步 受理",
    description_zh="环节：一个需求从登记到评价的每一步；只往后加，不改前面的。",
    order=63,
    natural_key=("need", "number"),
    word="sort",
    statement=True,
    happens="at",
    append_only=True,
    units=("cases", "times"),
    look=Look("#f5f5f5", "#616161", radius=4),
):
    """One step in the life of a need or a project; the state is read off the last one."""

    need: str = field(
        "需求",
        "Need",
        description_zh="哪个需求或项目的一步。",
        description="Of which need or project.",
        example="XQ-2024-031",
        to=("need", "project"),
        required=True,
        anchors=True,
        aliases=("工单",),
    )
    number: int = field(
        "第几步",
        "Number",
        description_zh="从1数起。",
        description="Counted from 1.",
        example="2",
        value="tally",
        required=True,
        aliases=("步骤",),
    )
    sort: str = field(
        "环节",
        "Sort",
        description_zh="做了什么，如受理、派单、办结。",
        description="What was done, such as accepted, dispatched, finished.",
        example="受理",
        value="name",
        vocabulary="step",
        required=True,
        aliases=("环节名称",),
    )
    at: str = field(
        "时间",
        "At",
        description_zh="什么时候；只写日期的，算那天结束的时候。",
        description="When; a day without a time stands for its end.",
        example="2024-05-09 10:00",
        value="instant",
        required=True,
        aliases=("办理时间",),
    )
    by: str | None = field(
        "经办",
        "By",
        description_zh="由哪个职务、组织、队伍或人员做的。",
        description="The post, organisation, team or person that took it.",
        example="苏州路演示社区//网格员",
        to=("post", "organisation", "team", "person"),
        sensitivity=Sensitivity.INTERNAL,
        aliases=("经办人",),
    )
    to: str | None = field(
        "交给",
        "To",
        description_zh="派给谁、转给谁、由谁认领，或并入哪个需求。",
        description="To whom it was given, who claims it, or into which need it was merged.",
        example="演示图书馆党总支//图书",
        to=("organisation", "team", "person", "post", "offer", "project", "need"),
        aliases=("承办",),
    )
    quantity: int | None = field(
        "数量",
        "Quantity",
        description_zh="认领多少。",
        description="How much of it was claimed.",
        example="300",
        value="wanted",
    )
    state: str = field(
        "之后的状态",
        "State",
        description_zh="这一步之后需求处在什么状态。",
        description="The state of the need after it.",
        example="已受理",
        value="name",
        vocabulary="need_state",
        required=True,
        aliases=("办理状态",),
    )
    due: str | None = field(
        "办理时限",
        "Due",
        description_zh="下一步最晚什么时候。",
        description="By when what follows is due.",
        example="2024-05-11",
        value="instant",
        aliases=("时限",),
    )
    on: date | None = field(
        "约定日期",
        "On",
        description_zh="挂账到哪天、哪天再联系，或延期到哪天。",
        description="Until when it is suspended or extended, or when to call back.",
        example="2024-06-01",
    )
    outcome: str | None = field(
        "结果",
        "Outcome",
        description_zh="联系上没有，或满不满意。",
        description="Whether somebody was reached, or how satisfied they are.",
        example="满意",
        value="name",
        vocabulary="outcome",
        aliases=("满意度",),
    )
    reason: str | None = field(
        "说明",
        "Reason",
        description_zh="为什么，或办成了什么；不写任何人的姓名。",
        description="Why, or what was done; without anybody's name.",
        example="所需材料已备齐",
        sensitivity=Sensitivity.INTERNAL,
        aliases=("办理情况",),
    )
