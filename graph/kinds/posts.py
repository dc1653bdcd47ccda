"""Posts, who holds them, and what they and organisations answer for."""

from __future__ import annotations

from datetime import date

from graph.kinds.alike import display_order_field, note_field
from graph.kinds.anchoring import Anchors
from graph.kinds.base import Sensitivity, Thing, Tie, field
from graph.kinds.looks import Line, Look


class Post(
    Thing,
    kind="post",
    zh="职务",
    en="Post",
    example="锦绣园/3号楼 楼栋长",
    description_zh="岗位和任职的人分开登记；一个社区19名网格员，就是19个岗位。",
    order=30,
    natural_key=("post_in", "role", "seat"),
    word="role",
    units=("things", "people", "households"),  # seats, who sits in them, and 党员中心户, published in households
    look=Look("#e6f2e7", "#2e6b34", radius=14),
):
    """A seat, apart from who sits in it: 19 grid workers of one community are 19 seats."""

    role: str = field(
        "职务名称",
        "Role",
        description_zh="这个岗位是做什么的。",
        description="What the seat is for.",
        example="楼栋长",
        value="name",
        vocabulary="role",
        required=True,
        aliases=("职务", "岗位", "角色"),
    )
    seat: int | None = field(
        "岗位号",
        "Seat",
        description_zh="同一职务有几个岗位时的编号。",
        description="Number among seats of the same role.",
        example="1",
        value="tally",
        aliases=("席位号", "席位"),
    )
    name: str | None = field(
        "显示名称",
        "Name",
        description_zh="这个岗位另有名称的，写在这里。",
        description="How this seat is called, where it has a name.",
        example="第一书记",
        value="name",
    )
    rank: str | None = field(
        "正副",
        "Rank",
        description_zh="正职、副职或成员。",
        description="chief, deputy or member.",
        example="正职",
        value="name",
        vocabulary="rank",
        aliases=("级别",),
    )
    vacant: bool | None = field(
        "空缺", "Vacant", description_zh="台账上写明空缺的，填是。", description="Written down as vacant.", example="否"
    )
    public: bool | None = field(
        "公示",
        "Public",
        description_zh="任职人员和联系方式已对外公示的，填是。",
        description="Its holder and contact are posted in public.",
        example="是",
    )
    phone: str | None = field(
        "公开电话",
        "Public phone",
        description_zh="这个岗位的公开电话。",
        description="Telephone of the seat.",
        example="0531-12345678",
        value="phone",
    )
    display_order: int | None = display_order_field()
    note: str | None = note_field("值班岗位")


class AnswersFor(
    Tie,
    kind="answers_for",
    column="负责范围",
    zh="负责",
    en="Answers for",
    example="3号楼楼栋长 负责 3号楼",
    description_zh="负责一个区域及其以下各级；逐级找人时按此查找。",
    order=130,
    natural_key=("source", "target", "since"),
    source=("organisation", "post"),
    target=("place",),
    reverse=("由谁负责", "is answered for by"),
    at_place=("organisation", "post"),
    anchors=Anchors(30, "common"),
    found_at=1,
    along=("source",),
    look=Line("#3b5b7a", 3, (7, 4)),
):
    """Responsible for a place and all below it; escalation walks this."""

    acts_for: str | None = field(
        "代行",
        "Acts for",
        description_zh="代行哪种组织的职责（那种组织还没有成立时）。",
        description="The form it acts for while that is absent.",
        example="业主委员会",
        value="name",
        vocabulary="form",
    )


class PostIn(
    Tie,
    kind="post_in",
    column="所属",
    zh="设于",
    en="Post in",
    example="书记 设于 社区党委",
    description_zh="职务设在哪个组织或区域。",
    order=140,
    natural_key=("source", "target", "since"),
    source=("post",),
    target=("organisation", "place", "venue", "team"),
    reverse=("设有职务", "has post"),
    anchors=Anchors(20),
    found_at=2,
    single=(),
    along=("source", "target"),
    look=Line("#2e6b34", 4, (2, 4)),
):
    """Where a post belongs."""


class Holds(
    Tie,
    kind="holds",
    column="现任",
    column_at="target",
    zh="任职",
    en="Holds",
    example="演示张一 任 3号楼楼栋长",
    description_zh="由谁任职；任期届满只作提醒，人仍算在任。",
    order=150,
    natural_key=("source", "target", "since"),
    source=("person",),
    target=("post",),
    reverse=("现任", "is held by"),
    anchors=Anchors(50),
    single=("acting",),  # a seat has one holder, and beside him may have one who acts
    of_person=Sensitivity.OPEN,
    along=("source",),
    look=Line("#8a5a00", 5),
):
    """Who sits in a post. A term that has run out is a warning: the holder stays."""

    acting: bool | None = field(
        "代理",
        "Acting",
        description_zh="临时代理的，填是。",
        description="Sits there for the time being.",
        example="否",
        aliases=("主持工作",),
    )
    basis: str | None = field(
        "任职方式",
        "Basis",
        description_zh="选举、任命、兼职或借调。",
        description="elected, appointed, concurrent or seconded.",
        example="兼职",
        value="name",
        vocabulary="basis",
    )
    term_ends: date | None = field(
        "任期届满",
        "Term ends",
        description_zh="任期的最后一天。",
        description="Last day of the term.",
        example="2026-03-01",
    )
    absences: str | None = field(
        "缺位期间",
        "Absences",
        description_zh="任职人员什么时候不在岗。",
        description="When the holder is away.",
        example="2024-10-01至2024-12-31",
        value="intervals",
        sensitivity=Sensitivity.INTERNAL,
    )
