"""People who must be named, where they belong, and who stands by whom."""

from __future__ import annotations

from graph.kinds.anchoring import Anchors
from graph.kinds.base import Sensitivity, Thing, Tie, field
from graph.kinds.looks import Look


class Person(
    Thing,
    kind="person",
    zh="人员",
    en="Person",
    example="演示张一",
    description_zh="只登记必须写明姓名的人，如任职人员、志愿者、资助人和同意署名的反映人。",
    order=40,
    natural_key=("random",),
    named="alone",
    units=("people",),
    look=Look("#8a5a00", "#8a5a00", "dot"),
):
    """Only who must be named: holders of posts, volunteers, givers, and raisers who agreed.

    A name is for the office; that of a holder of a public post is for everybody (``graph.viewing``). The key is random: a hash of name and home could be guessed back.
    """

    name: str = field(
        "姓名",
        "Name",
        description_zh="姓名全称。",
        description="Full name.",
        example="演示张一",
        value="name",
        required=True,
        sensitivity=Sensitivity.INTERNAL,
        apart=True,
    )
    birth_year: int | None = field(
        "出生年",
        "Birth year",
        description_zh="只写年份，用来区分同名的人。",
        description="Year only, to tell two of one name apart.",
        example="1960",
        value="year",
        sensitivity=Sensitivity.PERSONAL,
        apart=True,
        aliases=("出生年份",),
    )
    phone: str | None = field(
        "手机",
        "Phone",
        description_zh="个人电话。",
        description="Private telephone.",
        example="13800000000",
        value="phone",
        sensitivity=Sensitivity.PERSONAL,
        apart=True,
        aliases=("手机号", "手机号码", "联系电话"),
    )
    skills: tuple[str, ...] | None = field(
        "特长",
        "Skills",
        description_zh="本人愿意提供的特长。",
        description="What the person offers to do.",
        example="法律、书法",
        sensitivity=Sensitivity.INTERNAL,
    )
    hours: str | None = field(
        "可服务时间",
        "Hours",
        description_zh="什么时候可以服务。",
        description="When.",
        example="周六上午",
        value="name",
        sensitivity=Sensitivity.INTERNAL,
    )


class LivesIn(
    Tie,
    kind="lives_in",
    column="居住地",
    zh="居住",
    en="Lives in",
    example="演示张一 住 3号楼/101室",
    description_zh="写明姓名的人住在哪里。",
    order=160,
    natural_key=("source", "target", "since"),
    source=("person",),
    target=("place",),
    reverse=("住户", "is home of"),
    anchors=Anchors(70),
    single=(),
    of_person=Sensitivity.PERSONAL,
):
    """Where a named person lives."""


class MemberOf(
    Tie,
    kind="member_of",
    column="所属组织",
    zh="成员",
    en="Member of",
    example="演示张一 是 社区党委 自管党员",
    description_zh="属于哪个组织或队伍；类别由本单位自定。",
    order=170,
    natural_key=("source", "target", "class", "since"),
    source=("person", "organisation"),
    target=("organisation", "team"),
    reverse=("有成员", "has member"),
    anchors=Anchors(60),
    counted="members",
):
    """Belongs to an organisation or a team; the class is the office's own, that of a unit of an alliance is *alliance*."""

    class_: str | None = field(
        "类别",
        "Class",
        description_zh="成员类别，按架构模板填写。",
        description="Class of member, by the profile.",
        example="自管",
        value="name",
        vocabulary="class",
        sensitivity=Sensitivity.PERSONAL,
    )
    stage: str | None = field(
        "阶段",
        "Stage",
        description_zh="正式或预备。",
        description="full or probationary.",
        example="正式",
        value="name",
        vocabulary="stage",
        sensitivity=Sensitivity.PERSONAL,
    )
    relation: str | None = field(
        "组织关系",
        "Relation",
        description_zh="正式、功能型、临时或流动。",
        description="formal, functional, temporary or floating.",
        example="正式组织关系",
        value="name",
        vocabulary="membership",
        sensitivity=Sensitivity.PERSONAL,
    )
    display_order: int | None = field(
        "排序号",
        "Display order",
        description_zh="在这个组织或队伍里，按本单位习惯排第几；只是排列顺序，不是名次。",
        description="The office's own order in it; an order of listing, no rank.",
        example="1",
    )


class Pairs(
    Tie,
    kind="pairs",
    zh="结对",
    en="Pairs",
    example="演示张一 结对帮带 演示李二",
    description_zh="一对一：帮带新人，或帮扶某人、某户。",
    order=175,
    natural_key=("source", "target", "as", "since"),
    source=("person",),
    target=("person", "place"),
    reverse=("结对人", "is paired with"),
    of_person=Sensitivity.PERSONAL,
):
    """One stands by another, as a mentor or with help; who is helped is told only to who needs them."""

    as_: str | None = field(
        "结对方式",
        "As",
        description_zh="帮带或帮扶。",
        description="mentor or help.",
        example="帮带",
        value="name",
        vocabulary="pairing",
    )
    category: str | None = field(
        "类别",
        "Category",
        description_zh="帮什么，按类别树填写。",
        description="With what, by the tree of categories.",
        example="助学",
        value="name",
        vocabulary="category",
        sensitivity=Sensitivity.PERSONAL,
    )
