"""Territory: places and how one lies in another."""

from __future__ import annotations

from graph.kinds.alike import note_field
from graph.kinds.base import Thing, Tie, field
from graph.kinds.looks import Line, Look


class Place(
    Thing,
    kind="place",
    zh="区域",
    en="Place",
    example="苏州路演示社区/锦绣园/3号楼",
    description_zh="从省到户室，一级套一级；有代码的按代码和来源识别，其余按上级和名称识别。",
    order=10,
    natural_key=("code", "code_source", "parent", "name"),
    named="path",
    word="level",
    look=Look("#e6eef6", "#3b5b7a"),
):
    """Territory, from a province down to one home; a home (户室) is the deepest.

    Coded places are known by code and source, since sources disagree over time; the others by
    parent and name.
    """

    name: str = field(
        "名称",
        "Name",
        description_zh="在上级区域里叫什么。",
        description="Its name within its parent.",
        example="3号楼",
        value="name",
        required=True,
    )
    level: str = field(
        "层级",
        "Level",
        description_zh="在架构模板里属于哪一级。",
        description="Which level of the profile it is on.",
        example="楼栋",
        value="name",
        vocabulary="level",
        required=True,
    )
    profile: str | None = field(
        "架构模板",
        "Profile",
        description_zh="只写在最上一级：它和它以下各级用哪个架构模板。",
        description="On a root: the profile that it and all below follow.",
        example="suzhoulu",
        value="name",
    )
    code: str | None = field(
        "代码",
        "Code",
        description_zh="官方代码，按级别为2、4、6、9或12位数字。",
        description="Official code, by structure 2, 4, 6, 9 or 12 digits.",
        example="370285002018",
        value="code",
    )
    code_source: str | None = field(
        "代码来源",
        "Code source",
        description_zh="代码由谁发布。",
        description="Who issued the code.",
        example="国家统计局",
        value="name",
    )
    code_version: str | None = field(
        "代码版本",
        "Code version",
        description_zh="代码是哪一版。",
        description="Edition of the source.",
        example="2023-06",
        value="name",
    )
    short_name: str | None = field(
        "简称",
        "Short name",
        description_zh="平时怎么叫。",
        description="What people call it.",
        example="苏州路社区",
        value="name",
        aliases=("别名",),
    )
    type: str | None = field(
        "类型",
        "Type",
        description_zh="区域的类型；有的标准对某些类型不适用。",
        description="A type that norms may exclude.",
        example="专属网格",
        value="name",
        vocabulary="type",
    )
    point: str | None = field(
        "坐标",
        "Point",
        description_zh="经度、纬度和所用坐标系。",
        description="Longitude, latitude and their reference system.",
        example="120.5,36.8 gcj02",
        value="point",
    )
    bounds: str | None = field(
        "四至",
        "Bounds",
        description_zh="东、南、西、北各到哪里。",
        description="What bounds it on its four sides.",
        example="东至演示路，南至演示街，西至演示河，北至演示巷",
        aliases=("四至范围",),
    )
    occupancy: str | None = field(
        "入住情况",
        "Occupancy",
        description_zh="户室有人住还是空着。",
        description="Of a home: occupied or empty.",
        example="入住",
        value="name",
        vocabulary="occupancy",
    )
    households: int | None = field(
        "户数",
        "Households",
        description_zh="户室里住着几户。",
        description="Of a home: households that live in it.",
        example="1",
        value="tally",
        aliases=("住户数",),
        units=("households",),
    )
    residents: int | None = field(
        "人口数",
        "Residents",
        description_zh="住在这里的人数。",
        description="People who live there, counted.",
        example="3",
        value="tally",
        units=("people",),
    )
    residents_60: int | None = field(
        "60岁及以上人数",
        "Residents of 60 and over",
        description_zh="其中满60岁的人数。",
        description="Of those, at least 60 years old.",
        example="1",
        value="tally",
        units=("people",),
    )
    residents_14: int | None = field(
        "14岁以下人数",
        "Residents under 14",
        description_zh="其中不满14岁的人数。",
        description="Of those, younger than 14.",
        example="1",
        value="tally",
        units=("people",),
    )
    display_order: int | None = field(
        "排序号",
        "Display order",
        description_zh="同级区域中按本单位习惯排第几。",
        description="The office's own order among siblings.",
        example="3",
    )
    note: str | None = note_field("2021年改造")


class PartOf(
    Tie,
    kind="part_of",
    column="上级区域",
    column_also=("上级", "所属区域"),
    zh="隶属区域",
    en="Part of",
    example="3号楼 隶属 锦绣园",
    description_zh="一个区域在另一个区域之内；不写维度的，在没有另写上级的各个维度上都算。",
    order=110,
    natural_key=("source", "target", "axis", "since"),
    source=("place",),
    target=("place",),
    reverse=("包含", "contains"),
    single=("axis",),
    at_place=("place",),
    look=Line("#8c96a0", 1),
):
    """A place lies in another, on an axis.

    No axis named counts on every axis on which the place has no other parent. One parent at a
    time on an axis; a cycle or a second parent refuses the commit.
    """

    axis: str | None = field(
        "维度",
        "Axis",
        description_zh="属地还是物业；不写表示两者都算。",
        description="territory or property; empty = both.",
        example="属地",
        value="name",
        vocabulary="axis",
    )
