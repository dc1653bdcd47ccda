"""Routines and activities: what is to be held again and again, what was held, by whom, and who took part."""

from __future__ import annotations

from datetime import date

from graph.kinds.alike import note_field
from graph.kinds.anchoring import Anchors
from graph.kinds.base import Sensitivity, Thing, Tie, field
from graph.kinds.looks import Line, Look


class Routine(
    Thing,
    kind="routine",
    zh="制度",
    en="Routine",
    example="第一党支部//支部例会",
    description_zh="制度：写在纸上的规定，或答应了要按时做的事。",
    order=68,
    natural_key=("subject", "name"),
    units=("things",),
    look=Look("#f1f8e9", "#4b6a1b", radius=2),
):
    """A written system, or a promised rhythm of meetings and services."""

    name: str = field(
        "名称",
        "Name",
        description_zh="叫什么。",
        description="What it is called.",
        example="支部例会",
        value="name",
        required=True,
        aliases=("制度名称",),
    )
    subject: str | None = field(
        "主体",
        "Subject",
        description_zh="是谁的制度：组织、职务、阵地、队伍或区域。",
        description="Whose it is: of an organisation, a post, a venue, a team or a place.",
        example="第一党支部",
        to=("organisation", "post", "venue", "team", "place"),
        anchors=True,
    )
    sort: str | None = field(
        "性质",
        "Sort",
        description_zh="制度（写在纸上，不定期）或定期（按时做）。",
        description="system (written, without a rhythm) or rhythm (held on time).",
        example="定期",
        value="name",
        vocabulary="routine_sort",
    )
    rule: str | None = field(
        "周期",
        "Rule",
        description_zh="什么时候做，如每周五、每月20日、农历腊月初八、冬至。",
        description="When it is held: a rule of RFC 5545, a day of the lunar calendar, a solar term or days.",
        example="每月20日",
        value="rule",
        aliases=("频次",),
    )
    issued_by: str | None = field(
        "制定单位",
        "Issued by",
        description_zh="由谁制定。",
        description="Who wrote it.",
        example="街道办事处",
        value="name",
    )
    decides: str | None = field(
        "议事规则",
        "Decides",
        description_zh="议事的会议：多少人到会有效，谁必须到。",
        description="Of a meeting that decides: its quorum, and who must come.",
        example="三方到会有效",
        value="name",
    )
    note: str | None = note_field("节假日顺延")


class Activity(
    Thing,
    kind="activity",
    zh="活动",
    en="Activity",
    example="苏州路演示社区//假期课堂第一期",
    description_zh="活动：已经办过或安排要办的一次活动、会议或服务。",
    order=69,
    natural_key=("located_at", "name", "on"),
    happens="on",
    units=("times", "things"),
    look=Look("#fff8e1", "#8d6e00", radius=10),
):
    """What was held, or is going to be: an event, a meeting, a service."""

    name: str = field(
        "名称",
        "Name",
        description_zh="叫什么。",
        description="What it is called.",
        example="假期课堂第一期",
        value="name",
        required=True,
        aliases=("活动名称",),
    )
    on: date | None = field(
        "日期",
        "On",
        description_zh="哪天办的。",
        description="The day on which it was held.",
        example="2024-07-15",
        aliases=("活动日期",),
    )
    routine: str | None = field(
        "制度",
        "Routine",
        description_zh="按哪项制度办的。",
        description="The routine by which it was held.",
        example="第一党支部//支部例会",
        to=("routine",),
        aliases=("所属制度",),
    )
    project: str | None = field(
        "项目",
        "Project",
        description_zh="属于哪个项目。",
        description="The project that it is part of.",
        example="苏州路演示社区//假期课堂",
        to=("project",),
        aliases=("所属项目",),
    )
    category: str | None = field(
        "类别",
        "Category",
        description_zh="做什么，按类别树填写。",
        description="What is done, by the tree of categories.",
        example="课后托管",
        value="name",
        vocabulary="category",
        aliases=("活动类别",),
    )
    times: int | None = field(
        "次数",
        "Times",
        description_zh="一行记几次；不写是1次。",
        description="How many times the row stands for; empty = once.",
        example="1",
        value="tally",
        units=("times",),
    )
    attendance: int | None = field(
        "人次",
        "Attendance",
        description_zh="到场多少人次。",
        description="How many came, a person each time.",
        example="40",
        value="tally",
        units=("person_times",),
    )
    goods: str | None = field(
        "物资",
        "Goods",
        description_zh="用了或发了什么。",
        description="What was used or handed out.",
        example="图书300本",
        value="name",
    )
    decided: str | None = field(
        "决议",
        "Decided",
        description_zh="议定了什么；不写任何人的姓名。",
        description="What was resolved, in words without anybody's name.",
        example="车位重新划线，收费用于养护",
        aliases=("议定事项",),
    )


class HeldBy(
    Tie,
    kind="held_by",
    column="举办",
    zh="由谁举办",
    en="Held by",
    example="假期课堂第一期 由 演示图书馆党总支 举办",
    description_zh="活动由谁举办；可以有几家。",
    order=210,
    natural_key=("source", "target"),
    source=("activity",),
    target=("organisation", "team", "post"),
    reverse=("举办了", "held"),
    anchors=Anchors(50),
    look=Line("#8d6e00", 5),
):
    """Who held an activity."""


class TookPart(
    Tie,
    kind="took_part",
    zh="参加",
    en="Took part",
    example="演示张一 参加 假期课堂第一期 2小时",
    description_zh="谁参加了活动，服务了几小时；用来为本人开服务证明，不作排名。",
    order=212,
    natural_key=("source", "target"),
    source=("person", "team"),
    target=("activity",),
    reverse=("有人参加", "was attended by"),
    of_person=Sensitivity.INTERNAL,
):
    """Who took part, and for how long; for their own record, never for a ranking."""

    hours: float | None = field(
        "小时",
        "Hours",
        description_zh="服务了几小时。",
        description="For how many hours.",
        example="2",
        value="extent",
        sensitivity=Sensitivity.INTERNAL,
        aliases=("服务时长",),
        units=("hours",),
    )
    came: bool | None = field(
        "到场",
        "Came",
        description_zh="来了没有；不写算来了。",
        description="Whether they came; empty = yes.",
        example="是",
        sensitivity=Sensitivity.INTERNAL,
    )
