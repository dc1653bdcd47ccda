"""Co-building: agreements between a community and units, the projects under them, and the venues where they meet."""

from __future__ import annotations

from datetime import date

from graph.kinds.alike import display_order_field, note_field
from graph.kinds.base import Thing, Tie, field
from graph.kinds.looks import Line, Look


class Agreement(
    Thing,
    kind="agreement",
    zh="协议",
    en="Agreement",
    example="苏州路演示社区//演示图书馆共建协议",
    description_zh="协议：社区和单位写在纸上的共建约定。",
    order=64,
    natural_key=("number", "party_to", "signed_on"),
    happens="signed_on",
    numbered="number",
    units=("things", "cases"),
    look=Look("#ede7f6", "#4a3a8a", radius=2),
):
    """What a community and a unit have agreed to do together, on paper."""

    number: str | None = field(
        "协议号",
        "Number",
        description_zh="本单位自己的编号。",
        description="The office's own number.",
        example="GJ-2024-05",
        value="name",
        aliases=("协议编号",),
    )
    name: str | None = field(
        "名称",
        "Name",
        description_zh="叫什么。",
        description="What it is called.",
        example="演示图书馆共建协议",
        value="name",
        aliases=("协议名称",),
    )
    place: str | None = field(
        "所在区域",
        "Place",
        description_zh="为哪个社区签的。",
        description="The community that it was made for.",
        example="苏州路演示社区",
        to=("place",),
        anchors=True,
    )
    modes: tuple[str, ...] | None = field(
        "共建方式",
        "Modes",
        description_zh="怎么共建，按架构模板填写。",
        description="How they work together, by the profile.",
        example="资源共享、活动共办",
        vocabulary="mode",
    )
    signed_on: date | None = field(
        "签订日期",
        "Signed on",
        description_zh="哪天签的。",
        description="The day of signing.",
        example="2024-03-01",
        past=True,
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
    note: str | None = note_field("一年一签")


class Project(
    Thing,
    kind="project",
    zh="项目",
    en="Project",
    example="苏州路演示社区//假期课堂",
    description_zh="项目：按协议做的事，或等人认领的事。",
    order=66,
    natural_key=("number", "under", "located_at", "name"),
    numbered="number",
    units=("things", "cases"),
    look=Look("#e8f0fe", "#1a4f9c", radius=10),
):
    """What is done under an agreement, or waits for somebody who claims it."""

    number: str | None = field(
        "项目号",
        "Number",
        description_zh="本单位自己的编号。",
        description="The office's own number.",
        example="XM-2024-07",
        value="name",
        aliases=("项目编号",),
    )
    name: str = field(
        "名称",
        "Name",
        description_zh="叫什么。",
        description="What it is called.",
        example="假期课堂",
        value="name",
        required=True,
        aliases=("项目名称",),
    )
    category: str | None = field(
        "类别",
        "Category",
        description_zh="做什么，按类别树填写。",
        description="What is done, by the tree of categories.",
        example="课后托管",
        value="name",
        vocabulary="category",
        aliases=("项目类别",),
    )
    quantity: int | None = field(
        "数量",
        "Quantity",
        description_zh="多少；不写表示1。",
        description="How much of it; empty = 1.",
        example="10",
        value="wanted",
    )
    unit: str | None = field(
        "单位",
        "Unit",
        description_zh="按什么计数。",
        description="In what it is counted.",
        example="场",
        value="name",
        vocabulary="unit",
    )
    from_: date | None = field(
        "最早日期", "From", description_zh="不早于这一天。", description="Not before this day.", example="2025-01-15"
    )
    due: date | None = field(
        "期限",
        "Due",
        description_zh="不晚于这一天（含当天）。",
        description="By this day, inclusive.",
        example="2025-02-28",
        not_before=("from",),
    )
    status: str | None = field(
        "状态",
        "Status",
        description_zh="计划、待认领、已认领、进行中、已完成或已取消。",
        description="planned, open (to be claimed), claimed, running, done or dropped.",
        example="待认领",
        value="name",
        vocabulary="project_status",
    )
    funding: str | None = field(
        "资金来源",
        "Funding",
        description_zh="钱从哪里来。",
        description="From what it is paid.",
        example="党组织服务群众经费",
        value="name",
    )
    amount: float | None = field(
        "金额",
        "Amount",
        description_zh="一共用多少钱，元。",
        description="How much money it takes, in yuan.",
        example="30000",
        value="extent",
        units=("yuan",),
        aliases=("经费金额",),
    )
    display_order: int | None = display_order_field()
    note: str | None = note_field("寒假两周")


class PartyTo(
    Tie,
    kind="party_to",
    column="签约方",
    column_at="target",
    zh="签约",
    en="Party to",
    example="演示图书馆党总支 签约 共建协议",
    description_zh="协议由谁签。",
    order=206,
    natural_key=("source", "target", "side", "since"),
    source=("organisation",),
    target=("agreement",),
    reverse=("签约方", "is signed by"),
    look=Line("#4a3a8a", 7),
):
    """Who signed it."""

    side: str | None = field(
        "方",
        "Side",
        description_zh="甲方（社区一方）或乙方（共建单位）。",
        description="host (the community's side) or partner.",
        example="乙方",
        value="name",
        vocabulary="side",
    )


class Under(
    Tie,
    kind="under",
    column="所属协议",
    zh="依据",
    en="Under",
    example="假期课堂 依据 共建协议",
    description_zh="项目依据哪份协议。",
    order=208,
    natural_key=("source", "target", "since"),
    source=("project",),
    target=("agreement",),
    reverse=("下有项目", "has project"),
    single=(),
    look=Line("#4a3a8a", 8),
):
    """Under which agreement a project is done."""
