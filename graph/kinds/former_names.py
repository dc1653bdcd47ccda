"""What a thing was once called, and until when: the name that a rename takes away is kept, so that it is still found.

Not of needs and projects, whose names may tell a door (SEMANTICS V8), nor of what has been and is counted.
"""

from __future__ import annotations

from graph.kinds.base import Thing, field
from graph.kinds.looks import Look


class FormerName(
    Thing,
    kind="former_name",
    zh="曾用名",
    en="Former name",
    example="苏州路演示社区/锦绣园 曾用名 演示新村 至2021-12-31",
    description_zh="曾用名：某个事物以前叫什么、叫到哪一天；改名时自动记下，查旧名仍能找到。",
    order=97,
    natural_key=("subject", "name", "since"),
    statement=True,
    units=("things",),
    look=Look("#f5f5f5", "#616161", radius=2),
):
    """What a thing was called before, until a day; written down when it is renamed, so that the old name finds it."""

    subject: str = field(
        "对象",
        "Subject",
        description_zh="什么事物以前这样叫；不含人员、需求和项目。",
        description="What was called so; never a person, a need or a project.",
        example="苏州路演示社区/锦绣园",
        to=("place", "organisation", "post", "team", "venue", "offer", "agreement", "routine"),
        required=True,
        anchors=True,
    )
    name: str = field(
        "名称",
        "Name",
        description_zh="以前叫什么。",
        description="What it was called.",
        example="演示新村",
        value="name",
        required=True,
        aliases=("曾用名", "原名", "旧名"),
    )
