"""志愿服务证明: a service record as one page to print and seal, in the words of an office."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from graph.answers import Answer
from graph.answers.served_said import hours_of
from graph.forms.answer_book import set_up_paper
from graph.forms.sheets import TITLE, WRAPPED, put, styled
from graph.words import caption

_WIDTHS = (14, 34, 20, 24, 10, 10)


def write_certificate(
    path: Path | str, answer: Answer, name: str, by: str, called: Callable[[str], str], lang: str = "zh"
) -> None:
    """Write the record of one person or team as a certificate.

    Args:
        path: The .xlsx file; one that is there is replaced.
        answer: The answer to ``served``.
        name: What whoever it is for is called.
        by: Who made it.
        called: What a category is called, by its code.
        lang: ``zh`` or ``en``.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(caption("certificate.title", lang))
    [total] = answer.frames["sum"].iter_rows(named=True)
    for letter, width in zip("ABCDEF", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    note = caption("certificate.note", lang, revision=answer.revision)
    heads = [caption(f"column.{one}", lang) for one in ("held_on", "activity", "category", "place", "times")]
    above, below = _above(answer, total, name, lang), _below(answer, total, by, lang)
    set_up_paper(sheet, len(above) + 2, note, lang)
    sheet.append([styled(sheet, caption("certificate.title", lang), TITLE)])
    for line in above:
        sheet.append([put(WriteOnlyCell(sheet), line)])
    sheet.append([styled(sheet, one) for one in (*heads, caption("certificate.hours", lang))])
    for row in answer.rows.filter(came=True).iter_rows(named=True):
        place = None if row["place"] is None else row["place"]["name"]
        category = None if row["category"] is None else called(row["category"])
        cells = (row["held_on"], row["activity"]["name"], category, place, row["times"], hours_of(row["minutes"]))
        sheet.append([_wrapped(sheet, one) for one in cells])
    for line in (*below, note):
        sheet.append([put(WriteOnlyCell(sheet), line)])
    book.save(path)


def _above(answer: Answer, total: Mapping[str, Any], name: str, lang: str) -> list[str]:
    first, last = answer.options["first"], answer.options["last"] or answer.on.isoformat()
    code = "between" if first and answer.options["last"] else "from" if first else "until"
    span = caption(f"certificate.{code}", lang, first=first, last=last)
    hours = hours_of(total["minutes"]) or "0"
    return ["", caption("certificate.text", lang, name=name, span=span, times=total["times"], hours=hours), ""]


def _below(answer: Answer, total: Mapping[str, Any], by: str, lang: str) -> list[str]:
    lines = [""]
    if total["unwritten"]:
        lines.append(caption("certificate.unwritten", lang, count=total["unwritten"]))
    if total["points"] is not None:
        lines.append(caption("certificate.points", lang, points=total["points"]))
    signed: tuple[tuple[str, dict[str, str]], ...] = (
        ("sign", {}),
        ("by", {"by": by}),
        ("day", {"day": answer.on.isoformat()}),
    )
    return [
        *lines,
        caption("certificate.closing", lang),
        "",
        *(caption(f"certificate.{code}", lang, **said) for code, said in signed),
        "",
    ]


def _wrapped(sheet: Any, value: Any) -> Any:
    cell = put(WriteOnlyCell(sheet), value)
    cell.alignment = WRAPPED
    return cell
