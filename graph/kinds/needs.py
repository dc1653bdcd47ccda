"""Needs: what somebody wants, asks for or complains of, and who raised it."""

from __future__ import annotations

from datetime import date

from graph.kinds.alike import display_order_field, note_field
from graph.kinds.base import Sensitivity, Thing, Tie, field
from graph.kinds.looks import Line, Look


class Need(
    Thing,
    kind="need",
    zh="需求",
    en="Need",
    example="苏州路演示社区//假期托管",
    description_zh="需求：微心愿、问题或请求；由谁提出，不告诉当事的一方。",
    order=62,
    natural_key=("number", "located_at", "name", "raised_on"),
    happens="raised_on",
    numbered="number",
    units=("cases", "things"),
    named_outside=False,  # what somebody elsewhere wants is their own
    look=Look("#fff4e0", "#b26a00", radius=10),
):
    """A wish, a problem or a request; who raised it is told to nobody whom it concerns."""

    number: str | None = field(
        "需求号",
        "Number",
        description_zh="本单位自己的编号。",
        description="The office's own number.",
        example="XQ-2024-031",
        value="name",
        aliases=("序号", "工单号"),
    )
    name: str = field(
        "名称",
        "Name",
        description_zh="用几个字写需要什么，不写任何人的姓名。",
        description="What is needed, in a few words, without anybody's name.",
        example="假期有人照看孩子",
        value="name",
        required=True,
        aliases=("需求内容", "内容", "微心愿"),
    )
    category: str | None = field(
        "类别",
        "Category",
        description_zh="需要什么，按类别树填写。",
        description="What is needed, by the tree of categories.",
        example="课后托管",
        value="name",
        vocabulary="category",
        aliases=("需求类别",),
    )
    about: str | None = field(
        "涉及",
        "About",
        description_zh="涉及或反映的是谁、什么；不会请它来办。",
        description="Whom or what it complains of or is about; that is never asked to meet it.",
        example="苏州路演示社区//演示安居物业公司",
        to=("organisation", "team", "person", "post", "venue"),
    )
    quantity: int | None = field(
        "数量",
        "Quantity",
        description_zh="要多少；不写表示1。",
        description="How much is needed; empty = 1.",
        example="300",
        value="wanted",
    )
    unit: str | None = field(
        "单位",
        "Unit",
        description_zh="按什么计数。",
        description="In what it is counted.",
        example="本",
        value="name",
        vocabulary="unit",
    )
    divisible: bool | None = field(
        "可分",
        "Divisible",
        description_zh="给一部分有没有用；不写时，多于1的算可分，座、间、场不可分。",
        description="Whether a part of it helps; empty = where more than one is needed and it is no seat, room or hall.",
        example="是",
        aliases=("可拆分",),
    )
    max_givers: int | None = field(
        "最多几家",
        "Most givers",
        description_zh="最多由几家来办。",
        description="From at most how many givers.",
        example="2",
        value="tally",
    )
    together_with: str | None = field(
        "须同时满足",
        "Together with",
        description_zh="少了它这一条就没有意义的另一个需求：要么都满足，要么都不满足。",
        description="A need without which this one is of no use: both are met, or neither.",
        example="XQ-2024-032",
        to=("need",),
    )
    priority: str | None = field(
        "紧急程度",
        "Priority",
        description_zh="紧急、重要或一般；不写是一般。",
        description="urgent, high or normal; empty = normal.",
        example="一般",
        value="name",
        vocabulary="priority",
        aliases=("优先级",),
    )
    raised_on: date | None = field(
        "提出日期",
        "Raised on",
        description_zh="哪天提出的。",
        description="The day on which it was raised.",
        example="2024-10-20",
        aliases=("登记日期",),
        past=True,
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
        aliases=("办理期限", "截止时限"),
        not_before=("raised_on", "from"),
    )
    weekdays: str | None = field(
        "星期",
        "Weekdays",
        description_zh="星期几合适；不写表示都可以。",
        description="On which days of the week; empty = any.",
        example="周一至周五",
        value="weekdays",
    )
    hours: str | None = field(
        "时段",
        "Hours",
        description_zh="一天里哪些时段合适；不写表示都可以。",
        description="At which hours of the day; empty = any.",
        example="08:30-17:30",
        value="hours",
    )
    channel: str | None = field(
        "渠道",
        "Channel",
        description_zh="从哪里来的。",
        description="How it came in.",
        example="居民信箱",
        value="name",
        vocabulary="channel",
    )
    for_classes: tuple[str, ...] | None = field(
        "对象条件",
        "For classes",
        description_zh="需要的人属于哪些对象：已核实、不符，或还没有核实。",
        description="To which classes the one in need belongs: verified, refused, or not looked at yet.",
        example="60岁及以上（已核实）",
        value="standings",
        vocabulary="eligibility",
        sensitivity=Sensitivity.PERSONAL,
    )
    display_order: int | None = display_order_field()
    note: str | None = note_field("可分两批")


class Raises(
    Tie,
    kind="raises",
    column="提出人",
    column_at="target",
    zh="提出",
    en="Raises",
    example="演示小学 提出 假期托管",
    description_zh="需求由谁提出；不给所涉及的一方看。",
    order=202,
    natural_key=("source", "target", "since"),
    source=("person", "organisation", "team"),
    target=("need",),
    reverse=("由谁提出", "is raised by"),
    of_person=Sensitivity.PERSONAL,
    consent=("purpose", "agreed_on", "agreed_until"),
    look=Line("#b26a00", 6),
):
    """Who raised it; never shown to whom it is about, and a person only while they agree to be named."""

    purpose: str | None = field(
        "署名用途",
        "Purpose",
        description_zh="本人同意为什么事署名；不写就不署名。",
        description="For what the person agreed to be named; empty = they did not.",
        example="上门前联系本人",
        value="name",
        sensitivity=Sensitivity.INTERNAL,
    )
    agreed_on: date | None = field(
        "同意日期",
        "Agreed on",
        description_zh="从哪天起同意署名（含当天）；不写就不署名。",
        description="The first day on which they agree to be named; empty = they did not.",
        example="2024-10-20",
        sensitivity=Sensitivity.INTERNAL,
        past=True,
    )
    agreed_until: date | None = field(
        "同意到期",
        "Agreed until",
        description_zh="从哪天起不再同意（不含当天）；撤回时写撤回那天，当天就不再显示。",
        description="The first day on which they agree no more; withdrawing it is writing that day.",
        example="2025-04-20",
        sensitivity=Sensitivity.INTERNAL,
        aliases=("撤回日期",),
        not_before=("agreed_on",),
    )
