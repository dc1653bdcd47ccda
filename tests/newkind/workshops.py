"""Workshops: rooms in which people work together, who runs them, and what is taught there."""

from __future__ import annotations

from graph.kinds.anchoring import Anchors
from graph.kinds.base import Sensitivity, Thing, Tie, field
from graph.kinds.looks import Line, Look


class Workshop(
    Thing,
    kind="workshop",
    zh="工坊",
    en="Workshop",
    example="甲社区//木工坊",
    description_zh="大家一起做活的房间。",
    order=60,
    natural_key=("anchor", "name"),
    word="category",
    look=Look("#123abc", "#123abc", "diamond"),
):
    """A room in which people work together."""

    name: str = field(
        "名称",
        "Name",
        description_zh="工坊叫什么。",
        description="Its name.",
        example="木工坊",
        value="name",
        required=True,
    )
    category: str | None = field(
        "类别",
        "Category",
        description_zh="做什么东西。",
        description="What is made there.",
        example="木工",
        value="name",
        vocabulary="category",
    )
    tools: tuple[str, ...] | None = field(
        "工具", "Tools", description_zh="有哪些工具。", description="What is there to work with.", example="锯、刨"
    )
    sponsor: str | None = field(
        "出资单位",
        "Sponsor",
        description_zh="由谁出资。",
        description="Who pays for it.",
        example="甲社区//演示党委",
        to=("organisation",),
    )
    keeper: str | None = field(
        "保管人",
        "Keeper",
        description_zh="钥匙由谁保管。",
        description="Who keeps the key.",
        example="演示甲",
        sensitivity=Sensitivity.PERSONAL,
        apart=True,
    )


class Course(
    Thing,
    kind="course",
    zh="课程",
    en="Course",
    example="甲社区//木工坊//木工课",
    description_zh="工坊里教的课；工坊在哪里，课就在哪里。",
    order=61,
    natural_key=("anchor", "name"),
):
    """What is taught in a workshop: it is where that is."""

    name: str = field(
        "名称",
        "Name",
        description_zh="课程叫什么。",
        description="Its name.",
        example="木工课",
        value="name",
        required=True,
    )
    workshop: str = field(
        "工坊",
        "Workshop",
        description_zh="在哪个工坊教。",
        description="Where it is taught.",
        example="甲社区//木工坊",
        required=True,
        to=("workshop",),
        anchors=True,
    )


class KeptAt(
    Tie,
    kind="kept_at",
    column="设在",
    zh="设在",
    en="Kept at",
    example="木工坊 设在 甲社区",
    description_zh="设在哪里。",
    order=195,
    natural_key=("source", "target", "since"),
    source=("workshop",),
    target=("place",),
    reverse=("设有工坊", "keeps"),
    at_place=("workshop",),
    anchors=Anchors(10),
    found_at=5,
    single=(),
    look=Line("#456def", 9),
):
    """Where it is."""


class Opens(
    Tie,
    kind="opens",
    column="开办",
    zh="开办",
    en="Opens",
    example="演示党委 开办 木工坊",
    description_zh="由谁开办。",
    order=196,
    natural_key=("source", "target", "since"),
    source=("organisation",),
    target=("workshop",),
    reverse=("由其开办", "is opened by"),
):
    """Who opened it."""
