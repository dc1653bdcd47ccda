"""A table of signs: subjects down the side, norms along the top, a sign in each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.errors import BadInput
from graph.pictures.drawing import BADGE, FAINT, INK, Drawing
from graph.pictures.marks import MARKS
from graph.pictures.measuring import ems, wrapped
from graph.words import caption

_MARGIN, _GAP, _PAD = 18.0, 8.0, 6.0
_HEAD, _TEXT, _SMALL, _LEADING = 18.0, 12.5, 11.5, 1.45
_SIDE, _TOP = 26.0, 6.0  # ems of a name down the side and of one along the top, before it is wrapped
_MOST_ROWS, _MOST_COLUMNS = 200, 40  # more than that nobody reads on one sheet


def matrix(
    title: str,
    told: str,
    side: Sequence[str],
    top: Sequence[str],
    cells: Mapping[tuple[int, int], tuple[str, str]],
    lang: str,
    blank: str = "",
) -> str:
    """Return an SVG drawing.

    Args:
        title: What stands above.
        told: The line below it.
        side: What each row is called.
        top: What each column is called.
        cells: By row and column, a mark and a few characters beside it, if any.
        lang: ``zh`` or ``en``.
        blank: What an empty cell means.

    Raises:
        BadInput: There are more rows or columns than anybody reads on one sheet.
    """
    if len(side) > _MOST_ROWS or len(top) > _MOST_COLUMNS:
        most = (len(side), _MOST_ROWS) if len(side) > _MOST_ROWS else (len(top), _MOST_COLUMNS)
        raise BadInput("picture_matrix_too_large", count=most[0], limit=most[1])
    drawing, y = Drawing(), _MARGIN
    for text, size, bold, colour in [
        *((one, _HEAD, True, INK) for one in wrapped(title, 46)),
        (told, _SMALL, False, FAINT),
    ]:
        _write(drawing, text, (_MARGIN, y), size, bold=bold, colour=colour)
        y += size * _LEADING
    names = [wrapped(one, _SIDE) for one in side]
    heads = [wrapped(one, _TOP) for one in top]
    left = _MARGIN + max((ems(line) * _TEXT for name in names for line in name), default=0.0) + 2 * _PAD
    widths = [_wide(at, heads, cells) for at in range(len(top))]
    lefts = [left + sum(widths[:at]) for at in range(len(top) + 1)]
    y += _GAP
    deep = max((len(head) for head in heads), default=0)
    for at, head in enumerate(heads):
        for line, text in enumerate(head):
            above = y + (deep - len(head) + line) * _SMALL * _LEADING
            _write(drawing, text, (lefts[at] + _PAD, above), _SMALL, bold=True)
    y += deep * _SMALL * _LEADING + _PAD
    for row, name in enumerate(names):
        drawing.rule(y, lefts[-1])
        high = max(len(name) * _TEXT * _LEADING, BADGE) + 2 * _PAD
        for line, text in enumerate(name):
            _write(drawing, text, (_MARGIN, y + _PAD + line * _TEXT * _LEADING), _TEXT)
        for column in range(len(top)):
            if (row, column) in cells:
                mark, text = cells[row, column]
                drawing.badge((lefts[column] + _PAD, y + (high - BADGE) / 2), MARKS[mark])
                where = (lefts[column] + _PAD + BADGE + 4, y + (high - _TEXT * _LEADING) / 2)
                _write(drawing, text, where, _TEXT)
        y += high
    drawing.rule(y, lefts[-1])
    _legend(drawing, y + _GAP, {mark for mark, _ in cells.values()}, lang, blank)
    said = [told, *(_said(side, top, cells, row, lang) for row in range(len(side)))]
    return drawing.svg(title, "\n".join(said), lang, _MARGIN)


def _wide(column: int, heads: Sequence[Sequence[str]], cells: Mapping[tuple[int, int], tuple[str, str]]) -> float:
    texts = [ems(text) * _TEXT for (_, at), (_, text) in cells.items() if at == column]
    inner = max([BADGE + 4 + wide for wide in texts] or [BADGE])
    return max([inner, *(ems(line) * _SMALL * 1.06 for line in heads[column])]) + 2 * _PAD


def _write(
    drawing: Drawing, text: str, at: tuple[float, float], size: float, *, bold: bool = False, colour: str = INK
) -> None:
    drawing.write(text, (at[0], at[1] + size * (_LEADING / 2 + 0.36)), size, bold=bold, colour=colour)


def _legend(drawing: Drawing, y: float, used: set[str], lang: str, blank: str) -> None:
    x = _MARGIN
    for code in (code for code in MARKS if code in used):
        text = caption(f"mark.{code}", lang)
        drawing.badge((x, y), MARKS[code])
        drawing.write(text, (x + BADGE + 6, y + BADGE / 2 + _SMALL * 0.36), _SMALL, colour=FAINT)
        x += BADGE + 6 + ems(text) * _SMALL + 2 * _GAP
    if blank:
        drawing.write(blank, (x, y + BADGE / 2 + _SMALL * 0.36), _SMALL, colour=FAINT)


def _said(
    side: Sequence[str], top: Sequence[str], cells: Mapping[tuple[int, int], tuple[str, str]], row: int, lang: str
) -> str:
    """Return a row in words, for screen readers."""
    told = (
        caption(
            "picture.because", lang, who=top[column], why=" ".join(filter(None, (caption(f"mark.{mark}", lang), text)))
        )
        for (at, column), (mark, text) in sorted(cells.items())
        if at == row
    )
    return caption("picture.because", lang, who=side[row], why=caption("picture.semicolon", lang).join(told))
