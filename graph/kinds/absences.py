"""Absences: that somebody is away for a while, and who stands in."""

from __future__ import annotations

from graph.kinds.base import Sensitivity, Thing, field
from graph.kinds.looks import Look


class Absence(
    Thing,
    kind="absence",
    zh="缺位",
    en="Absence",
    example="演示张一 2024-05-01至2024-05-07",
    description_zh="缺位：某人一段时间不在岗，由谁代为处理；不写原因。",
    order=45,
    natural_key=("person", "since"),
    statement=True,
    units=("cases",),
    look=Look("#f5f5f5", "#616161", radius=4),
):
    """That somebody is away, from all their seats or some; never why."""

    person: str = field(
        "人员",
        "Person",
        description_zh="谁不在岗。",
        description="Who is away.",
        example="演示张一",
        to=("person",),
        required=True,
        sensitivity=Sensitivity.INTERNAL,
        aliases=("姓名",),
    )
    stands_in: str | None = field(
        "代岗人",
        "Stands in",
        description_zh="由谁代为处理。",
        description="Who stands in.",
        example="演示李二",
        to=("person",),
        sensitivity=Sensitivity.INTERNAL,
        aliases=("代理人",),
    )
    post: str | None = field(
        "职务",
        "Post",
        description_zh="只缺哪个职务；不写是全部职务。",
        description="The one seat that they are away from; empty = all.",
        example="苏州路演示社区//网格员",
        to=("post",),
    )
