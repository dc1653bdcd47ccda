"""The tie between an offer, unit or project and a need: proposed, asked, claimed, done."""

from __future__ import annotations

from datetime import date

from graph.kinds.base import Tie, field
from graph.kinds.looks import Line


class Meets(
    Tie,
    kind="meets",
    zh="供需",
    en="Meets",
    example="图书 满足 假期托管 300 本",
    description_zh="一项资源或项目为一个需求做什么，从建议到结果。",
    order=204,
    natural_key=("source", "target", "asked_on", "on"),
    source=("offer", "organisation", "project"),
    target=("need", "project"),
    reverse=("由谁满足", "is met by"),
    look=Line("#b26a00", 4, (7, 4)),
):
    """What an offer or a project does for a need, from a proposal to the result."""

    quantity: int | None = field(
        "数量",
        "Quantity",
        description_zh="多少；不写表示1。",
        description="How much of it; empty = 1.",
        example="300",
        value="wanted",
    )
    state: str = field(
        "状态",
        "State",
        description_zh="拟对接、已询问、已认领、已婉拒、已退回、已完成或未办成。",
        description="proposed, asked, claimed, declined, released, done or failed.",
        example="已认领",
        value="name",
        vocabulary="meeting",
        required=True,
        selects="status",
    )
    asked_on: date | None = field(
        "询问日期",
        "Asked on",
        description_zh="哪天问的。",
        description="The day on which the giver was asked.",
        example="2024-11-01",
        past=True,
    )
    on: date | None = field(
        "交付日期",
        "On",
        description_zh="哪天交付；不写按询问那天算。",
        description="The day of delivery; empty = when it was asked.",
        example="2025-01-20",
    )
    reply_by: date | None = field(
        "答复期限",
        "Reply by",
        description_zh="最晚哪天答复，过了这天就作废。",
        description="The last day for an answer; an ask lapses after it.",
        example="2024-11-08",
        not_before=("asked_on",),
    )
    pinned: bool | None = field(
        "指定",
        "Pinned",
        description_zh="由人指定，编排时不改动。",
        description="Decided by a person: no plan changes it.",
        example="否",
        aliases=("人工指定",),
    )
    liaison: str | None = field(
        "联络人",
        "Liaison",
        description_zh="通过哪个职务联络。",
        description="The post through which they talk.",
        example="演示图书馆党总支//联络员",
        to=("post",),
    )
    reason: str | None = field(
        "理由",
        "Reason",
        description_zh="为什么婉拒、退回、指定或没有办成。",
        description="Why declined, released, pinned or failed.",
        example="本月人手已满",
    )
