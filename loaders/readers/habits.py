"""What people do in spreadsheets that is no data: marks on headers, 同上, 合计 rows, lines for signatures."""

from __future__ import annotations

import re
from typing import Any

from graph.values import cell

#: Cells that stand for the cell above.
DITTO = frozenset({"同上", "同前", "同上行", "同上一行", "〃", "″", "”", '"', "''", "′′"})
_DITTO_LONGEST = 12
_AROUND = re.compile(r"\s+|^[（(]|[）)。.]$")
#: What Excel, WPS and LibreOffice show where a formula failed; in a CSV they are text.
BROKEN = frozenset(
    (
        *("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"),
        *("#GETTING_DATA", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#EXTERNAL!", "#PYTHON!"),
        *(f"{said}:{number}" for said in ("Err", "错误") for number in range(501, 541)),
    )
)

_MARKS = re.compile(r"[（(](?:必填|选填|可不填|必须|下拉选择|下拉)[^）)]*[）)]|[*＊※★]|[:：]$")
_DOTS = re.compile(r"\s*[•‧・∙⋅·]\s*")
#: Texts without any mark, as nearly all are that are asked whether they are a header: returned as they are.
_BARE = re.compile(r"[0-9A-Za-z\u4e00-\u9fff]+")
_TOTAL = re.compile(r"(?:合计|小计|总计|共计|累计)[:：]?\d*")
#: What a cell that says that its row is no data may begin with; looked at before the expressions are.
SKIPPED_SIGNS = frozenset("合小总共累填制审注说备复联 \u3000")
_ASIDE = re.compile(r"(?:填表|填报|制表|审核|复核|联系人及|注\d?[:：]|说明[:：]|备注[:：])")


class Broken(str):
    """The cell of a formula that failed, or that was never computed."""

    __slots__ = ()


class Steering(str):
    """A cell with a control character in it, as it was written."""

    __slots__ = ()


def header_text(raw: Any) -> str:
    r"""Return what a header says without the marks around it; brackets that say which stay.

    Example:
        >>> header_text("* 名 称\n（必填）"), header_text("上级区域(物业)"), header_text("上级 • 链条")
        ('名称', '上级区域（物业）', '上级·链条')
    """
    if not isinstance(raw, str):
        return cell.text(raw) or ""
    if _BARE.fullmatch(raw):
        return raw
    text = _MARKS.sub("", "".join(cell.narrow(raw).split()))
    return _DOTS.sub("·", text).replace("(", "（").replace(")", "）")


def in_words(column: list[Any]) -> list[Any]:
    """Return a column with ticked boxes in words; True and 1 would be one value to whatever compares cells.

    Example:
        >>> in_words([True, 1, "", False])
        ['是', 1, '', '否']
    """
    if bool not in set(map(type, column)):
        return column
    return ["是" if one is True else "否" if one is False else one for one in column]


def is_ditto(value: Any) -> bool:
    """Return whether a cell stands for the one above it.

    Example:
        >>> is_ditto("同 上"), is_ditto("（同上）"), is_ditto("同上楼")
        (True, True, False)
    """
    if not isinstance(value, str):
        return False
    said = value.strip()
    return said in DITTO or ("同" in said and len(said) <= _DITTO_LONGEST and _AROUND.sub("", said) in DITTO)


def why_skipped(first: Any) -> str | None:
    """Return why a row that begins with this cell is no data: ``total`` or ``aside``; None where it may be.

    Example:
        >>> why_skipped("合 计"), why_skipped("填表人：某某"), why_skipped("小区党支部")
        ('total', 'aside', None)
    """
    if not isinstance(first, str):
        return None
    said = "".join(cell.narrow(first).split())
    if _TOTAL.fullmatch(said):
        return "total"
    return "aside" if _ASIDE.match(said) else None
