"""Assessments: the grade that an organisation was given by a scheme; of people there are none."""

from __future__ import annotations

from graph.kinds.base import Thing, field
from graph.kinds.looks import Look


class Assessment(
    Thing,
    kind="assessment",
    zh="评定",
    en="Assessment",
    example="第一党支部 党支部评星 2023 五星",
    description_zh="评定：某个组织按某个办法评定的等次；只评组织，不评个人。",
    order=96,
    natural_key=("subject", "scheme", "period"),
    statement=True,
    units=("things",),
    look=Look("#fff3e0", "#9a5b00", radius=2),
):
    """The grade that an organisation was given, by a scheme, for a period; people are never assessed."""

    subject: str = field(
        "评定对象",
        "Subject",
        description_zh="评的是哪个组织；不能是个人。",
        description="The organisation that was assessed; never a person.",
        example="锦绣园//锦绣园党支部",
        to=("organisation",),
        required=True,
        anchors=True,
        aliases=("对象",),
    )
    scheme: str = field(
        "评定办法",
        "Scheme",
        description_zh="按什么办法评，如党支部评星、物业双色榜。",
        description="By what it was assessed, such as stars of branches or the two-colour list of property companies.",
        example="党支部评星",
        value="name",
        vocabulary="scheme",
        required=True,
        aliases=("办法", "评定方案"),
    )
    period: str | None = field(
        "期间",
        "Period",
        description_zh="评的是哪段时间。",
        description="The time that it speaks of.",
        example="2023",
        value="timespan",
    )
    grade: str | None = field(
        "等次",
        "Grade",
        description_zh="评定的等次，按办法里的说法写。",
        description="The grade, as the scheme calls it.",
        example="五星",
        value="name",
        aliases=("等级", "星级"),
    )
    issued_by: str | None = field(
        "评定单位",
        "Issued by",
        description_zh="由谁评定。",
        description="Who assessed it.",
        example="街道党工委",
        value="name",
    )
    document: str | None = field(
        "出处",
        "Document",
        description_zh="写在哪里。",
        description="Where it is written.",
        example="评星定级结果（2023）",
        value="name",
    )
