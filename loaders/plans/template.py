"""The workbook of a plan to fill in: headers, drop-downs, notes, and examples that are no lines (SEMANTICS K40)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from graph.adjusting.register import ADJUSTMENTS, Adjustment
from graph.forms.answer_book import set_up_paper
from graph.forms.sheets import DAY as DAY_FORMAT
from graph.forms.sheets import MAY, MUST, TEXT, TITLE, WRAPPED, put, styled, width
from graph.kinds import kind_of
from graph.planning.line import DAY, ORDER, REASON, WORK
from graph.rules import Vocabulary, base_vocabulary
from graph.words import caption
from loaders.columns import ASIDE
from loaders.plans.columns import OBJECT, PlanColumn, part_in, plan_columns

_ROWS = 300  # below the header that have drop-downs
_WIDE = 18
_NEEDED = (WORK, OBJECT)


def write_plan_template(path: Path | str, words: Vocabulary | None = None, lang: str = "zh") -> None:
    """Write an empty plan.

    Args:
        path: The .xlsx file; one that is there is replaced.
        words: What axes are called.
        lang: ``zh`` or ``en``.
    """
    book = Workbook(write_only=True)
    lists = _lists(words or base_vocabulary(), lang)
    _write_plan(book.create_sheet(caption("plan.sheet", lang)), lists, lang)
    _write_examples(book.create_sheet(ASIDE + caption("plan.examples", lang)), lang)
    _write_lists(book.create_sheet(ASIDE + caption("plan.lists", lang)), lists)
    book.save(path)


def _lists(words: Vocabulary, lang: str) -> Mapping[str, list[str]]:
    """Return what may be chosen, by the name of a column."""
    holding = {part.name: part.holds for one in plan_columns() for part in one.parts}
    axes = [words.caption("axis", code, lang) for code in words.lists["axis"]]
    yes = caption("flag.true", lang)
    return {
        WORK: [caption(one.label, lang) for one in ADJUSTMENTS.values()],
        **{name: [yes] for name, holds in holding.items() if holds == "flag"},
        **{name: axes for name, holds in holding.items() if holds == "axis"},
    }


def _write_plan(sheet: Any, lists: Mapping[str, list[str]], lang: str) -> None:
    columns = plan_columns()
    sheet.freeze_panes = f"D{_above(lang) + 2}"
    for place, column in enumerate(columns, 1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = width(column.header(lang), (), _WIDE if column.name in (OBJECT, REASON) else 12)
        dimension.number_format = _format(column)
        if column.name in lists:
            at = list(lists).index(column.name) + 1
            of, last = get_column_letter(at), len(lists[column.name]) + 1
            formula = f"'{ASIDE}{caption('plan.lists', lang)}'!${of}$2:${of}${last}"
            found = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
            letter, first = get_column_letter(place), _above(lang) + 2
            found.add(f"{letter}{first}:{letter}{first + _ROWS}")
            sheet.data_validations.append(found)
    set_up_paper(sheet, _above(lang) + 1, "", lang)
    sheet.append([styled(sheet, caption("plan.sheet", lang), TITLE)])
    for line in caption("plan.help", lang).splitlines():
        sheet.append([put(WriteOnlyCell(sheet), line)])
    sheet.append([_header(sheet, column, lang) for column in columns])


def _above(lang: str) -> int:
    """Return how many rows stand above the header."""
    return 1 + len(caption("plan.help", lang).splitlines())


def _header(sheet: Any, column: PlanColumn, lang: str) -> Any:
    cell = styled(sheet, column.header(lang))
    cell.fill = MUST if column.name in _NEEDED else MAY
    cell.comment = Comment(note_of(column, lang), "linli", width=320, height=220)
    return cell


def note_of(column: PlanColumn, lang: str = "zh") -> str:
    """Return what is shown where the pointer rests on a header: what each piece of work means by it.

    Example:
        >>> print(note_of(next(one for one in plan_columns() if one.name == "axis")))
        调整：在哪个维度上；不写时按现有的那一个
        设立：区域在哪个维度上属于那里；不写表示都是
    """
    if not column.parts:
        return caption(f"plan.note.{column.name}", lang)
    lines = [_note(work, column, lang) for work in ADJUSTMENTS.values() if part_in(column, work) is not None]
    same = {holds for part in column.parts for holds in [part.holds]} & {"references", "fields", "shares"}
    return "\n".join([*lines, *(caption(f"plan.note.{holds}", lang) for holds in sorted(same))])


def _note(work: Adjustment, column: PlanColumn, lang: str) -> str:
    part = part_in(column, work)
    assert part is not None  # whoever calls looks  # noqa: S101
    said = caption("plan.note.of", lang, work=caption(work.label, lang), text=caption(part.help, lang))
    if part.holds == "kind":
        kinds = caption("plan.note.between", lang).join(getattr(kind_of(one), lang) for one in part.kinds)
        return caption("plan.note.among", lang, text=said, kinds=kinds)
    return said


def _format(column: PlanColumn) -> str:
    days = column.name == DAY or any(part.holds == "day" for part in column.parts)
    return DAY_FORMAT if days else "General" if column.name == ORDER else TEXT


def _write_examples(sheet: Any, lang: str) -> None:
    """Write an example a piece of work; the sheet is not read."""
    columns = plan_columns()
    rows = list(_examples(lang))
    for place, column in enumerate(columns, 1):
        values = (row.get(column.name) for row in rows)
        sheet.column_dimensions[get_column_letter(place)].width = width(column.header(lang), values)
    set_up_paper(sheet, 1, "", lang)
    sheet.append([styled(sheet, column.header(lang)) for column in columns])
    for row in rows:
        cells = [WriteOnlyCell(sheet) for _ in columns]
        for cell, column in zip(cells, columns, strict=True):
            cell.alignment = WRAPPED
            put(cell, row.get(column.name))
        sheet.append(cells)


def _examples(lang: str) -> Iterator[dict[str, Any]]:
    for number, work in enumerate(ADJUSTMENTS.values(), 1):
        said = {
            column.name: text
            for column in plan_columns()
            if column.parts and (text := caption(code := f"plan.example.{work.name}.{column.name}", lang)) != code
        }
        why = {REASON: caption("plan.example.reason", lang)} if work.reasoned else {}
        yield {ORDER: number, DAY: "2024-11-08", WORK: caption(work.label, lang), **said, **why}


def _write_lists(sheet: Any, lists: Mapping[str, list[str]]) -> None:
    sheet.sheet_state = "hidden"
    sheet.append([caption(f"plan.list.{name}") if name == WORK else name for name in lists])
    for place in range(max(map(len, lists.values()))):
        sheet.append([said[place] if place < len(said) else None for said in lists.values()])
