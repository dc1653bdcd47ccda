"""Which column of a table of codes is which: by the headers of tables in circulation, else by a mapping file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.words.listed import Listed
from loaders.mapping import FileMap, TableMap
from loaders.readers.habits import header_text
from loaders.report import Report, Where

#: By column, the headers that it has in the tables in circulation.
HEADERS = {
    "code": ("code", "代码", "区划代码", "行政区划代码", "统计用区划代码", "区划编码"),
    "parent": ("parent", "parent_code", "pcode", "上级", "上级代码", "父级代码"),
    "level": ("level", "级别", "层级"),
    "name": ("name", "名称", "区划名称", "行政区划名称"),
}
#: What a mapping file may say that a column of theirs is.
ROLES = {
    "code": "代码",
    "code_part": "代码的一段：各段依次相连才是代码",
    "name": "名称",
    "parent": "上级代码；可以有几列，取最低的一级",
    "parent_part": "上级代码的一段：各段依次相连才是上级代码",
    "level": "级别：1 至 5，或层级的名称",
    "id": "行号，上级行号所指的",
    "parent_id": "上级那一行的行号",
}


@dataclass(frozen=True)
class Named:
    """The columns of a table by what they are: for each role the positions, in the order in which they are named."""

    places: dict[str, list[int]]

    @property
    def whole(self) -> bool:
        """Whether codes and names are there."""
        return "name" in self.places and bool({"code", "code_part"} & self.places.keys())


def column_of(header: str) -> str | None:
    """Return which column a header names; None where it names none."""
    said = header_text(header).lower()
    return next((name for name, known in HEADERS.items() if said in known), None)


def named(headers: Sequence[str], table: TableMap | None) -> Named:
    """Return the columns of a table; where a mapping names any, headers that it does not name say nothing."""
    found: dict[str, list[int]] = {}
    if table is not None and table.columns:
        places = table.places(headers)
        for theirs, role in table.columns.items():
            if role and theirs in places:
                found.setdefault(role, []).append(places[theirs])
        return Named(found)
    for place, header in enumerate(headers):
        if (name := column_of(header)) and name not in found:
            found[name] = [place]
    return Named(found)


def check_roles(mapping: FileMap, report: Report) -> None:
    """Refuse what no column of a table of codes can be."""
    for table in mapping.tables:
        for theirs, role in table.columns.items():
            if role and role not in ROLES:
                where = Where(mapping.file, None, table.line, theirs)
                report.error("map_role", where, found=role, expected=Listed(ROLES))
