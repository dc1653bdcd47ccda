"""Organisations, the posts in them, and how they lead and answer."""

from __future__ import annotations

from datetime import date

from graph.kinds.anchoring import Anchors
from graph.kinds.base import Sensitivity, Thing, Tie, field
from graph.kinds.looks import Line, Look


class Organisation(
    Thing,
    kind="organisation",
    zh="组织",
    en="Organisation",
    example="苏州路演示社区//社区党委",
    order=20,
    natural_key=("anchor", "form", "name"),
    word="form",
    look=Look("#fce8e6", "#b3261e", "ellipse"),
):
    """A party organisation of any form, a committee, a company, an office or a society."""

    name: str = field(
        "名称", "Name", description="Its full name.", example="苏州路演示社区党委", value="name", required=True
    )
    form: str = field(
        "组织形式",
        "Form",
        description="What it is by its charter; form is not level.",
        example="党委",
        value="name",
        vocabulary="form",
        required=True,
        aliases=("形式",),
    )
    sector: str | None = field(
        "领域",
        "Sector",
        description="Where it comes from.",
        example="机关",
        value="name",
        vocabulary="sector",
        aliases=("行业",),
    )
    members: int | None = field(
        "成员数", "Members", description="How many members it states.", example="12", aliases=("党员数", "人数"), units=("people",)
    )
    phone: str | None = field(
        "电话", "Phone", description="Public telephone.", example="0531-12345678", value="phone", aliases=("公开电话",)
    )
    display_order: int | None = field("排序号", "Display order", description="The office's own order.", example="1")
    note: str | None = field("备注", "Note", description="Anything else that may be read by all.", example="独立法人")


class Post(
    Thing,
    kind="post",
    zh="职务",
    en="Post",
    example="锦绣园/3号楼 楼栋长",
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
        description="What the seat is for.",
        example="楼栋长",
        value="name",
        vocabulary="role",
        required=True,
        aliases=("职务", "岗位", "角色"),
    )
    seat: int | None = field(
        "席位号", "Seat", description="Number among seats of the same role.", example="1", aliases=("席位",)
    )
    name: str | None = field(
        "显示名称",
        "Name",
        description="How this seat is called, where it has a name.",
        example="第一书记",
        value="name",
    )
    rank: str | None = field(
        "正副",
        "Rank",
        description="chief, deputy or member.",
        example="正职",
        value="name",
        vocabulary="rank",
        aliases=("级别",),
    )
    vacant: bool | None = field("空缺", "Vacant", description="Written down as vacant.", example="否")
    public: bool | None = field(
        "公示", "Public", description="Its holder and contact are posted in public.", example="是"
    )
    phone: str | None = field(
        "公开电话", "Public phone", description="Telephone of the seat.", example="0531-12345678", value="phone"
    )
    display_order: int | None = field("排序号", "Display order", description="The office's own order.", example="1")
    note: str | None = field("备注", "Note", description="Anything else that may be read by all.", example="值班席位")


class ReportsTo(
    Tie,
    kind="reports_to",
    column="上级",
    zh="上级",
    en="Reports to",
    example="锦绣园党支部 由 社区党委 领导",
    order=120,
    natural_key=("source", "target", "chain", "since"),
    source=("organisation", "post"),
    target=("organisation", "post"),
    reverse=("下级", "leads"),
    anchors=Anchors(40, "leading"),
    found_else=True,
    single=("chain", "relation"),
    look=Line("#b3261e", 2, width=2.0),
):
    """Who stands above on a chain; one leading parent a chain, to a later slot."""

    chain: str = field(
        "链条",
        "Chain",
        description="party, governance or property.",
        example="党组织",
        value="name",
        vocabulary="chain",
        required=True,
    )
    relation: str = field(
        "关系",
        "Relation",
        description="leads, guides, supervises or contracts; escalation follows leads only.",
        example="领导",
        value="name",
        vocabulary="relation",
        required=True,
    )


class AnswersFor(
    Tie,
    kind="answers_for",
    column="负责范围",
    zh="负责",
    en="Answers for",
    example="3号楼楼栋长 负责 3号楼",
    order=130,
    natural_key=("source", "target", "since"),
    source=("organisation", "post"),
    target=("place",),
    reverse=("由其负责", "is answered for by"),
    at_place=("organisation", "post"),
    anchors=Anchors(30, "common"),
    found_at=1,
    look=Line("#3b5b7a", 3, (7, 4)),
):
    """Responsible for a place and all below it; escalation walks this."""

    acts_for: str | None = field(
        "代行",
        "Acts for",
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
    order=140,
    natural_key=("source", "target", "since"),
    source=("post",),
    target=("organisation", "place", "venue", "team"),
    reverse=("设有职务", "has post"),
    anchors=Anchors(20),
    found_at=2,
    single=(),
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
    order=150,
    natural_key=("source", "target", "since"),
    source=("person",),
    target=("post",),
    reverse=("现任", "is held by"),
    anchors=Anchors(50),
    single=("acting",),  # a seat has one holder, and beside him may have one who acts
    of_person=Sensitivity.OPEN,
    look=Line("#8a5a00", 5),
):
    """Who sits in a post. A term that has run out is a warning: the holder stays."""

    acting: bool | None = field(
        "代理", "Acting", description="Sits there for the time being.", example="否", aliases=("主持工作",)
    )
    basis: str | None = field(
        "任职方式",
        "Basis",
        description="elected, appointed, concurrent or seconded.",
        example="兼职",
        value="name",
        vocabulary="basis",
    )
    term_ends: date | None = field("任期届满", "Term ends", description="Last day of the term.", example="2026-03-01")
    absences: str | None = field(
        "缺位期间",
        "Absences",
        description="When the holder is away.",
        example="2024-10-01至2024-12-31",
        value="intervals",
        sensitivity=Sensitivity.INTERNAL,
    )


class CheckedIn(
    Tie,
    kind="checked_in",
    column="报到于",
    zh="双报到",
    en="Checked in",
    example="演示人才公司党支部 报到于 社区党委",
    order=180,
    natural_key=("source", "target", "since"),
    source=("organisation", "person"),
    target=("organisation",),
    reverse=("接收报到", "received"),
    look=Line("#b3261e", 7, (2, 4)),
):
    """Reported in to where it lives or lies (双报到); never adds to own members."""


class LocatedAt(
    Tie,
    kind="located_at",
    column="所在地",
    zh="位于",
    en="Located at",
    example="社区党委 位于 服务中心所在小区",
    order=190,
    natural_key=("source", "target", "since"),
    source=("venue", "organisation"),
    target=("place",),
    reverse=("内有", "houses"),
    at_place=("venue",),
    anchors=Anchors(10),
    found_at=3,
    single=(),
    counted="located",
    look=Line("#00665c", 8, (2, 4)),
):
    """Where it is, which need not be what it answers for."""
