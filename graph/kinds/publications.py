"""What was published, what is declared complete, and what is waived."""

from __future__ import annotations

from datetime import date

from graph.kinds.base import Thing, field


class Figure(
    Thing,
    kind="figure",
    zh="公开数",
    en="Figure",
    example="苏州路演示社区 户数 2424",
    description_zh="已经公布的数字，与台账自己数出的数分开存放。",
    order=90,
    natural_key=("subject", "measure", "period", "as_of", "document"),
    statement=True,
):
    """A published count, kept apart from what the ledger counts."""

    subject: str = field(
        "对象",
        "Subject",
        description_zh="说的是哪个区域、组织或队伍。",
        description="What it speaks of.",
        example="苏州路演示社区",
        required=True,
        to=("place", "organisation", "team"),
        anchors=True,
    )
    name: str | None = field(
        "指标",
        "Name",
        description_zh="原文里叫什么。",
        description="What the document calls it.",
        example="户数",
        value="name",
    )
    measure: str = field(
        "统计口径",
        "Measure",
        description_zh="数的是什么，以便台账照样数：从列表里选，或写查询条件。",
        description="What it counts, so that the ledger can count the same: a name from the list, or a query.",
        example="户数",
        value="measure",
        required=True,
        aliases=("口径",),
    )
    value: int = field(
        "数值",
        "Value",
        description_zh="公布的数。",
        description="The number.",
        example="2424",
        value="tally",
        required=True,
    )
    bound: str = field(
        "界",
        "Bound",
        description_zh="准确、至少、至多或约。",
        description="exact, at least, at most or about.",
        example="准确",
        value="name",
        vocabulary="bound",
        required=True,
    )
    low: int | None = field(
        "下限",
        "Low",
        description_zh="写“约”时，公布的下限。",
        description="Of about: the stated lower end.",
        example="2400",
        value="tally",
    )
    high: int | None = field(
        "上限",
        "High",
        description_zh="写“约”时，公布的上限。",
        description="Of about: the stated upper end.",
        example="2450",
        value="tally",
    )
    unit: str = field(
        "单位",
        "Unit",
        description_zh="按什么计数。",
        description="What is counted.",
        example="户",
        value="name",
        vocabulary="unit",
        required=True,
    )
    flow: bool | None = field(
        "期间数",
        "Flow",
        description_zh="是一段时间的累计数，不是某一天的数时，填是。",
        description="Counted over a period rather than on a day.",
        example="否",
    )
    period: str | None = field(
        "期间",
        "Period",
        description_zh="哪一年，或从什么时候起。",
        description="A year, or since when.",
        example="2023",
        value="timespan",
    )
    as_of: date | None = field(
        "截至",
        "As of",
        description_zh="是哪一天的数；只写2024表示当年最后一天。",
        description="The day it speaks of; 2024 means its last day.",
        example="2024-11-01",
        value="as_of",
    )
    document: str | None = field(
        "出处",
        "Document",
        description_zh="在哪里公布的。",
        description="Where it was published.",
        example="社区介绍（2024-11-01）",
        value="name",
    )
    note: str | None = field(
        "备注",
        "Note",
        description_zh="看数的人应当知道的事。",
        description="What the reader should know of it.",
        example="网格数未公布",
        remark=True,
    )


class Listing(
    Thing,
    kind="listing",
    zh="台账声明",
    en="Listing",
    example="苏州路演示社区 楼栋长 台账完整，截至 2024-11-01",
    description_zh="说明到某日为止，某处的这类事物已全部登记；有了声明，没登记的才算没有。",
    order=92,
    natural_key=("selector", "within", "as_of"),
    statement=True,
    covers=True,
):
    """A statement that all such things there, on that date, are in the ledger.

    Only under a listing does absence mean that something is absent.
    """

    selector: str = field(
        "范围条件",
        "Selector",
        description_zh="登记齐全的是哪些事物。",
        description="Which things the list is of.",
        example="kind=post role=楼栋长",
        value="selector",
        required=True,
    )
    within: str = field(
        "所在区域",
        "Within",
        description_zh="在哪个区域。",
        description="Where.",
        example="苏州路演示社区",
        required=True,
        to=("place",),
        anchors=True,
    )
    as_of: date = field(
        "截至",
        "As of",
        description_zh="到哪一天登记齐全。",
        description="The day on which it was complete.",
        example="2024-11-01",
        value="as_of",
        required=True,
        past=True,
    )
    document: str | None = field(
        "出处",
        "Document",
        description_zh="谁说的，写在哪里。",
        description="Who says so, and where.",
        example="社区台账",
        value="name",
    )


class Exemption(
    Thing,
    kind="exception",
    zh="例外",
    en="Exception",
    example="演示商场网格 不适用 网格员标准，至 2025-12-31",
    description_zh="某条标准在某个区域暂不适用，写明到哪天、由谁决定、为什么。",
    order=94,
    natural_key=("norm", "place", "since"),
    statement=True,
    covers=True,
):
    """A norm waived at a place until a day, by whom and why."""

    norm: str = field(
        "标准",
        "Norm",
        description_zh="标准的编号。",
        description="Identifier of the norm.",
        example="suzhoulu-governance-grid",
        value="name",
        required=True,
    )
    place: str = field(
        "区域",
        "Place",
        description_zh="在哪个区域不适用。",
        description="Where it is waived.",
        example="苏州路演示社区/商场网格",
        required=True,
        to=("place",),
        anchors=True,
    )
    reason: str = field(
        "理由",
        "Reason",
        description_zh="为什么不适用。",
        description="Why.",
        example="正在改造",
        value="name",
        required=True,
    )
    who: str | None = field(
        "决定者",
        "Decided by",
        description_zh="由哪个单位决定。",
        description="The office that decided.",
        example="街道党工委",
        value="name",
    )
