"""Teams and where they serve."""

from __future__ import annotations

from graph.kinds.alike import display_order_field
from graph.kinds.anchoring import Anchors
from graph.kinds.base import Thing, Tie, field
from graph.kinds.looks import Line, Look


class Team(
    Thing,
    kind="team",
    zh="队伍",
    en="Team",
    example="苏州路演示社区//和睦队",
    description_zh="志愿队伍或服务队伍，并写明服务主题。",
    order=50,
    natural_key=("anchor", "name"),
    look=Look("#6b3fa0", "#6b3fa0", "hexagon"),
):
    """Volunteers, or a service team, with its themes."""

    name: str = field(
        "名称",
        "Name",
        description_zh="队伍叫什么。",
        description="Its name.",
        example="和睦队",
        value="name",
        required=True,
    )
    form: str | None = field(
        "队伍类别",
        "Form",
        description_zh="由哪类人组成，按架构模板填写；做什么写在主题里。",
        description="Of whom it is made, by the profile; what it does is a theme.",
        example="红色物业",
        value="name",
        vocabulary="team_form",
    )
    themes: tuple[str, ...] | None = field(
        "主题",
        "Themes",
        description_zh="做什么服务，按架构模板填写。",
        description="What it is for, by the profile.",
        example="和睦",
        vocabulary="theme",
        selects="theme",
    )
    slogan: str | None = field(
        "口号", "Slogan", description_zh="队伍的口号。", description="Its slogan.", example="邻里和睦", value="name"
    )
    rules: str | None = field(
        "章程",
        "Rules",
        description_zh="章程写在哪里。",
        description="Where its rules are written.",
        example="队伍章程（2024）",
        value="name",
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
    display_order: int | None = display_order_field()


class Serves(
    Tie,
    kind="serves",
    column="服务范围",
    zh="服务于",
    en="Serves",
    example="和睦队 服务 苏州路演示社区",
    description_zh="在该区域提供服务；逐级找人时，只有被召集的部门经过它。",
    order=135,
    natural_key=("source", "target", "since"),
    source=("team", "venue", "offer", "organisation"),
    target=("place",),
    reverse=("接受服务", "is served by"),
    at_place=("team", "offer"),
    anchors=Anchors(30, "common"),
    found_at=4,
    along=("source",),
    look=Line("#6b3fa0", 6, (7, 4)),
):
    """Helps there; a step of escalation only as a department that is summoned."""

    as_: str | None = field(
        "服务身份",
        "As",
        description_zh="以什么身份服务，如科室包联。",
        description="As what it helps there, such as the contact of a department.",
        example="包联",
        value="name",
        vocabulary="serving",
    )
