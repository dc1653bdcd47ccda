"""What was so at a time: the status of a venue, or a number that somebody stated, from a day on."""

from __future__ import annotations

from graph.kinds.base import Thing, field
from graph.kinds.looks import Look


class Stated(
    Thing,
    kind="stated",
    zh="变动",
    en="Stated",
    example="槐荫院庭院党群之家 2023-05-01起 在建",
    description_zh="变动：某一事物的状态或数字，从哪天到哪天是多少；查那几天时按这里写的算，其他日子按本表的算。",
    order=98,
    natural_key=("subject", "since"),
    statement=True,
    look=Look("#f5f5f5", "#616161", radius=2),
):
    """What the status or a number of a thing was on some days; on others it is what its own row says."""

    subject: str = field(
        "对象",
        "Subject",
        description_zh="说的是哪个阵地、区域、组织或队伍。",
        description="Of which venue, place, organisation or team.",
        example="槐荫院//槐荫院庭院党群之家",
        to=("venue", "place", "organisation", "team"),
        required=True,
        anchors=True,
    )
    status: str | None = field(
        "状态",
        "Status",
        description_zh="那几天的状态。",
        description="Its status on those days.",
        example="在建",
        value="name",
        vocabulary="status",
        choices=("planned", "building", "open", "closed", "active", "paused"),
    )
    households: int | None = field(
        "户数",
        "Households",
        description_zh="那几天的户数。",
        description="Its households on those days.",
        example="388",
        value="tally",
        units=("households",),
    )
    residents: int | None = field(
        "人口数",
        "Residents",
        description_zh="那几天的人口数。",
        description="Its residents on those days.",
        example="1020",
        value="tally",
        units=("people",),
    )
    residents_60: int | None = field(
        "60岁及以上人数",
        "Residents of 60 and over",
        description_zh="那几天其中满60岁的人数。",
        description="Of those residents, at least 60 years old.",
        example="210",
        value="tally",
        units=("people",),
    )
    members: int | None = field(
        "成员数",
        "Members",
        description_zh="那几天自报的成员数。",
        description="How many members it stated on those days.",
        example="12",
        value="tally",
        units=("people",),
    )
    area: float | None = field(
        "面积",
        "Area",
        description_zh="那几天的建筑面积，平方米。",
        description="Its floor area on those days, in square metres.",
        example="80",
        value="extent",
        units=("square_metres",),
    )
    document: str | None = field(
        "出处",
        "Document",
        description_zh="写在哪里。",
        description="Where it is written.",
        example="阵地验收单（2024-03）",
        value="name",
    )
