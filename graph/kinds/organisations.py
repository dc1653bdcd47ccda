"""Organisations, and how they lead."""

from __future__ import annotations

from graph.kinds.alike import display_order_field, note_field
from graph.kinds.anchoring import Anchors
from graph.kinds.base import Thing, Tie, field
from graph.kinds.looks import Line, Look


class Organisation(
    Thing,
    kind="organisation",
    zh="组织",
    en="Organisation",
    example="苏州路演示社区//社区党委",
    description_zh="各种形式的党组织、委员会、企业、机关、社会团体等。",
    order=20,
    natural_key=("anchor", "form", "name"),
    word="form",
    look=Look("#fce8e6", "#b3261e", "ellipse"),
):
    """A party organisation of any form, a committee, a company, an office or a society."""

    name: str = field(
        "名称",
        "Name",
        description_zh="单位全称。",
        description="Its full name.",
        example="苏州路演示社区党委",
        value="name",
        required=True,
        aliases=("单位全称", "单位名称", "组织名称", "全称"),
    )
    form: str = field(
        "组织形式",
        "Form",
        description_zh="按章程是什么组织；形式不等于级别。",
        description="What it is by its charter; form is not level.",
        example="党委",
        value="name",
        vocabulary="form",
        required=True,
        aliases=("形式", "类别", "组织类别", "单位类别"),
    )
    sector: str | None = field(
        "领域",
        "Sector",
        description_zh="来自哪个领域。",
        description="Where it comes from.",
        example="机关",
        value="name",
        vocabulary="sector",
        aliases=("行业",),
    )
    members: int | None = field(
        "成员数",
        "Members",
        description_zh="自报有多少成员。",
        description="How many members it states.",
        example="12",
        value="tally",
        aliases=("党员数", "人数"),
        units=("people",),
    )
    categories: tuple[str, ...] | None = field(
        "可处理类别",
        "Categories",
        description_zh="哪些类别的事可以请它来办（吹哨报到），按类别树填写。",
        description="For which matters it can be summoned, by the tree of categories.",
        example="安全、环境",
        vocabulary="category",
        selects="category",
        aliases=("职责类别",),
    )
    phone: str | None = field(
        "电话",
        "Phone",
        description_zh="对外公开的电话。",
        description="Public telephone.",
        example="0531-12345678",
        value="phone",
        aliases=("公开电话",),
    )
    display_order: int | None = display_order_field()
    note: str | None = note_field("独立法人")


class ReportsTo(
    Tie,
    kind="reports_to",
    column="上级",
    zh="上级",
    en="Reports to",
    example="锦绣园党支部 由 社区党委 领导",
    description_zh="在一条链条上，上一级是谁：领导关系只有一个，指导、监督、合同关系可以有几个。",
    order=120,
    natural_key=("source", "target", "chain", "since"),
    source=("organisation", "post"),
    target=("organisation", "post"),
    reverse=("下级", "leads"),
    anchors=Anchors(40, "leading"),
    found_else=True,
    single=("chain", "relation"),
    single_if=("relation", "leads"),  # who guides or supervises may be several
    along=("target",),
    look=Line("#b3261e", 2, width=2.0),
):
    """Who stands above on a chain: one who leads, to a later slot; as many who guide, supervise or contract as there are."""

    chain: str = field(
        "链条",
        "Chain",
        description_zh="党组织、治理或物业链条。",
        description="party, governance or property.",
        example="党组织",
        value="name",
        vocabulary="chain",
        required=True,
    )
    relation: str = field(
        "关系",
        "Relation",
        description_zh="领导、指导、监督或合同；逐级找人时只看领导关系。",
        description="leads, guides, supervises or contracts; escalation follows leads only.",
        example="领导",
        value="name",
        vocabulary="relation",
        required=True,
    )


class CheckedIn(
    Tie,
    kind="checked_in",
    column="报到于",
    zh="双报到",
    en="Checked in",
    example="演示人才公司党支部 报到于 社区党委",
    description_zh="到居住地或所在地社区报到（双报到）；不计入接收方自己的成员。",
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
    description_zh="设在哪里；不一定就是其负责的范围。",
    order=190,
    natural_key=("source", "target", "since"),
    source=("venue", "organisation", "need", "project", "activity"),
    target=("place",),
    reverse=("内有", "houses"),
    at_place=("venue", "need", "project", "activity"),
    anchors=Anchors(10),
    found_at=3,
    single=(),
    counted="located",
    behind_door=("need", "project"),
    look=Line("#00665c", 8, (2, 4)),
):
    """Where it is, which need not be what it answers for."""
